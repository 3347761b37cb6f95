"""What wishes about versions of plans come to."""

from __future__ import annotations

from msgspec.structs import replace

from app.domain import checks
from app.domain.cases import case_findings, check_plan_case
from app.domain.improvement.rules import unanswered_plans
from app.domain.plan.soundness import LONGEST_PLAN_ID, PLAN_ID, plan_findings
from app.domain.planning.commands import (
    ApprovePlan,
    DiscardDraft,
    JudgeExtraction,
    PutPlanInForce,
    RetirePlan,
    ReturnPlan,
    ReviewPlan,
    SavePlanDraft,
)
from app.domain.planning.entries import (
    DraftDiscarded,
    ExtractionJudged,
    PlanApproved,
    PlanDraftSaved,
    PlanPutInForce,
    PlanRetired,
    PlanReturned,
    PlanReviewed,
)
from app.domain.planning.model import Extraction, PlanContent, PlanVersion, Verdict, VersionStatus, version_key
from app.domain.planning.rules import review_after, seal, settle_vanished
from app.domain.record import Entry, Stamp
from app.domain.reference import Reference
from app.domain.soundness import field_name
from app.domain.state import State
from app.domain.versions import VERSION, as_read_again
from app.kernel.clock import to_local
from app.kernel.errors import Refusal

ART_28 = "Emergency Response Law 2024 art. 28"

LONGEST_TEXT = 1_000_000
"""Characters of prose in one plan: some two thousand pages, beyond any real one."""


def save_draft(command: SavePlanDraft, state: State, reference: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """The draft as it stands; however unfinished, it is kept."""
    if not PLAN_ID.fullmatch(command.plan_id) or len(command.plan_id) > LONGEST_PLAN_ID:
        raise Refusal("plan_id_shape", {"id": command.plan_id})
    if not VERSION.fullmatch(command.version):
        raise Refusal("plan_version_shape", {"version": command.version})
    plan = command.content.plan
    if (plan.id, plan.version) != (command.plan_id, command.version):
        raise Refusal("plan_draft_mismatch")
    if len(command.content.text) > LONGEST_TEXT:
        raise Refusal("plan_too_large", {"most": LONGEST_TEXT})
    for finding_id in command.answers:
        _of_plan(finding_id, command.plan_id, state)
    known = state.plan_versions.get(version_key(command.plan_id, command.version))
    shipped = reference.shipped.get(command.plan_id)
    if known is None and shipped is not None and shipped.version == command.version:
        raise Refusal("plan_version_taken", {"version": command.version})
    if known is not None and known.status is not VersionStatus.DRAFT:
        raise Refusal("plan_version_fixed", {"plan": known.plan_id, "version": known.version, "status": known.status.value})
    content = as_read_again(replace(command.content, plan=replace(plan, hash="")), PlanContent)
    extraction = command.extraction or (known.extraction if known else None)
    if extraction is not None:
        extraction = as_read_again(settle_vanished(extraction, plan, stamp.actor, stamp.at), Extraction)
    if known is not None and (content, extraction, command.answers) == (known.content, known.extraction, known.answers):
        raise Refusal("nothing_changed")
    return (
        PlanDraftSaved(
            plan_id=command.plan_id, version=command.version, content=content,
            origin=known.origin if known else command.origin, based_on=known.based_on if known else command.based_on,
            extraction=extraction, answers=command.answers,
        ),
    )


def judge(command: JudgeExtraction, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """Extracted items get their yes or no."""
    version = _at(state, command.plan_id, command.version, VersionStatus.DRAFT)
    items = {item.id: item for item in version.extraction.items} if version.extraction else {}
    if not command.accepted and not command.rejected:
        raise Refusal("nothing_changed")
    for item_id in (*command.accepted, *command.rejected):
        if item_id not in items:
            raise Refusal("plan_item_unknown", {"item": item_id})
        if items[item_id].verdict is not Verdict.WAITING:
            raise Refusal("plan_item_judged", {"item": item_id})
    accepted = tuple(dict.fromkeys(one for one in command.accepted if one not in command.rejected))
    return (
        ExtractionJudged(
            plan_id=version.plan_id, version=version.version, accepted=accepted, rejected=tuple(dict.fromkeys(command.rejected))
        ),
    )


def review(command: ReviewPlan, state: State, reference: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """A draft without open questions and without faults is fit to be approved."""
    version = _at(state, command.plan_id, command.version, VersionStatus.DRAFT)
    reviewed_by = checks.words("reviewed_by", command.reviewed_by)
    _nothing_waits(version.extraction)
    _is_sound(version.content, reference)
    return (
        PlanReviewed(
            plan_id=version.plan_id, version=version.version, reviewed_by=reviewed_by, remark=command.remark.strip()
        ),
    )


def send_back(command: ReturnPlan, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """A reviewed version is worked on again."""
    version = _at(state, command.plan_id, command.version, VersionStatus.REVIEWED)
    return (PlanReturned(plan_id=version.plan_id, version=version.version, reason=checks.words("reason", command.reason)),)


def approve(command: ApprovePlan, state: State, reference: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """The version is sealed. What it names may have changed since the review, so it is looked at once more."""
    version = _at(state, command.plan_id, command.version, VersionStatus.REVIEWED)
    approved_by = checks.words("approved_by", command.approved_by)
    for finding_id in command.answers:
        _of_plan(finding_id, version.plan_id, state)
        if not _still_hangs(finding_id, version.plan_id, state):
            raise Refusal("finding_answered")
    answer_reason = checks.words("answer_reason", command.answer_reason) if command.answers else ""
    _is_sound(version.content, reference)
    return (
        PlanApproved(
            plan_id=version.plan_id, version=version.version, approved_by=approved_by, hash=seal(version.content),
            document_no=command.document_no.strip(), remark=command.remark.strip(), answers=tuple(dict.fromkeys(command.answers)),
            answer_reason=answer_reason,
        ),
    )


def put_in_force(command: PutPlanInForce, state: State, reference: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """The version is the one that decisions go by; the findings it was made to answer are answered."""
    version = _at(state, command.plan_id, command.version, VersionStatus.APPROVED)
    today = to_local(stamp.at).date()
    in_force_on = command.in_force_on or today
    if in_force_on > today:
        raise Refusal("date_in_future", {"date": in_force_on.isoformat()})
    before = reference.plans.get(version.plan_id)
    open_ones = tuple(one for one in version.answers if _still_hangs(one, version.plan_id, state))
    return (
        PlanPutInForce(
            plan_id=version.plan_id, version=version.version, hash=version.hash, in_force_on=in_force_on,
            next_review_on=review_after(version.content.plan, in_force_on),
            supersedes=before.version if before else "", answered=open_ones,
        ),
    )


def retire(command: RetirePlan, state: State, reference: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """A plan goes out of force; running responses by it go on, since they carry what they need."""
    life = state.plan_lives.get(command.plan_id)
    if life is not None and life.retired_at is not None:
        raise Refusal("plan_retired", {"plan": command.plan_id})
    plan = reference.plans.get(command.plan_id)
    if plan is None:
        raise Refusal("plan_unknown", {"plan": command.plan_id})
    return (
        PlanRetired(
            plan_id=plan.id, version=plan.version, approved_by=checks.words("approved_by", command.approved_by),
            reason=checks.words("reason", command.reason),
        ),
    )


def discard(command: DiscardDraft, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """A draft is given up."""
    version = _at(state, command.plan_id, command.version, VersionStatus.DRAFT)
    return (DraftDiscarded(plan_id=version.plan_id, version=version.version, reason=checks.words("reason", command.reason)),)


def find_version(state: State, plan_id: str, version: str) -> PlanVersion:
    """The version made at this desk; ``Refusal("plan_version_unknown")`` where there is none."""
    found = state.plan_versions.get(version_key(plan_id, version))
    if found is None:
        raise Refusal("plan_version_unknown", {"plan": plan_id, "version": version})
    return found


def not_ready(found: PlanVersion, wanted: VersionStatus) -> Refusal:
    """The refusal of a step for which the version does not stand where it should."""
    facts = {"plan": found.plan_id, "version": found.version, "status": found.status.value, "wanted": wanted.value}
    return Refusal("plan_version_not_ready", facts)


def _at(state: State, plan_id: str, version: str, wanted: VersionStatus) -> PlanVersion:
    found = find_version(state, plan_id, version)
    if found.status is not wanted:
        raise not_ready(found, wanted)
    return found


def _of_plan(finding_id: str, plan_id: str, state: State) -> None:
    """``Refusal`` unless it is a finding of this plan, open or not."""
    shown = state.findings.get(finding_id)
    if finding_id not in state.plan_findings and (shown is None or plan_id not in shown.plan_ids):
        raise Refusal("finding_unknown", {"finding": finding_id})


def _still_hangs(finding_id: str, plan_id: str, state: State) -> bool:
    own, shown = state.plan_findings.get(finding_id), state.findings.get(finding_id)
    return (own is not None and own.is_open) or (shown is not None and plan_id in unanswered_plans(shown))


def _nothing_waits(extraction: Extraction | None) -> None:
    if extraction is not None and extraction.waiting:
        raise Refusal("plan_items_waiting", {"count": len(extraction.waiting)}, ART_28)


def _is_sound(content: PlanContent, reference: Reference) -> None:
    found = [*plan_findings(content.plan, content.text, reference), *case_findings(content.cases, reference)]
    if found:
        raise Refusal("plan_unsound", {"count": len(found), "field": field_name(found[0][0])})
    failing = [case.name for case in content.cases if check_plan_case(case, content.plan, reference)]
    if failing:
        raise Refusal("plan_cases_fail", {"count": len(failing), "name": failing[0]})
