"""Drawings 标绘: shapes on the ground with a meaning, most of them of one incident; who drew them and when."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import msgspec

from app.kernel.geo import Point


class ShapeForm(StrEnum):
    """The four forms a drawing has."""

    POINT = "point"
    LINE = "line"
    AREA = "area"
    CIRCLE = "circle"


class Shape(msgspec.Struct, frozen=True):
    """Points in order: one for a point or a circle (its centre), two or more for a line, three or more for an area.

    An area's ring is open (the first point is not repeated) and does not cross itself. ``radius_m`` belongs to circles.
    """

    form: ShapeForm
    points: tuple[Point, ...]
    radius_m: float = 0.0


class DrawingKind(StrEnum):
    """What a drawing means (facts file §7: cordons in three rings, evacuation, traffic control)."""

    HOT_ZONE = "hot_zone"
    WARM_ZONE = "warm_zone"
    COLD_ZONE = "cold_zone"
    CORDON = "cordon"
    DANGER_AREA = "danger_area"
    EVACUATION_AREA = "evacuation_area"
    EVACUATION_ROUTE = "evacuation_route"
    WARNING_AREA = "warning_area"
    ROAD_CLOSED = "road_closed"
    ACCESS_ROUTE = "access_route"
    STAGING = "staging"
    COMMAND_POST = "command_post"
    WORK_AREA = "work_area"
    NOTE = "note"


class ClosedTo(StrEnum):
    """Whom a closed road keeps out. A road washed away stops everybody; one that the police close lets walkers through."""

    EVERYONE = "everyone"
    VEHICLES = "vehicles"


class Drawing(msgspec.Struct, frozen=True):
    """One drawing as it stands. ``removed_at`` is set once it no longer holds; it stays in the book.

    ``incident_id`` is empty for what belongs to no incident (a road closed by the county, say). ``closed_to`` says something of
    closed roads only.
    """

    id: str
    kind: DrawingKind
    shape: Shape
    title: str
    incident_id: str
    drawn_at: datetime
    drawn_by: str
    note: str = ""
    changed_at: datetime | None = None
    removed_at: datetime | None = None
    removed_because: str = ""
    closed_to: ClosedTo = ClosedTo.EVERYONE

    @property
    def stands(self) -> bool:
        """Whether it still holds."""
        return self.removed_at is None
