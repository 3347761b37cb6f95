"""Finding the place that a step means, bringing it to the front, and marking it: a dashed frame with the step's number and, in a
dialog that lies over the guide's strip, a last line that says what to do there."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QBoxLayout, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from app.domain.exercise.coaching import Cue
from app.ui.kit.bars import Banner
from app.ui.kit.places import places_in
from app.ui.kit.tasks import alive
from app.ui.kit.theme import Tone, current_theme

_WAYS_OUT = ("composer.close", "answer.no", "answer.cancel", "answer.stay", "answer.ok")
_GAP, _LINE, _TAG = 5, 3, 20
"""Pixels at 100 % text size: between place and frame, the frame's line, the number's disc."""


def reachable(window: QWidget, name: str) -> QWidget | None:
    """The widget of this object name that can be seen and used now: while a dialog asks, only what is in the dialog."""
    modal = QApplication.activeModalWidget()
    for one in places_in(window, name):
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


def reveal(window: QWidget, cues: Iterable[Cue]) -> None:
    """Bring the last place of the cues that exists in the window itself to the front, whatever tabs it lies behind."""
    for cue in reversed(tuple(cues)):
        for one in places_in(window, cue.target):
            if one.window() is window:
                _bring(one, window)
                return


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
        self._number, self._bold, self._inner = "", False, QRect()

    def put(self, place: QRect, number: str, *, bold: bool) -> None:
        """Stand around this rectangle of the window."""
        theme = current_theme()
        room = theme.px(_GAP + _LINE)
        half = theme.px(_TAG) // 2
        edge = self.parentWidget().rect().adjusted(half, half, -theme.px(_LINE), -theme.px(_LINE))
        inner = place.adjusted(-room, -room, room, room).intersected(edge)
        around = inner.adjusted(-half, -half, theme.px(_LINE), theme.px(_LINE))
        changed = (inner, number, bold) != (self._inner, self._number, self._bold)
        self._inner, self._number, self._bold = inner, number, bold
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
        inner = QRectF(self._inner.translated(-self.pos()))
        for color, style in ((colors.on, Qt.PenStyle.SolidLine), (colors.fill, Qt.PenStyle.DashLine)):
            painter.setPen(QPen(QColor(color), wide, style))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(inner, 4, 4)
        tag = theme.px(_TAG)
        plate = QRectF(inner.left() - tag / 2, inner.top() - tag / 2, tag, tag)
        painter.setPen(QPen(QColor(colors.on), 1))
        painter.setBrush(QColor(colors.fill))
        painter.drawEllipse(plate)
        painter.setFont(theme.font("small", strong=True))
        painter.drawText(plate, int(Qt.AlignmentFlag.AlignCenter), self._number)
        painter.end()


class Hint(QWidget):
    """What to do, as the last line of a dialog that lies over the guide's strip: it takes room of its own and covers nothing."""

    def __init__(self, layout: QBoxLayout) -> None:
        super().__init__()
        self._banner = Banner()
        gap = current_theme().length("s")
        column = QVBoxLayout(self)
        column.setContentsMargins(gap, 0, gap, gap)
        column.addWidget(self._banner)
        layout.addWidget(self)

    def say(self, text: str) -> None:
        """Say this."""
        if self._banner.text != text:
            self._banner.show_text(text, Tone.INFO)
        self.show()


class Pointer:
    """Keeps one frame, and in dialogs one hint, at the place that is meant."""

    def __init__(self) -> None:
        self._frame: Frame | None = None
        self._hint: Hint | None = None
        self.target: QWidget | None = None

    def point(self, target: QWidget | None, number: str, text: str, *, bold: bool = False) -> None:
        """Mark this place; ``None`` marks nothing. ``text`` is said in the dialog that the place is in, "" says nothing."""
        top = target.window() if target is not None else None
        self.target = target
        if not _is_in(self._frame, top):
            self._frame = _gone(self._frame)
        if not text or not _is_in(self._hint, top):
            self._hint = _gone(self._hint)
        if target is None or top is None:
            return
        if text and self._hint is None and isinstance(layout := top.layout(), QBoxLayout):
            self._hint = Hint(layout)
        if self._hint is not None:
            self._hint.say(text)
        if self._frame is None:
            self._frame = Frame(top)
        self._frame.put(QRect(target.mapTo(top, QPoint(0, 0)), target.size()), number, bold=bold)

    @property
    def frame(self) -> QWidget | None:
        """The frame that is shown, if one is."""
        return self._frame

    @property
    def hint(self) -> QWidget | None:
        """The words in the dialog, if any are shown."""
        return self._hint


def _is_in(part: QWidget | None, top: QWidget | None) -> bool:
    return part is not None and alive(part) and part.window() is top


def _gone(part: QWidget | None) -> None:
    if part is not None and alive(part):
        part.hide()
        part.deleteLater()
