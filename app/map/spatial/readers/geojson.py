"""GeoJSON (RFC 7946 and the older form with a ``crs``), and one feature a line (NDJSON, GeoJSON text sequences)."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from app.desk.jobs import Progress
from app.kernel.errors import BadFile
from app.map.spatial import shapes
from app.map.spatial.collector import Collector, bad
from app.map.spatial.encodings import text_of
from app.map.spatial.frames import hint_of
from app.map.spatial.model import SpatialData
from app.map.spatial.source import Source

FORMAT = "GeoJSON"
SUFFIXES = (".geojson", ".json", ".geojsonl", ".ndjson", ".geojsons")

_BYTE = re.compile(r"\(byte (\d+)\)")
_GEOMETRIES = frozenset(
    {"Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection"}
)


class _Top(msgspec.Struct):
    type: str = ""
    features: list[msgspec.Raw] | None = None
    crs: Any = None
    name: Any = None
    geometry: Any = None
    properties: Any = None
    coordinates: Any = None
    geometries: Any = None


class _Feature(msgspec.Struct):
    geometry: Any = None
    properties: Any = None
    id: Any = None


def recognises(source: Source) -> bool:
    """An object that speaks of features or coordinates, or one that the name says is GeoJSON."""
    head = source.head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe\x1e \t\r\n")
    if not head.startswith(b"{"):
        return False
    return source.suffix in SUFFIXES or any(word in head for word in (b'"Feature', b'"coordinates"', b'"features"'))


def read(source: Source, progress: Progress) -> tuple[tuple[SpatialData, ...], str]:
    """The one table of the file."""
    text, encoding = text_of(source.data(), source.file, source.wish)
    data = text.encode("utf-8", "surrogatepass")
    if data.count(b"[") > 2 * source.limits.vertices:  # before lists that fill the memory are made of them
        raise bad(source.file, "too_many_vertices", most=source.limits.vertices)
    collector = Collector(source.file, progress, source.limits)
    lines = data.replace(b"\x1e", b"\n").splitlines() if _is_by_lines(data) else []
    name, crs = source.path.stem, None
    if lines:
        _read_lines(lines, collector)
    else:
        name, crs = _read_whole(data, collector, name)
    words = _crs_words(crs)
    return (collector.finish(name, frame_hint=hint_of(words), frame_words=words),), encoding


def _is_by_lines(data: bytes) -> bool:
    """Whether the first line is a whole object and another one follows it."""
    first, _, rest = data.lstrip(b"\x1e \t\r\n").partition(b"\n")
    if not rest.lstrip(b"\x1e \t\r\n").startswith(b"{"):
        return data.lstrip().startswith(b"\x1e")
    try:
        msgspec.json.decode(first, type=dict[str, msgspec.Raw])
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return False
    return True


def _read_lines(lines: list[bytes], collector: Collector) -> None:
    wrong: list[BadFile] = []
    for number, one in enumerate(lines, start=1):
        if not one.strip():
            continue
        try:
            _take(msgspec.json.decode(one, type=_Feature), number, collector)
        except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
            wrong.append(bad(collector.file, "json", number, detail=str(error)[:120]))
    if wrong:
        raise BadFile(tuple(one for no in wrong[: collector.limits.dropped] for one in no.problems))


def _read_whole(data: bytes, collector: Collector, name: str) -> tuple[str, Any]:
    try:
        top = msgspec.json.decode(data, type=_Top)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise _at_line(data, error, collector.file) from error
    if top.features is not None:
        for number, raw in enumerate(top.features, start=1):
            try:
                feature = msgspec.json.decode(raw, type=_Feature)
            except (msgspec.DecodeError, UnicodeError, RecursionError):
                collector.drop(number, "no_geometry")
                continue
            _take(feature, number, collector)
    elif top.type == "Feature":
        _take(_Feature(top.geometry, top.properties), 1, collector)
    elif top.type in _GEOMETRIES:
        geometry = {"type": top.type, "coordinates": top.coordinates, "geometries": top.geometries}
        _take(_Feature(geometry), 1, collector)
    else:
        raise bad(collector.file, "no_geojson", detail=top.type[:40] or "-")
    return (top.name if isinstance(top.name, str) and top.name.strip() else name), top.crs


def _take(feature: _Feature, number: int, collector: Collector) -> None:
    values = dict(feature.properties) if isinstance(feature.properties, dict) else {}
    if feature.id is not None:
        values.setdefault("id", feature.id)
    collector.add(number, lambda: shapes.of_geojson(feature.geometry), values)


def _at_line(data: bytes, error: Exception, file: str) -> BadFile:
    found = _BYTE.search(str(error))
    at = min(int(found[1]), len(data)) if found else len(data) if "truncated" in str(error) else 0
    return bad(file, "json", data.count(b"\n", 0, at) + 1, detail=str(error)[:120])


def _crs_words(crs: Any) -> str:
    """What an old-fashioned ``crs`` member names."""
    if not isinstance(crs, dict):
        return crs if isinstance(crs, str) else ""
    inside = crs.get("properties")
    name = inside.get("name", inside.get("code", "")) if isinstance(inside, dict) else ""
    return str(name)[:200]
