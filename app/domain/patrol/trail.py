"""A patrol plan against the trail that was really walked. Pure.

Between two positions a straight walk is assumed, unless they lie further apart in time than ``GAP_S``: then nobody knows.
The share of a route is measured along it; the share of an area on a lattice of places inside it. Both ask whether the trail
came within the plan's radius. A joint patrol carries its own terminal or those of its members: the trail of each is followed
by itself. Positions that were doubted (jumps) prove nothing and are left out. Figures of a phone are an aid for talking with the
patrol, not evidence.
"""

from __future__ import annotations

import itertools
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum

import msgspec

from app.domain.patrol.model import Beat, BeatForm, PatrolPlan
from app.domain.tracking.model import Flag
from app.domain.unit.model import Position, Unit
from app.kernel.geo import Point

GAP_S = 300.0
"""Positions further apart than this say nothing about what lies between (the desk's suggestion)."""

MOST_PLACES = 4_000
"""Places at which a beat is looked at, at the most: a larger one is looked at more coarsely."""

_M_PER_DEG = 111_195.0

_Xy = tuple[float, float]


class PassState(StrEnum):
    """How a checkpoint stands: passed in time, passed late, missed for good, or still to come."""

    PASSED = "passed"
    LATE = "late"
    MISSED = "missed"
    WAITING = "waiting"


class Pass(msgspec.Struct, frozen=True):
    """One checkpoint: when the trail first came near enough, and how near it ever came (``None``: no trail)."""

    name: str
    state: PassState
    passed_at: datetime | None = None
    nearest_m: float | None = None


class PatrolCheck(msgspec.Struct, frozen=True):
    """A plan against its trail. ``share``: of the beat, 0 to 1; ``gaps``: spans of time without positions."""

    passes: tuple[Pass, ...]
    share: float
    walked_m: float
    positions: int
    gaps: int
    first_at: datetime | None = None
    last_at: datetime | None = None

    def count(self, state: PassState) -> int:
        """How many checkpoints stand so."""
        return sum(1 for one in self.passes if one.state is state)


class _Leg(msgspec.Struct, frozen=True):
    start: _Xy
    end: _Xy
    at: datetime
    lasts_s: float


class PatrolState(StrEnum):
    """Where a patrol stands."""

    PLANNED = "planned"
    RUNNING = "running"
    OVER = "over"
    CANCELLED = "cancelled"


def patrol_state(plan: PatrolPlan, now: datetime) -> PatrolState:
    """Whether a patrol is to come, under way, over, or was cancelled."""
    if not plan.stands:
        return PatrolState.CANCELLED
    if now < plan.starts_at:
        return PatrolState.PLANNED
    return PatrolState.RUNNING if now <= plan.ends_at else PatrolState.OVER


def walkers(plan: PatrolPlan, units: Mapping[str, Unit]) -> tuple[str, ...]:
    """The units whose terminals may have walked a plan: its own first, then those that it is made of."""
    unit = units.get(plan.unit_id)
    return tuple(dict.fromkeys((plan.unit_id, *(unit.members if unit is not None else ()))))


def check_patrol(plan: PatrolPlan, trail: Iterable[Position], now: datetime) -> PatrolCheck:
    """What of the plan was walked, by the positions within its window; of several units (``walkers``) what any of them walked,
    and the longest way of one."""
    within = (one for one in trail if plan.starts_at <= one.at <= plan.ends_at and Flag.JUMP.value not in one.flags)
    seen = sorted(within, key=lambda one: one.at)
    flat = _Plane(plan.beat.points[0].point)
    ways = [list(_legs(own, [flat.of(one.point) for one in own])) for own in _by_unit(seen)]
    legs = sorted(itertools.chain.from_iterable(ways), key=lambda leg: leg.at)
    gaps = sum(1 for a, b in itertools.pairwise(seen) if (b.at - a.at).total_seconds() > GAP_S)
    places = _places(plan.beat, flat, plan.radius_m)
    return PatrolCheck(
        passes=tuple(_pass(name, flat.of(point), due, legs, plan, now) for name, point, due in _wanted(plan)),
        share=_share(places, legs, plan.radius_m),
        walked_m=max((sum(math.dist(leg.start, leg.end) for leg in way) for way in ways), default=0.0),
        positions=len(seen),
        gaps=gaps,
        first_at=seen[0].at if seen else None,
        last_at=seen[-1].at if seen else None,
    )


class _Plane:
    """Metres east and north of a point; good to a few parts in a thousand over a township."""

    def __init__(self, origin: Point) -> None:
        self._origin = origin
        self._squeeze = math.cos(math.radians(origin.lat))

    def of(self, point: Point) -> _Xy:
        """A point as metres."""
        east = (point.lon - self._origin.lon) * _M_PER_DEG * self._squeeze
        return east, (point.lat - self._origin.lat) * _M_PER_DEG


def _wanted(plan: PatrolPlan) -> Iterator[tuple[str, Point, datetime | None]]:
    return ((one.name, one.point, one.due_at) for one in plan.checkpoints)


def _by_unit(seen: Iterable[Position]) -> Iterable[list[Position]]:
    own: dict[str, list[Position]] = defaultdict(list)
    for one in seen:
        own[one.unit_id].append(one)
    return own.values()


def _legs(seen: Sequence[Position], spots: Sequence[_Xy]) -> Iterator[_Leg]:
    if len(seen) == 1:
        yield _Leg(spots[0], spots[0], seen[0].at, 0.0)
    for place, (a, b) in enumerate(itertools.pairwise(seen)):
        lasts_s = (b.at - a.at).total_seconds()
        if lasts_s <= GAP_S:
            yield _Leg(spots[place], spots[place + 1], a.at, lasts_s)
        else:
            yield _Leg(spots[place], spots[place], a.at, 0.0)
            yield _Leg(spots[place + 1], spots[place + 1], b.at, 0.0)


def _pass(
    name: str, spot: _Xy, due: datetime | None, legs: Sequence[_Leg], plan: PatrolPlan, now: datetime
) -> Pass:
    passed_at: datetime | None = None
    nearest: float | None = None
    for leg in legs:
        away, share = _away(spot, leg)
        nearest = away if nearest is None else min(nearest, away)
        if passed_at is None and away <= plan.radius_m:
            passed_at = leg.at + timedelta(seconds=leg.lasts_s * _entry(spot, leg, plan.radius_m, share))
    if passed_at is not None:
        late = due is not None and passed_at > due
        return Pass(name, PassState.LATE if late else PassState.PASSED, passed_at, nearest)
    over = now > plan.ends_at
    return Pass(name, PassState.MISSED if over else PassState.WAITING, None, nearest)


def _away(spot: _Xy, leg: _Leg) -> tuple[float, float]:
    """How far a place is from a leg, and at which share of the leg it is nearest."""
    (ax, ay), (bx, by), (px, py) = leg.start, leg.end, spot
    dx, dy = bx - ax, by - ay
    length2 = dx * dx + dy * dy
    share = 0.0 if length2 == 0 else min(1.0, max(0.0, ((px - ax) * dx + (py - ay) * dy) / length2))
    return math.hypot(px - ax - share * dx, py - ay - share * dy), share


def _entry(spot: _Xy, leg: _Leg, radius_m: float, nearest: float) -> float:
    """At which share of the leg the walker came within the radius: before the nearest place, by halving."""
    if math.dist(leg.start, spot) <= radius_m:
        return 0.0
    low, high = 0.0, nearest
    for _ in range(20):
        middle = (low + high) / 2
        x = leg.start[0] + (leg.end[0] - leg.start[0]) * middle
        y = leg.start[1] + (leg.end[1] - leg.start[1]) * middle
        low, high = (low, middle) if math.hypot(x - spot[0], y - spot[1]) <= radius_m else (middle, high)
    return high


def _places(beat: Beat, flat: _Plane, radius_m: float) -> list[_Xy]:
    """Places that stand for the beat: along a route, or on a lattice within an area."""
    corners = [flat.of(one.point) for one in beat.points]
    return _along(corners, radius_m) if beat.form is BeatForm.ROUTE else _within(corners, radius_m)


def _along(corners: Sequence[_Xy], radius_m: float) -> list[_Xy]:
    whole = sum(math.dist(a, b) for a, b in itertools.pairwise(corners))
    step = max(radius_m / 2, whole / MOST_PLACES, 1.0)
    found = [corners[0]]
    for a, b in itertools.pairwise(corners):
        parts = max(1, math.ceil(math.dist(a, b) / step))
        found += [(a[0] + (b[0] - a[0]) * k / parts, a[1] + (b[1] - a[1]) * k / parts) for k in range(1, parts + 1)]
    return found


def _within(corners: Sequence[_Xy], radius_m: float) -> list[_Xy]:
    west, east = min(x for x, _ in corners), max(x for x, _ in corners)
    south, north = min(y for _, y in corners), max(y for _, y in corners)
    step = max(radius_m, math.sqrt((east - west) * (north - south) / MOST_PLACES), 1.0)
    columns, rows = math.ceil((east - west) / step), math.ceil((north - south) / step)
    lattice = (
        (west + (column + 0.5) * step, south + (row + 0.5) * step) for column in range(columns) for row in range(rows)
    )
    return [spot for spot in lattice if _is_inside(spot, corners)] or list(corners)


def _is_inside(spot: _Xy, ring: Sequence[_Xy]) -> bool:
    inside = False
    for (ax, ay), (bx, by) in zip(ring, (*ring[1:], ring[0]), strict=True):
        if (ay > spot[1]) != (by > spot[1]) and spot[0] < (bx - ax) * (spot[1] - ay) / (by - ay) + ax:
            inside = not inside
    return inside


def _share(places: Sequence[_Xy], legs: Iterable[_Leg], radius_m: float) -> float:
    """The share of the places that the trail came near to; a lattice of cells spares comparing all with all."""
    cell = max(radius_m, 1.0)
    near: dict[tuple[int, int], set[int]] = defaultdict(set)
    for number, (x, y) in enumerate(places):
        near[math.floor(x / cell), math.floor(y / cell)].add(number)
    met: set[int] = set()
    for leg in legs:
        for key in _cells(leg, cell):
            reached = {number for number in near.get(key, ()) if _away(places[number], leg)[0] <= radius_m}
            if reached:
                met |= reached
                near[key] -= reached
    return len(met) / len(places)


def _cells(leg: _Leg, cell: float) -> Iterator[tuple[int, int]]:
    """The cells within one radius of a leg, walked along it so that a long slanting leg costs its length, not its box."""
    parts = max(1, math.ceil(math.dist(leg.start, leg.end) / cell))
    seen: set[tuple[int, int]] = set()
    for k in range(parts + 1):
        x = leg.start[0] + (leg.end[0] - leg.start[0]) * k / parts
        y = leg.start[1] + (leg.end[1] - leg.start[1]) * k / parts
        column, row = math.floor(x / cell), math.floor(y / cell)
        for key in itertools.product(range(column - 2, column + 3), range(row - 2, row + 3)):
            if key not in seen:
                seen.add(key)
                yield key
