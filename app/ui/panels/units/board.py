"""All units: counts on top, organisations on the left, the table, the chosen unit on the right; ages run with the ticker."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from app.catalog.pinyin import search_keys
from app.domain.state import State
from app.domain.unit.model import UnitStatus
from app.domain.unit.rules import Standing
from app.domain.unit.shift import on_shift
from app.ui.arrivals_bar import ArrivalsBar
from app.ui.kit import time_text
from app.ui.kit.flow import Strip
from app.ui.kit.table import Column, RowsView
from app.ui.kit.theme import current_theme
from app.ui.kit.ticker import TickingWidget
from app.ui.kit.widgets import Badge, Button
from app.ui.panels.units.detail import UnitDetail
from app.ui.panels.units.detail_lists import shift_word
from app.ui.panels.units.forces_presenter import ForcesPresenter
from app.ui.panels.units.presenter import RETIRED, UnitRow, UnitsPresenter, age, age_tone, where
from app.ui.panels.units.unit_forms import edit_unit
from app.ui.roster_exchange import roster_button
from app.ui.services import Services

_STANDING_TONES = {
    Standing.ON_STANDBY: "ok", Standing.OUT: "info", Standing.RESTING: "neutral", Standing.OUT_OF_SERVICE: "muted",
}


class UnitsBoard(TickingWidget):
    """The first tab: organisations and table on the left, the chosen unit on the right."""

    def __init__(
        self, services: Services, presenter: UnitsPresenter, forces: ForcesPresenter, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._services, self._presenter = services, presenter
        self.table = RowsView(
            self._columns(), lambda row: row.id, title=self.tr("Units"), initials=search_keys,
            empty=(
                self.tr("No units"), self.tr("Enter one, import the Excel roster, or loosen the filters above"),
                self.tr("New unit…"),
            ),
        )
        self.organisations = RowsView(
            (
                Column(key="name", title=self.tr("Organisation"), text=lambda row: row.name, stretch=True,
                       tip=lambda row: row.name),
                Column(key="free", title=self.tr("Free"), text=lambda row: f"{row.free}/{row.units}", align="right", width=56,
                       sort=lambda row: row.free),
            ),
            lambda row: row.id, title=self.tr("Organisations"), searchable=False,
        )
        self.detail = UnitDetail(services, presenter, forces)
        self._new = Button(self.tr("New unit…"), "add")
        self._next_rested: datetime | None = None
        self._kind, self._status = QComboBox(), QComboBox()
        self._free = QCheckBox(self.tr("Available only"))
        self._counts = Strip(1, current_theme().length("xs"), current_theme().length("xs"))
        self._lay_out()
        self._kind.currentIndexChanged.connect(lambda _: self._filter())
        self._status.currentIndexChanged.connect(lambda _: self._filter())
        self._free.toggled.connect(lambda _: self._filter())
        self.organisations.selected.connect(lambda _row: self._filter())
        self.table.offered.connect(self._new.click)
        self._new.clicked.connect(lambda: services.run(edit_unit(services, self), self))
        self.table.selected.connect(lambda row: self.detail.show_unit(row.id if row else "", services.state))
        self.table.activated.connect(self._locate)

    def show_state(self, state: State) -> None:
        """Show this state."""
        self.render_units(state)

    def render_units(self, state: State) -> None:
        """Show this state; filters, selection and place stay."""
        self._fill_kinds(state)
        now = self._services.workspace.desk.clock.now()
        self._show_organisations(state, now)
        chosen = self.organisations.current_id
        self.table.set_rows(
            self._presenter.rows(
                state, now=now, organisation=chosen[1:] if chosen else None, kind=self._kind.currentData() or "",
                status=self._status.currentData() or "", available=self._free.isChecked(),
            )
        )
        self._show_counts(state, now)
        ends = (unit.resting_until for unit in state.units.values() if unit.resting_until is not None)
        self._next_rested = min((at for at in ends if at > now), default=None)
        if not self.table.current_id and self.table.model.rowCount():
            self.table.select(self.table.model.id_at(0), scroll=False)
        self.detail.show_unit(self.table.current_id, state)

    def show_unit(self, unit_id: str) -> None:
        """Choose a unit; filters that hide it are taken away."""
        if not self.table.select(unit_id):
            self.table.search.clear()
            self._kind.setCurrentIndex(0)
            unit = self._services.state.units.get(unit_id)
            wanted = RETIRED if unit is not None and unit.retired else ""
            self._status.setCurrentIndex(self._status.findData(wanted))
            self._free.setChecked(False)
            self.organisations.select("")
            self.table.select(unit_id)

    def set_filters(self, *, kind: str = "", status: str = "", available: bool = False) -> None:
        """Filter as if a person had chosen it."""
        self._kind.setCurrentIndex(max(0, self._kind.findData(kind)))
        self._status.setCurrentIndex(max(0, self._status.findData(status)))
        self._free.setChecked(available)

    def tick(self) -> None:
        """Draw the ages again: only the cells in sight read the clock. A rest that ends by itself is seen as it ends."""
        if self._next_rested is not None and self._services.workspace.desk.clock.now() >= self._next_rested:
            self.render_units(self._services.state)
        self.table.view.viewport().update()
        self.detail.refresh_age()

    def age_text(self, row: UnitRow) -> str:
        """The age of the row's position now."""
        old = self._age(row)
        if old is not None:
            return time_text.duration(old)
        return self.tr("at its base") if row.unit.home else self.tr("unknown")

    def _age(self, row: UnitRow) -> Any:
        desk = self._services.workspace.desk
        return age(desk.telemetry.positions.get(row.id), desk.clock.now())

    def _now(self) -> datetime:
        return self._services.workspace.desk.clock.now()

    def _filter(self) -> None:
        self.render_units(self._services.state)

    def _show_organisations(self, state: State, now: datetime) -> None:
        """The same organisations only change their counts."""
        blocked = self.organisations.blockSignals(True)
        rows = self._presenter.organisations(
            state, now, self.tr("All units"), self.tr("No organisation")
        )
        self.organisations.set_rows(rows)
        if self.organisations.current is None:
            self.organisations.select("")
        self.organisations.blockSignals(blocked)

    def _show_counts(self, state: State, now: datetime) -> None:
        marks = []
        for stands, count in self._presenter.standings(state, now).items():
            mark = Badge(f"{self._presenter.standing(stands)} {count}", _STANDING_TONES[stands], parent=self._counts)
            marks.append(mark)
        self._counts.show_widgets(marks)

    def _locate(self, row: UnitRow) -> None:
        point = where(row.unit, self._services.workspace.desk.telemetry.positions)
        if point is not None:
            self._services.navigator.show_on_map("units", row.id, point)

    def _fill_kinds(self, state: State) -> None:
        wanted = (("", self.tr("All kinds")), *self._presenter.kinds(state))
        shown = tuple((self._kind.itemData(at), self._kind.itemText(at)) for at in range(self._kind.count()))
        if shown == wanted:
            return
        kept = self._kind.currentData()
        blocked = self._kind.blockSignals(True)
        self._kind.clear()
        for code, name in wanted:
            self._kind.addItem(name, code)
        self._kind.setCurrentIndex(max(0, self._kind.findData(kept)))
        self._kind.blockSignals(blocked)

    def _columns(self) -> tuple[Column, ...]:
        stale_after_s = self._services.workspace.settings.current.stale_after_s

        def old(row: UnitRow) -> float:
            known = self._services.workspace.desk.telemetry.positions.get(row.id)
            return -known.at.timestamp() if known is not None else float("inf")

        def source(row: UnitRow) -> str:
            position = self._services.workspace.desk.telemetry.positions.get(row.id)
            return self._presenter.source(position.source) if position else ""

        return (
            Column(key="name", title=self.tr("Name"), text=lambda row: row.name, width=150, tip=lambda row: row.name),
            Column(key="kind", title=self.tr("Kind"), text=lambda row: row.kind, width=120, tip=lambda row: row.kind, extra=True),
            Column(key="status", title=self.tr("Status"), text=lambda row: row.status, tone=lambda row: row.tone,
                   badge=True, width=104, tip=lambda row: row.through),
            Column(key="incident", title=self.tr("Incident"), text=lambda row: row.incident or row.through,
                   tip=lambda row: row.incident or row.through, width=96, stretch=True),
            Column(key="warned", title=self.tr("Expiring"), text=lambda row: str(row.warned or ""), sort=lambda row: row.warned,
                   align="right", width=64, tone=lambda row: "watch" if row.warned else "neutral",
                   export=lambda row: row.warned),
            Column(key="age", title=self.tr("Position age"), text=self.age_text, sort=old, align="right", width=88,
                   tone=lambda row: age_tone(self._age(row), stale_after_s)),
            Column(key="leader", title=self.tr("Leader"), text=lambda row: row.unit.leader, width=74, extra=True),
            Column(key="phone", title=self.tr("Phone"), text=lambda row: row.unit.phone, width=116),
            Column(key="call_sign", title=self.tr("Call sign"), text=lambda row: row.unit.call_sign, width=76, extra=True),
            Column(key="crew", title=self.tr("Crew"), text=lambda row: str(row.unit.crew), sort=lambda row: row.unit.crew,
                   align="right", width=56, export=lambda row: row.unit.crew, extra=True),
            Column(key="vehicles", title=self.tr("Vehicles"), text=lambda row: str(row.unit.vehicles),
                   sort=lambda row: row.unit.vehicles, align="right", width=56, export=lambda row: row.unit.vehicles, extra=True),
            Column(key="shift", title=self.tr("Shift"), text=lambda row: row.unit.shift, width=120, extra=True,
                   tip=lambda row: shift_word(self._services, row.unit),
                   tone=lambda row: "muted" if on_shift(row.unit.shift, self._now()) is False else "neutral"),
            Column(key="organisation", title=self.tr("Organisation"), text=lambda row: row.unit.organisation, width=140,
                   extra=True),
            Column(key="capabilities", title=self.tr("Capabilities"), text=lambda row: row.capabilities,
                   tip=lambda row: row.capabilities, width=180, extra=True),
            Column(key="source", title=self.tr("Source"), text=source, width=80, extra=True),
        )

    def _lay_out(self) -> None:
        theme = current_theme()
        self._status.addItem(self.tr("All statuses"), "")
        for stands in Standing:
            self._status.addItem(self._presenter.standing(stands), stands.value)
        for status in UnitStatus:
            if status.value not in list(Standing):
                self._status.addItem(self._presenter.status(status), status.value)
        self._status.addItem(self.tr("Retired"), RETIRED)
        self._kind.setAccessibleName(self.tr("Kind"))
        self._status.setAccessibleName(self.tr("Status"))
        self._kind.setMinimumWidth(theme.px(130))
        filters = QHBoxLayout()
        filters.setSpacing(theme.length("s"))
        for widget in (self._kind, self._status, self._free):
            filters.addWidget(widget)
        filters.addStretch(1)
        filters.addWidget(self._new)
        filters.addWidget(roster_button(self._services, self))
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.length("s"))
        column.addWidget(ArrivalsBar(self._services))
        column.addWidget(self._counts)
        column.addLayout(filters)
        column.addWidget(self.table, 1)
        self.organisations.setMinimumWidth(theme.px(170))
        splitter = QSplitter(Qt.Orientation.Horizontal)
        for part in (self.organisations, left, self.detail):
            splitter.addWidget(part)
        splitter.setStretchFactor(1, 1)
        splitter.setChildrenCollapsible(False)
        splitter.setSizes([theme.px(180), theme.px(676), theme.px(424)])
        memory = self._services.memory
        if memory is not None:
            memory.keep_splitter("forces", splitter)
            memory.keep_header("units", self.table.view.horizontalHeader())
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.length("s"), theme.length("s"), theme.length("s"), theme.length("s"))
        outer.addWidget(splitter)
