"""The reporting panel: deadlines, the ledger, the rules in force, and trying them."""

from __future__ import annotations

from PySide6.QtWidgets import QTabWidget, QVBoxLayout

from app.desk.desk import Notice
from app.domain.state import State
from app.ui.kit.theme import current_theme
from app.ui.panels.base import Panel, PanelSpec
from app.ui.panels.reports.book_tab import BookTab
from app.ui.panels.reports.due_tab import DueTab
from app.ui.panels.reports.ledger_tab import LedgerTab
from app.ui.panels.reports.trial_tab import TrialTab
from app.ui.panels.reports.written_tab import WrittenTab
from app.ui.services import Services


class ReportsPanel(Panel):
    """Five tabs; only the one in front is drawn, the others catch up when they are chosen."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.due = DueTab(services)
        self.written = WrittenTab(services)
        self.ledger = LedgerTab(services)
        self.book = BookTab(services)
        self.trial = TrialTab(services)
        self.tabs = QTabWidget()
        self.tabs.addTab(self.due, self.tr("Deadlines"))
        self.tabs.addTab(self.written, self.tr("Written reports"))
        self.tabs.addTab(self.ledger, self.tr("Reports made"))
        self.tabs.addTab(self.book, self.tr("Rules in force"))
        self.tabs.addTab(self.trial, self.tr("Try the rules"))
        theme = current_theme()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.length("m"), theme.length("s"), theme.length("m"), theme.length("m"))
        column.addWidget(self.tabs)
        self.tabs.currentChanged.connect(lambda _place: self.redraw())
        services.bridge.deadlines_changed.connect(lambda *_: self._on_deadlines())

    def concerns(self, notice: Notice) -> bool:
        """Incidents, the profile (its rulebook) and warnings change what is owed."""
        before, after = notice.before, notice.after
        return any(getattr(before, name) is not getattr(after, name) for name in ("incidents", "profile", "situation_reports"))

    def render(self, state: State, notice: Notice | None) -> None:
        """Draw the tab in front."""
        shown = self.tabs.currentWidget()
        if shown is self.due:
            self.due.show_rows()
        else:
            shown.show_state(state)

    def _on_deadlines(self) -> None:
        if self.isVisible() and self.tabs.currentWidget() is self.due:
            self.due.show_rows()


SPEC = PanelSpec(
    id="reports", icon="report", order=40, factory=ReportsPanel, shortcut="Ctrl+4", help="reports"
)
