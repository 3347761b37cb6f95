"""The units board: forces, places, stock."""

from __future__ import annotations

from PySide6.QtWidgets import QTabWidget, QVBoxLayout

from app.desk.describe import Describer
from app.desk.desk import Notice
from app.domain.state import State
from app.ui.kit.theme import current_theme
from app.ui.panels.base import Panel, PanelSpec
from app.ui.panels.units.board import UnitsBoard
from app.ui.panels.units.devices import DevicesBoard
from app.ui.panels.units.presenter import UnitsPresenter
from app.ui.panels.units.sites import PlacesBoard, StockBoard
from app.ui.services import Services

_PARTS = ("units", "incidents", "facilities", "materials", "devices")


class UnitsPanel(Panel):
    """Three tabs; only what changed is drawn anew."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        presenter = UnitsPresenter(Describer(services.workspace.desk.reference, services.wording), services.wording)
        self.board = UnitsBoard(services, presenter)
        self.places = PlacesBoard(services, presenter)
        self.stock = StockBoard(services, presenter)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.board, self.tr("Units"))
        self.tabs.addTab(self.places, self.tr("Places and shelters"))
        self.tabs.addTab(self.stock, self.tr("Materials"))
        self.devices = DevicesBoard(services)
        self.tabs.addTab(self.devices, self.tr("Position terminals"))
        theme = current_theme()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.length("xs"), theme.length("xs"), 0, 0)
        column.addWidget(self.tabs)

    def concerns(self, notice: Notice) -> bool:
        """Units, the incidents that hold them, places and stock."""
        return any(getattr(notice.before, part) is not getattr(notice.after, part) for part in _PARTS)

    def render(self, state: State, notice: Notice | None) -> None:
        """Show this state."""

        def changed(*parts: str) -> bool:
            return notice is None or any(getattr(notice.before, p) is not getattr(notice.after, p) for p in parts)

        if changed("units", "incidents"):
            self.board.render_units(state)
        if changed("facilities"):
            self.places.render_places(state)
        if changed("materials"):
            self.stock.render_stock(state)
        if changed("devices", "units"):
            self.devices.render_devices(state)

    def show_unit(self, unit_id: str) -> None:
        """Select a unit."""
        self.tabs.setCurrentWidget(self.board)
        self.board.render_units(self.services.state)
        self.board.show_unit(unit_id)


def _suggested(services: Services) -> int:
    tracking = services.workspace.tracking
    return len(tracking.arrivals.current) if tracking is not None else 0


SPEC = PanelSpec("units", "unit", 30, UnitsPanel, shortcut="Ctrl+3", help="units", waiting=_suggested)
