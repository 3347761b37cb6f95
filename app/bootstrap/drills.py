"""Drills beside one data folder: a frozen look at the live desk, folders of their own below ``drills``, and nothing shared."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

from msgspec.structs import replace

from app.bootstrap.halls import room_with_hall
from app.bootstrap.kept_drills import KeptDrills, folded
from app.bootstrap.scenarios import ScenarioFiles
from app.catalog.demo import read_demo
from app.catalog.locations import Locations
from app.catalog.reference import Loaded
from app.catalog.scenarios import briefing, read_scenario, read_scenarios
from app.catalog.wording import Wording
from app.catalog.work_calendar import FILE_NAME as OWN_CALENDAR
from app.desk.demo import duty_commands, founding_commands
from app.desk.describe import Describer
from app.desk.desk import Desk
from app.desk.drills import DrillOutcome, DrillRoom, Drills, DrillWish, ScenarioShelf
from app.desk.jobs import Progress
from app.desk.settings import SettingsStore
from app.desk.who_goes import Router, find_router
from app.desk.workspace import Workspace
from app.domain.exercise.scenario import Scenario
from app.domain.exercise.soundness import Ground
from app.domain.record import Context
from app.domain.state import State
from app.drill.clock import DrillClock
from app.drill.conductor import Conductor
from app.drill.officer import Temper
from app.drill.ports import LiveDesk, Surroundings
from app.drill.running import run
from app.drill.second_desk import open_second_desk, prepare
from app.journal.port import Journal, MemoryJournal
from app.kernel.clock import Clock, FixedClock, WallClock, to_local
from app.kernel.errors import BadFile, Fault, Problem, Refusal
from app.kernel.ids import CountedIds, RandomIds
from app.map.roads.lazy import guide_for
from app.storage.data_dir import DataDir
from app.storage.sqlite_journal import open_journal

OpenWorkspace = Callable[[Path, Clock], AbstractAsyncContextManager[Workspace]]


class Surrounded:
    """The drills of one data folder. ``live`` is asked each time: the state that an open desk shows, or that of its journal."""

    def __init__(
        self, place: DataDir, files: Locations, loaded: Callable[[], Loaded], words: Callable[[str], Wording],
        open_workspace: OpenWorkspace, rulebook: str, live: Callable[[], State] | None = None,
        read_ahead: Callable[[DataDir], None] = lambda _place: None,
    ) -> None:
        self._place, self._files, self._loaded, self._words = place, files, loaded, words
        self._open_workspace, self._rulebook = open_workspace, rulebook
        self._given, self._read_ahead = live, read_ahead
        self._kept = KeptDrills(place.drills, lambda: loaded().reference)

    def ports(self) -> Drills:
        """The ports of the faces."""
        writing = ScenarioFiles(self._place, self._files, lambda: self._loaded().reference, self._words, self.live)
        return Drills(
            self.shelf, self.briefing, self.check, self.run, self.prepare, self.open, self._kept.kept, self.describer,
            evaluated=self._kept.evaluated, scenarios=writing.ports(),
        )

    @property
    def _folder(self) -> Path:
        return self._files.resources / "scenarios"

    def shelf(self) -> ScenarioShelf:
        """The scenarios of the program and those of this data folder, which replace their namesakes."""
        found, problems = read_scenarios(self._folder, self._loaded().reference)
        own, own_problems = read_scenarios(self._place.scenarios, self._loaded().reference)
        return ScenarioShelf({**found, **own}, (*problems, *own_problems))

    def describer(self, lang: str) -> Describer:
        """Sentences in this language, by the catalogue of files."""
        return Describer(self._loaded().reference, self._words(lang))

    def briefing(self, scenario_id: str) -> str:
        """What the participants are told; ``Refusal("scenario_unknown")``."""
        for folder in (self._place.scenarios, self._folder):
            if (folder / scenario_id / "scenario.yaml").is_file():
                return briefing(folder / scenario_id)
        raise Refusal("scenario_unknown", {"scenario": scenario_id})

    def check(self, path: Path) -> tuple[Problem, ...]:
        """What is wrong with one scenario (its folder) or with all of a folder, places and units of the demo included."""
        reference, ground = self._loaded().reference, self._ground()
        if not (path / "scenario.yaml").is_file():
            return read_scenarios(path, reference, ground)[1]
        try:
            read_scenario(path, reference, ground)
        except BadFile as bad:
            return bad.problems
        return ()

    async def live(self) -> LiveDesk:
        """The desk that a drill is held for: the one of this folder, else the demonstration township."""
        loaded = self._loaded()
        if self._given is not None:
            return LiveDesk(self._given(), loaded.reference)
        if self._place.journal.is_file():
            state = folded(self._place.journal)
            if state.profile is not None:
                return LiveDesk(state, loaded.reference)
        return LiveDesk(await self._town(), loaded.reference)

    async def run(self, wish: DrillWish) -> DrillOutcome:
        """Hold a drill without a window; nothing is written anywhere but, where it is kept, in a folder of its own."""
        live = await self.live()
        journal: Journal = MemoryJournal()
        if wish.keep:
            journal = open_journal(self._new_folder(wish.keep).journal)
        around = Surroundings(self._words("zh"), self._router(live))
        return await run(
            journal, live, wish.scenario, around, temper=Temper(wish.temper), seed=wish.seed, speed=wish.speed,
            ids=CountedIds, drill_id=wish.keep,
        )

    async def prepare(self, scenario: Scenario, seed: int, progress: Progress | None = None) -> str:
        """A drill of the live desk as it stands, in a folder of its own; its id. Nothing stays of one that came to nothing."""
        tell = progress.report if progress is not None else lambda _share, _words="": None
        drill_id = f"{to_local(WallClock().now()):%Y%m%d-%H%M%S}-{scenario.id}"
        live = await self.live()
        if scenario.practice and not live.state.units:  # a desk that knows nobody yet practises in the fictional township
            live = LiveDesk(await self._town(), live.files)
        tell(0.1)
        place = self._new_folder(drill_id)
        try:
            _furnish(self._place, place)
            tell(0.4)
            self._warm(place)
            tell(0.6)
            desk = await open_second_desk(
                open_journal(place.journal), live.files, FixedClock(scenario.starts_at), RandomIds()
            )
            try:
                await prepare(desk, live.state, scenario, seed, drill_id)
                tell(0.9)
            finally:
                await desk.close()
        except BaseException:
            shutil.rmtree(place.path, ignore_errors=True)
            raise
        return drill_id

    @asynccontextmanager
    async def open(self, drill_id: str) -> AsyncIterator[DrillRoom]:
        """A prepared drill with its own workspace; ``Refusal("drill_unknown")`` where there is none."""
        place = self._folder_of(drill_id)
        await asyncio.to_thread(self._warm, place)
        state = await asyncio.to_thread(folded, place.journal)
        if state.drill is None:
            raise Refusal("not_a_drill")
        clock = DrillClock(WallClock(), state.drill.scenario.starts_at)
        async with self._open_workspace(place.path, clock) as workspace:
            around = Surroundings(workspace.words("zh"), lambda: find_router(workspace.guide)[0])
            conductor = Conductor(workspace.desk, clock, around)
            await conductor.open()
            try:
                async with room_with_hall(workspace, conductor, self._files.resources) as room:
                    yield room
            finally:
                conductor.close()

    def _warm(self, place: DataDir) -> None:
        """Have what opening the drill reads at hand in its cache: reading the catalogue's files anew takes seconds."""
        place.cache.mkdir(parents=True, exist_ok=True)
        for file in self._place.cache.glob("*.msgpack") if self._place.cache.is_dir() else ():
            if not (place.cache / file.name).exists():
                shutil.copyfile(file, place.cache / file.name)
        self._read_ahead(place)

    def _folder_of(self, drill_id: str) -> DataDir:
        place = DataDir(self._place.drills / Path(drill_id).name)
        if not place.journal.is_file():
            raise Refusal("drill_unknown", {"drill": drill_id})
        return place

    def _new_folder(self, drill_id: str) -> DataDir:
        name = Path(drill_id).name
        if not name or name != drill_id:
            raise Refusal("drill_name_wrong", {"name": drill_id})
        place = DataDir(self._place.drills / name)
        if place.path.exists():
            raise Refusal("drill_exists", {"drill": drill_id})
        return place.create()

    def _ground(self) -> Ground:
        town = read_demo(self._files.demo, self._rulebook)
        return Ground(
            {one.id: one.kind for one in town.facilities}, {one.id: one.kind for one in town.units},
            frozenset(one.name for one in town.contacts),
        )

    async def _town(self) -> State:
        """The demonstration township as it is founded, in memory."""
        town = read_demo(self._files.demo, self._rulebook, self._files.duty_sample)
        clock = FixedClock(WallClock().now())
        desk = Desk(MemoryJournal(), self._loaded().reference, clock, CountedIds())
        await desk.start()
        for command in (*founding_commands(town), *duty_commands(town, clock.now())):
            await desk.execute(command, Context(town.officer, "demo", "demo"))
        state = desk.state
        await desk.close()
        return state

    def _router(self, live: LiveDesk) -> Callable[[], Router | None]:
        profile = live.state.profile
        guide = guide_for(
            self._place.roads, self._files.resources / "catalog" / "road_speeds.yaml",
            chosen=lambda: SettingsStore(self._place.settings).current.road_network if self._place.settings.is_file() else "",
            demo=self._files.demo if profile is not None and profile.demo else None,
            unit_kinds=lambda: live.files.unit_kinds,
        )
        return lambda: find_router(guide)[0]


def _furnish(live: DataDir, drill: DataDir) -> None:
    """Give the drill's folder copies of what the live desk draws on: roads, names, layers, rulebooks, settings, base maps.

    Every door to the outside is switched off in the copy of the settings. Base maps are gigabytes: they are linked where the
    disk can, which is safe because nobody ever writes into one.
    """
    try:
        for name in (live.roads, live.gazetteer, live.layers, live.rulebooks):
            if name.is_dir():
                shutil.copytree(name, drill.path / name.name, dirs_exist_ok=True)
        for name in (live.map_book, live.path / OWN_CALENDAR):
            if name.is_file():
                shutil.copy2(name, drill.path / name.name)
        for file in live.maps.rglob("*") if live.maps.is_dir() else ():
            if file.is_file():
                _linked(file, drill.maps / file.relative_to(live.maps))
        if live.settings.is_file():
            SettingsStore(drill.settings).save(_shut(SettingsStore(live.settings)))
    except OSError as error:
        raise Fault("drill_not_made", {"path": str(drill.path), "detail": error.strerror or str(error)}) from error


def _shut(store: SettingsStore) -> object:
    return replace(
        store.current, tracking_on=False, outbox_file_on=False, outbox_http_on=False, outbox_mail_on=False, warnings_url="",
        warnings_folder="", arrivals_automatic=False,
    )


def _linked(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


