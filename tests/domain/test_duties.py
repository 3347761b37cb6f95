"""The list, requests to change it, and proof that a unit was told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from app.domain.incident.commands import OpenIncident
from app.domain.plan.commands import ActivateResponse
from app.domain.responsibility.commands import (
    AdjustDutyItem,
    ConsultDutyRequest,
    DecideDutyRequest,
    FileDutyRequest,
    RecordDutyAcceptance,
    RecordDutyNotice,
    RegisterDutyItems,
    WithdrawDutyRequest,
)
from app.domain.responsibility.model import (
    DutyClass,
    DutyItem,
    NoticeChannel,
    Opinion,
    Organisation,
    RequestCause,
    RequestKind,
    RequestStatus,
    Standing,
)
from app.domain.words import Checked, RuleStatus
from app.kernel.errors import Refusal
from tests.duty_world import CALLS, CORDONS, COUNTY, LIST, REGISTER, WATCHES, item
from tests.world import III, NOON, PLACE, Station

TODAY = date(2026, 3, 10)


@pytest.fixture
def station() -> Iterator[Station]:
    made = Station().found()
    made.do(REGISTER)
    yield made
    made.close()


def refused(station: Station, command: Any) -> str:
    before, head = station.state, station.journal.head()
    with pytest.raises(Refusal) as no:
        station.do(command)
    assert station.state is before and station.journal.head() == head
    return no.value.code


def test_a_list_has_an_edition_and_replaces_the_one_before(station: Station) -> None:
    edition = station.state.duty_list
    assert edition is not None
    assert (edition.name, edition.source, edition.count, edition.registered_at) == ("The list", "list.xlsx", 3, NOON)
    assert dict(station.state.duties) == {one.code: one for one in LIST}
    assert refused(station, REGISTER) == "nothing_changed"
    station.do(RegisterDutyItems(items=(CALLS,), name="Next", issued_on=TODAY))
    assert set(station.state.duties) == {"D-1"} and station.state.duty_list.issued_on == TODAY


@pytest.mark.parametrize(
    ("items", "code"),
    [
        ((), "duty_list_empty"),
        ((CALLS, CALLS), "duty_code_twice"),
        ((replace(CALLS, code=" "),), "field_empty"),
        ((replace(CALLS, code="D-1 "),), "duty_code_blank"),
        ((replace(CALLS, name=replace(CALLS.name, zh="")),), "field_empty"),
        ((CALLS, replace(CORDONS, lead=Organisation(""))), "duty_lead_missing"),
        ((replace(CALLS, kinds=("X-*",)),), "kind_unknown"),
        ((replace(CALLS, valid_from=TODAY, valid_until=TODAY),), "duty_days_swapped"),
        ((replace(CALLS, basis=replace(CALLS.basis, status=RuleStatus.STATUTORY)),), "duty_law_unverified"),
    ],
)
def test_a_list_is_taken_whole_or_not_at_all(station: Station, items: tuple[DutyItem, ...], code: str) -> None:
    assert refused(station, RegisterDutyItems(items=items, name="x")) == code


def test_law_is_law_only_where_it_was_verified(station: Station) -> None:
    law = replace(CALLS.basis, status=RuleStatus.STATUTORY, checked=Checked.VERIFIED)
    station.do(RegisterDutyItems(items=(replace(CALLS, basis=law),), name="x"))
    assert station.state.duties["D-1"].basis.status is RuleStatus.STATUTORY


def test_one_item_is_adjusted_with_a_reason(station: Station) -> None:
    after = replace(CALLS, township="calls twice")
    assert refused(station, AdjustDutyItem(item=after, reason=" ")) == "field_empty"
    assert refused(station, AdjustDutyItem(item=CALLS, reason="x")) == "nothing_changed"
    station.do(AdjustDutyItem(item=after, reason="slip"))
    assert station.state.duties["D-1"] == after


def admission(code: str = "D-9", **more: Any) -> FileDutyRequest:
    given: dict[str, Any] = {
        "kind": RequestKind.ADMISSION, "cause": RequestCause.HANDED_DOWN, "proposal": item(code, DutyClass.SUPPORTING),
        "who": "County office", "words": "take it", "due_on": TODAY + timedelta(days=10), **more,
    }
    return FileDutyRequest(**given)


def filed(station: Station, command: FileDutyRequest) -> str:
    return station.do(command)[0].stamp.command_id


def heard(station: Station, request_id: str, opinion: Opinion = Opinion.AGREES) -> None:
    station.do(
        ConsultDutyRequest(request_id=request_id, opinion=opinion, who="Town", words="we can", due_on=TODAY + timedelta(20))
    )


def decided(request_id: str, granted: bool, **more: Any) -> DecideDutyRequest:
    return DecideDutyRequest(request_id=request_id, granted=granted, who="County", words="so", **more)


def test_an_admission_goes_from_the_county_through_the_township_back_to_the_county(station: Station) -> None:
    request_id = filed(station, admission())
    request = station.state.duty_requests[request_id]
    assert (request.status, request.due_on, request.steps[0].who) == (RequestStatus.FILED, TODAY + timedelta(10), "County office")
    assert station.state.duties["D-9"].duty_class is DutyClass.PENDING
    assert refused(station, decided(request_id, True)) == "duty_request_unheard"
    heard(station, request_id, Opinion.CONDITIONS)
    heard(station, request_id)
    final = replace(item("D-9", DutyClass.SUPPORTING), township="as decided")
    station.do(decided(request_id, True, item=final))
    request = station.state.duty_requests[request_id]
    assert [one.status for one in request.steps] == ["filed", "consultation", "consultation", "admitted"]
    assert [one.opinion for one in request.steps] == [None, Opinion.CONDITIONS, Opinion.AGREES, None]
    assert station.state.duties["D-9"] == final and request.due_on is None and not request.is_open
    assert refused(station, decided(request_id, True)) == "duty_request_closed"


@pytest.mark.parametrize("how", ["refused", "withdrawn"])
def test_a_duty_that_is_not_admitted_leaves_the_list_that_day(station: Station, how: str) -> None:
    request_id = filed(station, admission())
    if how == "refused":
        heard(station, request_id, Opinion.OBJECTS)
        station.do(decided(request_id, False))
    else:
        station.do(WithdrawDutyRequest(request_id=request_id, who="County office", words="a mistake"))
    assert station.state.duty_requests[request_id].status == how
    left = station.state.duties["D-9"]
    assert left.duty_class is DutyClass.PENDING and not left.in_force(TODAY)
    assert filed(station, admission()) != request_id, "it may be asked for again"


def test_an_adjustment_changes_the_item_only_when_it_is_granted(station: Station) -> None:
    after = replace(WATCHES, duty_class=DutyClass.WITHDRAWN)
    command = admission(kind=RequestKind.ADJUSTMENT, cause=RequestCause.LAW_CHANGED, proposal=after)
    request_id = filed(station, command)
    assert station.state.duties["D-3"] == WATCHES
    assert refused(station, command) == "duty_request_open"
    heard(station, request_id)
    station.do(decided(request_id, True))
    assert station.state.duty_requests[request_id].status is RequestStatus.ADJUSTED
    assert station.state.duties["D-3"] == after
    again = filed(station, replace(command, proposal=WATCHES))
    heard(station, again)
    station.do(decided(again, False))
    assert station.state.duties["D-3"] == after, "a refused adjustment changes nothing"


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"proposal": CALLS}, "duty_known"),
        ({"kind": RequestKind.ADJUSTMENT}, "duty_unknown"),
        ({"kind": RequestKind.ADJUSTMENT, "proposal": CALLS}, "nothing_changed"),
        ({"proposal": item("D-9", DutyClass.PENDING)}, "duty_class_pending"),
        ({"who": ""}, "field_empty"),
        ({"words": " "}, "field_empty"),
        ({"due_on": TODAY - timedelta(1)}, "day_past"),
        ({"cause": RequestCause.INCIDENT}, "field_empty"),
        ({"incident_id": "nobody"}, "incident_unknown"),
        ({"task_id": "nothing"}, "task_unknown"),
    ],
)
def test_a_request_must_make_sense(station: Station, more: dict[str, Any], code: str) -> None:
    assert refused(station, admission(**more)) == code


def test_a_decision_stays_with_the_item_that_was_asked_for(station: Station) -> None:
    request_id = filed(station, admission())
    heard(station, request_id)
    assert refused(station, decided(request_id, True, item=CALLS)) == "duty_code_other"
    assert refused(station, decided(request_id, True, item=item("D-9", DutyClass.PENDING))) == "duty_class_pending"
    assert refused(station, decided("nobody", True)) == "duty_request_unknown"


def test_a_new_edition_keeps_what_is_still_asked_for(station: Station) -> None:
    filed(station, admission())
    station.do(RegisterDutyItems(items=(CALLS,), name="Next"))
    assert set(station.state.duties) == {"D-1", "D-9"}
    assert station.state.duty_list is not None and station.state.duty_list.count == 2


@pytest.fixture
def on_duty(station: Station) -> tuple[Station, str, str]:
    """The station with a response at level III: ``cordon`` is the county's by a withdrawn item."""
    incident_id = station.open(OpenIncident(kind="A-PRD", place=PLACE, aware_at=NOON))
    made = station.do(
        ActivateResponse(
            incident_id=incident_id, plan_id="accident", level=III, item="mill", expected_duration_h=2,
            measures=("cordon",), approved_by="Chief",
        )
    )
    return station, incident_id, made[0].stamp.command_id


def notice(incident_id: str, *task_ids: str, **more: Any) -> RecordDutyNotice:
    given: dict[str, Any] = {"whom": "Desk", "channel": NoticeChannel.PHONE, "number": "000-1", "read_back": True, **more}
    return RecordDutyNotice(incident_id=incident_id, task_ids=task_ids, **given)


def answer(incident_id: str, *task_ids: str, accepted: bool = True, **more: Any) -> RecordDutyAcceptance:
    return RecordDutyAcceptance(incident_id=incident_id, task_ids=task_ids, accepted=accepted, whom="Desk", **more)


def test_a_notice_is_kept_as_proof_and_answered(on_duty: tuple[Station, str, str]) -> None:
    station, incident_id, response = on_duty
    task_id = f"{response}.cordon"
    assert station.state.assignments[task_id].standing is Standing.OWED
    assert refused(station, answer(incident_id, task_id)) == "duty_not_notified"
    station.do(notice(incident_id, task_id))
    duty = station.state.assignments[task_id]
    assert duty.standing is Standing.TOLD
    kept = duty.notices[0]
    assert (kept.to, kept.whom, kept.number, kept.read_back, kept.at, kept.by) == (COUNTY, "Desk", "000-1", True, NOON, "officer")
    assert refused(station, answer(incident_id, task_id, accepted=False)) == "field_empty"
    station.do(answer(incident_id, task_id, accepted=False, words="not ours"))
    assert station.state.assignments[task_id].standing is Standing.DECLINED
    station.do(notice(incident_id, task_id, channel=NoticeChannel.FAX))
    assert station.state.assignments[task_id].standing is Standing.TOLD
    station.do(answer(incident_id, task_id, words="coming"))
    assert station.state.assignments[task_id].standing is Standing.ACCEPTED
    assert refused(station, answer(incident_id, task_id)) == "nothing_changed"
    assert refused(station, notice(incident_id, task_id)) == "duty_already_accepted"


def test_a_notice_is_for_what_is_owed_to_one_unit(on_duty: tuple[Station, str, str]) -> None:
    station, incident_id, response = on_duty
    assert refused(station, notice(incident_id)) == "no_task_chosen"
    assert refused(station, notice(incident_id, "nobody")) == "task_unknown"
    assert refused(station, notice(incident_id, f"{response}.call")) == "duty_notice_not_owed"
    assert refused(station, notice(incident_id, f"{response}.cordon", whom=" ")) == "field_empty"
    late = NOON + timedelta(minutes=30)
    assert refused(station, notice(incident_id, f"{response}.cordon", at=late)) == "time_in_future"
    station.do(notice(incident_id, f"{response}.cordon"))
    early = NOON - timedelta(minutes=1)
    assert refused(station, answer(incident_id, f"{response}.cordon", at=early)) == "duty_answer_before_notice"
    other = station.open(OpenIncident(kind="A-PRD", place=PLACE, aware_at=NOON))
    assert refused(station, notice(other, f"{response}.cordon")) == "task_unknown"
