"""Finding the place that a step means, bringing it to the front, and marking it: a dashed frame with the step's number and, in a
dialog that lies over the guide's strip, what to do there."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QFrame, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from app.domain.exercise.coaching import Cue
from app.ui.kit.labels import Text
from app.ui.kit.tasks import alive
from app.ui.kit.theme import Tone, current_theme

_WAYS_OUT = ("composer.close", "answer.no", "answer.cancel", "answer.stay", "answer.ok")
_GAP, _LINE, _TAG = 5, 3, 22
"""Pixels at 100 % text size: between place and frame, the frame's line, the side of the number's tag."""


def reachable(window: QWidget, name: str) -> QWidget | None:
    """The widget of this object name that can be seen and used now: while a dialog asks, only what is in the dialog."""
    modal = QApplication.activeModalWidget()
    for one in window.findChildren(QWidget, name):
        if one.isVisible() and one.isEnabled() and (modal is None or one.window() is modal) and not one.visibleRegion().isEmpty():
            return one
    return None


def cue_to_show(window: QWidget, cues: Iterable[Cue]) -> tuple[Cue, QWidget] | None:
    """The last cue whose place can be reached, with the place; ``None`` where no place can."""
    for cue in reversed(tuple(cues)):
        found = reachable(window, cue.target)
        if found is not None:
            return cue, found
    return None


def way_out(window: QWidget) -> QWidget | None:
    """What closes the dialog that is open over this window; ``None`` where none is, or it has no such button."""
    modal = QApplication.activeModalWidget()
    if modal is None or modal is window:
        return None
    return next((one for name in _WAYS_OUT if (one := reachable(window, name)) is not None), None)


def reveal(window: QWidget, cues: Iterable[Cue]) -> bool:
    """Bring the last place of the cues that exists in the window itself to the front, whatever tabs it lies behind."""
    for cue in reversed(tuple(cues)):
        for one in window.findChildren(QWidget, cue.target):
            if one.window() is window:
                _bring(one, window)
                return True
    return False


def _bring(widget: QWidget, window: QWidget) -> None:
    inner, outer = widget, widget.parentWidget()
    while outer is not None and inner is not window:
        if isinstance(outer, QStackedWidget) and not isinstance(outer.parentWidget(), QTabWidget):
            outer.setCurrentWidget(inner)
        elif isinstance(outer, QTabWidget):
            outer.setCurrentWidget(_page_of(outer, widget))
        inner, outer = outer, outer.parentWidget()


def _page_of(tabs: QTabWidget, widget: QWidget) -> QWidget:
    pages = (tabs.widget(place) for place in range(tabs.count()))
    return next((page for page in pages if page is widget or page.isAncestorOf(widget)), tabs.currentWidget())


class Frame(QWidget):
    """A dashed frame around a place, with a number; clicks and keys go through it."""

    def __init__(self, top: QWidget) -> None:
        super().__init__(top)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._number, self._bold, self._place = "", False, QRect()

    def put(self, place: QRect, number: str, *, bold: bool) -> None:
        """Stand around this rectangle of the window."""
        theme = current_theme()
        room = theme.px(_GAP + _LINE)
        tag = theme.px(_TAG)
        whole = place.adjusted(-room, -room, room, room)
        around = whole.adjusted(-tag, 0, 0, 0) if whole.left() >= tag else whole
        changed = (place, number, bold) != (self._place, self._number, self._bold)
        self._place, self._number, self._bold = place, number, bold
        if self.geometry() != around:
            self.setGeometry(around)
        if self.isHidden():
            self.show()
        self.raise_()
        if changed:
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Two lines of different brightness, one of them dashed: seen on every ground and without colour."""
        theme = current_theme()
        colors = theme.tone(Tone.INFO)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide = theme.px(_LINE + 2 if self._bold else _LINE)
        room = theme.px(_GAP)
        inner = QRectF(self._place.translated(-self.pos())).adjusted(-room, -room, room, room)
        for color, style in ((colors.on, Qt.PenStyle.SolidLine), (colors.fill, Qt.PenStyle.DashLine)):
            painter.setPen(QPen(QColor(color), wide, style))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(inner, 4, 4)
        tag = theme.px(_TAG)
        if inner.left() >= tag - room:
            plate = QRectF(max(0.0, inner.left() - tag), inner.top(), tag, min(tag, inner.height()))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colors.fill))
            painter.drawRoundedRect(plate, 3, 3)
            painter.setPen(QColor(colors.on))
            painter.setFont(theme.font("small", strong=True))
            painter.drawText(plate, int(Qt.AlignmentFlag.AlignCenter), self._number)
        painter.end()


class Bubble(QFrame):
    """What to do, beside a place in a dialog; clicks go through it."""

    def __init__(self, top: QWidget) -> None:
        super().__init__(top)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAutoFillBackground(True)
        self.setProperty("role", "banner")
        self.setProperty("tone", str(Tone.INFO))
        self.words = Text()
        self.words.setWordWrap(True)
        gap = current_theme().length("s")
        column = QVBoxLayout(self)
        column.setContentsMargins(gap, gap // 2, gap, gap // 2)
        column.addWidget(self.words)

    def put(self, place: QRect, text: str, within: QRect) -> None:
        """Stand above, below, left or right of the place: where it covers nothing of it."""
        self.words.setText(text)
        wide = min(current_theme().px(380), within.width())
        self.resize(wide, self.layout().heightForWidth(wide))
        self.move(beside(place, self.rect(), within, current_theme().px(_GAP + _LINE + 6)))
        self.show()
        self.raise_()


def beside(place: QRect, size: QRect, within: QRect, gap: int) -> QPoint:
    """Where a box of this size stands near a place, whole within and not over the place: above, below, left, right."""
    across = max(within.left(), min(place.center().x() - size.width() // 2, within.right() - size.width()))
    along = max(within.top(), min(place.center().y() - size.height() // 2, within.bottom() - size.height()))
    spots = (
        QPoint(across, place.top() - gap - size.height()), QPoint(across, place.bottom() + gap),
        QPoint(place.left() - gap - size.width(), along), QPoint(place.right() + gap, along),
    )
    return next((spot for spot in spots if within.contains(QRect(spot, size.size()))), spots[0])


class Pointer:
    """Keeps one frame, and in dialogs one bubble, at the place that is meant."""

    def __init__(self) -> None:
        self._frame: Frame | None = None
        self._bubble: Bubble | None = None
        self.target: QWidget | None = None

    def point(self, target: QWidget | None, number: str, text: str, *, bold: bool = False) -> None:
        """Mark this place; ``None`` marks nothing. ``text`` is said beside it where the place is in a dialog."""
        top = target.window() if target is not None else None
        for part in (self._frame, self._bubble):
            if part is not None and (not alive(part) or part.parentWidget() is not top):
                self._drop()
                break
        self.target = target
        if target is None or top is None:
            return
        place = QRect(target.mapTo(top, QPoint(0, 0)), target.size())
        if self._frame is None:
            self._frame = Frame(top)
        self._frame.put(place, number, bold=bold)
        if text and self._bubble is None:
            self._bubble = Bubble(top)
        if self._bubble is not None:
            self._bubble.put(place, text, top.rect()) if text else self._bubble.hide()

    @property
    def frame(self) -> QWidget | None:
        """The frame that is shown, if one is."""
        return self._frame

    @property
    def bubble(self) -> QWidget | None:
        """The words beside it, if any are shown."""
        return self._bubble

    def _drop(self) -> None:
        for part in (self._frame, self._bubble):
            if part is not None and alive(part):
                part.hide()
                part.deleteLater()
        self._frame = self._bubble = None
        self.target = None
