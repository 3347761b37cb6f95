"""What wishes about responses and tasks come to."""

from __future__ import annotations

from datetime import datetime

from app.domain import checks
from app.domain.incident.model import Incident
from app.domain.plan.commands import (
    ActivateResponse,
    ChangeLevel,
    CompleteTask,
    DeclinePlan,
    ReopenTask,
    SkipTask,
    TerminateResponse,
)
from app.domain.plan.entries import PlanActivated, PlanDeclined, ResponseLevelChanged, ResponseTerminated, TaskSettled
from app.domain.plan.model import Activation, Plan, PlanLevel, Task, TaskStatus
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
    """A response starts, with the plan's tasks and demands of that level copied into the journal."""
    incident = checks.still_open(state.incident(command.incident_id))
    plan = _plan(command.plan_id, reference)
    if not covers(plan.kinds, incident.kind):
        raise Refusal("plan_does_not_cover", {"plan": plan.id, "incident_kind": incident.kind})
    if any(one.plan_id == plan.id and one.is_running for one in incident.activations):
        raise Refusal("plan_already_active", {"plan": plan.id})
    level = _level(plan, command.level)
    if not command.expected_duration_h > 0:  # put so that NaN fails it
        raise Refusal("duration_missing", source=ART_72)
    checks.number("expected_duration_h", command.expected_duration_h, most=LONGEST_H)
    measures = tuple(text for raw in command.measures if (text := raw.strip()))
    if not measures:
        raise Refusal("measures_missing", source=ART_72)
    return (
        PlanActivated(
            incident_id=incident.id,
            activation_id=stamp.command_id,
            plan_id=plan.id,
            plan_title=plan.title,
            plan_version=plan.version,
            plan_hash=plan.hash,
            item=checks.words("item", command.item),
            level=command.level,
            level_name=level.name,
            expected_duration_h=command.expected_duration_h,
            measures=measures,
            approved_by=checks.words("approved_by", command.approved_by),
            tasks=make_tasks(plan, command.level, _starts(incident, stamp.at), stamp.at, stamp.command_id),
            demands=demands_at(plan, command.level),
            stop=plan.stop,
        ),
    )


@with_duties
def change_level(command: ChangeLevel, state: State, reference: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """The response goes up or down; tasks that the new level adds become new work, the others stay as they are."""
    incident = checks.still_open(state.incident(command.incident_id))
    activation = _running(incident, command.activation_id)
    plan = _plan(activation.plan_id, reference)
    level = _level(plan, command.level)
    if command.level is activation.level:
        raise Refusal("nothing_changed")
    known = tuple(task.plan_task_id for task in activation.tasks.values())
    starts = _starts(incident, activation.activated_at)
    return (
        ResponseLevelChanged(
            incident_id=incident.id,
            activation_id=activation.id,
            level=command.level,
            level_name=level.name,
            reason=checks.words("reason", command.reason),
            approved_by=checks.words("approved_by", command.approved_by),
            tasks=make_tasks(plan, command.level, starts, stamp.at, activation.id, known),
            demands=demands_at(plan, command.level),
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


def find_task(incident: Incident, task_id: str) -> tuple[Activation, Task]:
    """The task with this id and the activation it belongs to; ``Refusal("task_unknown")`` where there is none."""
    for activation in incident.activations:
        task = activation.tasks.get(task_id)
        if task is not None:
            return activation, task
    raise Refusal("task_unknown", {"task": task_id})


def _settle(
    state: State, incident_id: str, task_id: str, status: TaskStatus, remark: str
) -> tuple[Entry, ...]:
    incident = checks.still_open(state.incident(incident_id))
    _, task = find_task(incident, task_id)
    if task.status is status:
        raise Refusal("nothing_changed")
    return (TaskSettled(incident_id=incident.id, task_id=task.id, status=status, remark=remark),)


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
