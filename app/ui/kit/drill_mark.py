"""The mark of a drill: amber hatching and the word, on every window that belongs to one, so that nobody takes it for the real
desk. A window is marked once; whatever is asked in it finds the mark by its parents.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from app.ui.kit.theme import Tone, current_theme

_PROPERTY = "drillWord"


def mark_window(window: QWidget, word: str) -> None:
    """This window and everything asked in it is a drill's; ``word`` is what it says ("" takes the mark away)."""
    window.setProperty(_PROPERTY, word)


def mark_of(widget: QWidget | None) -> str:
    """The word of the drill that a widget belongs to, "" where it belongs to none."""
    while widget is not None:
        word = widget.property(_PROPERTY)
        if word:
            return str(word)
        widget = widget.parentWidget()
    return ""


def marked_title(title: str, widget: QWidget | None) -> str:
    """A window's title with the mark before it, where the widget belongs to a drill; marked once only."""
    word = mark_of(widget)
    return with_word(word, title) if word else title


def with_word(word: str, title: str) -> str:
    """``【演练】title``."""
    head = f"【{word}】"
    return title if title.startswith(head) else head + title


def paint_hatch(painter: QPainter, rect: QRect) -> None:
    """Amber with dark diagonals: told from everything else in greyscale too."""
    theme = current_theme()
    colors = theme.tone(Tone.WATCH)
    step = theme.px(16)
    painter.save()
    painter.setClipRect(rect)
    painter.fillRect(rect, QColor(colors.fill))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colors.on))
    high, wide = rect.height(), step / 2.4
    left = rect.left() - high - (rect.left() + rect.top()) % step  # the diagonals of edges that meet go on into each other
    while left < rect.right():
        painter.drawPolygon(QPolygonF([
            QPointF(left, rect.bottom() + 1), QPointF(left + wide, rect.bottom() + 1), QPointF(left + wide + high, rect.top()),
            QPointF(left + high, rect.top()),
        ]))  # fmt: skip
        left += step
    painter.restore()


def paint_plate(painter: QPainter, middle: QPointF, word: str, size: str = "body") -> None:
    """The word on a plain plate, so that it can be read on the hatching."""
    theme = current_theme()
    font = theme.font(size, strong=True)
    metrics = QFontMetrics(font)
    pad = theme.px(10)
    wide, high = metrics.horizontalAdvance(word) + 2 * pad, metrics.height() + theme.px(2)
    plate = QRect(round(middle.x() - wide / 2), round(middle.y() - high / 2), wide, high)
    colors = theme.tone(Tone.WATCH)
    painter.fillRect(plate, QColor(colors.on))
    painter.setFont(font)
    painter.setPen(QColor(colors.fill))
    painter.drawText(plate, int(Qt.AlignmentFlag.AlignCenter), word)


class HatchEdge(QWidget):
    """A hatched edge, ``thick`` pixels at 100 % text size, along or down; with a ``word`` on it where there is room for one."""

    def __init__(self, thick: int = 6, *, down: bool = False, word: str = "", parent: QWidget | None = None) -> None:
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
        painter = QPainter(self)
        paint_hatch(painter, self.rect())
        if self._word:
            paint_plate(painter, QPointF(self.rect().center()), self._word, "small")
        painter.end()


def hatched(body: QWidget, content: QLayout) -> None:
    """Put this content into a body with hatched edges left, right and below; what lies above has the word on it."""
    middle = QHBoxLayout()
    middle.setSpacing(0)
    middle.addWidget(HatchEdge(down=True))
    middle.addLayout(content, 1)
    middle.addWidget(HatchEdge(down=True))
    column = QVBoxLayout(body)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addLayout(middle, 1)
    column.addWidget(HatchEdge())
