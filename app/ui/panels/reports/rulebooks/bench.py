"""What the widgets of the rulebook editor ask: the draft, its history, what is wrong with it, what each form shows. No Qt.

It answers the same questions as the bench of a plan, so that the forms and the table of the plan editor serve both.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec import UNSET
from msgspec.structs import replace

from app.catalog.wording import Wording
from app.desk.describe import Describer
from app.domain.basis import Basis
from app.domain.reference import Reference, covers
from app.domain.reporting.model import Channel, Repeat, Rule, Rulebook, Stage
from app.domain.reporting.soundness import book_findings, rule_findings
from app.domain.rulemaking.commands import EditRulebook
from app.domain.rulemaking.model import BookVersion
from app.domain.soundness import FieldPath, Found
from app.domain.words import Checked, ClockStart, RuleStatus
from app.kernel.text import Text
from app.ui.panels.plans.editor.asking import FieldSpec, PartSpec
from app.ui.panels.plans.editor.choices import Choices, Offer
from app.ui.panels.plans.editor.draft import fresh_id
from app.ui.panels.plans.editor.findings import Finding, Findings, Place, field_label, field_of, found_words
from app.ui.panels.plans.editor.history_bench import HistoryBench
from app.ui.panels.plans.editor.rows import Row
from app.ui.panels.plans.editor.values import EVERY_MIN, as_stored, as_typed, shown_repeat, stored_repeat
from app.ui.panels.reports import presenter
from app.ui.panels.reports.rulebooks import edits
from app.ui.panels.reports.rulebooks.schema import BOOK, PARTS, RULES

Words = Callable[[str], Wording]


class RuleBench(HistoryBench):
    """A draft of a rulebook on the bench. ``seconds`` is any clock that only goes forward."""

    home = "book"
    edits = edits
    shows_waiting = False

    def __init__(
        self, version: BookVersion, reference: Callable[[], Reference], words: Words, lang: str, seconds: Callable[[], float]
    ) -> None:
        super().__init__(version.book, seconds)
        self.version = version
        self.wording = words(lang)
        self._reference, self._words = reference, words
        self.saved: Rulebook = version.book
        self.choices = Choices(reference, self.wording)
        self.findings = Findings()

    @property
    def book(self) -> Rulebook:
        """The draft as it stands."""
        book: Rulebook = self.draft
        return book

    @property
    def reference(self) -> Reference:
        """The catalogue in force."""
        return self._reference()

    @property
    def is_changed(self) -> bool:
        """Whether there is something to save that the journal does not have."""
        return self.book != self.saved

    # saving

    def command(self) -> EditRulebook:
        """The wish to keep the draft as it stands."""
        one = self.version
        return EditRulebook(rulebook_id=one.rulebook_id, version=one.version, revision=one.revision, book=self.book)

    def kept(self, version: BookVersion, book: Rulebook) -> None:
        """The journal keeps this version of what was ``book`` when it was asked; what was typed since stays unsaved."""
        self.version, self.saved = version, book
        self.settle()

    def adopt(self, version: BookVersion) -> None:
        """Go on from what the journal has (kept elsewhere), as one more step that can be undone."""
        self.version, self.saved = version, version.book
        self.history = self.history.settled().edited(lambda _: version.book)

    # what is wrong

    def look(self) -> Findings:
        """Look the draft over (a millisecond for forty rules)."""
        found = [self._finding(one) for one in book_findings(self.book, self.reference)]
        order = {part.id: at for at, part in enumerate(PARTS)}
        found.sort(key=lambda one: (order[one.place.part], -1 if one.place.row is None else one.place.row))
        self.findings = Findings(tuple(found))
        return self.findings

    def sound(self) -> tuple[Rulebook, int]:
        """The draft with the rules alone that can be computed, and how many were left out of it."""
        rules = tuple(rule for rule in self.book.rules if not any(rule_findings(rule, (), self.reference)))
        return replace(self.book, rules=rules), len(self.book.rules) - len(rules)

    def _finding(self, found: Found) -> Finding:
        path = found[0]
        if path and path[0] == "rules":
            row = path[1] if len(path) > 1 and isinstance(path[1], int) else None
            place = Place("rules", row, field_of(RULES.list.fields, path[2:]) if row is not None else "")
        else:
            place = Place("book", None, field_of(BOOK.form, path))
        return Finding(place, self._where(place), found_words(self.wording, found))

    def _where(self, place: Place) -> str:
        say = self.wording.say
        part = next(one for one in PARTS if one.id == place.part)
        parts = [say(f"plan_part.{part.id}")]
        if place.row is not None:
            rule = self.book.rules[place.row]
            parts = [f"{rule.id} {self.wording.text(rule.title)}".strip()]
        if place.field:
            parts.append(self.label(part, place.field))
        return say("plan_editor.place").join(parts)

    # what is shown

    def table(self, part: PartSpec) -> tuple[Row, ...]:
        """The rows of the rules."""
        problems = self.findings.by_row(part.id)
        rows = presenter.rule_rows(self.book, Describer(self.reference, self.wording), self.wording)
        return tuple(
            Row(
                at, (one.id, self.wording.text(rule.title), f"{one.stage} {one.channel}", one.who, one.limit, one.start, one.when,
                     one.status),
                one.tone, problems.get(at, 0),
            )
            for at, (one, rule) in enumerate(zip(rows, self.book.rules, strict=True))
        )

    def values(self, part: PartSpec, specs: tuple[FieldSpec, ...], row: int | None) -> dict[str, Any]:
        """What the form of the book (or of a rule) shows."""
        return {spec.key: self._value(spec, row) for spec in specs}

    def offers(self, spec: FieldSpec, value: Any) -> tuple[Offer, ...]:
        """What a field offers; its own value is among them."""
        return self.choices.of(spec.choices, None, value if isinstance(value, tuple) else (value,))

    def label(self, part: PartSpec, key: str) -> str:
        """The label of a field."""
        return field_label(self.wording, part, key)

    def bases(self) -> tuple[Basis, ...]:
        """The bases to choose from: the book's own, those of its rules, what new rules start with."""
        return tuple(dict.fromkeys((self.book.basis, *(rule.basis for rule in self.book.rules), self.default_basis())))

    def default_basis(self) -> Basis:
        """What a new rule rests on: the book's own document without an article, but never law that nobody compared."""
        basis = self.book.basis
        if basis.status is RuleStatus.STATUTORY and basis.checked is not Checked.VERIFIED:
            return replace(basis, status=RuleStatus.SUGGESTED)
        return basis

    def has_room(self, part: PartSpec) -> bool:
        """Whether the list takes one rule more."""
        return True

    def can_rename(self, key: str) -> bool:
        """The journal keeps the draft under its name from the beginning."""
        return False

    def facts_asked(self, row: int | None) -> tuple[str, ...]:
        """The facts that are asked for the kinds of this rule."""
        patterns = self.book.rules[row].kinds if row is not None and row < len(self.book.rules) else ("*",)
        kinds = self.reference.kinds.values()
        return tuple(dict.fromkeys(name for kind in kinds if covers(patterns, kind.code) for name in kind.facts))

    # answers of forms

    def answer(self, part: PartSpec, spec: FieldSpec, row: int | None, value: Any) -> bool:
        """Take an answer of a form; whether it changed the draft. Answers of one field join while one types."""
        if self._value(spec, row) == value:
            return False
        path = _path(spec, row)
        if spec.special == "repeats":
            stored: Any = Repeat(every_min=EVERY_MIN) if value else None
            path = ("rules", row or 0, "repeat")
        elif spec.special == "repeat":
            stored = UNSET if self._at(path[:-1]) is None else stored_repeat(spec, value)
        else:
            stored = as_stored(spec, value)
        if stored is UNSET:
            return False
        join = "/".join(map(str, path))
        return self.apply(lambda book: edits.set_value(book, path, stored), Place(part.id, row, spec.key), join)

    def add(self, part: PartSpec, at: int | None) -> int | None:
        """Put an empty rule behind this place (or at the end); its place."""
        place = len(self.book.rules) if at is None else at + 1
        rule = self._blank(at)
        self.apply(lambda book: edits.insert(book, "rules", rule, place), Place(part.id, place))
        return place

    def _blank(self, at: int | None) -> Rule:
        """A rule with the routes of the one it stands behind, and as strict as nobody asked for yet."""
        rules = self.book.rules
        beside = rules[at] if at is not None and at < len(rules) else None
        ids = [rule.id for rule in rules]
        return Rule(
            fresh_id(f"L{len(rules) + 1:02d}", ids), Stage.FIRST, Channel.WRITTEN, beside.kinds if beside else ("*",),
            beside.from_role if beside else "", beside.to_role if beside else "", ClockStart.AWARE, self.default_basis(),
            Text(""), limit_min=60,
        )

    def _value(self, spec: FieldSpec, row: int | None) -> Any:
        if spec.special in ("repeats", "repeat"):
            repeat = self.book.rules[row or 0].repeat
            return repeat is not None if spec.special == "repeats" else shown_repeat(spec, repeat)
        return as_typed(spec, self._at(_path(spec, row)))

    def _at(self, path: FieldPath) -> Any:
        value: Any = self.book
        for step in path:
            if value is None:
                return None
            value = value[step] if isinstance(step, int) else getattr(value, step)
        return value


def _path(spec: FieldSpec, row: int | None) -> FieldPath:
    steps = tuple(spec.key.split("."))
    return steps if row is None else ("rules", row, *steps)
