"""A map without a web engine: it notes what it is told and says what the page would say."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.kernel.geo import Region


class FakeMap(QWidget):
    """Has the signals of ``MapView``; ``told`` are the calls in order."""

    moved = Signal(float, float, float, float, float)
    published = Signal(str, int)
    selection_changed = Signal(str, str)
    layer_toggled = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__()
        self.told: list[tuple[Any, ...]] = []
        self.seen: Region | None = None
        self.selected = ("", "")
        self.switched: dict[str, bool] = {}
        self.site = object()

    def hear_published(self, name: str, revision: int) -> None:
        self.told.append(("published", name, revision))

    def show_bounds(self, bounds: Region) -> None:
        self.told.append(("bounds", bounds))

    def select(self, layer: str, feature_id: str) -> None:
        self.told.append(("select", layer, feature_id))

    def set_layers_visible(self, layers: dict[str, bool]) -> None:
        self.told.append(("visible", dict(layers)))

    def set_theme(self, theme: str) -> None:
        self.told.append(("theme", theme))

    def wear_wall(self, zoom: float) -> None:
        self.told.append(("wall", round(zoom, 2)))

    def shutdown(self) -> None:
        self.told.append(("shutdown",))
