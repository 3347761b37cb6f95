"""Shifted datums: there and back, and how far they lie apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.geo import Crs, Point, distance_m, shifted, to_bd09, to_gcj02, to_wgs84, unshifted

LATS, LONS = st.floats(4, 53), st.floats(74, 134)


@given(LATS, LONS, st.sampled_from(Crs))
def test_there_and_back_is_below_a_centimetre(lat: float, lon: float, crs: Crs) -> None:
    back = unshifted(*shifted(lat, lon, crs), crs)
    assert distance_m(Point(*back), Point(lat, lon)) < 0.01


@given(LATS, LONS)
def test_the_shifts_are_as_large_as_they_are_known_to_be(lat: float, lon: float) -> None:
    here = Point(lat, lon)
    gcj, bd = to_gcj02(here), to_bd09(here)
    assert 20 < distance_m(here, gcj) < 1200
    assert 400 < distance_m(gcj, bd) < 1300
    assert (gcj.crs, bd.crs) == (Crs.GCJ02, Crs.BD09)


@given(LATS, LONS)
def test_from_one_shifted_datum_to_the_other(lat: float, lon: float) -> None:
    bd = to_bd09(Point(lat, lon))
    assert distance_m(to_gcj02(bd), to_gcj02(Point(lat, lon))) < 0.01
    assert distance_m(to_bd09(to_gcj02(bd)), bd) < 0.01
    assert to_bd09(bd) is bd


def test_a_published_pair() -> None:
    """The example that the public formulae of BD-09 are usually checked with (GCJ-02 39.915, 116.404)."""
    bd = to_bd09(Point(39.915, 116.404, Crs.GCJ02))
    assert (bd.lat, bd.lon) == pytest.approx((39.92133699351, 116.41036949371), abs=2e-6)


def test_outside_the_area_nothing_is_shifted_by_gcj() -> None:
    assert to_gcj02(Point(-33.9, 151.2)) == Point(-33.9, 151.2, Crs.GCJ02)
    assert to_wgs84(Point(30.0, 110.0, Crs.CGCS2000)) == Point(30.0, 110.0)
