"""One unit: what it is, where it stands, the steps that are allowed now, its patrol, and its history."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.state import State
from app.domain.unit.commands import SetUnitStatus
from app.domain.unit.model import Unit, UnitStatus
from app.ui.kit import time_text
from app.ui.kit.dialogs import confirm
from app.ui.kit.table import Column, RowsView
from app.ui.kit.theme import current_theme, set_tone
from app.ui.kit.widgets import Badge, Banner, Button, EmptyState, FlowLayout, SectionHeader, Text
from app.ui.panels.units.presenter import TONES, Step, UnitsPresenter, age, age_tone, where
from app.ui.particulars import Particular, Particulars
from app.ui.services import Services
from app.ui.trail_menu import trail_button

ENDS = (UnitStatus.ON_STANDBY, UnitStatus.OUT_OF_SERVICE)
"""Steps that let the unit go from its incident: they are asked about while it is out."""


class UnitDetail(QFrame):
    """The right side of the board; ``show_unit("")`` empties it."""

    def __init__(self, services: Services, presenter: UnitsPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self._services, self._presenter = services, presenter
        self._unit: Unit | None = None
        theme = current_theme()
        self._name = Text("", "title")
        self._name.setWordWrap(True)
        self._badge = Badge()
        self._age = Text("", "caption")
        self._age.setWordWrap(True)
        self._through = Banner("", "info")
        self._through.hide()
        self._facts = Particulars()
        self._incident = Button(self.tr("Open the incident"), "incident")
        self._map = Button(self.tr("Show on the map"), "locate")
        self._trail = trail_button(services, self, lambda: self._unit.id if self._unit is not None else "")
        self._steps = QWidget()
        self._step_row = FlowLayout(self._steps, theme.length("xs"))
        self._buttons: dict[UnitStatus, Button] = {}
        self._members = QWidget()
        self._member_row = FlowLayout(self._members, theme.length("xs"))
        self._member_head = SectionHeader(self.tr("Joint patrol"))
        self._history = RowsView(
            self._columns(), lambda step: step.id, title=self.tr("Status history"), searchable=False,
            empty=(self.tr("Not yet dispatched"), self.tr("Every step of a dispatch is listed here with time and source")),
        )
        self._empty = EmptyState(self.tr("No unit chosen"), self.tr("Choose a unit on the left to see and set its status"))
        self._history.toolbar.insertWidget(0, Text(self.tr("Status history"), "section"))
        self._lay_out()
        self._incident.clicked.connect(self._open_incident)
        self._map.clicked.connect(self._locate)
        self._history.activated.connect(lambda step: services.navigator.show_incident(step.incident_id, "units"))
        self.show_unit("", services.state)

    def show_unit(self, unit_id: str, state: State) -> None:
        """Show this unit as it stands; an unknown id empties the pane."""
        unit = state.units.get(unit_id)
        self._unit = unit
        self._body.setVisible(unit is not None)
        self._empty.setVisible(unit is None)
        if unit is None:
            return
        words = self._presenter
        row = next(row for row in words.rows(State(units=state.units, incidents=state.incidents)) if row.id == unit.id)
        self._name.setText(row.name)
        self._badge.show_as(row.status, row.tone)
        self._through.show_text(self.tr("Engaged through {name}").format(name=row.through) if row.through else "", "info")
        self._facts.show_lines(self._lines(unit, row.kind, row.incident))
        self._incident.setVisible(bool(unit.incident_id))
        self._show_steps(unit)
        self._show_members(unit, state)
        self._history.set_rows(words.history(unit, state))
        self.refresh_age()

    def refresh_age(self) -> None:
        """How old the position is now."""
        if self._unit is None:
            return
        desk = self._services.workspace.desk
        position = desk.telemetry.positions.get(self._unit.id)
        old = age(position, desk.clock.now())
        if old is None or position is None:
            text = self.tr("No position: its base is shown") if self._unit.home else self.tr("No position known")
        else:
            text = self.tr("Position {age} old, {source}").format(
                age=time_text.duration(old), source=self._presenter.source(position.source)
            )
            text = " · ".join((text, *(self._services.wording.say(f"tracking.flag.{flag}") for flag in position.flags)))
        self._age.setText(text)
        set_tone(self._age, age_tone(old, self._services.workspace.settings.current.stale_after_s))
        self._map.setEnabled(where(self._unit, desk.telemetry.positions) is not None)

    def step_button(self, status: UnitStatus) -> Button | None:
        """The button that sets this status, where it is allowed now."""
        return self._buttons.get(status)

    async def set_status(self, status: UnitStatus) -> None:
        """Set a status; letting a busy unit go is asked about first."""
        unit = self._unit
        if unit is None:
            return
        if unit.is_busy and status in ENDS:
            consequence = self.tr("{unit} leaves the incident {incident} and can be sent elsewhere.").format(
                unit=unit.name.of(self._services.lang), incident=self._presenter.incident_of(unit, self._services.state)
            )
            if not await confirm(self, self._presenter.status(status), consequence, self._presenter.status(status)):
                return
        await self._services.attempt(SetUnitStatus(unit_id=unit.id, status=status, source="phone"))

    def _lines(self, unit: Unit, kind: str, incident: str) -> list[Particular]:
        since = time_text.day_clock(unit.status_at, self._services.workspace.desk.clock.now()) if unit.status_at else ""
        source = self._presenter.source(unit.status_source) if unit.status_source else ""
        return [
            Particular(self.tr("Kind"), kind),
            Particular(self.tr("Incident"), incident),
            Particular(self.tr("Since"), "  ".join(part for part in (since, source) if part)),
            Particular(self.tr("Organisation"), unit.organisation),
            Particular(self.tr("Call sign"), unit.call_sign),
            Particular(self.tr("Leader"), unit.leader),
            Particular(self.tr("Phone"), unit.phone),
            Particular(self.tr("Strength"), self.tr("{crew} people, {vehicles} vehicles").format(
                crew=unit.crew, vehicles=unit.vehicles)),
            Particular(self.tr("Capabilities"), self._presenter.capabilities(unit)),
        ]

    def _show_steps(self, unit: Unit) -> None:
        wanted = self._presenter.steps(unit)
        if [status for status, _ in wanted] == list(self._buttons):
            return
        _empty_flow(self._step_row)
        self._buttons = {}
        for place, (status, word) in enumerate(wanted):
            button = Button(word, variant="primary" if place == 0 and unit.is_busy else "plain")
            button.clicked.connect(lambda _checked=False, status=status: self._services.run(self.set_status(status), self))
            self._step_row.addWidget(button)
            self._buttons[status] = button
        self._steps.updateGeometry()

    def _show_members(self, unit: Unit, state: State) -> None:
        members = self._presenter.members(unit, state)
        shown = members or self._presenter.patrols(unit, state)
        self._member_head.set_title(self.tr("Joint patrol of") if members else self.tr("Belongs to the joint patrol"))
        for widget in (self._member_head, self._members):
            widget.setVisible(bool(shown))
        _empty_flow(self._member_row)
        for other in shown:
            word = self._presenter.status(other.status)
            button = Button(f"{other.name.of(self._services.lang)}  {word}", "unit", "quiet")
            button.setProperty("tone", TONES[other.status])
            button.clicked.connect(lambda _checked=False, unit_id=other.id: self._go_to(unit_id))
            self._member_row.addWidget(button)

    def _go_to(self, unit_id: str) -> None:
        """Later than the click, since the button goes with what it leaves."""
        QTimer.singleShot(0, self, lambda: self._services.navigator.show_unit(unit_id))

    def _open_incident(self) -> None:
        if self._unit is not None and self._unit.incident_id:
            self._services.navigator.show_incident(self._unit.incident_id, "units")

    def _locate(self) -> None:
        if self._unit is not None:
            point = where(self._unit, self._services.workspace.desk.telemetry.positions)
            self._services.navigator.show_on_map("units", self._unit.id, point)

    def _columns(self) -> tuple[Column, ...]:
        clock = self._services.workspace.desk.clock

        def at(step: Step) -> str:
            return time_text.day_clock(step.at, clock.now())

        return (
            Column(key="at", title=self.tr("Time"), text=at, sort=lambda step: step.at, width=104),
            Column(key="status", title=self.tr("Status"), text=lambda step: step.status, tone=lambda step: step.tone,
                   badge=True, width=96),
            Column(key="incident", title=self.tr("Incident"), text=lambda step: step.incident,
                   tip=lambda step: step.incident, stretch=True),
            Column(key="source", title=self.tr("Source"), text=lambda step: step.source, width=64,
                   tip=lambda step: step.by),
        )

    def _lay_out(self) -> None:
        theme = current_theme()
        head = QHBoxLayout()
        head.setSpacing(theme.length("s"))
        head.addWidget(self._name, 1)
        head.addWidget(self._badge)
        places = QWidget()
        flow = FlowLayout(places, theme.length("s"))
        for button in (self._map, self._trail, self._incident):
            flow.addWidget(button)
        self._body = QWidget()
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.length("s"))
        column.addLayout(head)
        column.addWidget(self._age)
        column.addWidget(self._through)
        column.addWidget(self._steps)
        column.addWidget(self._facts)
        column.addWidget(places)
        column.addWidget(self._member_head)
        column.addWidget(self._members)
        column.addWidget(self._history, 1)
        self._history.setMinimumHeight(theme.px(168))
        area = QScrollArea()
        area.setWidgetResizable(True)
        inner = QWidget()
        inner.setProperty("role", "scrolled")
        both = QVBoxLayout(inner)
        both.setContentsMargins(theme.length("m"), theme.length("m"), theme.length("m"), theme.length("m"))
        both.addWidget(self._body, 1)
        both.addWidget(self._empty, 1)
        area.setWidget(inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.addWidget(area)
        self.setMinimumWidth(theme.px(360))


def _empty_flow(flow: FlowLayout) -> None:
    while flow.count():
        item = flow.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
