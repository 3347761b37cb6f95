"""What is on a piece of the map."""

from __future__ import annotations

from pathlib import Path

from app.kernel.geo import Region
from app.map.contents import Mark, marks_in, take
from app.map.features import Feature, LineGeometry, PointGeometry, Tone, UnitMark, circle, encode_features, encode_units
from app.map.site import MapOptions, MapSite

BOUNDS = Region(18.0, 114.0, 18.1, 114.1)


def site(tmp_path: Path) -> MapSite:
    return MapSite(resources_dir=tmp_path, base_dir=tmp_path, cache_dir=tmp_path, options=MapOptions(region=BOUNDS))


def point(name: str, lat: float, lon: float, **more: object) -> Feature:
    return Feature(id=name, geometry=PointGeometry((lon, lat)), title=name, **more)  # type: ignore[arg-type]


def test_kinds_inside_are_named_once_and_the_rest_is_not(tmp_path: Path) -> None:
    made = site(tmp_path)
    made.publish("facilities", encode_features([
        point("a", 18.05, 114.05, symbol="school"), point("b", 18.06, 114.05, symbol="school"),
        point("c", 18.5, 114.05, symbol="dam"), point("d", 18.05, 114.05, symbol="market", min_zoom=16),
    ]))  # fmt: skip
    made.publish_units(*encode_units([
        UnitMark(id="u", symbol="F-POL", status="on_scene", label="", lat=18.02, lon=114.02),
        UnitMark(id="v", symbol="F-MED", status="on_standby", label="", lat=19.0, lon=114.02),
    ]))  # fmt: skip
    found = set(marks_in(take(made), BOUNDS, 14))
    assert found == {
        Mark("facilities", "school", "", Tone.NEUTRAL.value, ""), Mark("units", "F-POL", "", "", "on_scene", "fresh"),
    }  # fmt: skip


def test_lines_and_areas_that_cross_the_edge_are_on_it(tmp_path: Path) -> None:
    made = site(tmp_path)
    made.publish("routes", encode_features([Feature(id="r", geometry=LineGeometry(((113.9, 18.05), (114.2, 18.05))), title="r")]))
    made.publish("cordons", encode_features([
        Feature(id="c", geometry=circle(18.05, 113.99, 3000), title="c"),
        Feature(id="far", geometry=circle(20, 110, 100), title="f"),
    ]))  # fmt: skip
    assert {one.layer for one in marks_in(take(made), BOUNDS, 12)} == {"routes", "cordons"}


def test_a_site_without_anything_has_nothing(tmp_path: Path) -> None:
    assert marks_in(take(site(tmp_path)), BOUNDS, 12) == ()
