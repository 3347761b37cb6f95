"""The obligations of a trial drawn on a time axis: one lane each, a bar from its clock start to its limit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.kit import time_text
from app.ui.kit.badge import paint_shape
from app.ui.kit.theme import Theme, current_theme
from app.ui.panels.reports.axis import Axis, axis_for
from app.ui.panels.reports.trial import Lane, TrialResult


class Timeline(QWidget):
    """Shows a ``TrialResult``. ``span`` words a number of minutes for the marks of the axis."""

    def __init__(self, span: Callable[[float], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._span = span
        self._result: TrialResult | None = None
        self._axis: Axis | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_result(self, result: TrialResult, axis: Axis | None = None) -> None:
        """Draw these lanes; on an axis of their own unless they share one with others."""
        self._result = result
        self._axis = axis or shared_axis((result,))
        spoken = [f"{lane.title} {self._due_words(lane)} {lane.detail} {lane.source}" for lane in result.lanes]
        self.setAccessibleName("\n".join(spoken))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As high as its lanes."""
        theme = current_theme()
        lanes = len(self._result.lanes) if self._result else 0
        return QSize(theme.px(520), self._head(theme) + max(lanes, 1) * self._lane(theme) + theme.length("s"))

    def minimumSizeHint(self) -> QSize:
        """Never lower than its lanes."""
        return QSize(current_theme().px(420), self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        """Lanes grow with the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw axis and lanes."""
        if self._result is None or self._axis is None:
            return
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        field = self._field(theme)
        self._paint_axis(painter, field, theme)
        for place, lane in enumerate(self._result.lanes):
            top = self._head(theme) + place * self._lane(theme)
            self._paint_lane(painter, QRect(0, top, self.width(), self._lane(theme)), field, lane, theme)
        painter.end()

    def _field(self, theme: Theme) -> QRect:
        left = min(theme.px(260), int(self.width() * 0.36))
        right = QFontMetrics(theme.font("small")).horizontalAdvance("00-00 00:00") + theme.length("l")
        return QRect(left, 0, max(self.width() - left - right, 60), self.height())

    def _x(self, at: datetime, field: QRect) -> float:
        return field.left() + self._axis.place(at) * field.width()

    def _paint_axis(self, painter: QPainter, field: QRect, theme: Theme) -> None:
        small = theme.font("small")
        metrics = QFontMetrics(small)
        painter.setFont(small)
        foot = self._head(theme) + len(self._result.lanes) * self._lane(theme)
        last_right = -1.0
        for share, minutes in self._axis.ticks():
            x = field.left() + share * field.width()
            painter.setPen(QPen(theme.color("line"), 1))
            painter.drawLine(QPointF(x, self._head(theme) - 4), QPointF(x, foot))
            text = time_text.clock(self._axis.origin_at) if minutes == 0 else f"+{self._span(minutes)}"
            width = metrics.horizontalAdvance(text)
            left = x - width / 2
            if left > last_right + theme.length("xs"):
                painter.setPen(theme.color("ink_faint"))
                box = QRectF(left - 2, 0, width + 4, self._head(theme) - 6)
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
                last_right = left + width
        painter.setPen(QPen(theme.color("ink_soft"), theme.px(2), Qt.PenStyle.DotLine))
        x = self._x(self._result.aware_at, field)
        painter.drawLine(QPointF(x, self._head(theme) - 4), QPointF(x, foot))

    def _paint_lane(self, painter: QPainter, rect: QRect, field: QRect, lane: Lane, theme: Theme) -> None:
        painter.setPen(QPen(theme.color("line"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        body, small = theme.font(), theme.font("small")
        half = rect.height() // 2
        room = field.left() - theme.length("m")
        painter.setFont(body)
        painter.setPen(theme.color("ink" if lane.due_at else "ink_faint"))
        upper = QRect(0, rect.top() + theme.px(3), room, half - theme.px(2))
        painter.drawText(upper, _LEFT, QFontMetrics(body).elidedText(lane.title, _ELIDE, room))
        painter.setFont(small)
        painter.setPen(theme.color("ink_faint"))
        under = " · ".join(part for part in (lane.detail, lane.source) if part)
        lower = QRect(0, rect.top() + half, room, half - theme.px(3))
        painter.drawText(lower, _LEFT, QFontMetrics(small).elidedText(under, _ELIDE, room))
        if lane.due_at is not None and lane.start_at is not None:
            self._paint_bar(painter, rect, field, lane, theme)

    def _paint_bar(self, painter: QPainter, rect: QRect, field: QRect, lane: Lane, theme: Theme) -> None:
        middle = rect.center().y() + 0.5
        left, right = self._x(lane.start_at, field), self._x(lane.due_at, field)
        ink = theme.color("ink_faint" if lane.projected or lane.is_window else "ink_soft")
        style = Qt.PenStyle.DashLine if lane.projected or lane.is_window else Qt.PenStyle.SolidLine
        pen = QPen(ink, theme.px(2), style)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawLine(QPointF(left, middle), QPointF(right, middle))
        painter.setPen(QPen(ink, theme.px(2)))
        painter.drawLine(QPointF(left, middle - theme.px(4)), QPointF(left, middle + theme.px(4)))
        side = theme.px(11)
        shape = "ring" if lane.projected or lane.is_window else "diamond"
        paint_shape(painter, QRectF(right - side / 2, middle - side / 2, side, side), shape, QColor(ink))
        painter.setFont(theme.font("small", strong=not lane.projected))
        painter.setPen(theme.color("ink"))
        text = self._due_words(lane)
        label = QRect(int(right) + theme.px(9), rect.top(), rect.right() - int(right) - theme.px(9), rect.height())
        painter.drawText(label, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)

    def _due_words(self, lane: Lane) -> str:
        return "" if lane.due_at is None else time_text.day_clock(lane.due_at, self._result.aware_at)

    def _head(self, theme: Theme) -> int:
        return QFontMetrics(theme.font("small")).height() + theme.length("m")

    def _lane(self, theme: Theme) -> int:
        lines = QFontMetrics(theme.font()).height() + QFontMetrics(theme.font("small")).height()
        return lines + theme.length("s")


def shared_axis(results: Sequence[TrialResult]) -> Axis:
    """The axis on which all of these have room."""
    moments = [lane.due_at for result in results for lane in result.lanes if lane.due_at is not None]
    return axis_for(min(result.origin_at for result in results), moments)


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_ELIDE = Qt.TextElideMode.ElideRight
