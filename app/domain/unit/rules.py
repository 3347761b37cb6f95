"""Who can go: which status may follow which, who is near, and what the plan still lacks. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum

import msgspec

from app.domain.plan.model import Demand
from app.domain.unit.model import Dispatch, Position, Unit, UnitStatus
from app.kernel.geo import Point, distance_m

_S = UnitStatus
_FIELD = frozenset({_S.ON_SCENE, _S.WORKING, _S.STAGED})
NEXT: dict[UnitStatus, frozenset[UnitStatus]] = {
    _S.ON_STANDBY: frozenset({_S.OUT_OF_SERVICE}),
    _S.DISPATCHED: frozenset({_S.ACKNOWLEDGED, _S.EN_ROUTE, _S.RETURNING, _S.ON_STANDBY}) | _FIELD,
    _S.ACKNOWLEDGED: frozenset({_S.EN_ROUTE, _S.RETURNING, _S.ON_STANDBY}) | _FIELD,
    _S.EN_ROUTE: frozenset({_S.RETURNING, _S.ON_STANDBY}) | _FIELD,
    _S.ON_SCENE: frozenset({_S.WORKING, _S.STAGED, _S.RETURNING, _S.ON_STANDBY}),
    _S.WORKING: frozenset({_S.ON_SCENE, _S.STAGED, _S.RETURNING, _S.ON_STANDBY}),
    _S.STAGED: frozenset({_S.WORKING, _S.ON_SCENE, _S.EN_ROUTE, _S.RETURNING, _S.ON_STANDBY}),
    _S.RETURNING: frozenset({_S.ON_STANDBY, _S.OUT_OF_SERVICE}),
    _S.OUT_OF_SERVICE: frozenset({_S.ON_STANDBY}),
}
"""Which status may be set after which. Going out is always by dispatch; steps may be skipped forward, since the radio
sometimes only says "we are there"."""

STALE_AFTER_S = 900
"""A position older than this is marked stale (the desk's suggestion)."""

ACKNOWLEDGE_WITHIN_S = 300
"""A dispatch that nobody acknowledged within this time is an alarm (facts file §7.1, suggested)."""


LONGEST_REST = timedelta(days=7)
"""A unit that is not there for longer is out of service, not resting (the desk's suggestion)."""


class Standing(StrEnum):
    """The four counts of a forces board: free, out for an incident or on the way back, resting, out of service."""

    ON_STANDBY = "on_standby"
    OUT = "out"
    RESTING = "resting"
    OUT_OF_SERVICE = "out_of_service"


class Candidate(msgspec.Struct, frozen=True):
    """A unit that could go: how far from the place as the crow flies, and how old that knowledge is.

    ``distance_m`` is ``None`` when the unit or the place has no point; ``position_age_s`` is ``None`` when only the base
    is known. ``stale``: the last position is older than ``STALE_AFTER_S``.
    """

    unit_id: str
    distance_m: float | None
    position_age_s: float | None
    stale: bool


class Coverage(msgspec.Struct, frozen=True):
    """A demand of the plan against what was sent: people and units so far."""

    demand: Demand
    people: int
    units: int

    @property
    def is_met(self) -> bool:
        """Whether the plan's numbers are reached."""
        return self.people >= self.demand.people and self.units >= max(self.demand.units, 1)


def last_point(unit: Unit, position: Position | None) -> Point | None:
    """Where the unit is thought to be: its last position, else its base; a retired one is nowhere."""
    if unit.retired:
        return None
    return position.point if position is not None else unit.home


def position_age_s(position: Position, now: datetime) -> float:
    """Seconds since it was seen there; never less than none."""
    return max(0.0, (now - position.at).total_seconds())


def candidates(
    units: Iterable[Unit], positions: Mapping[str, Position], place: Point | None, now: datetime,
    *, kind: str = "", capability: str = "", stale_after_s: float = STALE_AFTER_S, resting: bool = False,
) -> tuple[Candidate, ...]:
    """The available units of a kind and capability, the nearest first; those without a known distance last.

    A unit that rests is no candidate unless ``resting`` asks for such units too.
    """
    found = [
        _candidate(unit, positions.get(unit.id), place, now, stale_after_s)
        for unit in units
        if is_available(unit)
        and (resting or not is_resting(unit, now))
        and kind in ("", unit.kind)
        and (not capability or capability in unit.capabilities)
    ]
    return tuple(sorted(found, key=lambda c: (c.distance_m is None, c.distance_m or 0.0, c.unit_id)))


def is_available(unit: Unit) -> bool:
    """Whether the unit may be sent now, as far as its status goes: whether it rests is for ``is_resting``."""
    return unit.status in (UnitStatus.ON_STANDBY, UnitStatus.RETURNING)


def is_resting(unit: Unit, now: datetime) -> bool:
    """Whether the unit rests now: it is not proposed, and is sent only with a reason."""
    return unit.resting_until is not None and now < unit.resting_until and not unit.is_busy


def standing(unit: Unit, now: datetime) -> Standing:
    """Where the unit stands for those who look for forces."""
    if unit.status is UnitStatus.OUT_OF_SERVICE:
        return Standing.OUT_OF_SERVICE
    if is_resting(unit, now):
        return Standing.RESTING
    return Standing.ON_STANDBY if unit.status is UnitStatus.ON_STANDBY else Standing.OUT


def coverage(demands: Iterable[Demand], dispatches: Iterable[Dispatch]) -> tuple[Coverage, ...]:
    """Each demand against the units that are out for the incident; a capability is asked for but not counted twice."""
    out = [d for d in dispatches if d.ended_at is None and d.status is not UnitStatus.RETURNING]
    return tuple(
        Coverage(
            demand,
            people=sum(d.crew for d in out if d.kind == demand.kind),
            units=sum(1 for d in out if d.kind == demand.kind),
        )
        for demand in demands
    )


def _candidate(
    unit: Unit, position: Position | None, place: Point | None, now: datetime, stale_after_s: float
) -> Candidate:
    point = last_point(unit, position)
    age_s = None if position is None else position_age_s(position, now)
    return Candidate(
        unit_id=unit.id,
        distance_m=None if point is None or place is None else distance_m(point, place),
        position_age_s=age_s,
        stale=age_s is not None and age_s > stale_after_s,
    )
