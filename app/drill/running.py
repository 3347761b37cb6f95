"""A drill from beginning to end without a window: nobody waits, time is passed over from one thing that happens to the next."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import msgspec

from app.desk.jobs import Progress
from app.domain.exercise.model import Drill
from app.domain.exercise.scenario import Scenario
from app.domain.exercise.score import Part, Score
from app.domain.record import Record
from app.drill.clock import DrillClock
from app.drill.conductor import Conductor
from app.drill.officer import ScriptedOfficer, Temper
from app.drill.ports import LiveDesk, Surroundings
from app.drill.second_desk import open_second_desk, prepare
from app.journal.port import Journal
from app.kernel.clock import FixedClock
from app.kernel.errors import Refusal
from app.kernel.ids import CountedIds, IdSource


class DrillRun(msgspec.Struct, frozen=True):
    """What a run came to. ``forgotten`` are parts of the score that the forgetful officer let go and whose time came."""

    drill: Drill
    score: Score
    records: tuple[Record, ...]
    forgotten: tuple[str, ...]
    head_hash: str

    def part(self, key: str) -> Part | None:
        """A part of the score by its key."""
        return next((one for one in self.score.parts if one.key == key), None)


async def run(
    journal: Journal, live: LiveDesk, scenario: Scenario, around: Surroundings, *,
    temper: Temper = Temper.PERFECT, seed: int = 0, speed: float = 60.0, progress: Progress | None = None,
    ids: Callable[[], IdSource] = CountedIds, drill_id: str = "",
) -> DrillRun:
    """Hold the drill over this empty journal with a scripted officer.

    ``speed`` is how many seconds of the drill pass between two looks; what happens does not hang on it. ``Refusal`` where the
    journal is not empty or the scenario cannot be held at this desk.
    """
    if not 0 < speed <= 60:
        raise Refusal("drill_speed_wrong", {"most": 60})
    clock = DrillClock(FixedClock(scenario.starts_at), scenario.starts_at)
    desk = await open_second_desk(journal, live.files, clock, ids())
    try:
        await prepare(desk, live.state, scenario, seed, drill_id or f"{scenario.id}-{seed}")
        conductor = Conductor(desk, clock, around)
        await conductor.open()
        officer = ScriptedOfficer(desk, around, temper)
        conductor.add(officer)
        await conductor.start()
        await _pass_time(conductor, clock, speed, progress)
        score = conductor.score()
        known = {part.key for part in score.parts}
        forgotten = tuple(key for key in officer.forgotten if key in known)
        officer.close()
        conductor.close()
        return DrillRun(conductor.drill, score, conductor.records, forgotten, desk.head_hash.hex())
    finally:
        await desk.close()


async def _pass_time(conductor: Conductor, clock: DrillClock, speed: float, progress: Progress | None) -> None:
    """Look after look, as a window would, but without waiting, and without looking where nothing is due."""
    length = conductor.drill.scenario.length_min
    look = timedelta(seconds=speed)
    begun = clock.now()
    while (due_at := conductor.next_at()) is not None:
        looks = -((begun - due_at) // look)  # whole looks until then, rounded up
        at = max(begun + looks * look, clock.now())
        clock.jump(at)
        await conductor.advance(at)
        if progress is not None:
            progress.report(min(1.0, (at - begun).total_seconds() / 60 / length), "")
