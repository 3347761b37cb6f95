"""The parser of what the page says: known gestures in, everything else dropped, nothing ever raised."""

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.domain.drawing.model import Shape, ShapeForm
from app.domain.drawing.rules import MOST_POINTS
from app.kernel.geo import Point
from app.map.gestures import LONGEST_GESTURE, Clicked, Drawn, Edited, FeatureClicked, Painted, parse_gesture

json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)
kinds = st.sampled_from(
    ["clicked", "feature_clicked", "picked", "moved", "painted", "layer_toggled", "log", "ready", "drawn", "edited", "asked"]
)


@given(st.text())
@example("\ud800")
@example("[" * 1900)
@example('{"type":' * 200)
def test_garbage_is_a_reason_and_never_raises(text):
    assert isinstance(parse_gesture(text), str)


@given(
    kinds,
    st.dictionaries(
        st.sampled_from(["lat", "lon", "id", "layer", "seq", "on", "text", "zoom", "form", "points", "what"]), json_values
    ),
)
def test_known_kind_with_wild_fields_never_raises(kind, fields):
    parse_gesture(json.dumps({"type": kind, **fields}))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"type":"clicked","lat":20.5,"lon":110}', Clicked(20.5, 110.0)),
        ('{"type":"feature_clicked","layer":"units","id":"u1"}', FeatureClicked("units", "u1")),
        ('{"type":"painted","seq":7}', Painted(7)),
    ],
)
def test_gestures_are_read(text, expected):
    assert parse_gesture(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        '{"type":"clicked","lat":91,"lon":0}',
        '{"type":"clicked","lat":"1","lon":0}',
        '{"type":"clicked","lat":NaN,"lon":0}',
        '{"type":"clicked","lat":1,"lon":0,"command":"dispatch"}',
        '{"type":"feature_clicked","layer":"units","id":""}',
        '{"type":"close_incident","id":"1"}',
        '{"lat":1}',
        json.dumps({"type": "log", "level": "info", "text": "x" * LONGEST_GESTURE}),
    ],
)
def test_what_is_not_quite_a_gesture_is_dropped(text):
    assert isinstance(parse_gesture(text), str)


def test_what_was_drawn_becomes_a_shape():
    drawn = parse_gesture('{"type":"drawn","purpose":"draw","form":"circle","points":[[20.5,110]],"radius_m":250,"kind":"cordon"}')
    assert isinstance(drawn, Drawn)
    assert drawn.shape == Shape(ShapeForm.CIRCLE, (Point(20.5, 110.0),), 250.0)
    edited = parse_gesture('{"type":"edited","id":"d1","form":"line","points":[[20.5,110],[20.6,110]]}')
    assert isinstance(edited, Edited)
    assert len(edited.shape.points) == 2


def test_a_drawing_of_as_many_points_as_allowed_is_read_and_no_more():
    def drawn(count):
        points = [[20 + n / 1e7 + 1e-12, 110.123456789012] for n in range(count)]
        return json.dumps({"type": "drawn", "purpose": "around", "form": "area", "points": points})

    assert isinstance(parse_gesture(drawn(MOST_POINTS)), Drawn)
    assert isinstance(parse_gesture(drawn(MOST_POINTS + 1)), str)


@pytest.mark.parametrize(
    "change",
    [
        {"purpose": "remove"}, {"form": "spiral"}, {"points": []}, {"points": [[91, 0]]}, {"points": [[1]]}, {"points": [[1, "2"]]},
        {"radius_m": -1}, {"radius_m": 1e9}, {"radius_m": None}, {"kind": "x" * 65}, {"command": "Draw"},
    ],
)
def test_a_drawing_that_is_not_quite_one_is_dropped(change):
    good = {"type": "drawn", "purpose": "draw", "form": "circle", "points": [[1, 2]], "radius_m": 5, "kind": "note"}
    assert not isinstance(parse_gesture(json.dumps(good)), str)
    assert isinstance(parse_gesture(json.dumps(good | change)), str)


def test_only_known_buttons_are_heard():
    assert not isinstance(parse_gesture('{"type":"asked","what":"drawings"}'), str)
    assert isinstance(parse_gesture('{"type":"asked","what":"shell"}'), str)
