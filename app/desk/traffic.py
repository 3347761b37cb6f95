"""Moves the demo's units: patrols drive their loops, units under way drive by road to their incident and back."""

from __future__ import annotations

import heapq
import itertools
import math
from collections import defaultdict
from datetime import datetime

from app.catalog.demo import Patrol, RoadGraph
from app.domain.state import State
from app.domain.unit.model import Position, Unit, UnitStatus
from app.kernel.geo import Point, distance_m

_UNDER_WAY_KMH = 42.0
_UNDER_WAY = (UnitStatus.DISPATCHED, UnitStatus.ACKNOWLEDGED, UnitStatus.EN_ROUTE)


class _Drive:
    """A way along points, and how far along it a unit is."""

    def __init__(self, way: list[Point], speed_kmh: float, *, loop: bool) -> None:
        self._way = way
        self._ends_m = [0.0]
        for before, after in itertools.pairwise(way):
            self._ends_m.append(self._ends_m[-1] + distance_m(before, after))
        self._speed_m_s = speed_kmh / 3.6
        self._loop = loop
        self._done_m = 0.0
        self.speed_kmh = speed_kmh

    def move(self, seconds: float) -> tuple[Point, float]:
        """Where the unit is after driving on for so long, and where it heads (degrees clockwise from north)."""
        whole = self._ends_m[-1]
        self._done_m += self._speed_m_s * seconds
        if whole <= 0:
            return self._way[0], 0.0
        at_m = self._done_m % whole if self._loop else min(self._done_m, whole)
        leg = next((i for i, end in enumerate(self._ends_m) if end >= at_m and i), len(self._ends_m) - 1)
        length = self._ends_m[leg] - self._ends_m[leg - 1]
        share = 0.0 if length == 0 else (at_m - self._ends_m[leg - 1]) / length
        a, b = self._way[leg - 1], self._way[leg]
        east, north = (b.lon - a.lon) * math.cos(math.radians(a.lat)), b.lat - a.lat
        heading_deg = math.degrees(math.atan2(east, north)) % 360
        return Point(a.lat + (b.lat - a.lat) * share, a.lon + (b.lon - a.lon) * share), heading_deg


class DemoTraffic:
    """Gives a position for every unit of the demo at each tick."""

    def __init__(self, roads: RoadGraph, patrols: tuple[Patrol, ...]) -> None:
        self._nodes = [Point(lat, lon) for lat, lon in roads.nodes]
        self._near: dict[int, list[tuple[int, float]]] = defaultdict(list)
        for a, b, length_m in roads.edges:
            self._near[a].append((b, length_m))
            self._near[b].append((a, length_m))
        self._loops = {patrol.unit: self._loop_of(patrol) for patrol in patrols}
        self._trips: dict[tuple[str, str, str], _Drive] = {}
        self._last: dict[str, Point] = {}

    def tick(self, state: State, now: datetime, seconds: float) -> tuple[Position, ...]:
        """Where every unit with a base is now, ``seconds`` after the last tick. One with a phone is where its phone says."""
        positions = []
        phoned = {one.unit_id for one in state.devices.values() if one.is_active}
        for unit in state.units.values():
            if unit.id in phoned:
                continue
            drive = self._drive_of(unit, state)
            if drive is not None:
                point, heading_deg = drive.move(seconds)
                positions.append(Position(unit.id, point, now, "demo", drive.speed_kmh, heading_deg))
                self._last[unit.id] = point
            elif (stands := self._last.get(unit.id, unit.home)) is not None:
                positions.append(Position(unit.id, stands, now, "demo"))
        return tuple(positions)

    def _drive_of(self, unit: Unit, state: State) -> _Drive | None:
        if unit.status is UnitStatus.ON_STANDBY:
            return self._loops.get(unit.id)
        if unit.status not in (*_UNDER_WAY, UnitStatus.RETURNING):
            return None
        incident = state.incidents.get(unit.incident_id)
        target = unit.home if unit.status is UnitStatus.RETURNING else incident.place.point if incident else None
        origin = self._last.get(unit.id, unit.home)
        if target is None or origin is None:
            return None
        phase = "back" if unit.status is UnitStatus.RETURNING else "out"
        key = (unit.id, unit.dispatch_id, phase)
        if key not in self._trips:
            self._trips[key] = _Drive([origin, *self._route(origin, target), target], _UNDER_WAY_KMH, loop=False)
        return self._trips[key]

    def _loop_of(self, patrol: Patrol) -> _Drive:
        way = [self._nodes[node] for node in patrol.nodes]
        if patrol.nodes[0] != patrol.nodes[-1]:
            way += way[-2::-1]
        return _Drive(way, patrol.speed_kmh, loop=True)

    def _route(self, origin: Point, target: Point) -> list[Point]:
        start, goal = self._nearest(origin), self._nearest(target)
        best = {start: 0.0}
        came: dict[int, int] = {}
        queue = [(0.0, start)]
        while queue:
            cost, node = heapq.heappop(queue)
            if node == goal:
                break
            for neighbour, length_m in self._near[node]:
                if cost + length_m < best.get(neighbour, float("inf")):
                    best[neighbour] = cost + length_m
                    came[neighbour] = node
                    heapq.heappush(queue, (cost + length_m, neighbour))
        way = [goal]
        while way[-1] in came:
            way.append(came[way[-1]])
        return [self._nodes[node] for node in reversed(way)]

    def _nearest(self, point: Point) -> int:
        return min(range(len(self._nodes)), key=lambda node: distance_m(self._nodes[node], point))
