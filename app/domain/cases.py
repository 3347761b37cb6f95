"""Runs the tests that plans and rulebooks carry with them. Pure."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from datetime import timedelta

import msgspec
from msgspec import UNSET

from app.domain import soundness
from app.domain.conditions import FactScalar
from app.domain.incident.rules import check_facts, facts_view, grade
from app.domain.plan.cases import ExpectedReport, Given, PlanCase, PlanExpectation, RulebookCase
from app.domain.plan.model import Plan
from app.domain.plan.rules import demands_at, recommend, tasks_at
from app.domain.reference import Reference, covers
from app.domain.reporting.model import NUMBERED, Channel, Obligation, PlanRules, ReportMade, Rulebook, Stage
from app.domain.reporting.rules import ReportingCase, obligations_for
from app.domain.soundness import Found
from app.domain.words import IncidentSeverity
from app.kernel.errors import Refusal


class CaseDifference(msgspec.Struct, frozen=True):
    """Where a plan gives otherwise than a case expects: a code with its facts, and the same in English for makers of files.

    Codes: ``kind severity level task_missing task_unwanted force_missing force_unwanted report_missing report_late
    report_rules no_rulebook``. ``wanted`` and ``given`` are codes, ids or minutes as text ("" for none).
    """

    code: str
    words: str
    wanted: str = ""
    given: str = ""
    stage: str = ""
    channel: str = ""


def check_plan_case(case: PlanCase, plan: Plan, reference: Reference, rulebook: Rulebook | None = None) -> list[str]:
    """The words of ``plan_case_differences``; empty: the case holds."""
    return [one.words for one in plan_case_differences(case, plan, reference, rulebook)]


def plan_case_differences(
    case: PlanCase, plan: Plan, reference: Reference, rulebook: Rulebook | None = None
) -> list[CaseDifference]:
    """What the plan gives otherwise than the case expects; empty: it holds.

    The reports are computed by ``rulebook`` (``township-default`` where none is given) with the plan's own rules, and may
    come earlier than expected, never later.
    """
    expect = case.expect
    facts, severity = _facts(case, reference)
    found = [] if covers(plan.kinds, case.kind) else [_not_covered(case.kind)]
    found += _differs("severity", expect.severity, severity)
    recommendation = next(iter(recommend(case.kind, facts, (plan,), reference.floors)), None)
    level = recommendation.level if recommendation else None
    found += _differs("level", expect.level, level)
    tasks = {task.id for task in tasks_at(plan, level)} if level else set()
    forces = {demand.kind for demand in demands_at(plan, level)} if level else set()
    found += _presence("task", expect.tasks, expect.no_tasks, tasks)
    found += _presence("force", expect.forces, expect.no_forces, forces)
    if expect.reports:
        book = rulebook or reference.rulebooks.get("township-default")
        if book is None:
            return [*found, CaseDifference("no_rulebook", "no rulebook to compute the reports with")]
        owed = _owed(case, facts, book, reference, (PlanRules(plan.id, plan.reporting),))
        for wanted in expect.reports:
            found += _report_differs(case, wanted, owed, exact=False)
    return found


def present_expectation(case: Given, plan: Plan, reference: Reference, rulebook: Rulebook | None = None) -> PlanExpectation:
    """What the plan gives now for these facts, as what a case should expect: severity, level, its tasks and forces, and the
    first reports by phone and in writing with their minutes. ``plan_case_differences`` finds nothing against it."""
    facts, severity = _facts(case, reference)
    recommendation = next(iter(recommend(case.kind, facts, (plan,), reference.floors)), None)
    level = recommendation.level if recommendation else None
    book = rulebook or reference.rulebooks.get("township-default")
    owed = _owed(case, facts, book, reference, (PlanRules(plan.id, plan.reporting),)) if book is not None else ()
    return PlanExpectation(
        severity=severity,
        level=level,
        tasks=tuple(dict.fromkeys(task.id for task in tasks_at(plan, level))) if level else (),
        forces=tuple(dict.fromkeys(demand.kind for demand in demands_at(plan, level))) if level else (),
        reports=tuple(_first_reports(case, owed)),
    )


def _first_reports(case: Given, owed: tuple[Obligation, ...]) -> Iterator[ExpectedReport]:
    for channel in Channel:
        due = [one.due_at for one in owed if (one.stage, one.channel) == (Stage.FIRST, channel)]
        if due:
            yield ExpectedReport(Stage.FIRST, channel, within_min=math.ceil((min(due) - case.aware_at()).total_seconds() / 60))


def check_rulebook_case(case: RulebookCase, rulebook: Rulebook, reference: Reference) -> list[str]:
    """What the rulebook asks otherwise than the case expects; the minutes must be met exactly. Empty: it holds."""
    facts, severity = _facts(case, reference)
    found = [one.words for one in _differs("severity", case.expect.severity, severity)]
    owed = _owed(case, facts, rulebook, reference)
    for wanted in case.expect.reports:
        found += [one.words for one in _report_differs(case, wanted, owed, exact=True)]
    for unwanted in case.expect.absent:
        if any(_answers(unwanted, one) and one.is_open for one in owed):
            found.append(f"{unwanted.stage}/{unwanted.channel} is owed but should not be")
    return found


def _facts(case: Given, reference: Reference) -> tuple[dict[str, FactScalar], IncidentSeverity | None]:
    now = case.moment(case.now_min) or case.aware_at()
    began = case.moment(case.occurred_min) or case.aware_at()
    elapsed_h = max(0.0, (now - began).total_seconds() / 3600)
    plain = facts_view(case.facts, elapsed_h=elapsed_h)
    severity = grade(case.kind, plain, reference.tables).severity
    return facts_view(case.facts, severity=severity, elapsed_h=elapsed_h), severity


def _owed(
    case: Given, facts: dict[str, FactScalar], rulebook: Rulebook, reference: Reference, plans: tuple[PlanRules, ...] = ()
) -> tuple[Obligation, ...]:
    extra = case if isinstance(case, RulebookCase) else None
    reporting = ReportingCase(
        incident_id="case",
        kind=case.kind,
        facts=facts,
        aware_at=case.aware_at(),
        occurred_at=case.moment(case.occurred_min),
        requested_at=case.moment(extra.requested_min) if extra else None,
        stabilised_at=case.moment(extra.stabilised_min) if extra else None,
        terminated_at=case.moment(extra.terminated_min) if extra else None,
        casualties_changed_at=case.moment(extra.casualties_changed_min) if extra else None,
        judged_at=case.moment(extra.judged_min) if extra else None,
        warning_received_at=case.moment(extra.warning_min) if extra else None,
        alert_lifted_at=case.moment(extra.alert_lifted_min) if extra else None,
        reports=_told(extra) if extra else (),
    )
    return obligations_for(reporting, rulebook, case.moment(case.now_min) or case.aware_at(), plans, reference.calendar)


def _told(case: RulebookCase) -> tuple[ReportMade, ...]:
    """The reports that a case says were made, numbered in their order."""
    made: list[ReportMade] = []
    for index, one in enumerate(sorted(case.told, key=lambda told: told.at_min)):
        before = sum((r.stage, r.channel, r.to_role) == (one.stage, one.channel, one.to) for r in made)
        number = before + 1 if one.stage in NUMBERED else 0
        at = case.aware_at() + timedelta(minutes=one.at_min)
        made.append(ReportMade(f"told-{index}", one.stage, number, one.channel, one.to, at, "case", due_at=at))
    return tuple(made)


def _answers(wanted: ExpectedReport, one: Obligation) -> bool:
    return (one.stage, one.channel) == (wanted.stage, wanted.channel) and wanted.to in ("", one.to_role)


def _report_differs(
    case: Given, wanted: ExpectedReport, owed: tuple[Obligation, ...], *, exact: bool
) -> Iterator[CaseDifference]:
    label, stage, channel = f"{wanted.stage}/{wanted.channel}", wanted.stage.value, wanted.channel.value
    fitting = [one for one in owed if _answers(wanted, one) and one.is_open]
    if not fitting:
        words = f"{label} to {wanted.to or 'anyone'} is not owed"
        yield CaseDifference("report_missing", words, wanted.to, "", stage, channel)
        return
    first = min(fitting, key=lambda one: one.due_at)
    due_min = (first.due_at - case.aware_at()).total_seconds() / 60
    if wanted.within_min is not None and (due_min != wanted.within_min if exact else due_min > wanted.within_min):
        words = f"{label}: expected within {wanted.within_min} min, is {due_min:g} min"
        yield CaseDifference("report_late", words, str(wanted.within_min), f"{due_min:g}", stage, channel)
    rules = {ref.rule_id for ref in first.bases}
    if wanted.rules and rules != set(wanted.rules):
        words = f"{label}: expected by {sorted(wanted.rules)}, is by {sorted(rules)}"
        yield CaseDifference(
            "report_rules", words, ", ".join(sorted(wanted.rules)), ", ".join(sorted(rules)), stage, channel
        )


def _not_covered(kind: str) -> CaseDifference:
    return CaseDifference("kind", f"the plan does not cover {kind}", kind)


def _differs(what: str, wanted: object, given: object) -> list[CaseDifference]:
    if wanted is UNSET or wanted == given:
        return []
    return [CaseDifference(what, f"{what}: expected {wanted}, is {given}", str(wanted or ""), str(given or ""))]


def _presence(what: str, wanted: Iterable[str], unwanted: Iterable[str], given: set[str]) -> list[CaseDifference]:
    absent = [CaseDifference(f"{what}_missing", f"{what} {one} is missing", one) for one in wanted if one not in given]
    return absent + [
        CaseDifference(f"{what}_unwanted", f"{what} {one} should not be there", "", one) for one in unwanted if one in given
    ]


def case_findings(cases: Iterable[PlanCase | RulebookCase], reference: Reference) -> Iterator[Found]:
    """Cases that name kinds or facts that do not exist, or give a fact a value that it cannot have."""
    for index, case in enumerate(cases):
        yield from soundness.known(case.kind, reference.kinds, (index, "kind"), "unknown_kind")
        for name, value in case.facts.items():
            yield from _fact_findings(index, case.kind, name, value, reference)


def _fact_findings(index: int, kind: str, name: str, value: FactScalar, reference: Reference) -> Iterator[Found]:
    path = (index, "facts", name)
    if name not in reference.facts:
        yield from soundness.known(name, reference.facts, path, "unknown_fact")
        return
    try:
        check_facts(kind, {name: value}, reference.facts)
    except Refusal as refusal:
        yield path, "fact_bad_value", {"fact": name, "value": str(value), "detail": refusal.code}
