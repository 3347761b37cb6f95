"""What wishes about responses and tasks come to."""

from __future__ import annotations

from datetime import datetime

from app.domain import checks
from app.domain.incident.model import Incident
from app.domain.plan import apply
from app.domain.plan.commands import (
    ActivateResponse,
    ChangeLevel,
    CompleteTask,
    DeclinePlan,
    ReopenTask,
    SkipTask,
    TerminateResponse,
)
from app.domain.plan.composition import RUN_ORDER, Asker, compose, find_work, work_of
from app.domain.plan.entries import PlanActivated, PlanDeclined, ResponseLevelChanged, ResponseTerminated, TaskSettled
from app.domain.plan.model import Activation, Plan, PlanLevel, TaskStatus
from app.domain.plan.rules import demands_at, make_tasks
from app.domain.record import Entry, Stamp
from app.domain.reference import Reference, covers
from app.domain.responsibility.handover import with_duties
from app.domain.state import State
from app.domain.words import ClockStart, ResponseLevel
from app.kernel.errors import Refusal

ART_72 = "Emergency Response Law 2024 art. 72"

LONGEST_H = 24 * 366
"""No response is expected to last longer than a year; a longer time is a slip of the hand."""


@with_duties
def activate(command: ActivateResponse, state: State, reference: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """Responses start, each with its plan's tasks and demands of that level copied into the journal; all or none of them.

    The special plan comes before the overall one and that before the warning plans, whichever was named first.
    """
    incident = checks.still_open(state.incident(command.incident_id))
    wanted = _wanted(command, incident, reference)
    if not command.expected_duration_h > 0:  # put so that NaN fails it
        raise Refusal("duration_missing", source=ART_72)
    checks.number("expected_duration_h", command.expected_duration_h, most=LONGEST_H)
    measures = tuple(text for raw in command.measures if (text := raw.strip()))
    if not measures:
        raise Refusal("measures_missing", source=ART_72)
    entries: list[Entry] = []
    for plan, level in wanted:
        by = Asker(_activation_id(plan, command, stamp), plan.id, plan.title, plan.type)
        made = make_tasks(plan, level.level, _starts(incident, stamp.at), stamp.at, by.activation_id)
        composed = compose(state.incident(incident.id), made, by)
        entry = PlanActivated(
            incident_id=incident.id,
            activation_id=by.activation_id,
            plan_id=plan.id,
            plan_title=plan.title,
            plan_version=plan.version,
            plan_hash=plan.hash,
            item=checks.words("item", command.item),
            level=level.level,
            level_name=level.name,
            expected_duration_h=command.expected_duration_h,
            measures=measures,
            approved_by=checks.words("approved_by", command.approved_by),
            tasks=composed.tasks,
            demands=demands_at(plan, level.level),
            stop=plan.stop,
            merged=composed.merged,
            plan_type=plan.type,
            reporting=plan.reporting,
            command=plan.command,
        )
        entries.append(entry)
        state = apply.activated(state, entry, stamp)  # what the next plan finds on the list
    return tuple(entries)


@with_duties
def change_level(command: ChangeLevel, state: State, reference: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """The response goes up or down; tasks that the new level adds become new work, the others stay as they are."""
    incident = checks.still_open(state.incident(command.incident_id))
    activation = _running(incident, command.activation_id)
    plan = _plan(activation.plan_id, reference)
    level = _level(plan, command.level)
    if command.level is activation.level:
        raise Refusal("nothing_changed")
    known = _claimed(incident, activation)
    starts = _starts(incident, activation.activated_at)
    made = make_tasks(plan, command.level, starts, stamp.at, activation.id, known)
    composed = compose(incident, made, Asker(activation.id, activation.plan_id, activation.plan_title, activation.plan_type))
    return (
        ResponseLevelChanged(
            incident_id=incident.id,
            activation_id=activation.id,
            level=command.level,
            level_name=level.name,
            reason=checks.words("reason", command.reason),
            approved_by=checks.words("approved_by", command.approved_by),
            tasks=composed.tasks,
            demands=demands_at(plan, command.level),
            merged=composed.merged,
        ),
    )


def decline(command: DeclinePlan, state: State, reference: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """A recommendation is not followed, with the reason."""
    incident = checks.still_open(state.incident(command.incident_id))
    plan = _plan(command.plan_id, reference)
    reason = checks.words("reason", command.reason)
    return (PlanDeclined(incident_id=incident.id, plan_id=plan.id, level=command.level, reason=reason),)


def complete_task(command: CompleteTask, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """A task is done."""
    return _settle(state, command.incident_id, command.task_id, TaskStatus.DONE, command.remark.strip())


def skip_task(command: SkipTask, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """A task does not apply."""
    reason = checks.words("reason", command.reason)
    return _settle(state, command.incident_id, command.task_id, TaskStatus.NOT_APPLICABLE, reason)


def reopen_task(command: ReopenTask, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """A tick is taken back."""
    reason = checks.words("reason", command.reason)
    return _settle(state, command.incident_id, command.task_id, TaskStatus.OPEN, reason)


def terminate(command: TerminateResponse, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """A response ends; what was met and who decided is recorded."""
    incident = checks.still_open(state.incident(command.incident_id))
    activation = _running(incident, command.activation_id)
    if any(not 0 <= position < len(activation.stop) for position in command.conditions_met):
        raise Refusal("stop_condition_unknown")
    return (
        ResponseTerminated(
            incident_id=incident.id,
            activation_id=activation.id,
            reason=checks.words("reason", command.reason),
            approved_by=checks.words("approved_by", command.approved_by),
            conditions_met=tuple(sorted(set(command.conditions_met))),
            last=not any(one.is_running and one.id != activation.id for one in incident.activations),
        ),
    )


def _settle(
    state: State, incident_id: str, task_id: str, status: TaskStatus, remark: str
) -> tuple[Entry, ...]:
    incident = checks.still_open(state.incident(incident_id))
    task = find_work(incident, task_id).task
    if task.status is status:
        raise Refusal("nothing_changed")
    return (TaskSettled(incident_id=incident.id, task_id=task.id, status=status, remark=remark),)


def _wanted(command: ActivateResponse, incident: Incident, reference: Reference) -> list[tuple[Plan, PlanLevel]]:
    """The plans that the decision names with their levels, in the order in which they start."""
    found: dict[str, tuple[Plan, PlanLevel]] = {}
    for plan_id, level in ((command.plan_id, command.level), *command.also):
        plan = _plan(plan_id, reference)
        if plan.id in found:
            raise Refusal("plan_named_twice", {"plan": plan.id})
        if not covers(plan.kinds, incident.kind):
            raise Refusal("plan_does_not_cover", {"plan": plan.id, "incident_kind": incident.kind})
        if any(one.plan_id == plan.id and one.is_running for one in incident.activations):
            raise Refusal("plan_already_active", {"plan": plan.id})
        found[plan.id] = plan, _level(plan, level)
    return sorted(found.values(), key=lambda one: RUN_ORDER.index(one[0].type))


def _activation_id(plan: Plan, command: ActivateResponse, stamp: Stamp) -> str:
    """The id of the command for the plan that it is about; the others are told apart by their plans."""
    return stamp.command_id if plan.id == command.plan_id else f"{stamp.command_id}~{plan.id}"


def _claimed(incident: Incident, activation: Activation) -> frozenset[str]:
    """The tasks of its plan that this response already asks for."""
    return frozenset(
        claim.plan_task_id for work in work_of(incident) for claim in work.claims if claim.activation_id == activation.id
    )


def _plan(plan_id: str, reference: Reference) -> Plan:
    plan = reference.plans.get(plan_id)
    if plan is None:
        raise Refusal("plan_unknown", {"plan": plan_id})
    return plan


def _level(plan: Plan, level: ResponseLevel) -> PlanLevel:
    found = plan.level(level)
    if found is None:
        raise Refusal("level_not_in_plan", {"plan": plan.id, "level": level.value})
    return found


def _running(incident: Incident, activation_id: str) -> Activation:
    found = next((one for one in incident.activations if one.id == activation_id and one.is_running), None)
    if found is None:
        raise Refusal("activation_unknown", {"activation": activation_id})
    return found


def _starts(incident: Incident, activated_at: datetime) -> dict[ClockStart, datetime]:
    return {
        ClockStart.OCCURRED: incident.occurred_at or incident.aware_at,
        ClockStart.AWARE: incident.aware_at,
        ClockStart.JUDGED: incident.judged_at or incident.aware_at,
        ClockStart.ACTIVATED: activated_at,
    }
