"""The committed demo township: reproducible, consistent, and nobody's real place."""

from __future__ import annotations

import itertools
import json
import math
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from pypinyin import Style, lazy_pinyin

from resources.demo import make_demo

DATA = Path(make_demo.__file__).resolve().parent / "data"
YAML_FILES = sorted(DATA.glob("*.yaml"))
JSON_FILES = sorted([*DATA.glob("*.json"), *DATA.rglob("*.geojson")])


def rows(name: str) -> Any:
    """The rows under the only list of a YAML file."""
    loaded = yaml.safe_load((DATA / f"{name}.yaml").read_text("utf-8"))
    return next(value for value in loaded.values() if isinstance(value, list))


def features(name: str) -> list[dict[str, Any]]:
    return json.loads((DATA / f"{name}.geojson").read_text("utf-8"))["features"]


@pytest.fixture(scope="module")
def graph() -> dict[str, Any]:
    return json.loads((DATA / "roads_graph.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def region() -> dict[str, float]:
    return yaml.safe_load((DATA / "township.yaml").read_text("utf-8"))["region"]


def test_the_script_writes_the_committed_bytes(tmp_path: Path) -> None:
    assert make_demo.main([str(tmp_path)]) == 0
    made = {p.relative_to(tmp_path): p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    kept = {p.relative_to(DATA): p.read_bytes() for p in DATA.rglob("*") if p.is_file()}
    assert made.keys() == kept.keys()
    assert [str(name) for name in kept if made[name] != kept[name]] == []


@pytest.mark.parametrize("path", [*YAML_FILES, *JSON_FILES], ids=lambda p: p.name)
def test_every_file_says_that_it_is_fictional(path: Path) -> None:
    text = path.read_text("utf-8")
    loaded = yaml.safe_load(text) if path.suffix == ".yaml" else json.loads(text)
    assert "虚构" in loaded["notice"]["zh"] and loaded["notice"]["en"].startswith("Fictional")


def test_phone_numbers_are_impossible() -> None:
    seen = 0
    for path in [*YAML_FILES, DATA / "grids.geojson"]:
        text = path.read_text("utf-8")
        for number in re.findall(r'"?(?:phone|number)"?: ?"([^"]*)"', text):
            assert re.fullmatch(r"000-88\d\d-\d{4}", number)
            seen += 1
        outside_numbers = re.sub(r"000-88\d\d-\d{4}|99990100\d+", "", text)
        assert not re.search(r"(?<![\d.])(?:1\d{10}|0\d{2,3}-?\d{7,8}|\d{3}-\d{4}-\d{4})(?!\d)", outside_numbers)
    assert seen > 200


def test_the_region_is_open_sea_where_gcj02_applies(region: dict[str, float]) -> None:
    # The nearest land to this rectangle (a reef of the Xisha group) is more than 200 km away.
    assert 18.4 < region["south"] < region["north"] < 18.8
    assert 114.2 < region["west"] < region["east"] < 114.8
    assert region["south"] > 0.83 and region["north"] < 55.83 and region["west"] > 72 and region["east"] < 137.8


def all_points() -> list[tuple[str, float, float]]:
    """Every coordinate of every file as (file, lat, lon)."""
    points: list[tuple[str, float, float]] = []

    def walk(name: str, value: Any) -> None:
        if isinstance(value, dict):
            if "lat" in value:
                points.append((name, value["lat"], value["lon"]))
            for item in value.values():
                walk(name, item)
        elif isinstance(value, list):
            for item in value:
                walk(name, item)

    def flatten(name: str, value: list[Any]) -> None:
        if isinstance(value[0], float):
            points.append((name, value[1], value[0]))
        else:
            for item in value:
                flatten(name, item)

    for path in YAML_FILES:
        walk(path.name, yaml.safe_load(path.read_text("utf-8")))
    for path in DATA.rglob("*.geojson"):
        for f in json.loads(path.read_text("utf-8"))["features"]:
            flatten(path.name, f["geometry"]["coordinates"])
    nodes = json.loads((DATA / "roads_graph.json").read_text("utf-8"))["nodes"]
    return points + [("roads_graph.json", lat, lon) for lat, lon in nodes]


def test_all_points_lie_in_the_region_with_six_decimals(region: dict[str, float]) -> None:
    points = all_points()
    assert len(points) > 10_000
    for name, lat, lon in points:
        assert region["south"] <= lat <= region["north"], (name, lat, lon)
        assert region["west"] <= lon <= region["east"], (name, lat, lon)
        assert round(lat, 6) == lat and round(lon, 6) == lon


def test_polygons_are_closed_and_the_base_map_is_small() -> None:
    for path in DATA.rglob("*.geojson"):
        for f in json.loads(path.read_text("utf-8"))["features"]:
            if f["geometry"]["type"] == "Polygon":
                for ring in f["geometry"]["coordinates"]:
                    assert ring[0] == ring[-1] and len(ring) >= 4
    assert (DATA / "basemap/buildings.geojson").stat().st_size < 600_000
    assert sum(p.stat().st_size for p in (DATA / "basemap").iterdir()) < 1_500_000


def test_ids_and_names_are_unique() -> None:
    ids: list[str] = []
    files = ("villages", "facilities", "watch_points", "hazard_points", "shelters", "resources", "units", "contacts")
    for name in files:
        ids += [row["id"] for row in rows(name)]
    ids += [group["id"] for village in rows("villages") for group in village["groups"]]
    assert [i for i, n in Counter(ids).items() if n > 1] == []
    villages = {village["name"] for village in rows("villages")}
    for name in ("facilities", "watch_points", "hazard_points", "shelters"):
        assert {row["village"] for row in rows(name)} <= villages and all(row["name_en"] for row in rows(name))
    for name, key in (("units", "call_sign"), ("units", "name"), ("gazetteer", "name"), ("villages", "name")):
        assert [v for v, n in Counter(row[key] for row in rows(name)).items() if n > 1] == []
    codes = [f["properties"]["code"] for f in features("grids")]
    assert len(set(codes)) == len(codes) and all(re.fullmatch(r"999901001\d{6}", code) for code in codes)


def test_the_town_has_what_a_town_has() -> None:
    assert 15 <= len(rows("villages")) <= 17
    assert all(3 <= len(v["groups"]) <= 6 for v in rows("villages"))
    for village in rows("villages"):
        assert village["people"] == sum(g["people"] for g in village["groups"])
    kinds = {f["kind"] for f in rows("facilities")}
    assert kinds >= {
        "school", "hospital", "police_station", "fire_station", "chemical_plant", "gas_station",
        "nursing_home", "market", "government", "waterworks", "substation", "dam", "bridge", "reservoir",
    }  # fmt: skip
    assert {h["kind"] for h in rows("hazard_points")} >= {
        "landslide",
        "collapse",
        "debris_flow",
        "flood_low",
        "dam",
        "hazmat",
    }
    assert len(rows("shelters")) >= 8 and 45 <= len(rows("units")) <= 60
    assert len({u["kind"] for u in rows("units")}) == 17
    assert 1_500 <= len(features("basemap/buildings")) <= 2_600


def test_everybody_is_in_one_grid() -> None:
    in_grids = Counter(group for f in features("grids") for group in f["properties"]["groups"])
    groups = {group["id"]: group["people"] for village in rows("villages") for group in village["groups"]}
    assert in_grids == Counter(groups.keys())
    assert sum(f["properties"]["people"] for f in features("grids")) == sum(groups.values())


def test_grids_tile_the_township() -> None:
    def area(ring: list[list[float]]) -> float:
        return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in itertools.pairwise(ring))) / 2

    whole = area(features("basemap/boundary")[0]["geometry"]["coordinates"][0])
    tiles = sum(area(f["geometry"]["coordinates"][0]) for f in features("grids"))
    assert tiles == pytest.approx(whole, rel=0.005)


def test_qingshi_village_is_found_by_its_initials() -> None:
    def initials(name: str) -> str:
        return "".join(lazy_pinyin(name, style=Style.FIRST_LETTER))

    names = [row["name"] for row in rows("gazetteer") if row["kind"] == "village"]
    assert [name for name in names if initials(name) == "qsc"] == ["青石村"]


def test_the_road_graph_is_connected(graph: dict[str, Any]) -> None:
    around: dict[int, list[int]] = {}
    for a, b, *_ in graph["edges"]:
        around.setdefault(a, []).append(b)
        around.setdefault(b, []).append(a)
    reached, todo = {0}, [0]
    while todo:
        for node in around[todo.pop()]:
            if node not in reached:
                reached.add(node)
                todo.append(node)
    assert len(reached) == len(graph["nodes"])


def test_edge_lengths_are_metres_on_the_ground(graph: dict[str, Any]) -> None:
    degree_m = math.pi / 180 * 6_371_008.8
    for a, b, metres, road_class, _ in graph["edges"]:
        (lat_a, lon_a), (lat_b, lon_b) = graph["nodes"][a], graph["nodes"][b]
        squeeze = math.cos(math.radians(lat_a))
        assert metres == pytest.approx(math.hypot(lat_b - lat_a, (lon_b - lon_a) * squeeze) * degree_m, abs=0.5)
        assert road_class in {"county", "town", "village"} and metres > 0


def test_places_stand_by_a_road(graph: dict[str, Any]) -> None:
    near = graph["nearest_nodes"]
    places = {r["id"]: r for r in [*rows("villages"), *rows("facilities")] if r.get("kind") != "reservoir"}
    places |= {group["id"]: group for village in rows("villages") for group in village["groups"]}
    assert near.keys() == places.keys()
    for id_, place in places.items():
        lat, lon = graph["nodes"][near[id_]]
        assert math.hypot(lat - place["lat"], lon - place["lon"]) * 111_195 < 330, place["name"]


def rings_crossed(line: list[list[float]], ring: list[list[float]]) -> int:
    def side(p: list[float], a: list[float], b: list[float]) -> float:
        return (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0])

    return sum(
        side(c, a, b) * side(d, a, b) < 0 and side(a, c, d) * side(b, c, d) < 0
        for a, b in itertools.pairwise(line)
        for c, d in itertools.pairwise(ring)
    )


def test_roads_cross_water_on_bridges_only() -> None:
    water = {f["properties"]["name"]: f["geometry"]["coordinates"][0] for f in features("basemap/water")}
    bridges = 0
    for road in features("basemap/roads"):
        line = road["geometry"]["coordinates"]
        assert rings_crossed(line, water["龙坑水库"]) == 0
        hits = sum(rings_crossed(line, water[name]) for name in ("青溪河", "柳溪", "龙坑水"))
        assert (hits > 0) == road["properties"]["bridge"], road["properties"]
        bridges += road["properties"]["bridge"]
    assert bridges == sum(f["kind"] == "bridge" for f in rows("facilities")) >= 4


def test_the_river_does_not_cross_itself() -> None:
    ring = next(f for f in features("basemap/water") if f["properties"]["name"] == "青溪河")["geometry"]["coordinates"][0]
    for i, part in enumerate(itertools.pairwise(ring)):
        assert rings_crossed(list(part), ring[i + 2 :]) == 0


def test_units_and_patrols_refer_to_what_exists(graph: dict[str, Any]) -> None:
    units = {u["id"]: u for u in rows("units")}
    roads = {f["properties"]["road_id"] for f in features("basemap/roads")}
    assert {edge[4] for edge in graph["edges"]} == roads
    joint = [u for u in units.values() if u["kind"] == "F-JPT"]
    assert joint
    for unit in joint:
        assert {units[m]["kind"] for m in unit["members"]} == {"F-POL", "F-GRD"} and set(unit["beat"]) <= roads
    steps = {frozenset(edge[:2]) for edge in graph["edges"]}
    assert len(rows("patrols")) >= 12
    for patrol in rows("patrols"):
        assert patrol["unit"] in units and 5 <= patrol["speed_kmh"] <= 60
        loop = patrol["nodes"]
        assert len(loop) > 3
        assert all(frozenset(pair) in steps for pair in itertools.pairwise([*loop, loop[0]]))


def test_the_gazetteer_refers_to_what_exists() -> None:
    known = {"township"} | {f["properties"]["road_id"] for f in features("basemap/roads")}
    for name in ("villages", "facilities", "hazard_points", "shelters"):
        known |= {row["id"] for row in rows(name)}
    known |= {group["id"] for village in rows("villages") for group in village["groups"]}
    assert {row["ref"] for row in rows("gazetteer")} <= known


NEXT_STATUS = {
    "dispatched": {"acknowledged"}, "acknowledged": {"en_route"}, "en_route": {"on_scene"},
    "on_scene": {"working", "returning"}, "working": {"returning"}, "returning": {"on_standby"},
}  # fmt: skip
PLANS = {"structure-fire", "forest-fire", "flood-typhoon", "road-traffic", "mass-incident", "food-poisoning"}


def test_the_demo_day_can_be_played() -> None:
    steps = rows("day")
    assert [s["at_min"] for s in steps] == sorted(s["at_min"] for s in steps) and steps[-1]["at_min"] < 0
    places, units = {row["name"] for row in rows("gazetteer")}, {u["id"] for u in rows("units")}
    status: dict[str, str] = {}
    incidents: dict[str, str] = {}
    for step in steps:
        if step["do"] == "open_incident":
            assert step["place"] in places and step["occurred_min"] <= step["aware_min"] == step["at_min"]
            incidents[step["ref"]] = "opened"
            continue
        if "incident" in step:
            assert incidents[step["incident"]] != "closed"
        if step["do"] == "dispatch":
            assert step["unit"] in units and status.get(step["unit"], "on_standby") == "on_standby"
            status[step["unit"]] = "dispatched"
        elif step["do"] == "unit_status":
            assert step["status"] in NEXT_STATUS[status[step["unit"]]], step
            status[step["unit"]] = step["status"]
        elif step["do"] == "activate":
            assert step["plan"] in PLANS and step["level"] in {"I", "II", "III", "IV"}
            incidents[step["incident"]] = "responding"
        elif step["do"] in {"terminate", "close"}:
            incidents[step["incident"]] = {"terminate": "terminated", "close": "closed"}[step["do"]]
    assert Counter(incidents.values()) == {"responding": 2, "terminated": 1, "closed": 1}


def test_bridges_that_the_day_names_exist() -> None:
    places = {row["name"] for row in rows("gazetteer")}
    told = set(re.findall(r"(?:青石|下坪|石塘|白沙|柳湾)大桥", (DATA / "day.yaml").read_text("utf-8")))
    assert told and told <= places


def test_no_unit_or_member_of_a_patrol_is_used_twice_at_once() -> None:
    members = {u["id"]: set(u["members"]) for u in rows("units") if "members" in u}
    dispatched = {step["unit"] for step in rows("day") if step["do"] == "dispatch"}
    for patrol in dispatched & members.keys():
        assert not members[patrol] & dispatched


def test_each_dispatched_unit_could_have_driven_there(graph: dict[str, Any]) -> None:
    spots = {row["name"]: row for row in rows("gazetteer")}
    units = {u["id"]: u for u in rows("units")}
    where = {s["ref"]: spots[s["place"]] for s in rows("day") if s["do"] == "open_incident"}
    bound, left = {}, {}
    for step in rows("day"):
        if step["do"] == "dispatch":
            bound[step["unit"]] = where[step["incident"]]
        elif step["do"] == "unit_status" and step["status"] == "en_route":
            left[step["unit"]] = step["at_min"]
        elif step["do"] == "unit_status" and step["status"] == "on_scene":
            unit, goal = units[step["unit"]], bound[step["unit"]]
            metres = math.hypot(unit["lat"] - goal["lat"], unit["lon"] - goal["lon"]) * 111_195
            assert metres / 1000 / ((step["at_min"] - left[step["unit"]]) / 60) < 50, (unit["name"], metres)
