"""Who owns the tasks of a response, and what the owners were told and answered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import TypeVar

from app.domain import checks
from app.domain.plan import apply as plan_apply
from app.domain.plan.composition import Work, find_work
from app.domain.plan.entries import PlanActivated, ResponseLevelChanged
from app.domain.record import Command, Entry, Stamp
from app.domain.reference import Reference
from app.domain.responsibility import apply, rules
from app.domain.responsibility.commands import RecordDutyAcceptance, RecordDutyNotice
from app.domain.responsibility.entries import DutiesAssigned, DutyAcceptanceRecorded, DutyNoticeRecorded
from app.domain.responsibility.model import Organisation, Standing, TaskDuty
from app.domain.state import State
from app.kernel.clock import to_local
from app.kernel.errors import Refusal

CommandT = TypeVar("CommandT", bound=Command)
Decider = Callable[[CommandT, State, Reference, Stamp], tuple[Entry, ...]]


def with_duties(decider: Decider[CommandT]) -> Decider[CommandT]:
    """The decider, with the owners of the tasks recorded right after each entry that made or changed them.

    A task that another plan claims too may become life-saving by that, or another role's: then its owner is found anew.
    """

    @wraps(decider)
    def decided(command: CommandT, state: State, reference: Reference, stamp: Stamp) -> tuple[Entry, ...]:
        entries: list[Entry] = []
        for entry in decider(command, state, reference, stamp):
            entries.append(entry)
            if isinstance(entry, PlanActivated | ResponseLevelChanged):
                state = plan_apply.activated(state, entry, stamp) if isinstance(entry, PlanActivated) else (
                    plan_apply.level_changed(state, entry, stamp)
                )
                made = _assigned(entry, state, reference, to_local(stamp.at).date())
                entries += made
                state = apply.assigned(state, made[0], stamp) if made else state
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
) -> tuple[DutiesAssigned, ...]:
    """The owners of what the entry brought in or changed; ``state`` is the one after it."""
    incident = state.incident(entry.incident_id)
    touched = dict.fromkeys((*(task.id for task in entry.tasks), *(merge.task_id for merge in entry.merged)))
    works = [work for task_id in touched if _needs_owner(work := find_work(incident, task_id), state)]
    made = rules.assign(works, incident, state.duties, reference.roles, reference.plans, on)
    if not made:
        return ()
    return (DutiesAssigned(incident_id=incident.id, activation_id=entry.activation_id, assignments=made),)


def _needs_owner(work: Work, state: State) -> bool:
    """Whether nobody owns it yet, or it is no longer the work that was assigned (another role, or life-saving now)."""
    known = state.assignments.get(work.task.id)
    return known is None or (known.assignment.doer, known.assignment.at_once) != (work.task.role, work.task.critical)


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
