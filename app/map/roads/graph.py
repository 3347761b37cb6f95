"""The road graph: travel times from many places to many, ways, and what closed roads change. Built once, read by any thread.

Decisions: seconds are weights, one array for each way to travel; a closed road is infinite in a copy of that array, so that
nothing is built anew; a goal is one more node with arcs to the ends of its piece of road, so that it may lie anywhere on it.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components, dijkstra

from app.kernel.geo import Point
from app.map.roads.network import ROAD_KINDS, RoadNetwork
from app.map.roads.plane import Plane
from app.map.roads.segments import Bools, Floats, Ints, Segments, Snaps
from app.map.roads.speeds import SpeedProfile

_LEAST_S = 1e-3
"""An arc of no length still costs this: the search takes a zero for no arc."""

_AT_END = 1e-6
"""So near the end of a piece a place is at the crossing itself, whichever way the piece may be travelled."""


@dataclass(frozen=True)
class Field:
    """One search: the seconds between each goal (rows) and every node, and the neighbour through which that goes.

    ``toward``: from the nodes to the goal (``via`` is the next node), else from the goal outward (``via`` is the one before).
    """

    goals: Snaps
    seconds: Floats
    via: Ints
    weights: Floats
    toward: bool


class RoadGraph:
    """A network made ready for questions."""

    def __init__(self, network: RoadNetwork) -> None:
        self.network = network
        self.plane = Plane.around(network.lat, network.lon)
        self.segments = Segments(network, self.plane)
        self.length_m: Floats = network.length_m.astype(np.float64)
        self._out = _Rows.of(network.tail, network.head, network.nodes)
        self._in = _Rows.of(network.head, network.tail, network.nodes)
        self._weights: dict[str, Floats] = {}

    @cached_property
    def island_of(self) -> Ints:
        """The number of the connected piece of country that each node belongs to, whatever the directions."""
        ones = csr_array((np.ones(self.network.arcs), (self.network.tail, self.network.head)), shape=(self.network.nodes,) * 2)
        return np.asarray(connected_components(ones, directed=False)[1], np.int64)

    def weights(self, profile: SpeedProfile, closed: Bools | None = None) -> Floats:
        """Seconds by arc; infinite where one may not go. ``closed`` marks pieces of road."""
        found = self._weights.get(profile.id)
        if found is None:
            found = self._weights[profile.id] = self._seconds(profile)
        if closed is None or not closed.any():
            return found
        shut = found.copy()
        for arcs in (self.segments.there[closed], self.segments.back[closed]):
            shut[arcs[arcs >= 0]] = np.inf
        return shut

    def snap(self, places: Sequence[Point], weights: Floats, within_m: float) -> Snaps:
        """Where each place lies on the roads that may be used."""
        return self.segments.snap(self.plane.place_points(places), self.segments.usable(weights), within_m)

    def search(self, goals: Snaps, weights: Floats, *, toward: bool = True, limit_s: float = np.inf) -> Field:
        """The quickest ways between these goals and every node."""
        count, nodes = len(goals), self.network.nodes
        seconds, via = np.full((count, nodes + count), np.inf), np.full((count, nodes + count), -1, np.int64)
        known = np.flatnonzero(goals.piece >= 0)
        if len(known):
            graph = self._with_goals(goals, weights, toward)
            found, before = dijkstra(graph, indices=nodes + known, return_predecessors=True, limit=limit_s)
            seconds[known], via[known] = found, before
        return Field(goals, seconds, via, weights, toward)

    def between(self, starts: Snaps, field: Field) -> Floats:
        """Seconds on the roads between each start (rows) and each goal (columns); infinite where there is no way."""
        entry, extra = self._entries(starts, field)
        known = entry >= 0
        cost = np.where(known[:, :, None], field.seconds[:, np.maximum(entry, 0)].transpose(1, 2, 0) + extra[:, :, None], np.inf)
        best = cost.min(axis=1)
        return np.asarray(np.minimum(best, self._same_piece(starts, field)))

    def way(self, starts: Snaps, start: int, field: Field, goal: int) -> tuple[Ints, Ints]:
        """The nodes between a start and a goal in the order of travel, and the arcs between them; both empty where one stays
        on one piece of road. Only for a pair that ``between`` gave a time."""
        if self._same_piece(starts, field)[start, goal] <= self._through(starts, field)[start, goal]:
            return np.zeros(0, np.int64), np.zeros(0, np.int64)
        entry, extra = self._entries(starts, field)
        cost = np.where(entry[start] >= 0, field.seconds[goal, np.maximum(entry[start], 0)] + extra[start], np.inf)
        nodes = [int(entry[start, int(np.argmin(cost))])]
        while (step := int(field.via[goal, nodes[-1]])) < self.network.nodes and step >= 0:
            nodes.append(step)
        path = np.array(nodes if field.toward else nodes[::-1], np.int64)
        arcs = [self.arc(int(a), int(b), field.weights) for a, b in itertools.pairwise(path)]
        return path, np.array(arcs, np.int64)

    def lengths(self, starts: Snaps, field: Field) -> Floats:
        """Metres on the roads along the quickest ways (starts by goals); ``nan`` where there is none."""
        entry, extra = self._entries(starts, field)
        same, through = self._same_piece(starts, field), self._through(starts, field)
        found = np.full(same.shape, np.nan)
        for goal in range(len(field.goals)):
            cost = np.where(entry >= 0, field.seconds[goal, np.maximum(entry, 0)] + extra, np.inf)
            along = np.flatnonzero(np.isfinite(through[:, goal]) & (through[:, goal] < same[:, goal]))
            first = entry[along, np.argmin(cost[along], axis=1)]
            walked, last = self._chase(field, goal, first)
            for place, start in enumerate(along):
                head = self._part_m(starts, int(start), int(starts.piece[start]), int(first[place]))
                tail = self._part_m(field.goals, goal, int(field.goals.piece[goal]), int(last[place]))
                found[start, goal] = head + walked[place] + tail
            for start in np.flatnonzero(np.isfinite(same[:, goal]) & (same[:, goal] <= through[:, goal])):
                apart = abs(float(starts.share[start] - field.goals.share[goal]))
                found[start, goal] = apart * self._piece_m(int(starts.piece[start]))
        return found

    def _chase(self, field: Field, goal: int, nodes: Ints) -> tuple[Floats, Ints]:
        """Metres from these nodes along the search to the goal's piece, and the node at which each gets there."""
        via = field.via[goal]
        tail, head = (self.network.tail, self.network.head) if field.toward else (self.network.head, self.network.tail)
        used = np.flatnonzero(via[tail] == head)
        if len(used) > np.count_nonzero(np.bincount(tail[used], minlength=1)):  # of parallel arcs the quickest is written last
            used = used[np.argsort(-field.weights[used], kind="stable")]
        step_m = np.zeros(len(via))
        step_m[tail[used]] = self.length_m[used]
        here, metres = nodes.copy(), np.zeros(len(nodes))
        while True:
            onward = via[here]
            going = (onward >= 0) & (onward < self.network.nodes)
            if not going.any():
                return metres, here
            metres[going] += step_m[here[going]]
            here[going] = onward[going]

    def ends_m(self, starts: Snaps, start: int, field: Field, goal: int, path: Ints) -> tuple[float, float]:
        """Metres on the first and on the last, partly travelled piece of a way."""
        first, last = int(starts.piece[start]), int(field.goals.piece[goal])
        if not len(path):
            return abs(float(starts.share[start] - field.goals.share[goal])) * self._piece_m(first), 0.0
        nodes = path if field.toward else path[::-1]
        return self._part_m(starts, start, first, int(nodes[0])), self._part_m(field.goals, goal, last, int(nodes[-1]))

    def arc(self, tail: int, head: int, weights: Floats) -> int:
        """The quickest arc from one node to another."""
        arcs = self._out.arcs[self._out.begin[tail] : self._out.begin[tail + 1]]
        arcs = arcs[self.network.head[arcs] == head]
        return int(arcs[np.argmin(weights[arcs])])

    # -- inside -------------------------------------------------------------------------------------------------------

    def _seconds(self, profile: SpeedProfile) -> Floats:
        speeds = np.array([profile.speeds_kmh[kind] for kind in ROAD_KINDS]) / 3.6
        with np.errstate(divide="ignore", invalid="ignore"):
            seconds = np.where(speeds[self.network.kind] > 0, self.length_m / speeds[self.network.kind], np.inf)
        ferry = self.network.kind == ROAD_KINDS.index("ferry")
        if ferry.any():
            ashore = np.zeros(self.network.nodes, np.bool_)
            ashore[self.network.tail[~ferry]] = ashore[self.network.head[~ferry]] = True
            seconds[ferry & ashore[self.network.tail]] += profile.ferry_wait_min * 60
        return np.asarray(np.maximum(seconds, _LEAST_S))

    def _with_goals(self, goals: Snaps, weights: Floats, toward: bool) -> csr_array:
        rows = self._in if toward else self._out
        nodes, count = self.network.nodes, len(goals)
        ends: list[NDArray[np.int32]] = [rows.ends]
        costs, begin = [weights[rows.arcs]], [rows.begin]
        at = len(rows.ends)
        for goal in range(count):
            entry, extra = self._goal_arcs(goals, goal, weights, toward)
            ends.append(entry.astype(np.int32))
            costs.append(extra)
            at += len(entry)
            begin.append(np.array([at], np.int32))
        return csr_array((np.concatenate(costs), np.concatenate(ends), np.concatenate(begin)), shape=(nodes + count,) * 2)

    def _goal_arcs(self, goals: Snaps, goal: int, weights: Floats, toward: bool) -> tuple[Ints, Floats]:
        """From a goal to the ends of its piece: those from which (or to which) one may travel along it."""
        piece, share = int(goals.piece[goal]), float(goals.share[goal])
        if piece < 0:
            return np.zeros(0, np.int64), np.zeros(0)
        there, back = self._costs(np.array([piece]), weights)
        to_a, to_b = (there[0], back[0]) if toward else (back[0], there[0])
        ends = np.array([self.segments.a[piece], self.segments.b[piece]])
        extra = np.array([_part(share, to_a), _part(1 - share, to_b)])
        extra[[share <= _AT_END, share >= 1 - _AT_END]] = 0.0
        return ends[np.isfinite(extra)], np.maximum(extra[np.isfinite(extra)], _LEAST_S)

    def _entries(self, starts: Snaps, field: Field) -> tuple[Ints, Floats]:
        """The two nodes at the ends of each start's piece (-1 where one may not go so) and the seconds to them."""
        if not len(self.segments.a):
            return np.full((len(starts), 2), -1), np.full((len(starts), 2), np.inf)
        known = np.maximum(starts.piece, 0)
        there, back = self._costs(known, field.weights)
        to_a, to_b = (back, there) if field.toward else (there, back)
        with np.errstate(invalid="ignore"):
            extra = np.column_stack((starts.share * to_a, (1 - starts.share) * to_b))
        ends = np.column_stack((self.segments.a[known], self.segments.b[known]))
        at_end = np.column_stack((starts.share <= _AT_END, starts.share >= 1 - _AT_END))
        extra[at_end] = 0.0
        closed = ~(np.isfinite(np.column_stack((to_a, to_b))) | at_end) | (starts.piece < 0)[:, None]
        return np.where(closed, -1, ends), np.where(closed, np.inf, extra)

    def _costs(self, piece: Ints, weights: Floats) -> tuple[Floats, Floats]:
        padded = np.append(weights, np.inf)
        return padded[self.segments.there[piece]], padded[self.segments.back[piece]]

    def _through(self, starts: Snaps, field: Field) -> Floats:
        entry, extra = self._entries(starts, field)
        cost = field.seconds[:, np.maximum(entry, 0)].transpose(1, 2, 0) + extra[:, :, None]
        return np.asarray(np.where((entry >= 0)[:, :, None], cost, np.inf).min(axis=1))

    def _same_piece(self, starts: Snaps, field: Field) -> Floats:
        """Seconds along one piece for pairs that share it; infinite for all others."""
        found = np.full((len(starts), len(field.goals)), np.inf)
        shared = (starts.piece[:, None] == field.goals.piece[None, :]) & (starts.piece[:, None] >= 0)
        for start, goal in zip(*np.nonzero(shared), strict=True):
            there, back = self._costs(starts.piece[start : start + 1], field.weights)
            onward = float(field.goals.share[goal] - starts.share[start]) * (1 if field.toward else -1)
            found[start, goal] = _part(onward, there[0]) if onward >= 0 else _part(-onward, back[0])
        return found

    def _piece_m(self, piece: int) -> float:
        arc = self.segments.there[piece] if self.segments.there[piece] >= 0 else self.segments.back[piece]
        return float(self.length_m[arc])

    def _part_m(self, snaps: Snaps, place: int, piece: int, node: int) -> float:
        share = float(snaps.share[place])
        return (share if node == int(self.segments.a[piece]) else 1 - share) * self._piece_m(piece)


@dataclass(frozen=True)
class _Rows:
    """Arcs by the node that they leave (or enter): a compressed sparse row form that keeps parallel arcs apart."""

    begin: NDArray[np.int32]
    ends: NDArray[np.int32]
    arcs: Ints

    @classmethod
    def of(cls, by: NDArray[np.int32], ends: NDArray[np.int32], nodes: int) -> _Rows:
        order = np.argsort(by, kind="stable")
        begin = np.concatenate(([0], np.cumsum(np.bincount(by, minlength=nodes))))
        return cls(begin.astype(np.int32), ends[order].astype(np.int32), order.astype(np.int64))


def _part(share: float, seconds: float) -> float:
    """A share of an arc's seconds; an arc that one may not travel stays infinite even for nothing of it."""
    return float(share * seconds) if np.isfinite(seconds) else float(np.inf)
