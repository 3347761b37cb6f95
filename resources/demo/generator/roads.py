"""Roads laid over the terrain by cheapest path, and the graph that routing and patrols use.

Each new route may reuse what is already there at a discount, so roads join, share bridges and go round
hills and water as real ones do.
"""

from __future__ import annotations

import functools
import heapq
import itertools
import math
import operator
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from resources.demo.generator import geometry as g
from resources.demo.generator.geometry import TOWN, XY
from resources.demo.generator.sites import Route
from resources.demo.generator.terrain import CELL_M, COLUMNS, ROWS, Terrain

Cell = tuple[int, int]
_RANK = {"county": 0, "town": 1, "village": 2}
_STEPS = [(dc, dr, math.hypot(dc, dr) * CELL_M) for dc in (-1, 0, 1) for dr in (-1, 0, 1) if dc or dr]


def cell_of(point: XY) -> Cell:
    """The grid cell nearest to a point."""
    return round(point[0] / CELL_M), round(point[1] / CELL_M)


@dataclass(frozen=True)
class Road:
    """A named road. ``road_class`` is county, town or village."""

    id: str
    name: str
    name_en: str
    road_class: str


@dataclass(frozen=True)
class Piece:
    """A stretch of one road between two junctions, drawn in local metres; its ends are graph nodes."""

    road: Road
    line: tuple[XY, ...]


@dataclass
class Builder:
    """The network while it grows, on the cells of the terrain grid."""

    terrain: Terrain
    roads: list[Road] = field(default_factory=list)
    links: dict[tuple[Cell, Cell], Road] = field(default_factory=dict)
    cells: set[Cell] = field(default_factory=set)
    kept: set[Cell] = field(default_factory=set)

    def lay(self, route: Route) -> None:
        """Lay a route through its points; what was there before keeps its name and class."""
        path: list[Cell] = []
        for a, b in itertools.pairwise(route.through):
            goal = cell_of(b)
            # A village road is a short cut: with the discount that merges main roads it would never be built.
            reuse = 0.9 if route.road_class == "village" else 0.4
            path += self._cheapest(cell_of(a), goal, functools.partial(operator.eq, goal), reuse)[1 if path else 0 :]
        self.kept.update((cell_of(route.through[0]), cell_of(route.through[-1])))
        self._mark(path, route)

    def lay_straight(self, route: Route) -> None:
        """Lay a street from its first point to its last along one row or column of cells."""
        (c0, r0), (c1, r1) = cell_of(route.through[0]), cell_of(route.through[-1])
        steps = max(abs(c1 - c0), abs(r1 - r0))
        path = [(c0 + (c1 - c0) * i // steps, r0 + (r1 - r0) * i // steps) for i in range(steps + 1)]
        self._mark(path, route)

    def connect(self, point: XY, route_name: str, name_en: str) -> bool:
        """Join a point to the network by the cheapest village road; False when it already lies on it."""
        start = cell_of(point)
        self.kept.add(start)
        if start in self.cells:
            return False
        path = self._cheapest(start, None, lambda cell: cell in self.cells, 0.4)
        self._mark(path, Route(route_name, name_en, "village", ()))
        return True

    def _mark(self, path: list[Cell], route: Route) -> None:
        road = Road(f"r{len(self.roads) + 1:02d}", route.name, route.name_en, route.road_class)
        used = False
        for a, b in itertools.pairwise(path):
            key = (min(a, b), max(a, b))
            if key not in self.links:
                self.links[key] = road
                used = True
        self.cells.update(path)
        if used:
            self.roads.append(road)

    def _cheapest(self, start: Cell, goal: Cell | None, done: Callable[[Cell], bool], reuse: float) -> list[Cell]:
        best: dict[Cell, float] = {start: 0.0}
        back: dict[Cell, Cell] = {}
        heap: list[tuple[float, float, Cell]] = [(0.0, 0.0, start)]
        while heap:
            _, cost, cell = heapq.heappop(heap)
            if cost > best[cell]:
                continue
            if done(cell) and cell != start:
                return _trace(back, cell)
            for dc, dr, metres in _STEPS:
                to = (cell[0] + dc, cell[1] + dr)
                if not (0 <= to[0] < COLUMNS and 0 <= to[1] < ROWS):
                    continue
                total = cost + self._step_cost(cell, to, metres, reuse)
                if total < best.get(to, math.inf):
                    best[to] = total
                    back[to] = cell
                    rest = 0.0 if goal is None else 0.4 * CELL_M * math.hypot(goal[0] - to[0], goal[1] - to[1])
                    heapq.heappush(heap, (total + rest, total, to))
        raise ValueError(f"no way from {start} to {goal}")

    def _step_cost(self, a: Cell, b: Cell, metres: float, reuse: float) -> float:
        if (min(a, b), max(a, b)) in self.links:
            return reuse * metres
        t = self.terrain
        if self._near_reservoir(b):
            return math.inf
        climb = abs(float(t.height[b[1], b[0]]) - float(t.height[a[1], a[0]])) / metres
        cost = metres * (1 + 9 * climb + 20 * climb * climb + 0.25 * _ripple(b))
        if a in self.cells and b in self.cells:
            cost *= 1.5  # a second road between two road cells would run beside the first
        water = float(t.river_distance[b[1], b[0]])
        if water < 130:
            cost += 9 * metres * (1 - water / 200)
        if _crosses_lattice(a, b):
            cost *= 8
        return cost

    def _near_reservoir(self, cell: Cell) -> bool:
        c, r = cell
        flooded = self.terrain.in_reservoir[max(0, r - 1) : r + 2, max(0, c - 1) : c + 2]
        return bool(flooded.any())

    def pieces(self) -> list[Piece]:
        """The network cut at junctions, drawn as smooth lines."""
        return [self._draw(chain, road) for chain, road in self._chains()]

    def _chains(self) -> Iterable[tuple[list[Cell], Road]]:
        around: dict[Cell, list[tuple[Cell, Road]]] = {}
        for (a, b), road in sorted(self.links.items(), key=lambda item: item[0]):
            around.setdefault(a, []).append((b, road))
            around.setdefault(b, []).append((a, road))
        nodes = {c for c, links in around.items() if len(links) != 2 or links[0][1] != links[1][1] or c in self.kept}
        seen: set[tuple[Cell, Cell]] = set()
        for start in sorted(nodes):
            for step, road in around[start]:
                if (start, step) in seen:
                    continue
                chain = [start, step]
                while chain[-1] not in nodes:
                    chain.append(next(c for c, _ in around[chain[-1]] if c != chain[-2]))
                seen.update(((chain[0], chain[1]), (chain[-1], chain[-2])))
                yield chain, road

    def _draw(self, chain: list[Cell], road: Road) -> Piece:
        line = g.simplify([place(cell) for cell in chain], 34)
        smooth = g.simplify(g.chaikin(line, 3), 1.5) if len(line) > 2 else line
        return Piece(road, tuple(smooth))


def place(cell: Cell) -> XY:
    """Where a cell's node is drawn: moved a little by a smooth ripple, so that nothing follows the grid."""
    x, y = cell[0] * CELL_M, cell[1] * CELL_M
    calm = 1 - math.exp(-((g.distance((x, y), TOWN) / 1_200) ** 4))
    edge = min(1.0, min(x, g.WIDTH_M - x, y, g.HEIGHT_M - y) / 200)
    dx = 24 * math.sin(y / 140 + x / 530) + 14 * math.sin(x / 97 + 1)
    dy = 24 * math.sin(x / 150 - y / 470) + 14 * math.sin(y / 89 + 2)
    return x + dx * calm * edge, y + dy * calm * edge


def _ripple(cell: Cell) -> float:
    return 1 + math.sin(cell[0] / 2.3 + 1.7 * math.sin(cell[1] / 4.1)) * math.sin(cell[1] / 2.9 + cell[0] / 7.0)


def _crosses_lattice(a: Cell, b: Cell) -> bool:
    """Whether a step cuts through a block of the town instead of following a street."""
    c, r = cell_of(TOWN)
    return all(abs(p[0] - c) <= 6 and -4 <= p[1] - r <= 2 for p in (a, b))


def _trace(back: dict[Cell, Cell], cell: Cell) -> list[Cell]:
    path = [cell]
    while cell in back:
        cell = back[cell]
        path.append(cell)
    return path[::-1]
