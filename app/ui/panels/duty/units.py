"""The units tab: what the plan asks for, who is out, who could go."""

from __future__ import annotations

import asyncio
import time

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QSplitter, QVBoxLayout, QWidget

from app.domain.deadlines import Deadline
from app.domain.incident.model import Incident
from app.domain.unit.commands import DispatchUnits, SetUnitStatus
from app.domain.unit.model import UnitStatus
from app.kernel.errors import Fault, Refusal
from app.ui.arrivals_bar import ArrivalsBar
from app.ui.kit.badge import Badge
from app.ui.kit.bars import SearchBox
from app.ui.kit.cards import Card
from app.ui.kit.dialogs import prompt_text
from app.ui.kit.flow import FlowLayout, Strip
from app.ui.kit.i18n import translate
from app.ui.kit.icons import Button
from app.ui.kit.labels import SectionHeader, Text
from app.ui.kit.places import name_place
from app.ui.kit.tasks import alive
from app.ui.kit.theme import Tone, current_theme
from app.ui.panels.duty import units_presenter, who_presenter
from app.ui.panels.duty.look import Keyed, Tab, column, room_of, row, tab_column
from app.ui.panels.duty.room import Room
from app.ui.panels.duty.units_presenter import DemandRow, Free, FreeRow, OutRow
from app.ui.panels.duty.who_bar import ProposalBar
from app.ui.panels.duty.who_dialog import ask_reason, show_proposal
from app.ui.services import Services

AT_ONCE = 1000
"""So many units are put in order in a few milliseconds: nobody waits for that."""

REDRAW_EVERY_S = 5.0
"""Distances need no second hand: positions redraw the list at most this often."""


class UnitsTab(Tab):
    """Space ticks a unit, Enter sends what is ticked (or the current one)."""

    unit_selected = Signal(str)
    """A unit that the map should show."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(services, parent)
        self._ticked: set[str] = set()
        self._out: tuple[OutRow, ...] = ()
        self._free = Free((), ())
        self._finding = self._again = False
        self._sought = ""
        self._asked: tuple[DemandRow, ...] = ()
        self._drawn_at = 0.0
        self._touched = False
        self._proposed: tuple[str, ...] = ()
        self._demands = Strip(2, current_theme().length("xs"), current_theme().length("xs"))
        self.out = Keyed(self.clock(), (), translate("Duty", "Units sent"))
        self.out.nothing = translate("Duty", "No unit was sent yet")
        self._steps_row = QWidget()
        self._steps = QWidget()
        self._steps_flow = FlowLayout(self._steps, current_theme().length("xs"), current_theme().length("xs"))
        self.source = QComboBox()
        self.source.setAccessibleName(translate("Duty", "Source of the status"))
        for code in units_presenter.SOURCES[:3]:
            self.source.addItem(services.wording.say(f"duty.source.{code}"), code)
        self.search = SearchBox(translate("Duty", "Search units, kinds, leaders"))
        self.free = Keyed(self.clock(), (Qt.Key.Key_Space,), translate("Duty", "Available units"))
        self.free.nothing = translate("Duty", "No unit is available")
        self.send = Button(translate("Duty", "Send"), "dispatch", "primary")
        name_place(self.send, "units.send")
        self.who = ProposalBar(services.who is not None)
        self.rest = Text("", "caption")
        self.rest.setWordWrap(True)
        self.rest.hide()
        self.why = Text("", "caption")
        self.why.setWordWrap(True)
        self.why.hide()
        self._out_head = SectionHeader(translate("Duty", "Sent"))
        self._free_head = SectionHeader(translate("Duty", "Available"))
        self.arrivals = ArrivalsBar(services)
        self._lay_out()
        self._wire()

    @property
    def proposed(self) -> tuple[str, ...]:
        """The units that are proposed for the incident shown; empty until there is an answer."""
        return self._proposed

    def show_incident(self, of: Incident, ranked: tuple[Deadline, ...], room: Room) -> None:
        """Draw demands, units out and units free."""
        if of.id != self.incident_id:
            self._start_over()
        self.incident_id = of.id
        if self.services.who is not None:
            self.services.who.focus(of.id)
        self.arrivals.keep_to(of.id)
        self._draw(of, room)

    def refresh_positions(self) -> None:
        """Distances anew, not more often than every few seconds."""
        of = self.incident
        if of is not None and self.isVisible() and time.monotonic() - self._drawn_at >= REDRAW_EVERY_S:
            self._draw(of, room_of(self.services))

    def select_unit(self, unit_id: str) -> bool:
        """Make a unit the current one, out or available; whether it is here."""
        sent = next((one.dispatch_id for one in self._out if one.unit_id == unit_id and not one.ended), "")
        if sent:
            return self.out.select(sent)
        self.search.clear()
        if self._finding:
            self._sought = unit_id
            return False
        return self._bring(unit_id)

    def knows(self, unit_id: str) -> bool:
        """Whether a unit is out for this incident or free to go."""
        return unit_id in self._free.ids or any(one.unit_id == unit_id for one in self._out)

    def focus_free(self) -> None:
        """Put the keyboard into the available units (F6)."""
        self.free.setFocus()
        if not self.free.current_id and self.free.cards:
            self.free.select(self.free.cards[0].id)

    def _draw(self, of: Incident, room: Room) -> None:
        self._drawn_at = time.monotonic()
        self._draw_demands(units_presenter.demands(of, room))
        self._out = units_presenter.out(of, room)
        self.out.set_cards([_out_card(one) for one in self._out])
        count = sum(1 for one in self._out if not one.ended)
        self._out_head.set_title(translate("Duty", "Sent"), str(count))
        self._draw_free(of, room)
        self._draw_steps()

    def _draw_free(self, of: Incident, room: Room) -> None:
        """At once while they are few; thousands are put in order beside the loop, one time after the other."""
        self._again = True
        if len(room.state.units) <= AT_ONCE:
            self._again = False
            self._show_free(of, units_presenter.free(of, room, self.search.text()), room)
        elif not self._finding:
            self._finding = True
            self.services.run(self._find_free(), self)

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
        if self.free.select(unit_id):
            return True
        if unit_id in self._free.ids:
            self._sought = unit_id
            self.search.setText(self.services.wording.text(self.services.state.units[unit_id].name))
        return self.free.current_id == unit_id

    def _show_free(self, of: Incident, free: Free, room: Room) -> None:
        self._free, sought, self._sought = free, self._sought, ""
        self.who.show_summary(who_presenter.summary(of.id, room))
        self._take_proposal(of, room)
        self._ticked &= set(self._free.ids if not self.search.text().strip() else room.state.units)
        self._show_ticks()
        self._free_head.set_title(translate("Duty", "Available"), str(len(self._free.ids)))
        shown = len(self._free.rows)
        self.rest.setText(translate("Duty", "The first {count} are listed; search for others").format(count=shown))
        self.rest.setVisible(shown < len(self._free.ids))
        self._show_why()
        if sought:
            self._bring(sought)

    def _show_ticks(self) -> None:
        self.free.set_cards([_free_card(one, one.unit_id in self._ticked) for one in self._free.rows])
        chosen = len(self._ticked)
        self.send.setText(translate("Duty", "Send {count}").format(count=chosen) if chosen else translate("Duty", "Send"))
        self._enable_send()

    def _take_proposal(self, of: Incident, room: Room) -> None:
        """Tick what is proposed, until the officer ticks otherwise."""
        mine = who_presenter.advice_of(of.id, room)
        self._proposed = mine.unit_ids if mine is not None else ()
        if not self._touched:
            self._ticked = set(self._proposed)

    def _start_over(self) -> None:
        self._ticked.clear()
        self._touched = False

    def _on_answered(self) -> None:
        of = self.incident
        if of is not None and self.isVisible():
            self._draw(of, room_of(self.services))

    def _draw_demands(self, rows: tuple[DemandRow, ...]) -> None:
        if rows == self._asked:
            return
        self._asked = rows
        marks = [(one.text, Tone.WATCH, one.tip) for one in rows if not one.is_met]
        met = [one for one in rows if one.is_met]
        if met:
            words = translate("Duty", "{count} of {all} demands met").format(count=len(met), all=len(rows))
            marks.append((words, Tone.OK, "\n".join(one.tip for one in met)))
        badges = []
        for text, tone, tip in marks:
            mark = Badge(text, tone, parent=self._demands)
            mark.setToolTip(tip)
            mark.setAccessibleDescription(tip)
            badges.append(mark)
        self._demands.show_widgets(badges, "\n".join(one.tip for one in rows))

    def _draw_steps(self) -> None:
        _empty_flow(self._steps_flow)
        current = next((one for one in self._out if one.dispatch_id == self.out.current_id), None)
        steps = current.next_steps if current else ()
        for place, status in enumerate(steps):
            words = self.services.wording.say(f"unit_status.{status}")
            button = Button(words, variant="primary" if place == 0 else "plain", parent=self._steps)
            button.clicked.connect(lambda _checked=False, status=status: self._step(status))
            self._steps_flow.addWidget(button)
            button.show()
        self._steps_row.setVisible(bool(steps))
        self._steps.updateGeometry()

    def _step(self, status: UnitStatus) -> None:
        current = next((one for one in self._out if one.dispatch_id == self.out.current_id), None)
        if current is not None:
            source = str(self.source.currentData())
            command = SetUnitStatus(unit_id=current.unit_id, status=status, source=source)
            self.services.run(self.services.attempt(command), self)

    def _tick(self, unit_id: str) -> None:
        self._ticked ^= {unit_id}
        self._touched = True
        self._show_ticks()

    def _send(self) -> None:
        chosen = [unit_id for unit_id in self._free.ids if unit_id in self._ticked]
        chosen += sorted(self._ticked - set(chosen))
        chosen = chosen or [one for one in (self.free.current_id,) if one]
        if chosen:
            self.services.run(self._dispatch(tuple(chosen)), self)

    async def _dispatch(self, unit_ids: tuple[str, ...]) -> None:
        incident_id, proposed, reason = self.incident_id, self._proposed, ""
        if proposed and set(unit_ids) != set(proposed):
            given = await ask_reason(self, room_of(self.services))
            if given is None:
                return
            reason = given
        command = DispatchUnits(
            incident_id=incident_id, unit_ids=unit_ids, source=str(self.source.currentData()), proposed=proposed, reason=reason
        )
        if await self._sent(command):
            self._start_over()
            of = self.incident
            if of is not None:
                self._draw_free(of, room_of(self.services))

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

    def _on_search(self) -> None:
        of = self.incident
        if of is not None:
            self._draw_free(of, room_of(self.services))

    def _wire(self) -> None:
        self.search.textChanged.connect(lambda _text: self._on_search())
        self.search.left.connect(self.focus_free)
        self.free.pressed.connect(lambda _key, unit_id: self._tick(unit_id))
        self.free.activated_card.connect(lambda _id: self._send())
        self.free.selected.connect(self._on_free_selected)
        self.send.clicked.connect(self._send)
        self.out.selected.connect(self._on_out_selected)
        self.who.table_wanted.connect(lambda: self.services.run(show_proposal(self, room_of(self.services)), self))
        if self.services.who is not None:
            self.services.who.answered.connect(self._on_answered)
            self.who.ways_switched.connect(self.services.who.show_ways)
            self.who.rings_switched.connect(self.services.who.show_rings)
            self.services.who.switched.connect(self._on_switched)

    def _on_switched(self) -> None:
        who = self.services.who
        if who is not None:
            self.who.show_switches(ways=who.shows_ways, rings=who.shows_rings)

    def _enable_send(self) -> None:
        of = self.incident
        self.send.setEnabled(of is not None and of.is_open and bool(self._ticked or self.free.current_id))

    def _on_free_selected(self, unit_id: str) -> None:
        self._enable_send()
        self._show_why()
        if unit_id:
            self.unit_selected.emit(unit_id)

    def _show_why(self) -> None:
        current = next((one for one in self._free.rows if one.unit_id == self.free.current_id), None)
        told = current is not None and current.why
        self.why.setText(self.services.wording.say("duty.who.line", unit=current.title, why=current.why) if told else "")
        self.why.setVisible(bool(self.why.text()))

    def _on_out_selected(self, dispatch_id: str) -> None:
        self._draw_steps()
        current = next((one for one in self._out if one.dispatch_id == dispatch_id), None)
        if current is not None:
            self.unit_selected.emit(current.unit_id)

    def _lay_out(self) -> None:
        upper, lower = QWidget(), QWidget()
        top: QVBoxLayout = column(upper, "", "xs")
        self._out_head.setToolTip(translate("Duty", "Choose a unit to stamp its next status"))
        head = row(self._out_head, self._demands)
        head.setStretch(1, 1)
        head.setAlignment(self._out_head, Qt.AlignmentFlag.AlignTop)
        top.addLayout(head)
        top.addWidget(self.out, 1)
        steps = row(self._steps, self.source)
        steps.setStretch(0, 1)
        steps.setAlignment(self.source, Qt.AlignmentFlag.AlignTop)
        self._steps_row.setLayout(steps)
        top.addWidget(self._steps_row)
        bottom = column(lower, "", "xs")
        self.free.setToolTip(translate("Duty", "Space ticks, Enter sends"))
        bottom.addLayout(row(self._free_head, self.search, self.send))
        bottom.addWidget(self.who)
        bottom.addWidget(self.free, 1)
        bottom.addWidget(self.rest)
        bottom.addWidget(self.why)
        for cards in (self.out, self.free):
            cards.setMinimumHeight(current_theme().px(60))
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(upper)
        split.addWidget(lower)
        split.setChildrenCollapsible(False)
        split.setStretchFactor(0, 2)
        split.setStretchFactor(1, 3)
        tab = tab_column(self)
        tab.addWidget(self.arrivals)
        tab.addWidget(split, 1)


def _empty_flow(flow: FlowLayout) -> None:
    while flow.count():
        item = flow.takeAt(0)
        if item is not None and item.widget() is not None:
            item.widget().hide()
            item.widget().deleteLater()


def _out_card(one: OutRow) -> Card:
    return Card(
        id=one.dispatch_id, title=one.title, subtitle=one.subtitle, badge=one.badge, tone=one.tone,
        shape="dash" if one.ended else "disc", right=one.right, tip=one.tip,
    )


def _free_card(one: FreeRow, ticked: bool) -> Card:
    return Card(
        id=one.unit_id, title=one.title, subtitle=one.subtitle, badge=one.badge, tone=Tone.INFO if ticked else Tone.NEUTRAL,
        shape="check" if ticked else "ring", right=one.right, right_tone=Tone.WATCH if one.stale else Tone.MUTED,
        tip="\n".join(part for part in (one.title, one.subtitle, one.right, one.why) if part),
    )
