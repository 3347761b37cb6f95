"""Horizontal bars beside a table: the eye sees at once what the figures say."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.kit.theme import current_theme

MOST = 24
"""Bars that are drawn; the table has the rest."""


class Bars(QWidget):
    """A label, a bar and its value for each group. The value stands in words, so the length is never the only carrier."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[tuple[str, float, str], ...] = ()
        self._scale = 1.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def show_bars(self, rows: Sequence[tuple[str, float, str]], scale: float = 0.0) -> None:
        """Draw these: label, size, and the value in words. ``scale`` is the size of a full bar (the largest if 0)."""
        self._rows = tuple(rows[:MOST])
        self._scale = scale or max((size for _, size, _ in self._rows), default=0.0) or 1.0
        self.setAccessibleName("; ".join(f"{label} {value}" for label, _, value in self._rows))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """One line a bar."""
        theme = current_theme()
        return QSize(theme.px(320), max(len(self._rows), 1) * self._pitch + theme.length("s"))

    def minimumSizeHint(self) -> QSize:
        """As high as its bars."""
        return QSize(current_theme().px(220), self.sizeHint().height())

    @property
    def _pitch(self) -> int:
        return self.fontMetrics().height() + current_theme().length("s")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bars."""
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics, gap = self.fontMetrics(), theme.length("s")
        label_px = min(max((metrics.horizontalAdvance(label) for label, _, _ in self._rows), default=0), self.width() // 3)
        value_px = max((metrics.horizontalAdvance(value) for _, _, value in self._rows), default=0)
        room = max(self.width() - label_px - value_px - 3 * gap, 1)
        centre = Qt.AlignmentFlag.AlignVCenter
        for place, (label, size, value) in enumerate(self._rows):
            line = QRect(0, place * self._pitch, self.width(), self._pitch)
            painter.setPen(theme.color("ink"))
            short = metrics.elidedText(label, Qt.TextElideMode.ElideRight, label_px)
            painter.drawText(QRect(0, line.y(), label_px, line.height()), centre | Qt.AlignmentFlag.AlignRight, short)
            width = round(room * min(max(size / self._scale, 0.0), 1.0))
            bar = QRect(label_px + gap, line.y() + gap // 2, max(width, 2 if size else 0), line.height() - gap)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("primary"))
            painter.drawRoundedRect(bar, 2, 2)
            painter.setPen(theme.color("ink_soft"))
            painter.drawText(QRect(bar.right() + gap, line.y(), value_px + gap, line.height()), centre, value)
