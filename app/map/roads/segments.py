"""Roads as undirected pieces: what one snaps to, what a closure cuts, and which arcs run along a piece each way."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from app.map.roads.network import RoadNetwork
from app.map.roads.plane import Plane

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Snaps:
    """Places on pieces: the piece (-1: none near), how far along it (0 to 1), and the metres from the place to it."""

    piece: Ints
    share: Floats
    gap_m: Floats

    def __len__(self) -> int:
        return len(self.piece)


class Segments:
    """Every piece from node ``a`` to node ``b``; ``there`` and ``back`` are the arcs along it (-1: one may not)."""

    def __init__(self, network: RoadNetwork, plane: Plane) -> None:
        self._plane = plane
        self.xy = plane.place(network.lat, network.lon)
        self.a, self.b, self.there, self.back = _paired(network)

    @cached_property
    def lines(self) -> NDArray[Any]:
        """The pieces as lines on the plane."""
        return np.asarray(shapely.linestrings(np.stack((self.xy[self.a], self.xy[self.b]), axis=1)))

    @cached_property
    def tree(self) -> shapely.STRtree:
        """The index over the pieces."""
        return shapely.STRtree(self.lines)

    def usable(self, seconds: Floats) -> Bools:
        """Which pieces can be travelled at all with these seconds by arc."""
        padded = np.append(seconds, np.inf)
        return np.asarray(np.isfinite(padded[self.there]) | np.isfinite(padded[self.back]))

    def snap(self, places: Floats, usable: Bools, within_m: float) -> Snaps:
        """The nearest usable piece of each place (rows of x, y), where one lies within so many metres."""
        piece = np.full(len(places), -1, np.int64)
        if len(places) and len(self.a):
            points = shapely.points(places)
            found, nearest = self.tree.query_nearest(points, max_distance=within_m, all_matches=False)
            piece[found] = nearest
            for place in np.flatnonzero((piece >= 0) & ~usable[piece]):
                piece[place] = self._nearest_usable(points[place], usable, within_m)
        share, gap_m = self._along(places, piece)
        return Snaps(piece, share, gap_m)

    def _nearest_usable(self, point: Any, usable: Bools, within_m: float) -> int:
        """The nearest piece that may be used; the circle grows, so that few pieces are measured."""
        reach = min(within_m, 100.0)
        while True:
            near = self.tree.query(point, predicate="dwithin", distance=reach)
            near = np.sort(near[usable[near]])
            if len(near):
                return int(near[np.argmin(shapely.distance(self.lines[near], point))])
            if reach >= within_m:
                return -1
            reach = min(within_m, reach * 3)

    def _along(self, places: Floats, piece: Ints) -> tuple[Floats, Floats]:
        share, gap_m = np.zeros(len(places)), np.full(len(places), np.inf)
        on = piece >= 0
        if on.any():
            start, end = self.xy[self.a[piece[on]]], self.xy[self.b[piece[on]]]
            way, off = end - start, places[on] - start
            long = np.maximum((way**2).sum(axis=1), 1e-9)
            share[on] = np.clip((off * way).sum(axis=1) / long, 0.0, 1.0)
            gap_m[on] = np.hypot(*(off - way * share[on][:, None]).T)
        return share, gap_m

    def spot(self, snaps: Snaps, place: int) -> Floats:
        """Where on the road a place was put (x, y)."""
        piece = snaps.piece[place]
        start, end = self.xy[self.a[piece]], self.xy[self.b[piece]]
        return np.asarray(start + (end - start) * snaps.share[place])


def _paired(network: RoadNetwork) -> tuple[Ints, Ints, Ints, Ints]:
    """The arcs of a road in both directions are one piece; what has no opposite is a piece of its own."""
    tail, head = network.tail.astype(np.int64), network.head.astype(np.int64)
    arc = np.arange(network.arcs)
    low, high, onward = np.minimum(tail, head), np.maximum(tail, head), tail <= head
    columns = (network.name, network.kind, network.length_m, high, low)
    order = np.lexsort((arc, onward, *columns))
    fresh = np.ones(network.arcs, np.bool_)
    if network.arcs > 1:
        same = np.all([column[order][1:] == column[order][:-1] for column in columns], axis=0)
        fresh[1:] = ~same
    group = np.cumsum(fresh) - 1
    direction = onward[order].astype(np.int64)
    key = group * 2 + direction
    first_of_key = np.r_[True, key[1:] != key[:-1]] if len(key) else np.zeros(0, np.bool_)
    starts = np.flatnonzero(first_of_key)
    rank = np.arange(len(key)) - starts[np.cumsum(first_of_key) - 1] if len(key) else key
    most = int(rank.max()) + 1 if len(rank) else 1
    names, piece = np.unique(group * most + rank, return_inverse=True)
    there, back = np.full(len(names), -1, np.int64), np.full(len(names), -1, np.int64)
    there[piece[direction == 1]] = order[direction == 1]
    back[piece[direction == 0]] = order[direction == 0]
    known = np.where(there >= 0, there, back)
    return low[known], high[known], there, back
