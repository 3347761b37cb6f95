"""Which reports are owed, to whom, by when. Pure: computed from what happened, the rules and the time.

The rules are those of the rulebook in force and, beside them, those of the plans by which responses run. For each recipient
and channel the earliest deadline of all rules wins, and all bases are listed (facts file §0-8). A report that was made keeps
the deadline it answered, so a later upgrade does not make it late.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from enum import StrEnum

import msgspec

from app.domain.conditions import Facts, holds
from app.domain.reference import covers
from app.domain.reporting.model import (
    Channel,
    Obligation,
    PlanRules,
    Repeat,
    ReportMade,
    Rule,
    Rulebook,
    RuleRef,
    Stage,
    Until,
    Waiver,
)
from app.domain.words import ClockStart
from app.kernel.clock import SHANGHAI, as_utc


class ReportingCase(msgspec.Struct, frozen=True):
    """What the reporting rules look at: an incident's facts (``facts_view``), its moments, and the reports made."""

    incident_id: str
    kind: str
    facts: dict[str, bool | int | float | str]
    aware_at: datetime
    occurred_at: datetime | None = None
    judged_at: datetime | None = None
    requested_at: datetime | None = None
    stabilised_at: datetime | None = None
    terminated_at: datetime | None = None
    closed_at: datetime | None = None
    casualties_changed_at: datetime | None = None
    reports: tuple[ReportMade, ...] = ()
    waivers: tuple[Waiver, ...] = ()


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
    """The rules that speak of this kind and whose condition holds."""
    return tuple(rule for rule in rules if covers(rule.kinds, kind) and holds(rule.when, facts))


def obligations_for(
    case: ReportingCase, rulebook: Rulebook | None, now: datetime, plans: Iterable[PlanRules] = ()
) -> tuple[Obligation, ...]:
    """Every duty to report whose clock runs or that was answered or waived, the earliest deadline first.

    ``plans``: the own rules of the plans that are active; they are owed where no rulebook is in force as well.
    """
    sources = _sources(case, rulebook, plans)
    rules = tuple(rule for rule, _ in sources)
    open_ones: dict[str, Obligation] = {}
    for rule, plan_id in sources:
        owed = _owed(rule, rules, case, now)
        if owed is not None:
            owed = msgspec.structs.replace(owed, bases=_of_plan(owed.bases, plan_id)) if plan_id else owed
            open_ones[owed.key] = _merged(open_ones.get(owed.key), owed)
    answered = _answered(case)
    beforehand = _made_unasked(case)
    waived = {waiver.key: waiver for waiver in case.waivers}
    kept = [*answered.values()]
    for key, owed in open_ones.items():
        if key in answered:
            continue
        made_at = beforehand.get(key)
        if made_at is not None and made_at >= owed.started_at:
            kept.append(msgspec.structs.replace(owed, answered_at=made_at))
            continue
        waiver = waived.get(key)
        kept.append(msgspec.structs.replace(owed, waived_reason=waiver.reason) if waiver else owed)
    return tuple(sorted(kept, key=lambda one: (one.due_at, one.key)))


def obligation_key(stage: Stage, number: int, channel: Channel, to_role: str) -> str:
    """The name of a duty, the same at every recomputation."""
    return f"{stage}:{number}:{channel}:{to_role}"


def next_number(case: ReportingCase, stage: Stage, channel: Channel, to_role: str) -> int:
    """The number of the next report of this stage to this recipient: 0 for single ones, from 1 for repeated ones."""
    if stage not in (Stage.FOLLOW_UP, Stage.CORRECTION, Stage.DAILY):
        return 0
    made = sum(1 for r in case.reports if (r.stage, r.channel, r.to_role) == (stage, channel, to_role))
    prefix, suffix = f"{stage}:", f":{channel}:{to_role}"
    waived = sum(1 for w in case.waivers if w.key.startswith(prefix) and w.key.endswith(suffix))
    return made + waived + 1


def correction_window(
    case: ReportingCase, rulebook: Rulebook | None, plans: Iterable[PlanRules] = ()
) -> CorrectionWindow | None:
    """The window in which changed figures are reported again (Decree 493 art. 13): the shortest that a rule gives."""
    windows = [
        CorrectionWindow((case.occurred_at or case.aware_at) + timedelta(days=rule.window_days), rule.id, rule.window_days)
        for rule, _ in _sources(case, rulebook, plans)
        if rule.window_days
    ]
    return min(windows, key=lambda window: window.until, default=None)


def waiting(case: ReportingCase, rulebook: Rulebook | None, plans: Iterable[PlanRules] = ()) -> tuple[Rule, ...]:
    """Rules that apply but whose clock has not started (a final report before the response has ended)."""
    return tuple(
        rule
        for rule, _ in _sources(case, rulebook, plans)
        if rule.repeat is None and not rule.window_days and _started_at(rule, case) is None
    )


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


def _owed(rule: Rule, rules: tuple[Rule, ...], case: ReportingCase, now: datetime) -> Obligation | None:
    if rule.window_days:
        return _correction(rule, case, now)
    if rule.repeat is not None:
        return _repeated(rule, rule.repeat, rules, case, now)
    started_at = _started_at(rule, case)
    return None if started_at is None else _obligation(rule, case, 0, started_at, started_at + _limit(rule))


def _correction(rule: Rule, case: ReportingCase, now: datetime) -> Obligation | None:
    until = (case.occurred_at or case.aware_at) + timedelta(days=rule.window_days)
    changed_at = case.casualties_changed_at
    if changed_at is None or case.terminated_at is None or changed_at <= case.terminated_at or changed_at > until:
        return None
    told = [report.at for report in case.reports if report.to_role == rule.to_role] + _waived_at(rule, case)
    if told and max(told) >= changed_at:
        return None
    number = next_number(case, rule.stage, rule.channel, rule.to_role)
    return _obligation(rule, case, number, changed_at, changed_at + _limit(rule))


def _repeated(
    rule: Rule, repeat: Repeat, rules: tuple[Rule, ...], case: ReportingCase, now: datetime
) -> Obligation | None:
    if _ended_at(repeat.until, case) is not None:
        return None
    base, projected = _previous_report(rule, rules, case)
    if base is None:
        return None
    candidates = []
    if repeat.every_min:
        candidates.append(base + timedelta(minutes=repeat.every_min))
    candidates += [_next_time_of_day(base, text) for text in repeat.daily_at]
    if not candidates:
        return None
    number = next_number(case, rule.stage, rule.channel, rule.to_role)
    return _obligation(rule, case, number, base, min(candidates), projected=projected)


def _previous_report(
    rule: Rule, rules: tuple[Rule, ...], case: ReportingCase
) -> tuple[datetime | None, bool]:
    """When the report before this one was made (or waived), or is expected: the first report's own deadline."""
    told = [
        report.at
        for report in case.reports
        if report.to_role == rule.to_role and report.stage in (Stage.FIRST, rule.stage) and report.channel is rule.channel
    ]
    told += _waived_at(rule, case)
    if told:
        return max(told), False
    firsts = [
        started_at + _limit(first)
        for first in rules
        if first.stage is Stage.FIRST
        and first.to_role == rule.to_role
        and first.channel is rule.channel
        and (started_at := _started_at(first, case)) is not None
    ]
    return min(firsts, default=None), True


def _waived_at(rule: Rule, case: ReportingCase) -> list[datetime]:
    prefix, suffix = f"{rule.stage}:", f":{rule.channel}:{rule.to_role}"
    return [waiver.at for waiver in case.waivers if waiver.key.startswith(prefix) and waiver.key.endswith(suffix)]


def _answered(case: ReportingCase) -> dict[str, Obligation]:
    found: dict[str, Obligation] = {}
    for report in sorted(case.reports, key=lambda made: made.at):
        key = obligation_key(report.stage, report.number, report.channel, report.to_role)
        if report.due_at is None or key in found:
            continue
        found[key] = Obligation(
            key=key, incident_id=case.incident_id, stage=report.stage, number=report.number, channel=report.channel,
            from_role="", to_role=report.to_role, clock_start=ClockStart.AWARE, started_at=case.aware_at,
            due_at=report.due_at, bases=report.bases, answered_at=report.at,
        )
    return found


def _made_unasked(case: ReportingCase) -> dict[str, datetime]:
    """When reports were made that nobody owed yet: a duty that arises later (a plan starts) finds itself answered."""
    found: dict[str, datetime] = {}
    for report in sorted(case.reports, key=lambda made: made.at):
        if report.due_at is None:
            found.setdefault(obligation_key(report.stage, report.number, report.channel, report.to_role), report.at)
    return found


def _started_at(rule: Rule, case: ReportingCase) -> datetime | None:
    starts: dict[ClockStart, datetime | None] = {
        ClockStart.OCCURRED: case.occurred_at or case.aware_at,
        ClockStart.AWARE: case.aware_at,
        ClockStart.JUDGED: case.judged_at or case.aware_at,
        ClockStart.REQUESTED: case.requested_at,
        ClockStart.STABILISED: case.stabilised_at,
        ClockStart.TERMINATED: case.terminated_at,
        ClockStart.CASUALTIES_CHANGED: case.casualties_changed_at,
    }
    return starts.get(rule.clock_start)


def _ended_at(until: Until, case: ReportingCase) -> datetime | None:
    if case.closed_at is not None:
        return case.closed_at
    if until is Until.STABILISED:
        return case.stabilised_at or case.terminated_at
    return case.terminated_at if until is Until.TERMINATED else None


def _limit(rule: Rule) -> timedelta:
    return timedelta(minutes=rule.immediate_min if rule.immediately else rule.limit_min)


def _obligation(
    rule: Rule, case: ReportingCase, number: int, started_at: datetime, due_at: datetime, *, projected: bool = False
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
        started_at=started_at,
        due_at=due_at,
        bases=(RuleRef(rule.id, rule.basis, due_at, rule.immediately),),
        projected=projected,
        skip_level_ok=rule.skip_level_ok,
    )


def _merged(one: Obligation | None, other: Obligation) -> Obligation:
    if one is None:
        return other
    early, late = (one, other) if one.due_at <= other.due_at else (other, one)
    bases = tuple(sorted((*early.bases, *late.bases), key=lambda ref: (ref.due_at, ref.rule_id)))
    return msgspec.structs.replace(early, bases=bases, skip_level_ok=early.skip_level_ok or late.skip_level_ok)


def _next_time_of_day(after: datetime, text: str) -> datetime:
    """The next Beijing time of day (``HH:MM``) strictly after a moment, in UTC."""
    local = after.astimezone(SHANGHAI)
    at = time.fromisoformat(text)
    candidate = datetime.combine(local.date(), at, SHANGHAI)
    if candidate <= local:
        candidate = datetime.combine(local.date() + timedelta(days=1), at, SHANGHAI)
    return as_utc(candidate)
