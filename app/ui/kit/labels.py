"""Labels: plain text in a role, elided text, a countdown, a section's head."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QStyleOption, QWidget

from app.kernel.clock import Clock
from app.ui.kit import time_text
from app.ui.kit.theme import Tone, current_theme, set_tone
from app.ui.kit.ticker import Ticker

CountdownForm = Callable[[timedelta], tuple[str, str]]
"""From the time left (negative: over) to the text and its tone."""


class Text(QLabel):
    """A label that never interprets what it shows; ``role`` is "" or one of ``title section caption label
    figure``."""

    def __init__(self, text: str = "", role: str = "", tone: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        if role:
            self.setProperty("role", role)
        if tone:
            self.setProperty("tone", str(tone))


class Elided(Text):
    """One line that ends in an ellipsis when there is no room; then the whole text is its tool tip."""

    def __init__(
        self,
        text: str = "",
        role: str = "",
        tone: str = "",
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, role, tone, parent)
        self._mode = mode
        self.whole = ""
        """What the tool tip says instead of the text itself, also where nothing is cut."""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        """It may shrink to a few characters."""
        return QSize(self.fontMetrics().averageCharWidth() * 4, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw as much as there is room for."""
        painter = QPainter(self)
        option = QStyleOption()
        option.initFrom(self)
        whole = self.text().replace("\n", " ")
        shown = self.fontMetrics().elidedText(whole, self._mode, self.contentsRect().width())
        self.style().drawItemText(
            painter,
            self.contentsRect(),
            int(self.alignment()),
            option.palette,
            self.isEnabled(),
            shown,
            self.foregroundRole(),
        )
        painter.end()
        tip = self.whole or (whole if shown != whole else "")
        if self.toolTip() != tip:
            self.setToolTip(tip)


def default_form(left: timedelta) -> tuple[str, str]:
    """``06:12 left`` in grey; yellow below 30 minutes, orange below 10, red once over."""
    return time_text.remaining(left), urgency(left)


def urgency(left: timedelta) -> str:
    """The tone of a time limit by what is left of it."""
    if left < timedelta(0):
        return Tone.ALARM
    if left < timedelta(minutes=10):
        return Tone.WARN
    return Tone.WATCH if left < timedelta(minutes=30) else Tone.NEUTRAL


def urgent_tone(own: str, told: str, left: timedelta) -> str:
    """The tone of a count: what is said beside it while there is time left, so that word and count never disagree."""
    if not told or left < timedelta(0):
        return own
    return Tone.NEUTRAL if told == Tone.MUTED else told


class Countdown(Text):
    """The time left until a moment, kept by the shared ticker while it is visible; its width never jumps.

    ``clock`` is the desk's own (a drill's may stand still), ``form`` makes text and tone of the time left.
    """

    def __init__(
        self,
        clock: Clock,
        due_at: datetime | None = None,
        form: CountdownForm = default_form,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", "", "", parent)
        self._clock, self._due_at, self._form = clock, due_at, form
        self._tone = ""
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.refresh()

    def set_due(self, due_at: datetime | None, tone: str = "") -> None:
        """Count to another moment; ``None`` shows nothing. ``tone`` is the urgency that stands beside it in words: the count
        then takes it too, until it is over."""
        self._due_at, self._tone = due_at, tone
        self.refresh()

    def refresh(self) -> None:
        """Show what the clock says now."""
        if self._due_at is None:
            self.setText("")
            return
        left = self._due_at - self._clock.now()
        text, tone = self._form(left)
        tone = urgent_tone(tone, self._tone, left)
        if text != self.text():
            self.setText(text)
            self._keep_width(text)
        set_tone(self, tone)

    def showEvent(self, event: QShowEvent) -> None:
        """Count while seen."""
        super().showEvent(event)
        self.refresh()
        Ticker.shared().add(self.refresh)

    def hideEvent(self, event: QHideEvent) -> None:
        """Rest while hidden."""
        Ticker.shared().remove(self.refresh)
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Another text size makes another width."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.setMinimumWidth(0)
            self._keep_width(self.text())

    def _keep_width(self, text: str) -> None:
        metrics = QFontMetrics(self.font())
        widest = max("0123456789", key=metrics.horizontalAdvance)
        even = "".join(widest if character.isdigit() else character for character in text)
        self.setMinimumWidth(max(self.minimumWidth(), metrics.horizontalAdvance(even) + 2))


class SectionHeader(QWidget):
    """The head of a section: a title, a quiet count beside it, and room on the right for its buttons."""

    def __init__(self, title: str, note: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = current_theme()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.length("s"))
        self._title = Text(title, "section")
        self._note = Text(note, "caption")
        self._row.addWidget(self._title)
        self._row.addWidget(self._note)
        self._row.addStretch(1)
        self.setMinimumHeight(theme.length("target"))

    def set_title(self, title: str, note: str = "") -> None:
        """Another title and note."""
        self._title.setText(title)
        self._note.setText(note)

    def add(self, widget: QWidget) -> None:
        """Put a widget at the right end."""
        self._row.addWidget(widget)
