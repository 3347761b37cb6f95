"""What GDAL, QGIS, WPS and hand-made forms do to files, and what is made to fill the memory: read whole, or refused in words."""

from __future__ import annotations

import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest
import shapefile

from app.kernel.errors import BadFile
from app.map.spatial import shapes
from app.map.spatial.frames import hint_of
from app.map.spatial.limits import Limits
from app.map.spatial.reading import read_file
from tests.map.spatial import files

PLACEMARK = "<Placemark><name>{}</name><Point><coordinates>110.05,30.05</coordinates></Point></Placemark>"


def refused(path: Path, limits: Limits | None = None) -> list[tuple[str, int]]:
    with pytest.raises(BadFile) as no:
        read_file(path, files.QUIET, limits=limits or Limits())
    return [(one.code, one.line) for one in no.value.problems]


def cut_dbf(path: Path, encoding: str, names: tuple[str, ...]) -> Path:
    """A Shapefile whose names of fields are cut after ten bytes wherever that falls, as GDAL and QGIS do."""
    with shapefile.Writer(str(path), encoding=encoding) as writer:
        for at, _name in enumerate(names):
            writer.field(f"f{at}", "C", 12)
        writer.point(files.SPOT.x, files.SPOT.y)
        writer.record(*("河街社区" for _ in names))
    dbf = path.with_suffix(".dbf")
    raw = bytearray(dbf.read_bytes())
    for at, name in enumerate(names):
        raw[32 + 32 * at : 43 + 32 * at] = name.encode(encoding)[:10].ljust(11, b"\0")
    dbf.write_bytes(raw)
    return path


def test_names_of_fields_that_end_within_a_character_are_read(tmp_path: Path) -> None:
    reading = files.read(cut_dbf(tmp_path / "a.shp", "utf-8", ("行政村名称", "行政村代码")))
    assert reading.encoding == "utf-8"
    assert [one.name for one in reading.tables[0].columns] == ["行政村", "行政村_2"], "two that became one are told apart"
    assert reading.tables[0].features[0].values == ("河街社区", "河街社区")
    short = files.read(cut_dbf(tmp_path / "b.shp", "gb18030", ("村",)))
    assert short.encoding == "gb18030", "a short Chinese name is no cut one"


def test_a_western_cpg_beside_chinese_texts_is_not_believed(tmp_path: Path) -> None:
    reading = files.read(files.shp(tmp_path / "a.shp", "gb18030", cpg="ISO-8859-1"))
    assert reading.encoding == "gb18030" and reading.tables[0].features[0].values[0] == "河街社区"


def test_a_zip_of_chinese_windows_keeps_its_names(tmp_path: Path) -> None:
    made = files.shp_zip(tmp_path / "a.zip")
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(tmp_path / "b.zip", "w") as new:
        for name in old.namelist():
            new.writestr(f"ABCDEF.{name[-3:]}", old.read(name))
    renamed = (tmp_path / "b.zip").read_bytes().replace(b"ABCDEF", "行政村".encode("gbk"))  # no mark says which code page
    (tmp_path / "b.zip").write_bytes(renamed)
    assert [files.read(one).tables[0].name for one in (made, tmp_path / "b.zip")] == ["inside", "行政村"]


def test_kmz_of_several_documents_and_kml_with_an_undeclared_extension(tmp_path: Path) -> None:
    kmz = tmp_path / "a.kmz"
    with zipfile.ZipFile(kmz, "w") as archive:
        link = "<NetworkLink><Link><href>{}</href></Link></NetworkLink>"
        archive.writestr("doc.kml", f"<kml><Document>{link.format('layers/a.kml')}{PLACEMARK.format('甲')}</Document></kml>")
        archive.writestr("layers/a.kml", f"<kml>{PLACEMARK.format('乙')}{link.format('http://x/y.kml')}{link.format('doc.kml')}</kml>")
        archive.writestr("unused.kml", f"<kml>{PLACEMARK.format('丙')}</kml>")
    data = files.table(kmz)
    assert [one.values for one in data.features] == [("甲",), ("乙",)]
    assert [one.code for one in data.remarks] == ["layer_kml_left_out"], "only the link that leaves the archive is left out"
    kml = tmp_path / "b.kml"
    kml.write_text(f'<kml xmlns="http://www.opengis.net/kml/2.2"><gx:x/>{PLACEMARK.format("甲")}</kml>', encoding="utf-8")
    assert len(files.table(kml).features) == 1


def test_forms_with_degrees_minutes_and_seconds_in_cells_of_their_own(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.append(["名称", "中心点经度", None, None, "纬度（北纬）", None, None, "人数"])
    page.append([None, "度", "分", "秒", "度", "分", "秒", None])
    for number in range(14):
        page.append([f"点{number}", 110, 3.0, 36.5, 30, 6, None, number])
    book.save(tmp_path / "a.xlsx")
    data = files.table(tmp_path / "a.xlsx")
    assert [one.values[1] for one in data.features] == list(range(14)), "no row is lost behind those that were looked at for names"
    assert [one.name for one in data.columns] == ["名称", "人数"]
    lon, lat = shapes.places(data.features[0].shapes[0])[0]
    assert (lon, lat) == pytest.approx((110 + 3 / 60 + 36.5 / 3600, 30.1))


def test_a_towns_own_grid_is_not_taken_for_a_zone(tmp_path: Path) -> None:
    assert hint_of(files.PRJ_3_DEGREE) == "EPSG:4525"
    for right, wrong in (("111.0", "110.25"), ('Factor",1.0', 'Factor",0.9999'), ('Northing",0.0', 'Northing",-3000000.0'),
                         ('Origin",0.0', 'Origin",10.0'), ("37500000.0", "37400000.0"), ("2000", "")):
        assert right in files.PRJ_3_DEGREE
        assert hint_of(files.PRJ_3_DEGREE.replace(right, wrong)) == "", wrong
    own = files.PRJ_3_DEGREE.replace("111.0", "110.25").replace("CGCS2000_3_Degree_GK_Zone_37", "某县独立坐标系")
    (remark,) = files.table(files.shp(tmp_path / "a.shp", prj=own)).remarks
    assert (remark.code, remark.facts["words"]) == ("layer_frame_unknown", "某县独立坐标系")


def test_a_file_that_ends_within_a_character_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("名称,经度,纬度\n甲,110,30\n乙".encode()[:-1])
    assert refused(path) == [("layer_cut_off", 3)]
    path.write_bytes("名称,经度,纬度\n甲,110,30\n".encode() + "乙乙,110,30\n".encode("gbk"))
    assert refused(path) == [("layer_wrong_encoding", 3)]
    text = files.geojson(tmp_path / "a.geojson").read_text(encoding="utf-8")
    (tmp_path / "b.geojson").write_text(text, encoding="utf-16")
    assert files.read(tmp_path / "b.geojson").encoding == "utf-16"


def test_what_would_fill_the_memory_is_refused_before_it_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    few = Limits(features=20, vertices=50)
    table = tmp_path / "a.csv"
    table.write_text("名称,经度,纬度\n" + "甲,,\n" * 30, encoding="utf-8")
    assert refused(table, few) == [("layer_too_many_features", 22)], "rows that cannot be used count as well"
    table.write_text("名称,经度,纬度\n" + "," * 1_100_000, encoding="utf-8")
    assert refused(table) == [("layer_long_line", 2)]
    points = tmp_path / "a.geojson"
    points.write_text('{"type": "MultiPoint", "coordinates": [' + ",".join(["[110,30]"] * 120) + "]}")
    assert refused(points, few) == [("layer_too_many_vertices", 0)]
    endless = files.gpkg(tmp_path / "a.gpkg")
    with closing(sqlite3.connect(endless)) as base, base:
        base.execute("INSERT INTO gpkg_contents VALUES ('a', 'features', 'a', 4490)")
        base.execute("INSERT INTO gpkg_geometry_columns VALUES ('a', 'geom', 4490)")
        counting = "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT n, x'4750' AS geom FROM r"
        base.execute(f"CREATE VIEW a AS {counting}")
    assert refused(endless, few) == [("layer_too_many_features", 21)]
    monkeypatch.setattr("app.map.spatial.xml_text._MOST_TAGS", 40)
    tags = tmp_path / "a.kml"
    tags.write_text("<kml>" + "<a/>" * 50 + "</kml>")
    assert refused(tags) == [("layer_too_many_tags", 0)]
