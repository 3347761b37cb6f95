"""What entries about versions of plans make of the state."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from app.domain.improvement.apply import answer
from app.domain.improvement.model import PlanAnswer
from app.domain.planning.entries import (
    DraftDiscarded,
    ExtractionJudged,
    FindingAnswered,
    FindingRaised,
    PlanApproved,
    PlanDraftSaved,
    PlanDrillRecorded,
    PlanPutInForce,
    PlanRetired,
    PlanReturned,
    PlanReviewed,
    PlanReviewRecorded,
)
from app.domain.planning.model import (
    PlanFinding,
    PlanLife,
    PlanOccasion,
    PlanVersion,
    VersionStatus,
    version_key,
)
from app.domain.planning.rules import judged
from app.domain.record import Stamp
from app.domain.state import State
from app.domain.versions import step_of


def draft_saved(state: State, entry: PlanDraftSaved, stamp: Stamp) -> State:
    """The draft, new or as it stands now; its life began with the first time it was kept."""
    known = state.plan_versions.get(version_key(entry.plan_id, entry.version))
    begun = (step_of(VersionStatus.DRAFT, stamp),)
    version = PlanVersion(
        plan_id=entry.plan_id, version=entry.version, status=VersionStatus.DRAFT, content=entry.content, origin=entry.origin,
        steps=known.steps if known else begun, based_on=entry.based_on, extraction=entry.extraction, answers=entry.answers,
    )
    return replace(state, plan_versions=state.plan_versions.set(version.key, version))


def extraction_judged(state: State, entry: ExtractionJudged, stamp: Stamp) -> State:
    """The draft without what was refused."""
    return _version(state, entry, lambda v: judged(v, entry.accepted, entry.rejected, stamp.actor, stamp.at))


def reviewed(state: State, entry: PlanReviewed, stamp: Stamp) -> State:
    """Fit to be approved, by the word of whoever reviewed it."""
    return _version(state, entry, lambda v: _stepped(v, VersionStatus.REVIEWED, stamp, entry.remark, entry.reviewed_by))


def returned(state: State, entry: PlanReturned, stamp: Stamp) -> State:
    """A draft again."""
    return _version(state, entry, lambda v: _stepped(v, VersionStatus.DRAFT, stamp, entry.reason))


def approved(state: State, entry: PlanApproved, stamp: Stamp) -> State:
    """Sealed."""
    return _version(
        state,
        entry,
        lambda v: replace(
            _stepped(v, VersionStatus.APPROVED, stamp, entry.remark, entry.approved_by),
            hash=entry.hash, approved_by=entry.approved_by, document_no=entry.document_no,
            answers=tuple(dict.fromkeys((*v.answers, *entry.answers))), answer_reason=entry.answer_reason,
        ),
    )


def put_in_force(state: State, entry: PlanPutInForce, stamp: Stamp) -> State:
    """In force; the one before is superseded, a retired plan is back, and its findings are answered."""
    for key, old in state.plan_versions.items():
        if old.plan_id == entry.plan_id and old.status is VersionStatus.IN_FORCE:
            ended = _stepped(old, VersionStatus.SUPERSEDED, stamp, entry.version)
            state = replace(state, plan_versions=state.plan_versions.set(key, ended))
    state = _version(
        state, entry, lambda v: replace(_stepped(v, VersionStatus.IN_FORCE, stamp), in_force_on=entry.in_force_on)
    )
    state = _life(
        state, entry.plan_id,
        lambda life: replace(life, next_review_on=entry.next_review_on, retired_at=None, retired_by="", retired_reason=""),
    )
    reason = state.plan_versions[version_key(entry.plan_id, entry.version)].answer_reason
    for finding_id in entry.answered:
        if finding_id in state.findings:
            state = answer(state, finding_id, PlanAnswer(entry.plan_id, entry.version, reason, stamp.at, stamp.actor))
        else:
            state = _answered(state, finding_id, stamp, version=entry.version)
    return state


def retired(state: State, entry: PlanRetired, stamp: Stamp) -> State:
    """Out of force."""
    key = version_key(entry.plan_id, entry.version)
    if key in state.plan_versions:
        state = _version(state, entry, lambda v: _stepped(v, VersionStatus.RETIRED, stamp, entry.reason, entry.approved_by))
    return _life(
        state, entry.plan_id,
        lambda life: replace(life, retired_at=stamp.at, retired_by=entry.approved_by, retired_reason=entry.reason),
    )


def discarded(state: State, entry: DraftDiscarded, stamp: Stamp) -> State:
    """Given up."""
    return _version(state, entry, lambda v: _stepped(v, VersionStatus.DISCARDED, stamp, entry.reason))


def drilled(state: State, entry: PlanDrillRecorded, stamp: Stamp) -> State:
    """One drill more."""
    drill = PlanOccasion(entry.held_on, entry.words, stamp.actor)
    return _life(state, entry.plan_id, lambda life: replace(life, drills=(*life.drills, drill)))


def review_recorded(state: State, entry: PlanReviewRecorded, stamp: Stamp) -> State:
    """Assessed, until the next time."""
    review = PlanOccasion(entry.reviewed_on, entry.words, stamp.actor)
    return _life(
        state, entry.plan_id,
        lambda life: replace(life, reviews=(*life.reviews, review), next_review_on=entry.next_review_on),
    )


def finding_raised(state: State, entry: FindingRaised, stamp: Stamp) -> State:
    """It hangs on the plan."""
    finding = PlanFinding(
        id=entry.finding_id, plan_id=entry.plan_id, cause=entry.cause, text=entry.text, raised_at=stamp.at,
        raised_by=stamp.actor, source=entry.source, due_on=entry.due_on,
    )
    return replace(state, plan_findings=state.plan_findings.set(finding.id, finding))


def finding_answered(state: State, entry: FindingAnswered, stamp: Stamp) -> State:
    """It is settled."""
    return _answered(state, entry.finding_id, stamp, version=entry.version, reason=entry.reason)


def _answered(state: State, finding_id: str, stamp: Stamp, *, version: str = "", reason: str = "") -> State:
    finding = replace(
        state.plan_findings[finding_id], answered_at=stamp.at, answered_by=stamp.actor, answer_version=version,
        answer_reason=reason,
    )
    return replace(state, plan_findings=state.plan_findings.set(finding_id, finding))


def _stepped(version: PlanVersion, status: VersionStatus, stamp: Stamp, remark: str = "", by: str = "") -> PlanVersion:
    return replace(version, status=status, steps=(*version.steps, step_of(status, stamp, remark, by)))


def _version(state: State, entry: Any, change: Callable[[PlanVersion], PlanVersion]) -> State:
    key = version_key(entry.plan_id, entry.version)
    return replace(state, plan_versions=state.plan_versions.set(key, change(state.plan_versions[key])))


def _life(state: State, plan_id: str, change: Callable[[PlanLife], PlanLife]) -> State:
    life = state.plan_lives.get(plan_id) or PlanLife()
    return replace(state, plan_lives=state.plan_lives.set(plan_id, change(life)))
