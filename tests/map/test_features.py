"""The contract between layers and page: what goes in comes out, and nonsense does not go in."""

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.geo import Point, distance_m
from app.map.features import (
    Feature,
    LineGeometry,
    Link,
    PointGeometry,
    PolygonGeometry,
    Tone,
    UnitMark,
    circle,
    decode_features,
    decode_units,
    encode_features,
    encode_units,
)

places = st.tuples(st.floats(-180, 180), st.floats(-90, 90))
geometries = st.one_of(
    places.map(PointGeometry),
    st.lists(places, min_size=2, max_size=5).map(lambda line: LineGeometry(tuple(line))),
    st.lists(places, min_size=3, max_size=5).map(lambda ring: PolygonGeometry(((*ring, ring[0]),))),
)
texts = st.text(max_size=12)
features = st.builds(
    Feature,
    id=texts,
    geometry=geometries,
    title=texts,
    detail=st.lists(texts, max_size=2).map(tuple),
    symbol=texts,
    tone=st.sampled_from(Tone),
    shape=texts,
    state=texts,
    label=texts,
    label_rank=st.integers(0, 9),
)
units = st.builds(
    UnitMark,
    id=texts,
    symbol=texts,
    status=texts,
    label=texts,
    lat=st.floats(-90, 90),
    lon=st.floats(-180, 180),
    age_s=st.floats(0, 1e6),
    heading_deg=st.none() | st.floats(0, 360),
    link=st.sampled_from(Link),
)


@given(st.lists(features, max_size=5))
def test_features_come_back_as_they_were(given_features):
    assert decode_features(encode_features(given_features)) == tuple(given_features)


@given(st.lists(units, max_size=5))
def test_units_come_back_as_they_were(marks):
    assert decode_units(*encode_units(marks)) == tuple(marks)


def test_payload_is_geojson():
    payload = encode_features([Feature(id="x", geometry=PointGeometry((110.5, 20.25)), title="</script>")])
    document = json.loads(payload)
    assert document["type"] == "FeatureCollection"
    assert document["features"][0]["geometry"] == {"type": "Point", "coordinates": [110.5, 20.25]}


@pytest.mark.parametrize("place", [(math.nan, 0.0), (0.0, math.inf), (0.0, 91.0), (181.0, 0.0)])
def test_a_place_that_is_not_on_earth_is_refused(place):
    with pytest.raises(ValueError, match="not a place on earth"):
        encode_features([Feature(id="x", geometry=PointGeometry(place), title="")])
    with pytest.raises(ValueError, match="not a place on earth"):
        encode_units([UnitMark(id="x", symbol="", status="", label="", lat=place[1], lon=place[0])])


def test_moving_changes_positions_but_not_meta():
    first = encode_units([UnitMark(id="a", symbol="F-POL", status="en_route", label="甲", lat=20.0, lon=110.0)])
    moved = encode_units([UnitMark(id="a", symbol="F-POL", status="en_route", label="甲", lat=20.1, lon=110.0)])
    assert first[0] == moved[0]
    assert first[1] != moved[1]


def test_two_generations_are_never_mixed():
    before = encode_units([UnitMark(id="a", symbol="F-POL", status="en_route", label="甲", lat=20.0, lon=110.0)])
    after = encode_units([UnitMark(id="a", symbol="F-POL", status="on_scene", label="甲", lat=20.0, lon=110.0)])
    with pytest.raises(ValueError, match="generations"):
        decode_units(before[0], after[1])


def test_circle_has_its_radius():
    ring = circle(20.0, 110.0, 500.0).coordinates[0]
    assert ring[0] == ring[-1]
    for lon, lat in ring:
        assert distance_m(Point(20.0, 110.0), Point(lat, lon)) == pytest.approx(500, rel=0.003)
