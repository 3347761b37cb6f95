"""The handover: what it asks for, and that nobody gets round it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.calldown.commands import RecordCall, StartCallDown
from app.domain.calldown.model import CallPerson, CallResult
from app.domain.decide import decide
from app.domain.duty.commands import StartShift
from app.domain.duty.entries import ShiftStarted
from app.domain.dutylog.commands import CheckEquipment, ListEquipment
from app.domain.dutylog.model import EquipmentCondition
from app.domain.handover.commands import AcceptItem, CompleteHandover, GiveUpHandover, StartHandover
from app.domain.handover.entries import HandoverCompleted
from app.domain.handover.model import HandoverItem, HandoverKind
from app.domain.handover.rules import items_of, open_items
from app.domain.improvement.commands import AssignAction
from app.domain.incident.commands import OpenIncident, RecordFacts
from app.domain.instruction.commands import AnswerInstruction, CloseInstruction, ReceiveInstruction
from app.domain.instruction.model import InstructionKind
from app.domain.plan.commands import ActivateResponse, CompleteTask
from app.domain.presence.commands import CheckIn, CheckOut
from app.domain.record import Command, Context, Stamp
from app.domain.state import State
from app.domain.supply.commands import RequestSupply
from app.domain.words import FactStatus, ResponseLevel
from app.kernel.clock import FixedClock, to_local
from app.kernel.errors import Refusal
from tests.improvement_world import batch
from tests.strategies import busy_start, next_commands
from tests.world import NOON, PLACE, REFERENCE, Station, text

DAY = StartShift(leader="Day leader", officer="Day")
TO_NIGHT = StartHandover(leader="Night leader", officer="Night")
NAMES = CompleteHandover(handed_by="Day", taken_by="Night")


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOON)


@pytest.fixture
def station(clock: FixedClock) -> Iterator[Station]:
    made = Station(clock=clock).found()
    made.do(DAY)
    yield made
    made.close()


def refused(station: Station, command: Command) -> str:
    with pytest.raises(Refusal) as no:
        station.do(command)
    return no.value.code


def left(station: Station) -> tuple[HandoverItem, ...]:
    return open_items(station.state.handover, station.state, station.desk.reference, station.desk.clock.now())


def of_kind(station: Station, kind: HandoverKind) -> list[HandoverItem]:
    found = items_of(station.state, station.desk.reference, station.desk.clock.now())
    return [one for one in found if one.kind is kind]


def fire(station: Station) -> str:
    opened = OpenIncident(kind="A-PRD", place=PLACE, aware_at=station.desk.clock.now(), facts={"dead": 1, "sens_place": True})
    return station.open(opened)


def accept_all(station: Station) -> None:
    for item in left(station):
        station.do(AcceptItem(key=item.key))


def test_a_running_shift_is_not_replaced(station: Station) -> None:
    assert refused(station, StartShift(leader="N", officer="Night")) == "handover_needed"
    assert station.state.shift is not None
    assert station.state.shift.officer == "Day"


def test_in_an_emergency_it_is_for_a_reason_that_is_kept(station: Station) -> None:
    station.do(TO_NIGHT)
    record = station.do(StartShift(leader="N", officer="Night", reason="the officer fell ill"))[0]
    assert isinstance(record.entry, ShiftStarted)
    assert record.entry.without_handover == "the officer fell ill"
    assert station.state.handover is None
    assert [mark.shift.officer for mark in station.state.shifts] == ["Day", "Night"]
    assert station.state.shifts[-1].seq == record.seq


def test_a_quiet_shift_is_handed_over_with_both_names(station: Station) -> None:
    station.do(TO_NIGHT)
    assert left(station) == ()
    assert refused(station, CompleteHandover(handed_by="", taken_by="Night")) == "field_empty"
    assert refused(station, CompleteHandover(handed_by="Night", taken_by="Night")) == "handover_name_wrong"
    assert refused(station, CompleteHandover(handed_by="Day", taken_by="Day")) == "handover_name_wrong"
    records = station.do(NAMES)
    assert [type(one.entry) for one in records] == [HandoverCompleted, ShiftStarted]
    assert station.state.shift is not None
    assert (station.state.shift.leader, station.state.shift.officer) == ("Night leader", "Night")
    assert station.state.handover is None
    (done,) = station.state.handovers
    assert (done.handed_by, done.taken_by, done.completed_at) == ("Day", "Night", NOON)


def test_every_kind_of_open_matter_is_handed_over(station: Station, clock: FixedClock) -> None:
    mill = fire(station)
    station.do(
        ActivateResponse(
            incident_id=mill, plan_id="accident", level=ResponseLevel.IV, item="fire", expected_duration_h=6,
            measures=("cordon",), approved_by="Chief",
        )
    )
    station.do(CheckIn(incident_id=mill, names=("Diver",), expected_out_at=NOON + timedelta(hours=1)))
    station.do(StartCallDown(title="below the slope", persons=(CallPerson("p1", "Watcher", "1"),)))
    station.do(RequestSupply(incident_id=mill, what="Sandbag", quantity=10, unit="piece", place="mill", asked_by="Chief"))
    station.do(ListEquipment(item_id="fax", name=text("Fax"), every_h=24))
    station.do(CheckEquipment(item_id="fax", condition=EquipmentCondition.ABSENT, remark="lent"))
    station.do(ReceiveInstruction(kind=InstructionKind.LEADER, from_name="County head", text="Spare no effort"))
    today = to_local(clock.now()).date()
    station.do(batch(today))
    late = min(station.state.findings)
    station.do(AssignAction(finding_id=late, measure="a second phone", organisation="town", owner="Ann", due_on=today))
    assert {one.kind for one in items_of(station.state, station.desk.reference, clock.now())} == set(HandoverKind)


def test_an_instruction_is_handed_over_until_it_is_put_away(station: Station) -> None:
    due = NOON + timedelta(hours=2)
    received = ReceiveInstruction(
        kind=InstructionKind.SUPERVISE, from_name="County head", text="Report by two", feedback_due_at=due
    )
    asked = station.do(received)[0].stamp.command_id
    station.do(TO_NIGHT)
    (item,) = left(station)
    assert (item.kind, item.due_at, item.subject.zh) == (HandoverKind.INSTRUCTION, due, "Report by two")
    station.do(AcceptItem(key=item.key))
    station.do(AnswerInstruction(instruction_id=asked, answer="done"))
    (again,) = left(station)
    assert again.facts["state"] == "answered", "it has changed: the relief has to know"
    station.do(CloseInstruction(instruction_id=asked))
    assert left(station) == ()


def test_items_are_what_the_state_says_and_go_when_the_matter_does(station: Station) -> None:
    mill = fire(station)
    station.do(CheckIn(incident_id=mill, names=("Diver",), expected_out_at=NOON + timedelta(hours=1)))
    (diver,) = of_kind(station, HandoverKind.PERSON)
    assert diver.subject.zh == "Diver"
    assert diver.due_at == NOON + timedelta(hours=1)
    station.do(CheckOut(presence_ids=(diver.ref,)))
    assert of_kind(station, HandoverKind.PERSON) == []
    called = station.do(StartCallDown(title="slope", persons=(CallPerson("p1", "Watcher", "1"),)))[0].stamp.command_id
    assert [one.ref for one in of_kind(station, HandoverKind.CALLDOWN)] == [called]
    station.do(RecordCall(calldown_id=called, person_id="p1", result=CallResult.ANSWERED))
    assert of_kind(station, HandoverKind.CALLDOWN) == []
    figures = of_kind(station, HandoverKind.FIGURE)
    assert [(one.facts["fact"], one.facts["value"]) for one in figures] == [("dead", "1")], "a flag is no figure"
    station.do(RecordFacts(incident_id=mill, facts={"dead": 1}, status=FactStatus.VERIFIED, source="hospital"))
    assert of_kind(station, HandoverKind.FIGURE) == []


def test_it_does_not_complete_before_everything_is_accepted(station: Station) -> None:
    fire(station)
    station.do(TO_NIGHT)
    first, *others = left(station)
    assert others
    station.do(AcceptItem(key=first.key, remark="called the mill"))
    assert refused(station, AcceptItem(key=first.key)) == "handover_item_accepted"
    assert refused(station, AcceptItem(key="nothing")) == "handover_item_unknown"
    assert refused(station, NAMES) == "handover_items_open"
    accept_all(station)
    station.do(NAMES)
    (done,) = station.state.handovers
    kept = done.accepted[first.key]
    assert (kept.by, kept.remark) == ("Night", "called the mill")


def test_what_arises_or_changes_meanwhile_has_to_be_accepted_too(station: Station) -> None:
    mill = fire(station)
    station.do(TO_NIGHT)
    accept_all(station)
    station.do(RecordFacts(incident_id=mill, facts={"dead": 2}, source="hospital"))
    assert [one.facts["value"] for one in left(station) if one.kind is HandoverKind.FIGURE] == ["2"]
    assert refused(station, NAMES) == "handover_items_open"
    fire(station)
    assert HandoverKind.INCIDENT in {one.kind for one in left(station)}
    accept_all(station)
    station.do(NAMES)


def test_a_task_that_is_done_meanwhile_needs_no_acceptance(station: Station) -> None:
    mill = fire(station)
    station.do(
        ActivateResponse(
            incident_id=mill, plan_id="accident", level=ResponseLevel.IV, item="fire", expected_duration_h=6,
            measures=("cordon",), approved_by="Chief",
        )
    )
    station.do(TO_NIGHT)
    task = of_kind(station, HandoverKind.TASK)[0]
    station.do(CompleteTask(incident_id=mill, task_id=task.ref))
    assert task.key not in {one.key for one in left(station)}
    assert refused(station, AcceptItem(key=task.key)) == "handover_item_unknown"


def test_one_at_a_time_and_it_can_be_broken_off(station: Station) -> None:
    station.do(TO_NIGHT)
    assert refused(station, TO_NIGHT) == "handover_runs"
    assert refused(station, GiveUpHandover(reason="")) == "field_empty"
    station.do(GiveUpHandover(reason="called away"))
    assert refused(station, NAMES) == "handover_none"
    assert station.state.shift is not None
    assert station.state.shift.officer == "Day"
    station.do(TO_NIGHT)


def test_nobody_on_duty_has_nothing_to_hand_over() -> None:
    bare = Station().found()
    try:
        assert refused(bare, TO_NIGHT) == "handover_no_shift"
        record = bare.do(StartShift(leader="L", officer="O", reason="first"))[0]
        assert isinstance(record.entry, ShiftStarted)
        assert record.entry.without_handover == "", "nobody was there to hand anything over"
    finally:
        bare.close()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.data())
def test_no_story_completes_with_an_unaccepted_matter(data: st.DataObject) -> None:
    """Whatever is done, in whatever order: at the moment of completion nothing is open that was not accepted, and the shift
    changes only with a completion or with a reason."""
    station = Station(clock=FixedClock(NOON))
    try:
        for command in (*busy_start(NOON), DAY, TO_NIGHT):
            station.do(command)
        for _ in range(data.draw(st.integers(1, 14))):
            before: State = station.state
            slice_ = data.draw(st.sampled_from(["handover", "handover", "handover", "duty_log", "incident", "call_downs", "desk"]))
            command = data.draw(next_commands(before, station.desk.clock.now(), slice_))
            try:
                records = station.do(command)
            except Refusal:
                assert station.state is before
                continue
            for record in records:
                if isinstance(record.entry, HandoverCompleted):
                    assert open_items(before.handover, before, REFERENCE, record.stamp.at) == ()
                if isinstance(record.entry, ShiftStarted) and before.shift is not None:
                    assert record.entry.handover_id or record.entry.without_handover
    finally:
        station.close()


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_completing_is_refused_exactly_while_something_is_left(data: st.DataObject) -> None:
    station = Station(clock=FixedClock(NOON))
    try:
        for command in (*busy_start(NOON), DAY, TO_NIGHT):
            station.do(command)
        for item in left(station):
            if data.draw(st.booleans()):
                station.do(AcceptItem(key=item.key))
        stamp = Stamp(NOON, "c", Context("officer"))
        if left(station):
            with pytest.raises(Refusal) as no:
                decide(NAMES, station.state, REFERENCE, stamp)
            assert no.value.facts["count"] == len(left(station))
        else:
            assert decide(NAMES, station.state, REFERENCE, stamp)
    finally:
        station.close()
