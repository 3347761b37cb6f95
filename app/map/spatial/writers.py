"""Imported layers for other programs: GeoJSON, KML and Shapefile, in the coordinate system that is asked for."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import msgspec

from app.desk.jobs import Progress
from app.kernel.errors import Fault
from app.kernel.projection import gauss_kruger
from app.kernel.whole_file import write_atomically
from app.map.features import Geometry, LineGeometry, PointGeometry, PolygonGeometry, Position
from app.map.spatial.collector import clean
from app.map.spatial.frames import Frame
from app.map.spatial.model import Column, ColumnKind, Layer, SpatialFeature, Value
from app.map.spatial.publish import text_of
from app.map.spatial.shapes import moved

_DEGREE_PLACES, _METRE_PLACES = 8, 3
_WIDEST_TEXT = 254
_KML = "http://www.opengis.net/kml/2.2"
_PRJ_DEGREES = (
    'GEOGCS["{name}",DATUM["{datum}",SPHEROID["{ball}",6378137.0,{flat}]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]'
)
_CGCS = {"name": "GCS_China_Geodetic_Coordinate_System_2000", "datum": "D_China_2000", "ball": "CGCS2000", "flat": "298.257222101"}
_WGS = {"name": "GCS_WGS_1984", "datum": "D_WGS_1984", "ball": "WGS_1984", "flat": "298.257223563"}

Write = Callable[[Layer, Frame, Progress], bytes]


def write_layer(path: Path, layer: Layer, frame: Frame, progress: Progress) -> int:
    """Write the layer, whole or not at all, in the format of the path's ending; how many features.

    ``.geojson``/``.json``, ``.kml``, ``.zip`` (Shapefiles, one for each kind of geometry). ``Fault("layer_not_written")``
    where the disk refuses or the system cannot hold a place, ``ValueError`` for another ending.
    """
    write = WRITERS.get(path.suffix.lower())
    if write is None:
        raise ValueError(f"unknown format: {path.suffix}")
    try:
        write_atomically(path, write(layer, frame, progress))
    except (OSError, OverflowError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise Fault("layer_not_written", {"path": str(path), "why": why}) from error
    return len(layer.features)


def _geojson(layer: Layer, frame: Frame, progress: Progress) -> bytes:
    features = []
    for feature in _placed(layer, frame, progress):
        parts = [{"type": _tag(one), "coordinates": one.coordinates} for one in feature.shapes]
        values = {column.name: value for column, value in zip(layer.columns, feature.values, strict=True)}
        features.append({"type": "Feature", "id": feature.number, "geometry": _joined(parts), "properties": values})
    whole: dict[str, Any] = {"type": "FeatureCollection", "name": layer.info.title}
    if frame.code != "WGS-84":  # the standard knows WGS-84 only: another system is said in the older way
        whole["crs"] = {"type": "name", "properties": {"name": frame.code}}
    return msgspec.json.encode(whole | {"features": features})


def _joined(parts: list[dict[str, Any]]) -> dict[str, Any]:
    kinds = {part["type"] for part in parts}
    if len(parts) == 1:
        return parts[0]
    if len(kinds) == 1:
        return {"type": f"Multi{kinds.pop()}", "coordinates": [part["coordinates"] for part in parts]}
    return {"type": "GeometryCollection", "geometries": parts}


def _kml(layer: Layer, frame: Frame, progress: Progress) -> bytes:
    root = ElementTree.Element("kml", xmlns=_KML)
    document = ElementTree.SubElement(root, "Document")
    ElementTree.SubElement(document, "name").text = clean(layer.info.title)
    ElementTree.SubElement(document, "description").text = clean("  ".join((frame.code, layer.info.attribution)).strip())
    for feature in _placed(layer, frame, progress):
        placemark = ElementTree.SubElement(document, "Placemark")
        ElementTree.SubElement(placemark, "name").text = text_of(layer.value(feature, layer.info.name_column))
        data = ElementTree.SubElement(placemark, "ExtendedData")
        for column, value in zip(layer.columns, feature.values, strict=True):
            if value is not None and column.name != layer.info.name_column:
                one = ElementTree.SubElement(data, "Data", name=column.name)
                ElementTree.SubElement(one, "value").text = str(value)
        home = placemark if len(feature.shapes) == 1 else ElementTree.SubElement(placemark, "MultiGeometry")
        for shape in feature.shapes:
            _kml_shape(home, shape)
    body: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return body


def _kml_shape(home: ElementTree.Element, shape: Geometry) -> None:
    made = ElementTree.SubElement(home, _tag(shape))
    match shape:
        case PointGeometry(coordinates=place):
            ElementTree.SubElement(made, "coordinates").text = _kml_places([place])
        case LineGeometry(coordinates=many):
            ElementTree.SubElement(made, "coordinates").text = _kml_places(many)
        case PolygonGeometry(coordinates=rings):
            for at, ring in enumerate(rings):
                side = ElementTree.SubElement(made, "innerBoundaryIs" if at else "outerBoundaryIs")
                ElementTree.SubElement(ElementTree.SubElement(side, "LinearRing"), "coordinates").text = _kml_places(ring)


def _kml_places(many: Sequence[Position]) -> str:
    return " ".join(f"{x!r},{y!r}" for x, y in many)


def _shapefiles(layer: Layer, frame: Frame, progress: Progress) -> bytes:
    """A ZIP of Shapefiles in UTF-8: the format takes one kind of geometry a file and ten bytes a field name."""
    features = list(_placed(layer, frame, progress))
    names = _short_names(layer.columns)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for kind, stem in ((PointGeometry, "points"), (LineGeometry, "lines"), (PolygonGeometry, "areas")):
            chosen = [(one, [part for part in one.shapes if isinstance(part, kind)]) for one in features]
            filled = [(one, parts) for one, parts in chosen if parts]
            if filled:
                for ending, data in _one_shapefile(kind, filled, layer.columns, names, _prj(frame)).items():
                    archive.writestr(f"{stem}.{ending}", data)
        table = io.StringIO(newline="")
        full = [("short", "name"), *((short, one.name) for short, one in zip(names, layer.columns, strict=True))]
        csv.writer(table).writerows(full)
        archive.writestr("fields.csv", "\ufeff" + table.getvalue())
        archive.writestr("frame.txt", f"{frame.code}\n{layer.info.attribution}\n{layer.info.review_number}\n")
    return packed.getvalue()


def _one_shapefile(
    kind: type, filled: Sequence[tuple[SpatialFeature, list[Any]]], columns: Sequence[Column], names: Sequence[str], prj: str
) -> dict[str, bytes]:
    import shapefile  # noqa: PLC0415 - only whoever writes Shapefiles pays for it

    single = all(len(parts) == 1 for _, parts in filled)
    streams = {ending: io.BytesIO() for ending in ("shp", "shx", "dbf")}
    with shapefile.Writer(**streams, encoding="utf-8") as writer:
        for short, column in zip(names, columns, strict=True):
            match column.kind:
                case ColumnKind.NUMBER:
                    writer.field(short, "F", size=24, decimal=10)
                case ColumnKind.FLAG:
                    writer.field(short, "L")
                case _:
                    writer.field(short, "C", size=_WIDEST_TEXT)
        if not columns:
            writer.field("id", "N", size=10)
        for feature, parts in filled:
            _put_shape(writer, kind, parts, single=single)
            writer.record(*(_dbf(value) for value in feature.values) if columns else (feature.number,))
    found = {ending: stream.getvalue() for ending, stream in streams.items()} | {"cpg": b"UTF-8"}
    return found | ({"prj": prj.encode("ascii")} if prj else {})


def _put_shape(writer: Any, kind: type, parts: list[Any], *, single: bool) -> None:
    if kind is PointGeometry:
        writer.point(*parts[0].coordinates) if single else writer.multipoint([part.coordinates for part in parts])
    elif kind is LineGeometry:
        writer.line([part.coordinates for part in parts])
    else:
        writer.poly([_turned(ring, clockwise=at == 0) for part in parts for at, ring in enumerate(part.coordinates)])


def _turned(ring: Sequence[Position], *, clockwise: bool) -> list[Position]:
    """The ring in the direction that Shapefiles want: outlines clockwise, holes the other way."""
    area = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))
    return list(ring) if (area < 0) is clockwise else list(reversed(ring))


def _short_names(columns: Sequence[Column]) -> list[str]:
    """Names of ten bytes at most, each different."""
    taken: set[str] = set()
    short: list[str] = []
    for at, column in enumerate(columns):
        name = _cut(column.name, 10)
        if not name or name.lower() in taken:
            name = f"{_cut(column.name, 10 - len(str(at)) - 1)}_{at}"
        taken.add(name.lower())
        short.append(name)
    return short


def _cut(text: str, most: int) -> str:
    return text.encode()[:most].decode("utf-8", "ignore")


def _dbf(value: Value) -> Value:
    return _cut(value, _WIDEST_TEXT) if isinstance(value, str) else value


def _prj(frame: Frame) -> str:
    """The well-known text of the system; "" for the shifted ones, which it has no words for."""
    if frame.code in ("WGS-84", "CGCS2000"):
        return _PRJ_DEGREES.format(**(_WGS if frame.code == "WGS-84" else _CGCS))
    grid = gauss_kruger(int(frame.code[5:])) if frame.code.startswith("EPSG:") else None
    if grid is None:
        return ""
    width = 6 if int(frame.code[5:]) <= 4512 else 3
    parameters = (
        ("False_Easting", grid.false_easting_m), ("False_Northing", 0.0), ("Central_Meridian", grid.meridian_deg),
        ("Scale_Factor", 1.0), ("Latitude_Of_Origin", 0.0),
    )
    said = ",".join(f'PARAMETER["{name}",{value}]' for name, value in parameters)
    ground = _PRJ_DEGREES.format(**_CGCS)
    return f'PROJCS["CGCS2000_{width}_Degree_GK",{ground},PROJECTION["Gauss_Kruger"],{said},UNIT["Meter",1.0]]'


def _placed(layer: Layer, frame: Frame, progress: Progress) -> list[SpatialFeature]:
    places = _METRE_PLACES if frame.in_metres else _DEGREE_PLACES

    def move(lon: float, lat: float) -> Position:
        x, y = frame.from_wgs84(lon, lat)
        return round(x, places), round(y, places)

    found = []
    for count, feature in enumerate(layer.features):
        if count % 200 == 0:
            progress.report(count / len(layer.features))
        found.append(msgspec.structs.replace(feature, shapes=tuple(moved(shape, move) for shape in feature.shapes)))
    return found


def _tag(shape: Geometry) -> str:
    return str(type(shape).__struct_config__.tag)


WRITERS: dict[str, Write] = {".geojson": _geojson, ".json": _geojson, ".kml": _kml, ".zip": _shapefiles}
"""What can be written, by the ending of the file."""
