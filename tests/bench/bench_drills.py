"""All shipped drills with the three scripted officers: ``python -m tests.bench.bench_drills [--seed N] [SCENARIO ...]``.

Prints one line a scenario: its injects, the scores of the perfect, the slow and the forgetful officer, whether the forgetful one
lost exactly what was forgotten, how many entries the journal of the perfect one has, and how many times faster than the real
drill it ran (a ratio: nothing is held to a time). The catalogue is read once for all. Code 1 where a score is not as it has to be.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime

from app.catalog.demo import read_demo
from app.catalog.locations import program_files
from app.catalog.reference import load_reference
from app.catalog.scenarios import read_scenarios
from app.catalog.wording import Wording, read_words
from app.desk.demo import founding_commands
from app.desk.desk import Desk
from app.domain.exercise.scenario import Scenario
from app.domain.record import Context
from app.drill.officer import Temper
from app.drill.ports import LiveDesk, Surroundings
from app.drill.running import DrillRun, run
from app.journal.port import MemoryJournal
from app.kernel.clock import FixedClock
from app.kernel.ids import CountedIds

LEAST = 95.0
"""What the officer who does everything in good time has to reach."""

APART = 10.0
"""How far below that the slow one has to stay."""

HEAD = ("scenario", "injects", "perfect", "slow", "forgetful", "lost = forgotten", "entries", "x real time")


def township() -> tuple[LiveDesk, Surroundings]:
    """The demonstration township as it is founded; ways are straight lines."""
    files = program_files()
    reference = load_reference(files.plans, files.resources).reference
    town = read_demo(files.demo, "township-default")

    async def found() -> LiveDesk:
        desk = Desk(MemoryJournal(), reference, FixedClock(datetime(2026, 1, 1, tzinfo=UTC)), CountedIds())
        await desk.start()
        for command in founding_commands(town):
            await desk.execute(command, Context(town.officer))
        return LiveDesk(desk.state, reference)

    return asyncio.run(found()), Surroundings(Wording(read_words(files.resources / "i18n"), "zh", reference))


def hold(scenario: Scenario, temper: Temper, seed: int, live: LiveDesk, around: Surroundings) -> DrillRun:
    """One drill from beginning to end."""
    return asyncio.run(run(MemoryJournal(), live, scenario, around, temper=temper, seed=seed))


def exact(held: DrillRun) -> bool:
    """Whether exactly what was forgotten was lost, and that whole."""
    lost = {part.key: part.share for part in held.score.parts if part.share < 1}
    return set(lost) == set(held.forgotten) and not any(lost.values())


def row(scenario: Scenario, seed: int, live: LiveDesk, around: Surroundings) -> tuple[tuple[str, ...], bool]:
    """The line of a scenario, and whether its scores are as they have to be."""
    begun = time.perf_counter()
    perfect = hold(scenario, Temper.PERFECT, seed, live, around)
    took_s = time.perf_counter() - begun
    slow = hold(scenario, Temper.SLOW, seed, live, around)
    forgetful = hold(scenario, Temper.FORGETFUL, seed, live, around)
    good = perfect.score.points >= LEAST and slow.score.points <= perfect.score.points - APART and exact(forgetful)
    cells = (
        scenario.id, str(len(scenario.injects)), *(f"{one.score.points:.2f}" for one in (perfect, slow, forgetful)),
        f"{'yes' if exact(forgetful) else 'NO'} ({len(forgetful.forgotten)})", str(len(perfect.records)),
        f"{scenario.length_min * 60 / took_s:.0f}",
    )
    return cells, good


def rows(names: list[str], seed: int) -> Iterator[tuple[tuple[str, ...], bool]]:
    """The lines of the named scenarios, of all where none is named."""
    live, around = township()
    found, problems = read_scenarios(program_files().resources / "scenarios", live.files)
    for problem in problems:
        print(problem, file=sys.stderr)
    for name, scenario in sorted(found.items()):
        if not names or name in names:
            yield row(scenario, seed, live, around)


def main() -> int:
    """Print the table; 0 where every score is as it has to be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scenarios", nargs="*", metavar="SCENARIO")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    widths = (26, 7, 7, 7, 9, 16, 7, 11)
    line = "  ".join(f"{{:<{width}}}" for width in widths)
    print(line.format(*HEAD).rstrip())
    good = True
    for cells, fine in rows(given.scenarios, given.seed):
        print(line.format(*cells).rstrip() + ("" if fine else "  <-"), flush=True)
        good = good and fine
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
