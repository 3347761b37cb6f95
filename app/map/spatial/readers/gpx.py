"""GPX: waypoints, routes and tracks of hand-held receivers and trackers."""

from __future__ import annotations

from functools import partial
from typing import Any
from xml.etree.ElementTree import ParseError

from app.desk.jobs import Progress
from app.map.spatial import shapes
from app.map.spatial.collector import Collector, bad
from app.map.spatial.model import Shapes, SpatialData
from app.map.spatial.source import Source
from app.map.spatial.xml_text import parse_xml

FORMAT = "GPX"
SUFFIXES = (".gpx",)


def recognises(source: Source) -> bool:
    """XML whose root is ``gpx``."""
    return b"<gpx" in source.head.replace(b"\0", b"")


def read(source: Source, progress: Progress) -> tuple[tuple[SpatialData, ...], str]:
    """One table: waypoints, then routes, then tracks with their segments as parts. GPX is WGS-84 by definition."""
    import gpxpy  # noqa: PLC0415 - only whoever reads GPX pays for it
    from gpxpy.gpx import GPXException  # noqa: PLC0415

    data = source.data()
    try:
        parse_xml(data, source.file)  # refuses entities before a parser that would follow them sees the text
        gpx = gpxpy.parse(data)
    except ParseError as error:
        raise bad(source.file, "xml", error.position[0], detail=str(error)[:120]) from error
    except GPXException as error:
        raise bad(source.file, "gpx", detail=str(error)[:120]) from error
    collector = Collector(source.file, progress, source.limits)
    number = 0
    for point in gpx.waypoints:
        number += 1
        collector.add(number, partial(_point, point), _of(point, "waypoint"))
    for route in gpx.routes:
        number += 1
        collector.add(number, partial(_route, route), _of(route, "route"))
    for track in gpx.tracks:
        number += 1
        collector.add(number, partial(_segments, track), _of(track, "track"))
    return (collector.finish(source.path.stem, frame_hint="WGS-84", frame_words="GPX"),), ""


def _point(point: Any) -> Shapes:
    return (shapes.point((point.longitude, point.latitude)),)


def _route(route: Any) -> Shapes:
    return (_line(route.points),)


def _segments(track: Any) -> Shapes:
    parts = [_line(one.points) for one in track.segments if len(one.points) > 1]
    if not parts:
        raise shapes.Unusable("empty")
    return tuple(parts)


def _line(points: Any) -> Any:
    return shapes.line([(one.longitude, one.latitude) for one in points])


def _of(thing: Any, kind: str) -> dict[str, Any]:
    found = {"name": thing.name, "kind": kind, "comment": thing.comment, "description": thing.description, "type": thing.type}
    found |= {"elevation_m": getattr(thing, "elevation", None), "time": getattr(thing, "time", None)}
    return {key: value for key, value in found.items() if value is not None}
