"""Alarms on a desk: raised once, acknowledged alone, through sleep, restarts, power cuts, set clocks and a full disk."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from app.desk.clock_watch import ClockWatch, Heartbeat
from app.domain.alarm.entries import AlarmAcknowledged, AlarmEscalated, AlarmRaised, ClockJumped
from app.domain.alarm.model import AlarmRank, JumpDirection
from app.domain.alarm.rules import REPEAT_S
from app.domain.duty.commands import StartShift
from app.domain.incident.commands import OpenIncident
from app.domain.reporting.commands import MakeReport
from app.domain.reporting.model import Channel, Stage
from app.journal.codec import unseal
from app.kernel.clock import FixedClock
from app.kernel.errors import Fault
from tests.desk.alarm_world import AlarmWorld
from tests.world import NOON, PLACE, sqlite_journal

OPEN = OpenIncident(kind="A-PRD", place=PLACE, aware_at=NOON)
MINUTE_S = 60.0


@pytest.fixture
def world(tmp_path: Path, qapp: Any) -> Any:
    made = AlarmWorld(tmp_path)
    made.station.found()
    yield made
    made.close()


def entries(world: AlarmWorld, kind: type) -> list[Any]:
    return [entry for line in world.station.journal.read() if isinstance(entry := unseal(line).entry, kind)]


def phone_key(case: str) -> str:
    return f"report:{case}:first:0:phone:county_duty_room"


def test_each_stage_is_raised_once_and_sounds(world: AlarmWorld) -> None:
    case = world.station.open(OPEN)
    world.pass_time(90 * MINUTE_S)
    steps = Counter(step for key, _, step in world.raised() if key == phone_key(case))
    assert set(steps.values()) == {1} and set(steps) >= {0, 1, 2, 3}
    assert {name for _, name in world.ear.heard} >= {"watch", "warn", "alarm"}
    assert world.ear.most_at_once == 1


def test_acknowledging_silences_only_that_stage(world: AlarmWorld) -> None:
    case = world.station.open(OPEN)
    while not any(step == 2 for key, _, step in world.raised() if key == phone_key(case)):
        world.pass_time(20)
    world.acknowledge()
    assert world.keeper.standing == () and entries(world, AlarmAcknowledged)[-1].by == "officer"
    quiet = len(world.ear.heard)
    world.pass_time(2 * MINUTE_S)
    assert len(world.ear.heard) == quiet
    world.pass_time(4 * MINUTE_S)
    assert any(one.key == phone_key(case) and one.step == 3 for one in world.keeper.standing)
    assert len(world.ear.heard) > quiet


def test_an_answered_duty_falls_silent_at_once(world: AlarmWorld) -> None:
    case = world.station.open(OPEN)
    world.pass_time(35 * MINUTE_S)
    assert any(one.key == phone_key(case) for one in world.keeper.standing)
    report = MakeReport(incident_id=case, stage=Stage.FIRST, channel=Channel.PHONE, to_role="county_duty_room", whom="x")
    world.station.do(report)
    world.settle()
    assert not any(one.key == phone_key(case) for one in world.keeper.standing)


def test_what_came_due_while_the_machine_slept_is_raised_once_and_marked(world: AlarmWorld) -> None:
    case = world.station.open(OPEN)
    slept_at = world.clock.now()
    world.pass_time(3 * 3600, asleep=True)
    world.wake()
    made = entries(world, AlarmRaised)
    mine = [one for entry in made for one in entry.alarms if one.key == phone_key(case)]
    assert len(mine) == 1 and mine[0].missed and mine[0].rank is AlarmRank.ALARM
    assert made[-1].away_since == slept_at
    assert entries(world, ClockJumped) == [] and world.keeper.jump is None


@pytest.mark.parametrize("orderly", [True, False])
def test_a_restart_raises_nothing_twice_and_says_since_when_nobody_watched(tmp_path: Path, qapp: Any, orderly: bool) -> None:
    world = AlarmWorld(tmp_path, sqlite_journal(tmp_path))
    world.station.found()
    case = world.station.open(OPEN)
    world.pass_time(35 * MINUTE_S)
    world.acknowledge()
    closed_at, before = world.clock.now(), Counter(world.raised())
    world.close(orderly=orderly)
    world.pass_time(5 * 3600, asleep=True)
    world.steady = 3.0  # the machine was started anew
    world.journal = sqlite_journal(tmp_path)
    world.open()
    after = Counter(world.raised())
    assert set(after.values()) == {1} and set(before) < set(after)
    mine = [one for one in entries(world, AlarmRaised)[-1].alarms if one.key == phone_key(case)]
    assert [one.missed for one in mine] == [True]
    away_since = entries(world, AlarmRaised)[-1].away_since
    assert closed_at - timedelta(seconds=90) <= away_since <= closed_at
    assert entries(world, ClockJumped) == []
    world.close()
    world.journal = sqlite_journal(tmp_path)
    world.open()
    assert Counter(world.raised()) == after and world.keeper.standing
    world.close()


@pytest.mark.parametrize(("moved_s", "direction"), [(3600.0, JumpDirection.FORWARD), (-3600.0, JumpDirection.BACKWARD)])
def test_a_clock_that_was_set_is_shown_and_recorded_and_silences_nothing(
    world: AlarmWorld, moved_s: float, direction: JumpDirection
) -> None:
    world.station.open(OPEN)
    world.pass_time(33 * MINUTE_S)
    assert any(one.rank is AlarmRank.ALARM for one in world.keeper.standing)
    before = world.clock.now()
    world.set_clock(moved_s)
    world.wake()
    made = entries(world, ClockJumped)
    assert [(one.before, one.direction) for one in made] == [(before, direction)]
    assert made[0].after == before + timedelta(seconds=moved_s) and made[0].elapsed_s == 0.0
    assert world.keeper.jump is not None
    heard = len(world.ear.heard)
    world.pass_time(REPEAT_S + 20)
    assert len(world.ear.heard) > heard
    world.keeper.dismiss_jump()
    assert world.keeper.jump is None and len(entries(world, ClockJumped)) == 1
    assert max(Counter(world.raised()).values()) == 1


def test_a_clock_that_stands_before_the_last_beat_was_set_while_nobody_watched(tmp_path: Path, qapp: Any) -> None:
    world = AlarmWorld(tmp_path, sqlite_journal(tmp_path))
    world.station.found()
    world.close()
    world.set_clock(-86_400)
    world.journal = sqlite_journal(tmp_path)
    world.open()
    made = entries(world, ClockJumped)
    assert [(one.direction, one.elapsed_s) for one in made] == [(JumpDirection.BACKWARD, None)]
    seqs = [line.seq for line in world.station.journal.read()]
    assert seqs == sorted(seqs)
    world.close()


def test_a_small_drift_is_no_jump(world: AlarmWorld) -> None:
    for _ in range(30):
        world.set_clock(0.4)
        world.pass_time(20)
    assert entries(world, ClockJumped) == []


def test_nobody_answers_so_the_leaders_are_to_be_called_once(world: AlarmWorld) -> None:
    world.station.open(OPEN)
    world.pass_time(45 * MINUTE_S)
    assert world.keeper.nobody_to_call and entries(world, AlarmEscalated) == []
    world.station.do(StartShift(leader="Wang", officer="Li"))
    world.settle()
    world.wake()
    made = entries(world, AlarmEscalated)
    assert len(made) == 1 and [one.name for one in made[0].people] == ["Wang"]
    assert not world.keeper.nobody_to_call and world.keeper.escalation is not None
    world.pass_time(30 * MINUTE_S)
    assert len(entries(world, AlarmEscalated)) == 1
    world.station.run(world.alarms.acknowledge(world.keeper.standing))
    assert world.keeper.escalation is None


def test_a_disk_that_refuses_does_not_silence(world: AlarmWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    case = world.station.open(OPEN)
    journal = world.station.journal
    append = journal.append

    def refuse(*_given: Any) -> Any:
        raise Fault("journal_not_written", {"why": "full"})

    monkeypatch.setattr(journal, "append", refuse)
    world.pass_time(35 * MINUTE_S)
    assert any(one.key == phone_key(case) and one.rank is AlarmRank.ALARM for one in world.keeper.standing)
    assert "alarm" in {name for _, name in world.ear.heard} and world.raised() == []
    monkeypatch.setattr(journal, "append", append)
    world.pass_time(2 * MINUTE_S)
    assert any(key == phone_key(case) for key, _, _ in world.raised())
    assert max(Counter(world.raised()).values()) == 1


def test_at_night_what_is_not_due_only_shows(tmp_path: Path, qapp: Any) -> None:
    world = AlarmWorld(tmp_path, night_from_h=0, night_to_h=23, night_volume_pct=5)  # noon lies in it
    world.station.found()
    case = world.station.open(OPEN)
    while not any(step == 1 for key, _, step in world.raised() if key == phone_key(case)):
        world.pass_time(20)
    assert world.ear.heard == [] and world.keeper.standing
    world.pass_time(35 * MINUTE_S)
    assert "alarm" in {name for _, name in world.ear.heard}
    assert world.alarms.tuning(world.clock.now()).volume >= 0.2
    world.close()


def test_a_mute_ends_by_itself_even_if_the_clock_is_set_back(world: AlarmWorld) -> None:
    world.station.open(OPEN)
    world.pass_time(35 * MINUTE_S)
    world.sounder.mute(5, "on the phone")
    heard = len(world.ear.heard)
    world.pass_time(4 * MINUTE_S)
    assert len(world.ear.heard) == heard
    world.set_clock(-3600)
    world.wake()
    world.pass_time(3 * MINUTE_S)
    assert len(world.ear.heard) > heard


def test_two_readings_that_lie_apart_are_taken_again() -> None:
    clock, steady = FixedClock(NOON), iter([0.0, 0.0, 1.0, 51.0, 51.0, 51.0])  # it falls asleep between two readings
    watch = ClockWatch(clock, lambda: next(steady))
    assert watch.look().jump is None
    clock.advance(timedelta(seconds=51))
    assert watch.look().jump is None


def test_a_beat_that_cannot_be_read_is_not_known(tmp_path: Path) -> None:
    beat = Heartbeat(tmp_path / "watched")
    assert beat.last() is None
    for text in ("", "2026-03-10", "not a time", "2026-03-10T04:00:00"):
        (tmp_path / "watched").write_text(text)
        assert beat.last() is None
    beat.beat(NOON)
    beat.beat(NOON + timedelta(seconds=30))
    assert beat.last() == NOON
    beat.beat(NOON + timedelta(seconds=61))
    assert beat.last() == NOON + timedelta(seconds=61)
    Heartbeat(tmp_path / "gone" / "watched").beat(NOON)
