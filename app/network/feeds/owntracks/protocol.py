"""OwnTracks, HTTP mode: one JSON object a POST; ``_type`` ``location`` is a position, everything else is answered and left.

Who it is comes by HTTP Basic, which is what the app can do: user name = the terminal's id, password = its token. The app
keeps a message until it is answered by a success and sends nothing else before, so that what we do not need is answered by an
empty list like the rest.
Fields (booklet of the project): ``tst`` seconds, ``vel`` km/h, ``cog`` degrees, ``acc`` metres, ``batt`` percent.
"""

from __future__ import annotations

import base64
import binascii
import json
from functools import lru_cache
from urllib.parse import quote

import msgspec

from app.domain.tracking.model import TrackerApp
from app.network.feeds.contract import Badge, BadMessage, Feed, Message, Request, Setup, fix, is_nowhere, moment


class _Location(msgspec.Struct, gc=False):
    kind: str = msgspec.field(name="_type", default="")
    lat: float | None = None
    lon: float | None = None
    tst: float | None = None
    acc: float | None = None
    vel: float | None = None
    cog: float | None = None
    batt: float | None = None


_DECODER = msgspec.json.Decoder(_Location)
_SCHEME = "basic "
_LONGEST_BADGE = 400
_BADGES_REMEMBERED = 1_024
"""Headers whose reading is remembered: a phone sends the same one with every report."""


def badge_of(request: Request) -> Badge | None:
    """The badge of HTTP Basic; ``None`` where there is none that can be read."""
    return _read_badge(request.authorization) if len(request.authorization) <= _LONGEST_BADGE else None


@lru_cache(maxsize=_BADGES_REMEMBERED)
def _read_badge(given: str) -> Badge | None:
    if given[: len(_SCHEME)].lower() != _SCHEME:
        return None
    try:
        text = base64.b64decode(given[len(_SCHEME) :], validate=True).decode()
    except (binascii.Error, ValueError):
        return None
    device_id, colon, token = text.partition(":")
    return Badge(device_id, token) if colon else None


def parse(request: Request) -> Message:
    """What the message says. An empty one (a friend was removed on the phone) says nothing. ``BadMessage`` for garbage."""
    badge = badge_of(request)
    if not request.body.strip():
        return Message(badge, ())
    try:
        said = _DECODER.decode(request.body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadMessage("bad_json") from error
    if said.kind != "location":
        return Message(badge, (), is_sealed=said.kind == "encrypted")
    if said.lat is None or said.lon is None:
        raise BadMessage("no_coordinates")
    if is_nowhere(said.lat, said.lon):
        return Message(badge, ())
    at = None if said.tst is None else moment(said.tst)
    heading_deg = -1.0 if said.cog is None else said.cog
    battery_pct = -1.0 if said.batt is None else said.batt
    return Message(badge, (fix(said.lat, said.lon, at, said.acc or 0.0, said.vel or 0.0, heading_deg, battery_pct),))


def setup(base: str, device_id: str, token: str, name: str) -> Setup:
    """An ``owntracks:`` link with the whole configuration in it; the app asks its owner before it takes it over.

    Only what the app's own defaults do not say: the shorter, the easier a camera reads the code off a screen.
    """
    url = f"{base}/owntracks"
    wanted = {
        "_type": "configuration", "mode": 3, "url": url, "auth": True, "username": device_id, "password": token,
        "deviceId": device_id, "monitoring": 2, "locatorInterval": 15, "cmd": False,
    }
    inline = base64.b64encode(json.dumps(wanted, separators=(",", ":")).encode()).decode()
    fields = (("mode", "HTTP"), ("url", url), ("username", device_id), ("password", token), ("device", device_id))
    return Setup(f"owntracks:///config?inline={quote(inline, safe='')}", fields)


FEED = Feed(TrackerApp.OWNTRACKS, ("/owntracks", "/pub"), ("POST",), badge_of, parse, b"[]", "application/json", setup)
