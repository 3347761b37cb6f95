"""One pane over the base map: data in one placing, the other one as a ghost, and an arrow from the first to the second."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen, QTransform, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.kit.theme import current_theme
from app.ui.panels.mapdata.layers.ground import Drawn, Ground, Track, metres_per_unit

_ROUND = (1, 2, 5)
_SEEN_PX = 46
"""At the first look the shift is at least as long as this."""

_IMAGE_OPACITY = 0.7

Place = tuple[float, float]
Images = tuple[tuple[tuple[float, float, float, float], QImage], ...]
"""Pictures with the boxes that they fill on the square map."""


def images_of(ground: Ground) -> Images:
    """The unpacked pictures of a base map; may be made in a job's thread."""
    return tuple((one.box, QImage.fromData(one.data)) for one in ground.pictures)


class Window:
    """Where both panes look: the middle on the square map, and how many pixels a unit of it has."""

    def __init__(self) -> None:
        self.x, self.y, self.scale = 0.5, 0.5, 1000.0

    def fit(self, box: tuple[float, float, float, float], width: float, height: float) -> None:
        """Show this box with a margin."""
        west, north, east, south = box
        least = 1200 / metres_per_unit((north + south) / 2)
        self.x, self.y = (west + east) / 2, (north + south) / 2
        self.scale = 0.84 * min(width / max(east - west, least), height / max(south - north, least))

    def show_shift(self, one: Place, other: Place) -> None:
        """Come so near that the shift between two placings is seen."""
        far = math.hypot(one[0] - other[0], one[1] - other[1])
        if 0 < far * self.scale < _SEEN_PX:
            self.x, self.y = (one[0] + other[0]) / 2, (one[1] + other[1]) / 2
            self.scale = _SEEN_PX / far

    def zoom(self, by: float) -> None:
        """Nearer or farther, within the earth and the metre."""
        self.scale = min(max(self.scale * by, 500.0), 4e8)


class Pane(QWidget):
    """One of the two. Drag or arrows move, wheel or plus and minus zoom. ``moved`` when the window was changed here."""

    moved = Signal()

    def __init__(self, window: Window, name: str) -> None:
        super().__init__()
        self._window = window
        self._ground = Ground()
        self._paths: dict[str, QPainterPath] = {}
        self._images: Images = ()
        self._data = self._ghost = QPainterPath()
        self._spots: tuple[Place, ...] = ()
        self._ghost_spots: tuple[Place, ...] = ()
        self._arrow: tuple[Place, Place, str] | None = None
        self._drag: QPointF | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        self.setMinimumSize(current_theme().px(240), current_theme().px(190))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def set_ground(self, ground: Ground, images: Images = ()) -> None:
        """Draw over this base map; ``images`` are its pictures (``images_of``)."""
        self._ground = ground
        self._paths = {
            "water": _path(ground.water), "roads": _path(ground.roads), "borders": _path(ground.borders),
            "buildings": _path(ground.buildings), "streams": _path(ground.streams),
        }
        self._images = images
        self.update()

    def set_data(self, data: Drawn | None, ghost: Drawn | None, arrow: tuple[Place, Place, str] | None) -> None:
        """Draw this data, the other placing as a ghost, and the arrow between them with its words."""
        self._data, self._spots = (_path(data.paths), data.spots) if data else (QPainterPath(), ())
        self._ghost, self._ghost_spots = (_path(ghost.paths), ghost.spots) if ghost else (QPainterPath(), ())
        self._arrow = arrow
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground, the ghost, the data, the arrow, the scale."""
        theme = current_theme()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.fillRect(self.rect(), theme.color("raised"))
            painter.setClipRect(self.rect())
            turn = self._turn()
            painter.setOpacity(_IMAGE_OPACITY)  # imagery is loud: the data must be seen on it
            for box, image in self._images:
                painter.drawImage(turn.mapRect(QRectF(QPointF(*box[:2]), QPointF(*box[2:]))), image)
            painter.setOpacity(1.0)
            soft, faint, ink = theme.color("line_strong"), theme.color("line"), theme.color("ink")
            self._draw(painter, turn, self._paths.get("water"), QPen(faint, 0.8), theme.color("sunken"))
            self._draw(painter, turn, self._paths.get("streams"), QPen(faint, 1.6), None)
            if self._window.scale > 6e6:
                self._draw(painter, turn, self._paths.get("buildings"), QPen(faint, 0.8), None)
            self._draw(painter, turn, self._paths.get("roads"), QPen(soft, 1.6), None)
            self._draw(painter, turn, self._paths.get("borders"), QPen(soft, 1.2, Qt.PenStyle.DashDotLine), None)
            self._names(painter, turn, theme.color("ink_faint"))
            ghost = QPen(theme.color("ink_faint"), 1.4, Qt.PenStyle.DotLine)
            self._draw(painter, turn, self._ghost, ghost, None)
            self._crosses(painter, turn, self._ghost_spots, ghost, 4)
            strong = QColor(theme.tone("info").ink)
            self._draw(painter, turn, self._data, QPen(strong, 2.2), None)
            self._crosses(painter, turn, self._spots, QPen(strong, 2.2), 6)
            self._shift(painter, turn, ink)
            self._scale_bar(painter, ink)
            painter.setPen(QPen(theme.color("focus") if self.hasFocus() else faint, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom."""
        self._window.zoom(1.25 if event.angleDelta().y() > 0 else 0.8)
        self.moved.emit()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold."""
        self._drag = event.position()
        self.setFocus()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move what is held."""
        if self._drag is None:
            return
        away = event.position() - self._drag
        self._drag = event.position()
        self._move(-away.x(), -away.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._drag = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move, plus and minus zoom."""
        steps = {Qt.Key.Key_Left: (-40, 0), Qt.Key.Key_Right: (40, 0), Qt.Key.Key_Up: (0, -40), Qt.Key.Key_Down: (0, 40)}
        if event.key() in steps:
            self._move(*steps[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self._window.zoom(0.8 if event.key() == Qt.Key.Key_Minus else 1.25)
            self.moved.emit()
        else:
            super().keyPressEvent(event)

    def _move(self, dx: float, dy: float) -> None:
        self._window.x += dx / self._window.scale
        self._window.y += dy / self._window.scale
        self.moved.emit()

    def _turn(self) -> QTransform:
        window, scale = self._window, self._window.scale
        return QTransform(scale, 0, 0, scale, self.width() / 2 - window.x * scale, self.height() / 2 - window.y * scale)

    def _draw(self, painter: QPainter, turn: QTransform, path: QPainterPath | None, pen: QPen, fill: QColor | None) -> None:
        if path is None or path.isEmpty():
            return
        painter.setPen(pen)
        painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
        painter.drawPath(turn.map(path))

    def _crosses(self, painter: QPainter, turn: QTransform, spots: tuple[Place, ...], pen: QPen, reach: int) -> None:
        painter.setPen(pen)
        seen = QRectF(self.rect()).adjusted(-9, -9, 9, 9)
        for x, y in spots:
            there = turn.map(QPointF(x, y))
            if seen.contains(there):
                painter.drawLine(there - QPointF(reach, 0), there + QPointF(reach, 0))
                painter.drawLine(there - QPointF(0, reach), there + QPointF(0, reach))

    def _names(self, painter: QPainter, turn: QTransform, color: QColor) -> None:
        painter.setFont(current_theme().font("small"))
        painter.setPen(color)
        taken: list[QRectF] = []
        for x, y, name in self._ground.names:
            there = turn.map(QPointF(x, y))
            wide = painter.fontMetrics().horizontalAdvance(name)
            box = QRectF(there.x() - wide / 2, there.y() - 9, wide, 18)
            if QRectF(self.rect()).contains(box) and not any(box.intersects(other) for other in taken):
                taken.append(box)
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, name)

    def _shift(self, painter: QPainter, turn: QTransform, color: QColor) -> None:
        if self._arrow is None:
            return
        one, other = turn.map(QPointF(*self._arrow[0])), turn.map(QPointF(*self._arrow[1]))
        away = other - one
        length = math.hypot(away.x(), away.y())
        if length < 3:
            return
        painter.setPen(QPen(color, 1.8))
        painter.drawLine(one, other)
        along = away / length
        for side in (-1, 1):
            across = QPointF(-along.y() * side, along.x() * side)
            painter.drawLine(other, other - along * 9 + across * 5)
        painter.setFont(current_theme().font("small", strong=True))
        wide = painter.fontMetrics().horizontalAdvance(self._arrow[2]) + 10
        box = QRectF((one.x() + other.x()) / 2 - wide / 2, (one.y() + other.y()) / 2 - 26, wide, 20)
        painter.fillRect(box, current_theme().color("raised"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._arrow[2])

    def _scale_bar(self, painter: QPainter, color: QColor) -> None:
        per_pixel = metres_per_unit(self._window.y) / self._window.scale
        power = 10 ** math.floor(math.log10(per_pixel * 110))
        metres = max(step * power for step in _ROUND if step * power <= per_pixel * 110)
        words = f"{metres / 1000:g} km" if metres >= 1000 else f"{metres:g} m"
        wide = metres / per_pixel
        bottom = self.height() - 8
        painter.setFont(current_theme().font("small"))
        ground = QColor(current_theme().color("raised"))
        ground.setAlpha(215)
        painter.fillRect(QRectF(0, bottom - 22, max(wide, painter.fontMetrics().horizontalAdvance(words) + 8) + 16, 30), ground)
        painter.setPen(QPen(color, 1.4))
        corners = [QPointF(8, bottom - 5), QPointF(8, bottom), QPointF(8 + wide, bottom), QPointF(8 + wide, bottom - 5)]
        painter.drawPolyline(corners)
        painter.drawText(QPointF(12, bottom - 7), words)


def _path(tracks: tuple[Track, ...]) -> QPainterPath:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.OddEvenFill)
    for track in tracks:
        if len(track) > 1:
            path.moveTo(*track[0])
            for x, y in track[1:]:
                path.lineTo(x, y)
    return path
