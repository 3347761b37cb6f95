"""Ways and times between two places, as the road graph above answers them."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from app.kernel.geo import Point


class Measure(StrEnum):
    """How far a trip can be trusted: along the roads, as the crow flies, or not known at all."""

    ROAD = "road"
    STRAIGHT = "straight"
    NONE = "none"


class Start(msgspec.Struct, frozen=True):
    """Where somebody sets out, and what kind of unit ("" for an ordinary car)."""

    point: Point
    unit_kind: str = ""


class Trip(msgspec.Struct, frozen=True, gc=False):
    """From a start to a goal: seconds and metres. ``assembly_s`` is the part of ``travel_s`` until the people are together.

    ``travel_s`` is ``None`` unless the roads were asked (``measure`` is ``road``); ``distance_m`` then is along the roads,
    else as the crow flies. ``why`` says why there is no way by road: ``no_graph``, ``no_road_near`` (nothing within the
    distance that one walks), ``island`` (roads without a connection), ``roads_closed``, ``no_way`` (not for this kind).
    """

    travel_s: float | None
    distance_m: float | None
    measure: Measure
    why: str = ""
    assembly_s: float = 0.0

    def after(self, assembly_s: float) -> Trip:
        """The same for people who have to come together first."""
        if not assembly_s:
            return self
        travel_s = None if self.travel_s is None else self.travel_s + assembly_s
        return msgspec.structs.replace(self, travel_s=travel_s, assembly_s=self.assembly_s + assembly_s)

    @property
    def reaches(self) -> bool:
        """Whether one can get there as far as is known: an island or closed roads say no, a missing graph does not."""
        return self.why not in ("island", "roads_closed", "no_way") and self.measure is not Measure.NONE


class Leg(msgspec.Struct, frozen=True):
    """One line of a turn list. ``mode``: road, walk (off the roads), straight (no graph). ``name`` is the road's ("" for
    one without), ``road_kind`` its kind, ``heading`` the eighth of the compass: n, ne, e, se, s, sw, w, nw."""

    mode: str
    name: str
    road_kind: str
    heading: str
    distance_m: float
    travel_s: float | None


class Route(msgspec.Struct, frozen=True):
    """A way with its turn list and its line on the map."""

    trip: Trip
    legs: tuple[Leg, ...]
    points: tuple[Point, ...]


class Ring(msgspec.Struct, frozen=True):
    """From where a place is reached within so many minutes: areas, each an outer ring and its holes."""

    minutes: float
    areas: tuple[tuple[tuple[Point, ...], ...], ...]
