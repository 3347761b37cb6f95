"""Where units were, as files of other programs: GPX for maps, CSV for tables. Names are hostile: they were typed."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from datetime import timedelta

from gpxpy.gpx import GPX, GPXTrack, GPXTrackPoint, GPXTrackSegment

from app.domain.unit.model import Position
from app.kernel.clock import to_local

GAP = timedelta(minutes=30)
"""A longer silence begins a new segment: a map must not draw a line through what nobody saw."""

_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_RISKY = tuple("=+-@\t\r\n＝＋－＠|%")
_HEADS = (
    "unit_id", "unit", "at", "lat", "lon", "speed_kmh", "heading_deg", "accuracy_m", "battery_pct", "source", "device_id", "flags",
)

Trails = Sequence[tuple[str, Sequence[Position]]]
"""Units by name with their positions in order."""


def write_gpx(trails: Trails) -> bytes:
    """GPX 1.1, one track a unit, times in UTC; the flags of a position stand in its comment."""
    book = GPX()
    book.creator = "zhishou"
    for name, positions in trails:
        track = GPXTrack(name=_clean(name))
        book.tracks.append(track)
        before: Position | None = None
        for position in positions:
            if before is None or position.at - before.at > GAP:
                track.segments.append(GPXTrackSegment())
            before = position
            point = GPXTrackPoint(position.point.lat, position.point.lon, time=position.at)
            point.comment = " ".join(position.flags) or None
            track.segments[-1].points.append(point)
    return str(book.to_xml(version="1.1")).encode()


def write_csv(trails: Trails) -> bytes:
    """CSV with a mark, as Excel wants it; times on the Chinese wall clock with their offset."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(_HEADS)
    for name, positions in trails:
        for one in positions:
            battery = one.battery_pct if one.battery_pct >= 0 else ""
            writer.writerow(
                [
                    _cell(one.unit_id), _cell(name), to_local(one.at).isoformat(), one.point.lat, one.point.lon,
                    round(one.speed_kmh, 1), round(one.heading_deg), round(one.accuracy_m, 1), battery, _cell(one.source),
                    _cell(one.device_id), " ".join(one.flags),
                ]
            )
    return stream.getvalue().encode("utf-8-sig")


def _clean(text: str) -> str:
    return _UNWRITABLE.sub("\ufffd", text)


def _cell(text: str) -> str:
    clean = _clean(text)
    return f"'{clean}" if clean.lstrip(" \u3000").startswith(_RISKY) else clean
