"""The right pane: the head of the selected incident and its six tabs. Only the tab in front is drawn."""

from __future__ import annotations

from PySide6.QtWidgets import QTabWidget, QWidget

from app.catalog.intake.lexicon import Lexicon
from app.domain.deadlines import Deadline
from app.domain.incident.model import Incident
from app.ui.kit.i18n import translate
from app.ui.panels.duty import closing, head_presenter
from app.ui.panels.duty.head import DetailHead
from app.ui.panels.duty.look import Tab, as_pane, column, room_of
from app.ui.panels.duty.overview import OverviewTab
from app.ui.panels.duty.photographs import PhotographsTab
from app.ui.panels.duty.reports import ReportsTab
from app.ui.panels.duty.room import Room
from app.ui.panels.duty.tasks import TasksTab
from app.ui.panels.duty.timeline import TimelineTab
from app.ui.panels.duty.units import UnitsTab
from app.ui.services import Services

TABS = ("overview", "tasks", "units", "reports", "photographs", "timeline")
"""The tabs by the names that the navigator uses."""


class Detail(QWidget):
    """Shows one incident."""

    def __init__(self, services: Services, lexicon: Lexicon, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        as_pane(self)
        self._services = services
        self._shown: tuple[Incident, tuple[Deadline, ...], Room] | None = None
        self.head = DetailHead(services.workspace.desk.clock)
        self.overview = OverviewTab(services, lexicon)
        self.tasks = TasksTab(services)
        self.units = UnitsTab(services)
        self.reports = ReportsTab(services)
        self.photographs = PhotographsTab(services)
        self.timeline = TimelineTab(services)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self._pages: dict[str, Tab] = dict(
            zip(
                TABS, (self.overview, self.tasks, self.units, self.reports, self.photographs, self.timeline), strict=True
            )
        )
        names = (
            translate("Duty", "Overview"), translate("Duty", "Tasks"), translate("Duty", "Units"),
            translate("Duty", "Reports"), translate("Duty", "Photos"), translate("Duty", "Timeline"),
        )
        for name, page in zip(names, self._pages.values(), strict=True):
            self.tabs.addTab(page, name)
        layout = column(self, "s", "xs")
        layout.addWidget(self.head)
        layout.addWidget(self.tabs, 1)
        self.tabs.currentChanged.connect(lambda _place: self._draw_tab())
        self.head.wanted.connect(self.act)

    @property
    def incident_id(self) -> str:
        """The incident shown."""
        return self._shown[0].id if self._shown else ""

    def show_incident(self, of: Incident, ranked: tuple[Deadline, ...], room: Room) -> None:
        """Draw the head and the tab in front."""
        self._shown = (of, ranked, room)
        self.head.show_head(head_presenter.present(of, ranked, room))
        self._draw_tab()

    def show_tab(self, name: str) -> None:
        """Bring a tab to the front; an unknown name changes nothing."""
        if name in self._pages:
            self.tabs.setCurrentWidget(self._pages[name])

    @property
    def tab(self) -> str:
        """The name of the tab in front."""
        return TABS[self.tabs.currentIndex()]

    def act(self, action: str) -> None:
        """Begin an action of the head (``respond dispatch report paper stabilise close``), if it is possible now."""
        if self._shown is None:
            return
        of = self._services.state.incidents[self.incident_id]
        blocked = head_presenter.present(of, self._shown[1], room_of(self._services)).blocked.get(action)
        if blocked:
            self._services.navigator.say(blocked, "watch")
            return
        run = self._services.run
        if action == "respond":
            self.show_tab("tasks")
            run(self.tasks.respond(), self)
        elif action == "dispatch":
            self.show_tab("units")
            self.units.focus_free()
        elif action == "report":
            self.show_tab("reports")
            run(self.reports.compose_report(), self)
        elif action == "paper":
            self._services.navigator.print_incident(of.id)
        elif action == "stabilise":
            run(closing.mark_stabilised(self._services, self, of), self)
        elif action == "close":
            run(closing.close_incident(self._services, self, of), self)

    def _draw_tab(self) -> None:
        if self._shown is not None:
            of, ranked, room = self._shown
            self._pages[self.tab].show_incident(of, ranked, room)
