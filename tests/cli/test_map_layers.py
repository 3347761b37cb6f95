"""``map import`` and ``map layers`` on the demonstration desk."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest
from shapely.affinity import translate
from shapely.geometry import Point as Spot

from app.cli.verbs import map_layers
from app.desk.jobs import Progress
from tests.cli.conftest import Command
from tests.map.spatial import files

EAST, SOUTH = 114.48 - 110.05, 18.6 - 30.05
"""From the test files' ground to the demonstration's."""

THINGS = tuple((translate(shape, EAST, SOUTH), name, people) for shape, name, people in files.THINGS)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return files.geojson(tmp_path / "校舍.geojson", THINGS[:1])


def test_a_layer_comes_in_is_listed_written_and_removed(desk: Command, file: Path, tmp_path: Path) -> None:
    said = desk("map", "import", file, "--crs", "cgcs2000", "--kind", "school", "--title", "学校", "--review-number", "X1")
    assert said.code == 0 and said.json["saved"] and (said.json["features"], said.json["points"]) == (1, 1)
    assert said.json["notes"] == [] and said.json["likely"][0]["crs"] == "CGCS2000"
    listed = desk("map", "layers").json
    assert [(one["title"], one["kind"], one["review_number"]) for one in listed] == [("学校", "school", "X1")]
    assert desk("map", "layers", "list").json == listed
    out = tmp_path / "out.geojson"
    assert desk("map", "layers", "export", "学校", out, "--crs", "gcj02").json == {
        "file": str(out), "features": 1, "crs": "GCJ-02",
    }
    back = desk("map", "import", out, "--crs", "gcj02", "--dry-run").json
    assert not back["saved"] and len(desk("map", "layers").json) == 1
    gone = desk("map", "layers", "remove", listed[0]["id"]).json
    assert Path(gone["kept"]).is_file() and desk("map", "layers").json == []
    assert desk("map", "layers", "remove", "学校").refused["refused"] == "layer_unknown"


def test_the_coordinate_system_is_never_taken_for_granted(desk: Command, cli: Command, data: Path, file: Path) -> None:
    said = desk("map", "import", file)
    assert (said.code, said.refused["refused"]) == (2, "layer_frame_needed")
    for name in ("CGCS2000", "GCJ-02", "BD-09"):
        assert name in said.refused["message"]
    assert desk("map", "import", file, "--crs", "mars").refused["refused"] == "layer_frame_unknown"
    assert desk("map", "layers").json == []
    shown = cli("map", "import", file, "--crs", "guess", "--data", data)
    assert shown.code == 0 and "国家2000" in shown.out
    assert cli("map", "layers", "--data", data).out.count("\n") == 1


def test_broken_files_end_with_every_problem_and_change_nothing(desk: Command, tmp_path: Path) -> None:
    lines = tmp_path / "a.ndjson"
    lines.write_text('{"type": "Feature", "geometry": null}\n{"type": oops\n{"type": oops\n')
    said = desk("map", "import", lines, "--crs", "wgs84")
    assert said.code == 1
    assert [(one["code"], one["line"]) for one in said.refused["problems"]] == [("layer_json", 2), ("layer_json", 3)]
    assert desk("map", "import", tmp_path / "none.shp", "--crs", "wgs84").refused["problems"][0]["code"] == "layer_missing"
    assert desk("map", "layers").json == []


def test_crossing_areas_need_a_decision(desk: Command, tmp_path: Path) -> None:
    crossed = (translate(files.CROSSED, EAST, SOUTH), "自交", 1)
    path = files.geojson(tmp_path / "a.geojson", (*THINGS, crossed))
    said = desk("map", "import", path, "--crs", "wgs84")
    assert (said.code, said.out) == (2, "") and "layer_crossings" in said.err and "自相交" in said.err
    mended = desk("map", "import", path, "--crs", "wgs84", "--repair", "--dry-run").json
    assert mended["features"] == 4 and "layer_was_mended" in {one["code"] for one in mended["notes"]}
    skipped = desk("map", "import", path, "--crs", "wgs84", "--skip", "--dry-run").json
    assert skipped["features"] == 3 and "layer_crosses_itself" in {one["code"] for one in skipped["notes"]}


def test_data_from_elsewhere_is_said_to_lie_outside(desk: Command, tmp_path: Path) -> None:
    path = files.geojson(tmp_path / "a.geojson", (*THINGS[:1], (Spot(116.0, 39.0), "外", 1)))
    notes = desk("map", "import", path, "--crs", "wgs84", "--dry-run").json["notes"]
    assert [(one["code"], one["row"]) for one in notes] == [("layer_outside_region", 2)]


def test_points_become_places_once(desk: Command, file: Path) -> None:
    options = ("--crs", "wgs84", "--as", "facility", "--place-kind", "school", "--by", "李国栋")
    tried = desk("map", "import", file, *options, "--dry-run").json
    assert (tried["new"], tried["saved"]) == (1, False) and tried["columns"] == {"name": "名称", "people": "人数"}
    done = desk("map", "import", file, *options).json
    assert done["saved"] and done["places"][0]["name"] == "青石小学"
    again = desk("map", "import", file, *options).json
    assert (again["new"], again["changed"], again["same"], again["saved"]) == (0, 0, 1, False)
    assert desk("map", "import", file, *options, "--column", "people=没有").refused["refused"] == "layer_column_unknown"


def test_a_file_with_several_tables_needs_a_choice(desk: Command, tmp_path: Path) -> None:
    path = files.gpkg(tmp_path / "a.gpkg", ("one", "two"))
    said = desk("map", "import", path, "--crs", "4490")
    assert said.refused["refused"] == "layer_table_unknown" and "two 表" in said.refused["message"]
    assert desk("map", "import", path, "--crs", "4490", "--table", "two 表").json["title"] == "two 表"
    wrong = desk("map", "import", path, "--crs", "4490", "--table", "two 表", "--name-field", "x")
    assert wrong.refused["refused"] == "layer_column_unknown"
    assert desk("map", "layers", "export", "two 表", tmp_path / "x.dwg").refused["refused"] == "layer_target_unknown"


def test_a_damaged_layer_is_named_by_the_list(desk: Command, data: Path, file: Path) -> None:
    assert desk("map", "import", file, "--crs", "wgs84").code == 0
    (data / "layers" / "own_aaaaaaaaaaaa.json").write_text("{")
    said = desk("map", "layers")
    assert said.code == 1 and len(said.json) == 1 and said.refused["problems"][0]["code"] == "layer_stored_broken"


def test_ctrl_c_stops_an_import_and_nothing_of_it_is_kept(
    desk: Command, data: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def long_one(_path: Path, progress: Progress, **_given: object) -> None:
        os.kill(os.getpid(), signal.SIGINT)
        for _ in range(10_000):
            progress.report(0.5)
            time.sleep(0.001)

    monkeypatch.setattr(map_layers, "read_file", long_one)
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # who is started in the background is deaf to it
    try:
        assert desk("map", "import", file, "--crs", "cgcs2000").code == 130
    finally:
        signal.signal(signal.SIGINT, before)
    assert not (data / "layers").exists()
