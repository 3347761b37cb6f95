"""The reel as a picture: what stands out by shape on the squeezed time of the journal, and the line of the moment shown."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from types import MappingProxyType

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.desk.replay.marks import MarkKind
from app.desk.replay.scale import Scale
from app.ui.kit import time_text
from app.ui.kit.badge import paint_shape
from app.ui.kit.theme import Tone, current_theme, host

LOOKS: Mapping[MarkKind, tuple[str, str]] = MappingProxyType(
    {
        MarkKind.INCIDENT: (Tone.NEUTRAL, "square"), MarkKind.LEVEL: (Tone.WARN, "triangle"),
        MarkKind.RESPONSE: (Tone.ALARM, "square"), MarkKind.DISPATCH: (Tone.INFO, "disc"), MarkKind.REPORT: (Tone.OK, "check"),
        MarkKind.INSTRUCTION: (Tone.WATCH, "diamond"), MarkKind.INJECT: (Tone.NEUTRAL, "ring"),
    }
)
"""Tone and shape of each kind of mark."""

_LANES: Mapping[MarkKind, int] = MappingProxyType(
    {
        MarkKind.INCIDENT: 0, MarkKind.LEVEL: 0, MarkKind.RESPONSE: 0, MarkKind.INSTRUCTION: 1, MarkKind.INJECT: 1,
        MarkKind.REPORT: 1, MarkKind.DISPATCH: 2,
    }
)
_MARK_PX, _TOP_PX, _SIDE_PX, _NEAR_PX = 11, 16, 16, 7
_STEPS_MIN = (1, 2, 5, 10, 15, 30, 60, 120, 360, 720, 1440, 10_080, 44_640)
_DAY_FROM = timedelta(hours=20)

Mark = tuple[datetime, MarkKind, int]


class ReelView(QWidget):
    """``sought(moment)`` while somebody drags along it. The keyboard has its own keys for all of it."""

    sought = Signal(object)

    def __init__(self, tip: Callable[[int], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(self.tr("Reel"))
        self._tip = tip
        self._scale, self._marks = Scale(()), tuple[Mark, ...]()
        self._now: datetime | None = None
        self._drawn: QPixmap | None = None
        self._placed: list[tuple[float, Mark]] = []
        host().changed.connect(self._dress)

    def show_reel(self, scale: Scale, marks: tuple[Mark, ...]) -> None:
        """Another reel, or other marks on it."""
        self._scale, self._marks = scale, marks
        self._dress()

    def show_now(self, now: datetime) -> None:
        """The moment shown."""
        before = self._head()
        self._now = now
        after = self._head()
        if before != after:
            high, wide = self.height(), current_theme().px(9)
            self.update(min(before, after) - wide, 0, abs(after - before) + 2 * wide, high)
            self.setAccessibleDescription(time_text.full(now))

    def sizeHint(self) -> QSize:
        """Three lanes and the times."""
        theme = current_theme()
        return QSize(theme.px(500), theme.px(_TOP_PX + 3 * (_MARK_PX + 3) + 4))

    def minimumSizeHint(self) -> QSize:
        """As high as wanted."""
        return QSize(current_theme().px(200), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The reel, drawn once; what has passed under a shade; the moment."""
        if self._drawn is None:
            self._draw()
        painter = QPainter(self)
        if self._drawn is not None:
            painter.drawPixmap(0, 0, self._drawn)
        theme, here = current_theme(), self._head()
        shade = QColor(theme.color("ink"))
        shade.setAlpha(26)
        painter.fillRect(QRectF(0, theme.px(_TOP_PX), here, self.height()), shade)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("ink"), theme.px(2)))
        painter.drawLine(QPointF(here, theme.px(5)), QPointF(here, self.height()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("ink"))
        half = theme.px(6)
        painter.drawPolygon([QPointF(here - half, 0), QPointF(here + half, 0), QPointF(here, theme.px(9))])
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Everything lies elsewhere."""
        super().resizeEvent(event)
        self._dress()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the moment under the mouse."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._seek(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the mouse while it is pressed."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._seek(event.position().x())

    def event(self, event: object) -> bool:
        """The words of the mark under the mouse, else the moment."""
        if isinstance(event, QHelpEvent):
            x = float(event.pos().x())
            mark = self._near(x)
            said = self._tip(mark[2]) if mark is not None else time_text.full(self._moment(x)) if self._scale.length else ""
            QToolTip.showText(event.globalPos(), said, self)
            return True
        return super().event(event)  # type: ignore[arg-type]

    def _seek(self, x: float) -> None:
        if self._scale.length:
            mark = self._near(x)
            self.sought.emit(mark[0] if mark is not None else self._moment(x))

    def _moment(self, x: float) -> datetime:
        side = current_theme().px(_SIDE_PX)
        share = (x - side) / max(self.width() - 2 * side, 1)
        return self._scale.moment_at(min(max(share, 0.0), 1.0) * self._scale.length)

    def _x(self, place: float) -> float:
        side = current_theme().px(_SIDE_PX)
        return side + (self.width() - 2 * side) * (place / self._scale.length if self._scale.length else 0.0)

    def _head(self) -> int:
        return round(self._x(self._scale.place_of(self._now))) if self._now is not None else 0

    def _near(self, x: float) -> Mark | None:
        reach = current_theme().px(_NEAR_PX)
        number = bisect_left(self._placed, (x - reach,))
        near = [one for one in self._placed[number : number + 40] if abs(one[0] - x) <= reach]
        return min(near, key=lambda one: abs(one[0] - x))[1] if near else None

    def _dress(self) -> None:
        self._drawn = None
        self.update()

    def _draw(self) -> None:
        theme, ratio = current_theme(), self.devicePixelRatioF()
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(theme.color("sunken"))
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._axis(painter)
        self._placed = sorted(((self._x(self._scale.place_of(one[0])), one) for one in self._marks), key=lambda one: one[0])
        side, taken = theme.px(_MARK_PX), set[tuple[MarkKind, int]]()
        for x, (_, kind, _place) in self._placed:
            if (kind, round(x / 3)) in taken:  # ten thousand marks on a thousand pixels: those that nobody could tell apart
                continue
            taken.add((kind, round(x / 3)))
            tone, shape = LOOKS[kind]
            colors = theme.tone(tone)
            box = QRectF(x - side / 2, theme.px(_TOP_PX + 3 + _LANES[kind] * (_MARK_PX + 3)), side, side)
            paint_shape(painter, box, shape, QColor(colors.ink if tone in (Tone.NEUTRAL, Tone.OK) else colors.fill))
        painter.end()
        self._drawn = picture

    def _axis(self, painter: QPainter) -> None:
        theme, scale = current_theme(), self._scale
        top = theme.px(_TOP_PX)
        for place in scale.breaks:
            x = self._x(place)
            painter.setPen(QPen(theme.color("line_strong"), 1, Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(x - 2, top), QPointF(x - 2, self.height()))
            painter.drawLine(QPointF(x + 2, top), QPointF(x + 2, self.height()))
        if not scale.length:
            return
        painter.setFont(theme.font("small"))
        first, last = scale.moment_at(0), scale.moment_at(scale.length)
        days = last - first > _DAY_FROM
        room, end = theme.px(92 if days else 52), -1e9
        for at in _ticks(first, last, scale, (self.width() - 2 * theme.px(_SIDE_PX)) / room):
            x = self._x(scale.place_of(at))
            if x - end < room:
                continue
            end = x
            painter.setPen(theme.color("line"))
            painter.drawLine(QPointF(x, top), QPointF(x, self.height()))
            painter.setPen(theme.color("ink_faint"))
            words = f"{time_text.date(at)[5:]} {time_text.clock(at)}" if days else time_text.clock(at)
            painter.drawText(QRectF(x - room / 2, 0, room, top), int(Qt.AlignmentFlag.AlignCenter), words)


def _ticks(first: datetime, last: datetime, scale: Scale, most: float) -> list[datetime]:
    """Round moments for the axis; where time was squeezed they are moments of the reel, not of the calendar."""
    if scale.breaks:
        count = max(int(most), 1)
        return [scale.moment_at(scale.length * (number + 0.5) / count) for number in range(count)]
    minutes = (last - first).total_seconds() / 60
    step_min = next((one for one in _STEPS_MIN if minutes / one <= most), _STEPS_MIN[-1])
    epoch = first.replace(hour=0, minute=0, second=0, microsecond=0)
    at = epoch + timedelta(minutes=step_min * -(-(first - epoch).total_seconds() // (60 * step_min)))
    found = []
    while at <= last:
        found.append(at)
        at += timedelta(minutes=step_min)
    return found
