"""The panel of imported layers."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout

from app.desk.desk import Notice
from app.ui.panels.base import Panel
from app.ui.panels.mapdata.layers.board import LayersBoard
from app.ui.panels.mapdata.layers.hub import hub_of
from app.ui.services import Services


class LayersPanel(Panel):
    """Imported layers; nothing of the journal is shown here."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.hub = hub_of(services)
        self.board = LayersBoard(services, self.hub)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.board)

    def concerns(self, notice: Notice) -> bool:
        """Layers are this machine's own: no entry changes them."""
        return False

    def showEvent(self, event: QShowEvent) -> None:
        """The command line may have taken something in meanwhile."""
        super().showEvent(event)
        self.services.run(self.hub.refresh(), self)

