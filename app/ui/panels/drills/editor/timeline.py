"""The script as a picture: every inject on the drill's own time, by shape, colour and name; dragged or moved by keys.

What waits for something stands where it is likely to come, hollow, with a line from what it waits for. The bar behind a mark ends
where the last thing expected upon it is due.
"""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.ui.kit.badge import paint_shape
from app.ui.kit.theme import current_theme
from app.ui.panels.drills.editor.places import Mark

LANES = 5
FAR_MIN = 5
"""A step with Shift."""

_MARK_PX, _TOP_PX, _SIDE_PX, _LANE_PX, _DRAG_PX = 12, 18, 14, 19, 4
_STEPS_MIN = (1, 2, 5, 10, 15, 20, 30, 60, 120, 240, 480)


class Beat(msgspec.Struct, frozen=True):
    """An inject as it is drawn: its mark, its id, how it looks, its tip, whether something is wrong with it."""

    mark: Mark
    name: str
    tone: str
    shape: str
    tip: str
    wrong: bool = False


class TimelineEditor(QWidget):
    """``chosen(place)`` by mouse or arrow keys up and down; ``moved(place, minutes)`` when a mark was dragged or pushed with Left
    and Right (Shift: five minutes); ``entered(place)`` on Enter."""

    chosen = Signal(int)
    moved = Signal(int, float)
    entered = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._beats: tuple[Beat, ...] = ()
        self._length_min, self._current = 60.0, -1
        self._pressed: tuple[int, float] | None = None
        self._dragged_min = 0.0
        self.locked = False

    def show_beats(self, beats: tuple[Beat, ...], length_min: float, current: int) -> None:
        """Show these; ``current`` is the place of the chosen one, -1 for none."""
        shown = (beats, max(length_min, 1.0), current)
        if shown != (self._beats, self._length_min, self._current):
            self._beats, self._length_min, self._current = shown
            self.update()

    def sizeHint(self) -> QSize:
        """The minutes and the lanes."""
        theme = current_theme()
        return QSize(theme.px(500), theme.px(_TOP_PX + LANES * _LANE_PX + 6))

    def minimumSizeHint(self) -> QSize:
        """As high as wanted."""
        return QSize(current_theme().px(200), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Axis, what waits for what, marks."""
        theme, painter = current_theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), theme.color("sunken"))
        self._axis(painter)
        placed = self._placed()
        boxes = {beat.mark.place: box for beat, box in placed}
        painter.setPen(QPen(theme.color("line"), 1, Qt.PenStyle.DashLine))
        for beat, box in placed:
            for other in beat.mark.after:
                if other in boxes:
                    painter.drawLine(boxes[other].center(), box.center())
        for beat, box in placed:
            self._paint(painter, beat, box)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _paint(self, painter: QPainter, beat: Beat, box: QRectF) -> None:
        theme = current_theme()
        colors = theme.tone(beat.tone)
        color = QColor(colors.fill if beat.tone not in ("neutral", "muted") else colors.ink)
        if beat.mark.until_min > beat.mark.minute:
            bar = QColor(color)
            bar.setAlpha(70)
            end = self._x(min(beat.mark.until_min, self._last))
            painter.fillRect(QRectF(box.center().x(), box.bottom() - 2, end - box.center().x(), 2), bar)
        if beat.mark.place == self._current:
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box.adjusted(-3, -3, 3, 3))
        if beat.mark.exact:
            paint_shape(painter, box, beat.shape, color)
        else:
            painter.setPen(QPen(color, 2))
            painter.setBrush(QColor(theme.color("sunken")))
            painter.drawEllipse(box.adjusted(1, 1, -1, -1))
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("ink"))
        name = f"{beat.name} !" if beat.wrong else beat.name
        place = QRectF(box.right() + 3, box.top() - 2, theme.px(60), box.height() + 4)
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), name)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the mark under the mouse."""
        beat = self._at(event.position())
        if beat is not None and event.button() == Qt.MouseButton.LeftButton:
            self._pressed, self._dragged_min = (beat.mark.place, event.position().x()), 0.0
            self.chosen.emit(beat.mark.place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag it along the axis, minute by minute."""
        if self._pressed is None or self.locked:
            return
        pixels = event.position().x() - self._pressed[1]
        if abs(pixels) >= current_theme().px(_DRAG_PX) or self._dragged_min:
            per_minute = max(self._x(1.0) - self._x(0.0), 0.01)
            self._dragged_min = float(round(pixels / per_minute))
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """It stands there."""
        pressed, self._pressed = self._pressed, None
        minutes, self._dragged_min = self._dragged_min, 0.0
        if pressed is not None and minutes:
            self.moved.emit(pressed[0], minutes)
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Go to its form."""
        beat = self._at(event.position())
        if beat is not None:
            self.entered.emit(beat.mark.place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down choose by time, Left and Right move in time, Enter goes to the form."""
        key, far = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        order = [beat.mark.place for beat in sorted(self._beats, key=lambda one: (one.mark.minute, one.mark.place))]
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and order:
            at = order.index(self._current) if self._current in order else -1
            step = at + (1 if key == Qt.Key.Key_Down else -1)
            self.chosen.emit(order[max(0, min(step, len(order) - 1))])
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and self._current >= 0 and not self.locked:
            minutes = float(FAR_MIN if far else 1)
            self.moved.emit(self._current, minutes if key == Qt.Key.Key_Right else -minutes)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._current >= 0:
            self.entered.emit(self._current)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that keys come here."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that keys go elsewhere."""
        super().focusOutEvent(event)
        self.update()

    def event(self, event: object) -> bool:
        """The tip of the mark under the mouse."""
        if isinstance(event, QHelpEvent):
            beat = self._at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), beat.tip if beat is not None else "", self)
            return True
        return super().event(event)  # type: ignore[arg-type]

    def _at(self, point: QPointF) -> Beat | None:
        near = [beat for beat, box in self._placed() if box.adjusted(-4, -3, 4, 3).contains(point)]
        return near[-1] if near else None

    def _placed(self) -> list[tuple[Beat, QRectF]]:
        """Each with its place: the first lane in which it covers nothing, else the last one."""
        theme, made = current_theme(), []
        side, ends = theme.px(_MARK_PX), [float("-inf")] * LANES
        metrics = QFontMetrics(theme.font("small"))
        for beat in sorted(self._beats, key=lambda one: (one.mark.minute, one.mark.place)):
            x = self._x(beat.mark.minute + self._shift(beat))
            lane = next((number for number, end in enumerate(ends) if x - side / 2 >= end), LANES - 1)
            ends[lane] = x + side / 2 + metrics.horizontalAdvance(f"{beat.name} !") + 8
            made.append((beat, QRectF(x - side / 2, theme.px(_TOP_PX + 3 + lane * _LANE_PX), side, side)))
        return made

    def _shift(self, beat: Beat) -> float:
        dragged = self._pressed is not None and self._pressed[0] == beat.mark.place
        return self._dragged_min if dragged else 0.0

    @property
    def _last(self) -> float:
        return max([self._length_min, *(beat.mark.minute for beat in self._beats)])

    def _x(self, minute: float) -> float:
        side = current_theme().px(_SIDE_PX)
        return side + (self.width() - 2 * side - current_theme().px(24)) * max(minute, 0.0) / self._last

    def _axis(self, painter: QPainter) -> None:
        theme = current_theme()
        step = next((one for one in _STEPS_MIN if self._x(one) - self._x(0) >= theme.px(40)), _STEPS_MIN[-1])
        painter.setFont(theme.font("small"))
        for minute in range(0, int(self._last) + 1, step):
            x = self._x(minute)
            painter.setPen(theme.color("line"))
            painter.drawLine(QPointF(x, theme.px(_TOP_PX)), QPointF(x, self.height()))
            painter.setPen(theme.color("ink_faint"))
            box = QRectF(x - theme.px(22), 0, theme.px(44), theme.px(_TOP_PX))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), str(minute))
        end = self._x(self._length_min)
        painter.setPen(QPen(theme.color("ink"), 2))
        painter.drawLine(QPointF(end, theme.px(_TOP_PX)), QPointF(end, self.height()))
