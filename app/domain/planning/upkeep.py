"""What wishes about drills, reviews and findings of plans come to. Basis: Emergency Response Law 2024 art. 28."""

from __future__ import annotations

from datetime import timedelta

from app.domain import checks
from app.domain.plan.model import Plan
from app.domain.planning.commands import AnswerFinding, RaiseFinding, RecordPlanDrill, RecordPlanReview
from app.domain.planning.decide import find_version, not_ready
from app.domain.planning.entries import FindingAnswered, FindingRaised, PlanDrillRecorded, PlanReviewRecorded
from app.domain.planning.model import VersionStatus
from app.domain.planning.rules import FINDING_DAYS, review_after
from app.domain.record import Entry, Stamp
from app.domain.reference import Reference
from app.domain.state import State
from app.domain.versions import past_day
from app.kernel.clock import to_local
from app.kernel.errors import Refusal


def record_drill(command: RecordPlanDrill, state: State, reference: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """The plan was practised; its next drill counts from that day."""
    plan = _in_force(command.plan_id, reference)
    return (
        PlanDrillRecorded(plan_id=plan.id, held_on=past_day(command.held_on, stamp), words=checks.words("words", command.words)),
    )


def record_review(command: RecordPlanReview, state: State, reference: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """The plan was assessed and stands."""
    plan = _in_force(command.plan_id, reference)
    reviewed_on = past_day(command.reviewed_on, stamp)
    next_on = command.next_review_on or review_after(plan, reviewed_on)
    if next_on <= to_local(stamp.at).date():
        raise Refusal("date_in_past", {"date": next_on.isoformat()})
    return (
        PlanReviewRecorded(
            plan_id=plan.id, reviewed_on=reviewed_on, words=checks.words("words", command.words), next_review_on=next_on
        ),
    )


def raise_finding(command: RaiseFinding, state: State, reference: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """A finding hangs on the plan from now on."""
    plan = _in_force(command.plan_id, reference)
    today = to_local(stamp.at).date()
    due_on = command.due_on or today + timedelta(days=FINDING_DAYS)
    if due_on < today:
        raise Refusal("date_in_past", {"date": due_on.isoformat()})
    return (
        FindingRaised(
            finding_id=stamp.command_id, plan_id=plan.id, cause=command.cause, text=checks.words("text", command.text),
            source=command.source.strip(), due_on=due_on,
        ),
    )


def answer_finding(command: AnswerFinding, state: State, reference: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """A finding is settled: by a version that came into force, or by a reasoned no."""
    finding = state.plan_findings.get(command.finding_id)
    if finding is None:
        raise Refusal("finding_unknown", {"finding": command.finding_id})
    if not finding.is_open:
        raise Refusal("finding_answered")
    version, reason = command.version.strip(), command.reason.strip()
    if bool(version) == bool(reason):
        raise Refusal("finding_needs_answer")
    if version:
        found = find_version(state, finding.plan_id, version)
        if found.status not in (VersionStatus.IN_FORCE, VersionStatus.SUPERSEDED):
            raise not_ready(found, VersionStatus.IN_FORCE)
    return (FindingAnswered(finding_id=finding.id, plan_id=finding.plan_id, version=version, reason=reason),)


def _in_force(plan_id: str, reference: Reference) -> Plan:
    plan = reference.plans.get(plan_id)
    if plan is None:
        raise Refusal("plan_unknown", {"plan": plan_id})
    return plan
