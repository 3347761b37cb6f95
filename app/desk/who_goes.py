"""Who goes: the desk's picture put as a joint question, measured on the roads, answered and explained.

Pure work on a frozen picture, made for a worker's thread. The road graph and the solver are ports that the composition root
fills; without them distances are straight lines and the answer comes from plain rules, and both are said.
"""

from __future__ import annotations

import logging
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple, Protocol

import msgspec

from app.domain.dispatching.candidates import age_of, bar_of, bodies_of
from app.domain.dispatching.explain import Explainer
from app.domain.dispatching.model import Advice, Candidate, CoverRule, CoverSpot, Want
from app.domain.dispatching.question import Assigner, greedy, problem_of
from app.domain.dispatching.travel import Measure, Ring, Route, Start, Trip
from app.domain.dispatching.wants import wants_of
from app.domain.drawing.model import ClosedTo, Drawing, DrawingKind, Shape
from app.domain.drawing.rules import standing
from app.domain.incident.model import Incident
from app.domain.reference import Reference
from app.domain.resource.model import FacilityCategory
from app.domain.state import State
from app.domain.unit.decide import engagements
from app.domain.unit.model import Position, Unit, UnitStatus
from app.domain.unit.rules import last_point
from app.kernel.errors import BadFile
from app.kernel.geo import Point, distance_m

_log = logging.getLogger(__name__)

UNDER_WAY = frozenset({UnitStatus.DISPATCHED, UnitStatus.ACKNOWLEDGED, UnitStatus.EN_ROUTE})
"""Statuses in which a unit is expected at its incident."""


GATHERING = frozenset({UnitStatus.DISPATCHED, UnitStatus.ACKNOWLEDGED})
"""Statuses in which people were called and have not said that they set out."""


class Router(Protocol):
    """A road network that answers; any thread may ask."""

    def trips(
        self, starts: Sequence[Start], goals: Sequence[Point], closed: Sequence[Shape], limit_s: float = math.inf,
        *, to_vehicles: Sequence[Shape] = (),
    ) -> tuple[tuple[Trip, ...], ...]:  # fmt: skip
        """One row for each start, one trip for each goal; with a limit longer trips may be missing. ``to_vehicles`` are roads
        that only walkers pass."""
        ...

    def route(self, start: Start, goal: Point, closed: Sequence[Shape], *, to_vehicles: Sequence[Shape] = ()) -> Route:
        """The quickest way with its turn list."""
        ...

    def rings(
        self, goal: Point, unit_kind: str, minutes: Sequence[float], closed: Sequence[Shape], *, to_vehicles: Sequence[Shape] = ()
    ) -> tuple[Ring, ...]:
        """From where the goal is reached within so many minutes."""
        ...

    def without_effect(self, closed: Sequence[Shape]) -> tuple[int, ...]:
        """The places of the closures that close no road."""
        ...


class RoadSource(Protocol):
    """Where the router comes from."""

    def router(self) -> Router | None:
        """The router, ``None`` where there is no network; blocks while it reads. ``BadFile`` where that fails."""
        ...

    def names(self) -> tuple[str, ...]:
        """The networks to choose from, the newest first."""
        ...


@dataclass(frozen=True)
class Guide:
    """The two engines behind a proposal, as the composition root found them."""

    roads: RoadSource | None = None
    assign: Assigner = greedy


@dataclass(frozen=True)
class Question:
    """One frozen moment of the desk. ``cover``: the rules of minimum cover in force. ``resting``: units that rest, with the
    reason."""

    state: State
    reference: Reference
    positions: Mapping[str, Position]
    now: datetime
    stale_after_s: float = 900.0
    cover: tuple[CoverRule, ...] = ()
    resting: Mapping[str, str] = field(default_factory=dict)


def find_router(guide: Guide) -> tuple[Router | None, str]:
    """The router, or ``None`` and why: ``no_graph``, ``road_file_broken``. Blocks while a network is read."""
    try:
        router = guide.roads.router() if guide.roads is not None else None
    except BadFile as bad:
        _log.warning("roads cannot be used: %s", bad)
        return None, "road_file_broken"
    return router, "" if router is not None else "no_graph"


class Eta(msgspec.Struct, frozen=True):
    """When a unit under way is expected: by its trip from where it was last seen."""

    unit_id: str
    incident_id: str
    trip: Trip
    at: datetime | None
    position_age_s: float | None


def cover_rules(reference: Reference, units: int | None, within_min: int | None) -> tuple[CoverRule, ...]:
    """The rules of the catalogue with this desk's own figures; 0 units switch them off, ``None`` leaves the suggestion."""
    if units == 0:
        return ()
    changes = {name: value for name, value in (("units", units), ("within_min", within_min)) if value is not None}
    return tuple(msgspec.structs.replace(rule, **changes) for rule in reference.cover)


def closures(state: State) -> tuple[Drawing, ...]:
    """The roads that are closed now."""
    return tuple(sorted(standing(state, DrawingKind.ROAD_CLOSED), key=lambda one: one.id))


class Shut(NamedTuple):
    """The outlines of closed roads: those that nobody passes, and those that only walkers pass."""

    closed: tuple[Shape, ...] = ()
    to_vehicles: tuple[Shape, ...] = ()


def shut_of(state: State) -> Shut:
    """Which roads are closed now, and to whom."""
    found: dict[ClosedTo, list[Shape]] = {one: [] for one in ClosedTo}
    for drawing in closures(state):
        found[drawing.closed_to].append(drawing.shape)
    return Shut(tuple(found[ClosedTo.EVERYONE]), tuple(found[ClosedTo.VEHICLES]))


def advise(
    asked: Question, router: Router | None, assign: Assigner, *, only: str = "", trouble: str = "",
    should_stop: Callable[[], bool] = bool,
) -> Advice:
    """The proposal for all open incidents together, or for ``only`` one as if it were alone."""
    every = sorted(asked.state.incidents.values(), key=lambda one: (one.number, one.id))
    open_ones = [one for one in every if one.is_open and only in ("", one.id)]
    wants = [want for one in open_ones for want in wants_of(one, asked.state, asked.reference, asked.now)]
    drawn, shut = closures(asked.state), shut_of(asked.state)
    candidates = _candidates(asked, wants, open_ones, router, shut)
    spots, reach_s = ((), {}) if should_stop() else _cover(asked, candidates, router, shut)
    problem = problem_of(wants, candidates, asked.cover, spots, reach_s)
    answer = assign(problem)
    explained = Explainer(problem, answer)
    idle = router.without_effect([one.shape for one in drawn]) if router is not None else ()
    return Advice(
        {one.id: explained.advice(one.id) for one in open_ones},
        Measure.STRAIGHT if router is None else Measure.ROAD, answer.best,
        trouble or ("no_graph" if router is None else ""), tuple(drawn[place].id for place in idle),
    )


def arrivals(asked: Question, router: Router | None) -> dict[str, Eta]:
    """When the units under way are expected, by unit id; only those whose incident and whereabouts are known."""
    going = []
    for unit in asked.state.units.values():
        incident = asked.state.incidents.get(unit.incident_id)
        here = last_point(unit, asked.positions.get(unit.id))
        if unit.status in UNDER_WAY and incident is not None and incident.place.point is not None and here is not None:
            going.append((unit, incident.id, here, incident.place.point))
    goals = list(dict.fromkeys(goal for _, _, _, goal in going))
    rows = _trips([Start(here, unit.kind) for unit, _, here, _ in going], goals, router, shut_of(asked.state))
    found = {}
    for (unit, incident_id, _, goal), row in zip(going, rows, strict=True):
        trip, position = row[goals.index(goal)], asked.positions.get(unit.id)
        since = position.at if position is not None else (unit.status_at or asked.now)
        if unit.status in GATHERING and unit.status_at is not None:
            gathering = timedelta(seconds=assembly_s(unit, asked.reference, called=True))
            since = max(since, unit.status_at + gathering) if gathering else since
        at = None if trip.travel_s is None else max(asked.now, since + timedelta(seconds=trip.travel_s))
        found[unit.id] = Eta(unit.id, incident_id, trip, at, age_of(position, asked.now))
    return found


def assembly_s(unit: Unit, reference: Reference, *, called: bool = False) -> float:
    """How long until the people of a unit are together, by its kind: nothing while they are out. ``called``: of a unit that was
    called and has not set out."""
    kind = reference.unit_kinds.get(unit.kind)
    apart = unit.status is UnitStatus.ON_STANDBY or called
    return kind.assembly.minutes * 60.0 if kind is not None and kind.assembly is not None and apart else 0.0


def straight(start: Point, goal: Point, why: str = "no_graph") -> Trip:
    """The trip of those who have no road graph: metres as the crow flies, no time."""
    return Trip(None, distance_m(start, goal), Measure.STRAIGHT, why)


def _candidates(
    asked: Question, wants: Sequence[Want], incidents: Sequence[Incident], router: Router | None, shut: Shut
) -> list[Candidate]:
    """Every unit of a kind that is wanted, and every one that counts for cover or moves with one of them."""
    kinds = {want.kind for want in wants} | {kind for rule in asked.cover for kind in rule.kinds}
    members = {member for unit in asked.state.units.values() if unit.kind in kinds for member in unit.members}
    units = [one for one in asked.state.units.values() if one.kind in kinds or one.id in members or (kinds and one.members)]
    engaged = engagements(asked.state.units)
    bars = {
        one.id: bar_of(one, engaged, asked.positions.get(one.id), asked.now, asked.stale_after_s, asked.resting)
        for one in units
    }
    places = {one.id: one.place.point for one in incidents if one.place.point is not None}
    able = [one for one in units if last_point(one, asked.positions.get(one.id)) is not None and one.kind in kinds]
    rows = _trips([_start(one, asked) for one in able], list(places.values()), router, shut)
    trips = {
        one.id: {place: trip.after(assembly_s(one, asked.reference)) for place, trip in zip(places, row, strict=True)}
        for one, row in zip(able, rows, strict=True)
    }
    return [
        Candidate(
            one.id, one.kind, one.crew, one.capabilities, bodies_of(one), trips.get(one.id, {}),
            age_of(asked.positions.get(one.id), asked.now), bars[one.id],
        )
        for one in units
    ]


def _cover(
    asked: Question, candidates: Sequence[Candidate], router: Router | None, shut: Shut
) -> tuple[tuple[CoverSpot, ...], dict[str, dict[str, float]]]:
    """The villages, and how soon each free unit that counts is there. Without roads nothing is known of cover."""
    kinds = {kind for rule in asked.cover for kind in rule.kinds}
    spots = tuple(
        CoverSpot(one.id, one.name, one.point)
        for one in sorted(asked.state.facilities.values(), key=lambda one: one.id)
        if one.category is FacilityCategory.SETTLEMENT and one.kind == "village"
    )
    free = [asked.state.units[one.unit_id] for one in candidates if one.bar is None and one.kind in kinds]
    if router is None or not spots or not free:
        return (), {}
    limit_s = max(rule.within_min for rule in asked.cover) * 60.0
    places = [one.point for one in spots]
    rows = router.trips([_start(one, asked) for one in free], places, shut.closed, limit_s, to_vehicles=shut.to_vehicles)
    reach_s = {
        unit.id: {
            spot.id: trip.travel_s + assembly_s(unit, asked.reference)
            for spot, trip in zip(spots, row, strict=True) if trip.travel_s is not None
        }
        for unit, row in zip(free, rows, strict=True)
    }
    return spots, reach_s


def _trips(
    starts: Sequence[Start], goals: Sequence[Point], router: Router | None, shut: Shut
) -> Iterable[tuple[Trip, ...]]:
    if router is not None:
        return router.trips(starts, goals, shut.closed, to_vehicles=shut.to_vehicles)
    return [tuple(straight(one.point, goal) for goal in goals) for one in starts]


def _start(unit: Unit, asked: Question) -> Start:
    point = last_point(unit, asked.positions.get(unit.id))
    if point is None:
        raise ValueError(f"{unit.id} has no place")
    return Start(point, unit.kind)
