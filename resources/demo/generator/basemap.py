"""The base map as GeoJSON features, and the road graph."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

from resources.demo.generator import geometry as g
from resources.demo.generator import places, terrain
from resources.demo.generator.geometry import XY
from resources.demo.generator.land import Land
from resources.demo.generator.sites import SITES

Feature = dict[str, Any]
_DAM_CREST: tuple[XY, ...] = ((12_195, 9_165), (12_250, 9_085), (12_330, 8_985), (12_420, 8_885))


def ring_of(points: Sequence[XY]) -> list[list[float]]:
    """A closed ring of lon, lat, wound anticlockwise, without repeated points."""
    ordered = list(points) if g.area(points) > 0 else list(points)[::-1]
    ring = [list(g.to_lonlat(p)) for p in ordered]
    ring = [p for i, p in enumerate(ring) if p != ring[i - 1]]
    return [*ring, ring[0]]


def polygon(properties: Feature, outer: Sequence[XY], holes: Sequence[Sequence[XY]] = ()) -> Feature:
    """A polygon feature; holes are wound clockwise."""
    rings = [ring_of(outer), *(ring_of(hole)[::-1] for hole in holes)]
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": "Polygon", "coordinates": rings},
    }


def _line(properties: Feature, line: Sequence[XY]) -> Feature:
    points = [list(g.to_lonlat(p)) for p in line]
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": "LineString", "coordinates": points},
    }


def water(land: Land) -> list[Feature]:
    """The rivers as bands, the reservoir and the crest of its dam."""
    bands = [polygon({"id": r.id, "name": r.name, "name_en": r.name_en, "kind": "river"}, r.ring) for r in land.terrain.rivers]
    name = {"id": "w04", "name": "龙坑水库", "name_en": "Longkeng Reservoir", "kind": "reservoir"}
    crest = g.band(_DAM_CREST, [9.0] * len(_DAM_CREST))
    dam = {"id": "w05", "name": "龙坑水库大坝", "name_en": "Longkeng Dam", "kind": "dam"}
    return [*bands, polygon(name, land.terrain.reservoir), polygon(dam, crest)]


def landuse(land: Land) -> list[Feature]:
    """Forest, fields, built-up ground and hill contours (``elev`` in metres), to be drawn in this order."""
    height = land.terrain.height
    features = [_area("farmland", i, ring) for i, ring in enumerate(_fields(land), 1)]
    for level, kind in (
        (88.0, "forest"),
        (90.0, "contour"),
        (130.0, "contour"),
        (180.0, "contour"),
        (240.0, "contour"),
    ):
        rings = [g.simplify(g.chaikin(r, 2, closed=True), 9) for r in terrain.rings_above(height, level)]
        hollows = [r for r in rings if g.area(r) < -30_000]
        for i, outer in enumerate((r for r in rings if g.area(r) > 40_000), 1):
            holes = [hole for hole in hollows if g.inside(hole[0], outer)]
            name = {"id": f"{kind}-{level:.0f}-{i}", "kind": kind, "elev": level}
            features.append(polygon(name, outer, holes))
    for group in land.groups:
        reach = 150 if group.site.number != 1 else 230
        near = [p for _, ring in land.houses for p in ring[:1] if g.distance(p, group.at) < 2 * reach]
        features.append(polygon({"id": f"built-{group.id}", "kind": "built_up"}, _hull(near)))
    return features


def _area(kind: str, number: int, ring: Sequence[XY]) -> Feature:
    return polygon({"id": f"{kind}-{number}", "kind": kind}, ring)


def _fields(land: Land) -> list[list[XY]]:
    """Fields: flat ground within reach of a village or a river, by threshold of both."""
    t = land.terrain
    reach = t.river_distance / 900
    for r in range(t.height.shape[0]):
        for c in range(t.height.shape[1]):
            at = (c * terrain.CELL_M, r * terrain.CELL_M)
            reach[r, c] = min(reach[r, c], min(g.distance(at, group.at) for group in land.groups) / 620)
    score = 1.25 - reach - (t.height - 18) / 110
    rings = [g.simplify(g.chaikin(r, 2, closed=True), 9) for r in terrain.rings_above(score, 0.0)]
    return [ring for ring in rings if g.area(ring) > 60_000]


def _hull(points: Sequence[XY]) -> list[XY]:
    """The convex outline of the houses, grown by about 20 m."""
    ordered = sorted(set(points))

    def half(run: Sequence[XY]) -> list[XY]:
        out: list[XY] = []
        for p in run:
            while len(out) > 1 and g.area((out[-2], out[-1], p)) <= 0:
                out.pop()
            out.append(p)
        return out[:-1]

    hull = half(ordered) + half(ordered[::-1])
    mx, my = sum(p[0] for p in hull) / len(hull), sum(p[1] for p in hull) / len(hull)
    grown = [(x + (x - mx) / g.distance((x, y), (mx, my)) * 22, y + (y - my) / g.distance((x, y), (mx, my)) * 22) for x, y in hull]
    return g.chaikin(grown, 2, closed=True)


def buildings(land: Land) -> list[Feature]:
    """Houses (``k`` house) and the buildings of facilities (``k`` their kind)."""
    return [polygon({"k": kind}, ring) for kind, ring in land.houses]


def roads(land: Land) -> tuple[list[Feature], dict[str, Any]]:
    """The drawn roads, cut at bridges, and the graph whose nodes are the points of those lines."""
    cuts: dict[int, list[tuple[float, float]]] = {}
    for piece, along, half, _, _ in places.bridge_crossings(land):
        cuts.setdefault(id(piece), []).append((along - half - 26, along + half + 26))
    features: list[Feature] = []
    count: dict[str, int] = {}
    index: dict[tuple[float, float], int] = {}
    nodes: list[list[float]] = []
    edges: list[list[Any]] = []

    def node(p: XY) -> int:
        lon, lat = g.to_lonlat(p)
        if (lat, lon) not in index:
            index[lat, lon] = len(nodes)
            nodes.append([lat, lon])
        return index[lat, lon]

    for piece in land.pieces:
        road = piece.road
        for part, is_bridge in _parts(piece.line, sorted(cuts.get(id(piece), []))):
            count[road.id] = count.get(road.id, 0) + 1
            properties = {
                "id": f"{road.id}-{count[road.id]}",
                "road_id": road.id,
                "name": road.name,
                "name_en": road.name_en,
            }
            features.append(_line({**properties, "class": road.road_class, "bridge": is_bridge}, part))
            for a, b in itertools.pairwise(part):
                edges.append([node(a), node(b), round(g.distance(g.swirl(a), g.swirl(b)), 1), road.road_class, road.id])
    return features, {"nodes": nodes, "edges": edges}


def _parts(line: Sequence[XY], cuts: list[tuple[float, float]]) -> list[tuple[list[XY], bool]]:
    total = g.length(line)
    marks = [0.0]
    for start, end in cuts:
        marks += [max(start, marks[-1]), min(end, total)]
    marks.append(total)
    spans = [(a, b, i % 2 == 1) for i, (a, b) in enumerate(itertools.pairwise(marks))]
    parts = [(g.cut_between(line, a, b), bridge) for a, b, bridge in spans if b - a > 0.5]
    if parts:
        # The two ends are graph nodes shared with other pieces: they must not move by rounding.
        parts[0][0][0], parts[-1][0][-1] = line[0], line[-1]
    return parts


def labels(land: Land, named: Sequence[dict[str, Any]]) -> list[Feature]:
    """Names with a rank: 1 the town, 2 water and villages, 3 facilities and hills, 4 house groups."""
    features = [_label("青石镇", "Qingshi Town", 1, "town", *g.to_lonlat(g.TOWN))]
    for site in SITES[1:]:
        features.append(_label(site.name, site.name_en, 2, "village", *g.to_lonlat(places.middle(site))))
    for river in land.terrain.rivers:
        middle = river.line[len(river.line) * 2 // 5]
        features.append(_label(river.name, river.name_en, 2, "water", *g.to_lonlat(middle)))
    for name, name_en, at in (
        ("云背岭", "Yunbei Ridge", (4_300, 10_600)),
        ("东山", "Dongshan", (15_000, 8_600)),
        ("南屏山", "Nanping Hills", (13_000, 1_000)),
    ):
        features.append(_label(name, name_en, 3, "hill", *g.to_lonlat(at)))
    for record in named:
        rank = 2 if record["kind"] == "reservoir" else 3
        features.append(_label(record["name"], record["name_en"], rank, record["kind"], record["lon"], record["lat"]))
    for group in land.groups:
        name_en = f"{group.site.name_en.split()[0]} Group {group.id[-1]}"
        features.append(_label(group.name, name_en, 4, "group", *g.to_lonlat(group.at)))
    return features


def _label(name: str, name_en: str, rank: int, kind: str, lon: float, lat: float) -> Feature:
    properties = {"name": name, "name_en": name_en, "rank": rank, "kind": kind}
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": "Point", "coordinates": [lon, lat]},
    }
