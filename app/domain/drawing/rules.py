"""Which form a kind of drawing may have, what makes a shape sound, and which drawings hold now. Pure."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from app.domain.drawing.model import Drawing, DrawingKind, Shape, ShapeForm
from app.domain.state import State
from app.kernel.geo import Point

_F = ShapeForm
_K = DrawingKind
_AREAS = frozenset({_F.AREA, _F.CIRCLE})
FORMS: dict[DrawingKind, frozenset[ShapeForm]] = {
    _K.HOT_ZONE: _AREAS,
    _K.WARM_ZONE: _AREAS,
    _K.COLD_ZONE: _AREAS,
    _K.CORDON: _AREAS | {_F.LINE},
    _K.DANGER_AREA: _AREAS,
    _K.EVACUATION_AREA: _AREAS,
    _K.EVACUATION_ROUTE: frozenset({_F.LINE}),
    _K.WARNING_AREA: _AREAS,
    _K.ROAD_CLOSED: _AREAS | {_F.LINE, _F.POINT},
    _K.ACCESS_ROUTE: frozenset({_F.LINE}),
    _K.STAGING: _AREAS | {_F.POINT},
    _K.COMMAND_POST: frozenset({_F.POINT}),
    _K.WORK_AREA: _AREAS,
    _K.NOTE: frozenset(ShapeForm),
}
"""The forms that each kind may have."""

MOST_POINTS = 2_000
"""A shape with more points is an import, not a drawing."""

LARGEST_RADIUS_M = 200_000.0
"""No circle of a county is larger."""

_LEAST = {_F.POINT: 1, _F.CIRCLE: 1, _F.LINE: 2, _F.AREA: 3}
_MOST = {_F.POINT: 1, _F.CIRCLE: 1, _F.LINE: MOST_POINTS, _F.AREA: MOST_POINTS}


def fault(shape: Shape) -> str:
    """The code of what is wrong with a shape; empty where nothing is.

    ``points_too_few``, ``points_too_many``, ``radius_missing``, ``radius_too_large``, ``shape_crosses_itself``.
    """
    if len(shape.points) < _LEAST[shape.form]:
        return "points_too_few"
    if len(shape.points) > _MOST[shape.form]:
        return "points_too_many"
    if shape.form is ShapeForm.CIRCLE:
        if not shape.radius_m > 0:
            return "radius_missing"
        if not shape.radius_m <= LARGEST_RADIUS_M:
            return "radius_too_large"
    if shape.form is ShapeForm.AREA and (len(set(shape.points)) < 3 or crosses_itself(shape.points)):
        return "shape_crosses_itself"
    return ""


def crosses_itself(ring: tuple[Point, ...]) -> bool:
    """Whether two sides of this open ring cross or touch, neighbours excepted: such an area has no clear inside."""
    sides = list(itertools.pairwise((*ring, ring[0])))
    last = len(sides) - 1
    boxes = [
        (min(a.lat, b.lat), max(a.lat, b.lat), min(a.lon, b.lon), max(a.lon, b.lon)) for a, b in sides
    ]
    for i, j in itertools.combinations(range(len(sides)), 2):
        if j == i + 1 or (i == 0 and j == last):
            continue
        one, two = boxes[i], boxes[j]
        apart = one[1] < two[0] or two[1] < one[0] or one[3] < two[2] or two[3] < one[2]
        if not apart and _meet(*sides[i], *sides[j]):
            return True
    return False


def standing(state: State, kind: DrawingKind | None = None) -> Iterator[Drawing]:
    """The drawings that hold now: not removed, and of no closed incident; of one kind if it is given.

    A closed road stays closed when its incident is closed: somebody must say that it is open again.
    """
    for one in state.drawings.values():
        if not one.stands or (kind is not None and one.kind is not kind):
            continue
        incident = state.incidents.get(one.incident_id)
        if incident is None or incident.is_open or one.kind is DrawingKind.ROAD_CLOSED:
            yield one


def _meet(a: Point, b: Point, c: Point, d: Point) -> bool:
    abc, abd, cda, cdb = _side(a, b, c), _side(a, b, d), _side(c, d, a), _side(c, d, b)
    if (abc > 0) != (abd > 0) and (cda > 0) != (cdb > 0) and 0 not in (abc, abd, cda, cdb):
        return True
    return any(
        turn == 0 and _between(p, q, r) for turn, p, q, r in ((abc, a, b, c), (abd, a, b, d), (cda, c, d, a), (cdb, c, d, b))
    )


def _side(a: Point, b: Point, c: Point) -> float:
    return (b.lon - a.lon) * (c.lat - a.lat) - (b.lat - a.lat) * (c.lon - a.lon)


def _between(a: Point, b: Point, c: Point) -> bool:
    return min(a.lat, b.lat) <= c.lat <= max(a.lat, b.lat) and min(a.lon, b.lon) <= c.lon <= max(a.lon, b.lon)
