"""The base maps of one data folder: what is registered, what lies in ``<data>/maps``, what is shown, and their tiles."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from app.desk.jobs import Progress
from app.desk.maps import OWN_DRAWING, Datum, MapChoice, MapSource, PackageReport, SourceEntry, SourceForm
from app.kernel.clock import Clock
from app.kernel.errors import BadFile, Problem, Refusal
from app.map.region.exporting import export_package
from app.map.region.importing import finish_interrupted, import_package
from app.map.region.manifest import Manifest
from app.map.sources.book import Book, read_book, seen_at, write_book
from app.map.sources.finding import form_of, found_in, free_id, remove_files
from app.map.sources.online import HttpFetch
from app.map.sources.page_side import PageGround, ground_of
from app.map.sources.port import MOST_ZOOM, Tile, bad
from app.map.sources.shelf import Shelf, problems_of
from app.map.sources.template import check_template

log = logging.getLogger(__name__)

_EDITABLE = frozenset(SourceEntry.__struct_fields__) - {"id", "form", "path"}


class MapLibrary:
    """See ``app.desk.maps.Maps``; besides it answers the page's ``/tiles``. Safe from several threads."""

    def __init__(
        self,
        data_dir: Path,
        cache_dir: Path,
        clock: Clock,
        own_dir: Path | None = None,
        fetch: Callable[[], Any] = HttpFetch,
        vector_part: Path | None = None,
    ) -> None:
        """``own_dir`` holds the own drawing; ``fetch`` makes what gets online tiles; ``vector_part`` is the file without which
        the page cannot paint vector maps."""
        self._clock = clock
        self._data = data_dir.absolute()
        self._shelf = Shelf(self._data, cache_dir / "tiles", own_dir, fetch, clock, vector_part)
        self._file = data_dir / "maps.json"
        self._lock = threading.RLock()
        self._found: tuple[SourceEntry, ...] | None = None
        if data_dir.is_dir():
            finish_interrupted(data_dir, clock.now())
        self._book = read_book(self._file)
        self._read_at = seen_at(self._file)

    @property
    def choice(self) -> MapChoice:
        """See ``Maps``."""
        return self._book.choice

    def sources(self) -> tuple[MapSource, ...]:
        """See ``Maps``."""
        return (self._shelf.own_drawing(), *(self._shelf.describe(entry) for entry in self._entries()))

    def base_in_use(self) -> str:
        """See ``Maps``."""
        return self._base(self.sources())

    def choose(self, choice: MapChoice) -> None:
        """See ``Maps``."""
        there = {source.id: source for source in self.sources()}
        for source_id in filter(None, (choice.base, choice.second)):
            if source_id not in there:
                raise Refusal("map_source_unknown", {"source": source_id})
            if not there[source_id].usable:
                raise Refusal("map_source_unusable", {"source": there[source_id].name})
        if choice.second and choice.second in (choice.base, OWN_DRAWING):
            raise Refusal("map_second_same")
        if not 10 <= choice.second_opacity_pct <= 100:
            raise Refusal("map_opacity", {"pct": choice.second_opacity_pct})
        self._keep(replace(self._book, choice=choice))

    def add_path(self, path: Path, **details: Any) -> MapSource:
        """See ``Maps``."""
        path = path.absolute()
        if not path.exists():
            raise bad(path, "map_file_missing")
        entry = _checked(SourceEntry(id="", form=form_of(path), path=self._shelf.kept_path(path), **details))
        with self._lock:
            known = self._entries()
            again = next((one for one in known if self._shelf.where(one) == path), None)
            entry = replace(entry, id=again.id if again else free_id(path.stem, {one.id for one in known}))
            self._shelf.try_open(entry)
            self._put(entry)
        return self._shelf.describe(entry)

    def add_online(self, template: str, **details: Any) -> MapSource:
        """See ``Maps``."""
        entry = _checked(SourceEntry(id="", form=SourceForm.ONLINE, template=template.strip(), **details))
        check_template(entry.template, entry.datum, entry.key, entry.subdomains)
        with self._lock:
            entry = replace(entry, id=free_id(entry.name or "online", {one.id for one in self._entries()}))
            self._put(entry)
        return self._shelf.describe(entry)

    def edit(self, source_id: str, **details: Any) -> MapSource:
        """See ``Maps``."""
        unknown = set(details) - _EDITABLE
        if unknown:
            raise Refusal("map_field_unknown", {"names": ", ".join(sorted(unknown))})
        with self._lock:
            entry = _checked(replace(self._entry(source_id), **details))
            if entry.form is SourceForm.ONLINE:
                check_template(entry.template, entry.datum, entry.key, entry.subdomains)
            self._put(entry)
        return self._shelf.describe(entry)

    def remove(self, source_id: str, *, delete_files: bool = False) -> None:
        """See ``Maps``."""
        with self._lock:
            entry = self._entry(source_id)
            inside = self._shelf.lies_inside(entry)
            if inside and not delete_files:
                raise Refusal("map_inside_data", {"source": entry.path})
            self._shelf.close(source_id)
            if inside:
                remove_files(self._shelf.where(entry))
            elif entry.form is SourceForm.ONLINE:
                self._shelf.forget_tiles(entry)
            old = self._book.choice
            choice = replace(
                old, base="" if old.base == source_id else old.base, second="" if old.second == source_id else old.second
            )
            entries = tuple(one for one in self._book.entries if one.id != source_id)
            self._keep(replace(self._book, entries=entries, choice=choice))

    def check(self, source_id: str, progress: Progress) -> tuple[Problem, ...]:
        """See ``Maps``."""
        if source_id == OWN_DRAWING:
            return ()
        progress.report(0.0)
        entry = self._entry(source_id)
        self._shelf.close(source_id)
        opened = self._shelf.open(entry)
        return opened.problems or (opened.source.check() if opened.source is not None else ())

    def export_package(self, target: Path, name: str, progress: Progress) -> PackageReport:
        """See ``Maps``."""
        outside = tuple(
            (entry, self._shelf.where(entry))
            for entry in self._entries()
            if entry.form is not SourceForm.ONLINE and not self._shelf.lies_inside(entry)
        )
        return export_package(self._data, target, name, self._entries(), outside, self._clock.now(), progress)

    def import_package(self, package: Path, progress: Progress) -> PackageReport:
        """See ``Maps``."""
        return import_package(self._data, package, self._clock.now(), progress, self._settle, self._shelf.still)

    # -- for the page ---------------------------------------------------------------------------------------------------

    def tile(self, source_id: str, z: int, x: int, y: int) -> Tile | None:
        """A tile for the page, ``None`` where there is none; a source that breaks is logged once and listed as broken."""
        with self._lock:
            entry = next((one for one in self._entries_known() if one.id == source_id), None)
            if entry is None:
                return None
            opened = self._shelf.open(entry)
        if opened.source is None:
            return None
        try:
            return opened.source.tile(z, x, y)
        except (BadFile, OSError) as error:
            with self._lock:
                if not opened.problems:
                    log.error("map: %s cannot be read any more: %s", source_id, error)
                    opened.problems = problems_of(entry, error)
            return None

    def is_remote(self, source_id: str) -> bool:
        """Whether a tile of it may wait for the network."""
        return any(one.id == source_id and one.form is SourceForm.ONLINE for one in self._book.entries)

    def ground(self) -> PageGround:
        """What the page shows under everything now; a source that cannot be used is left out."""
        there = self.sources()
        return ground_of(there, self._base(there), self._book.choice)

    def close(self) -> None:
        """Let go of every file."""
        with self._lock:
            self._shelf.close_all()

    # -- inside ---------------------------------------------------------------------------------------------------------

    def _base(self, there: tuple[MapSource, ...]) -> str:
        """The chosen base; without a choice the own drawing where there is one, else the first map that can be used."""
        wanted = self._book.choice.base
        if wanted and any(one.id == wanted and one.usable for one in there):
            return wanted
        if there[0].size_bytes:
            return OWN_DRAWING
        return next((one.id for one in there if one.usable and one.form not in (SourceForm.OWN, SourceForm.ONLINE)), OWN_DRAWING)

    def _entry(self, source_id: str) -> SourceEntry:
        for entry in self._entries():
            if entry.id == source_id:
                return entry
        raise Refusal("map_source_unknown", {"source": source_id})

    def _entries(self) -> tuple[SourceEntry, ...]:
        """The registered ones and those that simply lie in ``<data>/maps``."""
        with self._lock:
            self._catch_up()
            known = {self._shelf.where(entry) for entry in self._book.entries}
            taken = {entry.id for entry in self._book.entries}
            found = []
            for path in found_in(self._data / "maps"):
                if path not in known:
                    entry = SourceEntry(id=free_id(path.stem, taken), form=form_of(path), path=self._shelf.kept_path(path))
                    taken.add(entry.id)
                    found.append(entry)
            self._found = tuple(found)
            return (*self._book.entries, *found)

    def _entries_known(self) -> tuple[SourceEntry, ...]:
        """The same without looking at the disk again: for the many tiles of a map that stands still."""
        return (*self._book.entries, *self._found) if self._found is not None else self._entries()

    def _put(self, entry: SourceEntry) -> None:
        entries = tuple(entry if one.id == entry.id else one for one in self._book.entries)
        if entry not in entries:
            entries = (*entries, entry)
        self._keep(replace(self._book, entries=entries))

    def _keep(self, book: Book) -> None:
        with self._lock:
            write_book(self._file, book)
            self._book = book
            self._read_at = seen_at(self._file)

    def _catch_up(self) -> None:
        """Another process (the command line beside the window) may have written the list meanwhile."""
        now = seen_at(self._file)
        if now != self._read_at:
            self._book, self._read_at = read_book(self._file), now

    def _settle(self, manifest: Manifest) -> None:
        """Take over what a package says about its maps; what a person entered here stays."""
        with self._lock:
            here = {self._shelf.where(entry) for entry in self._book.entries}
            taken = {entry.id for entry in self._book.entries}
            new = []
            for entry in manifest.sources:
                online = entry.form is SourceForm.ONLINE
                if (online and any(entry.template == one.template for one in self._book.entries)) or (
                    not online and self._data / entry.path in here
                ):
                    continue
                made = replace(entry, id=free_id(entry.id, taken))
                taken.add(made.id)
                new.append(made)
            if new:
                self._keep(replace(self._book, entries=(*self._book.entries, *new)))


def _checked(entry: SourceEntry) -> SourceEntry:
    """The entry, if nothing in it makes no sense; ``Refusal``."""
    if entry.datum is Datum.BD09:
        raise Refusal("map_bd09")
    low, high = entry.min_zoom, entry.max_zoom
    within = all(zoom is None or 0 <= zoom <= MOST_ZOOM for zoom in (low, high))
    if not within or (low is not None and high is not None and low > high):
        raise Refusal("map_zooms", {"low": low, "high": high, "most": MOST_ZOOM})
    if not 1 <= entry.cache_mb <= 20_000:
        raise Refusal("map_cache_size", {"mb": entry.cache_mb})
    return entry
