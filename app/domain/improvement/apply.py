"""What entries about findings and held drills make of the state."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from msgspec.structs import replace

from app.domain.improvement.entries import (
    ActionAssigned,
    ActionPostponed,
    DrillHeld,
    DrillHeldStruck,
    EvidenceSubmitted,
    FindingAnsweredByPlan,
    FindingCorrected,
    FindingRetested,
    FindingReviewed,
    FindingsRecorded,
    FindingWithdrawn,
)
from app.domain.improvement.model import (
    ActionEvidence,
    CorrectiveAction,
    Finding,
    FindingReview,
    HeldDrill,
    PlanAnswer,
    Postponement,
    Retest,
)
from app.domain.planning.model import PlanLife, PlanOccasion
from app.domain.record import Stamp
from app.domain.state import State


def recorded(state: State, entry: FindingsRecorded, stamp: Stamp) -> State:
    """So many findings more."""
    findings = state.findings
    for new in entry.findings:
        found = new.found
        findings = findings.set(
            new.finding_id,
            Finding(
                id=new.finding_id, number=new.number, source=entry.source, description=found.description, nature=found.nature,
                gravity=found.gravity, raised_at=stamp.at, raised_by=stamp.actor, due_on=new.due_on, cause=found.cause,
                objective=found.objective, item=found.item, evidence=found.evidence, plan_ids=found.plan_ids,
            ),
        )
    return replace(state, findings=findings)


def corrected(state: State, entry: FindingCorrected, stamp: Stamp) -> State:
    """As it is judged now."""
    return change_finding(
        state, entry.finding_id,
        lambda one: replace(
            one, description=entry.description, gravity=entry.gravity, cause=entry.cause, plan_ids=entry.plan_ids,
            due_on=entry.due_on,
        ),
    )


def assigned(state: State, entry: ActionAssigned, stamp: Stamp) -> State:
    """One measure more."""
    action = CorrectiveAction(
        id=entry.action_id, measure=entry.measure, organisation=entry.organisation, owner=entry.owner, due_on=entry.due_on,
        set_at=stamp.at, set_by=stamp.actor,
    )
    return change_finding(
        state, entry.finding_id, lambda one: replace(one, cause=entry.cause, actions=(*one.actions, action))
    )


def postponed(state: State, entry: ActionPostponed, stamp: Stamp) -> State:
    """Another last day."""
    return _change_action(
        state, entry.finding_id, entry.action_id, lambda one: _moved(one, entry.due_on, entry.reason, stamp)
    )


def submitted(state: State, entry: EvidenceSubmitted, stamp: Stamp) -> State:
    """Evidence, and the end of the measure where it says so."""
    evidence = ActionEvidence(entry.words, stamp.at, stamp.actor, entry.file_name, entry.file_sha256)
    return _change_action(
        state, entry.finding_id, entry.action_id,
        lambda one: replace(
            one, evidence=(*one.evidence, evidence), done_at=stamp.at if entry.finished else one.done_at
        ),
    )


def reviewed(state: State, entry: FindingReviewed, stamp: Stamp) -> State:
    """Closed, or every measure of the round goes on until the new day."""
    review = FindingReview(entry.reviewer, entry.passed, entry.words, stamp.at, stamp.actor)

    def change(one: Finding) -> Finding:
        one = replace(one, reviews=(*one.reviews, review))
        if entry.passed:
            return replace(one, closed_at=stamp.at)
        due = entry.due_on or one.due_on
        actions = tuple(
            act if act.past else _moved(replace(act, done_at=None), due, entry.words, stamp) for act in one.actions
        )
        return replace(one, actions=actions)

    return change_finding(state, entry.finding_id, change)


def withdrawn(state: State, entry: FindingWithdrawn, stamp: Stamp) -> State:
    """It was none."""
    return change_finding(
        state, entry.finding_id, lambda one: replace(one, withdrawn_at=stamp.at, withdrawn_reason=entry.reason)
    )


def answered_by_plan(state: State, entry: FindingAnsweredByPlan, stamp: Stamp) -> State:
    """It hangs on this plan no more."""
    return answer(state, entry.finding_id, PlanAnswer(entry.plan_id, entry.version, entry.reason, stamp.at, stamp.actor))


def retested(state: State, entry: FindingRetested, stamp: Stamp) -> State:
    """Looked at again; where it is open once more, the round before is past and its plans have to answer anew."""
    test = Retest(
        entry.drill_id, entry.scenario_id, entry.on, entry.passed, entry.words, stamp.at, stamp.actor, entry.journal_hash
    )

    def change(one: Finding) -> Finding:
        one = replace(one, retests=(*one.retests, test))
        if not entry.reopened:
            return one
        return replace(
            one, closed_at=None, due_on=entry.due_on, actions=tuple(replace(act, past=True) for act in one.actions),
            answers=tuple(replace(given, past=True) for given in one.answers),
        )

    return change_finding(state, entry.finding_id, change)


def held(state: State, entry: DrillHeld, stamp: Stamp) -> State:
    """A drill more; the next one of each of its plans is counted from its day."""
    made = HeldDrill(entry.held_id, entry.facts, entry.kinds, stamp.at, stamp.actor)
    lives = state.plan_lives
    for plan_id in entry.facts.plan_ids:
        life = lives.get(plan_id) or PlanLife()
        occasion = PlanOccasion(entry.facts.held_on, entry.facts.title, stamp.actor, made.id)
        lives = lives.set(plan_id, replace(life, drills=(*life.drills, occasion)))
    return replace(state, held_drills=state.held_drills.set(made.id, made), plan_lives=lives)


def held_struck(state: State, entry: DrillHeldStruck, stamp: Stamp) -> State:
    """It counts no more, for its plans neither."""
    struck = replace(state.held_drills[entry.held_id], struck_reason=entry.reason)
    lives = state.plan_lives
    for plan_id in struck.facts.plan_ids:
        life = lives[plan_id]
        lives = lives.set(plan_id, replace(life, drills=tuple(one for one in life.drills if one.held_id != struck.id)))
    return replace(state, held_drills=state.held_drills.set(struck.id, struck), plan_lives=lives)


def answer(state: State, finding_id: str, given: PlanAnswer) -> State:
    """The state in which a plan has answered a finding."""
    return change_finding(state, finding_id, lambda one: replace(one, answers=(*one.answers, given)))


def change_finding(state: State, finding_id: str, change: Callable[[Finding], Finding]) -> State:
    """The state with this one changed."""
    return replace(state, findings=state.findings.set(finding_id, change(state.findings[finding_id])))


def _change_action(
    state: State, finding_id: str, action_id: str, change: Callable[[CorrectiveAction], CorrectiveAction]
) -> State:
    return change_finding(
        state, finding_id,
        lambda one: replace(one, actions=tuple(change(act) if act.id == action_id else act for act in one.actions)),
    )


def _moved(one: CorrectiveAction, due_on: date, reason: str, stamp: Stamp) -> CorrectiveAction:
    if due_on == one.due_on:
        return one
    moved = Postponement(one.due_on, reason, stamp.at, stamp.actor)
    return replace(one, due_on=due_on, postponed=(*one.postponed, moved))
