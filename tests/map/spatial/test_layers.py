"""From a file to a layer: mending that is said, places outside, keeping, publishing, writing out, and the desk's records."""

from __future__ import annotations

import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from shapely.geometry import Point as Spot
from shapely.geometry import mapping, shape

from app.domain.resource.model import Facility, FacilityCategory
from app.kernel.errors import BadFile, Fault, Refusal
from app.kernel.geo import Point, Region
from app.kernel.text import Text
from app.map.features import decode_features
from app.map.grids import read_grids
from app.map.spatial import publish, records
from app.map.spatial.frames import frame_of
from app.map.spatial.importing import LayerWish, make_layer
from app.map.spatial.model import Layer, LayerKind, Pattern
from app.map.spatial.placing import crossings, place_data
from app.map.spatial.store import LayerStore
from app.map.spatial.writers import write_layer
from tests.map.spatial import files

AT = datetime(2026, 3, 10, 4, 0, tzinfo=UTC)
REGION = Region(29.5, 109.5, 30.5, 110.5)


def frame(name: str) -> Any:
    found = frame_of(name)
    assert found is not None
    return found


def layer_of(path: Path, name: str = "CGCS2000", **wish: Any) -> Layer:
    reading = files.read(path)
    data = reading.tables[0]
    placed = place_data(data, frame(name), files.QUIET, file=reading.file, region=REGION, repair=True)
    return make_layer(reading, data, placed, LayerWish(frame=name, **wish), at=AT, by="值班员")


def crossed(path: Path) -> Path:
    return files.geojson(path, (*files.THINGS, (files.CROSSED, "自交", 1)))


def test_crossing_outlines_are_listed_and_only_mended_when_asked(tmp_path: Path) -> None:
    data = files.table(crossed(tmp_path / "a.geojson"))
    found = crossings(data, "a.geojson", files.QUIET)
    assert [(one.line, one.code) for one in found] == [(4, "layer_crosses_itself")] and found[0].facts["where"] == "110.05 30.05"
    plain = place_data(data, frame("wgs84"), files.QUIET, file="a.geojson")
    assert [one.number for one in plain.features] == [1, 2, 3] and [one.line for one in plain.left_out] == [4]
    mended = place_data(data, frame("wgs84"), files.QUIET, file="a.geojson", repair=True)
    assert mended.repaired == (4,) and not mended.left_out
    parts = [shape({"type": "Polygon", "coordinates": one.coordinates}) for one in mended.features[3].shapes]
    assert len(parts) == 2 and all(one.is_valid for one in parts)
    assert sum(one.area for one in parts) == pytest.approx(0.005)


def test_places_outside_are_counted_and_swapped_axes_noticed(tmp_path: Path) -> None:
    things = ((Spot(110.1, 30.1), "里", 1), (Spot(120.0, 36.0), "外", 1), (Spot(30.2, 80.0), "反", 1))
    data = files.table(files.geojson(tmp_path / "a.geojson", things))
    placed = place_data(data, frame("wgs84"), files.QUIET, file="a", region=REGION)
    assert placed.outside == (2, 3) and placed.swapped_fit == 0
    turned = ((Spot(30.2, 89.0), "反", 1),)
    data = files.table(files.geojson(tmp_path / "b.geojson", turned))
    tibet = Region(88.0, 29.0, 89.9, 31.0)
    assert place_data(data, frame("wgs84"), files.QUIET, file="a", region=tibet).swapped_fit == 0
    swapped = place_data(data, frame("wgs84"), files.QUIET, file="a", region=Region(30.0, 88.0, 31.0, 89.9))
    assert swapped.outside == (1,) and swapped.swapped_fit == 1


def test_what_no_system_can_hold_is_left_out_and_nothing_left_is_a_bad_file(tmp_path: Path) -> None:
    data = files.table(files.geojson(tmp_path / "a.geojson", ((Spot(37_500_000.0, 3_320_000.0), "米", 1),)))
    with pytest.raises(BadFile) as no:
        place_data(data, frame("wgs84"), files.QUIET, file="a.geojson")
    assert [(one.code, one.line) for one in no.value.problems] == [("layer_not_on_earth", 1)]
    assert place_data(data, frame("4525"), files.QUIET, file="a.geojson").features[0].shapes[0].coordinates[0] == pytest.approx(111)


def test_a_layer_says_where_it_comes_from(tmp_path: Path) -> None:
    info = layer_of(crossed(tmp_path / "a.geojson"), title="村界", kind=LayerKind.BOUNDARY, review_number="审图号 X(2026)1").info
    assert (info.title, info.frame, info.imported_by, info.imported_at) == ("村界", "CGCS2000", "值班员", AT)
    assert (info.features, info.points, info.lines, info.areas) == (4, 1, 1, 3)
    assert info.pattern is Pattern.DASHED and info.name_column == "名称" and len(info.sha256) == 64
    assert "layer_was_mended" in {one.code for one in info.notes}


def test_kept_changed_removed_and_never_lost(tmp_path: Path) -> None:
    store = LayerStore(tmp_path / "layers")
    assert store.infos() == ((), ())
    one = layer_of(files.geojson(tmp_path / "a.geojson"), title="一")
    two = layer_of(files.csv(tmp_path / "b.csv"), title="二")
    store.save(one)
    store.save(two)
    assert store.load(one.info.id) == one
    assert {info.title for info in store.infos()[0]} == {"一", "二"}
    assert store.change(one.info.id, title="甲", order=5, on=False).title == "甲"
    assert [info.title for info in store.infos()[0]] == ["二", "甲"]
    assert store.find("甲").id == one.info.id and store.load(one.info.id).features == one.features
    aside = store.remove(two.info.id)
    assert aside.is_file() and [info.id for info in store.infos()[0]] == [one.info.id]
    for wrong in (two.info.id, "../../etc/passwd", "own_zz"):
        with pytest.raises(Refusal):
            store.load(wrong)
    with pytest.raises(Refusal):
        store.remove(two.info.id)


def test_damaged_and_newer_files_are_named_and_stay(tmp_path: Path) -> None:
    store = LayerStore(tmp_path / "layers")
    store.save(layer_of(files.geojson(tmp_path / "a.geojson")))
    (store.folder / "own_aaaaaaaaaaaa.json").write_bytes(b'{"format":1,"layer":{"inf')
    (store.folder / "own_bbbbbbbbbbbb.json").write_bytes(b'{"format":99}')
    infos, problems = store.infos()
    assert len(infos) == 1 and [one.code for one in problems] == ["layer_stored_broken", "layer_stored_newer"]
    assert (store.folder / "own_aaaaaaaaaaaa.json").is_file()


def test_a_disk_that_refuses_leaves_the_old_layer(tmp_path: Path) -> None:
    store = LayerStore(tmp_path / "layers")
    one = layer_of(files.geojson(tmp_path / "a.geojson"))
    store.save(one)
    (tmp_path / "file").write_text("x")
    with pytest.raises(Fault) as no:
        LayerStore(tmp_path / "file").save(one)
    assert no.value.code == "layer_not_saved" and store.load(one.info.id) == one


def test_the_page_gets_marks_with_a_look(tmp_path: Path) -> None:
    made = layer_of(crossed(tmp_path / "a.geojson"), title="<b>村</b>", attribution="县自然资源局")
    payload = publish.payload(made)
    look = json.loads(payload)["layer"]
    assert (look["title"], look["source"], look.get("pattern", "solid")) == ("<b>村</b>", "县自然资源局", "solid")
    marks = decode_features(payload)
    assert [one.id for one in marks] == ["1", "2", "3", "4.0", "4.1"]
    assert marks[0].title == "青石小学" and marks[0].detail == ("人数: 320",) and marks[0].label == "青石小学"
    assert marks[4].label == ""
    assert json.loads(publish.gone())["layer"]["gone"] is True


@pytest.mark.parametrize("ending", [".geojson", ".kml", ".zip"])
@pytest.mark.parametrize("name", ["CGCS2000", "GCJ-02", "BD-09", "EPSG:4546", "EPSG:4525"])
def test_out_and_in_again_is_the_same_place(ending: str, name: str, tmp_path: Path) -> None:
    made = layer_of(files.geojson(tmp_path / "a.geojson"))
    path = tmp_path / f"out{ending}"
    assert write_layer(path, made, frame(name), files.QUIET) == 3
    reading = files.read(path)
    if ending != ".kml":
        assert {data.frame_hint for data in reading.tables} <= {name, ""}
        assert name in ("GCJ-02", "BD-09") or {data.frame_hint for data in reading.tables} == {name}
    back = [
        feature for data in reading.tables
        for feature in place_data(data, frame(name), files.QUIET, file="x").features
    ]
    before = {type(one.shapes[0]): one.shapes[0] for one in made.features}
    for feature in back:
        was, now = before[type(feature.shapes[0])], feature.shapes[0]
        if type(was).__name__ == "PointGeometry":
            assert now.coordinates == pytest.approx(was.coordinates, abs=1e-7)
        else:
            flat = shape({"type": was.__struct_config__.tag, "coordinates": was.coordinates})
            other = shape({"type": now.__struct_config__.tag, "coordinates": now.coordinates})
            assert flat.hausdorff_distance(other) < 1e-6
    assert {str(value) for feature in back for value in feature.values} >= {"青石小学", "河街社区"}


def test_shapefiles_out_carry_utf8_short_names_and_the_system(tmp_path: Path) -> None:
    path = tmp_path / "out.zip"
    write_layer(path, layer_of(files.geojson(tmp_path / "a.geojson")), frame("gcj02"), files.QUIET)
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
        assert {"points.shp", "lines.shp", "areas.shp", "areas.cpg", "fields.csv", "frame.txt"} <= names
        assert "areas.prj" not in names and archive.read("frame.txt").decode().startswith("GCJ-02")


def test_hostile_texts_leave_as_texts(tmp_path: Path) -> None:
    things = ((Spot(110.1, 30.1), "<script>&\x01=1+1", 1),)
    path = tmp_path / "out.kml"
    write_layer(path, layer_of(files.geojson(tmp_path / "a.geojson", things)), frame("wgs84"), files.QUIET)
    assert "<script>" not in path.read_text(encoding="utf-8")
    assert files.table(path).features[0].values[0] == "<script>&\ufffd=1+1"


def test_writing_fails_whole(tmp_path: Path) -> None:
    made = layer_of(files.geojson(tmp_path / "a.geojson"))
    with pytest.raises(Fault):
        write_layer(tmp_path / "no" / "out.kml", made, frame("wgs84"), files.QUIET)
    with pytest.raises(ValueError, match="unknown format"):
        write_layer(tmp_path / "out.dwg", made, frame("wgs84"), files.QUIET)
    assert {one.name for one in tmp_path.iterdir()} == {"a.geojson"}


# the desk's records


def wish_of(made: Layer, **more: str) -> records.RecordWish:
    columns = records.guess_columns(made, made.info.name_column) | more
    return records.RecordWish(category=FacilityCategory.FACILITY, kind="school", columns=columns)


def test_columns_are_guessed_and_places_keep_their_ids(tmp_path: Path) -> None:
    made = layer_of(files.geojson(tmp_path / "a.geojson"))
    wish = wish_of(made)
    assert wish.columns == {"name": "名称", "people": "人数"}
    first = records.compare(made, wish, {})
    assert [one.standing for one in first] == ["new"] * 3
    assert first[0].facility.people == 320 and first[0].facility.name == Text("青石小学")
    assert first[0].facility.point == Point(30.05, 110.05)
    known = {one.facility.id: one.facility for one in first}
    again = records.compare(made, wish, known)
    assert {one.facility.id for one in again} == set(known) and {one.standing for one in again} == {"same"}
    moved = files.geojson(tmp_path / "b.geojson", ((Spot(110.06, 30.05), "青石小学", 321), *files.THINGS[1:]))
    later = records.compare(layer_of(moved), wish, known)
    assert [one.standing for one in later] == ["changed", "same", "same"] and set(later[0].fields) == {"point", "people"}


def test_a_place_of_the_same_name_is_changed_and_keeps_what_the_file_does_not_say(tmp_path: Path) -> None:
    name = Text("青石小学", "Qingshi School")
    there = Facility("f7", FacilityCategory.FACILITY, "school", name, Point(30.0, 110.0), phone="000-1")
    made = layer_of(files.geojson(tmp_path / "a.geojson"))
    one = records.compare(made, wish_of(made), {"f7": there})[0]
    assert one.standing == "changed" and one.facility.id == "f7"
    assert (one.facility.phone, one.facility.name.en, one.facility.people) == ("000-1", "Qingshi School", 320)
    twice = {"f7": there, "f8": msgspec.structs.replace(there, id="f8")}
    assert records.compare(made, wish_of(made), twice)[0].standing == "new", "which of the two is not ours to guess"


def test_same_names_in_one_file_are_two_places(tmp_path: Path) -> None:
    things = ((Spot(110.1, 30.1), "水塘", 0), (Spot(110.2, 30.2), "水塘", 0))
    made = layer_of(files.geojson(tmp_path / "a.geojson", things))
    assert len({one.facility.id for one in records.compare(made, wish_of(made), {})}) == 2


def test_wrong_figures_and_missing_names_are_all_named(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("名称,经度,纬度,人数,户数\n甲,110.1,30.1,约十人,3户\n,110.2,30.2,5,1\n丙,110.3,30.3,-2,1\n", encoding="utf-8")
    made = layer_of(path)
    with pytest.raises(BadFile) as no:
        records.compare(made, wish_of(made), {})
    assert [(one.line, one.code) for one in no.value.problems] == [
        (2, "layer_record_not_whole"), (3, "layer_record_no_name"), (4, "layer_record_not_whole"),
    ]


def test_an_area_becomes_a_point_inside_it(tmp_path: Path) -> None:
    lon, lat = records.point_of(layer_of(files.geojson(tmp_path / "a.geojson")).features[2].shapes)
    assert files.SQUARE.contains(Spot(lon, lat))


def test_cameras_and_gauges_come_in_with_direction_and_address(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    text = "名称,类型,朝向,视频地址,经度,纬度\n桥头,摄像头,东南,rtsp://192.0.2.1/a,110.1,30.1\n坝顶,球机,271.5°,,110.2,30.2\n"
    path.write_text(text + "上坪,雨量站,,http://192.0.2.2/,110.3,30.3\n", encoding="utf-8")
    made = layer_of(path)
    found = [one.facility for one in records.compare(made, wish_of(made), {})]
    assert [(one.kind, one.bearing_deg, one.stream) for one in found] == [
        ("camera", 135.0, "rtsp://192.0.2.1/a"), ("camera", 271.5, ""), ("rain_gauge", None, "http://192.0.2.2/"),
    ]
    path.write_text(text + "上坪,雨量站,往上,,110.3,30.3\n丁,监控,361,,110.3,30.3\n", encoding="utf-8")
    made = layer_of(path)
    with pytest.raises(BadFile) as no:
        records.compare(made, wish_of(made), {})
    assert [(one.line, one.field, one.code) for one in no.value.problems] == [
        (4, "朝向", "layer_record_no_bearing"), (5, "朝向", "layer_record_no_bearing"),
    ]


def test_an_imported_layer_of_grids_is_the_grids_of_the_desk(tmp_path: Path) -> None:
    path = tmp_path / "a.geojson"
    known = {"网格名称": "一网格", "网格员": "郑某", "手机": "000-1", "网格编码": "999901001001", "户数": "120户", "人数": 300}
    square = {"type": "Feature", "geometry": mapping(files.SQUARE), "properties": known}
    path.write_bytes(msgspec.json.encode({"type": "FeatureCollection", "features": [square]}))
    store = LayerStore(tmp_path / "layers")
    plain, made = layer_of(path), layer_of(path, kind=LayerKind.GRID)
    store.save(plain)
    assert read_grids(None, store.folder) == ()
    store.save(made)
    (one,) = read_grids(None, store.folder)
    assert (one.name, one.worker, one.phone, one.number, one.households, one.people, one.shown) == (
        "一网格", "郑某", "000-1", "999901001001", 120, 300, True,
    )
    assert shape({"type": "Polygon", "coordinates": one.parts[0]}).equals(files.SQUARE)
    own = tmp_path / "grids.geojson"
    own.write_bytes(path.read_bytes())
    assert len(read_grids(own)) == 1 and read_grids(own, store.folder) == (one,), "no ground is counted twice"
    store.change(made.info.id, on=False)
    assert [one.shown for one in read_grids(None, store.folder)] == [False]
    store.remove(made.info.id)
    assert read_grids(None, store.folder) == ()
