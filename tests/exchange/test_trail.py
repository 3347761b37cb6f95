"""Trails as files: read back by another library, hostile names and all."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import gpxpy

from app.domain.unit.model import Position
from app.exchange.trail import write_csv, write_gpx
from app.kernel.geo import Point
from tests.world import NOON


def trail(minutes: tuple[int, ...]) -> tuple[Position, ...]:
    return tuple(
        Position("u1", Point(30 + n / 1000, 110), NOON + timedelta(minutes=n), "owntracks", 12.34, 90, 8, "D1", 70) for n in minutes
    )


def test_gpx_is_read_back_with_a_break_where_nobody_saw_it() -> None:
    text = write_gpx([("巡逻一组 <&>\x00", trail((0, 1, 2, 50, 51))), ("empty", ())]).decode()
    book = gpxpy.parse(text)
    assert [track.name for track in book.tracks] == ["巡逻一组 <&>\ufffd", "empty"]
    assert [len(segment.points) for segment in book.tracks[0].segments] == [3, 2]
    first = book.tracks[0].segments[0].points[0]
    assert (first.latitude, first.longitude, first.time) == (30.0, 110.0, NOON)


def test_csv_holds_every_position_and_no_formula() -> None:
    text = write_csv([('=HYPERLINK("x")', trail((0, 1)))]).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == 2
    assert rows[0]["unit"] == "'=HYPERLINK(\"x\")"
    assert (rows[0]["at"], rows[0]["speed_kmh"], rows[0]["battery_pct"]) == ("2026-03-10T12:00:00+08:00", "12.3", "70")
