"""One row of a condition under edit: fact, comparison, value with its unit; or how a group joins its parts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from app.catalog.pinyin import search_keys
from app.catalog.wording import Wording
from app.domain.incident.model import FactDef, FactType
from app.ui.kit.form_choice import CalmCombo, ChoiceEditor
from app.ui.kit.form_editors import Editor, FlagsEditor, LineEditor
from app.ui.kit.form_fields import BadInput, Choice, Field, FieldKind
from app.ui.kit.i18n import translate
from app.ui.kit.theme import current_theme, set_look
from app.ui.kit.widgets import Text
from app.ui.panels.plans.editor.condition_tree import JOINS, Group, Node, Row, ops_for, row_for, shown_op


class RowStrip(QObject):
    """The strip under the list of rows; ``changed(node)`` with the row or group as it has become."""

    changed = Signal(object)

    def __init__(self, facts: Mapping[str, FactDef], wording: Wording, parent: QWidget) -> None:
        super().__init__(parent)
        self.widget = QWidget(parent)
        self._facts, self._wording = facts, wording
        self._node: Node | None = None
        self._showing = False
        self._value: Editor | None = None
        self.join = CalmCombo()
        self.join.setAccessibleName(translate("PlanEditor", "How the parts of the group are joined"))
        for join in JOINS:
            self.join.addItem(wording.say(f"condition_join.{join}"), join)
        self.fact = ChoiceEditor(
            Field(key="fact", label=translate("PlanEditor", "Fact"), kind=FieldKind.CHOICE, choices=self._choices())
        )
        self.op = CalmCombo()
        self.op.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.op.setAccessibleName(translate("PlanEditor", "Comparison"))
        self._place = QHBoxLayout()
        self._unit = Text("", "label")
        row = QHBoxLayout(self.widget)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(current_theme().length("xs"))
        row.addWidget(self.join)
        row.addWidget(self.fact.widget, 2)
        row.addWidget(self.op)
        row.addLayout(self._place, 2)
        row.addWidget(self._unit)
        row.addStretch(1)
        self.join.currentIndexChanged.connect(lambda _: self._on_join())
        self.fact.changed.connect(self._on_fact)
        self.op.currentIndexChanged.connect(lambda _: self._on_op())

    def show(self, node: Node | None) -> None:
        """Edit this row or group; ``None`` shows nothing. The value's editor stays while it fits, with the cursor in it."""
        self._showing = True
        fits = isinstance(node, Row) and isinstance(self._node, Row) and self._same_shape(node, self._node)
        self._node = node
        is_row = isinstance(node, Row)
        self.join.setVisible(isinstance(node, Group))
        for part in (self.fact.widget, self.op, self._unit):
            part.setVisible(is_row)
        if isinstance(node, Group):
            self.join.setCurrentIndex(JOINS.index(node.join))
        if not fits:
            self._drop_value()
        if isinstance(node, Row):
            self._show_row(node, anew=not fits)
        self._showing = False

    def focus(self) -> None:
        """Put the keyboard into the strip."""
        target = self.join if isinstance(self._node, Group) else self._value.focus_widget if self._value else self.fact.focus_widget
        target.setFocus()

    def _show_row(self, row: Row, *, anew: bool) -> None:
        known = self._facts.get(row.fact)
        if self._read(self.fact) != row.fact:
            self.fact.write(row.fact if known is not None else None)
        if known is None:
            self.op.clear()
            self._unit.setText("")
            return
        if anew or not self.op.count():
            self.op.clear()
            for op in ops_for(known):
                self.op.addItem(self._wording.say(f"condition_op.{op}"), op)
            self._make_value(row, known)
        self.op.setCurrentIndex(max(0, self.op.findData(shown_op(row))))
        if self._value is not None and self._read(self._value) != self._typed(row) and not _being_typed(self._value):
            self._value.write(self._typed(row))
        self._unit.setText(self._wording.text(known.unit))

    def _make_value(self, row: Row, fact: FactDef) -> None:
        label = translate("PlanEditor", "Value")
        if fact.type is FactType.FLAG:
            return
        choices = tuple(Choice(code, self._wording.text(name), code) for code, name in fact.choices.items())
        if row.op == "one_of":
            self._value = FlagsEditor(Field(key="value", label=label, kind=FieldKind.FLAGS, choices=choices))
        elif fact.type is FactType.CHOICE:
            self._value = ChoiceEditor(Field(key="value", label=label, kind=FieldKind.CHOICE, choices=choices))
        else:
            whole = fact.type is FactType.COUNT and float(row.value).is_integer()  # type: ignore[arg-type]
            kind = FieldKind.INT if whole else FieldKind.DECIMAL
            self._value = LineEditor(
                Field(key="value", label=label, kind=kind, minimum=fact.least, maximum=fact.most, decimals=4)
            )
        self._place.addWidget(self._value.widget)
        self._value.write(self._typed(row))
        self._value.changed.connect(self._on_value)

    def _drop_value(self) -> None:
        if self._value is not None:
            self._place.removeWidget(self._value.widget)
            self._value.widget.hide()
            self._value.widget.deleteLater()
            self._value = None

    def _on_join(self) -> None:
        if not self._showing and isinstance(self._node, Group):
            self.changed.emit(Group(self.join.currentData(), self._node.parts))

    def _on_fact(self) -> None:
        name = self._read(self.fact)
        if self._showing or name is None or not isinstance(self._node, Row) or name == self._node.fact:
            return
        self.changed.emit(row_for(self._facts[name], shown_op(self._node), self._node.value))

    def _on_op(self) -> None:
        op = self.op.currentData()
        if self._showing or op is None or not isinstance(self._node, Row) or op == shown_op(self._node):
            return
        self.changed.emit(row_for(self._facts[self._node.fact], op, self._node.value))

    def _on_value(self) -> None:
        if self._showing or self._value is None or not isinstance(self._node, Row):
            return
        value = self._read(self._value)
        set_look(self._value.widget, "invalid", "true" if value in (None, ()) else "false")
        if value not in (None, ()):
            stored = value if isinstance(value, str | tuple) else float(value)
            if stored != self._node.value:
                self.changed.emit(Row(self._node.fact, self._node.op, stored))

    def _same_shape(self, one: Row, other: Row) -> bool:
        """Whether the same editor does for both values."""
        return one.fact == other.fact and (one.op == "one_of") == (other.op == "one_of")

    def _choices(self) -> tuple[Choice, ...]:
        text = self._wording.text
        return tuple(
            Choice(fact.name, _fact_label(text(fact.label), text(fact.unit)), f"{fact.name} {search_keys(fact.label.zh)}")
            for fact in self._facts.values()
        )

    @staticmethod
    def _typed(row: Row) -> Any:
        value = row.value
        if isinstance(value, float | int) and not isinstance(value, bool):
            return int(value) if float(value).is_integer() else value
        return value

    @staticmethod
    def _read(editor: Editor) -> Any:
        try:
            return editor.read()
        except BadInput:
            return None


def _fact_label(label: str, unit: str) -> str:
    return f"{label}（{unit}）" if unit else label


def _being_typed(editor: Editor) -> bool:
    """Whether somebody is in the middle of a value that cannot be read yet."""
    try:
        editor.read()
    except BadInput:
        return bool(editor.focus_widget.hasFocus())
    return editor.read() is None and bool(editor.focus_widget.hasFocus())
