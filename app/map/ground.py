"""The ground in metres around one place, and shapes on it. Pure; good to 0.2 % within 100 km of the place."""

from __future__ import annotations

import math

import shapely
from shapely.geometry import LineString, MultiPolygon, Polygon
from shapely.geometry import Point as FlatPoint
from shapely.geometry.base import BaseGeometry

from app.domain.drawing.model import Shape, ShapeForm
from app.domain.patrol.model import Beat, BeatForm
from app.kernel.geo import Point

_M_PER_DEG = 111_195.08
_QUARTER = 24
"""Segments of a quarter circle: a ring is short of its true area by 0.07 %."""


class Ground:
    """A plane in metres that touches the earth at ``origin``: x east, y north."""

    def __init__(self, origin: Point) -> None:
        self.origin = origin
        self._east_m = _M_PER_DEG * max(math.cos(math.radians(origin.lat)), 0.01)

    def xy(self, lat: float, lon: float) -> tuple[float, float]:
        """Metres east and north of the origin."""
        return (lon - self.origin.lon) * self._east_m, (lat - self.origin.lat) * _M_PER_DEG

    def point(self, x: float, y: float) -> Point:
        """The place this far east and north of the origin (rounded to a centimetre)."""
        return Point(round(self.origin.lat + y / _M_PER_DEG, 7), round(self.origin.lon + x / self._east_m, 7))

    def geometry(self, shape: Shape) -> BaseGeometry:
        """The shape as it is on the plane; a circle is a polygon, an area that crosses itself is made valid."""
        spots = [self.xy(one.lat, one.lon) for one in shape.points]
        match shape.form:
            case ShapeForm.POINT:
                return FlatPoint(spots[0])
            case ShapeForm.CIRCLE:
                return FlatPoint(spots[0]).buffer(shape.radius_m, quad_segs=_QUARTER)
            case ShapeForm.LINE:
                return LineString(spots)
            case ShapeForm.AREA:
                area = Polygon(spots)
                return area if area.is_valid else shapely.make_valid(area)

    def around(self, shape: Shape, margin_m: float) -> BaseGeometry:
        """The shape with everything within this many metres of it."""
        plain = self.geometry(shape)
        return plain.buffer(margin_m, quad_segs=_QUARTER) if margin_m > 0 else plain


def middle(shape: Shape) -> Point:
    """A place in the middle of the shape's points: where its plane touches the earth."""
    lats, lons = [one.lat for one in shape.points], [one.lon for one in shape.points]
    return Point((min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2)


def widened(shape: Shape, margin_m: float) -> Shape:
    """A ring of this many metres around a shape, as a shape of its own: a circle stays one, the rest becomes an area.

    Holes (a closed loop of road) are left out: what is inside a cordon belongs to it. ``ValueError`` for a margin of 0.
    """
    if margin_m <= 0:
        raise ValueError(f"a ring needs a width: {margin_m}")
    if shape.form in (ShapeForm.POINT, ShapeForm.CIRCLE):
        return Shape(ShapeForm.CIRCLE, shape.points[:1], shape.radius_m + margin_m)
    ground = Ground(middle(shape))
    ring = ground.around(shape, margin_m)
    largest = max(ring.geoms, key=lambda one: one.area) if isinstance(ring, MultiPolygon) else ring
    outer = Polygon(largest.exterior).simplify(min(margin_m * 0.01, 5.0))
    corners = list(outer.exterior.coords)[:-1]
    return Shape(ShapeForm.AREA, tuple(ground.point(x, y) for x, y in corners))


def area_km2(shape: Shape, margin_m: float = 0.0) -> float:
    """How large the shape with its margin is; 0 for a point or a line without one."""
    return float(Ground(middle(shape)).around(shape, margin_m).area) / 1e6


def beat_shape(beat: Beat) -> Shape:
    """The outline of a beat, as the map draws and edits it."""
    form = ShapeForm.LINE if beat.form is BeatForm.ROUTE else ShapeForm.AREA
    return Shape(form, tuple(one.point for one in beat.points))
