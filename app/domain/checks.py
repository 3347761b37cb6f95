"""Checks that several slices share; each raises a ``Refusal`` that says what is wrong."""

from __future__ import annotations

import math
from datetime import datetime, timedelta

from app.domain.duty.model import DeskProfile
from app.domain.incident.model import Incident
from app.kernel.errors import Refusal
from app.kernel.geo import Point, to_wgs84

CLOCK_TOLERANCE = timedelta(minutes=2)
"""Two clocks in one room differ by less than this; a time further ahead is a slip of the hand."""

LARGEST = 2**53
"""No figure of a duty room is larger; above it numbers lose their units when they are written down as text."""


def words(field: str, text: str) -> str:
    """The text without outer blanks; an empty one is refused by the name of its field."""
    text = text.strip()
    if not text:
        raise Refusal("field_empty", {"field": field})
    return text


def number(field: str, value: float, *, least: float = 0, most: float | None = None) -> float:
    """The figure, if it is one and lies within its bounds. What is no number could be written but never read again."""
    if not abs(value) <= LARGEST:  # put so that NaN fails it
        if isinstance(value, float) and not math.isfinite(value):
            raise Refusal("fact_not_a_number", {"fact": field, "value": str(value)})
        raise Refusal("fact_too_large", {"fact": field, "value": f"> {LARGEST}", "most": LARGEST if most is None else most})
    if value < least:
        raise Refusal("fact_too_small", {"fact": field, "value": value, "least": least})
    if most is not None and value > most:
        raise Refusal("fact_too_large", {"fact": field, "value": value, "most": most})
    return value


def amount(value: float, *, zero: bool = False) -> float:
    """A quantity of things or people: more than nothing, or with ``zero`` nothing too; never more than could be counted.

    Always a ``float``, as the journal gives it back: otherwise a replay would differ from what was live.
    """
    if not abs(value) <= LARGEST or (zero and value < 0):
        raise Refusal("quantity_wrong", {"most": LARGEST})
    if value < 0 or (value == 0 and not zero):
        raise Refusal("quantity_missing")
    return float(value)


def not_in_future(field: str, at: datetime, now: datetime) -> datetime:
    """The time, if it has come."""
    if at > now + CLOCK_TOLERANCE:
        raise Refusal("time_in_future", {"field": field, "at": at})
    return at


def moments(occurred_at: datetime | None, aware_at: datetime, now: datetime) -> None:
    """Occurrence and awareness make sense: neither in the future, and nobody knew before it happened."""
    not_in_future("aware_at", aware_at, now)
    if occurred_at is None:
        return
    not_in_future("occurred_at", occurred_at, now)
    if occurred_at > aware_at:
        raise Refusal("occurred_after_aware", {"occurred_at": occurred_at, "aware_at": aware_at})


def point(where: Point | None, profile: DeskProfile | None, confirmed: tuple[str, ...]) -> Point | None:
    """The point in WGS-84, inside the desk's region or confirmed to lie outside; swapped axes are named as such."""
    if where is None:
        return None
    if profile is not None and profile.region is not None and profile.region.holds_swapped(where):
        raise Refusal("point_swapped", {"lat": where.lat, "lon": where.lon})
    if not (-90 <= where.lat <= 90 and -180 <= where.lon <= 180):
        raise Refusal("point_not_on_earth", {"lat": where.lat, "lon": where.lon})
    place = to_wgs84(where)
    if profile is None or profile.region is None or profile.region.holds(place) or "outside_region" in confirmed:
        return place
    raise Refusal("point_outside_region", {"lat": place.lat, "lon": place.lon})


def still_open(incident: Incident) -> Incident:
    """The incident, if it is not closed."""
    if not incident.is_open:
        raise Refusal("incident_closed", {"incident": incident.number})
    return incident
