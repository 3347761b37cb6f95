"""Call-downs: sound lists, what counts of several calls, how far it has come, who is next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from app.domain.calldown.commands import RecordCall, StartCallDown
from app.domain.calldown.model import CallDown, CallPerson, CallResult
from app.domain.calldown.rules import MOST_PERSONS, coverage, to_call
from app.domain.incident.commands import CloseIncident, OpenIncident
from app.domain.record import Command
from app.kernel.clock import FixedClock
from app.kernel.errors import Refusal
from tests.world import NOON, PLACE, Station

R = CallResult
PEOPLE = (
    CallPerson("p1", "甲", "1", "滑坡点", 14, 48), CallPerson("p2", "乙", "2", "", 6, 20), CallPerson("p3", "丙", "3"),
)


@pytest.fixture
def station() -> Iterator[Station]:
    made = Station(clock=FixedClock(NOON)).found()
    yield made
    made.close()


def begun(station: Station, **more: str) -> CallDown:
    station.do(StartCallDown(title=" 松岭村 ", persons=PEOPLE, **more))
    return now(station)


def now(station: Station) -> CallDown:
    return list(station.state.call_downs.values())[-1]


def call(station: Station, person: str, result: CallResult, **more: str) -> None:
    station.do(RecordCall(calldown_id=now(station).id, person_id=person, result=result, **more))


def refused(station: Station, command: Command) -> str:
    with pytest.raises(Refusal) as refusal:
        station.do(command)
    return refusal.value.code


def test_a_list_is_copied_and_counts_from_nothing_to_everybody(station: Station) -> None:
    made = begun(station)
    assert (made.title, made.started_at, made.persons) == ("松岭村", NOON, PEOPLE)
    assert (coverage(made).percent, coverage(made).uncalled) == (0, 3)
    call(station, "p1", R.ANSWERED)
    call(station, "p2", R.NO_ANSWER)
    so_far = coverage(now(station))
    assert (so_far.percent, so_far.answered, so_far.no_answer, so_far.uncalled) == (33, 1, 1, 1)
    assert (so_far.households, so_far.households_reached, so_far.people_reached) == (20, 14, 48)
    call(station, "p2", R.ANSWERED)
    call(station, "p3", R.ANSWERED)
    assert coverage(now(station)).percent == 100 and to_call(now(station)) == ()


def test_passed_on_is_no_answer_and_the_untried_come_first(station: Station) -> None:
    begun(station)
    call(station, "p1", R.PASSED_ON, passed_to="邻居")
    call(station, "p2", R.NO_ANSWER)
    assert [one.id for one in to_call(now(station))] == ["p3", "p2", "p1"]
    assert coverage(now(station)).answered == 0 and coverage(now(station)).passed_on == 1


def test_those_not_reached_longest_ago_come_before_the_others(station: Station) -> None:
    begun(station)
    for minutes, person in ((1, "p1"), (3, "p2"), (2, "p3")):
        command = RecordCall(
            calldown_id=now(station).id, person_id=person, result=R.NO_ANSWER, at=NOON - timedelta(minutes=minutes)
        )
        station.do(command)
    assert [one.id for one in to_call(now(station))] == ["p2", "p3", "p1"]


def test_a_slip_is_corrected_by_a_second_record_and_both_stay(station: Station) -> None:
    begun(station)
    call(station, "p1", R.ANSWERED)
    call(station, "p1", R.NO_ANSWER)
    assert coverage(now(station)).answered == 0 and len(now(station).calls) == 2


def test_lists_that_make_no_sense_are_refused(station: Station) -> None:
    many = tuple(CallPerson(str(n), "x") for n in range(MOST_PERSONS + 1))
    cases = (
        (StartCallDown(title=" ", persons=PEOPLE), "field_empty"),
        (StartCallDown(title="a", persons=()), "call_list_empty"),
        (StartCallDown(title="a", persons=(PEOPLE[0], PEOPLE[0])), "call_list_twice"),
        (StartCallDown(title="a", persons=many), "call_list_too_long"),
        (StartCallDown(title="a", persons=(CallPerson("p", " "),)), "field_empty"),
        (StartCallDown(title="a", persons=(CallPerson("p", "x", households=-1),)), "fact_too_small"),
        (StartCallDown(title="a", persons=PEOPLE, incident_id="none"), "incident_unknown"),
    )
    for command, code in cases:
        assert refused(station, command) == code
    assert not station.state.call_downs


def test_calls_that_make_no_sense_are_refused(station: Station) -> None:
    made = begun(station)
    call(station, "p1", R.ANSWERED)
    later = NOON + timedelta(hours=1)
    cases = (
        (RecordCall(calldown_id="none", person_id="p1", result=R.ANSWERED), "calldown_unknown"),
        (RecordCall(calldown_id=made.id, person_id="none", result=R.ANSWERED), "call_person_unknown"),
        (RecordCall(calldown_id=made.id, person_id="p2", result=R.PASSED_ON), "field_empty"),
        (RecordCall(calldown_id=made.id, person_id="p2", result=R.ANSWERED, passed_to="x"), "call_not_passed_on"),
        (RecordCall(calldown_id=made.id, person_id="p2", result=R.ANSWERED, at=later), "time_in_future"),
        (RecordCall(calldown_id=made.id, person_id="p1", result=R.ANSWERED), "nothing_changed"),
    )
    for command, code in cases:
        assert refused(station, command) == code


def test_a_closed_incident_is_called_down_no_more(station: Station) -> None:
    station.open(OpenIncident(kind="A-PRD", place=PLACE, aware_at=NOON))
    case = next(iter(station.state.incidents))
    made = begun(station, incident_id=case)
    closing = {name: "x" for name in ("cause", "outcome", "losses", "lessons", "measures", "approved_by")}
    station.do(CloseIncident(incident_id=case, **closing))
    assert refused(station, RecordCall(calldown_id=made.id, person_id="p1", result=R.ANSWERED)) == "incident_closed"
    assert refused(station, StartCallDown(title="a", persons=PEOPLE, incident_id=case)) == "incident_closed"
