"""Drawings as files for other programs: GeoJSON (RFC 7946) and KML 2.2, WGS-84, finished bytes. Texts are escaped, never built
into markup.
"""

from __future__ import annotations

import xml.etree.ElementTree as Xml
from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from app.domain.drawing.model import Drawing, Shape, ShapeForm
from app.kernel.clock import to_local
from app.map.features import circle

Named = Callable[[Drawing], str]
"""The name of a drawing in the reader's language."""

_KML = "/".join(("http:", "", "www.opengis.net", "kml", "2.2"))
"""The name of KML's space of words. It looks like an address; nobody is asked there."""


def to_geojson(drawings: Iterable[Drawing], named: Named) -> bytes:
    """A FeatureCollection; a circle is a polygon that keeps its ``radius_m`` and centre, so that it can be read as one again."""
    features = [
        {"type": "Feature", "id": one.id, "geometry": _geometry(one.shape), "properties": _properties(one, named)}
        for one in drawings
    ]
    return msgspec.json.format(msgspec.json.encode({"type": "FeatureCollection", "features": features}), indent=1)


def to_kml(drawings: Iterable[Drawing], named: Named, title: str) -> bytes:
    """A document of placemarks with extended data."""
    Xml.register_namespace("", _KML)
    root = Xml.Element(f"{{{_KML}}}kml")
    document = Xml.SubElement(root, f"{{{_KML}}}Document")
    _text(document, "name", title)
    for one in drawings:
        _placemark(document, one, named)
    made: bytes = Xml.tostring(root, encoding="utf-8", xml_declaration=True)
    return made


def _placemark(document: Xml.Element, one: Drawing, named: Named) -> None:
    mark = Xml.SubElement(document, f"{{{_KML}}}Placemark", id="d-" + "".join(c for c in one.id if c.isalnum() or c in "-_"))
    _text(mark, "name", named(one))
    _text(mark, "description", one.note)
    data = Xml.SubElement(mark, f"{{{_KML}}}ExtendedData")
    for key, value in _properties(one, named).items():
        held = Xml.SubElement(data, f"{{{_KML}}}Data", name=key)
        _text(held, "value", str(value))
    geometry = _geometry(one.shape)
    kind, places = geometry["type"], geometry["coordinates"]
    if kind == "Point":
        _text(Xml.SubElement(mark, f"{{{_KML}}}Point"), "coordinates", _spots([places]))
    elif kind == "LineString":
        _text(Xml.SubElement(mark, f"{{{_KML}}}LineString"), "coordinates", _spots(places))
    else:
        outer = Xml.SubElement(Xml.SubElement(mark, f"{{{_KML}}}Polygon"), f"{{{_KML}}}outerBoundaryIs")
        _text(Xml.SubElement(outer, f"{{{_KML}}}LinearRing"), "coordinates", _spots(places[0]))


def _text(parent: Xml.Element, tag: str, text: str) -> None:
    Xml.SubElement(parent, f"{{{_KML}}}{tag}").text = "".join(c for c in text if c >= " " or c in "\t\n")


def _spots(places: Iterable[Any]) -> str:
    return " ".join(f"{lon:.7f},{lat:.7f}" for lon, lat in places)


def _geometry(shape: Shape) -> dict[str, Any]:
    spots = [(one.lon, one.lat) for one in shape.points]
    match shape.form:
        case ShapeForm.POINT:
            return {"type": "Point", "coordinates": spots[0]}
        case ShapeForm.LINE:
            return {"type": "LineString", "coordinates": spots}
        case ShapeForm.AREA:
            return {"type": "Polygon", "coordinates": [[*spots, spots[0]]]}
        case ShapeForm.CIRCLE:
            ring = circle(shape.points[0].lat, shape.points[0].lon, shape.radius_m, corners=72).coordinates[0]
            return {"type": "Polygon", "coordinates": [list(ring)]}


def _properties(one: Drawing, named: Named) -> dict[str, Any]:
    shape = one.shape
    known: dict[str, Any] = {
        "kind": one.kind.value, "name": named(one), "title": one.title, "note": one.note, "form": shape.form.value,
        "incident_id": one.incident_id, "drawn_at": to_local(one.drawn_at).isoformat(), "drawn_by": one.drawn_by,
    }
    if shape.form is ShapeForm.CIRCLE:
        known |= {"radius_m": shape.radius_m, "centre": f"{shape.points[0].lat:.7f},{shape.points[0].lon:.7f}"}
    return known
