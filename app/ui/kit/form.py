"""A form for the keyboard alone: labels, marks, units, errors beside the field as one types, Enter moves
on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QWidget

from app.ui.kit.form_editors import Editor, Now
from app.ui.kit.form_fields import BadInput, Choice, Field, FieldKind
from app.ui.kit.form_fields import places as field_places
from app.ui.kit.form_layout import FormGrid, FormRow
from app.ui.kit.form_make import make_editor
from app.ui.kit.i18n import translate
from app.ui.kit.theme import Tone, current_theme, set_look, set_tone

__all__ = ["BadInput", "Choice", "Field", "FieldKind", "Form"]


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Form(QWidget):
    """Asks the fields in their order and keeps what is wrong beside each.

    ``changed(key)`` after every change; ``submitted`` when Enter is pressed in the last field (Ctrl+Enter in
    any) and nothing is wrong. ``columns`` lays the fields side by side (messages then stand under the
    editor); ``compact`` puts the messages under the editor in one column too, for narrow panels. ``now``
    tells the time for typed moments.
    """

    changed = Signal(str)
    submitted = Signal()

    def __init__(
        self,
        fields: Sequence[Field],
        now: Now = _utc_now,
        columns: int = 1,
        compact: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._rows: dict[str, FormRow] = {}
        self._keys: dict[QObject, str] = {}
        self._touched: set[str] = set()
        self._told: dict[str, str] = {}
        below = compact or columns > 1
        grid = QGridLayout(self)
        theme = current_theme()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.length("s"))
        grid.setVerticalSpacing(theme.length("xs"))
        places = field_places(fields, columns)
        placing = FormGrid(grid, columns)
        for field, (line, column, span) in zip(fields, places, strict=True):
            if field.key in self._rows:
                raise ValueError(f"two fields named {field.key}")
            row = FormRow(field, make_editor(field, now), self)
            self._rows[field.key] = row
            if field.small and columns > 1:
                placing.place_small(row, line, column)
            else:
                placing.place(row, line, column, span, below=below)
            row.editor.changed.connect(lambda key=field.key: self._on_change(key))
            row.editor.entered.connect(lambda key=field.key: self._enter(key))
            for widget in row.editor.keyboard_widgets():
                self._keys[widget] = field.key
                widget.installEventFilter(self)
        for column in range(columns):
            grid.setColumnStretch(column * 3 + 1, 2)
            grid.setColumnStretch(column * 3 + 2, 0 if below else 1)
        grid.setRowStretch(grid.rowCount(), 1)
        for key in self._rows:
            self._show(key)

    def values(self) -> dict[str, Any]:
        """What was typed, by key: typed values (see ``FieldKind``), ``None`` where empty or unreadable."""
        return {key: self._read(row) for key, row in self._rows.items()}

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Show these values (keys left out stay); nothing counts as touched."""
        for key, value in values.items():
            self._rows[key].editor.write(value)
        self._touched -= set(values)
        for key in values:
            self._told.pop(key, None)
            self._show(key)

    def update_values(self, values: Mapping[str, Any]) -> None:
        """Show these values, but touch no field that says so already: the cursor stays where one types. ``changed`` is not
        sent; a field that cannot be read keeps what was typed unless it has lost the keyboard."""
        blocked = self.blockSignals(True)
        for key, value in values.items():
            row = self._rows[key]
            if self.readable(key):
                if row.editor.read() == value:
                    continue
            elif _has_keyboard(row):
                continue
            row.editor.write(value)
            self._show(key)
        self.blockSignals(blocked)

    def value(self, key: str) -> Any:
        """What was typed into one field, ``None`` where empty or unreadable."""
        return self._read(self._rows[key])

    def readable(self, key: str) -> bool:
        """Whether what stands in the field is a value of its kind (nothing is one too)."""
        try:
            self._rows[key].editor.read()
        except BadInput:
            return False
        return True

    def set_notes(self, notes: Mapping[str, str]) -> None:
        """What others found wrong with fields, shown beside them until told otherwise; fields left out have nothing."""
        for key, row in self._rows.items():
            if row.note != notes.get(key, ""):
                row.note = notes.get(key, "")
                self._show(key)

    def set_choices(self, key: str, choices: Sequence[Choice]) -> None:
        """Other choices for a field with choices; its value stays where it is among them."""
        blocked = self.blockSignals(True)
        self._rows[key].editor.set_choices(tuple(choices))
        self.blockSignals(blocked)

    def editor(self, key: str) -> Editor:
        """The editor of a field, for what only its kind can do."""
        return self._rows[key].editor

    def clear(self) -> None:
        """Empty every field and forget every error."""
        self.set_values(dict.fromkeys(self._rows))

    def set_error(self, key: str, text: str) -> None:
        """Show a refusal beside a field until it is changed; "" takes it away."""
        if text:
            self._told[key] = text
        else:
            self._told.pop(key, None)
        self._touched.add(key)
        self._show(key)

    def error(self, key: str) -> str:
        """What is wrong with a field, whether it is shown yet or not; "" when nothing is."""
        return self._told.get(key, "") or self._problem(self._rows[key]) or self._rows[key].note

    def validate(self) -> bool:
        """Whether nothing is wrong; else all errors are shown and the first one has the focus."""
        self._touched = set(self._rows)
        for key in self._rows:
            self._show(key)
        for key, row in self._rows.items():
            if self.error(key) and not row.hidden:
                row.editor.focus_widget.setFocus(Qt.FocusReason.OtherFocusReason)
                return False
        return True

    def widget(self, key: str) -> QWidget:
        """The widget of a field that takes the keyboard."""
        return self._rows[key].editor.focus_widget

    def set_hint(self, key: str, text: str) -> None:
        """Another grey text beside a field (a grade, a suggestion)."""
        self._rows[key].hint = text
        self._show(key)

    def set_field_visible(self, key: str, visible: bool) -> None:
        """Show or hide a field; a hidden one keeps its value and is not validated."""
        row = self._rows[key]
        row.hidden = not visible
        for part in (row.label, row.editor.widget, row.unit, row.message):
            part.setVisible(visible)
        if visible:
            self._show(key)

    def focus_first(self) -> None:
        """Put the keyboard into the first field that is empty, else the first; a form that asks nothing takes none."""
        shown = [row for row in self._rows.values() if not row.hidden]
        target = next((row for row in shown if self._read(row) in (None, ())), next(iter(shown), None))
        if target is None:
            return
        target.editor.focus_widget.setFocus(Qt.FocusReason.TabFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter moves on, Ctrl+Enter submits; a field left counts as touched."""
        kind = event.type()
        if kind not in (QEvent.Type.FocusOut, QEvent.Type.KeyPress):
            return super().eventFilter(watched, event)
        key = self._keys.get(watched, "")
        if key and kind == QEvent.Type.FocusOut and self._rows[key].field.kind is not FieldKind.FLAGS:
            if self._read(self._rows[key]) is not None or self._rows[key].edited:
                self._touched.add(key)
                self._show(key)
        elif key and isinstance(event, QKeyEvent):
            return self._on_key(key, event) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def _on_key(self, key: str, event: QKeyEvent) -> bool:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return False
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._submit()
            return True
        if self._rows[key].editor.takes_enter():
            return False
        self._enter(key)
        return True

    def _enter(self, key: str) -> None:
        self._touched.add(key)
        following = self._following(key)
        if following is None:
            self._submit()
        else:
            following.editor.focus_widget.setFocus(Qt.FocusReason.TabFocusReason)
        self._show(key)

    def _submit(self) -> None:
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            focused.clearFocus()  # lets a choice settle on what was typed
            focused.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.validate():
            self.submitted.emit()

    def _following(self, key: str) -> FormRow | None:
        keys = list(self._rows)
        rest = [self._rows[later] for later in keys[keys.index(key) + 1 :]]
        return next((row for row in rest if not row.hidden and row.editor.widget.isEnabled()), None)

    def _on_change(self, key: str) -> None:
        self._told.pop(key, None)
        self._rows[key].edited = True
        self._show(key)
        self.changed.emit(key)

    def _read(self, row: FormRow) -> Any:
        try:
            return row.editor.read()
        except BadInput:
            return None

    def _problem(self, row: FormRow) -> str:
        try:
            value = row.editor.read()
        except BadInput as bad:
            return str(bad)
        if value is None or value == ():
            return translate("Kit", "Required") if row.field.required else ""
        return row.field.check(value) if row.field.check else ""

    def _show(self, key: str) -> None:
        row = self._rows[key]
        problem = self.error(key)
        empty = self._read(row) in (None, ()) and problem == translate("Kit", "Required")
        shown = problem if key in self._touched or not empty else ""
        row.message.setText(shown or row.editor.echo() or row.hint)
        set_tone(row.message, Tone.ALARM if shown else Tone.MUTED)
        row.message.setVisible(not row.hidden and (bool(row.message.text()) or not row.below))
        set_look(row.editor.widget, "invalid", "true" if shown else "false")
        row.editor.widget.setAccessibleDescription(shown)


def _has_keyboard(row: FormRow) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and (focused is row.editor.widget or row.editor.widget.isAncestorOf(focused))
