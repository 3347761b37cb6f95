"""The parser of what the page says: known gestures in, everything else dropped, nothing ever raised."""

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.map.gestures import LONGEST_GESTURE, Clicked, FeatureClicked, Painted, parse_gesture

json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)
kinds = st.sampled_from(["clicked", "feature_clicked", "picked", "moved", "painted", "layer_toggled", "log", "ready"])


@given(st.text())
@example("\ud800")
@example("[" * 1900)
@example('{"type":' * 200)
def test_garbage_is_a_reason_and_never_raises(text):
    assert isinstance(parse_gesture(text), str)


@given(
    kinds,
    st.dictionaries(st.sampled_from(["lat", "lon", "id", "layer", "seq", "on", "text", "zoom"]), json_values),
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
