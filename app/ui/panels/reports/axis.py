"""A time axis on which five minutes and thirty days both have room: logarithmic from its origin. No Qt."""

from __future__ import annotations

import math
from datetime import datetime, timedelta

import msgspec

_SOFT_MIN = 6.0
"""Below this many minutes the axis is about linear."""

TICKS_MIN = (0, 5, 15, 30, 60, 120, 240, 480, 1440, 4320, 10080, 20160, 43200)
"""Where marks may stand, in minutes from the origin."""


class Axis(msgspec.Struct, frozen=True):
    """Places moments between 0 (the origin) and 1 (the end)."""

    origin_at: datetime
    span_min: float

    def place(self, at: datetime) -> float:
        """Where the moment lies; what is outside lies on the border."""
        minutes = (at - self.origin_at).total_seconds() / 60
        share = math.log1p(max(minutes, 0.0) / _SOFT_MIN) / math.log1p(self.span_min / _SOFT_MIN)
        return min(share, 1.0)

    def ticks(self) -> tuple[tuple[float, int], ...]:
        """Places of the marks with their minutes from the origin."""
        inside = [minutes for minutes in TICKS_MIN if minutes <= self.span_min]
        return tuple((self.place(self.origin_at + timedelta(minutes=minutes)), minutes) for minutes in inside)


def axis_for(origin_at: datetime, moments: list[datetime]) -> Axis:
    """An axis from the origin that holds all these moments, at least an hour long."""
    last = max(moments, default=origin_at)
    span = max((last - origin_at).total_seconds() / 60, 60.0)
    return Axis(origin_at, next((mark for mark in TICKS_MIN if mark >= span), span))
