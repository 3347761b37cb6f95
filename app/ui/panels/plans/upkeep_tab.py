"""What keeps a plan alive: when it is reviewed and practised next, and the findings that hang on it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.catalog.pinyin import search_keys
from app.domain.planning.model import Origin, VersionStatus
from app.ui.kit.table import Column, RowsView
from app.ui.kit.theme import current_theme
from app.ui.kit.widgets import Banner, Button, Text
from app.ui.panels.plans.version_steps import answer_finding, answer_shown, raise_finding, record_drill, record_review
from app.ui.panels.plans.versions_presenter import HangingRow, VersionsPresenter
from app.ui.services import Services


class UpkeepTab(QWidget):
    """Findings, drills and reviews of one plan; Enter answers the current finding."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._presenter = VersionsPresenter(services.wording)
        self._plan_id = ""
        self._due = Banner("", "info")
        self.table = RowsView(
            self._columns(), lambda row: row.key, title=self.tr("Findings, drills and reviews"), initials=search_keys,
            empty=(
                self.tr("Nothing hangs on this plan"),
                self.tr("Findings of drills and real incidents stand here until a new version or a reasoned no answers them."),
            ),
        )
        self._detail = Text("")
        self._detail.setWordWrap(True)
        self._detail.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.raise_button = Button(self.tr("Raise a finding…"), "add")
        self.drill_button = Button(self.tr("Record a drill…"), "drill")
        self.review_button = Button(self.tr("Record a review…"), "check")
        self.answer_button = Button(self.tr("Answer…"), "check", "primary")
        self._lay_out()
        self.table.selected.connect(lambda _row: self._show_current())
        self.table.activated.connect(self._answer)
        self.answer_button.clicked.connect(lambda: self._answer(self.table.current))
        for button, ask in (
            (self.raise_button, raise_finding), (self.drill_button, record_drill), (self.review_button, record_review),
        ):
            button.clicked.connect(lambda _=False, ask=ask: services.run(ask(services, self, self._plan_id), self))
        self._show_current()

    def show_plan(self, plan_id: str) -> None:
        """Show what hangs on this plan."""
        self._plan_id = plan_id
        services = self._services
        rows = self._presenter.hanging(plan_id, services.state)
        self.table.set_rows(rows)
        if rows and self.table.current is None:
            self.table.select(rows[0].key, scroll=False)
        desk = services.workspace.desk
        plan = desk.reference.plans.get(plan_id)
        for button in (self.raise_button, self.drill_button, self.review_button):
            button.setEnabled(plan is not None)
        if plan is None:
            self._due.show_text(self.tr("No version of this plan is in force"), "warn")
        else:
            due = self._presenter.upkeep(plan, services.state, desk.clock.now())
            self._due.show_text(f"{due.review}\n{due.drill}", "warn" if due.overdue else "info")
        self._show_current()

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(key="kind", title=self.tr("Kind"), text=lambda r: r.kind, tone=lambda r: r.tone, badge=True, width=112),
            Column(key="on", title=self.tr("Day"), text=lambda r: r.on.isoformat(), width=100),
            Column(key="text", title=self.tr("What"), text=lambda r: r.text, tip=lambda r: r.text, width=280, stretch=True),
            Column(key="source", title=self.tr("Why"), text=lambda r: r.source, tip=lambda r: r.source, width=170),
            Column(key="due", title=self.tr("Answer by"), text=lambda r: r.due_on.isoformat() if r.due_on else "", width=100),
            Column(key="answer", title=self.tr("Answer"), text=lambda r: r.answer, tip=lambda r: r.answer, width=170),
            Column(key="by", title=self.tr("By"), text=lambda r: r.by, width=84),
        )

    def _lay_out(self) -> None:
        theme = current_theme()
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.length("s"))
        for button in (self.raise_button, self.drill_button, self.review_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.answer_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.length("s"), theme.length("s"), theme.length("s"), theme.length("s"))
        column.setSpacing(theme.length("s"))
        column.addWidget(self._due)
        column.addWidget(self.table, 1)
        column.addWidget(self._detail)
        column.addLayout(buttons)
        self._detail.setMinimumHeight(theme.px(44))

    def _show_current(self) -> None:
        row: HangingRow | None = self.table.current
        self.answer_button.setEnabled(row is not None and bool(row.finding_id))
        self._detail.setText("\n".join(filter(None, (row.text, row.answer))) if row else "")

    def _answer(self, row: HangingRow | None) -> None:
        if row is None or not row.finding_id:
            return
        settled = tuple(
            one.version for one in self._services.workspace.plans.versions(self._plan_id)
            if one.status in (VersionStatus.IN_FORCE, VersionStatus.SUPERSEDED) and one.origin is not Origin.SHIPPED
        )
        ask = answer_shown(self._services, self, self._plan_id, row.finding_id, row.text, settled) if row.shown else answer_finding(
            self._services, self, row.finding_id, row.text, settled
        )
        self._services.run(ask, self)
