"""What wishes about findings and their measures come to. Basis: Emergency Response Law 2024 art. 28."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec.structs import replace

from app.domain import checks
from app.domain.exercise.model import DrillStatus
from app.domain.improvement.commands import (
    AnswerForPlan,
    AssignAction,
    CorrectFinding,
    PostponeAction,
    RecordFindings,
    RecordRetest,
    ReviewFinding,
    SubmitEvidence,
    WithdrawFinding,
)
from app.domain.improvement.entries import (
    ActionAssigned,
    ActionPostponed,
    EvidenceSubmitted,
    FindingAnsweredByPlan,
    FindingCorrected,
    FindingRetested,
    FindingReviewed,
    FindingsRecorded,
    FindingWithdrawn,
    NewFinding,
)
from app.domain.improvement.model import (
    CorrectiveAction,
    Finding,
    FindingSource,
    ProposedFinding,
    SourceKind,
    Standing,
)
from app.domain.improvement.rules import blocks_closing, stage, suggested_due, unanswered_plans
from app.domain.planning.decide import find_version, not_ready
from app.domain.planning.model import VersionStatus
from app.domain.record import Entry, Stamp
from app.domain.reference import Reference
from app.domain.state import State
from app.domain.versions import past_day
from app.kernel.clock import to_local
from app.kernel.errors import Refusal
from app.kernel.hashing import is_sha256

MOST_FINDINGS = 200
"""In one batch: more is no evaluation but a slip."""


def record(command: RecordFindings, state: State, reference: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """The new ones of the batch, each with its number and its suggested day."""
    not_in_drill(state)
    if not 0 < len(command.findings) <= MOST_FINDINGS:
        raise Refusal("findings_count", {"count": len(command.findings), "most": MOST_FINDINGS})
    source = _source(command.source, state, stamp)
    known = _known(state)
    fresh: list[ProposedFinding] = []
    for one in command.findings:
        sound = _proposed(one, reference)
        if _same(source, sound) not in known:
            known.add(_same(source, sound))
            fresh.append(sound)
    if not fresh:
        raise Refusal("findings_known", {"title": source.title})
    today = to_local(stamp.at).date()
    taken = sum(1 for one in state.findings.values() if one.number.startswith(f"{today.year}-"))
    made = tuple(
        NewFinding(f"{stamp.command_id}.{place}", f"{today.year}-{taken + place:03d}", suggested_due(one.gravity, today), one)
        for place, one in enumerate(fresh, 1)
    )
    return (FindingsRecorded(source=source, findings=made, known=len(command.findings) - len(made)),)


def correct(command: CorrectFinding, state: State, reference: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """The finding as it is judged now. Its suggested day follows its gravity."""
    found = find_finding(state, command.finding_id)
    if found.withdrawn_at is not None:
        raise _not_now(found)
    now = replace(
        found,
        description=found.description if command.description is None else checks.words("description", command.description),
        gravity=found.gravity if command.gravity is None else command.gravity,
        cause=found.cause if command.cause is None else command.cause,
        plan_ids=found.plan_ids if command.plan_ids is None else _plans(command.plan_ids, reference, found.plan_ids),
    )
    if now == found:
        raise Refusal("nothing_changed")
    reason = command.reason.strip()
    if found.actions:
        reason = checks.words("reason", reason)
    due_on = found.due_on if now.gravity is found.gravity else suggested_due(now.gravity, to_local(found.raised_at).date())
    return (
        FindingCorrected(
            finding_id=found.id, description=now.description, gravity=now.gravity, cause=now.cause, plan_ids=now.plan_ids,
            due_on=due_on, reason=reason,
        ),
    )


def assign(command: AssignAction, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """A measure has an owner and a last day; several may run side by side."""
    found = _open(state, command.finding_id)
    cause = command.cause or found.cause
    if cause is None:
        raise Refusal("finding_cause_missing", {"field": "cause", "number": found.number})
    due_on = command.due_on or default_due(found, to_local(stamp.at).date())
    return (
        ActionAssigned(
            finding_id=found.id, action_id=stamp.command_id, measure=checks.words("measure", command.measure),
            organisation=checks.words("organisation", command.organisation), owner=checks.words("owner", command.owner),
            due_on=_not_past(due_on, stamp), cause=cause,
        ),
    )


def postpone(command: PostponeAction, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """Another last day for a measure that is still to be carried out."""
    found = _open(state, command.finding_id)
    action = _waiting(found, command.action_id)
    if command.due_on == action.due_on:
        raise Refusal("nothing_changed")
    return (
        ActionPostponed(
            finding_id=found.id, action_id=action.id, due_on=_not_past(command.due_on, stamp),
            reason=checks.words("reason", command.reason),
        ),
    )


def submit(command: SubmitEvidence, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """Something to show; words always, a file beside them where there is one."""
    found = _open(state, command.finding_id)
    action = _waiting(found, command.action_id)
    name, sha256 = command.file_name.strip(), command.file_sha256.strip().lower()
    if bool(name) != bool(sha256) or (sha256 and not is_sha256(sha256)):
        raise Refusal("evidence_file_wrong", {"field": "file"})
    return (
        EvidenceSubmitted(
            finding_id=found.id, action_id=action.id, words=checks.words("words", command.words), finished=command.finished,
            file_name=name, file_sha256=sha256,
        ),
    )


def review(command: ReviewFinding, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """Closed 销号, or sent back with words and a new last day; nobody reviews a measure of their own (suggested)."""
    found = _open(state, command.finding_id)
    if stage(found) is not Standing.TO_REVIEW:
        raise _not_now(found)
    reviewer = checks.words("reviewer", command.reviewer)
    if any(one.owner == reviewer for one in found.live_actions):
        raise Refusal("review_own_work", {"field": "reviewer", "name": reviewer})
    if command.passed:
        plans = blocks_closing(found)
        if plans:
            raise Refusal("finding_hangs_on_plan", {"number": found.number, "plan": plans[0], "count": len(plans)})
        return (FindingReviewed(finding_id=found.id, passed=True, reviewer=reviewer, words=command.words.strip()),)
    today = to_local(stamp.at).date()
    due_on = _not_past(command.due_on or suggested_due(found.gravity, today), stamp)
    words = checks.words("words", command.words)
    return (FindingReviewed(finding_id=found.id, passed=False, reviewer=reviewer, words=words, due_on=due_on),)


def withdraw(command: WithdrawFinding, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """A mistaken finding; one that was closed stays as it is."""
    found = find_finding(state, command.finding_id)
    if found.withdrawn_at is not None or found.closed_at is not None:
        raise _not_now(found)
    return (FindingWithdrawn(finding_id=found.id, reason=checks.words("reason", command.reason)),)


def answer_for_plan(command: AnswerForPlan, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """One of its plans answers: by a version that is or was in force, or by a reasoned no."""
    found = _open(state, command.finding_id)
    if command.plan_id not in found.plan_ids:
        raise Refusal("finding_not_of_plan", {"number": found.number, "plan": command.plan_id})
    if command.plan_id not in unanswered_plans(found):
        raise Refusal("finding_answered")
    version, reason = command.version.strip(), command.reason.strip()
    if not version and not reason:
        raise Refusal("finding_needs_answer")
    if version:
        known = find_version(state, command.plan_id, version)
        if known.status not in (VersionStatus.IN_FORCE, VersionStatus.SUPERSEDED):
            raise not_ready(known, VersionStatus.IN_FORCE)
    return (FindingAnsweredByPlan(finding_id=found.id, plan_id=command.plan_id, version=version, reason=reason),)


def retest(command: RecordRetest, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """What a later drill saw of it; each drill looks once."""
    found = find_finding(state, command.finding_id)
    if not found.is_weakness or found.withdrawn_at is not None:
        raise _not_now(found)
    drill_id = checks.words("drill_id", command.drill_id)
    if found.source.ref == drill_id or any(one.drill_id == drill_id for one in found.retests):
        raise Refusal("retest_twice", {"number": found.number})
    on = past_day(command.on, stamp)
    return (
        FindingRetested(
            finding_id=found.id, drill_id=drill_id, on=on, passed=command.passed, words=checks.words("words", command.words),
            reopened=not command.passed and found.closed_at is not None,
            due_on=suggested_due(found.gravity, to_local(stamp.at).date()),
            scenario_id=command.scenario_id.strip(), journal_hash=_hash(command.journal_hash),
        ),
    )


def not_yet_known(state: State, source: FindingSource, every: Iterable[ProposedFinding]) -> tuple[ProposedFinding, ...]:
    """Those that were not recorded from this source yet; what was withdrawn may come again."""
    known = _known(state)
    return tuple(one for one in every if _same(source, one) not in known)


def _known(state: State) -> set[tuple[str, str, str, str, str]]:
    return {_same(one.source, one) for one in state.findings.values() if one.withdrawn_at is None}


def not_in_drill(state: State) -> None:
    """``Refusal("not_in_drill")`` on the desk of a drill that has begun: what it shows becomes a fact on the live desk alone."""
    if state.drill is not None and state.drill.status is not DrillStatus.PREPARED:
        raise Refusal("not_in_drill")


def find_finding(state: State, name: str) -> Finding:
    """The finding with this id or number; ``Refusal("finding_unknown")`` where there is none."""
    found = state.findings.get(name) or next((one for one in state.findings.values() if one.number == name), None)
    if found is None:
        raise Refusal("finding_unknown", {"finding": name})
    return found


def default_due(found: Finding, today: date) -> date:
    """The last day that is suggested for a measure: the finding's own while it has not passed, else so many days from now."""
    return found.due_on if found.due_on >= today else suggested_due(found.gravity, today)


def known_hash(value: str) -> bool:
    """Whether it is a SHA-256 in hex, or none at all."""
    return not value or is_sha256(value)


def _hash(value: str) -> str:
    clean = value.strip().lower()
    if not known_hash(clean):
        raise Refusal("journal_hash_wrong", {"field": "journal_hash"})
    return clean


def _source(source: FindingSource, state: State, stamp: Stamp) -> FindingSource:
    ref = checks.words("source", source.ref)
    title = source.title.strip()
    if source.kind is SourceKind.INCIDENT:
        incident = state.incident(ref)
        return FindingSource(source.kind, incident.id, title or incident.number, past_day(source.on, stamp))
    return replace(
        source, ref=ref, title=title or ref, on=past_day(source.on, stamp), scenario_id=source.scenario_id.strip(),
        journal_hash=_hash(source.journal_hash),
    )


def _proposed(one: ProposedFinding, reference: Reference) -> ProposedFinding:
    return replace(
        one, description=checks.words("description", one.description), objective=one.objective.strip(), item=one.item.strip(),
        evidence=tuple(line.strip() for line in one.evidence if line.strip()), plan_ids=_plans(one.plan_ids, reference),
    )


def _plans(plan_ids: Iterable[str], reference: Reference, known: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Each once; a plan that a finding named already may have gone out of force since."""
    plans = tuple(dict.fromkeys(plan_ids))
    for plan_id in plans:
        if plan_id not in reference.plans and plan_id not in known:
            raise Refusal("plan_unknown", {"plan": plan_id})
    return plans


def _same(source: FindingSource, one: ProposedFinding | Finding) -> tuple[str, str, str, str, str]:
    return source.kind.value, source.ref, one.item, one.objective, one.description


def _open(state: State, name: str) -> Finding:
    found = find_finding(state, name)
    if not found.is_open:
        raise _not_now(found)
    return found


def _waiting(found: Finding, action_id: str) -> CorrectiveAction:
    action = next((one for one in found.live_actions if one.id == action_id), None)
    if action is None:
        raise Refusal("action_unknown", {"number": found.number})
    if action.done_at is not None:
        raise Refusal("action_done", {"number": found.number})
    return action


def _not_past(day: date, stamp: Stamp) -> date:
    if day < to_local(stamp.at).date():
        raise Refusal("date_in_past", {"field": "due_on", "date": day.isoformat()})
    return day


def _not_now(found: Finding) -> Refusal:
    return Refusal("finding_not_ready", {"number": found.number, "finding_standing": stage(found).value})
