"""The box for what was said: a line or a pasted report, with the words marked that were understood."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QVBoxLayout, QWidget

from app.catalog.intake.model import Understood
from app.ui.kit.i18n import translate
from app.ui.kit.labels import Text
from app.ui.kit.theme import Tone, current_theme, set_tone

SETTLE_MS = 200
"""Typing is read when it pauses for so long."""

LINES = 3


class SaidBox(QWidget):
    """``said(text)`` when typing pauses or something was pasted. Tab leaves the box: it is one of the fields of a form."""

    said = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = QPlainTextEdit()
        self.edit.setTabChangesFocus(True)
        self.edit.setPlaceholderText(
            translate("Duty", "What the caller says, or a pasted report: the fields below fill themselves as far as it says them")
        )
        self.edit.setAccessibleName(translate("Duty", "What was said"))
        self._status = Text("", "caption")
        self._status.setWordWrap(True)
        self._status.hide()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SETTLE_MS)
        self._timer.timeout.connect(self.read_now)
        self.edit.textChanged.connect(self._timer.start)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(current_theme().length("xs"))
        layout.addWidget(Text(translate("Duty", "What was said"), "label"))
        layout.addWidget(self.edit)
        layout.addWidget(self._status)
        self._fit()

    @property
    def text(self) -> str:
        """The words as they were typed."""
        return self.edit.toPlainText()

    def set_text(self, text: str) -> None:
        """Show these words without reading them."""
        self.edit.setPlainText(text)
        self._timer.stop()
        self.mark(())

    def read_now(self) -> None:
        """Read what stands there without waiting for a pause."""
        self._timer.stop()
        self.said.emit(self.text)

    def mark(self, found: Iterable[Understood]) -> None:  # type: ignore[type-arg]
        """Underline the words that were understood: a plain line under certain ones, a dotted one under the others."""
        selections = []
        for one in found:
            selection = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.edit.document())
            cursor.setPosition(_utf16(self.text, one.start))
            cursor.setPosition(_utf16(self.text, one.end), QTextCursor.MoveMode.KeepAnchor)
            look = QTextCharFormat()
            style = QTextCharFormat.UnderlineStyle
            look.setUnderlineStyle(style.DashDotLine if one.is_uncertain else style.SingleUnderline)
            look.setUnderlineColor(current_theme().color("ink"))
            if not one.is_uncertain:
                look.setBackground(current_theme().color("selection"))
            selection.cursor, selection.format = cursor, look
            selections.append(selection)
        self.edit.setExtraSelections(selections)

    def show_status(self, lines: tuple[str, ...], *, watch: bool) -> None:
        """What is to be known of the text (a drill, a false alarm, how many fields are to be looked at)."""
        self._status.setText("\n".join(lines))
        self._status.setVisible(bool(lines))
        set_tone(self._status, Tone.WATCH if watch else Tone.MUTED)

    @property
    def status(self) -> str:
        """The lines under the box."""
        return self._status.text() if self._status.isVisibleTo(self) else ""

    def changeEvent(self, event: QEvent) -> None:
        """The height follows the size of the letters."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._fit()

    def _fit(self) -> None:
        margins = self.edit.contentsMargins()
        height = self.edit.fontMetrics().lineSpacing() * LINES + margins.top() + margins.bottom() + 12
        if self.edit.height() != height:
            self.edit.setFixedHeight(height)
        self.edit.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)


def _utf16(text: str, at: int) -> int:
    """The place in Qt's counting: letters beyond the first plane count twice there."""
    return at + sum(1 for letter in text[:at] if ord(letter) > 0xFFFF)
