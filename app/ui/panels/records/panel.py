"""The records panel: full-text search, incidents, statistics, and the journal."""

from __future__ import annotations

from PySide6.QtWidgets import QTabWidget, QVBoxLayout

from app.desk.desk import Notice
from app.domain.state import State
from app.ui.kit.theme import current_theme
from app.ui.panels.base import Panel, PanelSpec
from app.ui.panels.records.incidents_tab import IncidentsTab
from app.ui.panels.records.journal_tab import JournalTab
from app.ui.panels.records.search_tab import SearchTab
from app.ui.panels.records.statistics_tab import StatisticsTab
from app.ui.services import Services


class RecordsPanel(Panel):
    """Four tabs; only the one in front is kept fresh."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.journal = JournalTab(services)
        self.incidents = IncidentsTab(services)
        self.tabs = QTabWidget()
        self.tabs.addTab(self.journal, self.tr("Journal"))
        self.search = SearchTab(services)
        self.statistics = StatisticsTab(services)
        self.tabs.addTab(self.incidents, self.tr("Incidents"))
        self.tabs.addTab(self.search, self.tr("Full-text search"))
        self.tabs.addTab(self.statistics, self.tr("Statistics"))
        theme = current_theme()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.length("m"), theme.length("s"), theme.length("m"), theme.length("m"))
        column.addWidget(self.tabs)
        self.tabs.currentChanged.connect(lambda _place: self.redraw())

    def render(self, state: State, notice: Notice | None) -> None:
        """Fetch the new entries, or show the incidents."""
        shown = self.tabs.currentWidget()
        if shown is self.journal:
            self.journal.refresh()
        elif shown is self.search:
            self.search.show_state(state)
        elif notice is None or notice.before.incidents is not notice.after.incidents:
            (self.statistics if shown is self.statistics else self.incidents).show_state(state)


SPEC = PanelSpec(
    id="records", icon="history", order=60, factory=RecordsPanel, shortcut="Ctrl+6", help="records"
)
