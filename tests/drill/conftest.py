"""The shipped drill on the demonstration township, held once for all tests."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from msgspec.structs import replace

from app.catalog.demo import read_demo
from app.catalog.locations import program_files
from app.catalog.reference import load_reference
from app.catalog.scenarios import read_scenario
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

FILES = program_files()
Hold = Callable[..., DrillRun]


@pytest.fixture(scope="session")
def live() -> LiveDesk:
    """The township as it is founded."""
    reference = load_reference(FILES.plans, FILES.resources).reference
    town = read_demo(FILES.demo, "township-default")

    async def found() -> LiveDesk:
        desk = Desk(MemoryJournal(), reference, FixedClock(datetime(2026, 7, 1, tzinfo=UTC)), CountedIds())
        await desk.start()
        for command in founding_commands(town):
            await desk.execute(command, Context(town.officer))
        return LiveDesk(desk.state, reference)

    return asyncio.run(found())


@pytest.fixture(scope="session")
def flood(live: LiveDesk) -> Scenario:
    """The flood at night."""
    return read_scenario(FILES.resources / "scenarios" / "night_flood_reservoir", live.files)


@pytest.fixture(scope="session")
def around(live: LiveDesk) -> Surroundings:
    """Simulated people speak Chinese; ways are straight lines."""
    return Surroundings(Wording(read_words(Path(FILES.resources) / "i18n"), "zh", live.files))


@pytest.fixture(scope="session")
def hold(live: LiveDesk, flood: Scenario, around: Surroundings) -> Hold:
    """Hold the flood with an officer of this temper; each way once."""

    @cache
    def held(temper: str = "perfect", seed: int = 1, speed: float = 60.0, until_min: float = 120.0) -> DrillRun:
        part = replace(flood, length_min=until_min)
        return asyncio.run(run(MemoryJournal(), live, part, around, temper=Temper(temper), seed=seed, speed=speed))

    return held
