"""The designed states: empty, busy, broken, and a word across the top."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import msgspec
from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QProgressBar, QVBoxLayout, QWidget

from app.ui.kit import time_text
from app.ui.kit.i18n import translate
from app.ui.kit.icons import Button, icon
from app.ui.kit.labels import Text
from app.ui.kit.theme import Tone, current_theme, set_tone

_TONE_ICONS = {Tone.ALARM: "incident", Tone.WARN: "incident", Tone.WATCH: "bell", Tone.OK: "check"}


class Banner(QFrame):
    """One line (or more) across a panel: icon, words in a tone, at most one action."""

    acted = Signal()

    def __init__(
        self, text: str = "", tone: str = Tone.INFO, action: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        theme = current_theme()
        self.setProperty("role", "banner")
        self.setProperty("tone", str(tone))
        self._mark = QLabel()
        self._text = Text(text)
        self._text.setWordWrap(True)
        self._action = Button(action)
        self._action.setVisible(bool(action))
        self._action.clicked.connect(self.acted)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.length("s"), theme.length("xs"), theme.length("xs"), theme.length("xs"))
        row.setSpacing(theme.length("s"))
        row.addWidget(self._mark, 0)
        row.addWidget(self._text, 1)
        row.addWidget(self._action, 0)
        self.setMinimumHeight(theme.length("target") + theme.length("s"))
        self._show_icon(str(tone))

    def show_text(self, text: str, tone: str = Tone.INFO, action: str = "") -> None:
        """Say something else; "" hides the banner."""
        self._text.setText(text)
        set_tone(self, tone)
        self._show_icon(str(tone))
        # The label's rule hangs on its parent's property: it must be told.
        self._text.style().unpolish(self._text)
        self._text.style().polish(self._text)
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self.setVisible(bool(text))

    @property
    def text(self) -> str:
        """What it says."""
        return self._text.text()

    def _show_icon(self, tone: str) -> None:
        side = current_theme().length("icon")
        self._mark.setPixmap(icon(_TONE_ICONS.get(Tone(tone), "info"), tone).pixmap(side, side))


class FaultNote(msgspec.Struct, frozen=True):
    """What is broken: the words, since when (aware UTC), what still works, and the mend as a named action."""

    key: str
    what: str
    since: datetime
    still_works: str
    mend: str = ""
    on_mend: Callable[[], None] | None = None
    tone: str = Tone.WARN


class FaultBar(QWidget):
    """The faults that last, one line each, worst first as given; hidden while there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(current_theme().length("xs"))
        self._notes: tuple[FaultNote, ...] = ()
        self.hide()

    def set_faults(self, notes: tuple[FaultNote, ...], now: datetime) -> None:
        """Show exactly these; the same ones again change nothing."""
        if notes == self._notes:
            return
        self._notes = notes
        while self._column.count():
            old = self._column.takeAt(0).widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for note in notes:
            self._column.addWidget(self._line(note, now))
        self.setVisible(bool(notes))

    def _line(self, note: FaultNote, now: datetime) -> Banner:
        since = translate("Kit", "since {time}").format(time=time_text.day_clock(note.since, now))
        works = translate("Kit", "still works: {what}").format(what=note.still_works)
        parts = [f"{note.what}  {since}", works] if note.still_works else [f"{note.what}  {since}"]
        line = Banner("    ".join(parts), note.tone, note.mend if note.on_mend else "")
        if note.on_mend is not None:
            line.acted.connect(note.on_mend)
        return line


class EmptyState(QWidget):
    """What an empty place says: what would stand here, and what to do about it."""

    acted = Signal()

    def __init__(
        self,
        title: str,
        hint: str = "",
        action: str = "",
        icon_name: str = "empty",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        theme = current_theme()
        mark = QLabel()
        mark.setPixmap(icon(icon_name, Tone.MUTED).pixmap(theme.px(36), theme.px(36)))
        self._title = Text(title, "section")
        self._hint = Text(hint, "", Tone.MUTED)
        self._hint.setWordWrap(True)
        self._action = Button(action, variant="plain")
        self._action.setVisible(bool(action))
        self._action.clicked.connect(self.acted)
        column = QVBoxLayout(self)
        column.setSpacing(theme.length("s"))
        column.addStretch(1)
        for widget in (mark, self._title, self._hint):
            widget.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(widget)
        column.addWidget(self._action, 0, Qt.AlignmentFlag.AlignCenter)
        column.addStretch(2)

    def set_text(self, title: str, hint: str = "", action: str = "") -> None:
        """Say something else."""
        self._title.setText(title)
        self._hint.setText(hint)
        self._action.setText(action)
        self._action.setVisible(bool(action))


class SearchBox(QLineEdit):
    """A line to filter by; Escape empties it, Down and Enter leave for the list (``left``)."""

    left = Signal()

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder or translate("Kit", "Search, pinyin initials too (Ctrl+F)"))
        self.setClearButtonEnabled(True)
        self.setAccessibleName(self.placeholderText())
        self._glass = self.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)

    def changeEvent(self, event: QEvent) -> None:
        """Take the icon of the new theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_glass"):
            self._glass.setIcon(icon("search"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape, Down and Enter as said above."""
        key = event.key()
        if key == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
            return
        super().keyPressEvent(event)


class ProgressStrip(QWidget):
    """Long work: what, how far, how long still, and a way to stop it."""

    cancelled = Signal()

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = current_theme()
        self._text = Text(text)
        self._left = Text("", "caption")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        self._cancel = Button(translate("Kit", "Cancel"), "close", "quiet")
        self._cancel.clicked.connect(self.cancelled)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.length("m"))
        row.addWidget(self._text, 0)
        row.addWidget(self._bar, 1)
        row.addWidget(self._left, 0)
        row.addWidget(self._cancel, 0)

    def show_progress(self, text: str, done: float | None, left: timedelta | None = None) -> None:
        """``done`` from 0 to 1, ``None`` while unknown; ``left`` is the expected rest."""
        self._text.setText(text)
        self._bar.setRange(0, 0 if done is None else 1000)
        if done is not None:
            self._bar.setValue(round(min(1.0, max(0.0, done)) * 1000))
        words = (
            ""
            if left is None
            else translate("Kit", "about {time} left").format(time=time_text.duration(left))
        )
        percent = "" if done is None else f"{done:.0%}"
        self._left.setText("  ".join(part for part in (percent, words) if part))
