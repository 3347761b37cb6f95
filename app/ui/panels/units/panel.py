"""The forces board: units, people on scene, materials, shelters, joint patrols, places."""

from __future__ import annotations

from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from app.desk.describe import Describer
from app.desk.desk import Notice
from app.domain.presence.rules import inside
from app.domain.state import State
from app.ui.kit.theme import current_theme
from app.ui.panels.base import Panel, PanelSpec
from app.ui.panels.units.board import UnitsBoard
from app.ui.panels.units.forces_presenter import ForcesPresenter
from app.ui.panels.units.patrols_tab import PatrolsTab
from app.ui.panels.units.people_tab import PeopleOnScene
from app.ui.panels.units.presenter import UnitsPresenter
from app.ui.panels.units.reminders import ReminderBar, waiting
from app.ui.panels.units.shelters_tab import SheltersTab
from app.ui.panels.units.sites import PlacesBoard
from app.ui.panels.units.stock_tab import StockTab
from app.ui.services import Services

_BOARD = ("units", "incidents")
_PEOPLE = ("presences", "incidents", "units")
_STOCK = ("materials", "stock_moves", "supply_requests", "incidents")
_SHELTERS = ("facilities", "shelters")
_PATROLS = ("beats", "patrols", "patrol_findings", "units", "incidents")
_PARTS = {*_BOARD, *_PEOPLE, *_STOCK, *_SHELTERS, *_PATROLS}


class UnitsPanel(Panel):
    """Six tabs; only what changed is drawn anew, and only in the tab in front: the others catch up when they are chosen."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        describer = Describer(services.workspace.desk.reference, services.wording)
        presenter, forces = UnitsPresenter(describer, services.wording), ForcesPresenter(describer, services.wording)
        self.reminders = ReminderBar(services, forces)
        self.board = UnitsBoard(services, presenter, forces)
        self.people = PeopleOnScene(services, forces)
        self.stock = StockTab(services, presenter, forces)
        self.shelters = SheltersTab(services, forces)
        self.patrols = PatrolsTab(services, forces)
        self.places = PlacesBoard(services, presenter)
        self._parts: dict[QWidget, tuple[str, ...]] = {
            self.board: _BOARD, self.people: _PEOPLE, self.stock: _STOCK, self.shelters: _SHELTERS, self.patrols: _PATROLS,
            self.places: ("facilities",),
        }
        self._late: set[QWidget] = set(self._parts)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        titles = (
            self.tr("Units"), self.tr("People on scene"), self.tr("Materials"), self.tr("Shelters"), self.tr("Joint patrols"),
            self.tr("Places"),
        )
        for page, title in zip(self._parts, titles, strict=True):
            self.tabs.addTab(page, title)
        theme = current_theme()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.length("xs"), theme.length("xs"), 0, 0)
        column.setSpacing(theme.length("xs"))
        column.addWidget(self.reminders)
        column.addWidget(self.tabs, 1)
        self.tabs.currentChanged.connect(lambda _place: self._catch_up(self.services.state))

    def concerns(self, notice: Notice) -> bool:
        """Everything that any tab shows."""
        return any(getattr(notice.before, part) is not getattr(notice.after, part) for part in _PARTS)

    def render(self, state: State, notice: Notice | None) -> None:
        """Show this state."""
        for page, parts in self._parts.items():
            if notice is None or any(getattr(notice.before, p) is not getattr(notice.after, p) for p in parts):
                self._late.add(page)
        self.reminders.show_state(state)
        count = len(inside(state))
        title = self.tr("People on scene")
        self.tabs.setTabText(self.tabs.indexOf(self.people), f"{title} ({count})" if count else title)
        self._catch_up(state)

    def show_unit(self, unit_id: str) -> None:
        """Select a unit."""
        self.tabs.setCurrentWidget(self.board)
        self.board.render_units(self.services.state)
        self.board.show_unit(unit_id)

    def show_people(self) -> None:
        """Bring the people on scene to the front."""
        self.tabs.setCurrentWidget(self.people)

    def show_material_requests(self) -> None:
        """Bring the materials and their requests to the front."""
        self.tabs.setCurrentWidget(self.stock)

    def _catch_up(self, state: State) -> None:
        page = self.tabs.currentWidget()
        if page in self._late and self.isVisible():
            self._late.discard(page)
            if isinstance(page, UnitsBoard):
                page.render_units(state)
            elif isinstance(page, PlacesBoard):
                page.render_places(state)
            elif isinstance(page, PeopleOnScene | StockTab | SheltersTab | PatrolsTab):
                page.show_state(state)


SPEC = PanelSpec("units", "unit", 30, UnitsPanel, shortcut="Ctrl+3", help="units", waiting=waiting)
