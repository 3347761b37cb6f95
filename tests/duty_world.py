"""A small responsibility list for the small world, and strategies for what may be wanted of it. All fiction."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from msgspec.structs import replace

from app.domain.record import Command
from app.domain.responsibility import commands as duties
from app.domain.responsibility.model import (
    DutyClass,
    DutyItem,
    NoticeChannel,
    NoticeKind,
    Opinion,
    Organisation,
    Partner,
    RequestCause,
    RequestKind,
    RequestStatus,
    Standing,
    TaskDuty,
)
from app.domain.state import State
from app.kernel.clock import to_local
from tests.world import BASIS, text

COUNTY = Organisation("County bureau", "county_emergency")


def item(code: str, duty_class: DutyClass = DutyClass.BASIC, **more: Any) -> DutyItem:
    """An item of the list; the county bureau leads what the township does not."""
    own = duty_class in (DutyClass.BASIC, DutyClass.PENDING)
    given: dict[str, Any] = {"lead": Organisation("Station", "duty_officer") if own else COUNTY, "kinds": ("*",), **more}
    return DutyItem(code=code, name=text(f"name of {code}"), duty_class=duty_class, basis=BASIS, **given)


CALLS = item("D-1", words=("call",), supporting=(Partner("Village", "", "lends hands"),))
CORDONS = item("D-2", DutyClass.WITHDRAWN, words=("cordon",), township="keeps watch")
WATCHES = item("D-3", DutyClass.SUPPORTING, words=("watch",), township="looks out")
LIST = (CALLS, CORDONS, WATCHES)
REGISTER = duties.RegisterDutyItems(items=LIST, name="The list", source="list.xlsx")


def duty_commands(state: State, now: Any, *, wild: bool) -> list[st.SearchStrategy[Command]]:
    """Everything that may be wanted of the list, its requests and the hand-over of tasks."""
    known, today = list(state.duties), to_local(now).date()
    classes = st.sampled_from([one for one in DutyClass if wild or one is not DutyClass.PENDING])
    codes = st.sampled_from(["D-1", "D-2", "D-9", *(["", " D-1"] if wild else [])])
    items = st.builds(
        lambda code, duty_class, words, ends: replace(
            item(code, duty_class, words=(words,)), valid_until=today + timedelta(days=ends) if ends else None
        ),
        codes, classes, st.sampled_from(["call", "ring", "county"]), st.sampled_from([0, 0, 1, -1] if wild else [0, 0, 1]),
    )
    changed = st.builds(lambda code, to: replace(state.duties[code], township=to), st.sampled_from(known), st.sampled_from("ab"))
    who = st.sampled_from(["Office", ""] if wild else ["Office"])
    words = st.sampled_from(["because", " "] if wild else ["because"])
    days = st.none() | st.integers(-2 if wild else 0, 20).map(lambda count: today + timedelta(days=count))
    asked = [one for one in state.duty_requests.values() if one.is_open or wild]
    heard = [one.id for one in asked if one.status is RequestStatus.CONSULTATION]
    requests = st.sampled_from([one.id for one in asked] + (["nobody"] if wild or not asked else []))
    open_ids = {of.id for of in state.incidents.values() if of.is_open or wild}
    owed = [
        one for one in state.assignments.values()
        if wild or (one.assignment.notice is not NoticeKind.NONE and one.incident_id in open_ids)
    ]
    work, told = (_work(owed), _work([one for one in owed if one.notices and one.standing is not Standing.ACCEPTED]))
    many = st.lists(items, min_size=0 if wild else 1, max_size=4, unique_by=None if wild else (lambda one: one.code))
    return [
        st.just(REGISTER),
        st.builds(duties.RegisterDutyItems, items=many.map(tuple), name=who, source=st.sampled_from(["", "b.xlsx"])),
        st.builds(duties.AdjustDutyItem, item=changed if known else items, reason=words),
        st.builds(
            _filing, st.just(state), st.sampled_from(list(RequestKind)), st.sampled_from(list(RequestCause)),
            items | changed if known else items, who, words, days, st.sampled_from(["", *state.incidents]),
            st.sampled_from(["", *state.assignments]), st.just(wild),
        ),
        st.builds(
            duties.ConsultDutyRequest, request_id=requests, opinion=st.sampled_from(list(Opinion)), who=who, words=words,
            due_on=days,
        ),
        st.builds(
            duties.DecideDutyRequest, request_id=requests if wild or not heard else st.sampled_from(heard),
            granted=st.booleans(), who=who, words=words, item=st.none() | items if wild else st.none(),
        ),
        st.builds(duties.WithdrawDutyRequest, request_id=requests, who=who, words=words),
        st.builds(
            lambda on, channel, whom, late: duties.RecordDutyNotice(
                incident_id=on[0], task_ids=on[1], channel=channel, whom=whom, at=now + timedelta(minutes=late)
            ),
            work, st.sampled_from(list(NoticeChannel)), who, st.integers(-5, 5 if wild else 0),
        ),
        st.builds(
            lambda on, accepted, whom, said: duties.RecordDutyAcceptance(
                incident_id=on[0], task_ids=on[1], accepted=accepted, whom=whom, words=said
            ),
            told, st.booleans(), who, words,
        ),
    ]


def _work(chosen: list[TaskDuty]) -> st.SearchStrategy[tuple[str, tuple[str, ...]]]:
    if not chosen:
        return st.just(("", ("x",)))
    return st.sampled_from(chosen).map(lambda one: (one.incident_id, (one.assignment.task_id,)))


def _filing(
    state: State, kind: RequestKind, cause: RequestCause, proposal: DutyItem, who: str, words: str, due_on: Any,
    incident_id: str, task_id: str, wild: bool,
) -> Command:
    """A request; a tame one asks for the kind that its code allows, and names the incident that a cause needs."""
    if not wild:
        kind = RequestKind.ADJUSTMENT if proposal.code in state.duties else RequestKind.ADMISSION
        cause = RequestCause.NEW_DUTY if cause is RequestCause.INCIDENT and not incident_id else cause
    return duties.FileDutyRequest(
        kind=kind, cause=cause, proposal=proposal, who=who, words=words, due_on=due_on, incident_id=incident_id, task_id=task_id
    )
