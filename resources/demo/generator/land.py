"""The whole physical township, made once: terrain, roads, groups, houses, grids."""

from __future__ import annotations

import random
from dataclasses import dataclass

from resources.demo.generator import grids as grids_module
from resources.demo.generator import settlements, sites, terrain
from resources.demo.generator.geometry import TOWN, XY
from resources.demo.generator.roads import Builder, Piece
from resources.demo.generator.settlements import Group, Houses

SEED = 20_260_718


@dataclass(frozen=True)
class Land:
    """Everything that has a shape, in local metres."""

    terrain: terrain.Terrain
    pieces: tuple[Piece, ...]
    groups: tuple[Group, ...]
    houses: tuple[tuple[str, tuple[XY, ...]], ...]
    grids: tuple[grids_module.Grid, ...]
    outline: tuple[XY, ...]


def make(buildings: tuple[tuple[str, XY, tuple[float, float]], ...], lanes: tuple[tuple[XY, str, str], ...]) -> Land:
    """The land; ``buildings`` (kind, place, size) come before houses, ``lanes`` join places to roads."""
    rng = random.Random(SEED)
    ground = terrain.build([site.at for site in sites.SITES])
    builder = Builder(ground)
    for street in sites.streets():
        builder.lay_straight(street)
    for road in sites.county_roads():
        builder.lay(road)
    for a, b, road_class in sites.village_pairs():
        # Named by the first sounds of both ends, as rural roads are: 松岭 and 白沙 give 松白路.
        name_en = f"{a.name_en.split()[0]}-{b.name_en.split()[0]} Road"
        builder.lay(sites.Route(f"{a.name[0]}{b.name[0]}路", name_en, road_class, (a.at, b.at)))
    groups: list[Group] = []
    for site in sites.SITES:
        points = settlements.community_points(TOWN) if site.number == 1 else settlements.group_points(site, ground, rng)
        groups += settlements.populate(site, points, rng)
    for group in groups:
        if group.site.number != 1:
            builder.connect(group.at, f"{group.name}通组路", f"{group.site.name_en.split()[0]} Lane {group.id[-1]}")
    for point, name, name_en in lanes:
        builder.connect(point, name, name_en)
    pieces = tuple(builder.pieces())
    houses = Houses(ground)
    houses.block_roads(pieces)
    for kind, at, size in buildings:
        houses.add(kind, at, 0.0, size)
    settlements.build_houses(houses, pieces, groups, rng)
    outline = grids_module.boundary()
    return Land(
        ground,
        pieces,
        tuple(groups),
        tuple((kind, tuple(ring)) for kind, ring in houses.rings),
        tuple(grids_module.make_grids(groups, outline)),
        tuple(outline),
    )
