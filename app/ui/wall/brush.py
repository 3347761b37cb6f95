"""What the painted parts of the wall share: a line of words that is cut honestly, a sign, a rule."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter

from app.ui.kit import time_text
from app.ui.kit.badge import paint_shape
from app.ui.kit.theme import current_theme
from app.ui.wall.presenter import Sign
from app.ui.wall.scale import BODY_PX, Scale

LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
MIDDLE = Qt.AlignmentFlag.AlignCenter


class Brush:
    """Paints into one widget in the applied theme; all lengths come from ``scale``."""

    def __init__(self, painter: QPainter, scale: Scale) -> None:
        self._painter = painter
        self.scale = scale
        self.theme = current_theme()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def ground(self, rect: QRect, name: str) -> None:
        """A flat ground of a named grey."""
        self._painter.fillRect(rect, self.theme.color(name))

    def rule(self, left: int, y: int, width: int) -> None:
        """A thin line across."""
        self._painter.fillRect(QRect(left, y, width, max(1, self.scale.px(2))), self.theme.color("line_strong"))

    def bar(self, rect: QRect, tone: str) -> None:
        """The coloured edge of a card; what it means is written on the card."""
        self._painter.fillRect(rect, QColor(self.theme.tone(tone).fill))

    def words(
        self, rect: QRect, text: str, *, size: float = BODY_PX, strong: bool = False, ink: str = "ink", tone: str = "",
        align: Qt.AlignmentFlag = LEFT, whole: bool = False,
    ) -> int:
        """One line of words, cut with an ellipsis where there is no room (``whole``: never); how wide it became."""
        font = self.scale.font(size, strong=strong)
        metrics = QFontMetrics(font)
        shown = text if whole else metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(rect.width(), 1))
        self._painter.setFont(font)
        self._painter.setPen(QColor(self.theme.tone(tone).ink) if tone else self.theme.color(ink))
        self._painter.drawText(rect, int(align), shown)
        return metrics.horizontalAdvance(shown)

    def width(self, text: str, *, size: float = BODY_PX, strong: bool = False) -> int:
        """How wide words would be."""
        return QFontMetrics(self.scale.font(size, strong=strong)).horizontalAdvance(text)

    def sign_width(self, sign: Sign) -> int:
        """How wide a sign would be."""
        return self.width(sign.text, strong=True) + self.scale.px(36 + 12 + 2 * 14)

    def sign(self, left: int, middle: int, sign: Sign, most: int = 0) -> int:
        """A plate with shape and word, its middle at ``middle``; how wide it became (``most``: no wider than this)."""
        scale, colors = self.scale, self.theme.tone(sign.tone)
        width = min(self.sign_width(sign), most or self.sign_width(sign))
        plate = QRect(left, middle - scale.px(23), width, scale.px(46))
        solid = sign.tone == "alarm"
        painter = self._painter
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colors.fill if solid else colors.soft))
        painter.drawRoundedRect(plate, scale.px(5), scale.px(5))
        side = scale.px(28)
        box = QRectF(left + scale.px(14), middle - side / 2, side, side)
        paint_shape(painter, box, sign.shape, QColor(colors.on if solid else colors.fill))
        inner = plate.adjusted(scale.px(14 + 36), 0, -scale.px(8), 0)
        font = scale.font(BODY_PX, strong=True)
        painter.setFont(font)
        painter.setPen(QColor(colors.on if solid else colors.ink))
        text = QFontMetrics(font).elidedText(sign.text, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, int(LEFT), text)
        return width

    def shape(self, left: int, middle: int, shape: str, tone: str) -> int:
        """A shape alone, before words that say the same; how much room it took."""
        side = self.scale.px(28)
        colour = QColor(self.theme.tone(tone).fill)
        paint_shape(self._painter, QRectF(left, middle - side / 2, side, side), shape, colour)
        return side + self.scale.px(12)


def countdown(due_at: datetime, now: datetime, over: str) -> tuple[str, bool]:
    """``06:12`` until then, or ``over`` filled with how long it is past; whether it is past."""
    left = due_at - now
    late = left.total_seconds() < 0
    text = time_text.duration(left)
    return (over.replace("{time}", text) if late else text), late


def fitting(parts: Sequence[str], room: int, width: QFontMetrics, gap: str, more: str) -> str:
    """As many parts as there is room for, and how many are left (``more`` with ``{count}``): figures are never cut."""
    for kept in range(len(parts), 0, -1):
        left = len(parts) - kept
        text = gap.join(parts[:kept]) + (gap + more.replace("{count}", str(left)) if left else "")
        if width.horizontalAdvance(text) <= room:
            return text
    return more.replace("{count}", str(len(parts))) if parts else ""


def metrics(font: QFont) -> QFontMetrics:
    """Widths of a font."""
    return QFontMetrics(font)
