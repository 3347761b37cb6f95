"""Where simulated units are while they drive: points along their way, as telemetry that the map shows. Nothing is decided by it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise

import msgspec

from app.domain.unit.model import Position
from app.kernel.geo import Point, distance_m

SOURCE = "drill"


class Way(msgspec.Struct, frozen=True):
    """A unit's way: its line, when it set out, when it will be there."""

    unit_id: str
    points: tuple[Point, ...]
    since: datetime
    until: datetime

    def at(self, now: datetime) -> Position:
        """Where the unit is, with the speed that it makes on the whole way."""
        whole_s = max((self.until - self.since).total_seconds(), 1.0)
        share = min(max((now - self.since).total_seconds() / whole_s, 0.0), 1.0)
        length_m = length(self.points)
        speed = length_m / whole_s * 3.6 if 0 < share < 1 else 0.0
        return Position(self.unit_id, along(self.points, share * length_m), now, SOURCE, speed_kmh=round(speed, 1))


def length(points: Sequence[Point]) -> float:
    """Metres along a line."""
    return sum(distance_m(a, b) for a, b in pairwise(points))


def along(points: Sequence[Point], metres: float) -> Point:
    """The point so many metres along a line; its end where it is shorter."""
    for a, b in pairwise(points):
        step = distance_m(a, b)
        if step > 0 and metres <= step:
            share = metres / step
            return Point(a.lat + (b.lat - a.lat) * share, a.lon + (b.lon - a.lon) * share)
        metres -= step
    return points[-1]
