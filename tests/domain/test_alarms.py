"""Stages, ranks, what is heard, and who is called: pure rules."""

from __future__ import annotations

import dataclasses
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from app.domain.alarm import commands as alarm
from app.domain.alarm.entries import AlarmAcknowledged, AlarmEscalated, AlarmRaised, AlarmsMuted, ClockJumped
from app.domain.alarm.model import Alarm, AlarmRank, AlarmStage, ClockJump, JumpDirection, Raised, stage_of
from app.domain.alarm.rules import (
    GAP_S,
    LEADER_ROLES,
    REPEAT_S,
    Sound,
    Sounded,
    begins_at,
    call_list,
    due_raises,
    next_callee,
    next_sound,
    rank_of,
    sounded,
    step_at,
    to_escalate,
)
from app.domain.calldown.model import CallResult
from app.domain.deadlines import Deadline, DeadlineKind, deadlines
from app.domain.duty.commands import RegisterContacts, StartShift
from app.domain.duty.model import Contact
from app.domain.incident.commands import OpenIncident
from app.domain.reference import Role
from app.domain.reporting.commands import MakeReport
from app.domain.reporting.model import Channel, Stage
from app.kernel.clock import FixedClock
from app.kernel.errors import Refusal
from tests.world import NOON, PLACE, REFERENCE, Station, text

OPEN = OpenIncident(kind="A-PRD", place=PLACE, aware_at=NOON)
MINUTE = timedelta(minutes=1)


def due(minutes: float = 10, kind: DeadlineKind = DeadlineKind.REPORT, ref: str = "r", *, critical: bool = False) -> Deadline:
    return Deadline(kind, "i", ref, NOON, NOON + timedelta(minutes=minutes), critical=critical)


def stood(key: str, step: int, rank: AlarmRank, at: datetime = NOON, acknowledged: int = -1) -> Alarm:
    return Alarm(key, "i", step, rank, at, at, acknowledged=acknowledged)


@pytest.mark.parametrize(
    ("minutes", "step", "stage"),
    [
        (4.99, -1, None), (5, 0, AlarmStage.HALF), (7.99, 0, AlarmStage.HALF), (8, 1, AlarmStage.MOST), (9.99, 1, AlarmStage.MOST),
        (10, 2, AlarmStage.DUE), (14.9, 2, AlarmStage.DUE), (15, 3, AlarmStage.OVERDUE), (25, 4, AlarmStage.OVERDUE),
        (40, 5, AlarmStage.OVERDUE), (70, 6, AlarmStage.OVERDUE), (129, 6, AlarmStage.OVERDUE), (130, 7, AlarmStage.OVERDUE),
        (190, 8, AlarmStage.OVERDUE),
    ],
)
def test_stages_begin_at_half_at_four_fifths_at_due_and_in_rounds_after(minutes: float, step: int, stage: object) -> None:
    assert step_at(due(), NOON + timedelta(minutes=minutes)) == step
    assert step < 0 or stage_of(step) is stage


@given(st.integers(0, 12), st.integers(1, 3000))
def test_a_step_begins_where_it_is_reached(step: int, minutes: int) -> None:
    one = due(minutes)
    at = begins_at(one, step)
    assert step_at(one, at) >= step
    assert step_at(one, at - timedelta(milliseconds=1)) < step


def test_ranks_press_for_duties_and_people_and_stay_low_for_checklists() -> None:
    report, task, urgent = due(), due(kind=DeadlineKind.TASK), due(kind=DeadlineKind.TASK, critical=True)
    assert [rank_of(report, step) for step in (-1, 0, 1, 2, 9)] == [
        None, AlarmRank.WATCH, AlarmRank.WARN, AlarmRank.ALARM, AlarmRank.ALARM,
    ]
    assert [rank_of(task, step) for step in (0, 1, 2, 3, 4)] == [None, AlarmRank.INFO, AlarmRank.WATCH, AlarmRank.WARN, None]
    assert rank_of(urgent, 2) is AlarmRank.ALARM
    assert {rank_of(due(kind=DeadlineKind.WINDOW), step) for step in range(5)} == {None}


def test_one_sound_speaks_for_all_and_the_most_urgent_names_it() -> None:
    alarms = [stood("a", 0, AlarmRank.WATCH), stood("b", 2, AlarmRank.ALARM), stood("c", 1, AlarmRank.WARN)]
    heard = next_sound(alarms, None, NOON)
    assert isinstance(heard, Sound) and heard.rank is AlarmRank.ALARM and [one.key for one in heard.alarms] == ["b", "c", "a"]
    last = sounded(heard, NOON)
    assert next_sound(alarms, last, NOON + timedelta(seconds=1)) == NOON + timedelta(seconds=REPEAT_S)
    again = next_sound(alarms, last, NOON + timedelta(seconds=REPEAT_S))
    assert isinstance(again, Sound) and again.rank is AlarmRank.ALARM
    acknowledged = [replace(one, acknowledged=one.step) for one in alarms]
    assert next_sound(acknowledged, last, NOON + timedelta(hours=1)) is None


def test_a_higher_rank_breaks_through_and_the_same_one_waits_a_minute() -> None:
    warn = stood("a", 1, AlarmRank.WARN)
    last = Sounded(NOON, AlarmRank.WARN, frozenset({("a", 1)}))
    soon = NOON + timedelta(seconds=5)
    assert next_sound([warn], last, soon) is None
    assert next_sound([warn, stood("b", 1, AlarmRank.WARN)], last, soon) == NOON + timedelta(seconds=GAP_S)
    through = next_sound([warn, stood("b", 2, AlarmRank.ALARM)], last, soon)
    assert isinstance(through, Sound) and through.rank is AlarmRank.ALARM


def test_before_the_due_time_may_be_silent_but_not_after() -> None:
    early, late = stood("a", 1, AlarmRank.WARN), stood("b", 2, AlarmRank.WATCH)
    assert next_sound([early], None, NOON, early=False) is None
    assert isinstance(next_sound([early, late], None, NOON, early=False), Sound)


def test_a_clock_that_was_set_back_does_not_silence() -> None:
    alarm_ = stood("a", 2, AlarmRank.ALARM)
    last = Sounded(NOON + timedelta(hours=3), AlarmRank.ALARM, frozenset({("a", 2)}))
    assert isinstance(next_sound([alarm_], last, NOON), Sound)


def test_the_worst_night_sounds_at_most_once_a_minute_and_hides_nothing() -> None:
    """Three hundred deadlines in six hours, all left unacknowledged for a quarter of an hour."""
    owed = [
        Deadline(
            DeadlineKind.REPORT if number % 3 else DeadlineKind.TASK, "i", f"r{number}", NOON + timedelta(seconds=67 * number),
            NOON + timedelta(seconds=67 * number + 600 + 37 * (number % 11)),
        )
        for number in range(300)
    ]
    alarms: dict[str, Alarm] = {}
    last: Sounded | None = None
    sounds: list[datetime] = []
    heard: set[tuple[str, int]] = set()
    raised: set[tuple[str, int]] = set()
    for second in range(0, 6 * 3600, 5):
        now = NOON + timedelta(seconds=second)
        for one in owed:
            step, known = step_at(one, now), alarms.get(one.key)
            rank = rank_of(one, step)
            if rank is not None and (known is None or known.step < step):
                done = -1 if known is None else known.acknowledged
                alarms[one.key] = Alarm(one.key, "i", step, rank, one.due_at, now, acknowledged=done)
                if second < 6 * 3600 - 2 * GAP_S:  # what comes in the last minute would be heard in the next
                    raised.add((one.key, step))
        for key, known in alarms.items():
            if known.stands and now - known.raised_at >= 15 * MINUTE:
                alarms[key] = replace(known, acknowledged=known.step)
        found = next_sound(alarms.values(), last, now)
        if isinstance(found, Sound):
            last = sounded(found, now)
            sounds.append(now)
            heard |= last.heard
    assert raised - heard == set()
    assert len(sounds) <= 6 * 60
    assert len(raised) > 2 * len(sounds)


@pytest.fixture
def night() -> Station:
    leaders = {code: Role(code, text(code), "township") for code in (*LEADER_ROLES, "fire")}
    reference = dataclasses.replace(REFERENCE, roles={**REFERENCE.roles, **leaders})
    station = Station(clock=FixedClock(NOON), reference=reference).found()
    station.do(StartShift(leader="Wang", officer="Li"))
    return station


def raise_now(station: Station, away: datetime | None = None) -> AlarmRaised:
    now = station.clock.now()
    found = due_raises(deadlines(station.state, station.desk.reference, now), station.state, now, away)
    entry = station.do(alarm.RaiseAlarms(alarms=found, away_since=away))[0].entry
    assert isinstance(entry, AlarmRaised)
    return entry


def pass_time(station: Station, minutes: float) -> None:
    assert isinstance(station.clock, FixedClock)
    station.clock.advance(timedelta(minutes=minutes))


def test_a_step_is_raised_once_and_acknowledged_alone(night: Station) -> None:
    night.open(OPEN)
    pass_time(night, 40)
    first = raise_now(night)
    assert first.alarms
    with pytest.raises(Refusal, match="nothing_changed"):
        night.do(alarm.RaiseAlarms(alarms=first.alarms))
    one = next(iter(night.state.alarms.values()))
    made = night.do(alarm.AcknowledgeAlarms(seen=((one.key, one.step), (one.key, one.step + 1), ("none", 2))))[0].entry
    assert made == AlarmAcknowledged(seen=((one.key, one.step),), by="officer")
    known = night.state.alarms[one.key]
    assert not known.stands and known.acknowledged_by == "officer" and known.acknowledged_at == night.clock.now()
    with pytest.raises(Refusal, match="alarm_not_standing"):
        night.do(alarm.AcknowledgeAlarms(seen=((one.key, one.step),)))
    pass_time(night, 600)
    raise_now(night)
    assert night.state.alarms[one.key].stands and night.state.alarms[one.key].acknowledged == one.step


def test_a_deadline_that_was_put_off_begins_again() -> None:
    station = Station(clock=FixedClock(NOON)).found()
    case = station.open(OPEN)
    first = Raised("person:x:1", case, 2, AlarmRank.ALARM, NOON)
    station.do(alarm.RaiseAlarms(alarms=(first,)))
    station.do(alarm.AcknowledgeAlarms(seen=(("person:x:1", 2),)))
    later = replace(first, step=0, rank=AlarmRank.WATCH, due_at=NOON + timedelta(hours=1))
    station.do(alarm.RaiseAlarms(alarms=(later,)))
    known = station.state.alarms["person:x:1"]
    assert known.stands and known.acknowledged == -1 and known.unanswered_since is None
    with pytest.raises(Refusal, match="nothing_changed"):  # an earlier due time goes on from the last step
        station.do(alarm.RaiseAlarms(alarms=(replace(later, due_at=NOON),)))


def test_what_is_over_is_forgotten_with_the_next_alarm(night: Station) -> None:
    case = night.open(OPEN)
    pass_time(night, 60)
    raise_now(night)
    key = next(key for key in night.state.alarms if key.startswith(f"report:{case}:first:0:phone"))
    night.do(MakeReport(incident_id=case, stage=Stage.FIRST, channel=Channel.PHONE, to_role="county_duty_room", whom="x"))
    night.do(alarm.RaiseAlarms(alarms=(), gone=(key, "unknown")))
    assert key not in night.state.alarms


def test_leaders_are_called_in_order_after_the_wait_and_one_answer_ends_it(night: Station) -> None:
    people = (
        Contact("c", "Chief", "commander", "3"), Contact("b", "Stand-in", "duty_leader", "2", a_b="B"),
        Contact("a", "Wang", "duty_leader", "1"), Contact("d", "Deputy", "deputy_commander", "4"),
        Contact("x", "Fire", "fire", "9"),
    )
    night.do(RegisterContacts(contacts=people))
    assert [one.name for one in call_list(night.state)] == ["Wang", "Stand-in", "Deputy", "Chief"]
    case = night.open(OPEN)
    pass_time(night, 300)
    raise_now(night)

    def is_open(key: str) -> bool:
        return any(one.key == key for one in deadlines(night.state, night.desk.reference, night.clock.now()))

    none, at = to_escalate(night.state, night.clock.now(), 10, is_open)
    assert none == () and at == night.clock.now() + 10 * MINUTE
    pass_time(night, 10)
    keys, _ = to_escalate(night.state, night.clock.now(), 10, is_open)
    assert keys and to_escalate(night.state, night.clock.now(), 0, is_open) == ((), None)
    entry = night.do(alarm.EscalateAlarms(keys=keys))[0].entry
    assert isinstance(entry, AlarmEscalated) and [one.phone for one in entry.people] == ["1", "2", "4", "3"]
    with pytest.raises(Refusal, match="escalation_open"):
        night.do(alarm.EscalateAlarms(keys=keys))
    called = entry.escalation_id
    assert night.state.escalation is not None and next_callee(night.state.escalation) == entry.people[0]
    night.do(alarm.RecordEscalationCall(escalation_id=called, callee_id="a", result=CallResult.NO_ANSWER))
    assert next_callee(night.state.escalation) == entry.people[1]
    with pytest.raises(Refusal, match="call_person_unknown"):
        night.do(alarm.RecordEscalationCall(escalation_id=called, callee_id="zzz", result=CallResult.ANSWERED))
    with pytest.raises(Refusal, match="escalation_unknown"):
        night.do(alarm.RecordEscalationCall(escalation_id="zzz", callee_id="a", result=CallResult.ANSWERED))
    night.do(alarm.RecordEscalationCall(escalation_id=called, callee_id="b", result=CallResult.ANSWERED))
    assert night.state.escalation is not None and night.state.escalation.answered is not None
    assert to_escalate(night.state, night.clock.now(), 10, is_open)[0] == ()
    assert case


def test_answered_duties_call_nobody(night: Station) -> None:
    case = night.open(OPEN)
    pass_time(night, 60)
    raise_now(night)
    key = next(key for key in night.state.alarms if key.startswith(f"report:{case}:first:0:phone"))
    night.do(MakeReport(incident_id=case, stage=Stage.FIRST, channel=Channel.PHONE, to_role="county_duty_room", whom="x"))
    with pytest.raises(Refusal, match="alarm_not_standing"):
        night.do(alarm.EscalateAlarms(keys=(key,)))


def test_nobody_to_call_is_said() -> None:
    station = Station(clock=FixedClock(NOON)).found()
    station.open(OPEN)
    pass_time(station, 300)
    raise_now(station)
    with pytest.raises(Refusal, match="escalation_nobody"):
        station.do(alarm.EscalateAlarms(keys=tuple(station.state.alarms)))


@pytest.mark.parametrize(
    ("shift_min", "elapsed_s", "direction", "moved_s"),
    [(60, 30.0, JumpDirection.FORWARD, 3570), (-60, 30.0, JumpDirection.BACKWARD, -3630), (-5, None, JumpDirection.BACKWARD, -300)],
)
def test_a_clock_that_was_set_is_a_fact(shift_min: int, elapsed_s: float | None, direction: object, moved_s: float) -> None:
    station = Station(clock=FixedClock(NOON)).found()
    after = NOON + timedelta(minutes=shift_min)
    entry = station.do(alarm.NoteClockJump(before=NOON, after=after, elapsed_s=elapsed_s))[0].entry
    assert entry == ClockJumped(before=NOON, after=after, direction=direction, elapsed_s=elapsed_s)
    assert station.state.clock_jump == ClockJump(NOON, after, elapsed_s)
    assert station.state.clock_jump is not None and station.state.clock_jump.shift_s == moved_s


def test_a_mute_is_recorded_with_its_reason_and_has_an_end() -> None:
    station = Station(clock=FixedClock(NOON)).found()
    entry = station.do(alarm.MuteAlarms(minutes=10, reason=" on the phone "))[0].entry
    assert entry == AlarmsMuted(until=NOON + 10 * MINUTE, reason="on the phone")
    for minutes, reason in ((0, "x"), (61, "x"), (5, " ")):
        with pytest.raises(Refusal):
            station.do(alarm.MuteAlarms(minutes=minutes, reason=reason))
