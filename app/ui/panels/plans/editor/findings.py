"""What is wrong with a draft, in words, with the part, the element and the field in which it stands. No Qt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from app.catalog.wording import Wording
from app.domain.cases import CaseDifference, case_findings, plan_case_differences
from app.domain.plan.soundness import plan_findings
from app.domain.reference import Reference
from app.domain.soundness import FieldPath, Found
from app.ui.panels.plans.editor.asking import FieldSpec, PartSpec
from app.ui.panels.plans.editor.draft import Draft, address_of, listed
from app.ui.panels.plans.editor.rows import Rows
from app.ui.panels.plans.editor.schema import PART, PART_OF, PARTS


class Place(msgspec.Struct, frozen=True):
    """Where in the editor: a part, an element of its list (``None``: its form, or the list as a whole), a field ("" for none)."""

    part: str
    row: int | None = None
    field: str = ""


class Finding(msgspec.Struct, frozen=True):
    """Something wrong: where, where in words, and what with its mend."""

    place: Place
    where: str
    what: str


class Findings(msgspec.Struct, frozen=True):
    """All that is wrong with a draft, in the order of the outline."""

    all: tuple[Finding, ...] = ()

    def by_part(self) -> Mapping[str, int]:
        """How many there are in each part that has any."""
        return Counter(one.place.part for one in self.all)

    def by_row(self, part: str) -> Mapping[int, int]:
        """How many there are at each element of a part's list."""
        return Counter(one.place.row for one in self.all if one.place.part == part and one.place.row is not None)

    def notes(self, part: str, row: int | None) -> dict[str, str]:
        """What to say beside each field of one form; several findings at a field stand in one line each."""
        found: dict[str, str] = {}
        for one in self.all:
            if (one.place.part, one.place.row) == (part, row) and one.place.field:
                before = f"{found[one.place.field]}\n" if one.place.field in found else ""
                if one.what not in before:
                    found[one.place.field] = before + one.what
        return found

    def of_list(self, part: str) -> tuple[str, ...]:
        """What is wrong with a part's list as a whole (that it is empty)."""
        return tuple(one.what for one in self.all if (one.place.part, one.place.row, one.place.field) == (part, None, ""))


class Finder:
    """Looks a draft over and puts what it finds into words."""

    def __init__(self, wording: Wording, rows: Rows) -> None:
        self._wording, self._rows = wording, rows

    def look(self, draft: Draft, reference: Reference) -> Findings:
        """Everything that keeps the draft from being reviewed, but for its cases' outcomes (``differences``)."""
        found = [*plan_findings(draft.plan, draft.content.text, reference)]
        found += [(("cases", *path), code, facts) for path, code, facts in case_findings(draft.content.cases, reference)]
        placed = [Finding(place_of(one, draft), "", found_words(self._wording, one)) for one in found]
        order = {part.id: at for at, part in enumerate(PARTS)}
        placed.sort(key=lambda one: (order[one.place.part], -1 if one.place.row is None else one.place.row))
        return Findings(tuple(self._told(draft, placed)))

    def failing(self, draft: Draft, differences: Mapping[int, Sequence[CaseDifference]]) -> tuple[Finding, ...]:
        """The cases that fail, as findings."""
        found = [
            Finding(Place("cases", row), "", self._wording.say("form_problem.case_failed", count=len(some)))
            for row, some in differences.items() if some
        ]
        return tuple(self._told(draft, found))

    def where(self, draft: Draft, place: Place) -> str:
        """A place in words: 任务 4「切断电源、燃气…」· 时限."""
        say = self._wording.say
        part = PART[place.part]
        parts = [say(f"plan_part.{part.id}")]
        if place.row is not None and part.list is not None:
            name = self._rows.name(draft, part.list.field, place.row)
            code = "plan_editor.element" if name else "plan_editor.element_unnamed"
            parts[0] = say(code, part=parts[0], number=place.row + 1, name=name)
        if place.field:
            parts.append(field_label(self._wording, part, place.field))
        return say("plan_editor.place").join(parts)

    def _told(self, draft: Draft, found: Iterable[Finding]) -> Iterator[Finding]:
        for one in found:
            yield msgspec.structs.replace(one, where=self.where(draft, one.place))


def found_words(wording: Wording, found: Found) -> str:
    """The words of a problem as they fit a form; codes in its facts become names where they have one."""
    _, code, facts = found
    own = "form_problem.not_chosen" if code.startswith("unknown_") and not facts.get("name") else f"form_problem.{code}"
    named = {name: _named(wording, name, value) for name, value in facts.items()}
    return wording.say(own if wording.knows(own) else f"problem.{code}", **named)


def _named(wording: Wording, name: str, value: Any) -> str:
    if name == "level":
        return wording.say(f"response.{value}")
    if name == "fact":
        return wording.fact_label(str(value))
    if name == "clock_start":
        return wording.say(f"clock_start.{value}")
    return str(value)


def differences(draft: Draft, reference: Reference) -> dict[int, list[CaseDifference]]:
    """How each case of the draft ends: nothing where it holds."""
    return {at: plan_case_differences(case, draft.plan, reference) for at, case in enumerate(draft.content.cases)}


def field_label(wording: Wording, part: PartSpec, key: str) -> str:
    """The label of a field: the part's own word for it, else the common one. Languages of one text share a label."""
    bare = key.removesuffix(".zh").removesuffix(".en")
    bare = f"{part.id}.text" if bare in ("zh", "en") else bare
    own = f"plan_field.{part.id}.{bare}"
    label = wording.say(own if wording.knows(own) else f"plan_field.{bare}")
    return wording.say("plan_editor.in_english", label=label) if key.endswith("en") and key != bare else label


def place_of(found: Found, draft: Draft) -> Place:
    """Where a finding stands in the editor."""
    path, _, facts = found
    head = str(path[0])
    if head == "links":
        return _place_of_link(str(path[1]), draft)
    if head == "expected_duration_h":
        return _place_of_duration(path, facts, draft)
    if head not in PART_OF:
        return Place("head")
    part = PART[PART_OF[head]]
    if part.list is not None and part.list.field == head:
        if len(path) == 1 or not isinstance(path[1], int):
            return Place(part.id)
        return Place(part.id, path[1], field_of(part.list.fields, path[2:]))
    return Place(part.id, None, field_of(part.form, path[1:] if part.single else path))


def field_of(specs: Sequence[FieldSpec], path: FieldPath) -> str:
    """The field of the form in which a path ends: the longest one that the path begins with."""
    steps = [str(step) for step in path]
    found = ""
    for spec in specs:
        key = spec.key.split(".")
        if steps[: len(key)] == key and len(spec.key) > len(found):
            found = spec.key
    return found


def _place_of_link(address: str, draft: Draft) -> Place:
    field, _, _ = address.partition("/")
    part = PART.get(PART_OF.get(field, ""))
    if part is None:
        return Place("text")
    if part.list is None or part.list.field != field:
        return Place(part.id, None, "links")
    rows = range(len(listed(draft, field)))
    row = next((at for at in rows if address_of(draft, field, at) == address), None)
    return Place("text") if row is None else Place(part.id, row, "links")


def _place_of_duration(path: FieldPath, facts: Mapping[str, str], draft: Draft) -> Place:
    level = str(path[1]) if len(path) > 1 else facts.get("level", "")
    rows = enumerate(draft.plan.levels)
    return Place("levels", next((at for at, entry in rows if entry.level.value == level), None), "hours")
