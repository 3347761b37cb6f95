"""A whole import of a made-up town: what comes out is read back with other libraries, and nothing is ever left half-done."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import msgspec
import numpy as np
import pytest
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import dijkstra

from app.catalog.gazetteer_file import read_gazetteer
from app.desk.jobs import Progress
from app.kernel.geo import Point, distance_m
from app.map.osm.order import ImportOrder, ImportResult
from app.map.osm.run import run_import
from app.map.roads.network import ROAD_KINDS, RoadNetwork, load_network
from tests.map.osm.picture import decoded
from tests.map.osm.town import SOUTH, STEP, WEST, build, region

BLOCKS = 10
QUIET = Progress(lambda share, words: None)


@pytest.fixture(scope="module")
def extract(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(BLOCKS).write(tmp_path_factory.mktemp("osm") / "town.osm.pbf")


def order_for(file: Path, data: Path, **changed: object) -> ImportOrder:
    order = ImportOrder(file=file, data_dir=data, region=region(BLOCKS), name="青石")
    return msgspec.structs.replace(order, **changed)


@pytest.fixture(scope="module")
def made(extract: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[ImportResult, Path]:
    data = tmp_path_factory.mktemp("data")
    return run_import(order_for(extract, data), QUIET), data


@pytest.fixture(scope="module")
def network(made: tuple[ImportResult, Path]) -> RoadNetwork:
    return load_network(made[1] / "roads" / "青石.npz")


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_three_files_and_nothing_else(made: tuple[ImportResult, Path]) -> None:
    result, data = made
    assert files(data) == ["gazetteer/青石.json", "maps/青石.mbtiles", "roads/青石.npz"]
    assert [one.name for one in data.iterdir() if one.name.startswith(".")] == []
    for part in (result.base, result.roads, result.places):
        assert part is not None
        assert Path(part.file).stat().st_size == part.bytes


# the base map


def test_the_metadata_say_what_the_map_is(made: tuple[ImportResult, Path]) -> None:
    base = sqlite3.connect(made[1] / "maps" / "青石.mbtiles")
    facts = dict(base.execute("SELECT name, value FROM metadata"))
    base.close()
    assert (facts["format"], facts["zhishou_schema"], facts["review_number"]) == ("pbf", "1", "")
    assert facts["attribution"] == "© OpenStreetMap contributors (ODbL)"
    assert (facts["minzoom"], facts["maxzoom"]) == ("8", "14")
    west, south, east, north = map(float, facts["bounds"].split(","))
    box = region(BLOCKS)
    assert west < box.west and south < box.south and east > box.east and north > box.north


def located(tiles: dict, layer: str, zoom: int) -> Iterator[tuple[dict, list[tuple[float, float]]]]:
    """Features of a layer with the outer points of their first part in degrees."""
    for (z, x, y), tile in tiles.items():
        if z != zoom or layer not in tile:
            continue
        side = 1 << z
        for feature in tile[layer]["features"]:
            flat = feature["geometry"]["coordinates"]
            while isinstance(flat[0], list | tuple) and isinstance(flat[0][0], list | tuple):
                flat = flat[0]
            points = flat if isinstance(flat[0], list | tuple) else [flat]
            yield feature, [
                (
                    (x + a / 4096) / side * 360 - 180,
                    float(np.degrees(np.arctan(np.sinh(np.pi * (1 - 2 * (y + b / 4096) / side))))),
                )
                for a, b in points
            ]


def test_the_tiles_hold_every_layer_where_it_belongs(made: tuple[ImportResult, Path]) -> None:
    tiles = decoded(made[1] / "maps" / "青石.mbtiles")
    assert {key[0] for key in tiles} == set(range(8, 15))
    found = {layer for tile in tiles.values() for layer in tile}
    assert found == {"landuse", "water", "waterway", "buildings", "boundary", "roads", "places", "pois"}
    town, points = next(
        (feature, points) for feature, points in located(tiles, "places", 14) if feature["properties"]["name"] == "青石镇"
    )
    assert town["properties"]["kind"] == "town"
    middle = Point(SOUTH + BLOCKS * STEP / 2, WEST + BLOCKS * STEP / 2)
    assert distance_m(middle, Point(points[0][1], points[0][0])) < 2


def test_every_house_is_drawn_once_at_the_last_zoom_and_not_before(made: tuple[ImportResult, Path]) -> None:
    result, data = made
    tiles = decoded(data / "maps" / "青石.mbtiles")
    first_corners = {
        (round(points[0][0], 5), round(points[0][1], 5)) for _, points in located(tiles, "buildings", 14)
    }
    assert result.base is not None
    assert len(first_corners) >= result.base.features["buildings"] == BLOCKS * BLOCKS // 2 * 6
    assert not list(located(tiles, "buildings", 13))


def test_the_lake_keeps_its_island(made: tuple[ImportResult, Path]) -> None:
    tiles = decoded(made[1] / "maps" / "青石.mbtiles")
    lakes = [feature for feature, _ in located(tiles, "water", 12)]
    assert {feature["properties"]["kind"] for feature in lakes} == {"reservoir"}
    assert any(len(feature["geometry"]["coordinates"]) == 2 for feature in lakes if feature["geometry"]["type"] == "Polygon")


def test_small_roads_come_with_the_zoom(made: tuple[ImportResult, Path]) -> None:
    tiles = decoded(made[1] / "maps" / "青石.mbtiles")
    kinds = {zoom: {feature["properties"]["kind"] for feature, _ in located(tiles, "roads", zoom)} for zoom in (9, 11, 14)}
    assert kinds[9] == {"motorway", "secondary"}
    assert kinds[11] == {"motorway", "secondary", "tertiary", "ferry"}
    assert kinds[14] <= set(ROAD_KINDS) and {"local", "track", "path", "service"} <= kinds[14]
    named = {feature["properties"].get("name"): feature["properties"] for feature, _ in located(tiles, "roads", 14)}
    assert named["东西5号路"]["ref"] == "X105"


def test_military_sites_are_nowhere(made: tuple[ImportResult, Path]) -> None:
    result, data = made
    assert result.military == 2
    names = str(decoded(data / "maps" / "青石.mbtiles")) + (data / "gazetteer" / "青石.json").read_text(encoding="utf-8")
    assert "营区" not in names and "训练场" not in names


# the road graph


def nearest(network: RoadNetwork, lat: float, lon: float) -> int:
    at = int(np.hypot(network.lat - lat, network.lon - lon).argmin())
    assert distance_m(Point(lat, lon), Point(float(network.lat[at]), float(network.lon[at]))) < 1
    return at


def along(network: RoadNetwork, start: tuple[float, float], end: tuple[float, float], *, walking: bool = False) -> float:
    """Metres by the shortest way that vehicles have."""
    arcs = np.flatnonzero(walking | (network.kind != ROAD_KINDS.index("path")))
    matrix = coo_matrix(
        (network.length_m[arcs], (network.tail[arcs], network.head[arcs])), shape=(network.nodes, network.nodes)
    ).tocsr()
    a, b = nearest(network, *start), nearest(network, *end)
    return float(dijkstra(matrix, indices=a)[b])


def place(east_deg: float, north_deg: float) -> tuple[float, float]:
    """East of the town's south-east corner, where the odd roads are."""
    return SOUTH + north_deg, WEST + BLOCKS * STEP + east_deg


def test_a_way_along_the_grid_is_as_long_as_its_streets(network: RoadNetwork) -> None:
    far = (SOUTH + BLOCKS * STEP, WEST + BLOCKS * STEP)
    straight = distance_m(Point(SOUTH, WEST), Point(SOUTH, far[1])) + distance_m(Point(SOUTH, far[1]), Point(*far))
    assert straight < along(network, (SOUTH, WEST), far) < straight * 1.06


@pytest.mark.parametrize(
    ("row", "out", "back"),
    [
        (0.0, True, False),      # a motorway is one-way without saying so
        (0.0004, False, True),   # oneway=-1
        (0.0008, False, False),  # a block in the middle
        (0.0012, True, True),    # a gate can be opened
        (0.0016, True, True),    # private: passable
        (0.002, True, True),     # the ferry
        (0.005, False, False),   # the island
    ],
)  # fmt: skip
def test_rules_of_the_road(network: RoadNetwork, row: float, out: bool, back: bool) -> None:
    corner, end = place(0, 0), place(0.002, row)
    assert bool(np.isfinite(along(network, corner, end))) is out
    assert bool(np.isfinite(along(network, end, corner))) is back


def kind_of(network: RoadNetwork, name: str) -> set[str]:
    return {ROAD_KINDS[kind] for kind in network.kind[network.names[network.name] == name]}


def test_names_kinds_and_what_is_no_road(network: RoadNetwork) -> None:
    assert kind_of(network, "厂区路") == {"service"}
    assert kind_of(network, "大门街") == {"local"}
    assert kind_of(network, "东西5号路（X105）") == {"secondary"}
    assert kind_of(network, "滨河步道") == {"path"}
    assert not kind_of(network, "未通路")
    roundabout = np.hypot(network.lat - place(0, 0.003)[0], network.lon - place(0.003, 0)[1]) < 0.0003
    on_it = roundabout[network.tail] & roundabout[network.head]
    assert int(on_it.sum()) == 6


def test_islands_are_counted_and_kept(made: tuple[ImportResult, Path], network: RoadNetwork) -> None:
    result, _ = made
    assert result.roads is not None
    # the piece behind the block, the island road, the roundabout that only a footpath and a building site lead to
    assert (result.roads.islands, result.roads.blocked, result.roads.restricted) == (3, 1, 1)
    assert result.roads.island_nodes == 2 + 3 + 6
    assert kind_of(network, "孤岛路") == {"local"}


# the gazetteer


def test_names_with_point_kind_and_village(made: tuple[ImportResult, Path]) -> None:
    rows = {row.zh: row for row in read_gazetteer(made[1] / "gazetteer" / "青石.json").places}
    assert (rows["青石镇"].category, rows["青石镇"].kind, rows["青石镇"].en) == ("settlement", "town", "Qingshi")
    assert (rows["青石中心小学"].category, rows["青石中心小学"].village) == ("facility", "安乐村")
    assert rows["东西5号路"].category == "road" and "X105" in rows["东西5号路"].aliases
    assert rows["长坝村"].village == ""
    assert (rows["重阳村"].initials, rows["重阳村"].pinyin) == (("cyc",), ("chong yang cun",))
