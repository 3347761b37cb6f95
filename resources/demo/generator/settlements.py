"""House groups, houses and people along the roads, and the grids around them."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from resources.demo.generator import geometry as g
from resources.demo.generator.geometry import XY
from resources.demo.generator.roads import Piece, cell_of, place
from resources.demo.generator.sites import Site
from resources.demo.generator.terrain import CELL_M, Terrain

_ORDINALS = "一二三四五六"


@dataclass(frozen=True)
class Group:
    """A house group (村民小组)."""

    id: str
    name: str
    site: Site
    at: XY
    households: int
    people: int


def group_points(site: Site, terrain: Terrain, rng: random.Random) -> list[XY]:
    """Where a village's groups stand: the first in the middle, the others around, on gentle dry ground."""
    spots = [site.at]
    reach = 0.0
    while len(spots) < site.groups:
        reach += 4
        angle, far = rng.uniform(0, 2 * math.pi), 380 + rng.uniform(0, 260) + reach
        spot = (site.at[0] + far * math.cos(angle), site.at[1] + far * math.sin(angle))
        if min(g.distance(spot, s) for s in spots) > 330 and is_dry(spot, terrain, 130) and _slope(spot, terrain) < 0.13:
            spots.append(spot)
    return spots


def community_points(town: XY) -> list[XY]:
    """The four resident groups of the town, one in each quarter."""
    return [(town[0] + dx, town[1] + dy) for dx, dy in ((-320, 80), (320, 80), (-320, -240), (320, -240))]


def populate(site: Site, points: Sequence[XY], rng: random.Random) -> list[Group]:
    """The groups of a village with households and people (about 3.4 a household)."""
    groups = []
    for i, point in enumerate(points):
        at = point if site.number == 1 else place(cell_of(point))
        households = rng.randint(150, 240) if site.number == 1 else rng.randint(34, 86)
        people = round(households * rng.uniform(3.1, 3.8))
        kind = f"第{_ORDINALS[i]}居民小组" if site.number == 1 else f"{_ORDINALS[i]}组"
        groups.append(Group(f"{site.id}-g{i + 1}", f"{site.name}{kind}", site, at, households, people))
    return groups


def is_dry(p: XY, terrain: Terrain, margin_m: float) -> bool:
    """Whether a point is at least so far from every bank and shore, and inside the sheet."""
    if not (300 < p[0] < g.WIDTH_M - 300 and 300 < p[1] < g.HEIGHT_M - 300):
        return False
    if any(g.to_line(p, r.line) < margin_m + max(r.half_widths) for r in terrain.rivers):
        return False
    shore = (*terrain.reservoir, terrain.reservoir[0])
    return not g.inside(p, terrain.reservoir) and g.to_line(p, shore) > margin_m


def _slope(p: XY, terrain: Terrain) -> float:
    c, r = round(p[0] / CELL_M), round(p[1] / CELL_M)
    h = terrain.height
    return float(math.hypot(h[r, c + 1] - h[r, c - 1], h[r + 1, c] - h[r - 1, c]) / (2 * CELL_M))


@dataclass
class Houses:
    """Rectangles that do not touch each other, the roads or the water."""

    terrain: Terrain
    rings: list[tuple[str, list[XY]]] = field(default_factory=list)
    _taken: dict[tuple[int, int], list[tuple[XY, float]]] = field(default_factory=dict)

    def block_roads(self, pieces: Sequence[Piece]) -> None:
        """Keep buildings off the carriageways."""
        for piece in pieces:
            run = g.length(piece.line)
            for k in range(int(run // 9) + 1):
                self._take(g.at_distance(piece.line, k * 9.0)[0], 4.0)

    def add(self, kind: str, centre: XY, angle: float, size: tuple[float, float]) -> bool:
        """Put a building if there is room for it."""
        radius = math.hypot(*size) / 2 * 0.92
        if not self._is_free(centre, radius) or not is_dry(centre, self.terrain, 22):
            return False
        cos, sin = math.cos(angle), math.sin(angle)
        half = (size[0] / 2, size[1] / 2)
        corners = [(-half[0], -half[1]), (half[0], -half[1]), (half[0], half[1]), (-half[0], half[1])]
        ring = [(centre[0] + cos * u - sin * v, centre[1] + sin * u + cos * v) for u, v in corners]
        self.rings.append((kind, ring))
        self._take(centre, radius)
        return True

    def _take(self, p: XY, radius: float) -> None:
        self._taken.setdefault((int(p[0] // 60), int(p[1] // 60)), []).append((p, radius))

    def _is_free(self, p: XY, radius: float) -> bool:
        c, r = int(p[0] // 60), int(p[1] // 60)
        near = (item for i in (-1, 0, 1) for j in (-1, 0, 1) for item in self._taken.get((c + i, r + j), ()))
        return all(g.distance(p, q) > radius + other for q, other in near)


def build_houses(houses: Houses, pieces: Sequence[Piece], groups: Sequence[Group], rng: random.Random) -> None:
    """Line the roads near each group with houses, thinning outwards; the town's streets get closed rows."""
    for group in groups:
        in_town = group.site.number == 1
        near = [p for p in pieces if g.to_line(group.at, p.line) < 260]
        wanted = 88 if in_town else 16 + group.households // 4
        spots = [spot for piece in near for spot in _frontage(piece, group.at, in_town, rng)]
        spots.sort(key=lambda spot: g.distance(spot[0], group.at) * (0.4 + 1.2 * spot[2]))
        for at, angle, _ in spots:
            if wanted == 0:
                break
            size = (rng.uniform(12, 22), rng.uniform(9, 12)) if in_town else (rng.uniform(9, 14), rng.uniform(7.5, 10))
            wanted -= houses.add("house", at, angle, size)


def _frontage(piece: Piece, about: XY, in_town: bool, rng: random.Random) -> list[tuple[XY, float, float]]:
    spots = []
    rows = (14, 31, 52) if in_town else (15, 33, 54)
    run, along = g.length(piece.line), 8.0
    while along < run:
        at, angle = g.at_distance(piece.line, along)
        along += rng.uniform(17, 21) if in_town else rng.uniform(15, 24)
        if g.distance(at, about) > 280:
            continue
        for side in (-1, 1):
            for row in rows:
                off = side * (row + rng.uniform(-2.5, 2.5))
                spot = (at[0] - math.sin(angle) * off, at[1] + math.cos(angle) * off)
                tilt = 0.0 if in_town else rng.uniform(-0.16, 0.16)
                spots.append((spot, angle + tilt, rng.random() + (row - 15) / 60))
    return spots
