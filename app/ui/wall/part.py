"""What the painted parts have in common: a picture of what stands still, and words that run over it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import msgspec
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.kernel.clock import Clock
from app.ui.kit.ticker import Ticker
from app.ui.wall.brush import RIGHT, Brush
from app.ui.wall.presenter import WallView
from app.ui.wall.scale import BODY_PX, Scale

Say = Callable[..., str]
"""A word of the catalogue by its code."""


class Running(msgspec.Struct, frozen=True):
    """Words that change by themselves: where they stand, and what they are at a moment (text and tone, "" for plain ink)."""

    rect: QRect
    text: Callable[[datetime], tuple[str, str]]
    size: float = BODY_PX


class Part(QWidget):
    """A painted part: shows one ``WallView`` at the size of the window it stands in.

    What stands still is painted once into a picture; each second only the running words are painted anew. (All of it would
    cost the desk's own window twenty milliseconds twice a second.)
    """

    def __init__(self, clock: Clock, say: Say, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock, self._say = clock, say
        self._view: WallView | None = None
        self._still: QPixmap | None = None
        self._running: list[Running] = []
        self._second = -1
        Ticker.shared().add(self._tick)

    def show_view(self, view: WallView) -> None:
        """Show this."""
        if view == self._view:
            return
        self._view = view
        self.setAccessibleName(self.spoken(view))
        self.redraw()

    def redraw(self) -> None:
        """Paint everything anew (another theme, another content)."""
        self._still = None
        self.update()

    def spoken(self, view: WallView) -> str:
        """The same in one text, for a screen reader."""
        raise NotImplementedError

    def draw(self, brush: Brush, view: WallView, now: datetime) -> None:
        """Paint it."""
        raise NotImplementedError

    @property
    def scale(self) -> Scale:
        """Sizes for the window."""
        return Scale(max(self.window().height(), 240))

    def run(self, rect: QRect, text: Callable[[datetime], tuple[str, str]], size: float = BODY_PX) -> None:
        """While drawing: these words run, at the right of this place."""
        self._running.append(Running(rect, text, size))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Every place is another one."""
        super().resizeEvent(event)
        self.redraw()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what was shown last, and of the running words those that are asked for."""
        now = self._clock.now()
        if self._still is None:
            self._still = self._drawn(now)
        painter = QPainter(self)
        ratio = self._still.devicePixelRatio()
        place = event.rect()
        source = QRectF(place.x() * ratio, place.y() * ratio, place.width() * ratio, place.height() * ratio)
        painter.drawPixmap(QRectF(place), self._still, source)
        brush = Brush(painter, self.scale)
        for one in self._running:
            if one.rect.intersects(place):
                text, tone = one.text(now)
                brush.words(one.rect, text, size=one.size, strong=True, tone=tone, align=RIGHT, whole=True)
        painter.end()

    def _drawn(self, now: datetime) -> QPixmap:
        ratio = self.devicePixelRatioF()
        still = QPixmap(self.size() * ratio)
        still.setDevicePixelRatio(ratio)
        self._running = []
        painter = QPainter(still)
        brush = Brush(painter, self.scale)
        brush.ground(self.rect(), "page")
        if self._view is not None:
            self.draw(brush, self._view, now)
        painter.end()
        return still

    def _tick(self) -> None:
        second = self._clock.now().second
        if second == self._second or not self.isVisible():
            return
        self._second = second
        for one in self._running:
            self.update(one.rect)
