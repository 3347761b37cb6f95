"""The sources that are open: each is opened once, and again when its entry or its file is another than before."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from app.desk.maps import OWN_DRAWING, MapSource, Schema, SourceEntry, SourceForm, TileKind
from app.kernel.clock import Clock
from app.kernel.errors import BadFile, Problem
from app.map.sources.finding import remove_files, size_of
from app.map.sources.folder import FolderSource
from app.map.sources.mbtiles import MbtilesSource
from app.map.sources.online import OnlineSource
from app.map.sources.pmtiles_file import PmtilesSource
from app.map.sources.port import SourceFacts, TileSource, bad
from app.map.sources.tile_cache import TileCache

Stamp = tuple[SourceEntry, tuple[int, int]]


class Opened:
    """An entry that was opened, or why it could not be."""

    def __init__(self, stamp: Stamp) -> None:
        self.stamp = stamp
        self.source: TileSource | None = None
        self.facts: SourceFacts | None = None
        self.problems: tuple[Problem, ...] = ()
        self.size_bytes = 0


class Shelf:
    """Knows where entries lie and keeps their sources open. Safe from several threads."""

    def __init__(
        self,
        data_dir: Path,
        cache_dir: Path,
        own_dir: Path | None,
        fetch: Callable[[], Any],
        clock: Clock,
        vector_part: Path | None = None,
    ) -> None:
        self._clock, self._vector_part = clock, vector_part
        self._data, self._cache, self._own, self._fetch = data_dir, cache_dir, own_dir, fetch
        self._lock = threading.RLock()
        self._opened: dict[str, Opened] = {}

    def where(self, entry: SourceEntry) -> Path:
        """Where the files of an entry lie."""
        return self._data / entry.path

    def kept_path(self, path: Path) -> str:
        """How a path is kept: relative inside the data folder, so that the folder may be moved."""
        return path.relative_to(self._data).as_posix() if path.is_relative_to(self._data) else str(path)

    def lies_inside(self, entry: SourceEntry) -> bool:
        """Whether it lies where maps are found by themselves."""
        return entry.form is not SourceForm.ONLINE and self.where(entry).is_relative_to(self._data / "maps")

    def open(self, entry: SourceEntry) -> Opened:
        """The opened source; what is wrong with it stands in ``problems``."""
        with self._lock:
            stamp = (entry, self._stamp(entry))
            kept = self._opened.get(entry.id)
            if kept is not None and kept.stamp == stamp:
                return kept
            self.close(entry.id)
            opened = Opened(stamp)
            try:
                opened.source = self._make(entry)
                opened.facts = opened.source.facts
                opened.size_bytes = opened.facts.size_bytes or (size_of(self.where(entry)) if entry.path else 0)
            except (BadFile, OSError) as error:
                opened.problems = problems_of(entry, error)
            self._opened[entry.id] = opened
            return opened

    def try_open(self, entry: SourceEntry) -> None:
        """Open and close it: ``BadFile`` where that does not work."""
        try:
            self._make(entry).close()
        except OSError as error:
            raise BadFile(problems_of(entry, error)) from error

    def close(self, source_id: str) -> None:
        """Let go of one."""
        with self._lock:
            opened = self._opened.pop(source_id, None)
        if opened is not None and opened.source is not None:
            opened.source.close()

    @contextmanager
    def still(self) -> Iterator[None]:
        """Everything is closed, and nothing is opened until the block ends."""
        with self._lock:
            self.close_all()
            yield

    def close_all(self) -> None:
        """Let go of all."""
        for source_id in list(self._opened):
            self.close(source_id)

    def forget_tiles(self, entry: SourceEntry) -> None:
        """What was kept of an online source is gone."""
        self.close(entry.id)
        remove_files(self._cache_file(entry))

    def own_drawing(self) -> MapSource:
        """The drawing that a demonstration brings along; without bytes where there is none."""
        size = sum(file.stat().st_size for file in self._own.glob("*.geojson")) if self._own and self._own.is_dir() else 0
        return MapSource(id=OWN_DRAWING, form=SourceForm.OWN, kind=TileKind.VECTOR, name="", size_bytes=size)

    def describe(self, entry: SourceEntry) -> MapSource:
        """An entry with what its file says; what the person entered goes first."""
        opened = self.open(entry)
        facts, where, problems = opened.facts, self.where(entry), opened.problems
        online = entry.form is SourceForm.ONLINE
        if not problems and facts is not None and facts.schema is Schema.UNKNOWN:
            problems = bad(where, "map_schema_unknown", layers=", ".join(facts.layers[:8]) or "-").problems
        lacking = self._vector_part is not None and not self._vector_part.is_file()
        if not problems and facts is not None and facts.kind is TileKind.VECTOR and lacking:
            problems = bad(where, "map_vector_part_missing").problems
        facts = facts or SourceFacts(kind=TileKind.RASTER, min_zoom=0, max_zoom=0)
        return MapSource(
            id=entry.id, form=entry.form, kind=facts.kind, name=entry.name or facts.name or (entry.id if online else where.stem),
            attribution=entry.attribution or facts.attribution, review_number=entry.review_number, datum=entry.datum,
            schema=facts.schema, min_zoom=facts.min_zoom if entry.min_zoom is None else entry.min_zoom,
            max_zoom=facts.max_zoom if entry.max_zoom is None else entry.max_zoom, bounds=facts.bounds,
            size_bytes=opened.size_bytes, path="" if online else str(where), template=entry.template,
            subdomains=entry.subdomains,
            has_key=bool(entry.key), online_on=entry.online_on, inside=self.lies_inside(entry), problems=problems,
        )  # fmt: skip

    def _make(self, entry: SourceEntry) -> TileSource:
        match entry.form:
            case SourceForm.MBTILES:
                return MbtilesSource(self.where(entry), tms=entry.tms)
            case SourceForm.PMTILES:
                return PmtilesSource(self.where(entry))
            case SourceForm.FOLDER:
                return FolderSource(self.where(entry), tms=entry.tms)
            case SourceForm.ONLINE:
                cache = TileCache(self._cache_file(entry), entry.cache_mb * 1_000_000, lambda: self._clock.now().timestamp())
                return OnlineSource(entry, cache, self._fetch())
            case _:
                raise bad(entry.path or entry.id, "map_form_unknown", ending=entry.form.value)

    def _cache_file(self, entry: SourceEntry) -> Path:
        return self._cache / f"{entry.id}.sqlite"

    def _stamp(self, entry: SourceEntry) -> tuple[int, int]:
        if entry.form is SourceForm.ONLINE:
            return 0, 0
        try:
            seen = self.where(entry).stat()
        except OSError:
            return -1, -1
        return seen.st_mtime_ns, seen.st_size


def problems_of(entry: SourceEntry, error: BadFile | OSError) -> tuple[Problem, ...]:
    """What is wrong with an entry, as problems of its file."""
    if isinstance(error, BadFile):
        return error.problems
    code = "map_file_missing" if isinstance(error, FileNotFoundError) else "map_file_unreadable"
    return bad(entry.path, code, why=error.strerror or str(error)).problems
