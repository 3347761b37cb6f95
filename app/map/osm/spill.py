"""Features on their way to the tiles: sorted into squares on the disk, so that no more than one square is in memory.

Shapes are in the world square of the web map (side 1, y down). Everything lies in the square of zoom 12 that it touches;
what is drawn below zoom 12 lies, simplified, in the square of zoom 8 as well.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray

from app.kernel.geo import Region
from app.map.osm.schema import LAYERS

FINE, COARSE = 12, 8
"""Zooms of the squares."""

EXTENT = 4096
"""Units along the side of a tile."""

BUFFER = 64 / EXTENT
"""How far beyond its edge a tile goes on, in tiles: outlines and thick lines must not end at the edge."""

MOST_IN_SQUARE = 300_000
"""More features than this in ten by ten kilometres are no map; the ones drawn last are left out."""

_ROWS_AT_ONCE = 20_000
_FOR_ONE_RUN = "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA temp_store=FILE; PRAGMA cache_size=-16000;"


class Square(NamedTuple):
    """A square and its zoom."""

    zoom: int
    x: int
    y: int


class Rows(NamedTuple):
    """The features of a square: layer (place in ``LAYERS``), first zoom, kind, name, ref, shape."""

    layer: NDArray[np.int64]
    zoom: NDArray[np.int64]
    words: list[tuple[str, str, str]]
    shapes: NDArray[Any]


def to_world(lonlat: NDArray[np.float64]) -> NDArray[np.float64]:
    """Degrees as places in the world square."""
    sine = np.sin(np.radians(np.clip(lonlat[:, 1], -85.05, 85.05)))
    return np.column_stack(((lonlat[:, 0] + 180) / 360, 0.5 - np.arctanh(sine) / (2 * np.pi)))


def world_box(region: Region) -> tuple[float, float, float, float]:
    """The rectangle in the world square: left, top, right, bottom."""
    (left, bottom), (right, top) = to_world(np.array([(region.west, region.south), (region.east, region.north)]))
    return float(left), float(top), float(right), float(bottom)


class Spill:
    """The features of one import, in a file that is thrown away."""

    def __init__(self, path: Path, area: Region) -> None:
        self._area = world_box(area)
        self._base = sqlite3.connect(path)
        self._base.executescript(_FOR_ONE_RUN)
        self._base.execute(
            "CREATE TABLE piece (square INTEGER, layer INTEGER, zoom INTEGER, kind TEXT, name TEXT, ref TEXT, shape BLOB)"
        )
        self._rows: list[tuple[int, int, int, str, str, str, bytes]] = []
        self.features = dict.fromkeys(LAYERS, 0)
        self.pieces = 0
        self.crowded = 0

    def add(
        self, layer: str, shapes: NDArray[Any], zooms: Sequence[int], words: Sequence[tuple[str, str, str]]
    ) -> None:
        """Take these features; ``words`` are kind, name and ref of each."""
        zoom = np.asarray(zooms)
        shapes = clipped(shapes, self._area)
        kept = ~shapely.is_empty(shapes)
        chosen = np.flatnonzero(kept)
        self.features[layer] += len(chosen)
        self._sort_in(layer, shapes, zoom, words, chosen, FINE)
        wide = chosen[zoom[chosen] < FINE]
        if len(wide):
            simple = shapes.copy()
            simple[wide] = shapely.simplify(shapes[wide], 4 / (EXTENT << (FINE - 1)))
            self._sort_in(layer, simple, zoom, words, wide[~shapely.is_empty(simple[wide])], COARSE)
        if len(self._rows) >= _ROWS_AT_ONCE:
            self._write()

    def _sort_in(
        self, layer: str, shapes: NDArray[Any], zooms: NDArray[np.int64], words: Sequence[tuple[str, str, str]],
        chosen: NDArray[np.int64], square_zoom: int,
    ) -> None:
        """One row for each square that a shape touches; the part of it that is in the square where it touches several."""
        if not len(chosen):
            return
        side = 1 << square_zoom
        bounds = shapely.bounds(shapes[chosen]) * side
        bounds[:, :2] -= BUFFER
        bounds[:, 2:] += BUFFER
        cells = np.clip(np.floor(bounds), 0, side - 1).astype(np.int64)
        single = (cells[:, 0] == cells[:, 2]) & (cells[:, 1] == cells[:, 3])
        code = LAYERS.index(layer)
        whole = chosen[single]
        for at, cell, raw in zip(whole, cells[single], shapely.to_wkb(shapes[whole]), strict=True):
            self._rows.append((_key(square_zoom, cell[0], cell[1]), code, int(zooms[at]), *words[at], raw))
        for at, (x0, y0, x1, y1) in zip(chosen[~single], cells[~single], strict=True):
            for square, part in _parts(shapes[at], square_zoom, x0, y0, x1, y1):
                self._rows.append((_key(*square), code, int(zooms[at]), *words[at], shapely.to_wkb(part)))
                if len(self._rows) >= _ROWS_AT_ONCE:
                    self._write()

    def _write(self) -> None:
        self._base.executemany("INSERT INTO piece VALUES (?, ?, ?, ?, ?, ?, ?)", self._rows)
        self._base.commit()
        self.pieces += len(self._rows)
        self._rows = []

    def finish(self) -> None:
        """Sort everything; nothing can be added afterwards."""
        self._write()
        self._base.execute("CREATE INDEX piece_square ON piece (square, zoom)")
        self._base.commit()

    def squares(self) -> Iterator[tuple[Square, Rows]]:
        """Each square with what is in it, in order of place."""
        keys = [key for (key,) in self._base.execute("SELECT DISTINCT square FROM piece ORDER BY square")]
        for key in keys:
            found = self._base.execute(
                "SELECT layer, zoom, kind, name, ref, shape FROM piece WHERE square = ? ORDER BY zoom, rowid LIMIT ?",
                (key, MOST_IN_SQUARE),
            ).fetchall()
            if len(found) == MOST_IN_SQUARE:
                self.crowded += self._base.execute("SELECT count(*) FROM piece WHERE square = ?", (key,)).fetchone()[0] - len(found)
            yield _square(key), Rows(
                np.array([row[0] for row in found]), np.array([row[1] for row in found]),
                [row[2:5] for row in found], shapely.from_wkb([row[5] for row in found]),
            )

    def close(self) -> None:
        """Let go of the file."""
        self._base.close()


def clipped(shapes: NDArray[Any], box: tuple[float, float, float, float]) -> NDArray[Any]:
    """The parts inside the box (left, top, right, bottom); shapes wholly inside are left as they are."""
    left, top, right, bottom = shapely.bounds(shapes).T
    out = ~((left >= box[0]) & (top >= box[1]) & (right <= box[2]) & (bottom <= box[3]))
    if not out.any():
        return shapes
    result = shapes.copy()
    try:
        result[out] = shapely.clip_by_rect(shapes[out], *box)
    except shapely.errors.GEOSException:  # a ring that crosses itself in a way that cutting does not bear
        result[out] = shapely.clip_by_rect(shapely.make_valid(shapes[out]), *box)
    return result


def _parts(shape: Any, zoom: int, x0: int, y0: int, x1: int, y1: int) -> Iterator[tuple[Square, Any]]:
    """The shape by squares: halved again and again, so that a long river costs no more than its own length."""
    side = 1 << zoom
    part = shapely.clip_by_rect(
        shape, (x0 - BUFFER) / side, (y0 - BUFFER) / side, (x1 + 1 + BUFFER) / side, (y1 + 1 + BUFFER) / side
    )
    if part.is_empty:
        return
    if (x0, y0) == (x1, y1):
        yield Square(zoom, x0, y0), part
    elif x1 - x0 >= y1 - y0:
        middle = (x0 + x1) // 2
        yield from _parts(part, zoom, x0, y0, middle, y1)
        yield from _parts(part, zoom, middle + 1, y0, x1, y1)
    else:
        middle = (y0 + y1) // 2
        yield from _parts(part, zoom, x0, y0, x1, middle)
        yield from _parts(part, zoom, x0, middle + 1, x1, y1)


def _key(zoom: int, x: int, y: int) -> int:
    return (int(zoom) << 48) | (int(x) << 24) | int(y)


def _square(key: int) -> Square:
    return Square(key >> 48, key >> 24 & 0xFFFFFF, key & 0xFFFFFF)
