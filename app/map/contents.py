"""What is on a piece of the map: the kinds of marks inside a region, for a legend that names only these. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from app.kernel.geo import Region
from app.map.features import (
    Geometry,
    LineGeometry,
    PointGeometry,
    PolygonGeometry,
    Position,
    decode_features,
    decode_units,
)
from app.map.site import MapSite


class Mark(msgspec.Struct, frozen=True):
    """One kind of mark, by the codes of ``signs.json``; of units ``state`` is the status and ``link`` the trust."""

    layer: str
    symbol: str = ""
    shape: str = ""
    tone: str = ""
    state: str = ""
    link: str = ""


class Taken(msgspec.Struct, frozen=True):
    """What was published at one moment: payloads by layer, and the two of the units."""

    layers: Mapping[str, bytes]
    units: tuple[bytes, bytes]


def take(site: MapSite) -> Taken:
    """The site's present payloads. Call it where they are published, so that the two of the units belong together."""
    layers = {}
    for name in site.revisions():
        reply = site.resolve(f"/layers/{name}.json")
        if reply is not None:
            layers[name] = reply.body
    meta, positions = site.resolve("/units.json"), site.resolve("/units.bin")
    return Taken(layers, (meta.body if meta else b"", positions.body if positions else b""))


def marks_in(taken: Taken, bounds: Region, zoom: float) -> tuple[Mark, ...]:
    """Each kind of mark that lies inside (or crosses) the region and is drawn at this zoom, once, in no particular order.

    Payloads that do not come from ``encode_features`` and ``encode_units`` raise what these decoders raise.
    """
    found: dict[Mark, None] = {}
    for layer, payload in taken.layers.items():
        for one in decode_features(payload):
            if one.min_zoom <= zoom and _meets(one.geometry, bounds):
                found[Mark(layer, one.symbol, one.shape, one.tone.value, one.state)] = None
    meta, positions = taken.units
    for unit in decode_units(meta, positions) if positions else ():
        if bounds.south <= unit.lat <= bounds.north and bounds.west <= unit.lon <= bounds.east:
            found[Mark("units", unit.symbol, "", "", unit.status, unit.link.value)] = None
    return tuple(found)


def _meets(geometry: Geometry, bounds: Region) -> bool:
    places = tuple(_places(geometry))
    lons, lats = [lon for lon, _ in places], [lat for _, lat in places]
    return max(lats) >= bounds.south and min(lats) <= bounds.north and max(lons) >= bounds.west and min(lons) <= bounds.east


def _places(geometry: Geometry) -> Iterator[Position]:
    match geometry:
        case PointGeometry(coordinates=place):
            yield place
        case LineGeometry(coordinates=line):
            yield from line
        case PolygonGeometry(coordinates=rings):
            for ring in rings:
                yield from ring
