"""The road graph as the desk asks it: points and shapes in, trips, ways and rings out."""

from __future__ import annotations

import itertools
import math
import threading
from collections.abc import Sequence

import numpy as np

from app.domain.dispatching.travel import Leg, Measure, Ring, Route, Start, Trip
from app.domain.drawing.model import Shape
from app.kernel.geo import Point, distance_m
from app.map.roads.closing import closed_pieces
from app.map.roads.graph import Field, RoadGraph
from app.map.roads.network import ROAD_KINDS
from app.map.roads.rings import rings
from app.map.roads.segments import Bools, Floats, Ints, Snaps
from app.map.roads.speeds import SpeedProfile, SpeedTable

_KEPT = 4
"""So many sets of closed roads are remembered: those of walkers and of vehicles, now and before the last change."""

_HEADINGS = ("n", "ne", "e", "se", "s", "sw", "w", "nw")


class Router:
    """Answers about one network with one table of speeds. Any thread may ask."""

    def __init__(self, graph: RoadGraph, speeds: SpeedTable) -> None:
        self._graph = graph
        self._speeds = speeds
        self._lock = threading.Lock()
        self._closed: dict[tuple[Shape, ...], tuple[Bools, tuple[int, ...]]] = {}

    def trips(
        self, starts: Sequence[Start], goals: Sequence[Point], closed: Sequence[Shape], limit_s: float = math.inf,
        *, to_vehicles: Sequence[Shape] = (),
    ) -> tuple[tuple[Trip, ...], ...]:  # fmt: skip
        """One row for each start, one trip for each goal. With a limit, longer trips may be answered as no trip at all.

        ``closed`` are roads that nobody passes, ``to_vehicles`` those that only walkers pass.
        """
        found: list[list[Trip]] = [[] for _ in starts]
        for profile, places in self._by_profile(starts):
            part, shut = [starts[place].point for place in places], _shut_for(profile, closed, to_vehicles)
            for place, row in zip(places, self._trips(profile, part, goals, shut, limit_s), strict=True):
                found[place] = row
        return tuple(tuple(row) for row in found)

    def route(self, start: Start, goal: Point, closed: Sequence[Shape], *, to_vehicles: Sequence[Shape] = ()) -> Route:
        """The quickest way with its turn list; without a way by road a straight line that says why."""
        profile = self._speeds.of(start.unit_kind)
        closed = _shut_for(profile, closed, to_vehicles)
        from_, to, field = self._searched(profile, [start.point], [goal], closed, math.inf)
        trip = self._trip(profile, start.point, goal, from_, 0, field, 0, closed)
        if trip.measure is not Measure.ROAD:
            leg = Leg("straight", "", "", _heading(start.point, goal), distance_m(start.point, goal), None)
            return Route(trip, (leg,), (start.point, goal))
        spots = np.array([self._graph.segments.spot(from_, 0), self._graph.segments.spot(to, 0)])
        path, arcs = self._graph.way(from_, 0, field, 0)
        line = np.concatenate((spots[:1], self._graph.segments.xy[path], spots[1:]))
        legs = self._legs(from_, to, field, path, arcs, line)
        here, there = self._walk(profile, start.point, spots[0], from_.gap_m[0]), self._walk(profile, goal, spots[1], to.gap_m[0])
        points = (start.point, *self._graph.plane.points(line), goal)
        return Route(trip, tuple(one for one in (*here, *legs, *_turned(there)) if one.distance_m >= 1), points)

    def rings(
        self, goal: Point, unit_kind: str, minutes: Sequence[float], closed: Sequence[Shape], *, to_vehicles: Sequence[Shape] = ()
    ) -> tuple[Ring, ...]:
        """From where units of this kind are at the goal within so many minutes."""
        profile = self._speeds.of(unit_kind)
        closed = _shut_for(profile, closed, to_vehicles)
        _, to, field = self._searched(profile, [], [goal], closed, max(minutes, default=0) * 60.0)
        gap_s = _gap_s(float(to.gap_m[0]), profile)
        if not math.isfinite(gap_s):
            return tuple(Ring(one, ()) for one in minutes)
        return rings(self._graph, field, gap_s, minutes)

    def without_effect(self, closed: Sequence[Shape]) -> tuple[int, ...]:
        """The places of the closures that close no road of this network."""
        return self._shut(closed)[1]

    # -- inside -------------------------------------------------------------------------------------------------------

    def _by_profile(self, starts: Sequence[Start]) -> list[tuple[SpeedProfile, list[int]]]:
        places: dict[str, list[int]] = {}
        for place, one in enumerate(starts):
            places.setdefault(self._speeds.of(one.unit_kind).id, []).append(place)
        return [(self._speeds.profiles[name], found) for name, found in places.items()]

    def _shut(self, closed: Sequence[Shape]) -> tuple[Bools, tuple[int, ...]]:
        key = tuple(closed)
        with self._lock:
            found = self._closed.get(key)
            if found is None:
                if len(self._closed) >= _KEPT:
                    self._closed.clear()
                found = self._closed[key] = closed_pieces(self._graph.segments, self._graph.plane, key)
            return found

    def _searched(
        self, profile: SpeedProfile, starts: Sequence[Point], goals: Sequence[Point], closed: Sequence[Shape], limit_s: float
    ) -> tuple[Snaps, Snaps, Field]:
        weights = self._graph.weights(profile, self._shut(closed)[0])
        from_ = self._graph.snap(starts, weights, profile.off_road_m)
        to = self._graph.snap(goals, weights, profile.off_road_m)
        return from_, to, self._graph.search(to, weights, limit_s=limit_s)

    def _trips(
        self, profile: SpeedProfile, starts: Sequence[Point], goals: Sequence[Point], closed: Sequence[Shape], limit_s: float
    ) -> list[list[Trip]]:
        from_, _, field = self._searched(profile, starts, goals, closed, limit_s)
        seconds, metres = self._graph.between(from_, field), self._graph.lengths(from_, field)
        return [
            [
                self._trip(profile, start, goal, from_, row, field, column, closed, seconds[row, column], metres[row, column])
                for column, goal in enumerate(goals)
            ]
            for row, start in enumerate(starts)
        ]

    def _trip(
        self, profile: SpeedProfile, start: Point, goal: Point, from_: Snaps, row: int, field: Field, column: int,
        closed: Sequence[Shape], seconds: float | None = None, metres: float | None = None,
    ) -> Trip:
        if from_.piece[row] < 0 or field.goals.piece[column] < 0:
            return Trip(None, distance_m(start, goal), Measure.STRAIGHT, "no_road_near")
        if seconds is None or metres is None:
            seconds = self._graph.between(from_, field)[row, column]
            metres = self._graph.lengths(from_, field)[row, column]
        if not math.isfinite(seconds):
            return Trip(None, distance_m(start, goal), Measure.STRAIGHT, self._why_not(profile, from_, row, field, column, closed))
        gaps_m = float(from_.gap_m[row]), float(field.goals.gap_m[column])
        walked_s = sum(_gap_s(gap, profile) for gap in gaps_m)
        return Trip(float(seconds) + walked_s, float(metres) + sum(gaps_m), Measure.ROAD)

    def _why_not(
        self, profile: SpeedProfile, from_: Snaps, row: int, field: Field, column: int, closed: Sequence[Shape]
    ) -> str:
        """Why two places on roads have no way between them."""
        graph, island = self._graph, self._graph.island_of
        ends = graph.segments.a[from_.piece[row]], graph.segments.a[field.goals.piece[column]]
        if island[ends[0]] != island[ends[1]]:
            return "island"
        if not closed:
            return "no_way"
        one = Snaps(from_.piece[row : row + 1], from_.share[row : row + 1], from_.gap_m[row : row + 1])
        to = field.goals
        goal = Snaps(to.piece[column : column + 1], to.share[column : column + 1], to.gap_m[column : column + 1])
        open_again = graph.between(one, graph.search(goal, graph.weights(profile)))
        return "roads_closed" if np.isfinite(open_again).any() else "no_way"

    def _legs(self, from_: Snaps, to: Snaps, field: Field, path: Ints, arcs: Ints, line: Floats) -> list[Leg]:
        """The pieces of a way joined while the road keeps its name and kind."""
        network = self._graph.network
        first = self._arc_of(from_, line[0], line[1])
        last = self._arc_of(to, line[-2], line[-1])
        used = [first, *arcs.tolist(), last] if len(path) else [first]
        long = self._graph.ends_m(from_, 0, field, 0, path)
        metres = [long[0], *self._graph.length_m[arcs].tolist(), long[1]] if len(path) else [long[0]]
        steps = list(zip(used, metres, itertools.pairwise(line), strict=False))
        legs = []
        for (name, kind), group in itertools.groupby(steps, key=lambda step: (network.name[step[0]], network.kind[step[0]])):
            part = list(group)
            begin, end = part[0][2][0], part[-1][2][1]
            run_m = sum(step[1] for step in part)
            seconds = sum(self._arc_s(field.weights, step[0], step[1]) for step in part)
            words = str(network.names[name]) if name < len(network.names) else ""
            legs.append(Leg("road", words, ROAD_KINDS[kind], _compass(end - begin), run_m, seconds))
        return legs

    def _arc_of(self, snaps: Snaps, begin: Floats, end: Floats) -> int:
        """The arc of the piece a place lies on, in the direction of travel."""
        segments, piece = self._graph.segments, int(snaps.piece[0])
        onward = float((end - begin) @ (segments.xy[segments.b[piece]] - segments.xy[segments.a[piece]])) >= 0
        there, back = int(segments.there[piece]), int(segments.back[piece])
        return (there if onward else back) if min(there, back) >= 0 else max(there, back)

    def _arc_s(self, weights: Floats, arc: int, metres: float) -> float:
        long = float(self._graph.length_m[arc])
        return float(weights[arc]) * (metres / long if long > 0 else 0.0)

    def _walk(self, profile: SpeedProfile, place: Point, spot: Floats, gap_m: float) -> tuple[Leg, ...]:
        here = self._graph.plane.place_points([place])[0]
        return (Leg("walk", "", "", _compass(spot - here), float(gap_m), _gap_s(float(gap_m), profile)),)


def _shut_for(profile: SpeedProfile, closed: Sequence[Shape], to_vehicles: Sequence[Shape]) -> tuple[Shape, ...]:
    return tuple(closed) if profile.on_foot else (*closed, *to_vehicles)


def _gap_s(gap_m: float, profile: SpeedProfile) -> float:
    return gap_m / (profile.off_road_kmh / 3.6)


def _turned(legs: tuple[Leg, ...]) -> tuple[Leg, ...]:
    """Legs from a place to the road, walked the other way."""
    half = len(_HEADINGS) // 2
    turn = {name: _HEADINGS[(at + half) % len(_HEADINGS)] for at, name in enumerate(_HEADINGS)}
    return tuple(Leg(one.mode, one.name, one.road_kind, turn[one.heading], one.distance_m, one.travel_s) for one in legs)


def _compass(step: Floats) -> str:
    degrees = math.degrees(math.atan2(float(step[0]), float(step[1]))) % 360
    return _HEADINGS[round(degrees / 45) % len(_HEADINGS)]


def _heading(start: Point, goal: Point) -> str:
    east = (goal.lon - start.lon) * math.cos(math.radians(start.lat))
    return _compass(np.array([east, goal.lat - start.lat]))
