"""The form of one part or of one element: fields as the schema says, values from the bench, answers into the session."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from app.domain.plan.prose import paragraphs
from app.domain.words import ResponseLevel
from app.ui.kit.form import Form
from app.ui.kit.form_fields import Choice, Field, FieldKind
from app.ui.kit.own_undo import OwnUndo
from app.ui.kit.theme import current_theme
from app.ui.panels.plans.editor.asking import Ask, FieldSpec, PartSpec
from app.ui.panels.plans.editor.basis_editor import BasisEditor
from app.ui.panels.plans.editor.choices import Offer
from app.ui.panels.plans.editor.condition_editor import ConditionEditor
from app.ui.panels.plans.editor.condition_words import suggested_words
from app.ui.panels.plans.editor.editing import set_value
from app.ui.panels.plans.editor.findings import Place
from app.ui.panels.plans.editor.links_editor import LinksEditor
from app.ui.panels.plans.editor.session import Session

_KINDS = {
    Ask.LINE: FieldKind.TEXT, Ask.WORDS: FieldKind.MULTILINE, Ask.WHOLE: FieldKind.INT, Ask.NUMBER: FieldKind.DECIMAL,
    Ask.DAY: FieldKind.DATE, Ask.ONE: FieldKind.CHOICE, Ask.MANY: FieldKind.PICKS, Ask.LEVELS: FieldKind.FLAGS,
    Ask.TICK: FieldKind.TOGGLE, Ask.BASIS: FieldKind.CUSTOM, Ask.WHEN: FieldKind.CUSTOM, Ask.LINKS: FieldKind.CUSTOM,
}


class DetailForm(QScrollArea):
    """Scrolls where it is longer than its room. ``show_row`` before anything is seen."""

    def __init__(self, session: Session, part: PartSpec, specs: tuple[FieldSpec, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._part = session, part
        self._specs = {spec.key: spec for spec in specs}
        self._row: int | None = None
        self._offers: dict[str, tuple[Offer, ...]] = {}
        theme = current_theme()
        page = QWidget(self.viewport())
        now = session.services.workspace.desk.clock.now
        self.form = Form([self._field(spec) for spec in specs], now=now, columns=2, parent=page)
        self.form.changed.connect(self._on_answer)
        page.setProperty("role", "scrolled")
        column = QVBoxLayout(page)
        column.setContentsMargins(theme.length("s"), theme.length("xs"), theme.length("m"), theme.length("s"))
        column.addWidget(self.form)
        column.addStretch(1)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(page)
        self._undo = OwnUndo(self)
        self._undo.watch(page)
        self.set_english(False)

    def show_row(self, row: int | None) -> None:
        """Show this element (``None``: the part itself) as it stands; fields that say so already are not touched."""
        other, self._row = row != self._row, row
        bench = self._session.bench
        values = bench.values(self._part, tuple(self._specs.values()), row)
        for key, spec in self._specs.items():
            self._refresh_choices(spec, values[key])
        if other:  # what was half typed belongs to another element
            blocked = self.form.blockSignals(True)
            self.form.set_values(values)
            self.form.blockSignals(blocked)
        else:
            self.form.update_values(values)
        self._show_special_fields(values)
        self.show_notes()

    def show_notes(self) -> None:
        """Show what is wrong beside the fields."""
        self.form.set_notes(self._session.bench.findings.notes(self._part.id, self._row))

    def set_english(self, wanted: bool) -> None:
        """Show or hide the English fields."""
        for key, spec in self._specs.items():
            if spec.english:
                self.form.set_field_visible(key, wanted)
            if spec.ask is Ask.BASIS:
                self.form.editor(key).set_english(wanted)

    def focus_field(self, key: str) -> None:
        """Put the keyboard into a field and bring it into sight."""
        if key not in self._specs:
            self.form.focus_first()
            return
        if self._specs[key].ask is Ask.BASIS:
            self.form.editor(key).unfold()
        widget = self.form.widget(key)
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ensureWidgetVisible(widget, 0, current_theme().px(80))

    def set_locked(self, locked: bool) -> None:
        """Whether nothing can be changed."""
        self.form.setEnabled(not locked)

    @property
    def unread(self) -> tuple[str, ...]:
        """The labels of the fields that hold something that cannot be read, so that it is not in the draft."""
        return tuple(
            self._session.bench.label(self._part, key) for key in self._specs if not self.form.readable(key)
        )

    def _on_answer(self, key: str) -> None:
        if self.form.readable(key):
            self._session.answer(self._part, self._specs[key], self._row, self.form.value(key))

    def _refresh_choices(self, spec: FieldSpec, value: Any) -> None:
        bench = self._session.bench
        if spec.ask is Ask.BASIS:
            self.form.editor(spec.key).set_bases(bench.bases())
        elif spec.ask is Ask.LINKS:
            self._offer(spec.key, bench.choices.of("paragraphs", bench.draft))
        elif spec.choices:
            self._offer(spec.key, bench.offers(spec, value))

    def _offer(self, key: str, offers: tuple[Offer, ...]) -> None:
        if self._offers.get(key) != offers:
            self._offers[key] = offers
            self.form.set_choices(key, tuple(Choice(one.value, one.label, one.find) for one in offers))

    def _show_special_fields(self, values: dict[str, Any]) -> None:
        """Fields that mean something only beside another answer."""
        bench = self._session.bench
        for key, spec in self._specs.items():
            if spec.special == "repeat":
                self.form.set_field_visible(key, bool(values["repeats"]))
            elif spec.special == "upkeep" and spec.ask is Ask.BASIS:
                self.form.set_field_visible(key, values[key.replace("basis", "every_months")] is not None)
            elif spec.fixed:
                self.form.widget(key).setEnabled(bench.can_rename(key))
        if "immediately" in values:
            self.form.set_field_visible("immediate_min", bool(values["immediately"]))

    def _field(self, spec: FieldSpec) -> Field:
        bench = self._session.bench
        label = bench.label(self._part, spec.key)
        choices: tuple[Choice, ...] = ()
        if spec.ask is Ask.LEVELS:
            say = bench.wording.say
            choices = tuple(Choice(level, say(f"response.{level.value}"), level.value) for level in ResponseLevel)
        return Field(
            key=spec.key, label=f"* {label}" if spec.needed else label, kind=_KINDS[spec.ask], choices=choices,
            unit=bench.wording.say(f"plan_unit.{spec.measure}") if spec.measure else "", minimum=spec.least, wide=spec.wide,
            small=spec.small, lines=spec.lines, make=self._maker(spec),
        )

    def _maker(self, spec: FieldSpec) -> Any:
        bench = self._session.bench
        if spec.ask is Ask.BASIS:
            return lambda field: BasisEditor(field, bench.wording)
        if spec.ask is Ask.LINKS:
            return lambda field: LinksEditor(field, lambda: paragraphs(bench.draft.content.text))
        if spec.ask is Ask.WHEN:
            return self._make_condition
        return None

    def _make_condition(self, field: Field) -> ConditionEditor:
        bench = self._session.bench
        suggests = self._part.id == "levels"
        facts, asked = bench.reference.facts, lambda: bench.facts_asked(self._row)
        editor = ConditionEditor(field, facts, bench.wording, asked, suggests=suggests)
        editor.words_wanted.connect(self._use_words)
        return editor

    def _use_words(self) -> None:
        """Write the condition of this level in words, in both languages."""
        bench, row = self._session.bench, self._row
        if row is None:
            return
        when = bench.draft.plan.levels[row].when
        words = bench.in_both(lambda wording: suggested_words(when, wording))
        self._session.apply(
            lambda draft: set_value(draft, ("levels", row, "conditions"), words), Place("levels", row, "conditions.zh")
        )
