"""Whether a journal entry is what a scenario means. Pure."""

from __future__ import annotations

from typing import Any

import msgspec

from app.domain.exercise.scenario import Match, Where
from app.domain.incident.model import Incident
from app.domain.plan.composition import find_work, work_of
from app.domain.plan.entries import PlanActivated, ResponseLevelChanged, TaskSettled
from app.domain.plan.model import TaskStatus
from app.domain.record import Entry, Record
from app.domain.state import State
from app.kernel.errors import Refusal


def matches(match: Match, record: Record, state: State, incident_id: str) -> bool:
    """Whether the record answers. ``incident_id`` is what the match's incident became, "" where it has not been taken in."""
    entry = record.entry
    if type(entry).__name__ != match.entry:
        return False
    if match.incident and (not incident_id or getattr(entry, "incident_id", "") != incident_id):
        return False
    if match.task and not (isinstance(entry, TaskSettled) and _ticks(entry, match.task, state)):
        return False
    if not match.where:
        return True
    plain = msgspec.to_builtins(entry)
    return all(holds(one, field_of(plain, one.field)) for one in match.where)


def claims_done(task: str, record: Record, state: State, incident_id: str) -> bool:
    """Whether the record begins or changes a response that asks for this task of a plan, which was done before under another
    plan's name: two plans' same work is one task, it stays closed, and nobody can do it again."""
    entry = record.entry
    if not task or not isinstance(entry, PlanActivated | ResponseLevelChanged) or entry.incident_id != incident_id:
        return False
    incident = state.incidents.get(incident_id)
    return incident is not None and any(
        work.task.status is TaskStatus.DONE and any(claim.plan_task_id == task for claim in work.claims)
        for work in work_of(incident)
    )


def field_of(plain: Any, path: str) -> Any:
    """What stands at a dotted path of an entry told in plain values; ``None`` where nothing does."""
    for step in path.split("."):
        plain = plain.get(step) if isinstance(plain, dict) else None
    return plain


def holds(where: Where, value: Any) -> bool:
    """Whether a value passes every test that is given; nothing given: whether there is a value at all."""
    if value is None:
        return False
    if where.is_ is not None and (value != where.is_ or isinstance(value, bool) != isinstance(where.is_, bool)):
        return False
    if where.one_of and value not in where.one_of:
        return False
    if where.contains and where.contains not in str(value):
        return False
    for bound, sign in ((where.ge, 1), (where.le, -1)):
        if bound is None:
            continue
        if isinstance(value, bool) or not isinstance(value, int | float) or (value - bound) * sign < 0:
            return False
    return True


def plan_tasks(incident: Incident, task_id: str) -> frozenset[str]:
    """The ids in their plans of the work that goes on under this task id."""
    try:
        return frozenset(claim.plan_task_id for claim in find_work(incident, task_id).claims)
    except Refusal:  # a task of a response that this state does not know (yet)
        return frozenset()


def fields_of(entry: type[Entry]) -> frozenset[str]:
    """The names of an entry's own fields."""
    return frozenset(one.encode_name for one in msgspec.structs.fields(entry))


def _ticks(entry: TaskSettled, task: str, state: State) -> bool:
    incident = state.incidents.get(entry.incident_id)
    return entry.status is TaskStatus.DONE and incident is not None and task in plan_tasks(incident, entry.task_id)
