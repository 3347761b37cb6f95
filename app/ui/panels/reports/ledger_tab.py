"""The ledger: every report made, how punctually, and who signed for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.catalog.pinyin import search_keys
from app.desk.describe import Describer
from app.domain.record import Command
from app.domain.reporting.commands import RecordReceipt
from app.domain.state import State
from app.ui.command_dialog import ask_command
from app.ui.kit import time_text
from app.ui.kit.form import Form
from app.ui.kit.form_fields import Field, FieldKind
from app.ui.kit.table import Column, RowsView
from app.ui.kit.widgets import Button, Text
from app.ui.panels.reports import presenter
from app.ui.panels.reports.layout import table_over_detail
from app.ui.panels.reports.presenter import LedgerRow
from app.ui.services import Services


class LedgerTab(QWidget):
    """Reports and waivers, the newest first; Enter records the receipt of the current row."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self.table = RowsView(
            self._columns(), lambda row: row.key, title=self.tr("Reports made"),
            empty=(self.tr("No report was made yet"), self.tr("Reports stand here once a deadline was answered.")),
            initials=search_keys,
        )
        self._summary = Text("", "caption")
        self._detail = Text("")
        self._detail.setWordWrap(True)
        self._detail.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.receipt_button = Button(self.tr("Record receipt…"), "receipt", "primary")
        self.incident_button = Button(self.tr("Go to incident"), "incident")
        self._lay_out()
        self.table.selected.connect(lambda _row: self._show_current())
        self.table.activated.connect(self._sign)
        self.receipt_button.clicked.connect(lambda: self._sign(self.table.current))
        self.incident_button.clicked.connect(self._go)
        self._show_current()

    def show_state(self, state: State) -> None:
        """Show the ledger of this state."""
        services = self._services
        describer = Describer(services.workspace.desk.reference, services.wording)
        rows = presenter.ledger_rows(state, describer, services.wording)
        self.table.set_rows(rows)
        if rows and self.table.current is None:
            self.table.select(rows[0].key, scroll=False)
        late = sum(1 for row in rows if row.late_min)
        text = self.tr("{late} of {count} suspected late").format(late=late, count=len(rows))
        self._summary.setText(text if rows else "")
        self._show_current()

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(key="at", title=self.tr("Made at"), text=lambda r: presenter.moment(r.at), width=108, sort=lambda r: r.at,
                   export=lambda r: time_text.full(r.at)),
            Column(key="punctuality", title=self.tr("Punctuality"), text=lambda r: r.punctuality, tone=lambda r: r.tone,
                   badge=True, width=140, sort=lambda r: r.late_min),
            Column(key="what", title=self.tr("Report"), text=lambda r: r.what, width=100),
            Column(key="to", title=self.tr("To"), text=lambda r: r.to, width=126, tip=lambda r: r.to),
            Column(key="incident", title=self.tr("Incident"), text=lambda r: r.incident, width=220, stretch=True,
                   tip=lambda r: r.incident),
            Column(key="how", title=self.tr("How"), text=lambda r: r.how, width=160, tip=lambda r: r.how),
            Column(key="due", title=self.tr("Was due"), text=lambda r: presenter.moment(r.due_at), width=108,
                   sort=lambda r: r.due_at or r.at, export=lambda r: time_text.full(r.due_at) if r.due_at else ""),
            Column(key="by", title=self.tr("By"), text=lambda r: r.by, width=72),
            Column(key="receipt", title=self.tr("Receipt"), text=lambda r: r.receipt, width=132, tip=lambda r: r.receipt),
        )

    def _lay_out(self) -> None:
        self.table.toolbar.insertWidget(1, self._summary)
        table_over_detail(self, self.table, self._detail, self.incident_button, self.receipt_button)

    def _show_current(self) -> None:
        row: LedgerRow | None = self.table.current
        self.receipt_button.setEnabled(row is not None and row.can_sign)
        self.incident_button.setEnabled(row is not None)
        self._detail.setText("" if row is None else f"{row.what} → {row.to}\n{row.detail}".strip())

    def _sign(self, row: LedgerRow | None) -> None:
        if row is not None and row.can_sign:
            self._services.run(self._ask_receipt(row), self)

    async def _ask_receipt(self, row: LedgerRow) -> None:
        now = self._services.workspace.desk.clock.now
        fields = (
            Field(key="receipt_by", label=self.tr("Signed for by"), required=True),
            Field(key="at", label=self.tr("At"), kind=FieldKind.DATETIME, required=True),
        )
        form = Form(fields, now=now)
        form.set_values({"at": now()})

        def command(values: Mapping[str, Any]) -> Command:
            return RecordReceipt(
                incident_id=row.incident_id, report_id=row.report_id, receipt_by=values["receipt_by"] or "", at=values["at"]
            )

        text = f"{row.what} → {row.to}\n{row.incident}"
        await ask_command(self._services, self, self.tr("Record receipt"), text, form, self.tr("Record"), command)

    def _go(self) -> None:
        row: LedgerRow | None = self.table.current
        if row is not None:
            self._services.navigator.show_incident(row.incident_id, "reports")
