"""Surveyors' grids against values that others published or that are reached another way."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.projection import Grid, gauss_kruger, utm_north, web_from_degrees, web_to_degrees, zone_of

_E2 = (1 / 298.257222101) * (2 - 1 / 298.257222101)


def _dms(degrees: int, minutes: int, seconds: float) -> float:
    return degrees + minutes / 60 + seconds / 3600


def _meridian_m(lat: float, steps: int = 2000) -> float:
    """The length of a meridian from the equator, by Simpson's rule: nothing in common with the series."""
    def rate(turn: float) -> float:
        return 6378137.0 * (1 - _E2) / (1 - _E2 * math.sin(turn) ** 2) ** 1.5

    wide = math.radians(lat) / steps
    inner = sum((4 if at % 2 else 2) * rate(at * wide) for at in range(1, steps))
    return (rate(0) + inner + rate(math.radians(lat))) * wide / 3


@pytest.mark.parametrize(
    "lat, lon, easting_m, northing_m",
    [  # Flinders Peak and Buninyong, as the Australian survey publishes them for zone 55 of its grid on GRS 80
        (-_dms(37, 57, 3.7203), _dms(144, 25, 29.5244), 273_741.297, 5_796_489.777),
        (-_dms(37, 39, 10.1561), _dms(143, 55, 35.3839), 228_854.052, 5_828_259.038),
    ],
)
def test_published_points_to_the_millimetre(lat: float, lon: float, easting_m: float, northing_m: float) -> None:
    grid = Grid(147.0, 500_000.0, 0.9996, 10_000_000.0)
    there = grid.from_degrees(lat, lon)
    assert there == pytest.approx((easting_m, northing_m), abs=0.001)
    back = grid.to_degrees(easting_m, northing_m)
    assert back == pytest.approx((lat, lon), abs=1e-8)


@pytest.mark.parametrize("lat", [3.0, 18.6, 30.0, 45.0, 53.5])
def test_the_central_meridian_has_its_own_length(lat: float) -> None:
    grid = gauss_kruger(4547)
    assert grid is not None and grid.meridian_deg == 114
    assert grid.from_degrees(lat, 114.0) == pytest.approx((500_000.0, _meridian_m(lat)), abs=1e-4)


@pytest.mark.parametrize(
    "epsg, width, zone, meridian, false_easting_m",
    [
        (4491, 6, 13, 75, 13_500_000), (4501, 6, 23, 135, 23_500_000), (4502, 6, 13, 75, 500_000), (4512, 6, 23, 135, 500_000),
        (4513, 3, 25, 75, 25_500_000), (4526, 3, 38, 114, 38_500_000), (4533, 3, 45, 135, 45_500_000),
        (4534, 3, 25, 75, 500_000), (4547, 3, 38, 114, 500_000), (4554, 3, 45, 135, 500_000),
    ],
)
def test_codes_are_those_of_the_register(epsg: int, width: int, zone: int, meridian: float, false_easting_m: float) -> None:
    assert gauss_kruger(epsg) == Grid(meridian, false_easting_m)
    assert zone_of(epsg) == (width, zone)


def test_other_codes_are_no_such_grid() -> None:
    assert gauss_kruger(4490) is None and gauss_kruger(4555) is None
    with pytest.raises(ValueError, match="4490"):
        zone_of(4490)


@given(st.integers(4491, 4554), st.floats(3, 54), st.floats(-3, 3))
def test_there_and_back_is_below_a_millimetre(epsg: int, lat: float, off: float) -> None:
    grid = gauss_kruger(epsg)
    assert grid is not None
    lon = grid.meridian_deg + off
    found = grid.to_degrees(*grid.from_degrees(lat, lon))
    assert found == pytest.approx((lat, lon), abs=1e-9)


def test_places_that_no_grid_reaches_are_refused() -> None:
    grid = utm_north(49)
    assert grid.meridian_deg == 111
    for easting_m, northing_m in ((math.nan, 0.0), (1e12, 0.0), (5e5, 2e7)):
        with pytest.raises(ValueError):
            grid.to_degrees(easting_m, northing_m)
    for lat, lon in ((90.0, 111.0), (30.0, -60.0), (math.nan, 111.0)):
        with pytest.raises(ValueError):
            grid.from_degrees(lat, lon)


@given(st.floats(-85, 85), st.floats(-180, 180))
def test_the_square_map_there_and_back(lat: float, lon: float) -> None:
    assert web_to_degrees(*web_from_degrees(lat, lon)) == pytest.approx((lat, lon), abs=1e-9)


def test_the_square_map_has_edges() -> None:
    assert web_from_degrees(0.0, 180.0)[0] == pytest.approx(20_037_508.3428, abs=1e-3)
    with pytest.raises(ValueError):
        web_to_degrees(3e7, 0)
    with pytest.raises(ValueError):
        web_from_degrees(89.9, 0)
