"""What decisions look things up in: the catalogue as one value, beside the state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from msgspec.structs import replace

from app.domain.dispatching.model import CapabilityWords, CoverRule
from app.domain.dutylog.model import EquipmentItem
from app.domain.improvement.frequency import FrequencyRule
from app.domain.incident.model import FactDef, IncidentKind, SeverityTable
from app.domain.paper.model import BlankForm
from app.domain.plan.model import Plan, ResponseFloor
from app.domain.reporting.model import Rule, Rulebook
from app.domain.roster.model import SAMPLE_PATTERN, RosterPattern
from app.domain.situation.model import ReportElement
from app.domain.unit.model import UnitKind
from app.domain.words import RuleStatus
from app.domain.work_calendar import WorkCalendar
from app.kernel.text import Text

_OFFERED = (RuleStatus.LOCAL, RuleStatus.SUGGESTED, RuleStatus.STATUTORY, RuleStatus.SAMPLE)


@dataclass(frozen=True)
class Role:
    """A role of the contact book (``resources/catalog/roles.yaml``): its code, name and tier."""

    code: str
    name: Text
    tier: str


@dataclass(frozen=True)
class Reference:
    """Kinds, facts, thresholds, plans and rulebooks, by code. Read-only; loaded by the catalogue.

    ``plans`` are those in force; ``shipped`` are those of the program's files, whatever the desk made of them;
    ``rulebooks`` and ``shipped_rulebooks`` alike.
    ``cover`` is the minimum that stays near every village; ``capability_words`` say how the words of demands name
    capabilities. ``calendar`` tells working days from holidays. ``report_elements`` are what a
    written report has to hold, by stage; ``desk_equipment`` is what a duty room is suggested to have. ``duty_pattern`` is
    the sample of shifts and posts for a desk that has set none of its own. ``drill_rules`` say who has to drill how often.
    ``forms`` are the blank forms to be written on by hand, in their order.
    """

    kinds: Mapping[str, IncidentKind] = field(default_factory=dict)
    facts: Mapping[str, FactDef] = field(default_factory=dict)
    unit_kinds: Mapping[str, UnitKind] = field(default_factory=dict)
    roles: Mapping[str, Role] = field(default_factory=dict)
    tables: tuple[SeverityTable, ...] = ()
    floors: tuple[ResponseFloor, ...] = ()
    plans: Mapping[str, Plan] = field(default_factory=dict)
    rulebooks: Mapping[str, Rulebook] = field(default_factory=dict)
    shipped: Mapping[str, Plan] = field(default_factory=dict)
    shipped_rulebooks: Mapping[str, Rulebook] = field(default_factory=dict)
    cover: tuple[CoverRule, ...] = ()
    capability_words: CapabilityWords = field(default_factory=CapabilityWords)
    calendar: WorkCalendar = field(default_factory=WorkCalendar)
    desk_equipment: Mapping[str, EquipmentItem] = field(default_factory=dict)
    duty_pattern: RosterPattern = SAMPLE_PATTERN
    report_elements: tuple[ReportElement, ...] = ()
    forms: Mapping[str, BlankForm] = field(default_factory=dict)
    drill_rules: tuple[FrequencyRule, ...] = ()
    _by_kind: dict[str, tuple[Plan, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)
    _own_books: dict[tuple[str, str], Rulebook] = field(default_factory=dict, init=False, repr=False, compare=False)

    def plans_for(self, kind: str) -> tuple[Plan, ...]:
        """The plans that cover this kind, in their order. Patterns are matched once for each kind that is asked for."""
        found = self._by_kind.get(kind)
        if found is None:
            found = tuple(plan for plan in self.plans.values() if covers(plan.kinds, kind))
            self._by_kind[kind] = found
        return found

    def own_rulebook(self, rulebook_id: str, tier: str) -> Rulebook | None:
        """A rulebook with the rules that a desk of this tier runs: those whose sender is of its tier.

        Where the book has none for the tier, those of the tier that it is made for, else all: a chain from county to province
        asks a county only for its own link. ``None`` for an unknown book.
        """
        book = self.rulebooks.get(rulebook_id)
        if book is None:
            return None
        found = self._own_books.get((rulebook_id, tier))
        if found is None:
            rules = self._sent_from(book, tier) or self._sent_from(book, book.tier) or book.rules
            found = replace(book, rules=rules)
            self._own_books[rulebook_id, tier] = found
        return found

    def offered_rulebooks(self) -> tuple[Rulebook, ...]:
        """All rulebooks as they are offered to choose from: the place's own, our suggestions, law, samples from elsewhere."""
        return tuple(sorted(self.rulebooks.values(), key=lambda book: _OFFERED.index(book.basis.status)))

    def default_rulebook(self, tier: str) -> str:
        """The id of the suggested rulebook for a desk of this tier; "" where there is none."""
        wanted = f"{tier}-default"
        return wanted if wanted in self.rulebooks else ""

    def _sent_from(self, book: Rulebook, tier: str) -> tuple[Rule, ...]:
        return tuple(rule for rule in book.rules if rule.from_role in self.roles and self.roles[rule.from_role].tier == tier)


def covers(patterns: tuple[str, ...], kind: str) -> bool:
    """Whether any of the patterns (``A-FIR``, ``N-*``, ``*``) covers the kind."""
    return kind in patterns or "*" in patterns or any(fnmatchcase(kind, pattern) for pattern in patterns)
