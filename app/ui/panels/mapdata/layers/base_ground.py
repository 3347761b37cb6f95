"""What the base map in use shows where the data lies, for the comparison of coordinate systems. No Qt: made in a job's thread.

Without it a shift could be seen only on a desk that has a drawing of its own; the officer's map is mostly imagery or tiles.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

import msgspec

from app.desk.jobs import Progress
from app.desk.maps import OWN_DRAWING, Maps, MapSource, SourceForm, TileKind
from app.kernel.geo import Crs, unshifted
from app.map.sources.ground import bounds_of_tiles
from app.ui.panels.mapdata.layers.ground import Ground, Picture, Track, metres_per_unit, square

log = logging.getLogger(__name__)

_PICTURES, _VECTORS, _REMOTE = 48, 20, 12
"""So many tiles at most: pictures are sharp enough with these; unpacking a vector tile takes longer; a line is slow."""

_ROUND_M = 1500.0
"""How far round the data the map is shown: more than any of the Chinese shifts."""

_MOST_POINTS = 150_000
_KINDS = {
    "roads": "roads", "transportation": "roads", "water": "water", "waterway": "streams", "buildings": "buildings",
    "building": "buildings", "boundary": "borders", "boundaries": "borders",
}
"""Layers of OpenMapTiles, Protomaps and our own tiles, by what they are to the ground."""

Box = tuple[float, float, float, float]


def on_base(ground: Ground, maps: Maps | None, box: Box | None, progress: Progress) -> Ground:
    """The ground with the base map in use under this box (west, north, east, south on the square map); as it was where the
    own drawing is in use or no map lies there. Names and borders that the desk knows stay. ``Cancelled``."""
    source = _in_use(maps)
    if maps is None or source is None or box is None:
        return ground
    pictures: list[Picture] = []
    tracks: dict[str, list[Track]] = {}
    left = _MOST_POINTS
    for z, x, y in _addresses(source, box):
        progress.report(0.5)
        tile = maps.tile(source.id, z, x, y)
        if tile is None:
            continue
        if source.kind is TileKind.RASTER:
            pictures.append(Picture(_corners(source, z, x, y), tile.body))
            continue
        for kind, track in _tracks(tile.body, z, x, y):
            left -= len(track)
            if left > 0:
                tracks.setdefault(kind, []).append(track)
    if not pictures and not tracks:
        return ground
    found = {kind: tuple(many) for kind, many in tracks.items()}
    return msgspec.structs.replace(
        ground, pictures=tuple(pictures), water=found.get("water", ()), streams=found.get("streams", ()),
        roads=found.get("roads", ()), buildings=found.get("buildings", ()), borders=(*ground.borders, *found.get("borders", ())),
    )  # fmt: skip


def _in_use(maps: Maps | None) -> MapSource | None:
    if maps is None:
        return None
    base = maps.base_in_use()
    return next((one for one in maps.sources() if one.id == base and one.usable and one.id != OWN_DRAWING), None)


def _addresses(source: MapSource, box: Box) -> list[tuple[int, int, int]]:
    """The tiles of the largest zoom that covers the box with few of them, from the north-west."""
    most = _REMOTE if source.form is SourceForm.ONLINE else _PICTURES if source.kind is TileKind.RASTER else _VECTORS
    margin = _ROUND_M / metres_per_unit((box[1] + box[3]) / 2)
    spread = (box[0] - margin, box[1] - margin, box[2] + margin, box[3] + margin)
    for zoom in range(source.max_zoom, source.min_zoom - 1, -1):
        wide = 1 << zoom
        west, north, east, south = (min(max(int(edge * wide), 0), wide - 1) for edge in spread)
        if (east - west + 1) * (south - north + 1) <= most:
            return [(zoom, x, y) for y in range(north, south + 1) for x in range(west, east + 1)]
    return []


def _corners(source: MapSource, z: int, x: int, y: int) -> Box:
    """Where a picture lies; one of a shifted map is put where its ground really is."""
    bounds = bounds_of_tiles(z, x, y, x, y)
    crs = Crs(source.datum.value)
    north, west = unshifted(bounds.north, bounds.west, crs)
    south, east = unshifted(bounds.south, bounds.east, crs)
    return (*square(west, north), *square(east, south))


def _tracks(data: bytes, z: int, x: int, y: int) -> Iterator[tuple[str, Track]]:
    """The lines and outlines of a vector tile by what they are; none of a tile that is broken inside."""
    import mapbox_vector_tile  # noqa: PLC0415 - only a vector map pays for it
    from google.protobuf.message import DecodeError  # noqa: PLC0415

    side = 1 << z
    try:
        layers = mapbox_vector_tile.decode(data, default_options={"y_coord_down": True})
    except (DecodeError, ValueError, LookupError, TypeError) as error:
        log.warning("map: tile %d/%d/%d cannot be drawn: %s", z, x, y, error)
        return
    for name, layer in layers.items():
        kind = _KINDS.get(name)
        if kind is None:
            continue
        grain = float(layer["extent"]) * side
        for feature in layer["features"]:
            shape = feature["geometry"]
            for line in _lines(shape):
                track = tuple((x / side + float(one[0]) / grain, y / side + float(one[1]) / grain) for one in line)
                yield ("streams" if kind == "water" and "Line" in shape["type"] else kind), track


def _lines(shape: dict[str, Any]) -> list[Any]:
    inside = shape["coordinates"]
    match shape["type"]:
        case "LineString":
            return [inside]
        case "MultiLineString" | "Polygon":
            return list(inside)
        case "MultiPolygon":
            return [ring for part in inside for ring in part]
        case _:
            return []
