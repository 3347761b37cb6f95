"""What plan entries make of the state."""

from __future__ import annotations

from collections.abc import Callable

from immutables import Map
from msgspec.structs import replace

from app.domain.incident.apply import changed
from app.domain.incident.model import Incident, IncidentStatus
from app.domain.plan.claims import TaskMerge
from app.domain.plan.composition import claims_of, find_work, strictest
from app.domain.plan.entries import PlanActivated, PlanDeclined, ResponseLevelChanged, ResponseTerminated, TaskSettled
from app.domain.plan.model import Activation, LevelChange, PlanDecline, Task, TaskStatus
from app.domain.record import Stamp
from app.domain.state import State


def activated(state: State, entry: PlanActivated, stamp: Stamp) -> State:
    """The incident is responded to."""
    activation = Activation(
        id=entry.activation_id,
        plan_id=entry.plan_id,
        plan_title=entry.plan_title,
        plan_version=entry.plan_version,
        plan_hash=entry.plan_hash,
        item=entry.item,
        level=entry.level,
        level_name=entry.level_name,
        expected_duration_h=entry.expected_duration_h,
        measures=entry.measures,
        activated_at=stamp.at,
        approved_by=entry.approved_by,
        tasks=Map({task.id: task for task in entry.tasks}),
        demands=entry.demands,
        stop=entry.stop,
        history=(LevelChange(entry.level, stamp.at, stamp.actor, entry.approved_by, ""),),
        plan_type=entry.plan_type,
        reporting=entry.reporting,
        command=entry.command,
    )
    return changed(
        state,
        entry.incident_id,
        lambda i: _merged(
            replace(i, activations=(*i.activations, activation), status=IncidentStatus.RESPONDING, terminated_at=None),
            entry.merged,
        ),
    )


def level_changed(state: State, entry: ResponseLevelChanged, stamp: Stamp) -> State:
    """The response at its new level, with what that adds."""
    step = LevelChange(entry.level, stamp.at, stamp.actor, entry.approved_by, entry.reason)
    raised = _activation(
        state,
        entry.incident_id,
        lambda a: a.id == entry.activation_id,
        lambda a: replace(
            a,
            level=entry.level,
            level_name=entry.level_name,
            tasks=a.tasks.update({task.id: task for task in entry.tasks}),
            demands=entry.demands,
            history=(*a.history, step),
        ),
    )
    return changed(raised, entry.incident_id, lambda i: _merged(i, entry.merged)) if entry.merged else raised


def declined(state: State, entry: PlanDeclined, stamp: Stamp) -> State:
    """A recommendation set aside."""
    own = PlanDecline(entry.plan_id, entry.level, entry.reason, stamp.actor, stamp.at)
    return changed(state, entry.incident_id, lambda i: replace(i, declines=(*i.declines, own)))


def task_settled(state: State, entry: TaskSettled, stamp: Stamp) -> State:
    """A task as it stands. An opened one has no closing time, and the strictest time of those who claimed it meanwhile."""
    is_open = entry.status is TaskStatus.OPEN

    def settle(activation: Activation) -> Activation:
        before = activation.tasks[entry.task_id]
        task = replace(
            before,
            status=entry.status,
            remark=entry.remark,
            closed_at=None if is_open else stamp.at,
            closed_by="" if is_open else stamp.actor,
            due_at=min(before.due_at, strictest(claims_of(before, activation))) if is_open else before.due_at,
        )
        return replace(activation, tasks=activation.tasks.set(task.id, task))

    return _activation(state, entry.incident_id, lambda a: entry.task_id in a.tasks, settle)


def terminated(state: State, entry: ResponseTerminated, stamp: Stamp) -> State:
    """The response ended; with the last one the incident's own end of response is set."""
    ended = _activation(
        state,
        entry.incident_id,
        lambda a: a.id == entry.activation_id,
        lambda a: replace(a, terminated_at=stamp.at, termination_reason=entry.reason),
    )
    if not entry.last:
        return ended
    return changed(
        ended,
        entry.incident_id,
        lambda i: replace(
            i,
            status=IncidentStatus.TERMINATED,
            terminated_at=stamp.at,
            stabilised_at=i.stabilised_at or stamp.at,
        ),
    )


def _merged(incident: Incident, merges: tuple[TaskMerge, ...]) -> Incident:
    """The incident with these claims on the work that is there; what they absorb goes on as the task they name."""
    for merge in merges:
        work = find_work(incident, merge.task_id)
        claims = {claim.key: claim for claim in work.claims}
        for task_id in merge.absorbed:
            gone = find_work(incident, task_id)
            claims |= {claim.key: claim for claim in gone.claims}
            incident = _with_task(incident, replace(gone.task, merged_into=merge.task_id))
        claims[merge.claim.key] = merge.claim
        task = replace(
            work.task, claims=tuple(claims.values()), due_at=merge.due_at, critical=merge.critical, text=merge.text,
            role=merge.role,
        )
        incident = _with_task(incident, task)
    return incident


def _with_task(incident: Incident, task: Task) -> Incident:
    return replace(
        incident,
        activations=tuple(
            replace(one, tasks=one.tasks.set(task.id, task)) if task.id in one.tasks else one for one in incident.activations
        ),
    )


def _activation(
    state: State, incident_id: str, which: Callable[[Activation], bool], change: Callable[[Activation], Activation]
) -> State:
    return changed(
        state,
        incident_id,
        lambda i: replace(i, activations=tuple(change(a) if which(a) else a for a in i.activations)),
    )
