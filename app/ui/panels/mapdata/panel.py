"""The panel of map data: a tab for base maps, one for imported layers."""

from __future__ import annotations

from PySide6.QtWidgets import QTabWidget, QVBoxLayout

from app.desk.desk import Notice
from app.domain.state import State
from app.ui.panels.base import Panel, PanelSpec
from app.ui.panels.mapdata.layers.panel import LayersPanel
from app.ui.panels.mapdata.maps.panel import MapsPanel
from app.ui.services import Services


class MapDataPanel(Panel):
    """What the map is drawn from. Nothing of the journal is shown here: map data belongs to the computer."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.maps = MapsPanel(services)
        self.layers = LayersPanel(services)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.maps, self.tr("Base maps"))
        self.tabs.addTab(self.layers, self.tr("Imported layers"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.tabs)

    def concerns(self, notice: Notice) -> bool:
        """No entry changes map data."""
        return False

    def render(self, state: State, notice: Notice | None) -> None:
        """Each tab sees for itself when it is shown."""


SPEC = PanelSpec("maps", "layers", 58, MapDataPanel, shortcut="Ctrl+9", help="maps")
