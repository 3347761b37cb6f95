"""What open obligations cost while nothing happens: ``python -m tests.bench.bench_alarms [obligations] [seconds]``.

A desk with so many open obligations (10,000 unless told otherwise), its watcher and its alarms stand idle for some seconds;
the processor time is compared with the same desk without any obligation, and with computing all of them anew each second
(and each minute, as it was). Then the cost of one new report, and of a whole hour of deadlines going by. Read the ratios.
"""

from __future__ import annotations

import asyncio
import sys
import time
from datetime import UTC, datetime, timedelta

from app.desk.alarm_keeper import AlarmKeeper
from app.desk.clock_watch import ClockWatch
from app.desk.deadline_index import DeadlineIndex
from app.desk.deadlines import DeadlineWatcher
from app.desk.desk import Desk
from app.domain.apply import fold
from app.domain.deadlines import deadlines
from app.domain.decide import decide
from app.domain.duty.commands import FoundDesk
from app.domain.incident.commands import OpenIncident
from app.domain.record import Command, Record, Stamp
from app.domain.state import State
from app.journal.port import MemoryJournal
from app.kernel.clock import WallClock
from app.kernel.ids import CountedIds, RandomIds
from tests.world import OFFICER, PLACE, PROFILE, REFERENCE


def filled(obligations: int, now: datetime, apart_s: float = 0.0) -> State:
    """A desk with about so many open obligations, calls ``apart_s`` apart (0: none changes its stage in the next minutes)."""
    state, ids = State(), CountedIds()
    for command in (FoundDesk(profile=PROFILE),):
        state = _do(state, command, now, ids)
    while obligations and len(state.incidents) * 3 < obligations:
        aware_at = now - timedelta(seconds=apart_s * len(state.incidents))
        state = _do(state, OpenIncident(kind="A-PRD", place=PLACE, aware_at=aware_at), now, ids)
    return state


def _do(state: State, command: Command, now: datetime, ids: CountedIds) -> State:
    stamp = Stamp(now, ids.new(now), OFFICER)
    entries = decide(command, state, REFERENCE, stamp)
    return fold(tuple(Record(state.seq + 1 + i, stamp, entry) for i, entry in enumerate(entries)), state)


async def idle(state: State, seconds: float) -> tuple[float, int]:
    """Processor seconds that watcher and alarms take while nothing happens, and how many deadlines they watch."""
    desk = Desk(MemoryJournal(), REFERENCE, WallClock(), RandomIds())
    await desk.start()
    desk._look_at(state)
    watcher = DeadlineWatcher(desk)
    keeper = AlarmKeeper(desk, watcher, lambda: 10, clocks=ClockWatch(desk.clock))
    keeper.start()
    watcher.start()
    await asyncio.sleep(1.0)
    begun = time.process_time()
    await asyncio.sleep(seconds)
    spent = time.process_time() - begun
    watched = len(watcher.current)
    keeper.stop()
    watcher.stop()
    await desk.close()
    return spent, watched


def main() -> None:
    """Measure and print."""
    obligations = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 60.0
    now = datetime.now(UTC)
    state = filled(obligations, now)
    begun = time.process_time()
    count = len(deadlines(state, REFERENCE, now))
    anew_s = time.process_time() - begun
    none_s, _ = asyncio.run(idle(filled(0, now), seconds))
    many_s, watched = asyncio.run(idle(state, seconds))
    print(f"{count} open deadlines in {len(state.incidents)} incidents; watched: {watched}")
    print(f"all computed anew once: {anew_s * 1000:.0f} ms of processor time")
    share = f"{many_s / seconds:.4%} of one core"
    print(f"idle for {seconds:.0f} s: {many_s * 1000:.1f} ms ({share}), empty desk {none_s * 1000:.1f} ms")
    print(f"against computing anew each second: 1 : {anew_s * seconds / max(many_s, 1e-6):.0f}")
    print(f"against computing anew each minute: 1 : {anew_s * seconds / 60 / max(many_s, 1e-6):.1f}")
    index = DeadlineIndex()
    begun = time.process_time()
    index.update(state, REFERENCE, now)
    print(f"index built: {(time.process_time() - begun) * 1000:.0f} ms")
    ids = CountedIds(1_000_000)
    after = _do(state, OpenIncident(kind="A-PRD", place=PLACE, aware_at=now), now, ids)
    begun = time.process_time()
    index.update(after, REFERENCE, now)
    one_s = time.process_time() - begun
    print(f"one more incident: {one_s * 1000:.2f} ms, 1 : {anew_s / one_s:.0f} against computing anew")
    spread = filled(obligations, now, apart_s=3.0)
    index = DeadlineIndex()
    index.update(spread, REFERENCE, now)
    begun, wakes = time.process_time(), 0
    while (at := index.next_at()) is not None and wakes < 500:
        index.update(spread, REFERENCE, at)
        wakes += 1
    wake_s = (time.process_time() - begun) / max(wakes, 1)
    print(f"a deadline that crosses a boundary: {wake_s * 1000:.2f} ms, 1 : {anew_s / wake_s:.0f} against computing anew")


if __name__ == "__main__":
    main()
