"""Geometry from outside as our own kinds: finite numbers, enough places, closed rings; or a reason why not."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from app.map.features import Geometry, LineGeometry, PointGeometry, PolygonGeometry, Position
from app.map.spatial.model import Shapes

_DEEPEST = 8
"""Collections inside collections."""


class Unusable(ValueError):  # noqa: N818 - a reason, not a mistake of ours
    """A geometry that cannot be used; ``code`` is worded under ``problem.layer_<code>``."""

    def __init__(self, code: str, **facts: str) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


def place(raw: Any) -> Position:
    """One position; heights and measures behind the first two numbers are left out."""
    try:
        x, y = raw[0], raw[1]
    except (TypeError, IndexError, KeyError) as error:
        raise Unusable("no_position", text=str(raw)[:40]) from error
    if isinstance(x, bool) or isinstance(y, bool) or not isinstance(x, int | float) or not isinstance(y, int | float):
        raise Unusable("no_position", text=str(raw)[:40])
    try:
        there = float(x), float(y)
    except OverflowError as error:
        raise Unusable("not_finite") from error
    if not (math.isfinite(there[0]) and math.isfinite(there[1])):
        raise Unusable("not_finite")
    return there


def point(raw: Any) -> PointGeometry:
    """A point."""
    return PointGeometry(place(raw))


def line(raw: Iterable[Any]) -> LineGeometry:
    """A line of two places at least."""
    places = tuple(place(one) for one in _sequence(raw))
    if len(set(places)) < 2:
        raise Unusable("line_short")
    return LineGeometry(places)


def polygon(raw: Iterable[Any]) -> PolygonGeometry:
    """An area; rings that were left open are closed, holes without extent are left out."""
    rings = [_ring(one) for one in _sequence(raw)]
    if not rings:
        raise Unusable("empty")
    if rings[0] is None:
        raise Unusable("ring_short")
    return PolygonGeometry(tuple(ring for ring in rings if ring is not None))


def of_geojson(raw: Any, depth: int = 0) -> Shapes:
    """The parts of a GeoJSON geometry (or of anything with its ``__geo_interface__``). ``Unusable`` with the reason."""
    if raw is None:
        raise Unusable("empty")
    if not isinstance(raw, dict) or not isinstance(raw.get("type"), str):
        raise Unusable("no_geometry")
    kind = raw["type"]
    if kind == "GeometryCollection":
        if depth >= _DEEPEST:
            raise Unusable("too_deep")
        found = [part for one in _sequence(raw.get("geometries")) for part in of_geojson(one, depth + 1)]
        return _some(found)
    single: Callable[[Any], Geometry] | None = _SINGLE.get(kind.removeprefix("Multi"))
    if single is None:
        raise Unusable("unknown_geometry", kind=kind[:40])
    inside = raw.get("coordinates")
    if inside is None or (isinstance(inside, list | tuple) and not inside):
        raise Unusable("empty")
    if kind.startswith("Multi"):
        return _some([single(one) for one in _sequence(inside)])
    return (single(inside),)


def vertices(shapes: Shapes) -> int:
    """How many places the parts have."""
    return sum(_count(one) for one in shapes)


def moved(shape: Geometry, move: Callable[[float, float], Position]) -> Geometry:
    """The same shape with every place moved."""
    match shape:
        case PointGeometry(coordinates=(x, y)):
            return PointGeometry(move(x, y))
        case LineGeometry(coordinates=places):
            return LineGeometry(tuple(move(x, y) for x, y in places))
        case PolygonGeometry(coordinates=rings):
            return PolygonGeometry(tuple(tuple(move(x, y) for x, y in ring) for ring in rings))


def places(shape: Geometry) -> Sequence[Position]:
    """Every place of a shape, in its order."""
    match shape:
        case PointGeometry(coordinates=one):
            return (one,)
        case LineGeometry(coordinates=many):
            return many
        case PolygonGeometry(coordinates=rings):
            return [one for ring in rings for one in ring]


def _count(shape: Geometry) -> int:
    match shape:
        case PointGeometry():
            return 1
        case LineGeometry(coordinates=many):
            return len(many)
        case PolygonGeometry(coordinates=rings):
            return sum(map(len, rings))


def _ring(raw: Any) -> tuple[Position, ...] | None:
    found = [place(one) for one in _sequence(raw)]
    if len(set(found)) < 3:
        return None
    return tuple(found if found[0] == found[-1] else [*found, found[0]])


def _sequence(raw: Any) -> Iterable[Any]:
    if isinstance(raw, list | tuple):
        return raw
    raise Unusable("no_position", text=str(raw)[:40])


def _some(found: list[Geometry]) -> Shapes:
    if not found:
        raise Unusable("empty")
    return tuple(found)


_SINGLE: dict[str, Callable[[Any], Geometry]] = {"Point": point, "LineString": line, "Polygon": polygon}
