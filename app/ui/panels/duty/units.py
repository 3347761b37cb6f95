"""The units tab: what the plan asks for, who is out, who could go."""

from __future__ import annotations

import time

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QSplitter, QVBoxLayout, QWidget

from app.domain.deadlines import Deadline
from app.domain.incident.model import Incident
from app.domain.unit.commands import SetUnitStatus
from app.domain.unit.model import UnitStatus
from app.ui.arrivals_bar import ArrivalsBar
from app.ui.kit.badge import Badge
from app.ui.kit.cards import Card
from app.ui.kit.flow import FlowLayout, Strip
from app.ui.kit.i18n import translate
from app.ui.kit.icons import Button
from app.ui.kit.labels import SectionHeader
from app.ui.kit.theme import Tone, current_theme
from app.ui.panels.duty import units_presenter
from app.ui.panels.duty.free_units import FreeUnits
from app.ui.panels.duty.look import Keyed, Tab, column, room_of, row, tab_column
from app.ui.panels.duty.room import Room
from app.ui.panels.duty.units_presenter import DemandRow, OutRow
from app.ui.services import Services

REDRAW_EVERY_S = 5.0
"""Distances need no second hand: positions redraw the list at most this often."""


class UnitsTab(Tab):
    """What is asked for and who is out, with the next steps; below, who could go."""

    unit_selected = Signal(str)
    """A unit that the map should show."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(services, parent)
        self._out: tuple[OutRow, ...] = ()
        self._asked: tuple[DemandRow, ...] = ()
        self._drawn_at = 0.0
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
        self.available = FreeUnits(services, lambda: str(self.source.currentData()))
        self._out_head = SectionHeader(translate("Duty", "Sent"))
        self.arrivals = ArrivalsBar(services)
        self._lay_out()
        self._wire()

    @property
    def proposed(self) -> tuple[str, ...]:
        """The units that are proposed for the incident shown; empty until there is an answer."""
        return self.available.proposed

    def show_incident(self, of: Incident, ranked: tuple[Deadline, ...], room: Room) -> None:
        """Draw demands, units out and units free."""
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
        return self.available.select(unit_id)

    def knows(self, unit_id: str) -> bool:
        """Whether a unit is out for this incident or free to go."""
        return unit_id in self.available.found.ids or any(one.unit_id == unit_id for one in self._out)

    def focus_free(self) -> None:
        """Put the keyboard into the available units (F6)."""
        self.available.focus()

    def _draw(self, of: Incident, room: Room) -> None:
        self._drawn_at = time.monotonic()
        self._draw_demands(units_presenter.demands(of, room))
        self._out = units_presenter.out(of, room)
        self.out.set_cards([_out_card(one) for one in self._out])
        count = sum(1 for one in self._out if not one.ended)
        self._out_head.set_title(translate("Duty", "Sent"), str(count))
        self.available.show_incident(of, (), room)
        self._draw_steps()

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

    def _wire(self) -> None:
        self.available.unit_selected.connect(self.unit_selected)
        self.out.selected.connect(self._on_out_selected)
        if self.services.who is not None:
            self.services.who.answered.connect(self._on_answered)

    def _on_out_selected(self, dispatch_id: str) -> None:
        self._draw_steps()
        current = next((one for one in self._out if one.dispatch_id == dispatch_id), None)
        if current is not None:
            self.unit_selected.emit(current.unit_id)

    def _lay_out(self) -> None:
        upper = QWidget()
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
        self.out.setMinimumHeight(current_theme().px(60))
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(upper)
        split.addWidget(self.available)
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
