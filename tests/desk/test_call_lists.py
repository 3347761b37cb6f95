"""Lists to be called: from the plan that runs, the roster and the contact book; each person once, reminded of until reached."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from app.desk.call_lists import CallSource, persons
from app.domain.calldown.commands import EndCallDown, RecordCall, StartCallDown
from app.domain.calldown.model import CallPerson, CallResult
from app.domain.calldown.rules import CALL_AGAIN_AFTER, again_at
from app.domain.deadlines import DeadlineKind, deadlines
from app.domain.duty.commands import RegisterContacts
from app.domain.duty.model import Contact
from app.domain.incident.commands import OpenIncident
from app.kernel.errors import Refusal
from tests.world import NOON, PLACE, Station

CONTACTS = (
    Contact("k1", "甲", "county_duty_room", "000-1", organisation="县"),
    Contact("k2", "乙", "county_duty_room", "", a_b="B", tier="village"),
    Contact("k3", "丙", "county_duty_room", "000-3", tier="village"),
    Contact("k4", "丙", "county_duty_room", "000-3", tier="village", organisation="柳林村"),
)
PEOPLE = (CallPerson("p1", "甲", "000-1"), CallPerson("p2", "乙", "000-2"))


@pytest.fixture
def station() -> Iterator[Station]:
    made = Station().found()
    made.do(RegisterContacts(contacts=CONTACTS))
    yield made
    made.close()


def called(station: Station, source: CallSource) -> list[tuple[str, str]]:
    desk = station.desk
    found = persons(source, station.state, desk.reference, station.clock.now(), str)
    return [(one.name, one.phone) for one in found]


def test_a_person_is_called_once_and_who_has_no_telephone_last(station: Station) -> None:
    assert called(station, CallSource.VILLAGE) == [("丙", "000-3"), ("乙", "")]
    assert called(station, CallSource.TOWNSHIP) == [("甲", "000-1")]
    assert called(station, CallSource.PLAN) == []


def begun(station: Station) -> tuple[str, str]:
    case = station.open(OpenIncident(kind="A-PRD", place=PLACE, aware_at=NOON, facts={"dead": 1}))
    return case, station.do(StartCallDown(title="list", persons=PEOPLE, incident_id=case))[0].stamp.command_id


def due(station: Station) -> list[str]:
    found = deadlines(station.state, station.desk.reference, station.clock.now())
    return [one.subject for one in found if one.kind is DeadlineKind.CALL]


def test_who_was_not_reached_is_reminded_of_until_everybody_has_answered(station: Station) -> None:
    _, listed = begun(station)
    started_at = station.clock.now()
    assert again_at(station.state.call_downs[listed]) == (started_at, started_at + CALL_AGAIN_AFTER)
    assert due(station) == [listed]
    station.clock.advance(timedelta(minutes=2))
    station.do(RecordCall(calldown_id=listed, person_id="p1", result=CallResult.ANSWERED))
    station.do(RecordCall(calldown_id=listed, person_id="p2", result=CallResult.NO_ANSWER))
    waits = again_at(station.state.call_downs[listed])
    assert waits is not None and waits[1] == station.clock.now() + CALL_AGAIN_AFTER
    station.do(RecordCall(calldown_id=listed, person_id="p2", result=CallResult.ANSWERED))
    assert due(station) == [] and again_at(station.state.call_downs[listed]) is None


def test_a_list_is_left_with_a_reason_and_takes_no_more_calls(station: Station) -> None:
    _, listed = begun(station)
    with pytest.raises(Refusal):
        station.do(EndCallDown(calldown_id=listed, reason=" "))
    station.do(EndCallDown(calldown_id=listed, reason="the road is open again"))
    assert due(station) == []
    for command in (
        EndCallDown(calldown_id=listed, reason="again"), RecordCall(calldown_id=listed, person_id="p1", result=CallResult.ANSWERED)
    ):
        with pytest.raises(Refusal) as caught:
            station.do(command)
        assert caught.value.code == "calldown_ended"
