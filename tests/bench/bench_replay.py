"""What a replay of a large journal costs: ``python -m tests.bench.bench_replay [entries]``.

A year of incidents (10,000 entries unless told otherwise; one in ten incidents stays open) is made ready, sought at random, stepped
and played at 60× and 600× in a real window without a map. Read the ratios: a state sought against the whole fold, a stall of
the loop against the beat.
"""

from __future__ import annotations

import asyncio
import random
import statistics
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from PySide6.QtWidgets import QApplication

from app.catalog.wording import Wording
from app.desk.deadlines import DeadlineWatcher
from app.desk.desk import Desk
from app.desk.jobs import Jobs
from app.desk.replay.tape import tape_then
from app.desk.settings import Settings, SettingsStore
from app.desk.workspace import Workspace
from app.domain.apply import fold
from app.domain.decide import decide
from app.domain.duty.commands import FoundDesk
from app.domain.incident.commands import AddNote, CloseIncident, OpenIncident, RecordFacts
from app.domain.record import Command, Record, Stamp
from app.domain.reporting.commands import MakeReport
from app.domain.reporting.model import Channel, Stage
from app.domain.state import State
from app.domain.unit.commands import RegisterUnits
from app.journal.port import MemoryJournal
from app.kernel.clock import FixedClock
from app.kernel.ids import CountedIds, RandomIds
from app.storage.archive import Archive
from app.ui.app import SWITCH_INTERVAL_S
from app.ui.bridge import Bridge
from app.ui.kit.loop import main_loop
from app.ui.kit.theme import Theme
from app.ui.replay.host import ReplayHost
from app.ui.replay.window import ReplayWindow
from app.ui.services import Services
from tests.ui.panels.boards import FILES, catalogue
from tests.world import NOON, OFFICER, PLACE, PROFILE, REFERENCE, UNITS


def year(entries: int) -> tuple[Record, ...]:
    """So many entries of a desk: incidents half an hour apart, each with figures, notes and a report."""
    state, ids, now, made = State(), CountedIds(), NOON, list[Record]()

    def do(command: Command) -> str:
        nonlocal state
        stamp = Stamp(now, ids.new(now), OFFICER)
        told = decide(command, state, REFERENCE, stamp)
        records = tuple(Record(state.seq + 1 + i, stamp, entry) for i, entry in enumerate(told))
        state = fold(records, state)
        made.extend(records)
        return stamp.command_id

    do(FoundDesk(profile=PROFILE))
    do(RegisterUnits(units=UNITS))
    while len(made) < entries:
        one = do(OpenIncident(kind="A-PRD", place=PLACE, aware_at=now))
        for number in range(12):
            now += timedelta(minutes=1)
            do(AddNote(incident_id=one, text=f"note {number}"))
            if number % 4 == 0:
                do(RecordFacts(incident_id=one, facts={"dead": number // 4}, source="phone"))
        do(MakeReport(incident_id=one, stage=Stage.FIRST, channel=Channel.PHONE, to_role="county_duty_room", whom="x", phone="1"))
        if len(state.incidents) % 10:
            do(CloseIncident(incident_id=one, outcome="over", cause="-", losses="-", lessons="-", measures="-", approved_by="y"))
        now += timedelta(minutes=20)
    return tuple(made[:entries])


def at(values: list[float], share: float) -> float:
    """The value that so many of them do not pass, in milliseconds."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))] * 1000


def core(records: tuple[Record, ...]) -> None:
    """Making ready, seeking, stepping."""
    begun = time.perf_counter()
    tape = tape_then(records)
    whole = time.perf_counter() - begun
    chance = random.Random(7)
    places = [chance.randrange(len(tape)) for _ in range(2000)]
    took = []
    for place in places:
        begun = time.perf_counter()
        tape.state_at(place)
        took.append(time.perf_counter() - begun)
    steps = []
    for place in range(5000, min(8000, len(tape))):
        begun = time.perf_counter()
        tape.state_at(place)
        steps.append(time.perf_counter() - begun)
    print(f"{len(tape)} entries: made ready in {whole:.2f} s")
    less = whole * 1000 / at(took, 0.99)
    print(f"a state at random: median {at(took, 0.5):.2f} ms, p99 {at(took, 0.99):.2f} ms, {less:.0f} times less than folding; "
          f"a step {statistics.mean(steps) * 1000:.3f} ms")


async def window(records: tuple[Record, ...], folder: Path) -> None:
    """Opening, seeking and playing as a person sees it."""
    journal = MemoryJournal()
    for record in records:
        journal.append(record.stamp, (record.entry,), record.seq - 1)
    desk = Desk(journal, REFERENCE, FixedClock(records[-1].stamp.at), RandomIds())
    await desk.start()
    settings, words = SettingsStore(folder / "settings.json"), catalogue()[1]
    settings.save(Settings())
    workspace = Workspace(
        data_dir=folder, files=FILES, desk=desk, jobs=Jobs(), settings=settings, archive=Archive(folder), positions=None,
        words=lambda code: Wording(words, code, REFERENCE), cache_dir=folder,
    )
    watcher = DeadlineWatcher(desk)
    navigator: Any = SimpleNamespace(say=lambda *_: None)
    host = ReplayHost(Services(workspace, Bridge(desk, watcher), watcher, navigator))
    stalls: list[float] = []
    meter = asyncio.create_task(measure(stalls))
    begun = time.perf_counter()
    shown: ReplayWindow = await host.open()
    print(f"window open after {time.perf_counter() - begun:.2f} s; the loop's longest stall meanwhile {at(stalls, 1.0):.0f} ms, "
          f"p99 {at(stalls, 0.99):.1f} ms")
    await asyncio.sleep(1.0)
    clock, took = shown.player.clock, []
    chance = random.Random(3)
    for share in [chance.random() for _ in range(60)]:
        begun = time.perf_counter()
        shown.seek(clock.begins_at + share * (clock.ends_at - clock.begins_at))
        took.append(time.perf_counter() - begun)
        await asyncio.sleep(0.02)
    print(f"a seek with all that it shows: median {at(took, 0.5):.1f} ms, p99 {at(took, 0.99):.1f} ms")
    stalls.clear()
    await asyncio.sleep(10.0)
    print(f"stopped for 10 s: the loop waits p50 {at(stalls, 0.5):.1f} ms, p99 {at(stalls, 0.99):.1f} ms, "
          f"longest {at(stalls, 1.0):.1f} ms (what this machine does by itself)")
    shown.player.skips = False
    for speed in (60.0, 600.0):
        shown.seek(clock.begins_at + (clock.ends_at - clock.begins_at) / 2)
        shown.set_speed(speed)
        shown.toggle()
        stalls.clear()
        await asyncio.sleep(10.0)
        shown.toggle()
        print(f"played at {speed:g}x for 10 s: the loop waits p50 {at(stalls, 0.5):.1f} ms, p99 {at(stalls, 0.99):.1f} ms, "
              f"longest {at(stalls, 1.0):.1f} ms")
    meter.cancel()
    host.close()
    await desk.close()
    workspace.jobs.close()


async def measure(stalls: list[float]) -> None:
    """How much later than wanted the loop comes back, every 5 ms."""
    while True:
        begun = time.perf_counter()
        await asyncio.sleep(0.005)
        stalls.append(max(0.0, time.perf_counter() - begun - 0.005))


def main() -> None:
    """Both."""
    records = year(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
    core(records)
    sys.setswitchinterval(SWITCH_INTERVAL_S)  # as the program does
    app = QApplication(sys.argv[:1])
    Theme.load(name="light").apply(app)
    with tempfile.TemporaryDirectory() as folder:

        async def played() -> int:
            await window(records, Path(folder))
            return 0

        main_loop(app, played, lambda problem, where: print(where, problem))


if __name__ == "__main__":
    main()
