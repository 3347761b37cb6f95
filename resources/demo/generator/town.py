"""Joins everything and writes the files of the demo township."""

from __future__ import annotations

import heapq
import itertools
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from resources.demo.generator import basemap, crews, day, forces, land, output, places, watch
from resources.demo.generator import geometry as g
from resources.demo.generator.people import People
from resources.demo.generator.sites import SITES, TOWN_CODE

Record = dict[str, Any]

# Call sign, speed (km/h), places to pass in turn; the loop closes by itself.
_LOOPS: tuple[tuple[str, int, tuple[str, ...]], ...] = (
    ("青警02", 32, ("青石派出所", "青石农贸市场", "青石客运站", "青石中心学校")),
    ("青警03", 36, ("石塘村", "枫林村")),
    ("青警04", 36, ("油坊村", "大桥村")),
    ("交警02", 40, ("青石客运站", "下坪村", "石塘村")),
    ("联巡01", 18, ("青石派出所", "青石镇养老院", "河街社区", "青石农贸市场")),
    ("联巡02", 26, ("石塘村", "柿树村")),
    ("救援01", 34, ("青石镇人民政府", "松岭村", "白沙村")),
    ("林火01", 30, ("青石林业站", "云背村", "青石村")),
    ("林火02", 28, ("湖口村", "上坪村")),
    ("水利01", 30, ("青石水利站", "大桥村", "柳湾村", "梅坑村", "油坊村")),
    ("急救02", 42, ("青石镇卫生院", "大桥村", "油坊村")),
    ("通信01", 34, ("青石电信支局", "下坪村", "上坪村")),
    ("网格01", 12, ("河街社区", "青石农贸市场")),
    ("养护01", 30, ("青石加油站", "青石镇人民政府", "石塘村")),
)  # fmt: skip


def write(target: Path) -> None:
    """Write all data files into ``target`` (made if missing); the same bytes on every run."""
    (target / "basemap").mkdir(parents=True, exist_ok=True)
    people = People(land.SEED)
    duty = {"leader": people.name("王"), "officer": people.name("李")}
    town = land.make(places.buildings(), places.lanes())
    villages = _villages(town, people)
    facilities = places.facilities(people) + places.bridges(town, people)
    hazards, shelters = places.hazard_points(town, people), places.shelters(people)
    for record in (*facilities, *hazards, *shelters):
        record["village"] = _village_at(record, villages)
    materials = places.materials(people)
    features, graph = basemap.roads(town)
    road_ids = {f["properties"]["name"]: f["properties"]["road_id"] for f in features}
    positions = {r["name"]: {"lat": r["lat"], "lon": r["lon"]} for r in [*villages, *facilities, *hazards, *shelters]}
    watching = watch.points(positions)
    for record in watching:
        record["village"] = _village_at(record, villages)
    units = forces.units(people, positions, road_ids)
    contacts = forces.contacts(people, villages, duty)
    county_phone = next(c["phone"] for c in contacts if c["role"] == "county_duty_room")
    signs = {unit["call_sign"]: unit["id"] for unit in units}

    output.write_yaml(target / "township.yaml", _township(duty))
    output.write_yaml(target / "villages.yaml", {"villages": villages})
    output.write_yaml(target / "facilities.yaml", {"facilities": facilities})
    output.write_yaml(target / "hazard_points.yaml", {"hazard_points": hazards})
    output.write_yaml(target / "watch_points.yaml", {"watch_points": watching})
    output.write_yaml(target / "shelters.yaml", {"shelters": shelters})
    output.write_yaml(target / "resources.yaml", {"materials": materials})
    output.write_yaml(target / "units.yaml", {"units": units})
    output.write_yaml(target / "contacts.yaml", {"contacts": contacts})
    output.write_yaml(target / "gazetteer.yaml", {"places": _gazetteer(villages, facilities, hazards, shelters, features)})
    output.write_yaml(target / "day.yaml", {"steps": day.make(signs, people, county_phone)})
    output.write_geojson(target / "grids.geojson", _grids(town, people))

    network = _Network(graph)
    near = {r["id"]: network.nearest(r) for v in villages for r in (v, *v["groups"])}
    near |= {r["id"]: network.nearest(r) for r in facilities if r["kind"] != "reservoir"}
    output.write_json(target / "roads_graph.json", {**graph, "nearest_nodes": near})
    output.write_yaml(target / "patrols.yaml", {"patrols": _patrols(network, positions, signs)})
    output.write_yaml(
        target / "forces.yaml", crews.make(people, units, positions, lambda stops: network.through(positions, stops), signs)
    )

    base = target / "basemap"
    output.write_geojson(base / "water.geojson", basemap.water(town))
    output.write_geojson(base / "landuse.geojson", basemap.landuse(town))
    output.write_geojson(base / "roads.geojson", features)
    output.write_geojson(base / "buildings.geojson", basemap.buildings(town))
    outline = {"id": "boundary", "name": "青石镇", "name_en": "Qingshi Town", "code": TOWN_CODE}
    output.write_geojson(base / "boundary.geojson", [basemap.polygon(outline, town.outline)])
    output.write_geojson(base / "labels.geojson", basemap.labels(town, facilities))


def _township(duty: dict[str, str]) -> Record:
    lon, lat = g.to_lonlat(g.TOWN)
    return {
        "name": {"zh": "青石镇", "en": "Qingshi Town"},
        "tier": "township",
        "county": {"zh": "望洲县", "en": "Wangzhou County"},
        "code": TOWN_CODE,
        "superior": {"zh": "望洲县人民政府总值班室", "en": "Wangzhou County Government Duty Room"},
        "region": {"south": 18.5424, "west": 114.4203, "north": 18.6576, "east": 114.5797},
        "centre": {"lat": lat, "lon": lon},
        "duty": duty,
        "warning": {
            "type": "rainstorm",
            "level": "orange",
            "text": "暴雨橙色预警:预计未来 3 小时降雨量将达 50 毫米以上,注意防范山洪、地质灾害和城镇内涝。",
        },
        "base_date": "none: day.yaml counts minutes from the moment the demo is opened",
    }


def _villages(town: land.Land, people: People) -> list[Record]:
    records = []
    for site in SITES:
        groups = [group for group in town.groups if group.site == site]
        rows = [
            {
                "id": x.id,
                "name": x.name,
                "name_en": f"{site.name_en.split()[0]} Group {x.id[-1]}",
                **places.position(x.at),
                "households": x.households,
                "people": x.people,
            }
            for x in groups
        ]
        head = {
            "id": site.id,
            "name": site.name,
            "name_en": site.name_en,
            **places.position(places.middle(site)),
        }
        totals = {"households": sum(x.households for x in groups), "people": sum(x.people for x in groups)}
        records.append({**head, **totals, "leader": people.name(), "phone": people.phone("8808"), "groups": rows})
    return records


def _village_at(place: Record, villages: Sequence[Record]) -> str:
    """The name of the village whose house group is nearest to a place."""

    def far(group: Record) -> float:
        return math.hypot(group["lat"] - place["lat"], (group["lon"] - place["lon"]) * math.cos(math.radians(place["lat"])))

    return str(min(villages, key=lambda village: min(far(group) for group in village["groups"]))["name"])


def _grids(town: land.Land, people: People) -> list[Record]:
    features = []
    for grid in town.grids:
        names = {"code": grid.code, "name": grid.name, "village": grid.site.name, "village_id": grid.site.id}
        worker = {"worker": people.name(), "phone": people.phone("8810")}
        groups = [group.id for group in grid.groups]
        counts = {"households": grid.households, "people": grid.people, "groups": groups}
        features.append(basemap.polygon({**names, **worker, **counts}, grid.ring))
    return features


def _gazetteer(
    villages: Sequence[Record],
    facilities: Sequence[Record],
    hazards: Sequence[Record],
    shelters: Sequence[Record],
    roads: Sequence[Record],
) -> list[Record]:
    entries: list[Record] = []
    seen: set[str] = set()

    def add(name: str, lat: float, lon: float, kind: str, ref: str) -> None:
        if name not in seen:
            seen.add(name)
            entries.append({"name": name, "lat": lat, "lon": lon, "kind": kind, "ref": ref})

    lon, lat = g.to_lonlat(g.TOWN)
    add("青石镇", lat, lon, "town", "township")
    for village in villages:
        add(village["name"], village["lat"], village["lon"], "village", village["id"])
        for group in village["groups"]:
            add(group["name"], group["lat"], group["lon"], "group", group["id"])
    for kind, records in (("", facilities), ("hazard_point", hazards), ("shelter", shelters)):
        for r in records:
            add(r["name"], r["lat"], r["lon"], kind or r["kind"], r["id"])
    longest: dict[str, Record] = {}
    for f in roads:
        name = f["properties"]["name"]
        if name not in longest or len(f["geometry"]["coordinates"]) > len(longest[name]["geometry"]["coordinates"]):
            longest[name] = f
    for name, f in longest.items():
        points = f["geometry"]["coordinates"]
        lon, lat = points[len(points) // 2]
        add(name, lat, lon, "road", f["properties"]["road_id"])
    return entries


class _Network:
    """Shortest ways on the road graph."""

    def __init__(self, graph: dict[str, Any]) -> None:
        self._nodes = graph["nodes"]
        self._links: dict[int, list[tuple[int, float]]] = {}
        for a, b, metres, *_ in graph["edges"]:
            self._links.setdefault(a, []).append((b, metres))
            self._links.setdefault(b, []).append((a, metres))

    def nearest(self, place: Record) -> int:
        """The node nearest to a place with ``lat`` and ``lon``."""
        squeeze = math.cos(math.radians(g.CENTRE_LAT))
        return min(
            range(len(self._nodes)),
            key=lambda i: math.hypot(self._nodes[i][0] - place["lat"], (self._nodes[i][1] - place["lon"]) * squeeze),
        )

    def way(self, start: int, goal: int) -> list[int]:
        """Nodes of the shortest way, both ends included."""
        best, back = {start: 0.0}, {}
        heap = [(0.0, start)]
        while heap:
            run, at = heapq.heappop(heap)
            if at == goal:
                break
            for to, metres in self._links[at]:
                if run + metres < best.get(to, math.inf):
                    best[to] = run + metres
                    back[to] = at
                    heapq.heappush(heap, (run + metres, to))
        path = [goal]
        while path[-1] != start:
            path.append(back[path[-1]])
        return path[::-1]


    def through(self, positions: dict[str, Record], stops: Sequence[str]) -> list[tuple[float, float, str]]:
        """The road through some places as (lat, lon, name of the place or "")."""
        names = {self.nearest(positions[stop]): stop for stop in stops}
        nodes = [self.nearest(positions[stop]) for stop in stops]
        found = [nodes[0]]
        for a, b in itertools.pairwise(nodes):
            found += self.way(a, b)[1:]
        told: set[int] = set()
        rows = []
        for node in found:
            name = "" if node in told else names.get(node, "")
            told.add(node)
            rows.append((self._nodes[node][0], self._nodes[node][1], name))
        return rows


def _patrols(network: _Network, positions: dict[str, Record], signs: dict[str, str]) -> list[Record]:
    records = []
    for sign, speed, stops in _LOOPS:
        nodes = [network.nearest(positions[stop]) for stop in stops]
        loop: list[int] = []
        for a, b in zip(nodes, nodes[1:] + nodes[:1], strict=True):
            loop += network.way(a, b)[:-1]
        records.append({"unit": signs[sign], "call_sign": sign, "speed_kmh": speed, "nodes": loop})
    return records
