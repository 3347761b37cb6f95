"""Who has to drill how often, when next, and the calendar of a year. Pure.

The rules are data (``resources/catalog/drill_frequency.yaml``), each with its source and what that is worth; a plan's own
frequency counts beside them. Where several ask the same of one subject, all are told and the earliest day is due.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from enum import StrEnum
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

import msgspec

from app.domain.basis import Basis
from app.domain.plan.model import Plan, PlanType
from app.domain.planning.rules import add_months
from app.domain.resource.model import FacilityCategory
from app.kernel.clock import to_local
from app.kernel.text import Text

if TYPE_CHECKING:
    from app.domain.reference import Reference
    from app.domain.state import State

LONGEST_MONTHS = 120
MONTHS = 12
PLAN_RULE = "plan"
"""As the rule of a duty: the plan's own frequency."""

_NO_WORDS = Text("", "")

WARN_MONTHS = 1
"""A drill is brought to mind so long before its last day (suggested)."""


class SubjectKind(StrEnum):
    """Who has to drill: the desk's own tier, a plan, a unit, a place (with the organisation that runs it)."""

    DESK = "desk"
    PLAN = "plan"
    UNIT = "unit"
    FACILITY = "facility"


class FrequencyRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How often somebody has to drill. ``text`` says it in the words of its source.

    Of the desk: ``tiers`` that it binds and ``kinds`` (patterns) that a drill's plan has to cover to count. Of plans:
    ``plan_types``. Of units: ``unit_kinds``; of places: ``facility_kinds``. ``where``: it binds only in places of this name.
    """

    id: str
    text: Text
    subject: SubjectKind
    every_months: int
    basis: Basis
    tiers: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    plan_types: tuple[PlanType, ...] = ()
    unit_kinds: tuple[str, ...] = ()
    facility_kinds: tuple[str, ...] = ()
    where: str = ""


class Subject(msgspec.Struct, frozen=True):
    """Somebody or something that has to drill; ``id`` is "" for the desk itself."""

    kind: SubjectKind
    id: str
    name: Text

    @property
    def key(self) -> str:
        """Unique in the calendar."""
        return f"{self.kind}:{self.id}"


class DrillDuty(msgspec.Struct, frozen=True):
    """A subject has to drill so often by a rule; ``held`` are the days on which it did, in order, ``due_on`` is the last day for
    the next time."""

    subject: Subject
    rule_id: str
    every_months: int
    basis: Basis
    held: tuple[date, ...]
    due_on: date
    text: Text = _NO_WORDS

    @property
    def last_on(self) -> date | None:
        """The last time."""
        return self.held[-1] if self.held else None

    def is_overdue(self, today: date) -> bool:
        """Whether the day has passed."""
        return self.due_on < today


class MonthCell(msgspec.Struct, frozen=True):
    """A month of a subject: the days on which it drilled, those by which it has to, and whether one of these has passed."""

    held: tuple[date, ...] = ()
    due: tuple[date, ...] = ()
    overdue: bool = False


class CalendarRow(msgspec.Struct, frozen=True):
    """A subject's year: all that binds it (the earliest due first) and its twelve months."""

    subject: Subject
    duties: tuple[DrillDuty, ...]
    months: tuple[MonthCell, ...]

    @property
    def due_on(self) -> date:
        """The earliest last day for its next drill."""
        return self.duties[0].due_on

    @property
    def last_on(self) -> date | None:
        """The last time, by whatever rule."""
        return max((one.last_on for one in self.duties if one.last_on is not None), default=None)


def drill_duties(state: State, reference: Reference, today: date) -> tuple[DrillDuty, ...]:
    """Everything that has to be practised, the earliest last day first.

    Who never drilled is counted from the founding of the desk: nobody is late for what was before.
    """
    since = to_local(state.founded_at).date() if state.founded_at else today
    found = [
        *_of_plans(state, reference, since), *_of_desk(state, reference, since), *_of_units(state, reference, since),
        *_of_facilities(state, reference, since),
    ]
    return tuple(sorted(found, key=lambda one: (one.due_on, one.subject.key, one.rule_id)))


def binds_here(rule: FrequencyRule, state: State) -> bool:
    """Whether a rule speaks of the desk's place and tier."""
    profile = state.profile
    if profile is None or (rule.tiers and profile.tier not in rule.tiers):
        return False
    return not rule.where or any(rule.where in one.zh for one in (profile.county, profile.superior, profile.name))


def calendar_year(state: State, reference: Reference, year: int, today: date) -> tuple[CalendarRow, ...]:
    """A row for each subject, what is due first coming first."""
    by_subject: dict[str, list[DrillDuty]] = {}
    for one in drill_duties(state, reference, today):
        by_subject.setdefault(one.subject.key, []).append(one)
    rows = [_row(tuple(duties), year, today) for duties in by_subject.values()]
    order = tuple(SubjectKind)
    return tuple(sorted(rows, key=lambda row: (row.due_on, order.index(row.subject.kind), row.subject.key)))


def due_soon(state: State, reference: Reference, today: date) -> tuple[DrillDuty, ...]:
    """Of each subject the first duty that is overdue or due within a month."""
    limit = add_months(today, WARN_MONTHS)
    first: dict[str, DrillDuty] = {}
    for one in drill_duties(state, reference, today):
        if one.due_on <= limit:
            first.setdefault(one.subject.key, one)
    return tuple(first.values())


def _of_plans(state: State, reference: Reference, since: date) -> Iterator[DrillDuty]:
    rules = [one for one in _rules(state, reference, SubjectKind.PLAN) if one.plan_types]
    for plan in reference.plans.values():
        subject = Subject(SubjectKind.PLAN, plan.id, plan.title)
        life = state.plan_lives.get(plan.id)
        days = [one.on for one in life.drills] if life else []
        if plan.drill is not None:
            yield _duty(subject, PLAN_RULE, plan.drill.every_months, plan.drill.basis, days, since)
        yield from _by_rules((one for one in rules if plan.type in one.plan_types), subject, days, since)


def _of_desk(state: State, reference: Reference, since: date) -> Iterator[DrillDuty]:
    for rule in _rules(state, reference, SubjectKind.DESK):
        name = state.profile.name if state.profile else _NO_WORDS
        yield from _by_rules((rule,), Subject(SubjectKind.DESK, "", name), _days_of_kinds(rule, state, reference), since)


def _days_of_kinds(rule: FrequencyRule, state: State, reference: Reference) -> list[date]:
    """The drills of plans that cover the rule's kinds: from the calendar and from the lives of the plans."""
    days = [
        one.facts.held_on for one in state.held_drills.values()
        if one.counts and (not rule.kinds or _overlap(one.kinds, rule.kinds))
    ]
    for plan_id, life in state.plan_lives.items():
        plan = reference.plans.get(plan_id)
        if plan is not None and _covers(plan, rule):
            days += [one.on for one in life.drills]
    return days


def _covers(plan: Plan, rule: FrequencyRule) -> bool:
    return not rule.kinds or _overlap(plan.kinds, rule.kinds)


def _overlap(ours: Iterable[str], theirs: Iterable[str]) -> bool:
    """Whether two lists of patterns share a kind, as far as patterns tell: ``A-PRD`` and ``A-*`` do."""
    theirs = tuple(theirs)
    return any(fnmatchcase(one, other) or fnmatchcase(other, one) for one in ours for other in theirs)


def _of_units(state: State, reference: Reference, since: date) -> Iterator[DrillDuty]:
    binding = _by_kind(_rules(state, reference, SubjectKind.UNIT), lambda rule: rule.unit_kinds)
    for unit in state.units.values():
        if unit.kind in binding:
            days = [one.facts.held_on for one in state.held_drills.values() if one.counts and unit.id in one.facts.unit_ids]
            yield from _by_rules(binding[unit.kind], Subject(SubjectKind.UNIT, unit.id, unit.name), days, since)


def _of_facilities(state: State, reference: Reference, since: date) -> Iterator[DrillDuty]:
    binding = _by_kind(_rules(state, reference, SubjectKind.FACILITY), lambda rule: rule.facility_kinds)
    for place in state.facilities.values():
        if place.category is FacilityCategory.HAZARD:
            continue  # the danger itself; whoever runs the place stands in the list as a facility
        if place.kind in binding:
            days = [
                one.facts.held_on for one in state.held_drills.values() if one.counts and place.id in one.facts.facility_ids
            ]
            yield from _by_rules(binding[place.kind], Subject(SubjectKind.FACILITY, place.id, place.name), days, since)


def _rules(state: State, reference: Reference, kind: SubjectKind) -> list[FrequencyRule]:
    return [one for one in reference.drill_rules if one.subject is kind and binds_here(one, state)]


def _by_kind(
    rules: Iterable[FrequencyRule], kinds_of: Callable[[FrequencyRule], tuple[str, ...]]
) -> dict[str, list[FrequencyRule]]:
    """The rules that bind each kind: there are thousands of units and places, and hardly a kind that is bound."""
    binding: dict[str, list[FrequencyRule]] = {}
    for rule in rules:
        for kind in dict.fromkeys(kinds_of(rule)):
            binding.setdefault(kind, []).append(rule)
    return binding


def _by_rules(rules: Iterable[FrequencyRule], subject: Subject, days: list[date], since: date) -> Iterator[DrillDuty]:
    for rule in rules:
        yield _duty(subject, rule.id, rule.every_months, rule.basis, days, since, rule.text)


def _duty(
    subject: Subject, rule_id: str, months: int, basis: Basis, days: list[date], since: date, text: Text = _NO_WORDS
) -> DrillDuty:
    held = tuple(sorted(set(days)))
    return DrillDuty(subject, rule_id, months, basis, held, add_months(held[-1] if held else since, months), text)


def _row(duties: tuple[DrillDuty, ...], year: int, today: date) -> CalendarRow:
    subject = duties[0].subject
    held = {day for one in duties for day in one.held}
    due = set(_due_days(duties, year))
    months = []
    for month in range(1, MONTHS + 1):
        days = tuple(sorted(day for day in due if day.month == month))
        done = tuple(sorted(day for day in held if (day.year, day.month) == (year, month)))
        months.append(MonthCell(done, days, any(day < today for day in days)))
    return CalendarRow(subject, duties, tuple(months))


def _due_days(duties: tuple[DrillDuty, ...], year: int) -> Iterator[date]:
    """The next last day of every duty, and those after it if each drill were held on its last day."""
    for duty in duties:
        day, step = duty.due_on, 1
        while day.year <= year:
            if day.year == year:
                yield day
            day = add_months(duty.due_on, duty.every_months * step)
            step += 1
