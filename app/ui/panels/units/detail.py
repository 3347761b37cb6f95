"""One unit in five tabs: what it is and the steps allowed now, its people, equipment, history, and patrols against its trail."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QTabWidget, QVBoxLayout, QWidget

from app.domain.state import State
from app.domain.unit.commands import SetUnitStatus
from app.domain.unit.model import Unit, UnitStatus
from app.domain.unit.rules import Standing
from app.ui.kit import time_text
from app.ui.kit.dialogs import confirm
from app.ui.kit.table import Column, RowsView
from app.ui.kit.theme import current_theme, set_tone
from app.ui.kit.widgets import Badge, Banner, Button, EmptyState, FlowLayout, SectionHeader, Text
from app.ui.panels.units import unit_forms
from app.ui.panels.units.detail_lists import EquipmentTab, PeopleTab
from app.ui.panels.units.forces_presenter import ForcesPresenter
from app.ui.panels.units.presenter import TONES, Step, UnitsPresenter, age, age_tone, where
from app.ui.panels.units.trail_check import TrailCheck
from app.ui.particulars import Particular, Particulars
from app.ui.services import Services
from app.ui.trail_menu import trail_button

ENDS = (UnitStatus.ON_STANDBY, UnitStatus.OUT_OF_SERVICE)
"""Steps that let the unit go from its incident: they are asked about while it is out."""


class UnitDetail(QFrame):
    """The right side of the board; ``show_unit("")`` empties it."""

    def __init__(
        self, services: Services, presenter: UnitsPresenter, forces: ForcesPresenter, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self._services, self._presenter, self._forces = services, presenter, forces
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
        self._edit = Button(self.tr("Change…"), "edit")
        self._rest = Button(self.tr("Rest…"), "pause")
        self._end_rest = Button(self.tr("End the rest"), "play")
        self.people = PeopleTab(services)
        self.kit = EquipmentTab(services)
        self.trail = TrailCheck(services, forces)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self._steps = QWidget()
        self._step_row = FlowLayout(self._steps, theme.length("xs"))
        self._buttons: dict[UnitStatus, Button] = {}
        self._members = QWidget()
        self._member_row = FlowLayout(self._members, theme.length("xs"))
        self._member_head = SectionHeader(self.tr("Joint patrol"))
        self._history = RowsView(
            self._columns(), lambda step: step.id, title=self.tr("Status history"),
            empty=(self.tr("Nothing happened yet"), self.tr("Every change is listed here with time and source")),
        )
        self._empty = EmptyState(self.tr("No unit chosen"), self.tr("Choose a unit on the left to see and set its status"))
        self._lay_out()
        self._incident.clicked.connect(self._open_incident)
        self._map.clicked.connect(self._locate)
        self._edit.clicked.connect(lambda: self._ask(unit_forms.edit_unit))
        self._rest.clicked.connect(lambda: self._ask(unit_forms.rest))
        self._end_rest.clicked.connect(lambda: self._ask(lambda its, _parent, unit: unit_forms.end_rest(its, unit)))
        self._history.activated.connect(self._open_step)
        self.tabs.currentChanged.connect(lambda _place: self._show_trail(services.state))
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
        now = self._services.workspace.desk.clock.now()
        row = next(row for row in words.rows(State(units=state.units, incidents=state.incidents), now=now) if row.id == unit.id)
        resting = row.standing is Standing.RESTING
        self._name.setText(row.name)
        self._badge.show_as(row.status, row.tone)
        self._through.show_text(self.tr("Engaged through {name}").format(name=row.through) if row.through else "", "info")
        self._facts.show_lines(self._lines(unit, row.kind, row.incident, resting=resting))
        self._end_rest.setVisible(resting)
        self._rest.setEnabled(unit.status is UnitStatus.ON_STANDBY and not row.through)
        self._incident.setVisible(bool(unit.incident_id))
        self._show_steps(unit)
        self._show_members(unit, state)
        self._history.set_rows(words.history(unit, state))
        self.people.show_unit(unit)
        self.kit.show_unit(unit)
        self._show_trail(state)
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
            say, limit_s = self._services.wording.say, self._services.workspace.settings.current.stale_after_s
            stale = (say("unit_status.stale"),) if old.total_seconds() > limit_s else ()
            text = " · ".join((text, *stale, *(say(f"tracking.flag.{flag}") for flag in position.flags)))
        self._age.setText(text)
        set_tone(self._age, age_tone(old, self._services.workspace.settings.current.stale_after_s))
        self._map.setEnabled(where(self._unit, desk.telemetry.positions) is not None)

    def _show_trail(self, state: State) -> None:
        """The trail is only read when somebody looks at it."""
        if self._unit is None or self.tabs.currentWidget() is not self.trail:
            return
        patrols = self._forces.patrols(state, self._services.workspace.desk.clock.now(), self._unit.id)
        standing_ones = [row.plan for row in patrols if row.plan.stands]
        self.trail.show_plan(standing_ones[0] if standing_ones else None)

    def _ask(self, form: Callable[[Services, QWidget, Unit], Awaitable[bool]]) -> None:
        unit = self._unit

        async def asked() -> None:
            if unit is not None:
                await form(self._services, self, unit)

        self._services.run(asked(), self)

    def _open_step(self, step: Step) -> None:
        if step.incident_id:
            self._services.navigator.show_incident(step.incident_id, "units")

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

    def _lines(self, unit: Unit, kind: str, incident: str, *, resting: bool) -> list[Particular]:
        now = self._services.workspace.desk.clock.now()
        until = time_text.day_clock(unit.resting_until, now) if resting and unit.resting_until else ""
        since = time_text.day_clock(unit.status_at, self._services.workspace.desk.clock.now()) if unit.status_at else ""
        source = self._presenter.source(unit.status_source) if unit.status_source else ""
        return [
            Particular(self.tr("Kind"), kind),
            Particular(self.tr("Rests until"), "  ".join(part for part in (until, unit.rest_reason if resting else "") if part)),
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
        for button in (self._map, self._trail, self._edit, self._rest, self._end_rest):
            flow.addWidget(button)
        self._body = QWidget()
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.length("s"))
        column.addLayout(head)
        column.addWidget(self._age)
        column.addWidget(self.tabs, 1)
        overview = QWidget()
        overview.setProperty("role", "scrolled")
        inner = QVBoxLayout(overview)
        inner.setContentsMargins(0, theme.length("s"), theme.length("s"), 0)
        inner.setSpacing(theme.length("s"))
        for widget in (self._through, self._steps, self._facts):
            inner.addWidget(widget)
        inner.addWidget(places)
        inner.addWidget(self._incident)
        inner.addWidget(self._member_head)
        inner.addWidget(self._members)
        inner.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(overview)
        pages = (
            (area, self.tr("Overview")), (self.people, self.tr("People")), (self.kit, self.tr("Equipment")),
            (self._history, self.tr("Status history")), (self.trail, self.tr("Trail check")),
        )
        for page, title in pages:
            self.tabs.addTab(page, title)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.length("m"), theme.length("m"), theme.length("m"), theme.length("m"))
        outer.addWidget(self._body, 1)
        outer.addWidget(self._empty, 1)
        self.setMinimumWidth(theme.px(400))


def _empty_flow(flow: FlowLayout) -> None:
    while flow.count():
        item = flow.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
