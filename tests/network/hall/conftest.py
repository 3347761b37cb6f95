"""The flood on the demonstration township, prepared once; every test opens a copy of it."""

from __future__ import annotations

import asyncio

import pytest

from app.domain.exercise.scenario import Scenario
from app.drill.ports import LiveDesk
from app.drill.second_desk import open_second_desk, prepare
from app.journal.codec import Sealed
from app.journal.port import MemoryJournal
from app.kernel.clock import FixedClock
from app.kernel.ids import CountedIds
from tests.drill.conftest import around, flood, live  # noqa: F401 - fixtures
from tests.network.hall.hall_world import HallWorld


@pytest.fixture(scope="session")
def prepared(live: LiveDesk, flood: Scenario) -> tuple[Sealed, ...]:  # noqa: F811 - the fixtures
    """The journal of the drill before it began."""

    async def make() -> tuple[Sealed, ...]:
        journal = MemoryJournal()
        desk = await open_second_desk(journal, live.files, FixedClock(flood.starts_at), CountedIds())
        await prepare(desk, live.state, flood, 1, "d1")
        await desk.close()
        return tuple(journal.read())

    return asyncio.run(make())


@pytest.fixture
def world(tmp_path, prepared, live, flood, around) -> HallWorld:  # noqa: F811 - the fixtures
    """A drill that can be opened."""
    return HallWorld(tmp_path, prepared, live, flood, around)
