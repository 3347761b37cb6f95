"""A whole desk with the demo day on a journal in memory, for panels: the real catalogue, a clock that stands still."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from app.bootstrap import DEFAULT_RULEBOOK, load_catalogue, words_of
from app.catalog.demo import read_demo
from app.catalog.locations import program_files
from app.desk.deadlines import DeadlineWatcher
from app.desk.demo import build_demo
from app.desk.desk import Desk
from app.desk.jobs import Jobs
from app.desk.settings import Language, Settings, SettingsStore
from app.desk.workspace import Workspace
from app.journal.codec import Sealed
from app.journal.port import MemoryJournal
from app.kernel.clock import FixedClock
from app.kernel.ids import CountedIds
from app.storage.archive import Archive
from app.ui.bridge import Bridge
from app.ui.services import Services

NOW = datetime(2026, 7, 17, 19, 17, 42, tzinfo=UTC)
"""03:17:42 on Saturday, 18 July, in Beijing."""

FILES = program_files()


@lru_cache(maxsize=1)
def catalogue() -> Any:
    """The real one, read once."""
    return load_catalogue(FILES)


@lru_cache(maxsize=1)
def demo_lines() -> tuple[Sealed, ...]:
    """The demo day as journal lines, played once."""
    journal = MemoryJournal()
    town = read_demo(FILES.demo, DEFAULT_RULEBOOK)
    play = build_demo(journal, catalogue().reference, town, NOW, CountedIds())
    with ThreadPoolExecutor(max_workers=1) as pool:  # a loop of its own: the caller may stand inside another one
        pool.submit(asyncio.run, play).result()
    return tuple(journal.read())


class Window:
    """Stands in for the window: notes what the panels asked of it."""

    def __init__(self) -> None:
        self.asked: list[tuple[Any, ...]] = []
        self.said: list[tuple[str, str]] = []
        self.picture: bytes | None = None

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return lambda *args: self.asked.append((name, *args))

    def say(self, text: str, tone: str = "neutral") -> None:
        self.said.append((text, tone))

    async def answer(self, deadline: Any) -> None:
        self.asked.append(("answer", deadline))

    async def map_picture(self, incident_id: str) -> bytes | None:
        self.asked.append(("map_picture", incident_id))
        return self.picture


@asynccontextmanager
async def panel_world(tmp: Path, *, lang: str = "zh", lines: tuple[Sealed, ...] | None = None) -> AsyncIterator[Services]:
    """Services over a copy of the demo day (or of ``lines``); everything is closed afterwards."""
    journal = MemoryJournal()
    journal._lines = list(demo_lines() if lines is None else lines)
    loaded = catalogue()
    clock = FixedClock(NOW)
    desk = Desk(journal, loaded.reference, clock, CountedIds(50_000))
    await desk.start()
    jobs = Jobs()
    store = SettingsStore(tmp / "settings.json")
    store.current = msgspec.structs.replace(Settings(), language=Language(lang))
    workspace = Workspace(
        data_dir=tmp, files=FILES, desk=desk, jobs=jobs, settings=store, archive=Archive(tmp / "documents"), positions=None,
        words=words_of(FILES, lambda: desk.reference), cache_dir=tmp / "cache", problems=loaded.problems,
        demo=lambda: read_demo(FILES.demo, DEFAULT_RULEBOOK),
    )
    watcher = DeadlineWatcher(desk)
    bridge = Bridge(desk, watcher)
    services = Services(workspace, bridge, watcher, Window())
    watcher.start()
    try:
        yield services
    finally:
        watcher.stop()
        bridge.close()
        jobs.close()
        await desk.close()


async def until(holds: Any, seconds: float = 10.0) -> None:
    """Wait until it holds; ``AssertionError`` when it does not in time."""
    deadline = asyncio.get_running_loop().time() + seconds
    while not holds():
        assert asyncio.get_running_loop().time() < deadline, "waited in vain"
        await asyncio.sleep(0.01)
