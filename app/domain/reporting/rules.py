"""Which reports are owed, to whom, by when. Pure: computed from what happened, the rules and the time.

The rules are those of the rulebook in force and, beside them, those of the plans by which responses run. For each recipient
and channel the earliest deadline of all rules wins, and all bases are listed (facts file §0-8). A report that was made keeps
the deadline it answered, so a later upgrade does not make it late. When clocks start and run out is in ``clocks``.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum

import msgspec

from app.domain.conditions import Facts, holds
from app.domain.reference import covers
from app.domain.reporting.clocks import Due, ReportingCase, due_after, due_again, ended_at, next_change, started_at
from app.domain.reporting.model import (
    Channel,
    Obligation,
    PlanRules,
    Repeat,
    Rule,
    Rulebook,
    RuleRef,
    Stage,
)
from app.domain.reporting.past import answered, made_unasked, next_number, obligation_key, waived_at
from app.domain.words import ClockStart
from app.domain.work_calendar import WorkCalendar

__all__ = [
    "CorrectionWindow", "ReportingCase", "Urgency", "applicable", "changes_at", "correction_window", "next_number",
    "obligation_key", "obligations_for", "urgency", "waiting",
]

_BY_WEEKDAY = WorkCalendar()
"""For whoever names no calendar: working days by the weekday alone."""


class CorrectionWindow(msgspec.Struct, frozen=True):
    """Until when changed casualty figures have to be reported again, and by which rule."""

    until: datetime
    rule_id: str
    days: int


class Urgency(StrEnum):
    """How pressing a deadline is: over, at most a fifth of the time left, at most half left, or calm (§3.1)."""

    OVERDUE = "overdue"
    NEAR = "near"
    SOON = "soon"
    CALM = "calm"


def urgency(started_at: datetime, due_at: datetime, now: datetime) -> Urgency:
    """How pressing a deadline is now; the shares are the desk's suggestion, not law."""
    left = (due_at - now).total_seconds()
    if left < 0:
        return Urgency.OVERDUE
    whole = max((due_at - started_at).total_seconds(), 1.0)
    if left <= whole * 0.2:
        return Urgency.NEAR
    return Urgency.SOON if left <= whole * 0.5 else Urgency.CALM


def applicable(rules: Iterable[Rule], kind: str, facts: Facts) -> tuple[Rule, ...]:
    """The rules that speak of this kind and this grade (or are lifted by a sensitive flag), and whose condition holds."""
    return tuple(rule for rule in rules if covers(rule.kinds, kind) and _graded(rule, facts) and holds(rule.when, facts))


def _graded(rule: Rule, facts: Facts) -> bool:
    if not rule.levels and not rule.sens_flags:
        return True
    return facts.get("severity") in rule.levels or any(facts.get(flag) is True for flag in rule.sens_flags)


def obligations_for(
    case: ReportingCase, rulebook: Rulebook | None, now: datetime, plans: Iterable[PlanRules] = (),
    calendar: WorkCalendar = _BY_WEEKDAY,
) -> tuple[Obligation, ...]:
    """Every duty to report whose clock runs or that was answered or waived, the earliest deadline first.

    ``plans``: the own rules of the plans that are active; they are owed where no rulebook is in force as well.
    ``calendar`` tells the working days of limits that are counted in them.
    """
    look = _Look(case, now, calendar, _sources(case, rulebook, plans))
    open_ones: dict[str, Obligation] = {}
    for rule, plan_id in look.sources:
        owed = _owed(rule, look)
        if owed is not None:
            owed = msgspec.structs.replace(owed, bases=_of_plan(owed.bases, plan_id)) if plan_id else owed
            open_ones[owed.key] = _merged(open_ones.get(owed.key), owed)
    told = answered(case)
    beforehand = made_unasked(case)
    waived = {waiver.key: waiver for waiver in case.waivers}
    kept = [*told.values()]
    for key, owed in open_ones.items():
        if key in told:
            continue
        made_at = beforehand.get(key)
        if made_at is not None and made_at >= owed.started_at:
            kept.append(msgspec.structs.replace(owed, answered_at=made_at, beforehand=True))
            continue
        waiver = waived.get(key)
        kept.append(msgspec.structs.replace(owed, waived_reason=waiver.reason) if waiver else owed)
    return tuple(sorted(kept, key=lambda one: (one.due_at, one.key)))


def changes_at(
    case: ReportingCase, rulebook: Rulebook | None, now: datetime, plans: Iterable[PlanRules] = ()
) -> datetime | None:
    """The next moment at which time alone may change what is owed (``None``: only an entry of the journal will)."""
    rules = [rule for rule in (rulebook.rules if rulebook else ()) if covers(rule.kinds, case.kind)]
    for plan in plans:
        rules += [rule for rule in plan.rules if covers(rule.kinds, case.kind)]
    return next_change(rules, case, now)


def correction_window(
    case: ReportingCase, rulebook: Rulebook | None, plans: Iterable[PlanRules] = ()
) -> CorrectionWindow | None:
    """The window in which changed figures are reported again (Decree 493 art. 13): the shortest that a rule gives."""
    windows = [
        CorrectionWindow(case.began_at + timedelta(days=rule.window_days), rule.id, rule.window_days)
        for rule, _ in _sources(case, rulebook, plans)
        if rule.window_days
    ]
    return min(windows, key=lambda window: window.until, default=None)


def waiting(
    case: ReportingCase, rulebook: Rulebook | None, plans: Iterable[PlanRules] = (), now: datetime | None = None
) -> tuple[Rule, ...]:
    """Rules that apply but whose clock has not started by ``now`` (awareness where that is absent): a final report before the
    response has ended, a fire that has not burned for its hours yet."""
    look_at = now or case.aware_at
    return tuple(
        rule
        for rule, _ in _sources(case, rulebook, plans)
        if rule.repeat is None and not rule.window_days and started_at(rule, case, look_at) is None
    )


class _Look(msgspec.Struct, frozen=True):
    """One look at a case: what every rule needs beside itself."""

    case: ReportingCase
    now: datetime
    calendar: WorkCalendar
    sources: tuple[tuple[Rule, str], ...]


def _sources(
    case: ReportingCase, rulebook: Rulebook | None, plans: Iterable[PlanRules]
) -> tuple[tuple[Rule, str], ...]:
    """The rules that apply, each with the plan it belongs to ("" for the rulebook)."""
    found = [(rule, "") for rule in applicable(rulebook.rules if rulebook else (), case.kind, case.facts)]
    for plan in plans:
        rules = applicable(plan.rules, case.kind, case.facts)
        found += [(rule, plan.plan_id) for rule in rules if not (plan.ended and rule.repeat)]
    return tuple(found)


def _of_plan(bases: tuple[RuleRef, ...], plan_id: str) -> tuple[RuleRef, ...]:
    return tuple(msgspec.structs.replace(ref, plan_id=plan_id) for ref in bases)


def _owed(rule: Rule, look: _Look) -> Obligation | None:
    if rule.window_days:
        return _correction(rule, look)
    if rule.repeat is not None:
        return _repeated(rule, rule.repeat, look)
    start_at = started_at(rule, look.case, look.now)
    return None if start_at is None else _obligation(rule, look.case, 0, start_at, due_after(rule, start_at, look.calendar))


def _correction(rule: Rule, look: _Look) -> Obligation | None:
    case = look.case
    until = case.began_at + timedelta(days=rule.window_days)
    changed_at = case.casualties_changed_at
    if changed_at is None or case.terminated_at is None or changed_at <= case.terminated_at or changed_at > until:
        return None
    told = [report.at for report in case.reports if report.to_role == rule.to_role] + waived_at(rule, case)
    if told and max(told) >= changed_at:
        return None
    number = next_number(case, rule.stage, rule.channel, rule.to_role)
    return _obligation(rule, case, number, changed_at, due_after(rule, changed_at, look.calendar))


def _repeated(rule: Rule, repeat: Repeat, look: _Look) -> Obligation | None:
    case = look.case
    if ended_at(repeat.until, case) is not None:
        return None
    base_at, projected = _previous_report(rule, look)
    due = None if base_at is None else due_again(repeat, base_at, look.calendar)
    if base_at is None or due is None:
        return None
    number = next_number(case, rule.stage, rule.channel, rule.to_role)
    return _obligation(rule, case, number, base_at, due, projected=projected)


def _previous_report(rule: Rule, look: _Look) -> tuple[datetime | None, bool]:
    """From when a repeated duty counts, and whether that is only expected.

    The last report of its channel (or its waiver), else the expected first one of that channel, else the same of any
    channel; where no rule asks for a first report, the rule's own start: awareness for one that counts from the report before
    it or by the time of day.
    """
    case = look.case
    for channels in ((rule.channel,), tuple(Channel)):
        told = [
            report.at for report in case.reports
            if report.to_role == rule.to_role and report.stage in (Stage.FIRST, rule.stage) and report.channel in channels
        ]
        told += waived_at(rule, case)
        if told:
            return max(told), False
        firsts = [
            due_after(first, start_at, look.calendar).at
            for first, _ in look.sources
            if first.stage is Stage.FIRST
            and first.to_role == rule.to_role
            and first.channel in channels
            and first.repeat is None
            and (start_at := started_at(first, case, look.now)) is not None
        ]
        if firsts:
            return min(firsts), True
    if rule.clock_start in (ClockStart.PREVIOUS_REPORT, ClockStart.FIXED_TIME):
        return case.aware_at, False
    return started_at(rule, case, look.now), False


def _obligation(
    rule: Rule, case: ReportingCase, number: int, start_at: datetime, due: Due, *, projected: bool = False
) -> Obligation:
    return Obligation(
        key=obligation_key(rule.stage, number, rule.channel, rule.to_role),
        incident_id=case.incident_id,
        stage=rule.stage,
        number=number,
        channel=rule.channel,
        from_role=rule.from_role,
        to_role=rule.to_role,
        clock_start=rule.clock_start,
        started_at=start_at,
        due_at=due.at,
        bases=(RuleRef(rule.id, rule.basis, due.at, rule.immediately),),
        projected=projected,
        skip_level_ok=rule.skip_level_ok,
        day_certain=due.certain,
    )


def _merged(one: Obligation | None, other: Obligation) -> Obligation:
    if one is None:
        return other
    early, late = sorted((one, other), key=lambda owed: (owed.due_at, owed.bases[0].rule_id, owed.bases[0].plan_id))
    bases = tuple(sorted((*early.bases, *late.bases), key=lambda ref: (ref.due_at, ref.rule_id, ref.plan_id)))
    return msgspec.structs.replace(early, bases=bases, skip_level_ok=early.skip_level_ok or late.skip_level_ok)
