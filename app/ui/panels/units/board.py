"""All units in one table with filters; the age of each position runs with the shared ticker."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from app.catalog.pinyin import search_keys
from app.domain.state import State
from app.domain.unit.model import UnitStatus
from app.ui.arrivals_bar import ArrivalsBar
from app.ui.kit import time_text
from app.ui.kit.table import Column, RowsView
from app.ui.kit.theme import current_theme
from app.ui.kit.ticker import Ticker
from app.ui.kit.widgets import Text
from app.ui.panels.units.detail import UnitDetail
from app.ui.panels.units.presenter import UnitRow, UnitsPresenter, age, age_tone, where
from app.ui.roster_exchange import roster_button
from app.ui.services import Services


class UnitsBoard(QWidget):
    """The first tab: table on the left, the chosen unit on the right."""

    def __init__(self, services: Services, presenter: UnitsPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services, self._presenter = services, presenter
        self.table = RowsView(
            self._columns(), lambda row: row.id, title=self.tr("Units"), initials=search_keys,
            empty=(self.tr("No units"), self.tr("Import them from the Excel roster, or loosen the filters above")),
        )
        self.detail = UnitDetail(services, presenter)
        self._kind, self._status = QComboBox(), QComboBox()
        self._free = QCheckBox(self.tr("Available only"))
        self._counts = Text("", "caption")
        self._lay_out()
        self._kind.currentIndexChanged.connect(lambda _: self._filter())
        self._status.currentIndexChanged.connect(lambda _: self._filter())
        self._free.toggled.connect(lambda _: self._filter())
        self.table.selected.connect(lambda row: self.detail.show_unit(row.id if row else "", services.state))
        self.table.activated.connect(self._locate)

    def render_units(self, state: State) -> None:
        """Show this state; filters, selection and place stay."""
        self._fill_kinds(state)
        self.table.set_rows(
            self._presenter.rows(
                state, kind=self._kind.currentData() or "", status=self._status.currentData() or "",
                available=self._free.isChecked(),
            )
        )
        every, free, busy, out = self._presenter.counts(state)
        self._counts.setText(
            self.tr("{all} units: {free} available, {busy} at work, {out} out of service").format(
                all=every, free=free, busy=busy, out=out
            )
        )
        if not self.table.current_id and self.table.model.rowCount():
            self.table.select(self.table.model.id_at(0), scroll=False)
        self.detail.show_unit(self.table.current_id, state)

    def show_unit(self, unit_id: str) -> None:
        """Choose a unit; filters that hide it are taken away."""
        if not self.table.select(unit_id):
            self.table.search.clear()
            self._kind.setCurrentIndex(0)
            self._status.setCurrentIndex(0)
            self._free.setChecked(False)
            self.table.select(unit_id)

    def set_filters(self, *, kind: str = "", status: str = "", available: bool = False) -> None:
        """Filter as if a person had chosen it."""
        self._kind.setCurrentIndex(max(0, self._kind.findData(kind)))
        self._status.setCurrentIndex(max(0, self._status.findData(status)))
        self._free.setChecked(available)

    def showEvent(self, event: QShowEvent) -> None:
        """Ages run while seen."""
        super().showEvent(event)
        Ticker.shared().add(self.tick)

    def hideEvent(self, event: QHideEvent) -> None:
        """And rest while hidden."""
        Ticker.shared().remove(self.tick)
        super().hideEvent(event)

    def tick(self) -> None:
        """Draw the ages again: only the cells in sight read the clock."""
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

    def _filter(self) -> None:
        self.render_units(self._services.state)

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
            known = self._age(row)
            return known.total_seconds() if known is not None else float("inf")

        def source(row: UnitRow) -> str:
            position = self._services.workspace.desk.telemetry.positions.get(row.id)
            return self._presenter.source(position.source) if position else ""

        return (
            Column(key="name", title=self.tr("Name"), text=lambda row: row.name, width=158),
            Column(key="kind", title=self.tr("Kind"), text=lambda row: row.kind, width=132, tip=lambda row: row.kind),
            Column(key="status", title=self.tr("Status"), text=lambda row: row.status, tone=lambda row: row.tone,
                   badge=True, width=92, tip=lambda row: row.through),
            Column(key="incident", title=self.tr("Incident"), text=lambda row: row.incident or row.through,
                   tip=lambda row: row.incident or row.through, width=112, stretch=True),
            Column(key="age", title=self.tr("Position age"), text=self.age_text, sort=old, align="right", width=88,
                   tone=lambda row: age_tone(self._age(row), stale_after_s)),
            Column(key="leader", title=self.tr("Leader"), text=lambda row: row.unit.leader, width=74),
            Column(key="phone", title=self.tr("Phone"), text=lambda row: row.unit.phone, width=116),
            Column(key="call_sign", title=self.tr("Call sign"), text=lambda row: row.unit.call_sign, width=76, extra=True),
            Column(key="crew", title=self.tr("Crew"), text=lambda row: str(row.unit.crew), sort=lambda row: row.unit.crew,
                   align="right", width=56, export=lambda row: row.unit.crew, extra=True),
            Column(key="vehicles", title=self.tr("Vehicles"), text=lambda row: str(row.unit.vehicles),
                   sort=lambda row: row.unit.vehicles, align="right", width=56, export=lambda row: row.unit.vehicles, extra=True),
            Column(key="organisation", title=self.tr("Organisation"), text=lambda row: row.unit.organisation, width=140,
                   extra=True),
            Column(key="capabilities", title=self.tr("Capabilities"), text=lambda row: row.capabilities,
                   tip=lambda row: row.capabilities, width=180, extra=True),
            Column(key="source", title=self.tr("Source"), text=source, width=80, extra=True),
        )

    def _lay_out(self) -> None:
        theme = current_theme()
        self._status.addItem(self.tr("All statuses"), "")
        for status in UnitStatus:
            self._status.addItem(self._presenter.status(status), status.value)
        self._kind.setAccessibleName(self.tr("Kind"))
        self._status.setAccessibleName(self.tr("Status"))
        self._kind.setMinimumWidth(theme.px(130))
        filters = QHBoxLayout()
        filters.setSpacing(theme.length("s"))
        for widget in (self._kind, self._status, self._free):
            filters.addWidget(widget)
        filters.addWidget(self._counts, 1)
        filters.addWidget(roster_button(self._services, self))
        self._counts.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.length("s"))
        column.addWidget(ArrivalsBar(self._services))
        column.addLayout(filters)
        column.addWidget(self.table, 1)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(left)
        splitter.addWidget(self.detail)
        splitter.setStretchFactor(0, 1)
        splitter.setChildrenCollapsible(False)
        splitter.setSizes([theme.px(920), theme.px(350)])
        memory = self._services.memory
        if memory is not None:
            memory.keep_splitter("units", splitter)
            memory.keep_header("units", self.table.view.horizontalHeader())
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.length("s"), theme.length("s"), theme.length("s"), theme.length("s"))
        outer.addWidget(splitter)
