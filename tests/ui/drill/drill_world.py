"""A live desk and a drill beside it, in memory: the real host, the real main window, no map and no files but settings."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QMainWindow

from app.bootstrap.halls import room_with_hall
from app.catalog.demo import read_demo
from app.catalog.scenarios import read_scenario
from app.catalog.wording import Wording
from app.desk.alarm_keeper import AlarmKeeper
from app.desk.deadlines import DeadlineWatcher
from app.desk.demo import founding_commands
from app.desk.desk import Desk
from app.desk.drills import DrillRoom, Drills, EvaluatedDrill, KeptDrill, ScenarioShelf
from app.desk.jobs import Jobs
from app.desk.settings import Language, Settings, SettingsStore
from app.desk.workspace import Workspace
from app.domain.apply import fold
from app.domain.exercise.evaluation import evaluation_of
from app.domain.exercise.scenario import Scenario
from app.domain.record import Context
from app.domain.state import State
from app.drill.clock import DrillClock
from app.drill.conductor import Conductor
from app.drill.ports import Surroundings
from app.drill.second_desk import open_second_desk, prepare
from app.journal.codec import Sealed, unseal
from app.journal.port import MemoryJournal
from app.kernel.clock import Clock, FixedClock
from app.kernel.ids import CountedIds
from app.storage.archive import Archive
from app.ui.app import make_alarms, make_keeper
from app.ui.bridge import Bridge
from app.ui.drill.host import DrillHost, SecondConsole
from app.ui.drill.room.window import make_room
from app.ui.kit.loop import main_loop
from app.ui.kit.shortcuts import Actions
from app.ui.kit.theme import Theme
from app.ui.panels.base import discover
from app.ui.services import Services
from app.ui.shell.keys import add_actions
from app.ui.shell.main_window import MainWindow
from app.ui.shell.navigator import WindowNavigator
from tests.ui.panels.boards import FILES, catalogue

NOW = datetime(2026, 7, 1, 1, 0, tzinfo=UTC)


class _Heard(QObject):
    heard = Signal(object)


class DrillWindow:
    """What ``Console`` is, without map and background work."""

    def __init__(self, workspace: Workspace, host: DrillHost, panels: tuple[str, ...] = ("drills",)) -> None:
        self.watcher = DeadlineWatcher(workspace.desk)
        self.bridge = Bridge(workspace.desk, self.watcher)
        navigator = WindowNavigator()
        self.services = Services(workspace, self.bridge, self.watcher, navigator)
        self.services.alarms = make_keeper(workspace, self.watcher)
        self.services.drill_host = host
        self.alarms = make_alarms(self.services, self.services.alarms, lambda: bool(host.live_alarms.sounder.sounding))
        specs = tuple(one for one in discover() if one.id in panels)  # the lightest; all are marked by their window
        self.window = MainWindow(self.services, specs, self.alarms)
        navigator.attach(self.window)
        self.services.actions = Actions(self.window)
        add_actions(self.window, self.services, specs, self.services.actions)

    def open(self, *, maximised: bool = True) -> None:
        self.window.show()
        self.window.start()

    async def close(self) -> None:
        self.alarms.close()
        self.watcher.stop()
        self.bridge.close()


class World:
    """``live`` are the services of the real desk, ``wall`` is the clock on the wall, ``host`` the drill's host."""

    scenario = "night_flood_reservoir"
    panels: tuple[str, ...] = ("drills",)

    def __init__(self, folder: Path, live: Desk, wall: FixedClock, lang: str = "zh") -> None:
        self.folder, self.wall, self.lang = folder, wall, lang
        self.jobs = Jobs()
        self.journal = MemoryJournal()
        self.reference = catalogue()[0].reference
        self.flood = read_scenario(FILES.resources / "scenarios" / self.scenario, self.reference)
        self.checked: list[Path] = []
        ports = Drills(
            shelf=lambda: ScenarioShelf({self.flood.id: self.flood}), briefing=lambda _id: "# 参演须知\n<script>x</script>",
            check=self._check, run=self._never, prepare=self._prepare, open=self._open, kept=self._kept, describer=self._never,
            evaluated=self._evaluated,
        )  # fmt: skip
        workspace = self._workspace(live, folder / "live")
        workspace.drills = ports
        watcher = DeadlineWatcher(live)
        self.said: list[tuple[str, str]] = []
        navigator = SimpleNamespace(say=lambda text, tone="neutral": self.said.append((text, tone)))
        self.live = Services(workspace, Bridge(live, watcher), watcher, navigator)  # type: ignore[arg-type]
        self.live.alarms = AlarmKeeper(live, watcher, lambda: 0.0)
        self.heard = _Heard()
        self.live_alarms = SimpleNamespace(heard=self.heard.heard, sounder=SimpleNamespace(sounding=False))
        self.live_window = QMainWindow()
        self.host = DrillHost(self.live, self.live_alarms, self._console, make_room)
        self.live.drill_host = self.host
        self.host.attach(self.live_window)

    async def prepared(self, scenario: Scenario | None = None) -> str:
        """A drill of the live desk; its id."""
        return await self._prepare(scenario or self.flood, 1, None)

    async def _prepare(self, scenario: Scenario, seed: int, _progress: Any) -> str:
        clock = FixedClock(scenario.starts_at)
        desk = await open_second_desk(self.journal, self.reference, clock, CountedIds())
        await prepare(desk, self.live.workspace.desk.state, scenario, seed, "drill-1")
        await desk.close()
        return "drill-1"

    @asynccontextmanager
    async def _open(self, _drill_id: str) -> AsyncIterator[DrillRoom]:
        clock = DrillClock(self.wall, self.flood.starts_at)
        desk = await open_second_desk(self.journal, self.reference, clock, CountedIds(10_000))
        workspace = self._workspace(desk, self.folder / "drill")
        conductor = Conductor(desk, clock, Surroundings(workspace.words("zh")))
        await conductor.open()
        try:
            async with room_with_hall(workspace, conductor, FILES.resources) as room:
                yield room
        finally:
            conductor.close()
            await desk.close()

    def _kept(self) -> tuple[KeptDrill, ...]:
        return ()

    def _evaluated(self, drill_id: str) -> EvaluatedDrill:
        lines = tuple(self.journal.read())
        records = tuple(unseal(line) for line in lines)
        return EvaluatedDrill(
            drill_id, NOW, lines[-1].hash.hex(), evaluation_of(records, self.reference), records, fold(records, State()),
            self.reference,
        )

    def _console(self, workspace: Workspace, host: DrillHost) -> SecondConsole:
        return DrillWindow(workspace, host, self.panels)

    def _check(self, path: Path) -> tuple[Any, ...]:
        self.checked.append(path)
        return ()

    def _never(self, *_: Any) -> Any:
        raise AssertionError("nobody asks for this here")

    def _workspace(self, desk: Desk, folder: Path) -> Workspace:
        folder.mkdir(exist_ok=True)
        settings, words = SettingsStore(folder / "settings.json"), catalogue()[1]
        settings.save(Settings(language=Language(self.lang)))
        return Workspace(
            data_dir=folder, files=FILES, desk=desk, jobs=self.jobs, settings=settings, archive=Archive(folder), positions=None,
            words=lambda code: Wording(words, code, self.reference), cache_dir=folder,
        )  # fmt: skip


@cache
def town_lines() -> tuple[Sealed, ...]:
    """The demonstration township as it is founded, played once."""

    async def play() -> tuple[Sealed, ...]:
        journal = MemoryJournal()
        desk = Desk(journal, catalogue()[0].reference, FixedClock(NOW), CountedIds())
        await desk.start()
        town = read_demo(FILES.demo, "township-default")
        for command in founding_commands(town):
            await desk.execute(command, Context(town.officer))
        await desk.close()
        return tuple(journal.read())

    with ThreadPoolExecutor(max_workers=1) as pool:  # a loop of its own: the caller may stand inside another one
        return pool.submit(asyncio.run, play()).result()


async def live_desk(clock: Clock) -> Desk:
    """That township: nothing has happened."""
    journal = MemoryJournal()
    journal._lines = list(town_lines())
    desk = Desk(journal, catalogue()[0].reference, clock, CountedIds(1_000))
    await desk.start()
    return desk


def beside(
    app: QApplication, tmp: Path, body: Callable[[Any], Awaitable[None]], made: type[World] = World, lang: str = "zh"
) -> None:
    """Run ``body(world)`` on Qt's loop; whatever reached the error sink fails the test."""
    caught: list[tuple[BaseException, str]] = []

    async def main() -> int:
        Theme.load(name="light").apply(app)
        wall = FixedClock(NOW)
        world = made(tmp, await live_desk(wall), wall, lang)
        try:
            await body(world)
        finally:
            await world.host.close()
            world.live.bridge.close()
            world.jobs.close()
            await world.live.workspace.desk.close()
        return 0

    assert main_loop(app, main, lambda problem, where: caught.append((problem, where))) == 0
    assert not caught, caught


async def soon(true: Callable[[], bool], tries: int = 400) -> None:
    """Until something has come about."""
    for _ in range(tries):
        if true():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it did not come about")


def short(scenario: Scenario, minutes: float) -> Scenario:
    """The same, over sooner."""
    return replace(scenario, length_min=minutes)
