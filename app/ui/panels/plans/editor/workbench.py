"""What the widgets of the editor ask: the draft, its history, what is wrong with it, what each form and table shows. No Qt.

One workbench per open draft. It knows no clock and no disk; ``seconds`` is any clock that only goes forward.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from app.catalog.wording import Wording
from app.domain.basis import Basis
from app.domain.cases import CaseDifference
from app.domain.planning.commands import SavePlanDraft
from app.domain.planning.model import PlanVersion, Verdict
from app.domain.reference import Reference, covers
from app.kernel.text import Text
from app.ui.panels.plans.editor import editing
from app.ui.panels.plans.editor.asking import FieldSpec, PartSpec
from app.ui.panels.plans.editor.blanks import blank_command, blank_element, default_basis
from app.ui.panels.plans.editor.case_words import CaseWords
from app.ui.panels.plans.editor.choices import Choices, Offer
from app.ui.panels.plans.editor.draft import Draft, listed
from app.ui.panels.plans.editor.editing import free_levels, insert, set_single
from app.ui.panels.plans.editor.findings import Finder, Findings, Place, differences, field_label
from app.ui.panels.plans.editor.history_bench import HistoryBench
from app.ui.panels.plans.editor.opened import Opened
from app.ui.panels.plans.editor.rows import Row, Rows, waiting_addresses
from app.ui.panels.plans.editor.schema import PARTS
from app.ui.panels.plans.editor.values import bases_in_use, edit_of, path_of, shown


class OutlineEntry(msgspec.Struct, frozen=True):
    """A part in the outline: its name, how much is in it ("" for a form), what is wrong in it, what waits for a verdict."""

    part: str
    name: str
    count: str = ""
    problems: int = 0
    waiting: int = 0


class Workbench(HistoryBench):
    """A draft on the bench."""

    edits = editing
    """Adding, copying, moving elements of this kind of draft."""

    def __init__(
        self, opened: Opened, reference: Callable[[], Reference], words: Callable[[str], Wording], lang: str,
        seconds: Callable[[], float],
    ) -> None:
        super().__init__(opened.draft, seconds)
        self.opened, self.wording = opened, words(lang)
        self._reference, self._words = reference, words
        self.saved = opened.draft
        if opened.lost is not None:
            lost = Draft(*opened.lost)
            self.history = self.history.edited(lambda _: lost)
        self.choices = Choices(reference, self.wording)
        self.rows = Rows(self.wording, self.choices)
        self.finder = Finder(self.wording, self.rows)
        self.case_words = CaseWords(self.wording, self.choices)
        self.findings = Findings()
        self.case_differences: Mapping[int, Sequence[CaseDifference]] = {}
        self._case_findings: tuple[Any, ...] = ()

    # the draft and its history

    @property
    def reference(self) -> Reference:
        """The catalogue in force."""
        return self._reference()

    @property
    def is_changed(self) -> bool:
        """Whether there is something to save that the journal does not have."""
        return bool(self.opened.lost_key) or not self.draft.same_as(self.saved)

    # saving

    def command(self) -> SavePlanDraft:
        """The wish to keep the draft as it stands."""
        return self.opened.command(self.draft)

    def kept(self, version: PlanVersion, draft: Draft) -> None:
        """The journal keeps this version of what was ``draft`` when it was asked; what was typed since stays unsaved.

        The journal settles items whose part is gone; those verdicts are true of every step behind, too.
        """
        self.opened = Opened.of(version)
        self.history = self.history.mapped(lambda one: _judged(one, version))
        self.saved = _judged(draft, version)
        self.settle()

    def adopt(self, version: PlanVersion) -> None:
        """Go on from what the journal has (judged or saved elsewhere), as one more step that can be undone."""
        self.opened = Opened.of(version)
        self.history = self.history.mapped(lambda one: _judged(one, version))
        draft = msgspec.structs.replace(self.draft, content=version.content, extraction=version.extraction)
        self.saved = draft
        if not draft.same_as(self.draft):
            self.history = self.history.settled().edited(lambda _: draft)

    # what is wrong

    def look(self) -> Findings:
        """Look the draft over (a millisecond or two for sixty tasks); the outcomes of the cases stay those of the last run."""
        found = self.finder.look(self.draft, self.reference)
        self.findings = Findings((*found.all, *self._case_findings))
        return self.findings

    def run_cases(self) -> Findings:
        """Run the draft's cases (some tenths of a millisecond each)."""
        self.case_differences = differences(self.draft, self.reference)
        self._case_findings = self.finder.failing(self.draft, self.case_differences)
        return self.look()

    # what is shown

    def outline(self) -> tuple[OutlineEntry, ...]:
        """Every part with its counts."""
        problems, waiting = self.findings.by_part(), waiting_addresses(self.draft)
        say = self.wording.say
        entries = []
        for part in PARTS:
            count = str(len(listed(self.draft, part.list.field))) if part.list is not None else ""
            own = {address for address in waiting if address.partition("/")[0] in _fields_of(part)}
            entries.append(OutlineEntry(part.id, say(f"plan_part.{part.id}"), count, problems.get(part.id, 0), len(own)))
        return tuple(entries)

    def table(self, part: PartSpec) -> tuple[Row, ...]:
        """The rows of a part's list."""
        if part.list is None:
            return ()
        outcomes = self.case_words.outcomes(self.case_differences) if part.id == "cases" else None
        return self.rows.of(self.draft, part.list, self.findings.by_row(part.id), outcomes)

    def values(self, part: PartSpec, specs: tuple[FieldSpec, ...], row: int | None) -> dict[str, Any]:
        """What the form of a part (or of an element) shows."""
        return shown(self.draft, part, specs, row)

    def offers(self, spec: FieldSpec, value: Any) -> tuple[Offer, ...]:
        """What a field offers; its own value is among them."""
        values = value if isinstance(value, tuple) else (value,)
        return self.choices.of(spec.choices, self.draft, values)

    def label(self, part: PartSpec, key: str) -> str:
        """The label of a field."""
        return field_label(self.wording, part, key)

    @property
    def shows_waiting(self) -> bool:
        """Whether elements may wait for a verdict."""
        return self.opened.extraction is not None

    def has_room(self, part: PartSpec) -> bool:
        """Whether the part's list takes one element more."""
        return part.list is None or part.list.field != "levels" or bool(free_levels(self.draft))

    def can_rename(self, key: str) -> bool:
        """Whether this fixed field can still be changed."""
        return not self.opened.stored and not (key == "id" and self.opened.based_on)

    def facts_asked(self, row: int | None) -> tuple[str, ...]:
        """The facts that are asked for the kinds that the plan covers."""
        kinds = self.reference.kinds.values()
        names = [name for kind in kinds if covers(self.draft.plan.kinds, kind.code) for name in kind.facts]
        return tuple(dict.fromkeys(names))

    def bases(self) -> tuple[Basis, ...]:
        """The bases to choose from: those of this plan, most used first, then what new parts start with."""
        return tuple(dict.fromkeys((*bases_in_use(self.draft.plan), self.default_basis())))

    def default_basis(self) -> Basis:
        """What a new part rests on."""
        return default_basis(self.draft.plan, self.both)

    def both(self, code: str) -> Text:
        """The words of a code in both languages."""
        return Text(self._words("zh").say(code), self._words("en").say(code))

    def in_both(self, say: Callable[[Wording], str]) -> Text:
        """What both languages say."""
        return Text(say(self._words("zh")), say(self._words("en")))

    # edits that need to know more than the field

    def answer(self, part: PartSpec, spec: FieldSpec, row: int | None, value: Any) -> bool:
        """Take an answer of a form; whether it changed the draft. Answers of one field join while one types.

        The answer that stands already changes nothing: not even how the plan's file had written it.
        """
        if self.values(part, (spec,), row)[spec.key] == value:
            return False
        edit = edit_of(part, spec, row, value, self.default_basis())
        if edit is None:
            return False
        join = "/".join(map(str, path_of(part, spec, row)))
        return self.apply(edit, Place(part.id, row, spec.key), join)

    def add(self, part: PartSpec, at: int | None) -> int | None:
        """Put an empty element behind this place (or at the end); its place, ``None`` where the list takes no more."""
        if part.list is None:
            return None
        field, elements = part.list.field, listed(self.draft, part.list.field)
        beside = elements[at] if at is not None and at < len(elements) else None
        element = blank_element(field, self.draft, self.both, beside)
        if element is None:
            return None
        place = len(elements) if beside is None or at is None else at + 1
        self.apply(lambda draft: insert(draft, field, element, place), Place(part.id, place))
        return place

    def add_command(self) -> None:
        """Give the plan a command structure."""
        self.apply(lambda draft: set_single(draft, "command", blank_command(draft, self.both)), Place("command"))


def _fields_of(part: PartSpec) -> tuple[str, ...]:
    inner = part.list.field if part.list is not None else ""
    return ("review", "drill") if part.id == "upkeep" else (part.single or part.id, inner)


def _judged(draft: Draft, version: PlanVersion) -> Draft:
    """The draft with the verdicts that the journal has: a verdict is a fact, undo does not take it back."""
    if draft.extraction is None or version.extraction is None:
        return draft
    known = {item.id: item for item in version.extraction.items if item.verdict is not Verdict.WAITING}
    items = tuple(
        msgspec.structs.replace(
            item, verdict=known[item.id].verdict, judged_by=known[item.id].judged_by, judged_at=known[item.id].judged_at
        )
        if item.id in known else item
        for item in draft.extraction.items
    )
    return msgspec.structs.replace(draft, extraction=msgspec.structs.replace(draft.extraction, items=items))
