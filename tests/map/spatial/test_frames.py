"""Coordinate systems by name and by guess: what is likely comes first, with its reasons, and nothing is taken for granted."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.geo import Crs, Point, Region, distance_m, shifted
from app.map.features import PointGeometry
from app.map.spatial import guess
from app.map.spatial.frames import code_of, frame_of, grid_code, hint_of, is_old_datum
from app.map.spatial.model import SpatialData, SpatialFeature
from tests.map.spatial import files

REGION = Region(29.5, 109.5, 30.5, 110.8)
EVERY = ("WGS-84", "CGCS2000", "GCJ-02", "BD-09", "EPSG:3857", "EPSG:4525", "EPSG:4546", "EPSG:4497", "EPSG:4508", "EPSG:32649")


def data_of(places: list[tuple[float, float]], hint: str = "") -> SpatialData:
    features = tuple(SpatialFeature(at, (PointGeometry(place),), ()) for at, place in enumerate(places, start=1))
    return SpatialData(name="x", columns=(), features=features, frame_hint=hint, frame_words=hint)


def in_frame(code: str, *, swapped: bool = False) -> list[tuple[float, float]]:
    frame = frame_of(code)
    assert frame is not None
    found = [frame.from_wgs84(110.0 + at / 100, 30.0 + at / 100) for at in range(10)]
    return [(y, x) for x, y in found] if swapped else found


@pytest.mark.parametrize(
    "name, code",
    [("wgs84", "WGS-84"), ("EPSG:4326", "WGS-84"), ("4490", "CGCS2000"), ("gcj02", "GCJ-02"), ("高德", "GCJ-02"),
     ("bd-09", "BD-09"), ("epsg:4547", "EPSG:4547"), ("4547", "EPSG:4547"), ("3857", "EPSG:3857"),
     ("32649", "EPSG:32649"), ("2327", ""), ("", ""),
     ("EPSG:99999999999", "")],
)
def test_names_of_systems(name: str, code: str) -> None:
    assert code_of(name) == code
    assert (frame_of(name) is None) is (code == "")


@pytest.mark.parametrize(
    "words, code",
    [
        (files.PRJ_3_DEGREE, "EPSG:4525"),
        (files.PRJ_3_DEGREE.replace("37500000.0", "500000.0"), "EPSG:4546"),
        (files.PRJ_3_DEGREE.replace("3_Degree_GK_Zone_37", "GK_Zone_19").replace("37500000", "19500000"), "EPSG:4497"),
        ('GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984"]]', "WGS-84"),
        ('GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000"]]', "CGCS2000"),
        ('PROJCS["WGS_1984_Web_Mercator_Auxiliary_Sphere",GEOGCS["GCS_WGS_1984"]]', "EPSG:3857"),
        ('PROJCS["WGS_1984_UTM_Zone_49N",GEOGCS["GCS_WGS_1984"],PROJECTION["Transverse_Mercator"],'
         'PARAMETER["False_Easting",500000.0],PARAMETER["Central_Meridian",111.0],PARAMETER["Scale_Factor",0.9996]]', "EPSG:32649"),
        ("urn:ogc:def:crs:OGC:1.3:CRS84", "WGS-84"), ("urn:ogc:def:crs:EPSG::4547", "EPSG:4547"), ("EPSG:4490", "CGCS2000"),
        ('PROJCS["Xian_1980_3_Degree_GK_Zone_37"]', ""), ("nonsense", ""), ("", ""),
    ],
)
def test_what_a_file_says_of_itself(words: str, code: str) -> None:
    assert hint_of(words) == code


def test_old_datums_are_known_and_not_offered() -> None:
    assert is_old_datum('GEOGCS["GCS_Beijing_1954"]') and is_old_datum('SPHEROID["IAG_75"]')
    assert not is_old_datum(files.PRJ_3_DEGREE)
    assert grid_code(3, 24, prefixed=True) == "" and grid_code(6, 19, prefixed=False) == "EPSG:4508"


@pytest.mark.parametrize("code", EVERY)
@given(lon=st.floats(108.5, 113.4), lat=st.floats(4, 53))
def test_there_and_back(code: str, lon: float, lat: float) -> None:
    frame = frame_of(code)
    assert frame is not None
    back = frame.to_wgs84(*frame.from_wgs84(lon, lat))
    assert distance_m(Point(back[1], back[0]), Point(lat, lon)) < 0.01


@pytest.mark.parametrize("code", ["EPSG:4525", "EPSG:4546", "EPSG:4497", "EPSG:3857"])
@pytest.mark.parametrize("swapped", [False, True])
def test_metres_are_placed_by_zone_and_region(code: str, swapped: bool) -> None:
    first = guess.candidates(data_of(in_frame(code, swapped=swapped)), REGION)[0]
    assert (first.frame, first.swapped, first.inside) == (code, swapped, 1.0)
    assert {"in_metres"} | ({"axes_swapped"} if swapped else set()) <= {one.code for one in first.because}


def test_a_zone_in_front_is_enough_without_a_region() -> None:
    assert guess.candidates(data_of(in_frame("EPSG:4525")), None)[0].frame == "EPSG:4525"


def test_degrees_leave_three_systems_and_say_so() -> None:
    found = guess.candidates(data_of(in_frame("GCJ-02")), REGION)
    assert [one.frame for one in found] == ["CGCS2000", "GCJ-02", "BD-09"]
    assert all(one.inside == 1.0 and one.because for one in found)
    apart = guess.shift_m(data_of(in_frame("GCJ-02")), found[0], found[1])
    assert apart is not None and 100 < apart < 800
    assert guess.shift_m(data_of(in_frame("GCJ-02")), found[1], found[1]) == 0


def test_swapped_degrees_are_noticed() -> None:
    first = guess.candidates(data_of(in_frame("WGS-84", swapped=True)), REGION)[0]
    assert first.swapped and first.frame == "CGCS2000"


def test_what_the_file_says_comes_first_unless_it_lies() -> None:
    said = guess.candidates(data_of(in_frame("WGS-84"), hint="WGS-84"), REGION)
    assert said[0].frame == "WGS-84" and said[0].because[0].code == "file_says"
    lie = guess.candidates(data_of(in_frame("EPSG:4525"), hint="EPSG:4526"), REGION)
    assert lie[0].frame == "EPSG:4525" and lie[0].because[0].code == "file_says_other"


def test_data_of_another_county_is_said_to_lie_outside() -> None:
    found = guess.candidates(data_of([(120.0, 36.0)]), REGION)
    assert found and all(one.inside == 0 and "outside" in {why.code for why in one.because} for one in found)


def test_numbers_that_are_nothing_have_no_candidate_or_lie_outside() -> None:
    assert guess.candidates(data_of([(9e9, 9e9)]), REGION) == ()


def test_a_shifted_point_is_put_back_where_it_was(tmp_path: Path) -> None:
    lat, lon = shifted(30.05, 110.05, Crs.GCJ02)
    frame = frame_of("gcj02")
    assert frame is not None and frame.to_wgs84(lon, lat) == pytest.approx((110.05, 30.05), abs=1e-9)
