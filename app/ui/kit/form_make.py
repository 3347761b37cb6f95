"""Which editor a field gets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from app.ui.kit.form_choice import ChoiceEditor
from app.ui.kit.form_editors import DateEditor, Editor, FlagsEditor, LineEditor, Now, TextEditor, TimeEditor, ToggleEditor
from app.ui.kit.form_fields import Field, FieldKind
from app.ui.kit.form_picks import PicksEditor

_MAKERS: Mapping[FieldKind, Callable[[Field], Editor]] = MappingProxyType(
    {
        FieldKind.MULTILINE: TextEditor,
        FieldKind.CHOICE: ChoiceEditor,
        FieldKind.FLAGS: FlagsEditor,
        FieldKind.PICKS: PicksEditor,
        FieldKind.TOGGLE: ToggleEditor,
    }
)


def make_editor(field: Field, now: Now) -> Editor:
    """The editor for this field: its own where it brings one, else that of its kind."""
    if field.make is not None:
        return field.make(field)
    if field.kind is FieldKind.DATETIME:
        return TimeEditor(field, now)
    if field.kind is FieldKind.DATE:
        return DateEditor(field, now)
    return _MAKERS.get(field.kind, LineEditor)(field)
