"""Which earlier calls and which open incidents a call may belong to: the same number, or near the same place. Pure.

The limits are suggestions of this program: no regulation says how near is near.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from enum import StrEnum

import msgspec

from app.domain.calls.model import LoggedCall
from app.domain.incident.model import Incident, Place
from app.domain.state import State
from app.kernel.geo import Point, distance_m

NEAR_M = 1_000.0
"""Calls from within this distance may be about the same thing."""

RECENT = timedelta(hours=24)
"""Calls that are older are not shown for their place; the same number is shown whenever it called."""

MOST = 6
"""Shown at once of each."""


class Tie(StrEnum):
    """Why something may belong to a call."""

    NUMBER = "number"
    PLACE = "place"
    NEAR = "near"


class RelatedCall(msgspec.Struct, frozen=True):
    """An earlier call, why it may belong, and how far away it was (``None`` where that is not known)."""

    call: LoggedCall
    tie: Tie
    distance_m: float | None = None


class RelatedIncident(msgspec.Struct, frozen=True):
    """An open incident that the call may be about."""

    incident: Incident
    tie: Tie
    distance_m: float | None = None


class Related(msgspec.Struct, frozen=True):
    """What a call may belong to, the likeliest first."""

    incidents: tuple[RelatedIncident, ...] = ()
    calls: tuple[RelatedCall, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing."""
        return not (self.incidents or self.calls)


def related(state: State, phone: str, place: Place, now: datetime) -> Related:
    """Open incidents and earlier calls that this number or this place ties to the call that is being taken."""
    digits = number_key(phone)
    incidents = sorted(_incidents(state, digits, place), key=lambda one: (_order(one.tie, one.distance_m), one.incident.number))
    calls = sorted(
        _calls(state, digits, place, now), key=lambda one: (one.tie is not Tie.NUMBER, now - one.call.at)
    )
    return Related(tuple(incidents[:MOST]), tuple(calls[:MOST]))


def calls_of(state: State, incident_id: str) -> tuple[LoggedCall, ...]:
    """The standing calls of an incident, in the order in which they came."""
    found = [one for one in state.calls.values() if one.incident_id == incident_id and one.stands]
    return tuple(sorted(found, key=lambda one: (one.at, one.id)))


def number_key(phone: str) -> str:
    """The digits by which numbers are compared: without blanks, country code and area code sign; "" for none."""
    digits = re.sub(r"\D", "", phone)
    if digits.startswith("86") and len(digits) == 13:
        digits = digits[2:]
    return digits if len(digits) >= 5 else ""


def masked(phone: str) -> str:
    """The number with its middle hidden: 138****1111 (personal data in what leaves the room)."""
    digits = re.sub(r"\D", "", phone)
    if len(digits) < 7:
        return "*" * len(digits)
    return f"{digits[:3]}{'*' * (len(digits) - 7)}{digits[-4:]}"


def _incidents(state: State, digits: str, place: Place) -> Iterator[RelatedIncident]:
    for one in state.incidents.values():
        if not one.is_open:
            continue
        numbers = {number_key(one.caller.phone)}
        if digits and digits in numbers:
            yield RelatedIncident(one, Tie.NUMBER, _apart(one.place.point, place.point))
            continue
        tie = _tie(one.place, place)
        if tie is not None:
            yield RelatedIncident(one, *tie)


def _calls(state: State, digits: str, place: Place, now: datetime) -> Iterator[RelatedCall]:
    for one in state.calls.values():
        if not one.stands:
            continue
        if digits and number_key(one.words.phone) == digits:
            yield RelatedCall(one, Tie.NUMBER, _apart(one.words.place.point, place.point))
        elif now - one.at <= RECENT and (tie := _tie(one.words.place, place)) is not None:
            yield RelatedCall(one, *tie)


def _tie(known: Place, asked: Place) -> tuple[Tie, float | None] | None:
    apart = _apart(known.point, asked.point)
    if known.gazetteer_id and known.gazetteer_id == asked.gazetteer_id:
        return Tie.PLACE, apart
    if apart is not None and apart <= NEAR_M:
        return Tie.NEAR, apart
    if known.words and known.words == asked.words:
        return Tie.PLACE, apart
    return None


def _apart(one: Point | None, other: Point | None) -> float | None:
    return distance_m(one, other) if one is not None and other is not None else None


def _order(tie: Tie, apart: float | None) -> tuple[int, float]:
    return (0 if tie is Tie.PLACE else 1 if tie is Tie.NUMBER else 2), apart if apart is not None else 0.0
