"""The bench: the real panel on a real desk with a memory journal, the shipped catalogue and the demo township."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import shiboken6
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from app.catalog.demo import DemoTownship, read_demo
from app.catalog.locations import Locations
from app.catalog.reference import load_reference
from app.catalog.wording import Wording, read_words
from app.desk.deadlines import DeadlineWatcher
from app.desk.demo import founding_commands
from app.desk.desk import Desk
from app.desk.jobs import Jobs
from app.desk.settings import SettingsStore
from app.desk.who_goes import Guide
from app.desk.workspace import Workspace
from app.domain.incident.commands import OpenIncident
from app.domain.incident.model import Caller, Place
from app.domain.record import Command, Context
from app.domain.reference import Reference
from app.journal.port import MemoryJournal
from app.kernel.clock import FixedClock
from app.kernel.geo import Point
from app.kernel.ids import CountedIds
from app.storage.archive import Archive
from app.ui.bridge import Bridge
from app.ui.panels.duty.panel import DutyPanel
from app.ui.panels.duty.room import Room
from app.ui.services import Services
from app.ui.who_goes import WhoGoes
from tests.together import with_companions

ROOT = Path(__file__).resolve().parents[4]
NOW = datetime(2026, 7, 17, 19, 17, 42, tzinfo=UTC)
"""03:17:42 on Saturday, 18 July, in Beijing."""

ME = Context("officer", "panel")


@lru_cache(maxsize=1)
def reference() -> Reference:
    return load_reference(ROOT / "plans", ROOT / "resources").reference


@lru_cache(maxsize=2)
def wording(lang: str = "zh") -> Wording:
    return Wording(read_words(ROOT / "resources" / "i18n"), lang, reference())


@lru_cache(maxsize=1)
def town() -> DemoTownship:
    return read_demo(ROOT / "resources" / "demo" / "data", "township-default")


class FakeMap(QWidget):
    """Everything of ``MapView`` that the panel uses, and what was asked of it."""

    feature_clicked = Signal(str, str)
    picked = Signal(float, float)
    pick_cancelled = Signal()
    drawn = Signal(object)
    edited = Signal(object)
    asked = Signal(str)
    layer_toggled = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__()
        self.editing: list[str] = []
        self.selected: list[tuple[str, str]] = []
        self.flown: list[tuple[float, float]] = []
        self.picking = False
        self.visible: dict[str, bool] = {}

    def select(self, layer: str, feature_id: str) -> None:
        self.selected.append((layer, feature_id))

    def fly_to(self, lat: float, lon: float, zoom: float | None = None) -> None:
        self.flown.append((lat, lon))

    def set_layers_visible(self, layers: dict[str, bool]) -> None:
        self.visible.update(layers)

    def begin_pick(self) -> None:
        self.picking = True

    def begin_edit(self, drawing: Any) -> None:
        self.editing.append(drawing.id)

    def begin_edit_shape(self, shape_id: str, meaning: str, shape: Any) -> None:
        self.editing.append(f"{meaning}:{shape_id}")

    def end_pick(self) -> None:
        self.picking = False


class FakeNavigator:
    """Remembers what the panel asked of the window."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.printed: list[str] = []
        self.answered: list[Any] = []
        self.shown: list[tuple[str, str]] = []

    def say(self, text: str, tone: str = "neutral") -> None:
        self.said.append(text)

    def print_incident(self, incident_id: str, document: str = "", subject: str = "") -> None:
        self.printed.append(incident_id)

    async def answer(self, deadline: Any) -> None:
        self.answered.append(deadline)

    def show_on_map(self, layer: str, feature_id: str, point: Any) -> None:
        self.shown.append((layer, feature_id))


class Bench:
    """One desk, one panel, and hands."""

    def __init__(self, services: Services, clock: FixedClock) -> None:
        self.services, self.clock = services, clock
        self.panel = DutyPanel(services)

    @property
    def state(self) -> Any:
        return self.services.state

    @property
    def room(self) -> Room:
        desk = self.services.workspace.desk
        return Room(self.state, desk.reference, wording(), self.clock.now(), desk.telemetry.positions)

    async def do(self, command: Command) -> Any:
        return await self.services.workspace.desk.execute(command, ME)

    async def fire(self, **facts: Any) -> str:
        site = next(one for one in self.state.facilities.values() if one.name.zh == "青石村")
        records = await self.do(
            OpenIncident(
                kind="A-FIR", place=Place(site.name.zh, site.point, site.id, site.village),
                aware_at=self.clock.now() - timedelta(minutes=2), caller=Caller("甲", "000-0000-0001"),
                narrative="房屋起火", facts=facts or {"trapped": 2},
            )
        )
        return str(records[0].entry.incident_id)

    async def flood(self, **facts: Any) -> str:
        site = next(one for one in self.state.facilities.values() if one.name.zh == "青石村")
        records = await self.do(
            OpenIncident(
                kind="N-FLD", place=Place(site.name.zh, site.point, site.id, site.village),
                aware_at=self.clock.now() - timedelta(minutes=2), caller=Caller("甲", "000-0000-0001"),
                narrative="河水漫进院子", facts=facts or {"trapped": 2, "threatened": 12},
            )
        )
        return str(records[0].entry.incident_id)

    async def show(self, width: int = 1366, height: int = 680) -> None:
        self.panel.resize(width, height)
        self.panel.show()
        self.panel.activateWindow()
        await self.until(self.panel.isVisible)

    async def until(self, what: Callable[[], Any], seconds: float = 5.0) -> Any:
        ends = time.monotonic() + seconds
        while not (found := what()):
            assert time.monotonic() < ends, "it never came"
            await asyncio.sleep(0.01)
        return found

    async def dialog(self) -> QWidget:
        def shown() -> QWidget | None:
            return next((w for w in self.panel.findChildren(QDialog) if w.isVisible()), None)

        return await self.until(shown)


async def play_story(
    story: Callable[[Bench], Awaitable[None]], folder: Path, *, with_map: bool, founded: bool, companions: bool = False,
    guide: Guide | None = None,
) -> None:
    """``companions``: the catalogue holds an overall plan and a rainstorm warning plan as well. ``guide``: units are proposed."""
    clock = FixedClock(NOW)
    desk = Desk(MemoryJournal(), with_companions(reference()) if companions else reference(), clock, CountedIds())
    await desk.start()
    if founded:
        for command in founding_commands(town()):
            await desk.execute(command, ME)
    watcher = DeadlineWatcher(desk)
    bridge = Bridge(desk, watcher)
    watcher.start()
    jobs = Jobs()
    workspace = Workspace(
        data_dir=folder, files=Locations(ROOT), desk=desk, jobs=jobs,
        settings=SettingsStore(folder / "settings.json"), archive=Archive(folder / "documents"), positions=None, words=wording,
        cache_dir=folder,
    )
    services = Services(workspace, bridge, watcher, FakeNavigator(), map_view=FakeMap() if with_map else None)
    if guide is not None:
        workspace.guide = guide
        services.who = WhoGoes(workspace, bridge, services.map_view)
        services.who.start()
    bench = Bench(services, clock)
    try:
        await story(bench)
    finally:
        if services.who is not None:
            services.who.close()
        bench.panel.close()
        shiboken6.delete(bench.panel)  # now, on this thread; not by the collector on another one
        watcher.stop()
        bridge.close()
        jobs.close()
        await desk.close()


def here(bench: Bench) -> Point:
    return next(one.point for one in bench.state.facilities.values() if one.name.zh == "青石村")
