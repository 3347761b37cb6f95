"""Which base maps this computer has and shows: the values, and the port that the faces ask.

What lies under the map is a matter of one computer, not of the duty room: it is kept beside the settings and never in the
journal. The port is filled by ``app.map.sources.library``.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol

import msgspec

from app.desk.jobs import Progress
from app.kernel.errors import Problem
from app.kernel.geo import Region

OWN_DRAWING = "own"
"""The id of the drawing that a demonstration township brings along (GeoJSON); it is always there, perhaps empty."""


class TileKind(StrEnum):
    """Pictures, or shapes that the page paints itself."""

    RASTER = "raster"
    VECTOR = "vector"


class SourceForm(StrEnum):
    """What the tiles come out of."""

    OWN = "own"
    MBTILES = "mbtiles"
    PMTILES = "pmtiles"
    FOLDER = "folder"
    ONLINE = "online"


class Datum(StrEnum):
    """The datum a base map was drawn in. CGCS2000 and WGS-84 lie together; GCJ-02 is set right while it is drawn."""

    CGCS2000 = "CGCS2000"
    WGS84 = "WGS-84"
    GCJ02 = "GCJ-02"
    BD09 = "BD-09"


class Schema(StrEnum):
    """By which names the layers of a vector map go. ``unknown`` cannot be painted."""

    ZHISHOU = "zhishou"
    OPENMAPTILES = "openmaptiles"
    PROTOMAPS = "protomaps"
    UNKNOWN = "unknown"


class SourceEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A source as a person registered it. ``path`` is relative to the data folder where it lies inside; ``key`` never
    leaves this computer; an online source asks the network only while ``online_on``. Empty texts and ``None`` mean: as the
    file says itself. ``tms`` counts rows from the south."""

    id: str
    form: SourceForm
    path: str = ""
    name: str = ""
    attribution: str = ""
    review_number: str = ""
    datum: Datum = Datum.CGCS2000
    template: str = ""
    subdomains: str = ""
    key: str = ""
    online_on: bool = False
    min_zoom: int | None = None
    max_zoom: int | None = None
    cache_mb: int = 256
    tms: bool | None = None


class MapChoice(msgspec.Struct, frozen=True, kw_only=True):
    """What lies under everything. ``base`` "" leaves it to the program (the own drawing, else the first map that can be
    used); ``second`` is laid over or under it with this opacity (10-100 per cent)."""

    base: str = ""
    second: str = ""
    second_over: bool = True
    second_opacity_pct: int = 60


class MapSource(msgspec.Struct, frozen=True, kw_only=True):
    """A source as it is found now. ``size_bytes`` is what it takes on the disk; ``problems`` say why it cannot be used;
    ``inside`` tells that its files lie in the data folder; ``has_key`` that a key was entered."""

    id: str
    form: SourceForm
    kind: TileKind
    name: str
    attribution: str = ""
    review_number: str = ""
    datum: Datum = Datum.CGCS2000
    schema: Schema | None = None
    min_zoom: int = 0
    max_zoom: int = 18
    bounds: Region | None = None
    size_bytes: int = 0
    path: str = ""
    template: str = ""
    subdomains: str = ""
    has_key: bool = False
    online_on: bool = False
    inside: bool = False
    problems: tuple[Problem, ...] = ()

    @property
    def usable(self) -> bool:
        """Whether it can be shown."""
        return not self.problems


class PackageReport(msgspec.Struct, frozen=True, kw_only=True):
    """What a regional package held or holds: files and bytes by part (``maps``, ``roads``, ``gazetteer``, ``layers``);
    ``things`` counts a folder of tiles as the one map that it is. ``replaced`` files stood here before and were moved to
    ``kept_in``; ``left_out`` were no files to carry."""

    name: str
    files: Mapping[str, int]
    size_bytes: int
    things: Mapping[str, int] = {}
    sources: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    kept_in: str = ""
    left_out: tuple[str, ...] = ()


class MapTile(Protocol):
    """A picture, or an unpacked vector tile."""

    @property
    def body(self) -> bytes:
        """Its bytes."""
        ...


class Maps(Protocol):
    """The base maps of one data folder. Everything here may touch the disk: call it from a job's thread."""

    @property
    def choice(self) -> MapChoice:
        """What was chosen."""
        ...

    def sources(self) -> tuple[MapSource, ...]:
        """Every source there is now, the own drawing first."""
        ...

    def base_in_use(self) -> str:
        """The id of the base that is shown, chosen or by default."""
        ...

    def choose(self, choice: MapChoice) -> None:
        """Show this; ``Refusal`` where a source is not there or cannot be used, ``Fault`` where it cannot be kept."""
        ...

    def add_path(self, path: Path, **details: Any) -> MapSource:
        """Register a file or a folder of tiles where it lies. ``details`` are fields of ``SourceEntry``. ``BadFile``."""
        ...

    def add_online(self, template: str, **details: Any) -> MapSource:
        """Register an address template; it asks the network only when switched on. ``Refusal`` says what is wrong."""
        ...

    def edit(self, source_id: str, **details: Any) -> MapSource:
        """Change fields of ``SourceEntry``; ``Refusal``."""
        ...

    def remove(self, source_id: str, *, delete_files: bool = False) -> None:
        """Take a source off the list; files outside the data folder stay. ``Refusal("map_inside_data")`` where it would come
        back by itself because its file lies in the data folder, unless its files are to go too."""
        ...

    def tile(self, source_id: str, z: int, x: int, y: int) -> MapTile | None:
        """The tile of this column and row (from the north) as it is shown; ``None`` where there is none. An online map that is
        switched on may ask the network for it."""
        ...

    def check(self, source_id: str, progress: Progress) -> tuple[Problem, ...]:
        """Look at tiles of every zoom and at the whole file; what is wrong with it."""
        ...

    def export_package(self, target: Path, name: str, progress: Progress) -> PackageReport:
        """Write maps, roads, gazetteer and layers into one file, whole or not at all."""
        ...

    def import_package(self, package: Path, progress: Progress) -> PackageReport:
        """Take in such a file, whole or not at all. ``BadFile``, ``Fault``."""
        ...
