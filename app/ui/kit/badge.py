"""A badge: shape, word and tone together, so that it reads in greyscale and for every eye."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.kit.theme import Theme, Tone, current_theme

SHAPES = ("disc", "ring", "square", "triangle", "diamond", "check", "dash", "none")
DEFAULT_SHAPE: Mapping[str, str] = MappingProxyType(
    {
        Tone.ALARM: "square",
        Tone.WARN: "triangle",
        Tone.WATCH: "diamond",
        Tone.INFO: "disc",
        Tone.NEUTRAL: "ring",
        Tone.OK: "check",
        Tone.MUTED: "dash",
    }
)
"""The shape that goes with each tone unless another is asked for."""


def badge_size(text: str, theme: Theme, *, shaped: bool = True) -> QSize:
    """The size of a badge with this word, in pixels."""
    metrics = QFontMetrics(theme.font("small", strong=True))
    shape = theme.px(9) + theme.length("xs") if shaped else 0
    return QSize(
        metrics.horizontalAdvance(text) + shape + 2 * theme.px(6),
        max(metrics.height() + theme.px(4), theme.px(20)),
    )


def paint_badge(painter: QPainter, rect: QRect, text: str, tone: str, shape: str) -> None:
    """Draw a badge of the applied theme into the rectangle; an alarm's is filled, the others are tinted."""
    theme = current_theme()
    colors = theme.tone(tone)
    solid = tone == Tone.ALARM
    background = QColor(colors.fill if solid else colors.soft)
    ink = QColor(colors.on if solid else colors.ink)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(background)
    painter.drawRoundedRect(rect, theme.px(3), theme.px(3))
    left = rect.left() + theme.px(6)
    if shape != "none":
        side = theme.px(9)
        box = QRectF(left, rect.center().y() - side / 2 + 0.5, side, side)
        mark = ink if solid or tone in (Tone.NEUTRAL, Tone.MUTED, Tone.WATCH) else QColor(colors.fill)
        paint_shape(painter, box, shape, mark)
        left += side + theme.length("xs")
    painter.setPen(ink)
    painter.setFont(theme.font("small", strong=True))
    words = QRect(left, rect.top(), rect.right() - left + 1, rect.height())
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
    painter.restore()


def paint_shape(painter: QPainter, box: QRectF, shape: str, color: QColor) -> None:
    """Draw one of ``SHAPES`` into the box; raises ``ValueError`` for another."""
    if shape not in SHAPES:
        raise ValueError(f"unknown shape: {shape!r}")
    if shape in ("ring", "check", "dash"):
        _paint_stroke(painter, box, shape, color)
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    middle = box.center()
    if shape == "disc":
        painter.drawEllipse(box)
    elif shape == "square":
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
    elif shape == "triangle":
        painter.drawPolygon(QPolygonF([QPointF(middle.x(), box.top()), box.bottomRight(), box.bottomLeft()]))
    elif shape == "diamond":
        corners = [
            (middle.x(), box.top()),
            (box.right(), middle.y()),
            (middle.x(), box.bottom()),
            (box.left(), middle.y()),
        ]
        painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))


def _paint_stroke(painter: QPainter, box: QRectF, shape: str, color: QColor) -> None:
    width = max(1.5, box.width() / 5)
    painter.setPen(
        QPen(color, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    )
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if shape == "ring":
        half = width / 2
        painter.drawEllipse(box.adjusted(half, half, -half, -half))
    elif shape == "dash":
        painter.drawLine(
            QPointF(box.left() + 1, box.center().y()), QPointF(box.right() - 1, box.center().y())
        )
    else:
        points = [(0.1, 0.55), (0.4, 0.85), (0.95, 0.2)]
        painter.drawPolyline(
            QPolygonF(
                [QPointF(box.left() + x * box.width(), box.top() + y * box.height()) for x, y in points]
            )
        )


class Badge(QWidget):
    """A badge as a widget; it is exactly as wide as its word."""

    def __init__(
        self, text: str = "", tone: str = Tone.NEUTRAL, shape: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._text, self._tone, self._shape = text, str(tone), shape
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    def show_as(self, text: str, tone: str, shape: str = "") -> None:
        """Say another word in another tone; ``shape`` "" takes the tone's own."""
        if shape and shape not in SHAPES:  # here, not in paintEvent: an exception while painting takes the window down
            raise ValueError(f"unknown shape: {shape!r}")
        if (text, str(tone), shape) == (self._text, self._tone, self._shape):
            return
        self._text, self._tone, self._shape = text, str(tone), shape
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    @property
    def text(self) -> str:
        """The word."""
        return self._text

    @property
    def tone(self) -> str:
        """The tone."""
        return self._tone

    def sizeHint(self) -> QSize:
        """As wide as the word."""
        return badge_size(self._text, current_theme(), shaped=self._drawn_shape() != "none")

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        """Another text size makes another width."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        paint_badge(painter, self.rect(), self._text, self._tone, self._drawn_shape())
        painter.end()

    def _drawn_shape(self) -> str:
        return self._shape or DEFAULT_SHAPE[self._tone]
