"""Which network a desk drives on, and the speeds it drives at."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from app.catalog.locations import program_files
from app.domain.dispatching.travel import Measure, Start
from app.kernel.errors import BadFile
from app.map.roads.lazy import guide_for
from app.map.roads.network import save_network
from app.map.roads.speeds import read_speeds
from app.map.roads.store import RoadStore, demo_network
from tests.map.roads.road_world import at, network

FILES = program_files()
SPEEDS = FILES.resources / "catalog" / "road_speeds.yaml"


def test_the_newest_network_is_taken_unless_one_is_chosen(tmp_path: Path) -> None:
    chosen = ""
    store = RoadStore(tmp_path, SPEEDS, chosen=lambda: chosen, demo=FILES.demo)
    for age, name in enumerate(("new", "old")):
        save_network(network([(age, 0), (age, 1)], [(0, 1)]), tmp_path / f"{name}.npz")
        os.utime(tmp_path / f"{name}.npz", ns=(10**18 - age, 10**18 - age))
    assert store.names() == ("new", "old")
    first = store.router()
    assert first is not None and first is store.router(), "read once"
    assert first.trips([Start(at(0, 0))], [at(0, 1)], ())[0][0].measure is Measure.ROAD
    chosen = "old"
    assert store.router() is not first
    chosen = "gone"
    again = store.router()
    assert again is not None and again.trips([Start(at(0, 0))], [at(0, 1)], ())[0][0].measure is Measure.ROAD


def test_without_a_network_there_is_none_and_the_demo_has_its_own(tmp_path: Path) -> None:
    assert RoadStore(tmp_path / "none", SPEEDS).router() is None
    demo = RoadStore(tmp_path / "none", SPEEDS, demo=FILES.demo).router()
    assert demo is not None
    of = demo_network(FILES.demo / "roads_graph.json")
    assert of.arcs == 2 * 913 and "青枫线" in of.names


def test_a_broken_network_is_named_each_time_and_mended_by_another(tmp_path: Path) -> None:
    broken = tmp_path / "roads.npz"
    broken.write_bytes(b"PK nonsense")
    guide = guide_for(tmp_path, SPEEDS, chosen=str, demo=None, unit_kinds=tuple)
    assert guide.roads is not None
    for _ in range(2):
        with pytest.raises(BadFile) as bad:
            guide.roads.router()
        assert bad.value.problems[0].code == "road_file_broken"
    save_network(network([(0, 0), (1, 0)], [(0, 1)]), broken)
    assert guide.roads.router() is not None
    assert guide.roads.names() == ("roads",)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("trunk: 70", "trunk: 700", "speed_out_of_bounds"),
        ("trunk: 70, ", "", "speed_road_missing"),
        ("trunk: 70", "trunk: 70, highway: 3", "speed_unknown_road"),
        ("F-POL", "F-POLL", "speed_unknown_unit_kind"),
        ("F-MFS", "F-POL", "speed_kind_twice"),
        ("id: car", "id: cart", "speed_default_missing"),
        ("status: suggested", "status: statutory", "statutory_unverified"),
        ("off_road_kmh: 5", "off_road_kmh: 0", "speed_out_of_bounds"),
        ("id: foot", "id: car", "duplicate_id"),
    ],
)
def test_what_is_wrong_with_speeds_is_said(tmp_path: Path, old: str, new: str, code: str) -> None:
    path = tmp_path / "speeds.yaml"
    path.write_text(SPEEDS.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(BadFile) as bad:
        read_speeds(path, ("F-POL", "F-MFS", "F-TRF", "F-FIRE", "F-JPT", "F-MED", "F-MIL", "F-ERT", "F-FOR", "F-VOL", "F-PWR",
                           "F-WTR", "F-GAS", "F-TEL", "F-RDM", "F-GRD", "F-VRT"))  # fmt: skip
    assert code in {one.code for one in bad.value.problems}
    assert all(one.line for one in bad.value.problems if one.field)


def test_every_kind_of_unit_of_the_catalogue_has_a_speed() -> None:
    from app.catalog.kinds import read_unit_kinds

    kinds = read_unit_kinds(FILES.resources / "catalog")
    table = read_speeds(SPEEDS, kinds)
    named = {kind for profile in table.profiles.values() for kind in profile.unit_kinds}
    assert named == set(kinds)
    assert table.of("foot").id == "foot" and table.of("X-NEW").id == "car"
