"""Whether a place lies in what was drawn. Pure."""

from __future__ import annotations

from app.domain.drawing.model import Shape, ShapeForm
from app.kernel.geo import Point, distance_m


def holds(shape: Shape, place: Point) -> bool:
    """Whether a place lies in an area or a circle; lines and points hold nothing. On the edge counts as inside a circle."""
    if shape.form is ShapeForm.CIRCLE:
        return distance_m(shape.points[0], place) <= shape.radius_m
    if shape.form is not ShapeForm.AREA:
        return False
    inside = False
    ring = shape.points
    for one, two in zip(ring, (*ring[1:], ring[0]), strict=True):
        if (one.lat > place.lat) == (two.lat > place.lat):
            continue
        crossing = one.lon + (place.lat - one.lat) / (two.lat - one.lat) * (two.lon - one.lon)
        if place.lon < crossing:
            inside = not inside
    return inside

