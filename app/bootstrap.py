"""The composition root: the only place that names concrete classes and puts them together."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import lru_cache
from pathlib import Path

from app.catalog.demo import read_demo
from app.catalog.locations import Locations, program_files
from app.catalog.reference import Loaded, load_reference
from app.catalog.wording import Wording, read_words
from app.desk.demo import build_demo
from app.desk.desk import Desk
from app.desk.jobs import Jobs
from app.desk.settings import SettingsStore
from app.desk.workspace import Workspace
from app.kernel.clock import Clock, WallClock
from app.kernel.errors import Fault
from app.kernel.ids import RandomIds
from app.storage.archive import Archive
from app.storage.data_dir import DataDir
from app.storage.sqlite_journal import open_journal
from app.storage.telemetry_store import TelemetryStore

_log = logging.getLogger(__name__)

DEFAULT_RULEBOOK = "township-default"
"""The suggested rulebook that a first start offers; the county's own file has to replace it."""


def load_catalogue(files: Locations) -> Loaded:
    """Plans, kinds, tables and rulebooks of this program, and what is wrong with their files."""
    return load_reference(files.plans, files.resources)


def words_of(files: Locations, loaded: Loaded) -> Callable[[str], Wording]:
    """The words of a language, read once each."""

    texts = read_words(files.resources / "i18n")

    @lru_cache(maxsize=4)
    def words(lang: str) -> Wording:
        return Wording(texts, lang, loaded.reference)

    return words


@asynccontextmanager
async def open_workspace(data: Path | None = None, clock: Clock | None = None) -> AsyncIterator[Workspace]:
    """A data folder, opened: its journal folded, its settings read. Closed in order when the block ends.

    ``Fault`` where the folder or the journal cannot be used; a journal that cannot be written is opened for reading.
    """
    files = program_files()
    loaded = load_catalogue(files)
    place = DataDir(data)
    if not place.journal.exists() or place.is_writable:
        place.create()
    journal = open_journal(place.journal)
    desk = Desk(journal, loaded.reference, clock or WallClock(), RandomIds())
    jobs = Jobs()
    positions = open_positions(place)
    try:
        await desk.start()
        if positions is not None:
            desk.telemetry.report(positions.latest().values())
        demo = desk.state.profile is not None and desk.state.profile.demo
        yield Workspace(
            data_dir=place.path,
            files=files,
            desk=desk,
            jobs=jobs,
            settings=SettingsStore(place.settings),
            archive=Archive(place.documents),
            positions=positions,
            words=words_of(files, loaded),
            cache_dir=place.cache,
            problems=loaded.problems,
            demo=read_demo(files.demo, DEFAULT_RULEBOOK) if demo else None,
            poke=journal.poke,
            base_map_dir=files.demo / "basemap" if demo else None,
        )
    finally:
        jobs.close()
        if positions is not None:
            positions.close()
        await desk.close()


def open_positions(place: DataDir) -> TelemetryStore | None:
    """The store of sampled positions; ``None`` where it cannot be opened: the desk works without trails."""
    if not place.is_writable:
        return None
    try:
        return TelemetryStore(place.telemetry)
    except Fault as fault:
        _log.warning("positions are not kept: %s", fault)
        return None


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
    loaded = load_catalogue(files)
    journal = open_journal(place.journal)
    try:
        return await build_demo(journal, loaded.reference, read_demo(files.demo, DEFAULT_RULEBOOK), now, RandomIds())
    finally:
        journal.close()
