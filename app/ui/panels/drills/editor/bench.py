"""What the widgets ask: the draft, its history, what is wrong with it, what each form and table shows. No Qt.

It answers the questions that the forms and the table of the plan editor ask a bench.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from app.catalog.own_scenarios import Opened
from app.catalog.wording import Wording
from app.desk.scenario_desk import ground_of
from app.domain.exercise.scenario import Scenario
from app.domain.exercise.soundness import scenario_findings
from app.domain.reference import Reference
from app.domain.soundness import Found
from app.domain.state import State
from app.ui.panels.drills.editor import edits
from app.ui.panels.drills.editor.blanks import blank_element
from app.ui.panels.drills.editor.choices import ScenarioChoices
from app.ui.panels.drills.editor.draft import EXPECTATIONS, ScenarioDraft, listed, place_in
from app.ui.panels.drills.editor.places import Mark
from app.ui.panels.drills.editor.rows import ScenarioRows
from app.ui.panels.drills.editor.schema import PART, PART_OF, PARTS
from app.ui.panels.drills.editor.values import edit_of, shown
from app.ui.panels.plans.editor.asking import FieldSpec, PartSpec
from app.ui.panels.plans.editor.choices import Offer
from app.ui.panels.plans.editor.findings import Finding, Findings, Place, field_of, found_words
from app.ui.panels.plans.editor.history_bench import HistoryBench
from app.ui.panels.plans.editor.rows import Row
from app.ui.panels.plans.editor.workbench import OutlineEntry


class ScenarioBench(HistoryBench):
    """A scenario on the bench. ``seconds`` is any clock that only goes forward; ``state`` the desk that drills are held for."""

    home = "drill_sheet"
    edits = edits
    shows_waiting = False

    def __init__(
        self, opened: Opened, reference: Callable[[], Reference], state: Callable[[], State], words: Callable[[str], Wording],
        lang: str, seconds: Callable[[], float],
    ) -> None:
        draft = ScenarioDraft(replace(opened.scenario, hash=""), opened.briefing)
        super().__init__(draft, seconds)
        self.opened = opened
        self.saved: ScenarioDraft = draft
        self.wording = words(lang)
        self._reference, self._state = reference, state
        self.choices = ScenarioChoices(reference, state, self.wording)
        self.rows = ScenarioRows(self.wording, self.choices)
        self.findings = Findings()

    @property
    def scenario(self) -> Scenario:
        """The scenario as it stands."""
        scenario: Scenario = self.draft.scenario
        return scenario

    @property
    def reference(self) -> Reference:
        """The catalogue by which it is judged."""
        return self._reference()

    @property
    def is_changed(self) -> bool:
        """Whether there is something to save."""
        return bool(self.draft != self.saved)

    @property
    def is_sound(self) -> bool:
        """Whether it can be held as it stands, as of the last look."""
        return not self.findings.all

    def kept(self, opened: Opened, draft: ScenarioDraft) -> None:
        """The disk has what was ``draft`` when it was asked; the version may have been counted up meanwhile."""
        version = opened.scenario.version

        def counted(one: ScenarioDraft) -> ScenarioDraft:
            return one if one.scenario.version == version else one.changed(version=version)

        self.opened, self.saved = opened, counted(draft)
        self.history = self.history.mapped(counted)
        self.settle()

    # what is wrong

    def look(self) -> Findings:
        """Look the draft over (some milliseconds for a script of an hour)."""
        found = [self._finding(one) for one in scenario_findings(self.scenario, self.reference, ground_of(self._state()))]
        order = {part.id: at for at, part in enumerate(PARTS)}
        found.sort(key=lambda one: (order[one.place.part], -1 if one.place.row is None else one.place.row))
        self.findings = Findings(tuple(found))
        return self.findings

    def place_of(self, found: Found) -> Place:
        """Where a finding stands in the editor."""
        path = tuple("from_" if step == "from" else step for step in found[0])
        stands = place_in(self.draft, path)
        if stands is not None and stands[0] in PART_OF:
            field, row, rest = stands
            part = PART[PART_OF[field]]
            if row < len(listed(self.draft, field)) and part.list is not None:
                return Place(part.id, row, field_of(part.list.fields, rest))
        head = str(path[0]) if path else ""
        return Place(PART_OF[head]) if head in PART_OF else Place("drill_sheet", None, field_of(PART["drill_sheet"].form, path))

    def _finding(self, found: Found) -> Finding:
        place = self.place_of(found)
        return Finding(place, self.where(place), found_words(self.wording, found))

    def where(self, place: Place) -> str:
        """A place in words."""
        say, part = self.wording.say, PART[place.part]
        parts = [say(f"plan_part.{part.id}")]
        if place.row is not None and part.list is not None:
            name = self.rows.name(self.draft, part.list.field, place.row)
            code = "plan_editor.element" if name else "plan_editor.element_unnamed"
            parts[0] = say(code, part=parts[0], number=place.row + 1, name=name)
        if place.field:
            parts.append(self.label(part, place.field))
        return say("plan_editor.place").join(parts)

    # what is shown

    def outline(self) -> tuple[OutlineEntry, ...]:
        """Every part with its counts."""
        problems = self.findings.by_part()
        return tuple(
            OutlineEntry(
                part.id, self.wording.say(f"plan_part.{part.id}"),
                str(len(listed(self.draft, part.list.field))) if part.list is not None else "", problems.get(part.id, 0),
            )
            for part in PARTS
        )

    def table(self, part: PartSpec) -> tuple[Row, ...]:
        """The rows of a part's list."""
        return () if part.list is None else self.rows.of(self.draft, part.list, self.findings.by_row(part.id))

    def count(self, part: PartSpec) -> int:
        """How many elements the part's list has."""
        return 0 if part.list is None else len(listed(self.draft, part.list.field))

    def values(self, part: PartSpec, specs: tuple[FieldSpec, ...], row: int | None) -> dict[str, Any]:
        """What the form of a part (or of an element) shows."""
        return {spec.key: shown(self.draft, part, spec, row) for spec in specs}

    def offers(self, spec: FieldSpec, value: Any) -> tuple[Offer, ...]:
        """What a field offers; its own value is among them."""
        return self.choices.of(spec.choices, self.draft, value if isinstance(value, tuple) else (value,))

    def label(self, part: PartSpec, key: str) -> str:
        """The label of a field; the languages of one text share it."""
        bare = key.removesuffix(".zh").removesuffix(".en")
        own = f"scenario_field.{part.id.removeprefix('drill_')}.{bare}"
        label = self.wording.say(own if self.wording.knows(own) else f"scenario_field.{bare}")
        return self.wording.say("plan_editor.in_english", label=label) if key.endswith(".en") else label

    def marks(self) -> tuple[Mark, ...]:
        """Where each inject stands in time."""
        marks: tuple[Mark, ...] = self.draft.marks
        return marks

    def has_room(self, part: PartSpec) -> bool:
        """An expectation needs an inject."""
        return part.list is None or part.list.field != EXPECTATIONS or bool(self.scenario.injects)

    def can_rename(self, key: str) -> bool:
        """Nothing is fixed but the scenario's own id, which no form shows."""
        return True

    # answers of forms

    def answer(self, part: PartSpec, spec: FieldSpec, row: int | None, value: Any) -> bool:
        """Take an answer of a form; whether it changed the draft. Answers of one field join while one types."""
        if shown(self.draft, part, spec, row) == value:
            return False
        edit = edit_of(self.draft, part, spec, row, value)
        if edit is None:
            return False
        return self.apply(edit, Place(part.id, row, spec.key), f"{part.id}/{row}/{spec.key}")

    def add(self, part: PartSpec, at: int | None) -> int | None:
        """Put an empty element behind this place (or at the end); its place."""
        if part.list is None:
            return None
        field, elements = part.list.field, listed(self.draft, part.list.field)
        place = len(elements) if at is None else at + 1
        element = blank_element(self.draft, field, at)
        self.apply(lambda draft: edits.insert(draft, field, element, place), Place(part.id, place))
        return place

    def add_expectation(self, inject: int) -> int:
        """An empty expectation of this inject; its place in the list of all."""
        count = len(self.scenario.injects[inject].expect)
        element = blank_element(self.draft, EXPECTATIONS, None, inject)
        place = homes_before(self.draft, inject) + count
        self.apply(lambda draft: edits.add_expectation(draft, inject, element, count), Place("drill_expectations", place))
        return place

    def shift(self, at: int, minutes: float) -> bool:
        """Let an inject come earlier or later: its own minute, or its minutes after what it waits for."""
        one = self.scenario.injects[at]
        field = "after_min" if one.when is not None else "at_min"
        moved = max(0.0, min(self.scenario.length_min, round((getattr(one, field) or 0.0) + minutes)))
        return self.apply(
            lambda draft: edits.set_value(draft, ("injects", at, field), moved), Place("drill_injects", at, field), f"shift/{at}",
        )  # fmt: skip


def homes_before(draft: ScenarioDraft, inject: int) -> int:
    """How many expectations stand before those of an inject."""
    return sum(len(one.expect) for one in draft.scenario.injects[:inject])
