"""The sheet as geometry: distances on paper against distances on the ellipsoid, computed by another way (Vincenty)."""

from __future__ import annotations

import math

import pytest
from hypothesis import given as every
from hypothesis import strategies as st

from app.kernel.geo import Point, Region
from app.reports.documents.map_sheet.geometry import (
    SCALES,
    WIDER_SCALES,
    Format,
    Paper,
    Sheet,
    angle_words,
    around,
    bar_m,
    fitting,
    latitude,
    longitude,
    world,
)

TOWN = Point(18.599281, 114.489373)
FORMATS = [Format(paper, landscape) for paper in Paper for landscape in (True, False)]


def vincenty_m(a: Point, b: Point) -> float:
    """Distance on the ellipsoid of CGCS2000 (T. Vincenty 1975, inverse method), good to a millimetre."""
    major, flat = 6_378_137.0, 1 / 298.257_222_101
    minor = major * (1 - flat)
    lam = span = math.radians(b.lon - a.lon)
    u1, u2 = (math.atan((1 - flat) * math.tan(math.radians(one.lat))) for one in (a, b))
    for _ in range(50):
        x = math.cos(u2) * math.sin(lam)
        y = math.cos(u1) * math.sin(u2) - math.sin(u1) * math.cos(u2) * math.cos(lam)
        sin_s, cos_s = math.hypot(x, y), math.sin(u1) * math.sin(u2) + math.cos(u1) * math.cos(u2) * math.cos(lam)
        sigma = math.atan2(sin_s, cos_s)
        sin_al = math.cos(u1) * math.cos(u2) * math.sin(lam) / sin_s
        cos2_al = 1 - sin_al**2
        cos_2m = cos_s - 2 * math.sin(u1) * math.sin(u2) / cos2_al if cos2_al else 0.0
        c = flat / 16 * cos2_al * (4 + flat * (4 - 3 * cos2_al))
        old, lam = lam, span + (1 - c) * flat * sin_al * (
            sigma + c * sin_s * (cos_2m + c * cos_s * (-1 + 2 * cos_2m**2))
        )
        if abs(lam - old) < 1e-13:
            break
    uu = cos2_al * (major**2 - minor**2) / minor**2
    big_a = 1 + uu / 16384 * (4096 + uu * (-768 + uu * (320 - 175 * uu)))
    big_b = uu / 1024 * (256 + uu * (-128 + uu * (74 - 47 * uu)))
    delta = big_b * sin_s * (
        cos_2m + big_b / 4 * (cos_s * (-1 + 2 * cos_2m**2) - big_b / 6 * cos_2m * (-3 + 4 * sin_s**2) * (-3 + 4 * cos_2m**2))
    )
    return minor * big_a * (sigma - delta)


def paper_mm(sheet: Sheet, a: Point, b: Point) -> float:
    """The distance of two points on paper."""
    (ax, ay), (bx, by) = sheet.place_mm(a), sheet.place_mm(b)
    return math.hypot(bx - ax, by - ay)


def test_the_yardstick_itself_agrees_with_published_values() -> None:
    """Flinders Peak to Buninyon (Geoscience Australia, GRS80): 54,972.271 m."""
    flinders = Point(-(37 + 57 / 60 + 3.72030 / 3600), 144 + 25 / 60 + 29.52440 / 3600)
    buninyon = Point(-(37 + 39 / 60 + 10.15610 / 3600), 143 + 55 / 60 + 35.38390 / 3600)
    assert vincenty_m(flinders, buninyon) == pytest.approx(54_972.271, abs=0.01)


@pytest.mark.parametrize("lat", [3.9, 18.6, 30.5, 45.0, 53.5])
@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("fmt", FORMATS)
def test_a_distance_on_paper_times_the_scale_is_the_distance_on_the_ground(lat: float, scale: int, fmt: Format) -> None:
    sheet = Sheet(fmt, Point(lat, 114.5), scale)
    reach = 0.02 * scale / 111_000  # about two centimetres of paper
    for a, b in (
        (Point(lat, 114.5 - reach), Point(lat, 114.5 + reach)),
        (Point(lat - reach, 114.5), Point(lat + reach, 114.5)),
        (Point(lat - reach, 114.5 - reach), Point(lat + reach, 114.5 + reach)),
    ):
        assert paper_mm(sheet, a, b) / 1000 * scale == pytest.approx(vincenty_m(a, b), rel=2e-4)


@pytest.mark.parametrize("fmt", FORMATS)
def test_at_the_edges_of_the_widest_sheet_the_scale_still_holds_to_a_few_parts_in_a_thousand(fmt: Format) -> None:
    for lat in (18.6, 45.0):
        sheet = Sheet(fmt, Point(lat, 114.5), 100_000)
        bounds = sheet.bounds
        for edge in (bounds.north, bounds.south):
            a, b = Point(edge, 114.49), Point(edge, 114.51)
            assert paper_mm(sheet, a, b) * 100 == pytest.approx(vincenty_m(a, b), rel=5e-3)


@pytest.mark.parametrize("fmt", FORMATS)
def test_the_bounds_are_the_corners_of_the_neat_line(fmt: Format) -> None:
    sheet = Sheet(fmt, TOWN, 10_000)
    bounds, frame = sheet.bounds, fmt.frame
    assert sheet.place_mm(Point(bounds.south, bounds.west)) == pytest.approx((frame.x, frame.y))
    assert sheet.place_mm(Point(bounds.north, bounds.east)) == pytest.approx((frame.x + frame.width, frame.y + frame.height))
    assert sheet.place_mm(TOWN) == pytest.approx((frame.x + frame.width / 2, frame.y + frame.height / 2))


@pytest.mark.parametrize("fmt", FORMATS)
def test_every_dot_of_the_picture_lies_where_its_ground_lies(fmt: Format) -> None:
    """The page's own sum (``picture.js``: one scale, the tighter one, the middle in the middle) against the place on paper."""
    sheet = Sheet(fmt, TOWN, 5_000)
    width, height = (side / fmt.pixel_ratio for side in fmt.picture_px)
    bounds, rect = sheet.bounds, sheet.picture_rect
    west, north = world(Point(bounds.north, bounds.west))
    east, south = world(Point(bounds.south, bounds.east))
    scale = min(width / (east - west), height / (south - north))
    assert math.log2(scale) == pytest.approx(sheet.zoom)
    aside = Point(TOWN.lat + 0.001, TOWN.lon - 0.002)
    for point in (TOWN, Point(bounds.north, bounds.west), Point(bounds.south, bounds.east), aside):
        x, y = world(point)
        across = (x * scale - ((west + east) / 2 * scale - width / 2)) / width
        down = (y * scale - ((north + south) / 2 * scale - height / 2)) / height
        on_paper = (rect.x + across * rect.width, rect.y + (1 - down) * rect.height)
        assert on_paper == pytest.approx(sheet.place_mm(point), abs=1e-6)


@pytest.mark.parametrize("fmt", FORMATS)
def test_nothing_on_the_sheet_lies_over_another_or_off_the_paper(fmt: Format) -> None:
    width, height = fmt.size_mm
    parts = (fmt.frame, fmt.legend, fmt.foot)
    for one in parts:
        assert one.x >= 10 and one.y >= 10 and one.x + one.width <= width - 10 + 1e-9 and one.y + one.height <= height - 10
    for a in parts:
        for b in parts:
            apart = a.x + a.width <= b.x or b.x + b.width <= a.x or a.y + a.height <= b.y or b.y + b.height <= a.y
            assert a is b or apart


@every(st.floats(18, 53), st.floats(74, 134), st.floats(0.0005, 0.6), st.floats(0.0005, 0.6), st.sampled_from(FORMATS))
def test_fitting_takes_the_largest_standard_scale_that_holds_the_ground(
    lat: float, lon: float, up: float, along: float, fmt: Format
) -> None:
    ground = Region(lat, lon, lat + up, lon + along)
    made = fitting(fmt, ground)
    every_scale = (*SCALES, *WIDER_SCALES)
    assert made.scale in every_scale and made.fitted
    corners = (Point(ground.south, ground.west), Point(ground.north, ground.east))
    if made.scale != every_scale[-1]:
        assert all(made.bounds.holds(one) for one in corners)
    larger = [scale for scale in every_scale if scale < made.scale]
    if larger:
        assert not all(Sheet(fmt, made.centre, larger[-1]).bounds.holds(one) for one in corners)


@pytest.mark.parametrize("scale", (*SCALES, *WIDER_SCALES))
def test_the_grid_is_neither_crowded_nor_absent(scale: int) -> None:
    for fmt in FORMATS:
        _, meridians, parallels = Sheet(fmt, TOWN, scale).grid()
        assert 2 <= len(meridians) <= 12 and 2 <= len(parallels) <= 12


@pytest.mark.parametrize("scale", (*SCALES, *WIDER_SCALES))
def test_the_bar_is_round_and_no_longer_than_its_room(scale: int) -> None:
    metres = bar_m(scale)
    assert str(metres).rstrip("0") in ("1", "2", "5")
    assert 20 <= metres / scale * 1000 <= 60


def test_angles_in_words() -> None:
    assert (angle_words(114 * 3600 + 25 * 60), angle_words(3 * 3600 + 61), angle_words(0)) == ("114°25′", "3°01′01″", "0°00′")


def test_around_holds_its_points_with_a_rim() -> None:
    one = around((TOWN,))
    assert vincenty_m(Point(one.south, TOWN.lon), Point(one.north, TOWN.lon)) == pytest.approx(800, rel=1e-3)
    far = Point(TOWN.lat + 0.1, TOWN.lon + 0.2)
    two = around((TOWN, far))
    assert two.south < TOWN.lat and two.north > far.lat and two.west < TOWN.lon and two.east > far.lon
    with pytest.raises(ValueError, match="no points"):
        around(())


def test_there_and_back() -> None:
    x, y = world(TOWN)
    assert (latitude(y), longitude(x)) == pytest.approx((TOWN.lat, TOWN.lon))
