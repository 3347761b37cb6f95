"""Where the fields of a form stand: label, editor, unit, message."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from app.ui.kit.form_editors import Editor
from app.ui.kit.form_fields import Field, FieldKind
from app.ui.kit.labels import Text
from app.ui.kit.theme import Tone, current_theme

_TALL = (FieldKind.MULTILINE, FieldKind.FLAGS, FieldKind.PICKS, FieldKind.CUSTOM)

_SMALL = 3
"""How many small fields stand side by side."""


class FormRow:
    """One field on screen: its widgets, and what is known of it."""

    def __init__(self, field: Field, editor: Editor, form: QWidget) -> None:
        editor.widget.setParent(form)  # at once: every later move below another widget would dress it anew
        self.field, self.editor, self.hint, self.note = field, editor, field.hint, ""
        self.hidden = self.below = self.edited = False
        self.label = Text(f"* {field.label}" if field.required else field.label, "label", parent=form)
        self.unit = Text(field.unit, "label", parent=form)
        self.unit.setVisible(bool(field.unit))
        self.message = Text("", "", Tone.MUTED, form)
        self.message.setWordWrap(True)


class FormGrid:
    """Puts rows into the grid of a form; small ones that follow one another share a grid of their own."""

    def __init__(self, grid: QGridLayout, columns: int) -> None:
        self._grid, self._columns = grid, columns
        self._smalls: dict[int, QGridLayout] = {}

    def place(self, row: FormRow, line: int, column: int, span: int, *, below: bool) -> None:
        """A field of ordinary size; ``below`` puts its message under the editor."""
        row.below = below
        at = column * 3
        centre, top = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignTop
        tall = row.field.kind in _TALL
        row.label.setMinimumHeight(current_theme().length("target"))
        self._grid.addWidget(row.label, line * 2, at, Qt.AlignmentFlag.AlignRight | (top if tall else centre))
        body = QHBoxLayout()
        body.setSpacing(current_theme().length("s"))
        body.addWidget(row.editor.widget, 1)
        body.addWidget(row.unit)
        if row.editor.widget.maximumWidth() < 10_000:
            body.addStretch(1)
        self._grid.addLayout(body, line * 2, at + 1, 1, (span - 1) * 3 + 1)
        if below:
            self._grid.addWidget(row.message, line * 2 + 1, at + 1, 1, (span - 1) * 3 + 1)
        else:
            self._grid.addWidget(row.message, line * 2, at + 2)

    def place_small(self, row: FormRow, line: int, place: int) -> None:
        """A short number: the ``place``-th of those on this line."""
        theme = current_theme()
        if line not in self._smalls:
            box = self._smalls[line] = QGridLayout()
            box.setHorizontalSpacing(theme.length("xs"))
            box.setVerticalSpacing(theme.length("xs"))
            box.setColumnStretch(_SMALL * 4, 1)
            self._grid.addLayout(box, line * 2, 0, 1, self._columns * 3)
        box = self._smalls[line]
        row.below = True
        down, at = place // _SMALL * 2, place % _SMALL * 4
        row.editor.widget.setFixedWidth(theme.px(72))
        row.label.setMinimumHeight(theme.length("target"))
        side = Qt.AlignmentFlag.AlignVCenter
        box.addWidget(row.label, down, at, Qt.AlignmentFlag.AlignRight | side)
        box.addWidget(row.editor.widget, down, at + 1)
        box.addWidget(row.unit, down, at + 2, Qt.AlignmentFlag.AlignLeft | side)
        box.setColumnMinimumWidth(at + 3, theme.length("s"))
        box.addWidget(row.message, down + 1, at, 1, 3)
