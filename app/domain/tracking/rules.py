"""Fences: when positions say that a unit has arrived, left or is back. They suggest; a person (or a setting) decides. Pure."""

from __future__ import annotations

from datetime import datetime

import msgspec

from app.domain.incident.model import Incident
from app.domain.tracking.model import Flag
from app.domain.unit.model import Position, Unit, UnitStatus
from app.domain.unit.rules import NEXT
from app.kernel.geo import Point, distance_m

_S = UnitStatus
_ON_THE_WAY = frozenset({_S.DISPATCHED, _S.ACKNOWLEDGED, _S.EN_ROUTE})
_THERE = frozenset({_S.ON_SCENE, _S.WORKING, _S.STAGED})


class Fences(msgspec.Struct, frozen=True):
    """How near is there, how far is away, how near is home, and how many positions in a row it takes (suggested values)."""

    arrive_within_m: float = 150.0
    leave_beyond_m: float = 400.0
    base_within_m: float = 150.0
    positions: int = 3


class Trace(msgspec.Struct, frozen=True):
    """What the fences remember of a unit in one dispatch.

    ``was_inside``: it has been at the place. ``run``: positions in a row on the side that matters, ``since`` the first.
    """

    dispatch_id: str
    status: UnitStatus
    seen_at: datetime
    was_inside: bool = False
    run: int = 0
    since: datetime | None = None


class Suggestion(msgspec.Struct, frozen=True):
    """A status that the positions speak for: since when, on how many positions, how far from the place or the base."""

    unit_id: str
    incident_id: str
    dispatch_id: str
    status: UnitStatus
    at: datetime
    distance_m: float
    positions: int

    @property
    def key(self) -> str:
        """Names this suggestion as long as the dispatch lasts."""
        return f"{self.dispatch_id}/{self.status}"


def watched(unit: Unit) -> bool:
    """Whether the fences look at this unit now: it is out for an incident."""
    return bool(unit.dispatch_id) and (unit.status in _ON_THE_WAY or unit.status in _THERE or unit.status is _S.RETURNING)


def follow(
    trace: Trace | None, unit: Unit, incident: Incident | None, position: Position, fences: Fences
) -> tuple[Trace | None, Suggestion | None]:
    """What is remembered after this position of a watched unit, and what it suggests, if anything.

    A position from before the unit's last status is no evidence, nor one whose accuracy is wider than the fence.
    """
    place = incident.place.point if incident is not None else None
    fresh = unit.status_at is None or position.at > unit.status_at
    if not fresh or Flag.JUMP.value in position.flags or (trace is not None and position.at <= trace.seen_at):
        return trace, None
    if trace is None or trace.dispatch_id != unit.dispatch_id:
        trace = Trace(unit.dispatch_id, unit.status, position.at)
    elif trace.status is not unit.status:
        trace = Trace(unit.dispatch_id, unit.status, position.at, trace.was_inside)
    status, hit, away_m, inside = _look(trace, unit, place, position, fences)
    run = trace.run + 1 if hit else 0
    since = (trace.since or position.at) if hit else None
    after = Trace(trace.dispatch_id, trace.status, position.at, trace.was_inside or inside, run, since)
    if since is None or run < fences.positions or status not in NEXT[unit.status]:
        return after, None
    return after, Suggestion(unit.id, unit.incident_id, unit.dispatch_id, status, since, away_m, run)


def _look(
    trace: Trace, unit: Unit, place: Point | None, position: Position, fences: Fences
) -> tuple[UnitStatus, bool, float, bool]:
    """The next status that could be, whether this position speaks for it, how far it is, and whether it is at the place."""
    if unit.status is _S.RETURNING:
        away_m = distance_m(position.point, unit.home) if unit.home is not None else float("inf")
        return _S.ON_STANDBY, away_m <= fences.base_within_m and position.accuracy_m <= fences.base_within_m, away_m, False
    away_m = distance_m(position.point, place) if place is not None else float("inf")
    inside = away_m <= fences.arrive_within_m and position.accuracy_m <= fences.arrive_within_m
    if unit.status in _ON_THE_WAY:
        return _S.ON_SCENE, inside, away_m, inside
    left = place is not None and trace.was_inside and away_m - position.accuracy_m > fences.leave_beyond_m
    return _S.RETURNING, left, away_m, inside
