"""The ground floor: places, ids, clocks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.clock import SHANGHAI, FixedClock, ScaledClock, as_utc, to_local
from app.kernel.errors import BadFile, Fault, Problem, Refusal
from app.kernel.geo import Crs, Point, Region, distance_m, in_gcj02_area, to_gcj02, to_wgs84
from app.kernel.ids import CountedIds, RandomIds, encode
from app.kernel.text import Text

NOON = datetime(2026, 3, 10, 4, 0, tzinfo=UTC)
CHINA = st.builds(Point, st.floats(18.5, 53.0), st.floats(74.0, 134.0))
EARTH = st.builds(Point, st.floats(-90, 90), st.floats(-180, 180))


@given(CHINA)
def test_there_and_back_is_less_than_a_metre(point: Point) -> None:
    shifted = to_gcj02(point)
    assert shifted.crs is Crs.GCJ02
    assert 10 < distance_m(Point(shifted.lat, shifted.lon), point) < 1500
    back = to_wgs84(shifted)
    assert back.crs is Crs.WGS84
    assert distance_m(back, point) < 1


def test_the_shift_is_the_public_one() -> None:
    shifted = to_gcj02(Point(39.9087, 116.3975))
    assert (shifted.lat, shifted.lon) == pytest.approx((39.910103, 116.403741), abs=2e-5)


@given(EARTH)
def test_outside_the_area_nothing_is_shifted(point: Point) -> None:
    if not in_gcj02_area(point.lat, point.lon):
        shifted = to_gcj02(point)
        assert (shifted.lat, shifted.lon) == (point.lat, point.lon)


def test_the_national_datum_is_taken_as_equal() -> None:
    assert to_wgs84(Point(30.0, 110.0, Crs.CGCS2000)) == Point(30.0, 110.0)
    shifted = Point(30.0, 110.0, Crs.GCJ02)
    assert to_gcj02(shifted) is shifted


@given(EARTH, EARTH)
def test_distance_is_a_distance(a: Point, b: Point) -> None:
    assert distance_m(a, b) == pytest.approx(distance_m(b, a))
    assert 0 <= distance_m(a, b) <= 20_015_200
    assert distance_m(a, a) == pytest.approx(0, abs=1e-3)


def test_a_degree_of_latitude_is_111_km() -> None:
    assert distance_m(Point(30.0, 110.0), Point(31.0, 110.0)) == pytest.approx(111_195, rel=0.005)


def test_a_region_holds_its_edge_and_knows_swapped_axes() -> None:
    region = Region(29.5, 109.5, 30.5, 110.5)
    assert region.holds(Point(29.5, 110.5))
    assert not region.holds(Point(29.4, 110.0))
    assert region.holds_swapped(Point(110.0, 30.0))
    assert not region.holds_swapped(Point(30.0, 110.0))


@given(st.lists(st.integers(0, 2**47), min_size=2, max_size=20))
def test_ids_sort_by_time(times: list[int]) -> None:
    made = [encode(time, 5) for time in times]
    assert sorted(made) == [encode(time, 5) for time in sorted(times)]
    assert {len(one) for one in made} == {26}


def test_ids_are_unique_and_sort() -> None:
    ids = RandomIds()
    same = {ids.new(NOON) for _ in range(1000)}
    assert len(same) == 1000
    assert max(same) < ids.new(NOON + timedelta(milliseconds=1))


def test_counted_ids_are_the_same_in_every_run() -> None:
    one, other = CountedIds(), CountedIds()
    made = [one.new(NOON) for _ in range(40)]
    assert made == [other.new(NOON) for _ in range(40)]
    assert made == sorted(set(made))


def test_a_scaled_clock_runs_pauses_jumps_and_goes_on() -> None:
    base = FixedClock(NOON)
    start = datetime(2020, 1, 1, tzinfo=UTC)
    clock = ScaledClock(base, start, speed=10)
    base.advance(timedelta(seconds=6))
    assert clock.now() == start + timedelta(minutes=1)
    clock.run(0)
    base.advance(timedelta(hours=5))
    assert (clock.now(), clock.speed) == (start + timedelta(minutes=1), 0)
    clock.run(2)
    base.advance(timedelta(seconds=30))
    assert clock.now() == start + timedelta(minutes=2)
    clock.jump(NOON)
    base.advance(timedelta(seconds=30))
    assert clock.now() == NOON + timedelta(minutes=1)


def test_times_are_utc_inside_and_local_at_the_edge() -> None:
    local = datetime(2026, 3, 10, 23, 59, tzinfo=SHANGHAI)
    assert as_utc(local) == datetime(2026, 3, 10, 15, 59, tzinfo=UTC)
    assert as_utc(local).tzinfo is UTC
    assert to_local(as_utc(local)).isoformat() == "2026-03-10T23:59:00+08:00"
    assert as_utc(datetime(2026, 1, 1, tzinfo=timezone(timedelta(hours=8)))).hour == 16
    with pytest.raises(ValueError, match="naive"):
        as_utc(datetime(2026, 1, 1))  # noqa: DTZ001 - this is what is refused
    assert FixedClock(local).now() == as_utc(local)


def test_errors_say_what_they_know() -> None:
    assert str(Refusal("no", {"a": 1}, "art. 1")) == "no {'a': 1}"
    assert str(Fault("broken")) == "broken"
    assert str(BadFile((Problem("f.yaml", 3, "level", "unknown"),))) == "f.yaml:3 level unknown"


def test_a_text_falls_back_to_chinese() -> None:
    assert Text("水", "water").of("en") == "water"
    assert Text("水").of("en") == "水"
    assert Text("水", "water").of("zh") == "水"
