"""What looks late or left out: by times and duties alone, with the rules; a reason given by a person ends the suspicion."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from app.domain.calls.commands import JoinCall, LogCall
from app.domain.calls.model import CallCategory, CallWords
from app.domain.incident.commands import CloseIncident, OpenIncident, RecordFacts
from app.domain.plan.commands import ActivateResponse, TerminateResponse
from app.domain.reporting import suspicion as module
from app.domain.reporting.commands import MakeReport, WaiveObligation
from app.domain.reporting.model import Channel, Stage
from app.domain.reporting.suspicion import Cause, Suspected, suspicions
from app.domain.words import ResponseLevel
from app.kernel.clock import FixedClock
from tests.world import NOON, PLACE, REFERENCE, Station

TO = "county_duty_room"


@pytest.fixture
def station() -> Iterator[Station]:
    made = Station(clock=FixedClock(NOON)).found()
    yield made
    made.close()


def fire(station: Station) -> str:
    return station.open(OpenIncident(kind="A-PRD", place=PLACE, aware_at=NOON, facts={"dead": 1}))


def advance(station: Station, minutes: float) -> None:
    clock = station.clock
    assert isinstance(clock, FixedClock)
    clock.advance(timedelta(minutes=minutes))


def found(station: Station) -> set[tuple[Suspected, Cause, Stage, Channel]]:
    seen = suspicions(station.state, REFERENCE, station.clock.now())
    return {(one.suspected, one.cause, one.stage, one.channel) for one in seen}


def test_nothing_is_suspected_while_there_is_time(station: Station) -> None:
    fire(station)
    advance(station, 29)
    assert found(station) == set()


def test_a_late_report_is_suspected_late_with_its_rule_and_both_times(station: Station) -> None:
    of = fire(station)
    advance(station, 35)
    station.do(MakeReport(incident_id=of, stage=Stage.FIRST, channel=Channel.PHONE, to_role=TO, whom="desk"))
    (late,) = suspicions(station.state, REFERENCE, station.clock.now())
    assert (late.suspected, late.cause, late.late_by_s) == (Suspected.LATE, Cause.MADE_LATE, 300)
    assert [ref.rule_id for ref in late.bases] == ["phone"]
    assert (late.due_at, late.actual_at) == (NOON + timedelta(minutes=30), NOON + timedelta(minutes=35))


def test_a_duty_past_its_time_with_nothing_made_is_suspected_left_out(station: Station) -> None:
    of = fire(station)
    advance(station, 70)
    omitted = (Suspected.OMITTED, Cause.NOTHING_MADE, Stage.FIRST)
    assert found(station) == {(*omitted, Channel.PHONE), (*omitted, Channel.WRITTEN)}
    station.do(WaiveObligation(incident_id=of, key=f"first:0:written:{TO}", reason="told in person"))
    assert found(station) == {(*omitted, Channel.PHONE)}


def test_an_incident_closed_without_a_report_says_so(station: Station) -> None:
    of = fire(station)
    advance(station, 70)
    words = dict.fromkeys(("cause", "outcome", "losses", "lessons", "measures", "approved_by"), "x")
    station.do(CloseIncident(incident_id=of, **words))
    assert {cause for _, cause, stage, _ in found(station) if stage is Stage.FIRST} == {Cause.CLOSED_WITHOUT}


def test_a_call_about_an_incident_that_never_became_one_is_suspected(station: Station) -> None:
    said = CallWords("fire at the mill", category=CallCategory.INCIDENT)
    called = station.do(LogCall(words=said))[0].stamp.command_id
    advance(station, 30)
    assert found(station) == set()
    advance(station, 1)
    (missed,) = suspicions(station.state, REFERENCE, station.clock.now())
    assert (missed.cause, missed.words, missed.incident_id) == (Cause.CALL_UNOPENED, "fire at the mill", "")
    station.do(JoinCall(call_id=called, incident_id=fire(station)))
    assert Cause.CALL_UNOPENED not in {cause for _, cause, *_ in found(station)}


def test_the_machine_has_no_word_for_falsity_or_concealment() -> None:
    assert {one.value for one in module.Suspected} == {"late", "omitted"}
    assert not {"false", "concealed", "falsity", "concealment"} & {one.value for one in module.Cause}


def test_figures_that_changed_after_the_end_and_were_not_told_are_suspected(station: Station) -> None:
    of = fire(station)
    response = station.do(ActivateResponse(
        incident_id=of, plan_id="accident", level=ResponseLevel.IV, item="fire", expected_duration_h=6, measures=("cordon",),
        approved_by="Chief",
    ))[0].stamp.command_id
    for channel in Channel:
        station.do(MakeReport(incident_id=of, stage=Stage.FIRST, channel=channel, to_role=TO, whom="desk", means="fax"))
    advance(station, 10)
    station.do(TerminateResponse(
        incident_id=of, activation_id=response, reason="over", approved_by="Chief", conditions_met=(0,),
    ))
    station.do(MakeReport(incident_id=of, stage=Stage.FINAL, channel=Channel.WRITTEN, to_role=TO, means="fax"))
    advance(station, 10)
    station.do(RecordFacts(incident_id=of, facts={"dead": 2}))
    assert found(station) == set()
    advance(station, 70)
    assert found(station) == {(Suspected.OMITTED, Cause.CHANGE_UNREPORTED, Stage.CORRECTION, Channel.WRITTEN)}
    station.do(MakeReport(incident_id=of, stage=Stage.CORRECTION, channel=Channel.WRITTEN, to_role=TO, means="fax"))
    assert {one for one, *_ in found(station)} == {Suspected.LATE}
