"""Rings of arrival: the country along the roads from where a place is reached within so many minutes.

Decision: reached roads are marked on a grid of squares, widened by one square, and the squares are joined. Buffering each
piece of road gives the same picture 4 to 10 times slower, and a hull would cover the far bank of a river without a bridge.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely

from app.domain.dispatching.travel import Ring
from app.map.roads.graph import Field, RoadGraph
from app.map.roads.segments import Floats, Ints

LEAST_CELL_M = 60.0
CELLS_ACROSS = 160
"""Squares are larger where the rings are wide: a screen shows no more."""


def rings(graph: RoadGraph, field: Field, gap_s: float, minutes: Sequence[float]) -> tuple[Ring, ...]:
    """One ring for each of the minutes, for the first goal of the search; ``gap_s`` is the way from the road to the place.

    A ring without any road has no areas.
    """
    seconds = field.seconds[0, : graph.network.nodes] + gap_s
    pieces = [_reached(graph, field.weights, seconds, one * 60.0, toward=field.toward) for one in minutes]
    reached = [one for one in pieces if len(one)]
    if not reached:
        return tuple(Ring(one, ()) for one in minutes)
    every = np.concatenate(reached).reshape(-1, 2)
    cell = max(LEAST_CELL_M, float((every.max(axis=0) - every.min(axis=0)).max()) / CELLS_ACROSS)
    return tuple(Ring(one, _areas(graph, _shape(ends, cell))) for one, ends in zip(minutes, pieces, strict=True))


def _reached(graph: RoadGraph, weights: Floats, seconds: Floats, limit_s: float, *, toward: bool) -> Floats:
    """The reached roads as rows of (x1, y1, x2, y2); a road that is reached in part is cut where the time is over."""
    tail, head = graph.network.tail, graph.network.head
    near, far = (head, tail) if toward else (tail, head)
    left = limit_s - seconds[near]
    going = (left > 0) & np.isfinite(weights)
    share = np.clip(left[going] / weights[going], 0.0, 1.0)[:, None]
    start, end = graph.segments.xy[near[going]], graph.segments.xy[far[going]]
    return np.column_stack((start, start + (end - start) * share))


def _shape(ends: Floats, cell: float) -> Any:
    """The squares along these lines and around them, as one shape."""
    if not len(ends):
        return shapely.Polygon()
    cells = _widened(_cells(ends, cell))
    rows, columns = cells[:, 1], cells[:, 0]
    breaks = np.flatnonzero((np.diff(rows) != 0) | (np.diff(columns) != 1)) + 1
    first, last = np.r_[0, breaks], np.r_[breaks - 1, len(cells) - 1]
    runs = shapely.box(columns[first] * cell, rows[first] * cell, (columns[last] + 1) * cell, (rows[first] + 1) * cell)
    return shapely.union_all(runs).buffer(cell / 2, quad_segs=2).buffer(-cell / 2, quad_segs=2).simplify(cell / 4)


def _cells(ends: Floats, cell: float) -> Ints:
    """The squares that the lines pass through, nearly: each line is walked in steps of half a square."""
    long = np.hypot(ends[:, 2] - ends[:, 0], ends[:, 3] - ends[:, 1])
    steps = np.maximum(np.ceil(long / (cell / 2)).astype(np.int64), 1) + 1
    line = np.repeat(np.arange(len(ends)), steps)
    step = np.arange(len(line)) - np.repeat(np.cumsum(steps) - steps, steps)
    share = (step / (np.repeat(steps, steps) - 1))[:, None]
    spots = ends[line, :2] + (ends[line, 2:] - ends[line, :2]) * share
    return _unique(np.floor(spots / cell).astype(np.int64))


def _widened(cells: Ints) -> Ints:
    around = [cells + np.array((east, north)) for east in (-1, 0, 1) for north in (-1, 0, 1)]
    return _unique(np.concatenate(around))


def _unique(cells: Ints) -> Ints:
    """Each square once, row by row from west to east."""
    code = np.unique((cells[:, 1] + 2**30) * 2**31 + (cells[:, 0] + 2**30))
    return np.column_stack((code % 2**31 - 2**30, code // 2**31 - 2**30))


def _areas(graph: RoadGraph, shape: Any) -> tuple[tuple[tuple[Any, ...], ...], ...]:
    parts = [part for part in getattr(shape, "geoms", [shape]) if part.geom_type == "Polygon" and not part.is_empty]
    return tuple(
        tuple(graph.plane.points(np.asarray(line.coords)) for line in (part.exterior, *part.interiors)) for part in parts
    )
