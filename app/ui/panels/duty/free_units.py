"""Who could go: the list of available units, what is proposed, ticking and sending."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.domain.deadlines import Deadline
from app.domain.incident.model import Incident
from app.domain.unit.commands import DispatchUnits
from app.kernel.errors import Fault, Refusal
from app.ui.kit.bars import SearchBox
from app.ui.kit.cards import Card
from app.ui.kit.dialogs import prompt_text
from app.ui.kit.i18n import translate
from app.ui.kit.icons import Button
from app.ui.kit.labels import SectionHeader, Text
from app.ui.kit.places import name_place
from app.ui.kit.tasks import alive
from app.ui.kit.theme import Tone, current_theme
from app.ui.panels.duty import units_presenter, who_presenter
from app.ui.panels.duty.look import Keyed, Tab, column, room_of, row
from app.ui.panels.duty.room import Room
from app.ui.panels.duty.units_presenter import Free, FreeRow
from app.ui.panels.duty.who_bar import ProposalBar
from app.ui.panels.duty.who_dialog import ask_reason, show_proposal
from app.ui.services import Services

AT_ONCE = 1000
"""So many units are put in order in a few milliseconds: nobody waits for that."""


class FreeUnits(Tab):
    """Space ticks a unit, Enter sends what is ticked (or the current one). ``source`` says how their status reached the room."""

    unit_selected = Signal(str)
    """A unit that the map should show."""

    def __init__(self, services: Services, source: Callable[[], str], parent: QWidget | None = None) -> None:
        super().__init__(services, parent)
        self._source = source
        self.ticked: set[str] = set()
        self.proposed: tuple[str, ...] = ()
        self.found = Free((), ())
        self._finding = self._again = self._touched = False
        self._sought = ""
        self._head = SectionHeader(translate("Duty", "Available"))
        self.search = SearchBox(translate("Duty", "Search units, kinds, leaders"))
        self.list = Keyed(self.clock(), (Qt.Key.Key_Space,), translate("Duty", "Available units"))
        self.list.nothing = translate("Duty", "No unit is available")
        self.list.setToolTip(translate("Duty", "Space ticks, Enter sends"))
        self.list.setMinimumHeight(current_theme().px(60))
        self.send = Button(translate("Duty", "Send"), "dispatch", "primary")
        name_place(self.send, "units.send")
        self.who = ProposalBar(services.who is not None)
        self.rest, self.why = Text("", "caption"), Text("", "caption")
        for line in (self.rest, self.why):
            line.setWordWrap(True)
            line.hide()
        layout = column(self, "", "xs")
        layout.addLayout(row(self._head, self.search, self.send))
        layout.addWidget(self.who)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.rest)
        layout.addWidget(self.why)
        self._wire()

    def show_incident(self, of: Incident, ranked: tuple[Deadline, ...], room: Room) -> None:
        """Put the units in order for this incident: at once while they are few, thousands beside the loop, one time after
        the other."""
        if of.id != self.incident_id:
            self._start_over()
        self.incident_id = of.id
        self._again = True
        if len(room.state.units) <= AT_ONCE:
            self._again = False
            self._show_free(of, units_presenter.free(of, room, self.search.text()), room)
        elif not self._finding:
            self._finding = True
            self.services.run(self._find_free(), self)

    def select(self, unit_id: str) -> bool:
        """Make an available unit the current one, whatever was searched for before; whether it is so now."""
        self.search.clear()
        if self._finding:
            self._sought = unit_id
            return False
        return self._bring(unit_id)

    def focus(self) -> None:
        """Put the keyboard into the list."""
        self.list.setFocus()
        if not self.list.current_id and self.list.cards:
            self.list.select(self.list.cards[0].id)

    async def _find_free(self) -> None:
        try:
            while self._again and (of := self.incident) is not None:
                self._again = False
                room, query = room_of(self.services), self.search.text()
                found = await asyncio.to_thread(units_presenter.free, of, room, query)
                if alive(self) and of.id == self.incident_id:
                    self._show_free(of, found, room)
        finally:
            self._finding = False

    def _bring(self, unit_id: str) -> bool:
        """Make an available unit the current one; one further down than the list reaches is looked up by its name."""
        if self.list.select(unit_id):
            return True
        if unit_id in self.found.ids:
            self._sought = unit_id
            self.search.setText(self.services.wording.text(self.services.state.units[unit_id].name))
        return self.list.current_id == unit_id

    def _show_free(self, of: Incident, free: Free, room: Room) -> None:
        self.found, sought, self._sought = free, self._sought, ""
        self.who.show_summary(who_presenter.summary(of.id, room))
        self._take_proposal(of, room)
        self.ticked &= set(self.found.ids if not self.search.text().strip() else room.state.units)
        self._show_ticks()
        self._head.set_title(translate("Duty", "Available"), str(len(self.found.ids)))
        shown = len(self.found.rows)
        self.rest.setText(translate("Duty", "The first {count} are listed; search for others").format(count=shown))
        self.rest.setVisible(shown < len(self.found.ids))
        self._show_why()
        if sought:
            self._bring(sought)

    def _show_ticks(self) -> None:
        self.list.set_cards([_free_card(one, one.unit_id in self.ticked) for one in self.found.rows])
        chosen = len(self.ticked)
        self.send.setText(translate("Duty", "Send {count}").format(count=chosen) if chosen else translate("Duty", "Send"))
        self._enable_send()

    def _take_proposal(self, of: Incident, room: Room) -> None:
        """Tick what is proposed, until the officer ticks otherwise."""
        mine = who_presenter.advice_of(of.id, room)
        self.proposed = mine.unit_ids if mine is not None else ()
        if not self._touched:
            self.ticked = set(self.proposed)

    def _start_over(self) -> None:
        self.ticked.clear()
        self._touched = False

    def _tick(self, unit_id: str) -> None:
        self.ticked ^= {unit_id}
        self._touched = True
        self._show_ticks()

    def _send(self) -> None:
        chosen = [unit_id for unit_id in self.found.ids if unit_id in self.ticked]
        chosen += sorted(self.ticked - set(chosen))
        chosen = chosen or [one for one in (self.list.current_id,) if one]
        if chosen:
            self.services.run(self._dispatch(tuple(chosen)), self)

    async def _dispatch(self, unit_ids: tuple[str, ...]) -> None:
        incident_id, proposed, reason = self.incident_id, self.proposed, ""
        if proposed and set(unit_ids) != set(proposed):
            given = await ask_reason(self, room_of(self.services))
            if given is None:
                return
            reason = given
        command = DispatchUnits(
            incident_id=incident_id, unit_ids=unit_ids, source=self._source(), proposed=proposed, reason=reason
        )
        if await self._sent(command):
            self._start_over()
            self._draw()

    async def _sent(self, command: DispatchUnits) -> bool:
        """Send; where a unit rests, ask for the reason and send it all the same, or not at all on Escape."""
        try:
            await self.services.execute(command)
        except (Refusal, Fault) as no:
            words = self.services.explain(no)
            if no.code != "unit_resting":
                self.services.navigator.say(words, "alarm")
                return False
            reason = await prompt_text(self, translate("Duty", "The unit rests"), words)
            return bool(reason) and await self.services.attempt(replace(command, override=reason or ""))
        return True

    def _draw(self) -> None:
        of = self.incident
        if of is not None:
            self.show_incident(of, (), room_of(self.services))

    def _wire(self) -> None:
        self.search.textChanged.connect(lambda _text: self._draw())
        self.search.left.connect(self.focus)
        self.list.pressed.connect(lambda _key, unit_id: self._tick(unit_id))
        self.list.activated_card.connect(lambda _id: self._send())
        self.list.selected.connect(self._on_selected)
        self.send.clicked.connect(self._send)
        self.who.table_wanted.connect(lambda: self.services.run(show_proposal(self, room_of(self.services)), self))
        if self.services.who is not None:
            self.who.ways_switched.connect(self.services.who.show_ways)
            self.who.rings_switched.connect(self.services.who.show_rings)
            self.services.who.switched.connect(self._on_switched)

    def _on_switched(self) -> None:
        who = self.services.who
        if who is not None:
            self.who.show_switches(ways=who.shows_ways, rings=who.shows_rings)

    def _enable_send(self) -> None:
        of = self.incident
        self.send.setEnabled(of is not None and of.is_open and bool(self.ticked or self.list.current_id))

    def _on_selected(self, unit_id: str) -> None:
        self._enable_send()
        self._show_why()
        if unit_id:
            self.unit_selected.emit(unit_id)

    def _show_why(self) -> None:
        current = next((one for one in self.found.rows if one.unit_id == self.list.current_id), None)
        told = current is not None and current.why
        self.why.setText(self.services.wording.say("duty.who.line", unit=current.title, why=current.why) if told else "")
        self.why.setVisible(bool(self.why.text()))


def _free_card(one: FreeRow, ticked: bool) -> Card:
    return Card(
        id=one.unit_id, title=one.title, subtitle=one.subtitle, badge=one.badge, tone=Tone.INFO if ticked else Tone.NEUTRAL,
        shape="check" if ticked else "ring", right=one.right, right_tone=Tone.WATCH if one.stale else Tone.MUTED,
        tip="\n".join(part for part in (one.title, one.subtitle, one.right, one.why) if part),
    )
