"""GeoPackage: every feature table of the file, read with SQLite alone; the geometries by shapely."""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from typing import Any
from urllib.parse import quote

from app.desk.jobs import Progress
from app.map.spatial import shapes
from app.map.spatial.collector import Collector, bad
from app.map.spatial.frames import hint_of, is_old_datum
from app.map.spatial.model import Shapes, SpatialData
from app.map.spatial.source import Source

FORMAT = "GeoPackage"
SUFFIXES = (".gpkg",)

_ENVELOPE = (0, 32, 48, 48, 64)
"""Bytes of the box in front of the geometry, by the code in the flags."""

_STEPS = 100_000
_MOST_STEPS = 3_000
"""A file may carry views; one that never ends is stopped after so many times so many steps of SQLite's machine."""

_TABLES = """
SELECT c.table_name, g.column_name, coalesce(s.organization, ''), coalesce(s.organization_coordsys_id, 0),
       coalesce(s.definition, ''), coalesce(c.identifier, c.table_name)
FROM gpkg_contents AS c JOIN gpkg_geometry_columns AS g ON g.table_name = c.table_name
LEFT JOIN gpkg_spatial_ref_sys AS s ON s.srs_id = g.srs_id
WHERE c.data_type = 'features' ORDER BY c.table_name LIMIT 200
"""


def recognises(source: Source) -> bool:
    """A SQLite file with the mark of a GeoPackage, or named as one."""
    marked = source.head[68:72] in (b"GPKG", b"GP10", b"GP11")
    return source.head.startswith(b"SQLite format 3\0") and (marked or source.suffix in SUFFIXES)


def read(source: Source, progress: Progress) -> tuple[tuple[SpatialData, ...], str]:
    """One table for each feature table that has features; empty ones are not tables worth choosing."""
    with _opened(source, progress) as base:
        try:
            listed = base.execute(_TABLES).fetchall()
        except sqlite3.OperationalError as error:
            raise bad(source.file, "no_geopackage", detail=str(error)[:120]) from error
        tables = [_table(base, row, source, progress) for row in listed]
    found = tuple(one for one in tables if one is not None)
    if not found:
        raise bad(source.file, "nothing")
    return found, ""


@contextmanager
def _opened(source: Source, progress: Progress) -> Iterator[sqlite3.Connection]:
    left = [_MOST_STEPS]

    def tick() -> int:
        left[0] -= 1
        return int(left[0] <= 0 or progress.should_stop())

    address = f"file:{quote(str(source.path.resolve()))}?mode=ro&immutable=1"
    with closing(sqlite3.connect(address, uri=True)) as base:
        base.execute("PRAGMA trusted_schema=OFF")
        base.execute("PRAGMA cell_size_check=ON")
        base.text_factory = lambda raw: raw.decode("utf-8", "replace")
        base.set_progress_handler(tick, _STEPS)
        try:
            yield base
        except sqlite3.OperationalError as error:
            progress.report(0.5)  # somebody stopped it: not the file's fault
            raise bad(source.file, "broken", detail=str(error)[:120], format=FORMAT) from error


def _table(base: sqlite3.Connection, row: Any, source: Source, progress: Progress) -> SpatialData | None:
    name, column, organisation, number, definition, title = row
    words = definition if str(organisation).upper() in ("", "NONE") else f"{organisation}:{number}"
    collector = Collector(source.file, progress, source.limits)
    cursor = base.execute(f"SELECT * FROM {_quoted(name)}")
    names = [one[0] for one in cursor.description]
    if column not in names:
        raise bad(source.file, "no_geometry_column", field=str(name), column=column)
    at = names.index(column)
    others = [place for place in range(len(names)) if place != at]
    collector.columns_in_order(names[place] for place in others)
    for count, found in enumerate(cursor, start=1):
        values = {names[place]: None if isinstance(found[place], bytes) else found[place] for place in others}
        collector.add(count, partial(_geometry, found[at]), values)
    if collector.is_empty and not collector.dropped:
        return None
    hint = hint_of(words) or hint_of(str(definition))
    if is_old_datum(f"{words} {definition}"):
        collector.remark("old_datum", field=str(name))
    return collector.finish(str(title), frame_hint=hint, frame_words=words)


def _geometry(blob: Any) -> Shapes:
    """The geometry behind the header of the GeoPackage's own."""
    import shapely  # noqa: PLC0415 - only whoever reads GeoPackages pays for it

    if blob is None:
        raise shapes.Unusable("empty")
    if not isinstance(blob, bytes) or len(blob) < 8 or blob[:2] != b"GP":
        raise shapes.Unusable("no_geometry")
    flags = blob[3]
    code = (flags >> 1) & 7
    if code >= len(_ENVELOPE):
        raise shapes.Unusable("no_geometry")
    if flags & 0b10000:
        raise shapes.Unusable("empty")
    try:
        geometry = shapely.from_wkb(blob[8 + _ENVELOPE[code] :])
    except (shapely.errors.GEOSException, struct.error) as error:
        raise shapes.Unusable("no_geometry") from error
    if geometry is None or geometry.is_empty:
        raise shapes.Unusable("empty")
    return shapes.of_geojson(geometry.__geo_interface__)


def _quoted(name: str) -> str:
    return '"' + str(name).replace('"', '""') + '"'
