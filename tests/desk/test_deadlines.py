"""The watcher: every crossing once, one timer, none left behind."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import timedelta

from app.desk.deadlines import Crossing, DeadlineWatcher, boundaries_of
from app.domain.deadlines import Deadline, DeadlineKind
from app.domain.incident.commands import OpenIncident
from app.domain.reporting.commands import MakeReport
from app.domain.reporting.model import Channel, Stage
from app.domain.reporting.rules import Urgency
from app.kernel.clock import FixedClock, ScaledClock, WallClock
from tests.world import NOON, PLACE, Station

OPEN = OpenIncident(kind="A-PRD", place=PLACE, aware_at=NOON)


def watched(station: Station) -> tuple[DeadlineWatcher, list[Crossing]]:
    watcher, seen = DeadlineWatcher(station.desk), []

    async def start() -> None:
        watcher.subscribe(lambda _, crossings: seen.extend(crossings))
        watcher.start()

    station.run(start())
    return watcher, seen


def test_each_boundary_is_told_once() -> None:
    clock = FixedClock(NOON)
    station = Station(clock=clock).found()
    watcher, seen = watched(station)
    station.open(OPEN)
    assert seen == []

    async def pass_time() -> None:
        for _ in range(70):
            clock.advance(timedelta(minutes=1))
            watcher.refresh()
            watcher.refresh()

    station.run(pass_time())
    told = Counter((one.deadline.ref, one.urgency) for one in seen if one.deadline.kind is DeadlineKind.REPORT)
    assert set(told.values()) == {1}
    phone = [urgency for (ref, urgency) in told if ref.startswith("first:0:phone")]
    assert phone == [Urgency.SOON, Urgency.NEAR, Urgency.OVERDUE]
    watcher.stop()
    station.close()


def test_a_report_in_time_is_never_told_overdue() -> None:
    clock = FixedClock(NOON)
    station = Station(clock=clock).found()
    watcher, seen = watched(station)
    case = station.open(OPEN)
    clock.advance(timedelta(minutes=20))
    report = MakeReport(
        incident_id=case, stage=Stage.FIRST, channel=Channel.PHONE, to_role="county_duty_room", whom="duty"
    )
    station.do(report)
    clock.advance(timedelta(hours=9))

    async def look() -> None:
        watcher.refresh()

    station.run(look())
    assert not [one for one in seen if one.deadline.ref.startswith("first:0:phone")]
    watcher.stop()
    station.close()


def test_it_wakes_by_itself_at_the_boundary_and_leaves_no_timer() -> None:
    clock = ScaledClock(WallClock(), NOON, speed=60 * 60)
    station = Station(clock=clock).found()
    watcher, seen = watched(station)
    station.open(OPEN)

    async def wait() -> None:
        for _ in range(300):
            if any(one.urgency is Urgency.OVERDUE for one in seen):
                return
            await asyncio.sleep(0.02)

    station.run(wait())
    phone = [one.urgency for one in seen if one.deadline.ref.startswith("first:0:phone")]
    assert phone == [Urgency.SOON, Urgency.NEAR, Urgency.OVERDUE]
    watcher.stop()
    told = len(seen)
    assert _timers(station.loop) == []
    station.run(asyncio.sleep(0.1))
    assert len(seen) == told
    station.close()


def test_many_deadlines_share_one_timer() -> None:
    station = Station().found()
    watcher, _ = watched(station)
    for _ in range(20):
        station.open(OPEN)
    assert len(watcher.current) >= 60
    assert len(_timers(station.loop)) == 1
    watcher.stop()
    assert _timers(station.loop) == []
    station.close()


def test_an_observer_that_fails_does_not_stop_the_clock() -> None:
    station = Station().found()
    watcher = DeadlineWatcher(station.desk)
    seen: list[int] = []

    async def start() -> None:
        watcher.subscribe(lambda *_: 1 / 0)
        watcher.subscribe(lambda ranked, _: seen.append(len(ranked)))
        watcher.start()

    station.run(start())
    station.open(OPEN)
    assert seen[0] == 0
    assert seen[-1] >= 3
    watcher.stop()
    station.close()


def test_the_boundaries_are_where_the_urgency_changes() -> None:
    one = Deadline(DeadlineKind.TASK, "i", "t", NOON, NOON + timedelta(minutes=37, seconds=13))
    soon, near, over = boundaries_of(one)
    tick = timedelta(milliseconds=1)
    assert [one.urgency(at - 2 * tick) for at in (soon, near, over)] == [Urgency.CALM, Urgency.SOON, Urgency.NEAR]
    assert [one.urgency(at + tick) for at in (soon, near, over)] == [Urgency.SOON, Urgency.NEAR, Urgency.OVERDUE]


def _timers(loop: asyncio.AbstractEventLoop) -> list[object]:
    return [timer for timer in loop._scheduled if not timer.cancelled()]  # type: ignore[attr-defined]
