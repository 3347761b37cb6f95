"""The demo township on a real desk in memory, and services with a navigator that only remembers."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from app.bootstrap import track
from app.catalog.locations import program_files
from app.catalog.reference import Loaded, load_reference
from app.catalog.wording import Wording, Words, read_words
from app.desk.deadlines import DeadlineWatcher
from app.desk.desk import Desk
from app.desk.jobs import Jobs
from app.desk.settings import Language, Settings, SettingsStore
from app.desk.workspace import Workspace
from app.domain.record import Command
from app.domain.unit.model import Position
from app.journal.port import MemoryJournal
from app.kernel.clock import FixedClock
from app.kernel.errors import Problem
from app.kernel.ids import CountedIds
from app.storage.archive import Archive
from app.storage.telemetry_store import TelemetryStore
from app.ui.bridge import Bridge
from app.ui.services import Services
from tests.ui.panels.desk_world import demo_lines

NOW = datetime(2026, 7, 17, 19, 17, 42, tzinfo=UTC)
"""03:17:42 on Saturday, 18 July, in Beijing."""

FILES = program_files()
_T = TypeVar("_T")


class Remembers:
    """A navigator that only notes what it was asked."""

    def __init__(self) -> None:
        self.calls: list[tuple[Any, ...]] = []

    def __getattr__(self, name: str) -> Any:
        return lambda *given: self.calls.append((name, *given))


@lru_cache
def catalogue() -> tuple[Loaded, Words]:
    """The real catalogue and its words, read once."""
    return load_reference(FILES.plans, FILES.resources), read_words(FILES.resources / "i18n")


class Board:
    """A desk (empty or with the demo day) and the services of one panel."""

    def __init__(
        self, folder: Path, *, demo: bool = True, lang: str = "zh", problems: tuple[Problem, ...] = (),
        loop: asyncio.AbstractEventLoop | None = None, tracked: bool = False,
    ) -> None:
        self.loop = loop or asyncio.new_event_loop()
        loaded, words = catalogue()
        self.reference = loaded.reference
        self.clock = FixedClock(NOW)
        journal = MemoryJournal()
        if demo:
            journal._lines = list(demo_lines())
        self.desk = Desk(journal, self.reference, self.clock, CountedIds(10_000))
        self.run(self.desk.start())
        settings = SettingsStore(folder / "settings.json")
        settings.save(Settings(language=Language(lang)))
        self.jobs = Jobs()
        self.workspace = Workspace(
            data_dir=folder, files=FILES, desk=self.desk, jobs=self.jobs, settings=settings, archive=Archive(folder),
            positions=None, words=lambda code: Wording(words, code, self.reference), cache_dir=folder, problems=problems,
        )
        self.store = TelemetryStore(folder / "telemetry.sqlite") if tracked else None
        if self.store is not None:
            self.workspace.positions = self.store
            self.workspace.tracking = track(self.desk, self.store, settings)
        tracking = self.workspace.tracking
        watcher = DeadlineWatcher(self.desk)
        self.bridge = Bridge(self.desk, watcher, tracking.arrivals if tracking is not None else None)
        self.navigator = Remembers()
        self.services = Services(self.workspace, self.bridge, watcher, self.navigator)  # type: ignore[arg-type]

    def run(self, work: Any) -> Any:
        """The result of a coroutine."""
        return self.loop.run_until_complete(work)

    def do(self, command: Command) -> None:
        """Execute a command as the officer on duty."""
        self.run(self.services.execute(command))

    def see_units(self) -> None:
        """Every unit was seen at its base just now."""
        units = self.desk.state.units.values()
        self.desk.telemetry.report(
            Position(one.id, one.home, self.clock.now(), "gps") for one in units if one.home is not None
        )

    def close(self) -> None:
        """Let go of everything."""
        self.bridge.close()
        if self.workspace.tracking is not None:
            self.workspace.tracking.arrivals.stop()
            self.run(self.workspace.tracking.close())
        self.jobs.close()
        if self.store is not None:
            self.store.close()
        self.run(self.desk.close())
        self.loop.close()
