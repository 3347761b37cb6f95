"""Vector tiles out of the spill, one square after another: simplified for the zoom, cut, laid on the grid, encoded."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from typing import Any, NamedTuple

import mapbox_vector_tile
import numpy as np
import shapely
from numpy.typing import NDArray

from app.map.osm.schema import LAYERS, MAX_ZOOM
from app.map.osm.spill import BUFFER, EXTENT, FINE, Rows, Square, clipped

_POLYGONS = frozenset(LAYERS.index(name) for name in ("landuse", "water", "buildings"))
_POINTS = frozenset(LAYERS.index(name) for name in ("places", "pois"))
_DIMENSION = {**dict.fromkeys(range(len(LAYERS)), 1), **dict.fromkeys(_POLYGONS, 2), **dict.fromkeys(_POINTS, 0)}
_OPTIONS = {"extents": EXTENT, "y_coord_down": True, "check_winding_order": False}
_TOLERANCE = 4.0
"""How far a simplified line may lie from the true one, in units of a tile (a quarter of a pixel); 1 at the last zoom."""


class Tile(NamedTuple):
    """A finished tile: zoom, column, row from the north, gzipped content."""

    zoom: int
    x: int
    y: int
    data: bytes


def tiles_of(square: Square, rows: Rows) -> Iterator[Tile]:
    """The tiles of a square: of zooms 12 and up for a small square, below 12 for a large one."""
    last = MAX_ZOOM if square.zoom == FINE else FINE - 1
    for zoom in range(square.zoom, last + 1):
        shown = np.flatnonzero(rows.zoom <= zoom)
        if len(shown):
            yield from _at_zoom(square, rows, shown, zoom, 1.0 if zoom == MAX_ZOOM else _TOLERANCE)


def _at_zoom(square: Square, rows: Rows, shown: NDArray[np.int64], zoom: int, tolerance: float) -> Iterator[Tile]:
    """All tiles of one zoom in the square."""
    side = 1 << zoom
    shapes = shapely.simplify(rows.shapes[shown], tolerance / (EXTENT * side))
    left, top, right, bottom = shapely.bounds(shapes).T * side
    across = 1 << (zoom - square.zoom)
    for x in range(square.x * across, (square.x + 1) * across):
        column = np.flatnonzero((right >= x - BUFFER) & (left <= x + 1 + BUFFER))
        if not len(column):
            continue
        for y in range(square.y * across, (square.y + 1) * across):
            here = column[(bottom[column] >= y - BUFFER) & (top[column] <= y + 1 + BUFFER)]
            data = _encoded(rows, shown[here], shapes[here], zoom, x, y) if len(here) else b""
            if data:
                yield Tile(zoom, x, y, data)


def _encoded(rows: Rows, which: NDArray[np.int64], shapes: NDArray[Any], zoom: int, x: int, y: int) -> bytes:
    side = 1 << zoom
    box = ((x - BUFFER) / side, (y - BUFFER) / side, (x + 1 + BUFFER) / side, (y + 1 + BUFFER) / side)
    shapes = clipped(shapes, box)
    shapes = shapely.transform(shapes, lambda place: np.rint((place * side - (x, y)) * EXTENT))
    features: dict[int, list[dict[str, Any]]] = {}
    layers = rows.layer[which]
    flat = np.isin(layers, list(_POLYGONS))
    shapes[flat] = _sound(shapes[flat])
    for at, layer, shape in zip(which, layers, shapes, strict=True):
        fit = _of_dimension(shape, _DIMENSION[layer])
        if fit is not None:
            features.setdefault(int(layer), []).append({"geometry": fit, "properties": _properties(LAYERS[layer], rows.words[at])})
    content = [{"name": LAYERS[layer], "features": features[layer]} for layer in sorted(features)]
    raw = mapbox_vector_tile.encode(content, default_options=_OPTIONS) if content else b""
    return gzip.compress(raw, 6, mtime=0) if raw else b""


def _sound(shapes: NDArray[Any]) -> NDArray[Any]:
    """Polygons that rounding made cross themselves are mended; all are wound as tiles want it (outer rings clockwise on the
    screen)."""
    wrong = ~shapely.is_valid(shapes)
    if wrong.any():
        shapes = shapes.copy()
        shapes[wrong] = shapely.make_valid(shapes[wrong])
    return np.asarray(shapely.orient_polygons(shapes, exterior_cw=False), dtype=object)


def _of_dimension(shape: Any, dimension: int) -> Any:
    """The shape where it is of its layer's own dimension; the parts that are, of a mixture; ``None`` where none is."""
    if shape is None or shape.is_empty:
        return None
    if shape.geom_type != "GeometryCollection":
        return shape if shapely.get_dimensions(shape) == dimension else None
    parts = [part for part in shapely.get_parts(shape) if shapely.get_dimensions(part) == dimension and not part.is_empty]
    return shapely.union_all(parts) if parts else None


def _properties(layer: str, words: tuple[str, str, str]) -> dict[str, Any]:
    """The properties of our schema; empty ones are left out."""
    kind, name, ref = words
    if layer == "boundary":
        return {"level": int(kind)}
    return {key: value for key, value in (("kind", kind), ("name", name), ("ref", ref)) if value}
