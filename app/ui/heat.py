"""Where incidents happened, on the map until it is put away."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.kernel.geo import Point


class HeatBox(QObject):
    """Holds the places that are shown. ``changed`` tells the map."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._points: tuple[Point, ...] = ()

    @property
    def points(self) -> tuple[Point, ...]:
        """The places on the map; none while nothing is shown."""
        return self._points

    def show(self, points: tuple[Point, ...]) -> None:
        """Show these in the place of others; none puts the picture away."""
        if points != self._points:
            self._points = points
            self.changed.emit()
