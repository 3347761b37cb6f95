"""The edge of a film: dark, with holes, and the word. No other window looks like it, in colour or in greyscale."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from app.ui.kit.theme import Tone, current_theme

_HOLE_PX, _STEP_PX = 7, 16


class FilmEdge(QWidget):
    """Along (``thick`` pixels high) or down. A ``word`` stands on it, again and again, so that no window can cover it."""

    def __init__(self, thick: int = 12, *, down: bool = False, word: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._thick, self._down, self._word = thick, down, word
        across, along = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Ignored
        self.setSizePolicy(*((across, along) if down else (along, across)))
        self.setAccessibleName(word)

    def sizeHint(self) -> QSize:
        """As thick as asked, as long as there is room."""
        thick = current_theme().px(self._thick)
        return QSize(thick, 10) if self._down else QSize(10, thick)

    def minimumSizeHint(self) -> QSize:
        """Never thinner."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colors = theme.tone(Tone.NEUTRAL)
        painter.fillRect(self.rect(), QColor(colors.fill))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colors.on))
        hole, step = theme.px(_HOLE_PX), theme.px(_STEP_PX)
        wide = min(self.width(), self.height())
        long = max(self.width(), self.height())
        deep = min(hole, wide - 4)
        for at in range(step // 2, long, step):
            box = QRectF((wide - deep) / 2, at - hole / 2, deep, hole)
            painter.drawRoundedRect(box if self._down else QRectF(box.y(), box.x(), box.height(), box.width()), 2, 2)
        if self._word and not self._down:
            self._plates(painter)
        painter.end()

    def _plates(self, painter: QPainter) -> None:
        theme = current_theme()
        colors = theme.tone(Tone.NEUTRAL)
        font = theme.font("small", strong=True)
        wide = QFontMetrics(font).horizontalAdvance(self._word) + 2 * theme.px(12)
        painter.setFont(font)
        count = max(1, self.width() // theme.px(420))
        for number in range(count):
            middle = self.width() * (number + 0.5) / count
            plate = QRectF(middle - wide / 2, 0, wide, self.height())
            painter.fillRect(plate, QColor(colors.fill))
            painter.setPen(QColor(colors.on))
            painter.drawText(plate, int(Qt.AlignmentFlag.AlignCenter), self._word)


def filmed(body: QWidget, content: QLayout) -> None:
    """Put this content into a body with film edges left, right and below; what lies above has the word on it."""
    middle = QHBoxLayout()
    middle.setSpacing(0)
    middle.addWidget(FilmEdge(down=True))
    middle.addLayout(content, 1)
    middle.addWidget(FilmEdge(down=True))
    column = QVBoxLayout(body)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addLayout(middle, 1)
    column.addWidget(FilmEdge())
