"""The contract between a map layer and the page: frozen values in, finished bytes out.

A layer module turns the state into :class:`Feature` or :class:`UnitMark` values; these functions encode them. They are
plain and fast, made to be called off the GUI thread. All texts are data: the page puts them into ``textContent`` or draws
them, it never parses them.
"""

from __future__ import annotations

import math
import zlib
from array import array
from collections.abc import Iterable, Sequence
from enum import StrEnum

import msgspec

Position = tuple[float, float]
"""GeoJSON order: longitude, latitude; degrees, WGS-84 or CGCS2000."""

UNITS_FORMAT = 1.0
"""The first number of a positions payload; the page refuses any other."""

UNIT_ROW = 5
"""Numbers per row of a positions payload: index, latitude, longitude, age in seconds, heading in degrees."""


class PointGeometry(msgspec.Struct, frozen=True, tag="Point"):
    """One place."""

    coordinates: Position


class LineGeometry(msgspec.Struct, frozen=True, tag="LineString"):
    """A way along at least two places."""

    coordinates: tuple[Position, ...]


class PolygonGeometry(msgspec.Struct, frozen=True, tag="Polygon"):
    """An area: the outer ring first, then its holes; each ring ends where it starts."""

    coordinates: tuple[tuple[Position, ...], ...]


Geometry = PointGeometry | LineGeometry | PolygonGeometry


class Tone(StrEnum):
    """How urgent a mark looks; the page maps a tone to a colour of the theme, and never by colour alone."""

    EXTREME = "I"
    MAJOR = "II"
    CONSIDERABLE = "III"
    ORDINARY = "IV"
    UNGRADED = "ungraded"
    NEUTRAL = "neutral"
    SAFE = "safe"
    MUTED = "muted"


class Link(StrEnum):
    """How far the position of a unit can be trusted."""

    FRESH = "fresh"
    STALE = "stale"
    OFFLINE = "offline"


class Feature(msgspec.Struct, frozen=True, kw_only=True):
    """One thing on a layer.

    ``id`` comes back when it is clicked. ``title`` and ``detail`` (lines) are shown on hover. ``symbol`` is a code of
    ``resources/signs/signs.json`` (an incident kind, a facility kind ...). ``shape`` is the class of an incident (N, A,
    P, S), ``state`` its status (opened, responding, terminated, closed). ``label`` is written beside the mark from
    ``min_zoom`` and ``label_zoom`` on (0: from a zoom that follows from the rank); a smaller ``label_rank`` wins where
    labels collide (0 always shows, 9 last).
    ``heading_deg`` (clockwise from north) is the way it looks, for what looks anywhere.
    """

    id: str
    geometry: Geometry
    title: str
    detail: tuple[str, ...] = ()
    symbol: str = ""
    tone: Tone = Tone.NEUTRAL
    shape: str = ""
    state: str = ""
    label: str = ""
    label_rank: int = 5
    min_zoom: float = 0.0
    label_zoom: float = 0.0
    heading_deg: float | None = None


class UnitMark(msgspec.Struct, frozen=True, kw_only=True):
    """One unit with its last position (degrees, WGS-84).

    ``symbol`` is a unit kind of ``signs.json`` (``F-POL`` ...), ``status`` a unit status; ``age_s`` the age of the
    position in seconds; ``heading_deg`` clockwise from north, ``None`` where it is not known or the unit stands.
    """

    id: str
    symbol: str
    status: str
    label: str
    lat: float
    lon: float
    age_s: float = 0.0
    heading_deg: float | None = None
    detail: tuple[str, ...] = ()
    tone: Tone = Tone.NEUTRAL
    link: Link = Link.FRESH


class _Properties(msgspec.Struct, frozen=True, omit_defaults=True):
    title: str
    detail: tuple[str, ...] = ()
    symbol: str = ""
    tone: Tone = Tone.NEUTRAL
    shape: str = ""
    state: str = ""
    label: str = ""
    label_rank: int = 5
    min_zoom: float = 0.0
    label_zoom: float = 0.0
    heading_deg: float | None = None


class _GeoFeature(msgspec.Struct, frozen=True, tag="Feature"):
    id: str
    geometry: Geometry
    properties: _Properties


class LayerLook(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How the page shows a layer that ``signs.json`` does not know: its words, the form of its lines, its place and switch.

    ``pattern``: solid, dashed, dotted, double, hatched. ``gone``: the layer was removed; the page forgets it.
    """

    title: str
    pattern: str = "solid"
    min_zoom: float = 0.0
    order: int = 0
    on: bool = True
    source: str = ""
    gone: bool = False


class _Collection(msgspec.Struct, frozen=True, tag="FeatureCollection", omit_defaults=True):
    features: list[_GeoFeature]
    layer: LayerLook | None = None


class UnitLook(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the page is told of a unit besides where it is."""

    id: str
    symbol: str
    status: str
    label: str
    detail: tuple[str, ...] = ()
    tone: Tone = Tone.NEUTRAL
    link: Link = Link.FRESH


class _UnitsMeta(msgspec.Struct, frozen=True):
    tag: int
    units: msgspec.Raw


_ENCODER = msgspec.json.Encoder()


def encode_features(features: Iterable[Feature], look: LayerLook | None = None) -> bytes:
    """A GeoJSON FeatureCollection in UTF-8; a coordinate that is no place on earth raises ``ValueError``.

    ``look`` goes with a layer that the page does not know by itself.
    """
    return _ENCODER.encode(_Collection([_geo_feature(feature) for feature in features], look))


def decode_features(payload: bytes) -> tuple[Feature, ...]:
    """The features of a payload that :func:`encode_features` made; anything else raises ``msgspec.DecodeError``."""
    collection = msgspec.json.decode(payload, type=_Collection)
    return tuple(
        Feature(
            id=f.id,
            geometry=f.geometry,
            **{name: getattr(f.properties, name) for name in f.properties.__struct_fields__},
        )
        for f in collection.features
    )


def encode_units(marks: Sequence[UnitMark]) -> tuple[bytes, bytes]:
    """Two payloads: what the units are (JSON) and where they are (rows of float64, machine byte order).

    The first row of the positions is ``[UNITS_FORMAT, tag, count, serial, 0]`` with the number of the update (0: one that no
    moves continue, see ``app.map.unit_feed``) and the tag of the JSON they belong to, so that
    the page fetches the JSON again only when it changed and never mixes two generations. Raises ``ValueError`` for a
    position that is no place on earth.
    """
    listed = _ENCODER.encode([look_of(mark) for mark in marks])
    tag = zlib.crc32(listed)
    rows = array("d", (UNITS_FORMAT, tag, len(marks), 0.0, 0.0))
    for index, mark in enumerate(marks):
        check_place(mark.lat, mark.lon, mark.id)
        heading = math.nan if mark.heading_deg is None else mark.heading_deg
        rows.extend((index, mark.lat, mark.lon, mark.age_s, heading))
    return _ENCODER.encode(_UnitsMeta(tag, msgspec.Raw(listed))), rows.tobytes()


def look_of(mark: UnitMark) -> UnitLook:
    """What a mark says besides where it is."""
    return UnitLook(mark.id, mark.symbol, mark.status, mark.label, mark.detail, mark.tone, mark.link)


def encode_looks(tag: int, looks: Sequence[UnitLook]) -> bytes:
    """The first payload of :func:`encode_units`, under this tag."""
    return _ENCODER.encode(_UnitsMeta(tag, msgspec.Raw(_ENCODER.encode(looks))))


def decode_units(meta: bytes, positions: bytes) -> tuple[UnitMark, ...]:
    """The marks of two payloads that :func:`encode_units` made; payloads of two generations raise ``ValueError``."""
    header = msgspec.json.decode(meta, type=_UnitsMeta)
    rows = array("d")
    rows.frombytes(positions)
    if rows[0] != UNITS_FORMAT or rows[1] != header.tag:
        raise ValueError("positions and meta are of different generations")
    units = msgspec.json.decode(header.units, type=list[UnitLook])
    marks = []
    for at in range(UNIT_ROW, len(rows), UNIT_ROW):
        index, lat, lon, age_s, heading = rows[at : at + UNIT_ROW]
        unit = units[int(index)]
        fields = {name: getattr(unit, name) for name in unit.__struct_fields__}
        heading_deg = None if math.isnan(heading) else heading
        marks.append(UnitMark(lat=lat, lon=lon, age_s=age_s, heading_deg=heading_deg, **fields))
    return tuple(marks)


def circle(lat: float, lon: float, radius_m: float, corners: int = 48) -> PolygonGeometry:
    """A circle on the ground as a polygon (a cordon); good to 0.1 % below 50 km."""
    d_lat = radius_m / 111_195.0
    d_lon = d_lat / max(math.cos(math.radians(lat)), 0.01)
    turns = [2 * math.pi * k / corners for k in range(corners)]
    ring = [(lon + d_lon * math.cos(turn), lat + d_lat * math.sin(turn)) for turn in turns]
    return PolygonGeometry((tuple([*ring, ring[0]]),))


def _geo_feature(feature: Feature) -> _GeoFeature:
    for lon, lat in _positions(feature.geometry):
        check_place(lat, lon, feature.id)
    f = feature
    properties = _Properties(
        f.title, f.detail, f.symbol, f.tone, f.shape, f.state, f.label, f.label_rank, f.min_zoom, f.label_zoom, f.heading_deg
    )
    return _GeoFeature(f.id, f.geometry, properties)


def _positions(geometry: Geometry) -> Iterable[Position]:
    match geometry:
        case PointGeometry(coordinates=place):
            return (place,)
        case LineGeometry(coordinates=line):
            return line
        case PolygonGeometry(coordinates=rings):
            return (place for ring in rings for place in ring)


def check_place(lat: float, lon: float, owner: str) -> None:
    """Raises ``ValueError``, naming the owner, unless this is a place on earth."""
    if not (-90.0 <= lat <= 90.0 and -180.0 <= lon <= 180.0):
        raise ValueError(f"{owner}: not a place on earth: lat={lat!r} lon={lon!r}")
