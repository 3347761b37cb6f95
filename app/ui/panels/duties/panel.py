"""The responsibility list panel: the list, and the requests to change it."""

from __future__ import annotations

from PySide6.QtWidgets import QTabWidget, QVBoxLayout

from app.desk.desk import Notice
from app.domain.state import State
from app.ui.kit.theme import current_theme
from app.ui.panels.base import Panel, PanelSpec
from app.ui.panels.duties.list_tab import ListTab
from app.ui.panels.duties.presenter import DutiesPresenter
from app.ui.panels.duties.requests_tab import RequestsTab
from app.ui.services import Services


class DutiesPanel(Panel):
    """Two tabs; only the one in front is drawn, the other catches up when it is chosen."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        presenter = DutiesPresenter(services.workspace.desk.reference, services.wording)
        self.list = ListTab(services, presenter)
        self.requests = RequestsTab(services, presenter)
        self.tabs = QTabWidget()
        self.tabs.addTab(self.list, self.tr("List"))
        self.tabs.addTab(self.requests, self.tr("Admission and adjustment"))
        theme = current_theme()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.length("m"), theme.length("s"), theme.length("m"), theme.length("m"))
        column.addWidget(self.tabs)
        self.tabs.currentChanged.connect(lambda _place: self.redraw())

    def concerns(self, notice: Notice) -> bool:
        """The list and its requests."""
        before, after = notice.before, notice.after
        return before.duties is not after.duties or before.duty_requests is not after.duty_requests or (
            before.duty_list is not after.duty_list
        )

    def render(self, state: State, notice: Notice | None) -> None:
        """Draw the tab in front; the other one says how many requests wait."""
        waiting = sum(1 for one in state.duty_requests.values() if one.is_open)
        title = self.tr("Admission and adjustment")
        self.tabs.setTabText(1, f"{title} ({waiting})" if waiting else title)
        self.tabs.currentWidget().show_state(state)


SPEC = PanelSpec("duties", "law", 45, DutiesPanel, shortcut="Ctrl+8", help="duties")
