"""Every written report that was composed here: of which incident, how it stands, who signed, when it went out."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.catalog.pinyin import search_keys
from app.domain.state import State
from app.ui.kit import time_text
from app.ui.kit.table import Column, RowsView
from app.ui.kit.widgets import Button, Text
from app.ui.panels.reports import written_presenter
from app.ui.panels.reports.layout import table_over_detail
from app.ui.panels.reports.written_presenter import WrittenRow
from app.ui.report_composer import compose_area_report, open_composer
from app.ui.services import Services


class WrittenTab(QWidget):
    """Enter opens the report in the composer."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self.table = RowsView(
            self._columns(), lambda row: row.id, title=self.tr("Written reports"),
            empty=(
                self.tr("No report was composed yet"),
                self.tr("F7 on an incident composes one; daily and zero reports begin here."),
            ),
            initials=search_keys,
        )
        self._detail = Text("")
        self._detail.setWordWrap(True)
        self._detail.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.open_button = Button(self.tr("Open… (Enter)"), "report", "primary")
        self.area_button = Button(self.tr("Daily or zero report…"), "add")
        table_over_detail(self, self.table, self._detail, self.area_button, self.open_button)
        self.table.activated.connect(self._open)
        self.table.selected.connect(lambda _row: self._show_current())
        self.open_button.clicked.connect(lambda: self._open(self.table.current))
        self.area_button.clicked.connect(lambda: services.run(compose_area_report(services, self), self))
        self._show_current()

    def show_state(self, state: State) -> None:
        """Show the reports, the newest first."""
        services = self._services
        rows = written_presenter.rows(state, services.workspace.desk.reference, services.wording)
        self.table.set_rows(rows)
        if rows and self.table.current is None:
            self.table.select(rows[0].id, scroll=False)
        self._show_current()

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(key="status", title=self.tr("Status"), text=lambda r: r.status, tone=lambda r: r.tone, badge=True, width=104,
                   sort=lambda r: r.rank),
            Column(key="stage", title=self.tr("Report"), text=lambda r: r.stage, width=96),
            Column(key="title", title=self.tr("Title"), text=lambda r: r.title, width=330, stretch=True, tip=lambda r: r.title),
            Column(key="incident", title=self.tr("Incident"), text=lambda r: r.incident, width=200, tip=lambda r: r.incident),
            Column(key="composed", title=self.tr("Composed"), text=lambda r: r.composed, width=112, sort=lambda r: r.composed_at,
                   export=lambda r: time_text.full(r.composed_at)),
            Column(key="signed", title=self.tr("Signed"), text=lambda r: r.signed, width=180, tip=lambda r: r.signed),
        )

    def _show_current(self) -> None:
        row: WrittenRow | None = self.table.current
        self.open_button.setEnabled(row is not None)
        self._detail.setText("" if row is None else row.text)

    def _open(self, row: WrittenRow | None) -> None:
        if row is not None:
            self._services.run(open_composer(self._services, self, row.incident_id, report_id=row.id), self)
