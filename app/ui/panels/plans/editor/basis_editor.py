"""Where a rule comes from: one of those in use, or written out anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import msgspec
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.catalog.wording import Wording
from app.domain.basis import Basis
from app.ui.kit.form import Form
from app.ui.kit.form_choice import ChoiceEditor
from app.ui.kit.form_editors import Editor
from app.ui.kit.form_fields import BadInput, Choice, Field, FieldKind
from app.ui.kit.i18n import translate
from app.ui.kit.icons import Button
from app.ui.kit.theme import current_theme
from app.ui.panels.plans.editor.asking import Ask
from app.ui.panels.plans.editor.schema import BASIS_FIELDS
from app.ui.panels.plans.editor.values import ENUMS

_KINDS = {Ask.LINE: FieldKind.TEXT, Ask.WHOLE: FieldKind.INT, Ask.ONE: FieldKind.CHOICE}


class BasisEditor(Editor):
    """A list of the bases in use and, unfolded, the fields of the one that is chosen. Changing these changes this one alone."""

    def __init__(self, field: Field, wording: Wording) -> None:
        holder = QWidget()
        super().__init__(field, holder)
        self._wording = wording
        self._bases: tuple[Basis, ...] = ()
        self._value: Basis | None = None
        hint = translate("PlanEditor", "type to find a basis")
        self._finder = ChoiceEditor(Field(key="basis", label=field.label, kind=FieldKind.CHOICE, placeholder=hint))
        self._unfold = Button("", "edit", "quiet", translate("PlanEditor", "Write the basis out: document, article, standing"))
        self._unfold.setAccessibleName(translate("PlanEditor", "Write the basis out"))
        self._unfold.setCheckable(True)
        self.details = Form(self._fields(), columns=2)
        self.details.hide()
        theme = current_theme()
        row = QHBoxLayout()
        row.setSpacing(theme.length("xs"))
        row.addWidget(self._finder.widget, 1)
        row.addWidget(self._unfold)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.length("xs"))
        column.addLayout(row)
        column.addWidget(self.details)
        self._finder.changed.connect(self._on_pick)
        self.details.changed.connect(self._on_detail)
        self._unfold.toggled.connect(self.details.setVisible)

    @property
    def focus_widget(self) -> QWidget:
        """The list."""
        return self._finder.focus_widget

    def read(self) -> Basis | None:
        """The basis; raises ``BadInput`` while the list holds words that name none."""
        self._finder.read()
        return self._value

    def write(self, value: Any) -> None:
        """Show this basis."""
        self._value = value
        self._offer()
        blocked = self._finder.blockSignals(True)
        self._finder.write(value)
        self._finder.blockSignals(blocked)
        self._show_details()

    def takes_enter(self) -> bool:
        """The open list takes it."""
        return self._finder.takes_enter()

    def set_bases(self, bases: Sequence[Basis]) -> None:
        """Offer these from now on; the one that is shown is always among them."""
        self._bases = tuple(bases)
        self._offer()

    def unfold(self) -> None:
        """Show the fields."""
        self._unfold.setChecked(True)

    def set_english(self, wanted: bool) -> None:
        """Show or hide the English title."""
        self.details.set_field_visible("title_en", wanted)

    def _offer(self) -> None:
        bases = self._bases if self._value is None else tuple(dict.fromkeys((*self._bases, self._value)))
        labels = [self._wording.basis(basis) for basis in bases]
        counted = Counter(labels)
        choices = []
        for number, (basis, label) in enumerate(zip(bases, labels, strict=True), 1):
            unique = label if counted[label] == 1 else f"{label}  {basis.year or number}"
            choices.append(Choice(basis, unique, f"{basis.title} {basis.title_en}"))
        blocked = self._finder.blockSignals(True)
        self._finder.set_choices(tuple(choices))
        self._finder.blockSignals(blocked)

    def _on_pick(self) -> None:
        try:
            picked = self._finder.read()
        except BadInput:
            self.changed.emit()
            return
        if picked is not None and picked != self._value:
            self._value = picked
            self._show_details()
            self.changed.emit()

    def _on_detail(self, key: str) -> None:
        if not self.details.readable(key) or self._value is None:
            return
        value = self.details.value(key)
        source = next(spec.choices for spec in BASIS_FIELDS if spec.key == key)
        if source:
            if value is None:
                return
            value = ENUMS[source](value)
        changed = msgspec.structs.replace(self._value, **{key: value if value is not None else 0 if key == "year" else ""})
        if changed == self._value:
            return
        self._value = changed
        self._offer()
        blocked = self._finder.blockSignals(True)
        self._finder.write(changed)
        self._finder.blockSignals(blocked)
        self.changed.emit()

    def _show_details(self) -> None:
        basis = self._value or Basis("")
        self.details.update_values(
            {
                "title": basis.title or None, "title_en": basis.title_en or None, "article": basis.article or None,
                "year": basis.year or None, "status": basis.status.value, "checked": basis.checked.value,
            }
        )

    def _fields(self) -> tuple[Field, ...]:
        say = self._wording.say
        families = {"rule_statuses": "rule_status", "checked": "checked"}
        fields = []
        for spec in BASIS_FIELDS:
            own = f"plan_field.basis.{spec.key}"
            choices = tuple(
                Choice(one.value, say(f"{families[spec.choices]}.{one.value}"), one.value) for one in ENUMS[spec.choices]
            ) if spec.choices else ()
            fields.append(
                Field(
                    key=spec.key, label=say(own if self._wording.knows(own) else f"plan_field.{spec.key}"),
                    kind=_KINDS[spec.ask], choices=choices, wide=spec.wide, minimum=spec.least,
                )
            )
        return tuple(fields)
