"""Instructions: on record word for word, with limits that run until they are answered; queries start the verification clock."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import msgspec
import pytest

from app.domain.deadlines import DeadlineKind, deadlines, reporting_case
from app.domain.incident.commands import OpenIncident
from app.domain.instruction.commands import (
    AnswerInstruction,
    AssignInstruction,
    CloseInstruction,
    ReceiveInstruction,
    RecordProgress,
)
from app.domain.instruction.model import InstructionKind, InstructionState
from app.domain.record import Command
from app.domain.reporting.model import Channel, Stage
from app.domain.words import ClockStart
from app.kernel.clock import FixedClock
from app.kernel.errors import Refusal
from tests.world import NOON, PLACE, REFERENCE, RULEBOOK, Station, rule

K = InstructionKind
MIN = timedelta(minutes=1)


@pytest.fixture
def station() -> Iterator[Station]:
    made = Station(clock=FixedClock(NOON)).found()
    yield made
    made.close()


def received(station: Station, **more: Any) -> str:
    command = ReceiveInstruction(**{"kind": K.LEADER, "from_name": "Li", "text": "Find  out.\nAll of it.", **more})
    return station.do(command)[0].stamp.command_id


def due(station: Station) -> dict[str, float]:
    found = deadlines(station.state, REFERENCE, station.clock.now())
    return {d.step: (d.due_at - NOON) / MIN for d in found if d.kind is DeadlineKind.INSTRUCTION}


def refused(station: Station, command: Command) -> str:
    with pytest.raises(Refusal) as refusal:
        station.do(command)
    return refusal.value.code


def test_it_goes_from_received_to_closed_and_keeps_its_words(station: Station) -> None:
    asked = received(station, handle_due_at=NOON + 60 * MIN, feedback_due_at=NOON + 90 * MIN)
    assert station.state.instructions[asked].text == "Find  out.\nAll of it."
    assert due(station) == {"handle": 60, "feedback": 90}
    station.do(AssignInstruction(instruction_id=asked, responsible="Station", feedback_due_at=NOON + 80 * MIN))
    assert due(station) == {"handle": 60, "feedback": 80}
    station.do(RecordProgress(instruction_id=asked, text="went there"))
    assert due(station) == {"handle": 60, "feedback": 80}
    station.do(RecordProgress(instruction_id=asked, text="done", handled=True))
    assert due(station) == {"feedback": 80}
    station.do(AnswerInstruction(instruction_id=asked, answer="It is done.", means="phone"))
    assert due(station) == {}
    assert refused(station, AnswerInstruction(instruction_id=asked, answer="again")) == "instruction_answered"
    station.do(CloseInstruction(instruction_id=asked))
    assert station.state.instructions[asked].state is InstructionState.CLOSED
    assert refused(station, CloseInstruction(instruction_id=asked)) == "instruction_closed"


def test_what_was_never_answered_is_closed_with_a_word_only(station: Station) -> None:
    asked = received(station)
    assert refused(station, CloseInstruction(instruction_id=asked)) == "field_empty"
    station.do(CloseInstruction(instruction_id=asked, note="withdrawn by phone"))
    assert due(station) == {}


def test_an_open_query_starts_the_clock_of_verification_and_its_answer_stops_it() -> None:
    verify = rule("verify", Stage.VERIFICATION, Channel.PHONE, clock_start=ClockStart.REQUESTED, limit_min=30)
    book = msgspec.structs.replace(RULEBOOK, rules=(*RULEBOOK.rules, verify))
    station = Station(clock=FixedClock(NOON), reference=replace(REFERENCE, rulebooks={book.id: book})).found()
    clock = station.clock
    assert isinstance(clock, FixedClock)
    of = station.open(OpenIncident(kind="A-PRD", place=PLACE, aware_at=NOON))

    def owed() -> list[float]:
        now = clock.now()
        found = deadlines(station.state, station.desk.reference, now)
        return [(d.due_at - NOON) / MIN for d in found if d.obligation and d.obligation.stage is Stage.VERIFICATION]

    assert owed() == []
    received(station, incident_id=of)
    assert owed() == []
    clock.advance(5 * MIN)
    query = received(station, kind=K.QUERY, incident_id=of)
    assert owed() == [35]
    assert reporting_case(station.state.incidents[of], station.state, clock.now()).requested_at == clock.now()
    station.do(AnswerInstruction(instruction_id=query, answer="three"))
    assert owed() == []
    clock.advance(5 * MIN)
    received(station, kind=K.QUERY, incident_id=of)
    assert owed() == [40]
    station.close()


@pytest.mark.parametrize(("more", "code"), [
    ({"text": " "}, "field_empty"), ({"from_name": ""}, "field_empty"), ({"incident_id": "x"}, "incident_unknown"),
    ({"handle_due_at": NOON - MIN}, "instruction_limit_wrong"), ({"received_at": NOON + 9 * MIN}, "time_in_future"),
    ({"to_role": "nobody"}, "role_unknown"), ({"text": "x" * 10_001}, "instruction_too_long"),
])
def test_what_makes_no_sense_is_not_recorded(station: Station, more: dict[str, Any], code: str) -> None:
    assert refused(station, ReceiveInstruction(**{"kind": K.ORDER, "from_name": "Li", "text": "go", **more})) == code
