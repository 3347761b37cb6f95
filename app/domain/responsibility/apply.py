"""What entries about responsibility make of the state."""

from __future__ import annotations

from collections.abc import Callable

from immutables import Map
from msgspec.structs import replace

from app.domain.record import Stamp
from app.domain.responsibility.entries import (
    DutiesAssigned,
    DutyAcceptanceRecorded,
    DutyItemAdjusted,
    DutyItemsRegistered,
    DutyNoticeRecorded,
    DutyRequestClosed,
    DutyRequestConsulted,
    DutyRequestFiled,
)
from app.domain.responsibility.model import (
    Assignment,
    DutyAnswer,
    DutyEdition,
    DutyNotice,
    DutyRequest,
    RequestStatus,
    RequestStep,
    TaskDuty,
)
from app.domain.state import State


def items_registered(state: State, entry: DutyItemsRegistered, stamp: Stamp) -> State:
    """The new list alone; what was assigned by the old one stays as it was assigned."""
    edition = DutyEdition(entry.name, entry.source, entry.issued_on, len(entry.items), stamp.at, stamp.actor)
    return replace(state, duties=Map({item.code: item for item in entry.items}), duty_list=edition)


def item_adjusted(state: State, entry: DutyItemAdjusted, stamp: Stamp) -> State:
    """One item as it now stands."""
    return replace(state, duties=state.duties.set(entry.item.code, entry.item))


def request_filed(state: State, entry: DutyRequestFiled, stamp: Stamp) -> State:
    """A request more."""
    step = RequestStep(RequestStatus.FILED, stamp.at, entry.who, stamp.actor, entry.words, entry.due_on)
    request = DutyRequest(
        entry.request_id, entry.request_kind, entry.cause, entry.proposal, (step,), entry.incident_id, entry.task_id
    )
    return replace(state, duty_requests=state.duty_requests.set(request.id, request))


def request_consulted(state: State, entry: DutyRequestConsulted, stamp: Stamp) -> State:
    """A request with the township's assessment."""
    step = RequestStep(
        RequestStatus.CONSULTATION, stamp.at, entry.who, stamp.actor, entry.words, entry.due_on, entry.opinion
    )
    return _stepped(state, entry.request_id, step)


def request_closed(state: State, entry: DutyRequestClosed, stamp: Stamp) -> State:
    """A request that waits no longer."""
    step = RequestStep(entry.status, stamp.at, entry.who, stamp.actor, entry.words)
    return _stepped(state, entry.request_id, step)


def assigned(state: State, entry: DutiesAssigned, stamp: Stamp) -> State:
    """Tasks with their owners; what the same unit was told before stays with the task."""
    made = {one.task_id: _owned(entry, one, state.assignments.get(one.task_id)) for one in entry.assignments}
    return replace(state, assignments=state.assignments.update(made))


def notice_recorded(state: State, entry: DutyNoticeRecorded, stamp: Stamp) -> State:
    """Tasks whose unit was told."""
    notice = DutyNotice(
        entry.to, entry.whom, entry.channel, entry.number, entry.at, entry.read_back, stamp.actor
    )
    return _changed(state, entry.task_ids, lambda duty: replace(duty, notices=(*duty.notices, notice)))


def acceptance_recorded(state: State, entry: DutyAcceptanceRecorded, stamp: Stamp) -> State:
    """Tasks whose unit answered its last notice."""
    answer = DutyAnswer(entry.accepted, entry.whom, entry.words, entry.at, stamp.actor)

    def answered(duty: TaskDuty) -> TaskDuty:
        *earlier, last = duty.notices
        return replace(duty, notices=(*earlier, replace(last, answers=(*last.answers, answer))))

    return _changed(state, entry.task_ids, answered)


def _stepped(state: State, request_id: str, step: RequestStep) -> State:
    request = state.duty_requests[request_id]
    after = replace(request, steps=(*request.steps, step))
    return replace(state, duty_requests=state.duty_requests.set(request_id, after))


def _changed(state: State, task_ids: tuple[str, ...], change: Callable[[TaskDuty], TaskDuty]) -> State:
    return replace(
        state, assignments=state.assignments.update({one: change(state.assignments[one]) for one in task_ids})
    )


def _owned(entry: DutiesAssigned, made: Assignment, known: TaskDuty | None) -> TaskDuty:
    told = known.notices if known is not None and known.assignment.notice_to == made.notice_to else ()
    return TaskDuty(entry.incident_id, entry.activation_id, made, told)
