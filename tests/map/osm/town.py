"""A town that does not exist, as an extract: streets with bends, a river, a lake with an island, houses, names. Any size.

Streets run along a grid of ``blocks`` by ``blocks`` squares of 0.002 degrees from ``SOUTH``/``WEST`` (in the open ocean of a
made-up world); every second block is built up.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from pathlib import Path

import osmium
from osmium.osm.mutable import Node, Relation, Way

from app.kernel.geo import Region

SOUTH, WEST = 30.0, 110.0
STEP = 0.002
BENDS = 4
"""Points between two crossings."""
HOUSES = 6


def region(blocks: int) -> Region:
    """The rectangle of a town of this size."""
    return Region(SOUTH, WEST, SOUTH + blocks * STEP, WEST + blocks * STEP)


class Town:
    """Collects objects and writes them in the order of the format."""

    def __init__(self, blocks: int) -> None:
        self.blocks = blocks
        self.nodes: list[tuple[int, float, float, Mapping[str, str]]] = []
        self.ways: list[tuple[int, Sequence[int], Mapping[str, str]]] = []
        self.relations: list[tuple[int, Sequence[tuple[str, int, str]], Mapping[str, str]]] = []
        self.crossing: dict[tuple[int, int], int] = {}

    def node(self, lon: float, lat: float, **tags: str) -> int:
        self.nodes.append((len(self.nodes) + 1, lon, lat, tags))
        return len(self.nodes)

    def way(self, nodes: Sequence[int], tags: Mapping[str, str]) -> int:
        self.ways.append((len(self.ways) + 1, nodes, tags))
        return len(self.ways)

    def relation(self, members: Sequence[tuple[str, int, str]], tags: Mapping[str, str]) -> int:
        self.relations.append((len(self.relations) + 1, members, tags))
        return len(self.relations)

    def box(self, west: float, south: float, east: float, north: float, tags: Mapping[str, str]) -> int:
        ring = [self.node(lon, lat) for lon, lat in ((west, south), (east, south), (east, north), (west, north))]
        return self.way([*ring, ring[0]], tags)

    def write(self, path: Path, *, box: bool = True, ordered: bool = True) -> Path:
        """The file; ``ordered=False`` puts the ways first, ``box=False`` says nothing about where it lies."""
        header = osmium.io.Header()
        if box:
            edge = region(self.blocks)
            header.add_box(osmium.osm.Box(edge.west, edge.south, edge.east, edge.north))
        if ordered:
            header.set("sorting", "Type_then_ID")
        with osmium.SimpleWriter(str(path), header=header, overwrite=True) as writer:
            if not ordered:
                self._write_ways(writer)
            for node_id, lon, lat, tags in self.nodes:
                writer.add_node(Node(id=node_id, location=(lon, lat), tags=dict(tags)))
            if ordered:
                self._write_ways(writer)
            for relation_id, members, tags in self.relations:
                writer.add_relation(Relation(id=relation_id, members=list(members), tags=dict(tags)))
        return path

    def _write_ways(self, writer: osmium.SimpleWriter) -> None:
        for way_id, nodes, tags in self.ways:
            writer.add_way(Way(id=way_id, nodes=list(nodes), tags=dict(tags)))


def build(blocks: int) -> Town:
    """The whole town."""
    town = Town(blocks)
    _streets(town)
    _houses(town)
    _waters(town)
    _odd_roads(town)
    _names(town)
    return town


def _streets(town: Town) -> None:
    count = town.blocks + 1
    for row in range(count):
        for column in range(count):
            town.crossing[row, column] = town.node(WEST + column * STEP, SOUTH + row * STEP)
    for line in range(count):
        for across in (True, False):
            nodes = [town.crossing[(line, 0) if across else (0, line)]]
            for at in range(town.blocks):
                for bend in range(1, BENDS):
                    along, aside = (at + bend / BENDS) * STEP, math.sin(bend * math.pi / BENDS) * STEP * 0.06
                    lon, lat = (along, line * STEP + aside) if across else (line * STEP + aside, along)
                    nodes.append(town.node(WEST + lon, SOUTH + lat))
                nodes.append(town.crossing[(line, at + 1) if across else (at + 1, line)])
            kind = "secondary" if line == town.blocks // 2 else "tertiary" if line % 8 == 0 else "residential"
            name = f"{'东西' if across else '南北'}{line}号路"
            tags = {"highway": kind, "name": name, **({"ref": f"X{100 + line}"} if kind == "secondary" else {})}
            town.way(nodes, tags)


def _houses(town: Town) -> None:
    size = STEP * 0.09
    for row in range(town.blocks):
        for column in range(town.blocks):
            west, south = WEST + column * STEP, SOUTH + row * STEP
            if (row + column) % 2:
                kind = {"landuse": "farmland"} if row % 3 else {"natural": "wood"}
                town.box(west + 0.0003, south + 0.0003, west + STEP - 0.0003, south + STEP - 0.0003, kind)
                continue
            for house in range(HOUSES):
                left = west + STEP * (0.16 + 0.24 * (house % 3))
                low = south + STEP * (0.2 + 0.35 * (house // 3))
                town.box(left, low, left + size * 1.4, low + size, {"building": "yes"})


def _waters(town: Town) -> None:
    side = town.blocks * STEP
    river = [
        town.node(WEST + side * at / 40, SOUTH + side * (0.31 + 0.05 * math.sin(at / 5))) for at in range(41)
    ]
    town.way(river, {"waterway": "river", "name": "青石河", "name:en": "Qingshi River"})
    middle, radius = (WEST + side * 0.75, SOUTH + side * 0.75), side * 0.12
    for share, role in ((1.0, "outer"), (0.4, "inner")):
        turns = [at * math.tau / 36 for at in range(36)]
        ring = [town.node(middle[0] + radius * share * math.cos(at), middle[1] + radius * share * math.sin(at)) for at in turns]
        halves = (ring[:19], [*ring[18:], ring[0]]) if role == "outer" else ([*ring, ring[0]],)
        town_members = [("w", town.way(half, {}), role) for half in halves]
        if role == "outer":
            members = town_members
        else:
            members += town_members
    town.relation(members, {"type": "multipolygon", "natural": "water", "water": "reservoir", "name": "镜湖水库"})


def _odd_roads(town: Town) -> None:
    """What the rules are about, east of the town: one-ways, a roundabout, obstacles, private ways, an island, a ferry."""
    east, south = WEST + town.blocks * STEP, SOUTH
    corner = town.crossing[0, town.blocks]

    def line(start: int, row: float, tags: Mapping[str, str], **middle: str) -> list[int]:
        nodes = [start, town.node(east + 0.001, south + row, **middle), town.node(east + 0.002, south + row)]
        town.way(nodes, tags)
        return nodes

    line(corner, 0.0, {"highway": "motorway", "name": "环镇高速"})
    line(corner, 0.0004, {"highway": "residential", "oneway": "-1", "name": "倒行街"})
    line(corner, 0.0008, {"highway": "residential", "name": "石墩街"}, barrier="block")
    line(corner, 0.0012, {"highway": "residential", "name": "大门街"}, barrier="gate")
    line(corner, 0.0016, {"highway": "residential", "access": "private", "name": "厂区路"})
    far = line(corner, 0.002, {"route": "ferry", "name": "青石渡"})[-1]
    line(far, 0.0024, {"highway": "track", "name": "沙洲路"})
    alone = town.node(east + 0.004, south + 0.004)
    line(alone, 0.005, {"highway": "unclassified", "name": "孤岛路"})
    ring = [town.node(east + 0.003 + 0.0002 * math.cos(at), south + 0.003 + 0.0002 * math.sin(at)) for at in range(6)]
    town.way([*ring, ring[0]], {"highway": "tertiary", "junction": "roundabout"})
    town.way([corner, ring[0]], {"highway": "construction", "construction": "primary", "name": "未通路"})
    town.way([corner, ring[3]], {"highway": "footway", "name": "滨河步道"})


def _names(town: Town) -> None:
    side = town.blocks * STEP
    town.node(WEST + side * 0.5, SOUTH + side * 0.5, place="town", name="青石镇", **{"name:en": "Qingshi"})
    for number, (x, y) in enumerate(((0.2, 0.2), (0.8, 0.2), (0.2, 0.8))):
        town.node(WEST + side * x, SOUTH + side * y, place="village", name=("安乐村", "重阳村", "长坝村")[number])
    spots = (
        ("amenity", "school", "青石中心小学"), ("amenity", "hospital", "青石镇卫生院"), ("amenity", "fuel", "青石加油站"),
        ("amenity", "police", "青石派出所"), ("shop", "supermarket", "惠民超市"), ("amenity", "fire_station", ""),
    )
    for number, (key, value, name) in enumerate(spots):
        tags = {key: value, **({"name": name} if name else {})}
        town.node(WEST + side * (0.21 + number * 0.03), SOUTH + side * 0.22, **tags)
    town.node(WEST + side * 0.4, SOUTH + side * 0.4, military="barracks", name="某营区", amenity="hospital")
    camp = {"landuse": "military", "name": "训练场"}
    town.box(WEST + side * 0.4, SOUTH + side * 0.41, WEST + side * 0.45, SOUTH + side * 0.45, camp)
    ring = [town.node(WEST + side * x, SOUTH + side * y) for x, y in ((0, 0), (0.5, 0), (0.5, 0.5), (0, 0.5))]
    halves = [town.way(ring[:3], {}), town.way([*ring[2:], ring[0]], {})]
    town.relation(
        [("w", one, "outer") for one in halves],
        {"type": "boundary", "boundary": "administrative", "admin_level": "10", "name": "安乐村"},
    )
