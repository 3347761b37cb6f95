"""Real files of every format, made by the libraries that people's programs use, with the same three things in each."""

from __future__ import annotations

import sqlite3
import struct
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any

import gpxpy.gpx
import msgspec
import openpyxl
import shapefile
import shapely
from shapely.geometry import LineString, Point, Polygon, mapping

from app.desk.jobs import Progress
from app.map.spatial.model import Reading, SpatialData
from app.map.spatial.reading import read_file

QUIET = Progress(lambda *_: None)
"""A job that nobody watches."""

SQUARE = Polygon(
    [(110.0, 30.0), (110.0, 30.1), (110.1, 30.1), (110.1, 30.0)], [[(110.02, 30.02), (110.04, 30.02), (110.04, 30.04)]]
)
WAY = LineString([(110.0, 30.0), (110.05, 30.02), (110.1, 30.1)])
SPOT = Point(110.05, 30.05)
THINGS: tuple[tuple[Any, str, int], ...] = ((SPOT, "青石小学", 320), (WAY, "河堤路", 0), (SQUARE, "河街社区", 1200))
CROSSED = Polygon([(110.0, 30.0), (110.1, 30.1), (110.1, 30.0), (110.0, 30.1)])

PRJ_3_DEGREE = (
    'PROJCS["CGCS2000_3_Degree_GK_Zone_37",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",'
    'SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],'
    'PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",37500000.0],PARAMETER["False_Northing",0.0],'
    'PARAMETER["Central_Meridian",111.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]'
)


def read(path: Path, encoding: str = "") -> Reading:
    """The file as it is read."""
    return read_file(path, QUIET, encoding=encoding)


def table(path: Path, encoding: str = "") -> SpatialData:
    """Its first table."""
    return read(path, encoding).tables[0]


def geojson(path: Path, things: Any = THINGS, **more: Any) -> Path:
    features = [{"type": "Feature", "geometry": mapping(g), "properties": {"名称": n, "人数": p}} for g, n, p in things]
    path.write_bytes(msgspec.json.encode({"type": "FeatureCollection", **more, "features": features}))
    return path


def shp(path: Path, encoding: str = "gb18030", prj: str = "", cpg: str = "", geometry: Any = SQUARE) -> Path:
    with shapefile.Writer(str(path), encoding=encoding) as writer:
        writer.field("名称", "C", 40)
        writer.field("人数", "N", 8)
        writer.shape(shapely.orient_polygons(geometry, exterior_cw=True))
        writer.record("河街社区", 1200)
    if prj:
        path.with_suffix(".prj").write_text(prj)
    if cpg:
        path.with_suffix(".cpg").write_text(cpg)
    return path


def shp_zip(path: Path) -> Path:
    inner = shp(path.parent / "inside.shp", prj=PRJ_3_DEGREE)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in path.parent.glob("inside.*"):
            archive.write(part, f"数据/{part.name}")
            part.unlink()
    assert not inner.exists()
    return path


def kml(path: Path, head: str = '<?xml version="1.0" encoding="UTF-8"?>') -> Path:
    path.write_text(kml_text(head), encoding="utf-8")
    return path


def kml_text(head: str = '<?xml version="1.0" encoding="UTF-8"?>') -> str:
    """As Google Earth and 奥维 write it: folders, styles, extended data, heights."""
    ring = " ".join(f"{x},{y},0" for x, y in SQUARE.exterior.coords)
    hole = " ".join(f"{x},{y},0" for x, y in SQUARE.interiors[0].coords)
    way = "\n".join(f"{x},{y},12.5" for x, y in WAY.coords)
    return f"""{head}
<kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2"><Document><name>d</name>
<Style id="s"><IconStyle><scale>1</scale></IconStyle></Style>
<Folder><name>学校</name><Placemark><name>青石小学</name><styleUrl>#s</styleUrl>
<description><![CDATA[<b>人数</b><br>320<script>alert(1)</script>]]></description>
<ExtendedData><Data name="人数"><value>320</value></Data><Data name="电话"><value>0718-001</value></Data></ExtendedData>
<Point><coordinates>{SPOT.x},{SPOT.y},0</coordinates></Point></Placemark></Folder>
<Placemark><name>河堤路</name><LineString><coordinates>
{way}
</coordinates></LineString></Placemark>
<Placemark><name>河街社区</name><MultiGeometry><Polygon><outerBoundaryIs><LinearRing><coordinates>{ring}</coordinates></LinearRing>
</outerBoundaryIs><innerBoundaryIs><LinearRing><coordinates>{hole}</coordinates></LinearRing></innerBoundaryIs></Polygon>
</MultiGeometry></Placemark><NetworkLink><Link><href>x.kml</href></Link></NetworkLink></Document></kml>"""


def kmz(path: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("doc.kml", kml_text())
        archive.writestr("files/icon.png", b"\x89PNG")
    return path


def gpx(path: Path) -> Path:
    made = gpxpy.gpx.GPX()
    made.waypoints.append(gpxpy.gpx.GPXWaypoint(SPOT.y, SPOT.x, elevation=312.5, name="青石小学"))
    track = gpxpy.gpx.GPXTrack(name="河堤路")
    for _ in range(2):
        track.segments.append(gpxpy.gpx.GPXTrackSegment([gpxpy.gpx.GPXTrackPoint(y, x) for x, y in WAY.coords]))
    made.tracks.append(track)
    route = gpxpy.gpx.GPXRoute(name="巡线")
    route.points.extend(gpxpy.gpx.GPXRoutePoint(y, x) for x, y in WAY.coords)
    made.routes.append(route)
    path.write_text(made.to_xml(), encoding="utf-8")
    return path


def gpkg_blob(geometry: Any, srs: int = 4490) -> bytes:
    """A geometry with the header of a GeoPackage and an envelope, as QGIS writes it."""
    west, south, east, north = geometry.bounds
    return b"GP" + bytes((0, 0b011)) + struct.pack("<i4d", srs, west, east, south, north) + shapely.to_wkb(geometry, byte_order=1)


def gpkg(path: Path, tables: tuple[str, ...] = ("sites",), srs: int = 4490) -> Path:
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as base, base:
        base.execute(f"PRAGMA application_id={0x47504B47}")
        base.execute("CREATE TABLE gpkg_contents (table_name TEXT, data_type TEXT, identifier TEXT, srs_id INTEGER)")
        base.execute("CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, srs_id INTEGER)")
        columns = "srs_id INTEGER, organization TEXT, organization_coordsys_id INTEGER, definition TEXT"
        base.execute(f"CREATE TABLE gpkg_spatial_ref_sys ({columns})")
        base.execute("INSERT INTO gpkg_spatial_ref_sys VALUES (?, 'EPSG', ?, '')", (srs, srs))
        for name in tables:
            base.execute("INSERT INTO gpkg_contents VALUES (?, 'features', ?, ?)", (name, f"{name} 表", srs))
            base.execute("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?)", (name, srs))
            quoted = name.replace('"', '""')
            base.execute(f'CREATE TABLE "{quoted}" (fid INTEGER PRIMARY KEY, geom BLOB, 名称 TEXT, 人数 INTEGER, 照片 BLOB)')
            rows = [(gpkg_blob(g, srs), n, p, b"\xff\xd8") for g, n, p in THINGS] + [(None, "无形", 1, None)]
            base.executemany(f'INSERT INTO "{quoted}" (geom, 名称, 人数, 照片) VALUES (?, ?, ?, ?)', rows)
    return path


def xlsx(path: Path) -> Path:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = "学校"
    page.append(["学校一览表"])
    page.append(["名称", "经度", "纬度", "人数", "备注"])
    page.append(["青石小学", SPOT.x, SPOT.y, 320, "=HYPERLINK(\"x\")"])
    page["E3"].data_type = "s"
    page.append(["河口小学", "110°03′36″", "东经一百度", 80, None])
    page.append(["上坪小学", "110°03′36″E", "北纬30度6分", 80, "+1"])
    other = book.create_sheet("说明")
    other.append(["没有坐标"])
    book.save(path)
    return path


def csv(path: Path, encoding: str = "utf-8") -> Path:
    path.write_bytes(f"名称,经度,纬度,人数\r\n青石小学,{SPOT.x},{SPOT.y},320\r\n河口小学,,,80\r\n".encode(encoding))
    return path


MAKERS = {
    "a.geojson": geojson, "a.shp": shp, "a.zip": shp_zip, "a.kml": kml, "a.kmz": kmz, "a.gpx": gpx, "a.gpkg": gpkg,
    "a.xlsx": xlsx, "a.csv": csv,
}
"""One maker a format, by the name of the file it makes."""
