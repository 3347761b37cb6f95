"""The reporting panel: deadlines, the ledger, the rules in force, and trying them."""

from __future__ import annotations

from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from app.desk.desk import Notice
from app.domain.reporting.model import Rulebook
from app.domain.state import State
from app.ui.kit.theme import current_theme
from app.ui.panels.base import Panel, PanelSpec
from app.ui.panels.reports.book_tab import BookTab
from app.ui.panels.reports.due_tab import DueTab
from app.ui.panels.reports.instruction_tab import InstructionTab, open_count
from app.ui.panels.reports.ledger_tab import LedgerTab
from app.ui.panels.reports.outbox_presenter import open_count as outbox_count
from app.ui.panels.reports.outbox_tab import OutboxTab
from app.ui.panels.reports.rulebooks.versions_tab import BookVersionsTab
from app.ui.panels.reports.suspicion_tab import SuspicionTab
from app.ui.panels.reports.trial_tab import TrialTab
from app.ui.panels.reports.written_tab import WrittenTab
from app.ui.services import Services


class ReportsPanel(Panel):
    """Nine tabs; only the one in front is drawn, the others catch up when they are chosen."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.due = DueTab(services)
        self.written = WrittenTab(services)
        self.ledger = LedgerTab(services)
        self.outbox = OutboxTab(services)
        self.instructions = InstructionTab(services)
        self.suspicions = SuspicionTab(services)
        self.book = BookTab(services)
        self.versions = BookVersionsTab(services)
        self.trial = TrialTab(services)
        self.tabs = QTabWidget()
        self.tabs.addTab(self.due, self.tr("Deadlines"))
        self.tabs.addTab(self.written, self.tr("Written reports"))
        self.tabs.addTab(self.outbox, self.tr("Outbox"))
        self.tabs.addTab(self.instructions, self.tr("From above"))
        self.tabs.addTab(self.ledger, self.tr("Reports made"))
        self.tabs.addTab(self.suspicions, self.tr("Suspected late or omitted"))
        self.tabs.addTab(self.book, self.tr("Rules in force"))
        self.tabs.addTab(self.versions, self.tr("Rulebook versions"))
        self.tabs.addTab(self.trial, self.tr("Try the rules"))
        theme = current_theme()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.length("m"), theme.length("s"), theme.length("m"), theme.length("m"))
        column.addWidget(self.tabs)
        self.tabs.currentChanged.connect(lambda _place: self.redraw())
        self.book.copy_wanted.connect(self._copy_book)
        services.bridge.deadlines_changed.connect(lambda *_: self._on_deadlines())

    def concerns(self, notice: Notice) -> bool:
        """Incidents, the profile (its rulebook), what is sent and what comes in change what is shown."""
        before, after = notice.before, notice.after
        parts = ("incidents", "profile", "situation_reports", "transmissions", "instructions", "rulebook_versions")
        return any(getattr(before, part) is not getattr(after, part) for part in parts)

    def render(self, state: State, notice: Notice | None) -> None:
        """Draw the tab in front; the others say how much waits in them."""
        self._count(self.outbox, self.tr("Outbox"), outbox_count(state))
        self._count(self.instructions, self.tr("From above"), open_count(state))
        shown = self.tabs.currentWidget()
        if shown is self.due:
            self.due.show_rows()
        else:
            shown.show_state(state)

    def show_tab(self, tab: QWidget, row_id: str = "") -> None:
        """Bring a tab to the front, and a row of its table."""
        self.tabs.setCurrentWidget(tab)
        table = getattr(tab, "table", None)
        if table is not None and row_id:
            table.select(row_id)

    def _copy_book(self, book: Rulebook) -> None:
        self.tabs.setCurrentWidget(self.versions)
        self.services.run(self.versions.copy(book), self)

    def _count(self, tab: QWidget, title: str, count: int) -> None:
        self.tabs.setTabText(self.tabs.indexOf(tab), f"{title} ({count})" if count else title)

    def _on_deadlines(self) -> None:
        if self.isVisible() and self.tabs.currentWidget() is self.due:
            self.due.show_rows()


SPEC = PanelSpec(
    id="reports", icon="report", order=40, factory=ReportsPanel, shortcut="Ctrl+4", help="reports"
)
