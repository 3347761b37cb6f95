"""The call log: what a call becomes, and which calls belong together."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from app.domain.calls.commands import CorrectCall, JoinCall, LogCall, StrikeCall
from app.domain.calls.entries import CallJoined, CallLeft, CallLogged
from app.domain.calls.model import CallCategory, CallWords, LoggedCall
from app.domain.calls.rules import Tie, calls_of, masked, number_key, related
from app.domain.incident.commands import CloseIncident, OpenIncident
from app.domain.incident.model import Caller, Place
from app.domain.record import Command
from app.kernel.errors import Refusal
from app.kernel.geo import Point
from tests.world import HERE, NOON, PLACE, Station

SAID = CallWords("Smoke at the mill", caller="Walker", phone="138 0000 1111", place=PLACE)
CLOSING = dict.fromkeys(("cause", "outcome", "losses", "lessons", "measures", "approved_by"), "x")
FAR = Point(HERE.lat + 0.05, HERE.lon)


@pytest.fixture
def station() -> Iterator[Station]:
    made = Station().found()
    yield made
    made.close()


def refused(station: Station, command: Command) -> str:
    with pytest.raises(Refusal) as no:
        station.do(command)
    return no.value.code


def log(station: Station, words: CallWords = SAID, incident_id: str = "") -> LoggedCall:
    record = station.do(LogCall(words=words, incident_id=incident_id))[0]
    assert isinstance(record.entry, CallLogged)
    return station.state.calls[record.entry.call_id]


def opened(station: Station, place: Place = PLACE, **more: object) -> str:
    return station.open(OpenIncident(kind="A-PRD", place=place, aware_at=NOON, **more))  # type: ignore[arg-type]


def test_a_call_is_logged_without_an_incident(station: Station) -> None:
    call = log(station, replace(SAID, text="  Wrong number ", category=CallCategory.MISDIAL))
    assert (call.words.text, call.words.category, call.incident_id, call.at) == ("Wrong number", CallCategory.MISDIAL, "", NOON)
    assert call.taken_by and call.stands


def test_an_incident_and_the_call_that_told_of_it_are_one_step(station: Station) -> None:
    case = opened(station, call=replace(SAID, category=CallCategory.OTHER))
    (call,) = calls_of(station.state, case)
    assert call.words.category is CallCategory.INCIDENT
    assert refused(station, OpenIncident(kind="A-PRD", place=PLACE, aware_at=NOON, call=replace(SAID, text=" "))) == "field_empty"
    assert len(station.state.incidents) == 1 and len(station.state.calls) == 1


def test_several_calls_join_one_incident_and_a_move_needs_a_reason(station: Station) -> None:
    one, other = opened(station), opened(station, Place("hill", FAR))
    first, second = log(station), log(station, replace(SAID, text="Flames"))
    station.do(JoinCall(call_id=first.id, incident_id=one))
    station.do(JoinCall(call_id=second.id, incident_id=one))
    assert [call.id for call in calls_of(station.state, one)] == sorted([first.id, second.id])
    assert refused(station, JoinCall(call_id=first.id, incident_id=other)) == "field_empty"
    records = station.do(JoinCall(call_id=first.id, incident_id=other, reason="another fire"))
    assert [type(record.entry) for record in records] == [CallLeft, CallJoined]
    assert [record.entry.incident_id for record in records] == [one, other]  # type: ignore[attr-defined]
    moved = station.state.calls[first.id]
    assert (moved.incident_id, moved.earlier_incidents) == (other, (one,))
    station.do(JoinCall(call_id=first.id, incident_id="", reason="about neither"))
    assert station.state.calls[first.id].incident_id == ""


def test_what_was_written_wrongly_stays_readable(station: Station) -> None:
    call = log(station)
    better = replace(SAID, text="Smoke at the wood", caller="Forester")
    assert refused(station, CorrectCall(call_id=call.id, words=better, reason=" ")) == "field_empty"
    assert refused(station, CorrectCall(call_id=call.id, words=SAID, reason="x")) == "nothing_changed"
    station.do(CorrectCall(call_id=call.id, words=better, reason="misheard"))
    known = station.state.calls[call.id]
    assert known.words.text == "Smoke at the wood" and known.at == call.at
    assert known.corrections[0].before == {"text": "Smoke at the mill", "caller": "Walker"}
    station.do(StrikeCall(call_id=call.id, reason="twice"))
    struck = station.state.calls[call.id]
    assert not struck.stands and struck.words.text == "Smoke at the wood"
    for command in (
        StrikeCall(call_id=call.id, reason="x"), CorrectCall(call_id=call.id, words=SAID, reason="x"),
        JoinCall(call_id="nobody", incident_id=""),
    ):
        assert refused(station, command) == "call_unknown"


def test_what_makes_no_sense_is_refused(station: Station) -> None:
    case = opened(station)
    cases = (
        (LogCall(words=replace(SAID, text="")), "field_empty"),
        (LogCall(words=replace(SAID, text="x" * 5001)), "call_text_too_long"),
        (LogCall(words=replace(SAID, at=NOON + timedelta(hours=1))), "time_in_future"),
        (LogCall(words=SAID, incident_id="none"), "incident_unknown"),
        (LogCall(words=replace(SAID, place=Place("x", Point(200, 0)))), "point_not_on_earth"),
    )
    for command, code in cases:
        assert refused(station, command) == code
    station.do(CloseIncident(incident_id=case, **CLOSING))
    assert refused(station, LogCall(words=SAID, incident_id=case)) == "incident_closed"


def test_a_number_and_a_place_tie_calls_together(station: Station) -> None:
    near = opened(station, Place("mill", Point(HERE.lat + 0.004, HERE.lon)))
    opened(station, Place("hill", FAR))
    own = opened(station, Place("lake", FAR), caller=Caller("Walker", "+86 13800001111"))
    log(station)
    log(station, replace(SAID, phone="139", place=Place("hill", FAR), text="Elsewhere"))
    found = related(station.state, "13800001111", PLACE, NOON)
    assert [(one.incident.id, one.tie) for one in found.incidents] == [(own, Tie.NUMBER), (near, Tie.NEAR)]
    assert [(one.call.words.text, one.tie) for one in found.calls] == [("Smoke at the mill", Tie.NUMBER)]
    distance = found.incidents[1].distance_m
    assert distance is not None and 400 < distance < 500
    later = related(station.state, "", PLACE, NOON + timedelta(hours=25))
    assert not later.calls and later.incidents
    assert related(station.state, "", Place(""), NOON).is_empty


def test_a_struck_call_and_a_closed_incident_are_tied_to_nothing(station: Station) -> None:
    case = opened(station)
    call = log(station)
    station.do(StrikeCall(call_id=call.id, reason="twice"))
    station.do(CloseIncident(incident_id=case, **CLOSING))
    assert related(station.state, SAID.phone, PLACE, NOON).is_empty


@pytest.mark.parametrize(
    ("phone", "key"),
    [("138 0000 1111", "13800001111"), ("+8613800001111", "13800001111"), ("0713-6688120", "07136688120"), ("110", ""), ("", "")],
)
def test_numbers_are_compared_by_their_digits(phone: str, key: str) -> None:
    assert number_key(phone) == key


@given(st.from_regex(r"\+?[0-9 -]{0,16}", fullmatch=True))
def test_a_masked_number_shows_no_more_than_its_ends(phone: str) -> None:
    digits = "".join(one for one in phone if one.isdigit())
    shown = [one for one in masked(phone) if one != "*"]
    assert len(masked(phone)) == len(digits)
    assert len(shown) <= 7 and (len(digits) >= 7 or not shown)
