"""Every format with a real file: what is read, what is dropped and why, and what broken files are answered with."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from app.desk.jobs import Cancelled, Progress
from app.kernel.errors import BadFile
from app.map.features import LineGeometry, PointGeometry, PolygonGeometry
from app.map.spatial.limits import Limits
from app.map.spatial.model import ColumnKind
from app.map.spatial.reading import read_file
from tests.map.spatial import files

GOLDEN = Path(__file__).parents[2] / "golden" / "spatial"


def codes(no: pytest.ExceptionInfo[BadFile]) -> list[str]:
    return [one.code for one in no.value.problems]


def refuse(path: Path, encoding: str = "", limits: Limits | None = None) -> list[str]:
    with pytest.raises(BadFile) as no:
        read_file(path, files.QUIET, encoding=encoding, **({"limits": limits} if limits else {}))
    assert all(one.file == path.name for one in no.value.problems)
    return codes(no)


@pytest.mark.parametrize("name", files.MAKERS)
def test_what_is_read_of_each_format_is_what_was_read_before(name: str, tmp_path: Path) -> None:
    reading = files.read(files.MAKERS[name](tmp_path / name))
    found = msgspec.json.format(msgspec.json.encode(msgspec.structs.replace(reading, sha256="")), indent=1).decode()
    golden = GOLDEN / f"{name}.json"
    if not golden.exists():  # a golden is made by hand: delete it, run, read what is new
        golden.write_text(found + "\n", encoding="utf-8")
        pytest.fail(f"{golden.name} was not there; it has been written, read it")
    assert json.loads(found) == json.loads(golden.read_text(encoding="utf-8"))
    assert len(reading.sha256) == 64


def test_geojson_keeps_parts_order_and_kinds(tmp_path: Path) -> None:
    data = files.table(files.geojson(tmp_path / "a.geojson"))
    assert [type(one.shapes[0]) for one in data.features] == [PointGeometry, LineGeometry, PolygonGeometry]
    assert [(c.name, c.kind) for c in data.columns] == [("名称", ColumnKind.TEXT), ("人数", ColumnKind.NUMBER)]
    assert data.name_column == "名称" and data.features[2].values == ("河街社区", 1200)
    assert len(data.features[2].shapes[0].coordinates) == 2, "the hole is kept"


def test_geojson_by_lines_and_with_an_old_crs(tmp_path: Path) -> None:
    lines = tmp_path / "a.ndjson"
    one = {"type": "Feature", "geometry": {"type": "Point", "coordinates": [110, 30]}, "properties": {"a": True}}
    lines.write_text("\n".join(json.dumps(one) for _ in range(3)))
    data = files.table(lines)
    assert len(data.features) == 3 and data.columns[0].kind is ColumnKind.FLAG
    lines.write_text("\n".join([json.dumps(one), '{"type": "Feature", "geometry": {', json.dumps(one)]))
    with pytest.raises(BadFile) as no:
        files.table(lines)
    assert [(p.code, p.line) for p in no.value.problems] == [("layer_json", 2)]
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4547"}}
    assert files.table(files.geojson(tmp_path / "b.geojson", crs=crs)).frame_hint == "EPSG:4547"


def test_geojson_in_gbk_with_what_cannot_be_used(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    wrong = [
        {"type": "Feature", "geometry": None, "properties": {}},
        {"type": "Feature", "geometry": {"type": "LineString", "coordinates": [[110, 30], [110, 30]]}, "properties": {}},
        {"type": "Feature", "geometry": {"type": "Point", "coordinates": ["110", 30]}, "properties": {}},
        {"type": "Feature", "geometry": {"type": "Curve", "coordinates": [[110, 30]]}, "properties": {}},
        {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": [[[1, 1], [2, 2], [1, 1]]]}, "properties": {}},
        5,
        {"type": "Feature", "geometry": {"type": "Point", "coordinates": [110, 30]}, "properties": {"名称": "甲\u202e乙"}},
    ]
    path.write_bytes(json.dumps({"type": "FeatureCollection", "features": wrong}, ensure_ascii=False).encode("gb18030"))
    reading = files.read(path)
    data = reading.tables[0]
    assert reading.encoding == "gb18030" and data.features[0].values == ("甲\ufffd乙",)
    assert [(p.line, p.code) for p in data.dropped] == [
        (1, "layer_empty"), (2, "layer_line_short"), (3, "layer_no_position"), (4, "layer_unknown_geometry"),
        (5, "layer_ring_short"), (6, "layer_no_geometry"),
    ]


def test_json_errors_name_the_line(tmp_path: Path) -> None:
    path = tmp_path / "a.geojson"
    path.write_text('{"type": "FeatureCollection",\n"features": [\n{"type": "Feature", oops}]}')
    with pytest.raises(BadFile) as no:
        files.read(path)
    assert [(p.code, p.line) for p in no.value.problems] == [("layer_json", 3)]
    path.write_text('{"a": ' + "[" * 100_000)
    assert refuse(path) == ["layer_json"]
    path.write_text('{"type": "Topology"}')
    assert refuse(path) == ["layer_no_geojson"]


@pytest.mark.parametrize("written, cpg, used", [("gb18030", "", "gb18030"), ("utf-8", "", "utf-8"), ("gb18030", "GBK", "gb18030"),
                                                ("gb18030", "UTF-8", "gb18030"), ("utf-8", "65001", "utf-8")])
def test_shapefile_encodings_with_and_without_a_cpg(written: str, cpg: str, used: str, tmp_path: Path) -> None:
    reading = files.read(files.shp(tmp_path / "a.shp", written, cpg=cpg))
    assert reading.encoding == used
    assert reading.tables[0].features[0].values == ("河街社区", 1200)
    assert [c.name for c in reading.tables[0].columns] == ["名称", "人数"]


def test_shapefile_says_what_is_missing_and_what_is_short(tmp_path: Path) -> None:
    path = files.shp(tmp_path / "a.shp", prj=files.PRJ_3_DEGREE)
    assert files.table(path).frame_hint == "EPSG:4525"
    path.with_suffix(".prj").unlink()
    path.with_suffix(".shx").unlink()
    assert {one.code for one in files.table(path).remarks} == {"layer_prj_missing", "layer_shx_missing"}
    dbf = path.with_suffix(".dbf")
    whole = dbf.read_bytes()
    dbf.write_bytes(whole[:-20])
    assert refuse(path) == ["layer_dbf_truncated"]
    dbf.write_bytes(b"")
    data = files.table(path)
    assert "layer_dbf_missing" in {one.code for one in data.remarks} and not data.columns
    dbf.write_bytes(whole)
    path.write_bytes(path.read_bytes()[:-30])
    assert refuse(path) == ["layer_truncated"]
    assert refuse(dbf) == ["layer_part_of_shapefile"]


def test_shapefile_with_a_short_index(tmp_path: Path) -> None:
    path = files.shp(tmp_path / "a.shp")
    index = path.with_suffix(".shx")
    index.write_bytes(index.read_bytes()[:-4])
    assert refuse(path) == ["layer_truncated"]


def test_shapefile_of_an_old_datum_says_so(tmp_path: Path) -> None:
    prj = files.PRJ_3_DEGREE.replace("CGCS2000", "Xian_1980").replace("China_Geodetic_Coordinate_System_2000", "Xian_1980")
    data = files.table(files.shp(tmp_path / "a.shp", prj=prj))
    assert data.frame_hint == "" and "layer_old_datum" in {one.code for one in data.remarks}


def test_wrong_encoding_is_said_with_its_place(tmp_path: Path) -> None:
    path = files.csv(tmp_path / "a.csv", "gb18030")
    assert files.read(path).encoding == "gb18030"
    with pytest.raises(BadFile) as no:
        files.read(path, "utf-8")
    assert [(p.code, p.line) for p in no.value.problems] == [("layer_wrong_encoding", 1)]
    assert refuse(path, "klingon") == ["layer_unknown_encoding"]
    assert refuse(files.shp(tmp_path / "a.shp"), "utf-8") == ["layer_wrong_encoding"]


def test_kml_reads_what_people_export_and_nothing_else(tmp_path: Path) -> None:
    data = files.table(files.kml(tmp_path / "a.kml"))
    school = data.features[0]
    values = dict(zip([c.name for c in data.columns], school.values, strict=True))
    assert values["人数"] == 320 and values["电话"] == "0718-001" and values["folder"] == "学校"
    assert "<" not in str(values["description"])
    assert len(data.features[2].shapes[0].coordinates) == 2
    assert [one.code for one in data.remarks] == ["layer_kml_left_out"] and data.frame_hint == "WGS-84"


def test_xml_tricks_are_refused(tmp_path: Path) -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE kml [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    assert refuse(files.kml(tmp_path / "a.kml", bomb)) == ["layer_xml_entities"]
    path = tmp_path / "a.gpx"
    path.write_text('<!DOCTYPE gpx [<!ENTITY x SYSTEM "file:///etc/passwd">]><gpx version="1.1"><wpt lat="1" lon="1"/></gpx>')
    assert refuse(path) == ["layer_xml_entities"]
    deep = '<kml xmlns="http://www.opengis.net/kml/2.2">' + "<Folder>" * 90 + "</Folder>" * 90 + "</kml>"
    (tmp_path / "b.kml").write_text(deep)
    assert refuse(tmp_path / "b.kml") == ["layer_too_deep"]
    (tmp_path / "c.kml").write_text("<kml><Placemark>")
    assert refuse(tmp_path / "c.kml") == ["layer_xml"]


def test_kml_in_gbk(tmp_path: Path) -> None:
    path = tmp_path / "a.kml"
    path.write_bytes(files.kml_text('<?xml version="1.0" encoding="GB2312"?>').encode("gb18030"))
    assert files.table(path).features[0].values[0] == "青石小学"


def test_zip_bombs_and_passwords_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.kmz"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("doc.kml", b" " * 3_000_000)
    assert refuse(path, limits=Limits(unpacked=1_000_000)) == ["layer_zip_bomb"]
    with zipfile.ZipFile(path, "w") as archive:
        for at in range(30):
            archive.writestr(f"{at}.kml", "x")
    assert refuse(path, limits=Limits(members=20)) == ["layer_zip_members"]
    files.kmz(path)
    raw = bytearray(path.read_bytes())
    at = raw.index(b"PK\x01\x02")
    raw[at + 8] |= 1  # the central directory says: encrypted
    raw[6] |= 1
    path.write_bytes(bytes(raw))
    assert refuse(path) == ["layer_zip_password"]


def test_an_archive_that_lies_about_its_size_is_stopped(tmp_path: Path) -> None:
    path = tmp_path / "a.kmz"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("doc.kml", b" " * 3_000_000)
    raw = bytearray(path.read_bytes())
    at = raw.index(b"PK\x01\x02")
    raw[at + 24 : at + 28] = (1000).to_bytes(4, "little")
    path.write_bytes(bytes(raw))
    assert refuse(path, limits=Limits(unpacked=1_000_000)) in (["layer_zip_bomb"], ["layer_zip_broken"], ["layer_xml"])


def test_gpx_has_waypoints_routes_and_tracks_of_several_segments(tmp_path: Path) -> None:
    data = files.table(files.gpx(tmp_path / "a.gpx"))
    assert [one.values[1] for one in data.features] == ["waypoint", "route", "track"]
    assert [len(one.shapes) for one in data.features] == [1, 1, 2]


def test_geopackage_with_several_tables(tmp_path: Path) -> None:
    reading = files.read(files.gpkg(tmp_path / "a.gpkg", ("sites", 'a "b" 表')))
    assert [one.name for one in reading.tables] == ['a "b" 表 表', "sites 表"]
    for data in reading.tables:
        assert data.frame_hint == "CGCS2000" and len(data.features) == 3
        assert [one.code for one in data.dropped] == ["layer_empty"]


def test_a_geopackage_whose_view_never_ends_is_stopped(tmp_path: Path) -> None:
    path = files.gpkg(tmp_path / "a.gpkg")
    with closing(sqlite3.connect(path)) as base, base:
        base.execute("DROP TABLE sites")
        endless = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM c) SELECT NULL AS geom FROM c WHERE x<0"
        base.execute(f"CREATE VIEW sites AS {endless}")

    class Patience(Progress):
        asked = 0

        def should_stop(self) -> bool:
            self.asked += 1
            return self.asked > 3

    with pytest.raises(BadFile) as no:
        read_file(path, Patience(lambda *_: None))
    assert codes(no) == ["layer_broken"]


def test_sqlite_that_is_no_geopackage(tmp_path: Path) -> None:
    path = tmp_path / "a.gpkg"
    with closing(sqlite3.connect(path)) as base, base:
        base.execute("CREATE TABLE x (a)")
    assert refuse(path) == ["layer_no_geopackage"]


def test_excel_rows_that_are_no_coordinates_are_listed_by_row(tmp_path: Path) -> None:
    data = files.table(files.xlsx(tmp_path / "a.xlsx"))
    assert [one.number for one in data.features] == [3, 5]
    assert data.features[1].shapes[0].coordinates == pytest.approx((110.06, 30.1))
    assert [(one.line, one.code, one.facts["column"]) for one in data.dropped] == [(4, "layer_cell_no_coordinate", "纬度")]


@pytest.mark.parametrize("encoding, between", [("utf-8-sig", ","), ("gb18030", ";"), ("utf-16", "\t"), ("utf-8", "|")])
def test_csv_delimiters_and_encodings(encoding: str, between: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    rows = (("点名", "X坐标", "Y坐标", "注"), ("甲", "37500100.5", "3320000", "a"), ("乙", "37500200", "3320100", "b"))
    text = "\n".join(between.join(row) for row in rows)
    path.write_bytes(text.encode(encoding))
    data = files.table(path)
    assert [one.shapes[0].coordinates[0] for one in data.features] == [37500100.5, 37500200.0]


def test_a_table_without_coordinates_names_what_it_found(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("名称,电话\n甲,1\n")
    with pytest.raises(BadFile) as no:
        files.read(path)
    assert no.value.problems[0].code == "layer_no_coordinate_columns" and no.value.problems[0].facts == {"found": "名称 电话"}


def test_mislabelled_files_are_read_by_what_they_are(tmp_path: Path) -> None:
    kml = files.kml(tmp_path / "a.geojson")
    reading = files.read(kml)
    assert reading.format == "KML" and [one.code for one in reading.remarks] == ["layer_mislabelled"]
    book = files.xlsx(tmp_path / "b.xlsx").rename(tmp_path / "b.kmz")
    assert files.read(book).format == "Excel"
    (tmp_path / "c.shp").write_bytes(b"%PDF-1.7 ...")
    assert refuse(tmp_path / "c.shp") == ["layer_is_pdf"]
    (tmp_path / "d.gpkg").write_bytes(b"hello world")
    assert refuse(tmp_path / "d.gpkg") == ["layer_not_as_named"]
    (tmp_path / "e.bin").write_bytes(b"hello world")
    assert refuse(tmp_path / "e.bin") == ["layer_unknown_format"]
    (tmp_path / "f.kml").write_bytes(b"")
    assert refuse(tmp_path / "f.kml") == ["layer_empty_file"]
    assert refuse(tmp_path / "nowhere.kml") == ["layer_missing"]
    (tmp_path / "g.kml").mkdir()
    assert refuse(tmp_path / "g.kml") == ["layer_is_folder"]


def test_limits_of_size_features_vertices_and_columns(tmp_path: Path) -> None:
    path = files.geojson(tmp_path / "a.geojson")
    assert refuse(path, limits=Limits(bytes=10)) == ["layer_too_large"]
    assert refuse(path, limits=Limits(features=2)) == ["layer_too_many_features"]
    assert refuse(path, limits=Limits(vertices=5)) == ["layer_too_many_vertices"]
    assert refuse(path, limits=Limits(columns=1)) == ["layer_too_many_columns"]


def test_reading_can_be_stopped(tmp_path: Path) -> None:
    progress = Progress(lambda *_: None)
    progress.cancel()
    with pytest.raises(Cancelled):
        read_file(files.geojson(tmp_path / "a.geojson"), progress)
