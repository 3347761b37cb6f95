"""The forces board: units, people on scene, materials, shelters, joint patrols, places, position terminals."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from app.desk.describe import Describer
from app.desk.desk import Notice
from app.domain.presence.rules import inside
from app.domain.state import State
from app.ui.kit.theme import current_theme
from app.ui.panels.base import Panel, PanelSpec
from app.ui.panels.units.board import UnitsBoard
from app.ui.panels.units.devices import DevicesBoard
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
_DEVICES = ("devices", "units")
_PARTS = {*_BOARD, *_DEVICES, *_PEOPLE, *_STOCK, *_SHELTERS, *_PATROLS}


@dataclass(frozen=True)
class _Page:
    """A tab: its name, its title, the parts of the state that it shows, and how it is made."""

    name: str
    title: str
    parts: tuple[str, ...]
    make: Callable[[], QWidget]


class UnitsPanel(Panel):
    """Seven tabs; a tab is made when it is first chosen, and only the one in front is drawn: the others catch up later."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        describer = Describer(services.workspace.desk.reference, services.wording)
        presenter, forces = UnitsPresenter(describer, services.wording), ForcesPresenter(describer, services.wording)
        self.reminders = ReminderBar(services, forces)
        self.board = UnitsBoard(services, presenter, forces)
        self._pages = (
            _Page("board", self.tr("Units"), _BOARD, lambda: self.board),
            _Page("people", self.tr("People on scene"), _PEOPLE, lambda: PeopleOnScene(services, forces)),
            _Page("stock", self.tr("Materials"), _STOCK, lambda: StockTab(services, presenter, forces)),
            _Page("shelters", self.tr("Shelters"), _SHELTERS, lambda: SheltersTab(services, forces)),
            _Page("patrols", self.tr("Joint patrols"), _PATROLS, lambda: PatrolsTab(services, forces)),
            _Page("places", self.tr("Places"), ("facilities",), lambda: PlacesBoard(services, presenter)),
            _Page("devices", self.tr("Position terminals"), _DEVICES, lambda: DevicesBoard(services)),
        )
        self._made: dict[str, Any] = {"board": self.board}
        self._late = {page.name for page in self._pages}
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        for page in self._pages:
            self.tabs.addTab(self.board if page.name == "board" else _holder(), page.title)
        theme = current_theme()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.length("xs"), theme.length("xs"), 0, 0)
        column.setSpacing(theme.length("xs"))
        column.addWidget(self.reminders)
        column.addWidget(self.tabs, 1)
        self.tabs.currentChanged.connect(lambda _place: self._catch_up(self.services.state))

    def page(self, name: str) -> Any:
        """The tab of that name (``board people stock shelters patrols places devices``), made now if it was never looked at."""
        if name not in self._made:
            place = self._place(name)
            made = self._pages[place].make()
            holder = self.tabs.widget(place).layout()
            if holder is not None:
                holder.addWidget(made)
            self._made[name] = made
        return self._made[name]

    def show_page(self, name: str) -> Any:
        """Bring a tab to the front; the tab."""
        self.tabs.setCurrentIndex(self._place(name))
        return self.page(name)

    def concerns(self, notice: Notice) -> bool:
        """Everything that any tab shows."""
        return any(getattr(notice.before, part) is not getattr(notice.after, part) for part in _PARTS)

    def render(self, state: State, notice: Notice | None) -> None:
        """Show this state."""
        for page in self._pages:
            if notice is None or any(getattr(notice.before, p) is not getattr(notice.after, p) for p in page.parts):
                self._late.add(page.name)
        self.reminders.show_state(state)
        count = len(inside(state))
        place = self._place("people")
        title = self._pages[place].title
        self.tabs.setTabText(place, f"{title} ({count})" if count else title)
        self._catch_up(state)

    def show_unit(self, unit_id: str) -> None:
        """Select a unit."""
        self.tabs.setCurrentWidget(self.board)
        self.board.render_units(self.services.state)
        self.board.show_unit(unit_id)

    def _place(self, name: str) -> int:
        return next(place for place, page in enumerate(self._pages) if page.name == name)

    def _catch_up(self, state: State) -> None:
        name = self._pages[self.tabs.currentIndex()].name
        if name in self._late and self.isVisible():
            self._late.discard(name)
            self.page(name).show_state(state)


def _holder() -> QWidget:
    """An empty page that waits for its tab."""
    holder = QWidget()
    row = QVBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    return holder


SPEC = PanelSpec("units", "unit", 30, UnitsPanel, shortcut="Ctrl+3", help="units", waiting=waiting)
