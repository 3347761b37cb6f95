"""The form of one part or of one element of a scenario: the plan editor's form with small tables, parts to tick, a moment."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from app.ui.kit.form_fields import Choice, Field, FieldKind
from app.ui.panels.drills.editor.table_editor import TableEditor
from app.ui.panels.drills.editor.tables import TABLES
from app.ui.panels.drills.editor.values import names_of
from app.ui.panels.plans.editor.asking import FieldSpec, PartSpec
from app.ui.panels.plans.editor.detail_form import DetailForm
from app.ui.panels.plans.editor.session import Session

_PART_FIELDS = ("tells", "asks", "warning", "reading", "track")


class ScenarioForm(DetailForm):
    """Fields of parts that are not there are not asked."""

    def __init__(self, session: Session, part: PartSpec, specs: tuple[FieldSpec, ...], parent: QWidget | None = None) -> None:
        self._english_wanted = False
        self._seen: dict[str, bool] = {}
        self._row_shown = False
        super().__init__(session, part, specs, parent)

    def set_english(self, wanted: bool) -> None:
        """Show or hide the English fields of what is there."""
        self._english_wanted = wanted
        self._show_parts()

    def focus_field(self, key: str) -> None:
        """Put the keyboard into a field; into that of the parts where the field's own part is not there."""
        shown = key in self._specs and self._is_there(key, self._ticked())
        super().focus_field(key if shown or key not in self._specs else "parts" if "parts" in self._specs else key)

    def _field(self, spec: FieldSpec) -> Field:
        bench, label = self._session.bench, self._session.bench.label(self._part, spec.key)
        say = bench.wording.say
        if spec.special == "moment":
            return Field(key=spec.key, label=f"* {label}", kind=FieldKind.DATETIME, lean="none")
        if spec.special == "parts":
            found = tuple(Choice(name, say(f"scenario_part.{name}")) for name in names_of(spec))
            return Field(key=spec.key, label=label, kind=FieldKind.FLAGS, choices=found, wide=True)
        if spec.special.startswith("table:"):
            table = TABLES[spec.special.partition(":")[2]]
            titles = [say(f"scenario_column.{key}") for key, _ in table.columns]
            tips = [say(f"scenario_tip.{key}") if bench.wording.knows(f"scenario_tip.{key}") else "" for key, _ in table.columns]
            unread = say("scenario_editor.unread")
            return Field(
                key=spec.key, label=label, kind=FieldKind.CUSTOM, wide=True,
                make=lambda field: TableEditor(field, table, titles, unread, tips),
            )
        return super()._field(spec)

    def _refresh_choices(self, spec: FieldSpec, value: Any) -> None:
        """What nobody sees and what holds nothing is offered nothing new until it is shown."""
        if value not in (None, (), "") or self._seen.get(spec.key, True):
            self._refresh_now(spec, value)

    def _refresh_now(self, spec: FieldSpec, value: Any) -> None:
        if spec.special.startswith("table:"):
            table = TABLES[spec.special.partition(":")[2]]
            choices, draft = self._session.bench.choices, self._session.bench.draft
            offers = {at: choices.of(source, draft) for at, (_, source) in enumerate(table.columns) if source}
            self.form.editor(spec.key).set_offers(offers)
            return
        super()._refresh_choices(spec, value)

    def _show_special_fields(self, values: dict[str, Any]) -> None:
        self._row_shown = True
        self._show_parts()

    def _show_parts(self) -> None:
        ticked = self._ticked()
        for key, spec in self._specs.items():
            wanted = self._is_there(key, ticked) and (self._english_wanted or not spec.english)
            if self._seen.get(key) is not wanted:  # showing and hiding lays the whole form out anew
                self._seen[key] = wanted
                if wanted and self._row_shown:
                    self._refresh_now(spec, self.form.value(key))
                self.form.set_field_visible(key, wanted)

    def _ticked(self) -> dict[str, tuple[str, ...]]:
        return {key: self.form.value(key) or () for key, spec in self._specs.items() if spec.special == "parts"}

    def _is_there(self, key: str, ticked: dict[str, tuple[str, ...]]) -> bool:
        """Whether the part that the field stands in is there."""
        head, _, rest = key.partition(".")
        if key == "after_min":
            return "when" in ticked.get("parts", ())
        if head == "when" and rest:
            inner = rest.partition(".")[0]
            return "when" in ticked.get("parts", ()) and (inner == "parts" or inner in ticked.get("when.parts", ()))
        if head == "hint" and rest != "do":
            return self.form.value("hint.do") is not None
        return head not in _PART_FIELDS or head in ticked.get("parts", ())
