"""Closed roads as drawn on the map: which pieces of road a shape shuts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely

from app.domain.drawing.model import Shape, ShapeForm
from app.map.roads.plane import Plane
from app.map.roads.segments import Bools, Segments

POINT_REACH_M = 60.0
"""A point that closes a road is meant for the nearest one within this distance: a hand is not surer on a small screen."""

LINE_REACH_M = 12.0
"""A line closes what it crosses and what it runs along; drawn by hand it does so within this distance."""


def closed_pieces(segments: Segments, plane: Plane, shapes: Sequence[Shape]) -> tuple[Bools, tuple[int, ...]]:
    """The pieces of road that these shapes shut, and the places of the shapes that shut none (drawn too far from any road).

    A piece that a shape touches is shut whole: every bend of a road is a node, so pieces are short.
    """
    shut = np.zeros(len(segments.a), np.bool_)
    idle = []
    for place, shape in enumerate(shapes):
        pieces = _touched(segments, plane, shape)
        shut[pieces] = True
        if not len(pieces):
            idle.append(place)
    return shut, tuple(idle)


def _touched(segments: Segments, plane: Plane, shape: Shape) -> Any:
    places = plane.place_points(shape.points)
    if not len(places) or not len(segments.a):
        return np.zeros(0, np.int64)
    if shape.form is ShapeForm.POINT:
        found = segments.tree.query_nearest(shapely.Point(places[0]), max_distance=POINT_REACH_M, all_matches=True)
        return np.sort(found)
    return np.sort(segments.tree.query(_area(shape, places), predicate="intersects"))


def _area(shape: Shape, places: Any) -> Any:
    if shape.form is ShapeForm.CIRCLE:
        return shapely.Point(places[0]).buffer(shape.radius_m)
    if shape.form is ShapeForm.LINE:
        return shapely.LineString(places).buffer(LINE_REACH_M)
    return shapely.make_valid(shapely.Polygon(places))

