"""One undo for a whole screen: Ctrl+Z in a field is not the field's own."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

_KEYS = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class OwnUndo(QObject):
    """Keeps the text fields below a widget from taking the keys of undo and redo, so that the screen's shortcuts get them.

    A text field claims these keys before any shortcut sees them; here the claim is not heard.
    """

    def watch(self, widget: QWidget) -> None:
        """Watch every text field that stands below the widget now, and the widget itself."""
        fields = [one for kind in (QLineEdit, QPlainTextEdit, QComboBox) for one in widget.findChildren(kind)]
        for field in (widget, *fields):
            field.installEventFilter(self)
            if isinstance(field, QPlainTextEdit):
                field.setUndoRedoEnabled(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave the claim unheard."""
        if (
            event.type() in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
            and isinstance(event, QKeyEvent)
            and any(event.matches(key) for key in _KEYS)
        ):
            event.ignore()
            return True
        return super().eventFilter(watched, event)
