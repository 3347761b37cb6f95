"""Work beside the interface, and the second lane."""

from __future__ import annotations

import asyncio
import threading
from datetime import timedelta

import pytest

from app.desk.jobs import Cancelled, Jobs, Progress
from app.desk.telemetry import Telemetry
from app.domain.unit.model import Position
from tests.world import HERE, NOON


def test_a_job_gives_its_result_and_says_how_far_it_is() -> None:
    told: list[tuple[float, str]] = []

    def work(progress: Progress) -> int:
        for step in range(4):
            progress.report(step / 2, f"step {step}")
        return 42

    async def run() -> int:
        result = await jobs.run(work, lambda share, words: told.append((share, words)))
        await asyncio.sleep(0)
        return result

    jobs = Jobs()
    assert asyncio.run(run()) == 42
    assert told == [(0.0, "step 0"), (0.5, "step 1"), (1.0, "step 2"), (1.0, "step 3")]
    jobs.close()


def test_a_cancelled_job_stops_at_its_next_step() -> None:
    begun, ended = threading.Event(), threading.Event()

    def work(progress: Progress) -> None:
        begun.set()
        try:
            while True:
                progress.report(0.5)
        except Cancelled:
            assert progress.should_stop()
            ended.set()
            raise

    async def run() -> None:
        job = asyncio.ensure_future(jobs.run(work))
        await asyncio.to_thread(begun.wait, 5)
        job.cancel()
        with pytest.raises(asyncio.CancelledError):
            await job

    jobs = Jobs()
    asyncio.run(run())
    assert ended.wait(5)
    jobs.close()


def test_what_a_job_raises_reaches_its_caller() -> None:
    jobs = Jobs()
    with pytest.raises(ZeroDivisionError):
        asyncio.run(jobs.run(lambda _: 1 // 0))
    jobs.close()


def position(unit_id: str, minutes: int) -> Position:
    return Position(unit_id, HERE, NOON + timedelta(minutes=minutes), "app")


def test_the_newest_position_wins_whatever_the_order() -> None:
    lane, told = Telemetry(), []
    stop = lane.subscribe(lambda positions: told.append(len(positions)))
    assert lane.report([position("u1", 5), position("u2", 1), position("u1", 3)]) == 2
    assert lane.report([position("u1", 4)]) == 0
    assert lane.positions["u1"].at == NOON + timedelta(minutes=5)
    assert told == [2]
    stop()
    lane.report([position("u1", 9)])
    assert told == [2]


def test_a_picture_of_positions_does_not_change_under_its_reader() -> None:
    lane = Telemetry()
    lane.report([position("u1", 1)])
    picture = lane.positions
    lane.report([position("u1", 2), position("u2", 2)])
    assert list(picture) == ["u1"]


def test_a_watcher_of_positions_that_fails_does_not_silence_the_others(caplog: pytest.LogCaptureFixture) -> None:
    lane, told = Telemetry(), []
    lane.subscribe(lambda _: 1 // 0)
    lane.subscribe(lambda positions: told.append(len(positions)))
    lane.report([position("u1", 1)])
    assert told == [1]
    assert caplog.records
