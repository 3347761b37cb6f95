"""Grids (网格): the ground nearest to each house group, neighbours of one village joined in pairs."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

from resources.demo.generator import geometry as g
from resources.demo.generator.geometry import HEIGHT_M, WIDTH_M, XY
from resources.demo.generator.settlements import Group
from resources.demo.generator.sites import TOWN_CODE, Site

Edge = tuple[XY, XY]


@dataclass(frozen=True)
class Grid:
    """A grid: its code (town 9 digits, village 3, grid 3), the groups in it and its outline."""

    code: str
    name: str
    site: Site
    groups: tuple[Group, ...]
    ring: tuple[XY, ...]

    @property
    def households(self) -> int:
        """Households of its groups."""
        return sum(group.households for group in self.groups)

    @property
    def people(self) -> int:
        """People of its groups."""
        return sum(group.people for group in self.groups)


def boundary() -> list[XY]:
    """The township's outline: an uneven oval that fills the sheet."""
    ring = []
    for k in range(144):
        t = 2 * math.pi * k / 144
        cos, sin = math.cos(t), math.sin(t)
        r = (abs(cos) ** 5 + abs(sin) ** 5) ** (-1 / 5)
        r *= 0.955 + 0.018 * math.sin(5 * t + 1) + 0.014 * math.sin(9 * t) + 0.009 * math.sin(17 * t + 2)
        ring.append((WIDTH_M / 2 * (1 + r * cos), HEIGHT_M / 2 * (1 + r * sin)))
    return [(min(max(x, 0.0), WIDTH_M), min(max(y, 0.0), HEIGHT_M)) for x, y in ring]


def make_grids(groups: Sequence[Group], outline: Sequence[XY]) -> list[Grid]:
    """All grids; together they cover the township without gaps."""
    cells = {group.id: _cell(group, groups, outline) for group in groups}
    grids: list[Grid] = []
    for site in dict.fromkeys(group.site for group in groups):
        pending = [group for group in groups if group.site == site]
        number = 0
        while pending:
            first = pending.pop(0)
            mates = [other for other in pending if _shared_m(cells[first.id], cells[other.id]) > 60]
            members = [first]
            if mates and site.number != 1:
                mate = max(mates, key=lambda other: (_shared_m(cells[first.id], cells[other.id]), other.id))
                pending.remove(mate)
                members.append(mate)
            number += 1
            code = f"{TOWN_CODE}{site.number:03d}{number:03d}"
            ring = _dissolve([edge for m in members for edge in cells[m.id]])
            grids.append(Grid(code, f"{site.name}第{number}网格", site, tuple(members), tuple(ring)))
    return grids


def _cell(group: Group, groups: Sequence[Group], outline: Sequence[XY]) -> list[Edge]:
    ring = list(outline)
    for other in groups:
        if other is not group:
            ring = _nearer_half(ring, group.at, other.at)
    points = [(round(x, 2), round(y, 2)) for x, y in ring]
    points = [p for i, p in enumerate(points) if p != points[i - 1]]
    edges: list[Edge] = []
    for a, b in zip(points, points[1:] + points[:1], strict=True):
        edges += _divided(a, b)
    return edges


def _divided(a: XY, b: XY) -> list[Edge]:
    """An edge in parts under 250 m, cut at the same points from whichever side it is seen."""
    flip = b < a
    low, high = (b, a) if flip else (a, b)
    count = max(1, math.ceil(g.distance(a, b) / 250))
    points = [
        (round(low[0] + (high[0] - low[0]) * i / count, 2), round(low[1] + (high[1] - low[1]) * i / count, 2))
        for i in range(count + 1)
    ]
    if flip:
        points.reverse()
    return list(itertools.pairwise(points))


def _nearer_half(ring: Sequence[XY], own: XY, other: XY) -> list[XY]:
    mx, my = (own[0] + other[0]) / 2, (own[1] + other[1]) / 2
    nx, ny = other[0] - own[0], other[1] - own[1]
    kept: list[XY] = []
    for a, b in zip(ring, [*ring[1:], ring[0]], strict=True):
        da = (a[0] - mx) * nx + (a[1] - my) * ny
        db = (b[0] - mx) * nx + (b[1] - my) * ny
        if da <= 0:
            kept.append(a)
        if (da <= 0) != (db <= 0):
            t = da / (da - db)
            kept.append((a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t))
    return kept


def _shared_m(a: Sequence[Edge], b: Sequence[Edge]) -> float:
    mirrored = {(q, p) for p, q in b}
    return sum(g.distance(p, q) for p, q in a if (p, q) in mirrored)


def _dissolve(edges: Sequence[Edge]) -> list[XY]:
    """The outer ring of cells that share edges."""
    every = set(edges)
    following = {p: q for p, q in edges if (q, p) not in every}
    rings: list[list[XY]] = []
    while following:
        start = next(iter(following))
        ring, at = [], start
        while at in following:
            ring.append(at)
            at = following.pop(at)
        rings.append(ring)
    return max(rings, key=lambda ring: abs(g.area(ring)))
