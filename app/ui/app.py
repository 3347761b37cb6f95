"""The window's life: Qt, the loop, the workspace, the first start, and an orderly end."""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app.catalog.locations import program_files
from app.catalog.wording import Wording, read_words
from app.desk.alarm_keeper import AlarmKeeper
from app.desk.alarm_settings import tuning
from app.desk.clock_watch import ClockWatch, Heartbeat
from app.desk.deadlines import DeadlineWatcher
from app.desk.settings import Settings
from app.desk.workspace import Workspace
from app.domain.alarm.commands import MuteAlarms
from app.kernel.clock import WallClock
from app.kernel.errors import Fault
from app.ui import background
from app.ui.bridge import Bridge
from app.ui.crash import CrashSink
from app.ui.drill.host import DrillHost
from app.ui.drill.room.window import make_room
from app.ui.heat import HeatBox
from app.ui.kit import tasks
from app.ui.kit.dialogs import tell
from app.ui.kit.garbage import GarbageKeeper
from app.ui.kit.i18n import language, set_language, translate
from app.ui.kit.layout_memory import LayoutMemory
from app.ui.kit.loop import CloseRequest, main_loop
from app.ui.kit.shortcuts import Actions
from app.ui.kit.sound import DRILL_FOLDER, FOLDER, Sounder, SoundProfile
from app.ui.kit.theme import Theme
from app.ui.map.making import site_of
from app.ui.map.scheme import register_scheme
from app.ui.panels.base import discover
from app.ui.panels.mapdata.layers.hub import hub_of
from app.ui.replay.host import ReplayHost
from app.ui.services import Services
from app.ui.shell.alarms import Alarms
from app.ui.shell.first_start import ask_first_start, ask_own_desk, offer_roster
from app.ui.shell.keys import add_actions
from app.ui.shell.main_window import MainWindow
from app.ui.shell.map_sync import MapSync
from app.ui.shell.navigator import WindowNavigator
from app.ui.single import SingleInstance
from app.ui.trails import TrailBox
from app.ui.who_goes import WhoGoes

_log = logging.getLogger(__name__)

OpenWorkspace = Callable[[], AbstractAsyncContextManager[Workspace]]
MakeDemo = Callable[[], Awaitable[int]]
Script = Callable[[MainWindow, Services], Awaitable[int]]

SWITCH_INTERVAL_S = 0.0005
"""How long a worker may keep Python from the interface: with Python's own 5 ms the interface's longest waits (p99) were
7-10 ms while ten thousand positions were encoded, with this 2.5-5 ms."""


class Console:
    """Puts one window together and takes it apart again. ``host``: it is a drill's window, opened by the live desk's host."""

    def __init__(self, app: QApplication, workspace: Workspace, host: DrillHost | None = None) -> None:
        self.workspace = workspace
        self.watcher = DeadlineWatcher(workspace.desk)
        self.bridge = Bridge(workspace.desk, self.watcher, workspace.tracking.arrivals if workspace.tracking else None)
        self.navigator = WindowNavigator()
        self.memory = LayoutMemory(workspace.data_dir / "layout.ini")
        self.services = Services(workspace, self.bridge, self.watcher, self.navigator, memory=self.memory)
        if workspace.positions is not None:
            self.services.trails = TrailBox(workspace, self.bridge)
        self.services.heat = HeatBox(self.bridge)
        self.services.map_view = self._make_map()
        self.services.who = WhoGoes(workspace, self.bridge, self.services.map_view)
        self.services.alarms = make_keeper(workspace, self.watcher)
        live = host.live_alarms if host is not None else None
        self.alarms = make_alarms(self.services, self.services.alarms, lambda: live is not None and live.sounder.sounding)
        own = DrillHost(self.services, self.alarms, lambda of, owner: Console(app, of, owner), make_room)
        self.host = own if host is None else None
        self.services.drill_host = host or own
        self.services.replay_host = ReplayHost(self.services, make_replay_map)
        specs = discover()
        self.window = MainWindow(self.services, specs, self.alarms)
        if self.host is not None:
            self.host.attach(self.window)
        self.services.replay_host.attach(self.window)
        sounder = self.alarms.sounder
        sounder.noted.connect(self.window.say)
        self.navigator.attach(self.window)
        self.services.actions = Actions(self.window)
        add_actions(self.window, self.services, specs, self.services.actions)
        self._sync: MapSync | None = None
        self._background: list[asyncio.Task[None]] = []
        self._begin = QTimer(self.window, singleShot=True, interval=0)
        self._begin.timeout.connect(self._after_paint)

    def open(self, *, maximised: bool = True) -> None:
        """Show the window; what takes long begins after it has been painted."""
        if not self.memory.keep_window("main", self.window) and maximised:
            self.window.resize(1366, 768)
            self.window.showMaximized()
        else:
            self.window.show()
        self.window.start()
        if self.services.alarms is not None:
            self.services.alarms.start()
        self.watcher.start()
        if self.workspace.tracking is not None:
            self.workspace.tracking.arrivals.start()
        self._begin.start()

    async def close(self) -> None:
        """Take everything apart in order, what is open beside it (replay, drill) first; the map's page goes before its profile."""
        self.services.replay_host.close()
        if self.host is not None:
            await self.host.close()
        self.memory.save()
        self._begin.stop()
        self.window.wall.close()
        for task in self._background:
            task.cancel()
        await asyncio.gather(*self._background, return_exceptions=True)  # they use what the workspace is about to close
        if self.services.who is not None:
            self.services.who.close()
        if self._sync is not None:
            self._sync.close()
        if self.services.map_view is not None:
            self.services.map_view.shutdown()
        self.alarms.close()
        self.alarms.keeper.stop()
        self.watcher.stop()
        self.bridge.close()

    def _after_paint(self) -> None:
        if self.services.map_view is not None:
            self._sync = MapSync(self.services, self.services.map_view, self.bridge)
            hub_of(self.services).changed.connect(self._sync.refresh_grids)
            hub_of(self.services).start()
        if self.services.who is not None:
            self.services.who.start()
        if self.workspace.settings.current.wall_at_start:
            self.window.wall.open()
        for work in (
            background.check_chain(self.workspace, self.window),
            background.follow_others(self.workspace),
            background.warm(self.workspace, self.window),
            background.play_traffic(self.workspace),
            background.sample_positions(self.workspace),
            background.open_door(self.workspace, self.window),
            background.work_off(self.workspace),
            background.take_warnings(self.workspace),
            background.keep_pack(self.workspace),
        ):
            self._background.append(tasks.run(work, self.window))

    def _make_map(self) -> Any:
        from app.ui.map.view import MapView  # noqa: PLC0415 - the web engine must not cost the first paint of a dialog

        settings = self.workspace.settings.current
        view = MapView(site_of(self.workspace, settings.language.value, theme_of(settings).name))
        view.map_data_wanted.connect(lambda: self.navigator.show_panel("maps"))
        return view


def make_replay_map(workspace: Workspace, word: str, is_drill: bool) -> Any:
    """The map of a replay: a page of its own over the same base maps, with the word on it, framed as a film or as a drill."""
    from app.ui.map.view import MapView  # noqa: PLC0415 - the web engine must not cost the first paint of a dialog

    settings = workspace.settings.current
    site = site_of(workspace, settings.language.value, theme_of(settings).name)
    site.set_options(msgspec.structs.replace(site.options, drill_zh=word, drill_en=word, filmed=not is_drill))
    return MapView(site)


def make_keeper(workspace: Workspace, watcher: DeadlineWatcher) -> AlarmKeeper:
    """The alarms of a desk. Only a wall clock can be set wrongly: a drill's clock is moved on purpose."""
    clock = workspace.desk.clock
    return AlarmKeeper(
        workspace.desk, watcher, lambda: workspace.settings.current.escalate_after_min,
        clocks=ClockWatch(clock) if isinstance(clock, WallClock) else None,
        heartbeat=None if workspace.read_only else Heartbeat(workspace.data_dir / "watched"),
    )


def make_alarms(services: Services, keeper: AlarmKeeper, gives_way: Callable[[], bool] = bool) -> Alarms:
    """What is heard and seen of them; a mute is a fact of the journal.

    A drill has sounds of its own, half as loud, never those that this desk chose for what is real; it is silent while
    ``gives_way`` says so.
    """
    workspace = services.workspace
    clock, drill = workspace.desk.clock, workspace.desk.state.drill is not None

    def profile() -> SoundProfile:
        tuned = tuning(workspace.settings.current, workspace.data_dir, clock.now())
        return SoundProfile({}, tuned.volume / 2) if drill else SoundProfile(tuned.files, tuned.volume)

    def on_mute(reason: str, until: datetime) -> None:
        minutes = max(1, round((until - clock.now()).total_seconds() / 60))
        tasks.run(services.attempt(MuteAlarms(minutes=minutes, reason=reason)), sounder)

    sounder = Sounder(clock, on_mute, folder=DRILL_FOLDER if drill else FOLDER, profile=profile, gives_way=gives_way)
    return Alarms(sounder, services, keeper)


def theme_of(settings: Settings) -> Theme:
    """The look that the settings ask for."""
    return Theme.load(name=settings.theme.value, scale=settings.font_scale_pct / 100)


def run_window(
    data_dir: Path, open_workspace: OpenWorkspace, make_demo: MakeDemo, script: Script | None = None
) -> int:
    """Open the window on a data folder until it is closed (or until ``script`` has played); returns the exit code.

    A second start on the same folder raises the first window and returns 0.
    """
    register_scheme()
    app = QApplication.instance() or QApplication(sys.argv[:1])
    app.setApplicationName("zhishou")
    app.setApplicationDisplayName("值守 Zhishou")
    single = SingleInstance(data_dir)
    if not single.acquire():
        _log.info("the desk of %s is open already: its window was raised", data_dir)
        return 0
    sink = CrashSink(data_dir / "logs")
    sys.setswitchinterval(SWITCH_INTERVAL_S)

    async def main() -> int:
        try:
            return await _live(app, single, sink, open_workspace, make_demo, script)
        except Fault as fault:
            _log.error("the desk cannot be opened: %s", fault)
            if script is not None:
                return 1
            await tell(None, translate("App", "The desk cannot be opened"), _worded(fault))
            return 1

    try:
        with GarbageKeeper():
            return main_loop(app, main, sink)
    finally:
        single.release()


def _worded(fault: Fault) -> str:
    """A fault that came before any workspace could say it in its own words."""
    return Wording(read_words(program_files().resources / "i18n"), language()).fault(fault)


async def _live(
    app: QApplication,
    single: SingleInstance,
    sink: CrashSink,
    open_workspace: OpenWorkspace,
    make_demo: MakeDemo,
    script: Script | None,
) -> int:
    async with AsyncExitStack() as opened:
        workspace = await opened.enter_async_context(open_workspace())
        _dress(app, workspace)
        if workspace.desk.state.profile is None and workspace.desk.damage is None:
            choice = await _found(workspace)
            await opened.aclose()
            if not choice:
                return 0
            if choice == "demo":
                await make_demo()
            workspace = await opened.enter_async_context(open_workspace())
            _dress(app, workspace)
        console = Console(app, workspace)
        sink.attach(console.window)
        single.raise_wanted.connect(lambda: _raise(console.window))
        request = CloseRequest(console.window)
        console.open(maximised=script is None)
        try:
            code = 0
            if script is None:
                console.window.offer.offer()
                if not workspace.desk.state.units and workspace.desk.damage is None:
                    tasks.run(offer_roster(console.services, console.window), console.window)
                await request.wait()
            else:
                code = await script(console.window, console.services)
        finally:
            sink.attach(None)
            await console.close()
            request.release()
        return code


async def _found(workspace: Workspace) -> str:
    """What a first start wants: ``demo`` (still to be made), ``own`` (founded here and now) or "" for nothing."""
    choice = await ask_first_start(None)
    if choice != "own":
        return choice or ""
    own = await ask_own_desk(None, workspace.desk.reference, workspace.settings.current.language.value)
    if own is None:
        return ""
    for command in own.commands():
        await workspace.desk.execute(command, own.context())
    return "own"


def _dress(app: QApplication, workspace: Workspace) -> None:
    settings = workspace.settings.current
    set_language(app, settings.language.value)
    theme_of(settings).apply(app)


def _raise(window: MainWindow) -> None:
    window.showNormal() if window.isMinimized() else window.show()
    window.raise_()
    window.activateWindow()
