"""The timeline as a picture: every inject on the drill's own time, by shape and colour, with the line of the present moment."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.ui.drill.room.presenter import InjectRow
from app.ui.kit.badge import paint_shape
from app.ui.kit.theme import current_theme

LANES = 3
"""Injects that come close together stand one below the other."""

_MARK_PX, _TOP_PX, _SIDE_PX = 13, 16, 18
_STEPS_MIN = (1, 2, 5, 10, 15, 20, 30, 60, 120)


class Ribbon(QWidget):
    """``chosen(id)`` when a mark was clicked. The same is reached by keyboard in the table below it."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self._rows: tuple[InjectRow, ...] = ()
        self._length_min, self._now_min, self._current = 60.0, 0.0, ""

    def show_rows(self, rows: tuple[InjectRow, ...], length_min: float, now_min: float, current: str) -> None:
        """Show these; ``now_min`` is the present minute of the drill, ``current`` the row that is chosen."""
        placed = tuple(row for row in rows if row.minute is not None)
        shown = (placed, max(length_min, 1.0), round(now_min, 1), current)
        if shown != (self._rows, self._length_min, self._now_min, self._current):
            self._rows, self._length_min, self._now_min, self._current = shown
            self.update()

    def sizeHint(self) -> QSize:
        """Three lanes and the minutes."""
        theme = current_theme()
        return QSize(theme.px(400), theme.px(_TOP_PX + LANES * (_MARK_PX + 5) + 6))

    def minimumSizeHint(self) -> QSize:
        """As high as wanted."""
        return QSize(current_theme().px(160), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Axis, marks, the present."""
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), theme.color("sunken"))
        self._axis(painter)
        here = self._x(self._now_min)
        past = QColor(theme.color("hover"))
        painter.fillRect(QRectF(0, theme.px(_TOP_PX), max(here, 0.0), self.height()), past)
        for row, box in self._marks():
            if row.id == self._current:
                painter.setPen(QPen(theme.color("focus"), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(box.adjusted(-3, -3, 3, 3))
            colors = theme.tone(row.tone)
            paint_shape(painter, box, row.shape, QColor(colors.fill if row.tone not in ("neutral", "muted") else colors.ink))
        painter.setPen(QPen(theme.color("ink"), 2))
        painter.drawLine(QPointF(here, 0), QPointF(here, self.height()))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the mark under the mouse."""
        row = self._at(event.position())
        if row is not None:
            self.chosen.emit(row.id)

    def event(self, event: object) -> bool:
        """The tip of the mark under the mouse."""
        if isinstance(event, QHelpEvent):
            row = self._at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), f"{row.id}  {row.word}  {row.sender}\n{row.text}" if row is not None else "", self)
            return True
        return super().event(event)  # type: ignore[arg-type]

    def _at(self, point: QPointF) -> InjectRow | None:
        near = [row for row, box in self._marks() if box.adjusted(-4, -3, 4, 3).contains(point)]
        return near[-1] if near else None

    def _marks(self) -> list[tuple[InjectRow, QRectF]]:
        """Each with its place: the first lane in which it covers nothing, else the last one."""
        theme = current_theme()
        side, made = theme.px(_MARK_PX), []
        ends = [float("-inf")] * LANES
        for row in sorted(self._rows, key=lambda one: one.minute or 0.0):
            x = self._x(row.minute or 0.0)
            lane = next((number for number, end in enumerate(ends) if x - side / 2 >= end), LANES - 1)
            ends[lane] = x + side / 2 + 2
            made.append((row, QRectF(x - side / 2, theme.px(_TOP_PX + 4 + lane * (_MARK_PX + 5)), side, side)))
        return made

    def _x(self, minute: float) -> float:
        side = current_theme().px(_SIDE_PX)
        last = max([self._length_min, self._now_min, *(row.minute or 0.0 for row in self._rows)])
        return side + (self.width() - 2 * side) * max(minute, 0.0) / last

    def _axis(self, painter: QPainter) -> None:
        theme = current_theme()
        last = max([self._length_min, self._now_min, *(row.minute or 0.0 for row in self._rows)])
        step = next((one for one in _STEPS_MIN if self._x(one) - self._x(0) >= theme.px(44)), _STEPS_MIN[-1])
        painter.setFont(theme.font("small"))
        minute = 0
        while minute <= last:
            x = self._x(minute)
            painter.setPen(theme.color("line"))
            painter.drawLine(QPointF(x, theme.px(_TOP_PX)), QPointF(x, self.height()))
            painter.setPen(theme.color("ink_faint"))
            box = QRectF(x - theme.px(22), 0, theme.px(44), theme.px(_TOP_PX))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), str(minute))
            minute += step
