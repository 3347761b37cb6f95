"""The bridge: one string each way, bounded in rate and in size."""

import base64
import json

import pytest

from app.map.gestures import Clicked
from app.ui.map.channel import BURST, PNG_MAGIC, Bridge


@pytest.fixture
def heard():
    return []


@pytest.fixture
def bridge(qapp, heard):
    now = [0.0]
    bridge = Bridge(heard.append, clock=lambda: now[0])
    bridge.now = now
    return bridge


def test_messages_are_numbered_json(bridge):
    sent = []
    bridge.message.connect(sent.append)
    assert [bridge.send("theme", value="dark"), bridge.send("pick", on=True)] == [1, 2]
    assert json.loads(sent[0]) == {"type": "theme", "seq": 1, "value": "dark"}


def test_garbage_is_dropped(bridge, heard):
    bridge.gesture("<script>")
    bridge.gesture('{"type":"clicked","lat":1,"lon":2}')
    assert heard == [Clicked(1, 2)]
    assert bridge.dropped == 1


def test_a_flood_is_dropped_and_then_heard_again(bridge, heard):
    for _ in range(BURST + 50):
        bridge.gesture('{"type":"clicked","lat":1,"lon":2}')
    assert len(heard) == BURST
    bridge.now[0] += 1
    bridge.gesture('{"type":"clicked","lat":1,"lon":2}')
    assert len(heard) == BURST + 1


def test_only_a_png_is_a_picture(bridge):
    got = []
    bridge.picture_received.connect(lambda token, png: got.append((token, png)))
    bridge.picture(1, base64.b64encode(PNG_MAGIC + b"x").decode())
    bridge.picture(2, base64.b64encode(b"GIF89a").decode())
    bridge.picture(3, "not base64")
    assert got == [(1, PNG_MAGIC + b"x"), (2, b"")]
