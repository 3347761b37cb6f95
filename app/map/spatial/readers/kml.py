"""KML and KMZ as Google Earth, 奥维 and others export them: placemarks with their folder, name, text and own data.

Styles, pictures and links to the network are left out (links are counted); XML with a document type is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from app.desk.jobs import Progress
from app.map.features import Position
from app.map.spatial import shapes
from app.map.spatial.collector import Collector, bad
from app.map.spatial.model import Shapes, SpatialData
from app.map.spatial.source import Source
from app.map.spatial.xml_text import parse_xml

FORMAT = "KML"
SUFFIXES = (".kml", ".kmz", ".ovkml", ".ovkmz")

_TAG = re.compile(r"<[^>]{0,400}>")
_BLANKS = re.compile(r"[ \t]*\n\s*")
_DEEPEST = 60
_LEFT_OUT = frozenset({"NetworkLink", "GroundOverlay", "PhotoOverlay", "ScreenOverlay", "Tour"})
_GEOMETRIES = frozenset({"Point", "LineString", "LinearRing", "Polygon", "MultiGeometry", "Track", "MultiTrack"})


def recognises(source: Source) -> bool:
    """XML whose root is ``kml``, or an archive with such a file in it."""
    if source.is_zip:
        return any(name.lower().endswith((".kml", ".ovkml")) for name in source.members)
    return re.search(rb"<(?:\w+:)?kml[\s>]", source.head.replace(b"\0", b"")) is not None


def read(source: Source, progress: Progress) -> tuple[tuple[SpatialData, ...], str]:
    """One table with every placemark."""
    collector = Collector(source.file, progress, source.limits)
    number = 0
    for root in _documents(source):
        for placemark, folders in _placemarks(root, (), 0, collector):
            number += 1
            _take(placemark, folders, number, collector)
    return (collector.finish(source.path.stem, frame_hint="WGS-84", frame_words="KML"),), ""


def _documents(source: Source) -> Iterator[Element]:
    """The file; of an archive ``doc.kml`` and the documents in it that this links to, or all where there is no such."""
    if not source.is_zip:
        yield _parsed(source.data(), source.file)
        return
    names = [name for name in source.members if name.lower().endswith((".kml", ".ovkml"))]
    todo = [name for name in names if name.lower() in ("doc.kml", "doc.ovkml")] or sorted(names)
    for name in todo:  # grows while it is walked: each document once
        root = _parsed(source.member(name), source.file)
        for link in [one for one in root.iter() if _local(one) == "NetworkLink"]:
            target = next(((one.text or "").strip().removeprefix("./") for one in link.iter() if _local(one) == "href"), "")
            if target in names:
                todo += [] if target in todo else [target]
                link.tag = "Folder"  # an empty one: what it links to is read by itself
        yield root


def _parsed(data: bytes, file: str) -> Element:
    try:
        return parse_xml(_declared(data), file)
    except ParseError as error:
        raise bad(file, "xml", error.position[0], detail=str(error)[:120]) from error


def _declared(data: bytes) -> bytes:
    """The document with its ``gx:`` declared: some programs use Google's extension without saying whose it is."""
    used = re.search(rb"<gx:", data) is not None and re.search(rb"xmlns:gx\s*=", data) is None
    return re.sub(rb"<kml(?=[\s>])", b'<kml xmlns:gx="http://www.google.com/kml/ext/2.2"', data, count=1) if used else data


def _placemarks(
    parent: Element, folders: tuple[str, ...], depth: int, collector: Collector
) -> Iterator[tuple[Element, tuple[str, ...]]]:
    if depth > _DEEPEST:
        raise bad(collector.file, "too_deep")
    for child in parent:
        name = _local(child)
        if name == "Placemark":
            yield child, folders
        elif name in ("Folder", "Document"):
            title = _text(child, "name")
            inside = (*folders, title) if title and name == "Folder" else folders
            yield from _placemarks(child, inside, depth + 1, collector)
        elif name in _LEFT_OUT:
            collector.remark("kml_left_out", field=name, what=name)


def _take(placemark: Element, folders: tuple[str, ...], number: int, collector: Collector) -> None:
    values: dict[str, Any] = {"name": _text(placemark, "name")}
    described = _plain(_text(placemark, "description"))
    if described:
        values["description"] = described
    if folders:
        values["folder"] = "/".join(folders)
    for one in placemark.iter():
        match _local(one):
            case "Data":
                values[one.get("name") or "data"] = _text(one, "value")
            case "SimpleData":
                values[one.get("name") or "data"] = (one.text or "").strip()
    collector.add(number, lambda: _shapes(placemark, 0), values)


def _shapes(parent: Element, depth: int) -> Shapes:
    if depth > 8:
        raise shapes.Unusable("too_deep")
    found = [part for child in parent if _local(child) in _GEOMETRIES for part in _shape(child, depth)]
    if not found:
        raise shapes.Unusable("empty")
    return tuple(found)


def _shape(geometry: Element, depth: int) -> Shapes:
    match _local(geometry):
        case "Point":
            return (shapes.point(_coordinates(geometry)[0]),)
        case "LineString":
            return (shapes.line(_coordinates(geometry)),)
        case "LinearRing":
            return (shapes.polygon([_coordinates(geometry)]),)
        case "Polygon":
            outer = [_coordinates(one) for one in geometry.iter() if _local(one) == "outerBoundaryIs"]
            inner = [_coordinates(one) for one in geometry.iter() if _local(one) == "innerBoundaryIs"]
            if not outer:
                raise shapes.Unusable("empty")
            return (shapes.polygon([outer[0], *inner]),)
        case "Track":
            return (shapes.line([_tuple(one.text or "", None) for one in geometry if _local(one) == "coord"]),)
        case _:
            return _shapes(geometry, depth + 1)


def _coordinates(parent: Element) -> list[Position]:
    text = next((one.text for one in parent.iter() if _local(one) == "coordinates"), None)
    if not text or not text.strip():
        raise shapes.Unusable("empty")
    return [_tuple(one, ",") for one in re.sub(r"\s*,\s*", ",", text).split()]


def _tuple(text: str, by: str | None) -> Position:
    parts = text.split(by)
    try:
        return float(parts[0]), float(parts[1])
    except (ValueError, IndexError) as error:
        raise shapes.Unusable("no_position", text=text[:40]) from error


def _local(element: Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _text(parent: Element, name: str) -> str:
    return next(((one.text or "").strip() for one in parent if _local(one) == name), "")


def _plain(text: str) -> str:
    """A description without its markup: what a person reads in the balloon."""
    return _BLANKS.sub("\n", _TAG.sub(" ", text.replace("<br>", "\n").replace("<br/>", "\n"))).strip()

