"""The composition root: the only place that names concrete classes and puts them together.

May import: everything; what is slow to load is imported where it is first asked for. Must not: decide anything about the field,
hold state of its own, or be imported by any other room (``__main__`` and tests only).
Invariants: a workspace is opened and closed in one block, in order; nothing listens, sends or is asked before the settings say so.
Decisions: plain functions and one dataclass of doors instead of a container of dependencies, so that a reader can follow by
search what is handed to whom; papers, files and the outbox have modules of their own.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from app.bootstrap.by_hand import make_forms, make_pack
from app.bootstrap.drills import Surrounded
from app.bootstrap.examine import examine_fonts, examine_qt
from app.bootstrap.exchange import (
    import_osm,
    open_warning_feed,
    read_duties,
    read_duty_roster,
    read_roster,
    read_warning,
    trail_file,
    write_duties,
    write_duty_roster,
    write_roster,
    write_template,
)
from app.bootstrap.papers import compose_report, import_plan, papers, report_text
from app.bootstrap.replays import replays as replays_of
from app.bootstrap.sending import sending
from app.catalog.demo import read_demo
from app.catalog.gazetteer_file import NameShelf
from app.catalog.locations import Locations, program_files
from app.catalog.reference import Loaded, load_reference
from app.catalog.wording import Wording, read_words
from app.cli.doors import Doors
from app.desk.arrivals import ArrivalWatcher
from app.desk.demo import build_demo
from app.desk.demo_forces import trail_of
from app.desk.describe import Describer
from app.desk.desk import Desk
from app.desk.drills import Drills
from app.desk.jobs import Jobs, Progress
from app.desk.pack_keeper import PackKeeper
from app.desk.replay.footage import Replays
from app.desk.searching.indexer import Indexer
from app.desk.secrets import SecretStore
from app.desk.settings import Language, SettingsStore
from app.desk.sheets import SheetWish
from app.desk.survival import ByHand
from app.desk.tracking import Door, Tracking
from app.desk.warnings_in import WarningsIn
from app.desk.workspace import Workspace
from app.domain.reference import Reference
from app.domain.tracking.rules import Fences
from app.kernel.clock import Clock, WallClock
from app.kernel.errors import Fault
from app.kernel.ids import RandomIds
from app.map.roads.lazy import guide_for
from app.map.site import VECTOR_SCRIPT
from app.map.sources.library import MapLibrary
from app.storage.archive import Archive
from app.storage.data_dir import DataDir
from app.storage.search_index import open_index
from app.storage.sqlite_journal import open_journal
from app.storage.telemetry_store import TelemetryStore

_log = logging.getLogger(__name__)

DEFAULT_RULEBOOK = "township-default"
"""The suggested rulebook that a first start offers; the county's own file has to replace it."""


def load_catalogue(
    files: Locations, cache_dir: Path | None = None, rulebooks: tuple[Path, ...] = (), own_dir: Path | None = None
) -> Loaded:
    """Plans, kinds, tables and rulebooks of this program, and what is wrong with their files; kept in ``cache_dir``.

    ``rulebooks`` are folders of a desk's own rulebooks, which replace those of the program that have their name; ``own_dir``
    is the desk's data folder, whose own holidays correct the calendar.
    """
    return load_reference(files.plans, files.resources, cache_dir, rulebooks, own_dir)


def own_rulebooks(place: DataDir) -> tuple[Path, ...]:
    """The folder of a desk's own rulebooks, where it has one."""
    return (place.rulebooks,) if place.rulebooks.is_dir() else ()


def _kept_in(data: Path | None) -> Path | None:
    """Where what was read is kept for the next verb; a folder that nobody made is not made for it."""
    place = DataDir(data)
    return place.cache if place.path.is_dir() else None


def words_of(
    files: Locations, reference: Callable[[], Reference], cache_dir: Path | None = None
) -> Callable[[str], Wording]:
    """The words of a language, read once each."""

    texts = read_words(files.resources / "i18n", cache_dir)

    @lru_cache(maxsize=4)
    def words(lang: str) -> Wording:
        return Wording(texts, lang, reference)

    return words


@asynccontextmanager
async def open_workspace(
    data: Path | None = None, clock: Clock | None = None, files: Locations | None = None
) -> AsyncIterator[Workspace]:
    """A data folder, opened: its journal folded, its settings read. Closed in order when the block ends.

    ``files`` are this program's own unless others are named. ``Fault`` where the folder or the journal cannot be used; a
    journal that cannot be written is opened for reading.
    """
    files = files or program_files()
    place = DataDir(data)
    if not place.journal.exists() or place.is_writable:
        place.create()
    loaded = load_catalogue(files, place.cache, own_rulebooks(place), place.path)
    journal = open_journal(place.journal)
    desk = Desk(journal, loaded.reference, clock or WallClock(), RandomIds())
    jobs = Jobs()
    positions = open_positions(place)
    settings = SettingsStore(place.settings)
    tracking = None if positions is None else track(desk, positions, settings)
    archive, secrets = Archive(place.documents), SecretStore(place.secrets)
    outbox = sending(desk, archive, settings, secrets)
    words = words_of(files, lambda: desk.reference, place.cache)
    search = Indexer(
        desk, lambda: open_index(place.search, writable=place.is_writable),
        lambda: Describer(desk.reference, words(Language.ZH.value)),
    )
    keeper = PackKeeper(
        desk, lambda: settings.current, jobs, make_pack, place.survival, lambda: words(settings.current.language.value)
    )
    maps: MapLibrary | None = None
    try:
        await desk.start()
        if positions is not None:
            desk.telemetry.report(positions.latest().values())
        demo = desk.state.profile is not None and desk.state.profile.demo
        maps = open_maps(data, demo=demo, files=files)
        yield Workspace(
            data_dir=place.path,
            files=files,
            desk=desk,
            jobs=jobs,
            settings=settings,
            archive=archive,
            positions=positions,
            words=words,
            cache_dir=place.cache,
            problems=loaded.problems,
            demo=(lambda: read_demo(files.demo, DEFAULT_RULEBOOK)) if demo and desk.state.drill is None else None,
            poke=journal.poke,
            read_only=journal.read_only,
            base_map_dir=files.demo / "basemap" if demo else None,
            guide=guide_for(
                place.path / "roads", files.resources / "catalog" / "road_speeds.yaml",
                chosen=lambda: settings.current.road_network, demo=files.demo if demo else None,
                unit_kinds=lambda: desk.reference.unit_kinds,
            ),
            tracking=tracking,
            maps=maps,
            names=NameShelf(place.gazetteer),
            outbox=outbox,
            secrets=secrets,
            search=search,
            warnings_in=WarningsIn(desk, lambda: settings.current, jobs, open_warning_feed, read_warning),
            by_hand=ByHand(make_pack, make_forms, keeper),
            pack_keeper=keeper,
            drills=drills(place.path, desk, words),
            replays=replays_of(place, lambda: desk.files, words),
        )
    finally:
        await outbox.stop()
        await search.close()
        if tracking is not None:
            tracking.arrivals.stop()
            await tracking.close()
        if maps is not None:
            maps.close()
        jobs.close()
        if positions is not None:
            positions.close()
        await desk.close()


def drills(data: Path | None = None, desk: Desk | None = None, words: Callable[[str], Wording] | None = None) -> Drills:
    """The drills of a data folder, held for this desk where one is open, else for what its journal says: then nothing is kept
    in the folder for the next time, since a drill leaves every byte of a live desk's folder as it was."""
    files, place = program_files(), DataDir(data)

    @lru_cache(maxsize=1)
    def loaded() -> Loaded:
        return load_catalogue(files, place.cache if desk is not None else None, own_rulebooks(place), place.path)

    spoken = words or words_of(files, lambda: loaded().reference)
    live = None if desk is None else (lambda: desk.state)

    def read_ahead(of: DataDir) -> None:
        load_catalogue(files, of.cache, own_rulebooks(of), of.path)
        read_words(files.resources / "i18n", of.cache)

    return Surrounded(place, files, loaded, spoken, open_workspace, DEFAULT_RULEBOOK, live, read_ahead).ports()


def replays(data: Path | None = None) -> Replays:
    """The journals of a data folder that can be played back; nothing is kept in the folder for the next time."""
    files, place = program_files(), DataDir(data)

    @lru_cache(maxsize=1)
    def loaded() -> Loaded:
        return load_catalogue(files, None, own_rulebooks(place), place.path)

    return replays_of(place, lambda: loaded().reference, words_of(files, lambda: loaded().reference))


def track(desk: Desk, positions: TelemetryStore, settings: SettingsStore) -> Tracking:
    """Live positions of one desk; nothing listens and nothing is watched yet."""

    def make_door() -> Door:
        try:
            from app.network.phones import PhoneDoor  # noqa: PLC0415 - aiohttp takes a while to load
        except ImportError as error:
            raise Fault("part_not_loaded", {"detail": str(error)}) from error
        return PhoneDoor(desk, positions)

    def fences() -> Fences:
        chosen = settings.current
        within_m = chosen.arrive_within_m
        return Fences(arrive_within_m=within_m, leave_beyond_m=max(400.0, 2 * within_m), positions=chosen.arrive_positions)

    return Tracking(ArrivalWatcher(desk, fences, lambda: settings.current.arrivals_automatic), make_door)


def open_positions(place: DataDir) -> TelemetryStore | None:
    """The store of sampled positions; ``None`` where it cannot be opened: the desk works without trails."""
    if not place.is_writable:
        return None
    try:
        return TelemetryStore(place.telemetry)
    except Fault as fault:
        _log.warning("positions are not kept: %s", fault)
        return None


def open_maps(data: Path | None = None, *, demo: bool = False, files: Locations | None = None) -> MapLibrary:
    """The base maps of a data folder; a demonstration has its own drawing besides."""
    files = files or program_files()
    place = DataDir(data)
    return MapLibrary(
        place.path, place.cache, WallClock(), files.demo / "basemap" if demo else None,
        vector_part=files.resources / "web" / "vendor" / VECTOR_SCRIPT,
    )


async def make_demo(data: Path | None = None, *, reset: bool = False) -> int:
    """Fill an empty data folder with the demo township and its day up to now; returns how many entries it holds.

    ``reset`` moves what is there aside first (``journal.sqlite.<time>``): nothing is deleted. ``Refusal`` where the folder
    holds a journal with entries and ``reset`` was not asked for.
    """
    place = DataDir(data).create()
    now = WallClock().now()
    if reset:
        for file in (place.journal, place.telemetry):
            for part in (file, file.with_name(file.name + "-wal"), file.with_name(file.name + "-shm")):
                if part.exists():
                    part.replace(part.with_name(f"{part.name}.{now:%Y%m%d%H%M%S}"))
    files = program_files()
    loaded = load_catalogue(files, place.cache)
    journal = open_journal(place.journal)
    try:
        town = read_demo(files.demo, DEFAULT_RULEBOOK, files.duty_sample)
        count = await build_demo(journal, loaded.reference, town, now, RandomIds())
        positions = open_positions(place)
        if positions is not None:
            positions.sample(trail_of(town.forces, now))
            positions.close()
        return count
    finally:
        journal.close()


def run_window(data: Path | None = None) -> int:
    """Open the duty desk on a data folder until its window is closed; returns the exit code."""
    from app.ui.app import run_window as run  # noqa: PLC0415 - Qt is only for those who want a window

    return run(DataDir(data).path, lambda: open_workspace(data), lambda: make_demo(data))


def run_story(data: Path, out: Path) -> int:
    """Play the whole story in the window of this data folder; pictures and papers are left in ``out``."""
    from app.ui.rehearsal import run_story as run  # noqa: PLC0415 - Qt is only for those who want a window

    return run(DataDir(data).path, lambda: open_workspace(data), lambda: make_demo(data, reset=True), out)


def run_screenshots(data: Path, out: Path) -> int:
    """Leave a picture of every screen of the demonstration in ``out``."""
    from app.ui.rehearsal import run_screenshots as run  # noqa: PLC0415 - Qt is only for those who want a window

    return run(DataDir(data).path, lambda: open_workspace(data), lambda: make_demo(data, reset=True), out)


def draw_map(data: Path | None, incident_id: str, wish: SheetWish, lang: str, progress: Progress) -> Any:
    """The picture for a sheet of the map, drawn by a process of its own that needs no screen; blocks its thread.

    ``Fault("map_sheet_no_map")`` where Qt's web engine is missing, ``Fault("map_child_died")`` where it does not start.
    """
    from app.ui.offscreen import picture_in_child  # noqa: PLC0415 - only for those who want a map

    return picture_in_child(open_workspace, DataDir(data).path, incident_id, wish, lang, progress)


def doors() -> Doors:
    """Everything that the command line needs of the outside."""
    files = program_files()
    return Doors(
        files=files,
        data_dir=lambda data: DataDir(data).path,
        cache_dir=lambda data: DataDir(data).cache,
        language=lambda data: SettingsStore(DataDir(data).settings).current.language.value,
        load_catalogue=lambda data: load_catalogue(files, _kept_in(data), own_rulebooks(DataDir(data)), DataDir(data).path),
        words=lambda data, loaded: words_of(files, lambda: loaded.reference, _kept_in(data)),
        has_journal=lambda data: DataDir(data).journal.is_file(),
        read_journal=lambda data: open_journal(DataDir(data).journal, read_only=True),
        open_workspace=open_workspace,
        open_maps=open_maps,
        make_demo=lambda data, reset: make_demo(data, reset=reset),
        papers=papers,
        drills=drills,
        replays=replays,
        draw_map=draw_map,
        compose_report=compose_report,
        report_text=report_text,
        import_plan=import_plan,
        read_roster=read_roster,
        write_roster=write_roster,
        write_template=write_template,
        read_duties=read_duties,
        write_duties=write_duties,
        read_duty_roster=read_duty_roster,
        write_duty_roster=write_duty_roster,
        trail_file=trail_file,
        import_osm=import_osm,
        read_warning=read_warning,
        examine_qt=examine_qt,
        examine_fonts=examine_fonts,
        run_window=run_window,
        run_story=run_story,
        run_screenshots=run_screenshots,
    )
