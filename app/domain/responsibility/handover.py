"""Who owns the tasks of a response, and what the owners were told and answered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import TypeVar

from app.domain import checks
from app.domain.plan.entries import PlanActivated, ResponseLevelChanged
from app.domain.record import Command, Entry, Stamp
from app.domain.reference import Reference
from app.domain.responsibility import rules
from app.domain.responsibility.commands import RecordDutyAcceptance, RecordDutyNotice
from app.domain.responsibility.entries import DutiesAssigned, DutyAcceptanceRecorded, DutyNoticeRecorded
from app.domain.responsibility.model import Organisation, Standing, TaskDuty
from app.domain.state import State
from app.kernel.clock import to_local
from app.kernel.errors import Refusal

CommandT = TypeVar("CommandT", bound=Command)
Decider = Callable[[CommandT, State, Reference, Stamp], tuple[Entry, ...]]


def with_duties(decider: Decider[CommandT]) -> Decider[CommandT]:
    """The decider, with the owners of the new tasks recorded right after the entry that made them."""

    @wraps(decider)
    def decided(command: CommandT, state: State, reference: Reference, stamp: Stamp) -> tuple[Entry, ...]:
        entries: list[Entry] = []
        for entry in decider(command, state, reference, stamp):
            entries.append(entry)
            if isinstance(entry, PlanActivated | ResponseLevelChanged):
                entries += _assigned(entry, state, reference, to_local(stamp.at).date())
        return tuple(entries)

    return decided


def record_notice(command: RecordDutyNotice, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """The unit was told; all the tasks must be its own."""
    incident = checks.still_open(state.incident(command.incident_id))
    duties, to = _owned(command.task_ids, incident.id, state)
    if any(duty.standing is Standing.ACCEPTED for duty in duties):
        raise Refusal("duty_already_accepted", {"unit": to.name})
    return (
        DutyNoticeRecorded(
            incident_id=incident.id, task_ids=command.task_ids, to=to, whom=checks.words("whom", command.whom),
            channel=command.channel, number=command.number.strip(), read_back=command.read_back,
            at=checks.not_in_future("at", command.at or stamp.at, stamp.at),
        ),
    )


def record_acceptance(command: RecordDutyAcceptance, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """The unit answered; it must have been told, and who declines says why."""
    incident = checks.still_open(state.incident(command.incident_id))
    duties, to = _owned(command.task_ids, incident.id, state)
    at = checks.not_in_future("at", command.at or stamp.at, stamp.at)
    for duty in duties:
        if duty.standing is Standing.OWED:
            raise Refusal("duty_not_notified", {"unit": to.name})
        if at < duty.notices[-1].at:
            raise Refusal("duty_answer_before_notice", {"at": at, "notice": duty.notices[-1].at})
        if command.accepted and duty.standing is Standing.ACCEPTED:
            raise Refusal("nothing_changed")
    words = command.words.strip() if command.accepted else checks.words("words", command.words)
    return (
        DutyAcceptanceRecorded(
            incident_id=incident.id, task_ids=command.task_ids, to=to, accepted=command.accepted,
            whom=checks.words("whom", command.whom), words=words, at=at,
        ),
    )


def _assigned(
    entry: PlanActivated | ResponseLevelChanged, state: State, reference: Reference, on: date
) -> tuple[Entry, ...]:
    incident = state.incident(entry.incident_id)
    plan_id = entry.plan_id if isinstance(entry, PlanActivated) else next(
        one.plan_id for one in incident.activations if one.id == entry.activation_id
    )
    plan = reference.plans.get(plan_id)
    codes = {task.id: task.item for task in plan.tasks if task.item} if plan is not None else {}
    made = rules.assign(entry.tasks, codes, incident, state.duties, reference.roles, on)
    if not made:
        return ()
    return (DutiesAssigned(incident_id=incident.id, activation_id=entry.activation_id, assignments=made),)


def _owned(task_ids: tuple[str, ...], incident_id: str, state: State) -> tuple[tuple[TaskDuty, ...], Organisation]:
    """The assignments of these tasks and the one unit that has to be told of all of them."""
    if not task_ids or len(set(task_ids)) != len(task_ids):
        raise Refusal("no_task_chosen")
    duties = []
    for task_id in task_ids:
        duty = state.assignments.get(task_id)
        if duty is None or duty.incident_id != incident_id:
            raise Refusal("task_unknown", {"task": task_id})
        if duty.assignment.notice_to is None:
            raise Refusal("duty_notice_not_owed", {"item": duty.assignment.item})
        duties.append(duty)
    units = {duty.assignment.notice_to for duty in duties}
    unit = units.pop()
    if units or unit is None:
        raise Refusal("duty_units_differ")
    return tuple(duties), unit
