"""The way to the map data."""

from __future__ import annotations

from app.ui.kit.widgets import Button, Text
from app.ui.panels.settings.card import Card
from app.ui.services import Services


class MapsCard(Card):
    """Where base maps and the regional package are looked after."""

    def __init__(self, services: Services) -> None:
        super().__init__("")
        self.set_title(self.tr("Map data"))
        note = Text(self.tr("Base maps of this computer, imagery, and the package that carries them to another."), "caption")
        note.setWordWrap(True)
        self.add_wide(note)
        self.open_button = Button(self.tr("Open map data…"), "layers")
        self.open_button.clicked.connect(lambda: services.navigator.show_panel("maps"))
        self.head.add(self.open_button)
