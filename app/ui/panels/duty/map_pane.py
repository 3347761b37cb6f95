"""The middle: the window's one map, a word above it while a point is picked, and what stands there without a map."""

from __future__ import annotations

import asyncio

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.kernel.geo import Point
from app.ui.kit.bars import Banner, EmptyState
from app.ui.kit.i18n import translate
from app.ui.panels.duty.look import column


class MapPane(QWidget):
    """Takes the map into itself. ``feature_clicked(layer, id)`` as the map says it."""

    feature_clicked = Signal(str, str)

    def __init__(self, view: QWidget | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._answer: asyncio.Future[Point | None] | None = None
        self._hint = Banner(action=translate("Duty", "Cancel (Esc)"))
        self._hint.hide()
        self._hint.acted.connect(self._cancel)
        layout = column(self, "", "xs")
        layout.addWidget(self._hint)
        if view is None:
            hint = translate("Duty", "Everything else works; places can be typed by name or coordinates")
            layout.addWidget(EmptyState(translate("Duty", "No map on this machine"), hint, icon_name="map"), 1)
            return
        layout.addWidget(view, 1)
        view.feature_clicked.connect(self.feature_clicked)
        view.picked.connect(lambda lat, lon: self._settle(Point(lat, lon)))
        view.pick_cancelled.connect(lambda: self._settle(None))

    @property
    def has_map(self) -> bool:
        """Whether there is a map."""
        return self._view is not None

    async def pick(self, hint: str) -> Point | None:
        """The point that was clicked, ``None`` for Escape, for a second wish and where there is no map."""
        if self._view is None:
            return None
        self._settle(None)
        answer: asyncio.Future[Point | None] = asyncio.get_running_loop().create_future()
        self._answer = answer
        self._hint.show_text(hint or translate("Duty", "Click the place on the map"), action=translate("Duty", "Cancel (Esc)"))
        self._view.begin_pick()
        try:
            return await answer
        finally:
            if self._answer is answer:
                self._answer = None
                self._hint.hide()
                self._view.end_pick()

    def show_feature(self, layer: str, feature_id: str, point: Point | None) -> None:
        """Mark a feature and bring its place to the middle."""
        if self._view is None:
            return
        self._view.select(layer, feature_id)
        if point is not None:
            self._view.fly_to(point.lat, point.lon)

    def _cancel(self) -> None:
        self._settle(None)

    def _settle(self, point: Point | None) -> None:
        if self._answer is not None and not self._answer.done():
            self._answer.set_result(point)
