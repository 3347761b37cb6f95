"""Traccar Client and OsmAnd: query parameters (GET, POST, form), or the JSON body of Traccar Client 9 and later.

These apps can send nothing of their own but an identifier, so the identifier carries both: ``<terminal's id>-<token>``.
Query: ``id lat lon timestamp speed bearing accuracy batt valid``, ``location`` for ``lat,lon``; ``timestamp`` in seconds,
milliseconds or ISO 8601; ``speed`` in knots (Traccar's convention). JSON: ``device_id`` and ``location.coords`` with ``speed``
in metres a second, -1 for unknown,
``battery.level`` from 0 to 1. OsmAnd's own tracking link is typed by hand and ends in our parameters.
"""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import parse_qsl, quote

import msgspec

from app.domain.tracking.model import Fix, TrackerApp
from app.network.feeds.contract import MOST_FIXES, Badge, BadMessage, Feed, Message, Request, Setup, fix, is_nowhere, moment

KMH_PER_KNOT = 1.852
KMH_PER_M_S = 3.6
_SECONDS_BELOW = 10_000_000_000
"""A larger number of a timestamp counts milliseconds."""

_INVALID = ("0", "false")
_MOST_FIELDS = 64
_LONGEST_NUMBER = 32


class _Coords(msgspec.Struct, gc=False):
    latitude: float
    longitude: float
    accuracy: float | None = None
    speed: float | None = None
    heading: float | None = None


class _Battery(msgspec.Struct, gc=False):
    level: float | None = None


class _Location(msgspec.Struct, gc=False):
    coords: _Coords
    timestamp: str | int | float | None = None
    battery: _Battery | None = None


class _Body(msgspec.Struct, gc=False):
    device_id: str | int = ""
    location: _Location | list[_Location] | None = None


_DECODER = msgspec.json.Decoder(_Body)


def badge_of(request: Request) -> Badge | None:
    """The badge in the query; ``None`` where the body has to be read first."""
    return _badge(_pairs(request.query).get("id", "")) if "id=" in request.query else None


def parse(request: Request) -> Message:
    """What the message says; ``BadMessage`` for garbage."""
    if request.body[:1] == b"{" or request.content_type == "application/json":
        return _parse_json(request.body)
    given = _pairs(request.query)
    if "lat" not in given and request.body:
        try:
            given |= _pairs(request.body.decode("ascii"))
        except UnicodeDecodeError as error:
            raise BadMessage("bad_form") from error
    badge = _badge(given.get("id") or given.get("deviceid", ""))
    if "location" in given and "lat" not in given:
        given["lat"], _, given["lon"] = given["location"].partition(",")
    if "lat" not in given or "lon" not in given:
        if badge is None or given.keys() & {"lat", "lon"}:
            raise BadMessage("no_coordinates")
        return Message(badge, ())
    lat, lon = _must(given["lat"]), _must(given["lon"])
    if is_nowhere(lat, lon) or given.get("valid") in _INVALID:
        return Message(badge, ())
    speed_kmh = _number(given, "speed", 0.0) * KMH_PER_KNOT
    heading_deg = _number(given, "bearing" if "bearing" in given else "heading", -1.0)
    one = fix(
        lat, lon, _time(given.get("timestamp", "")), _number(given, "accuracy", 0.0), speed_kmh, heading_deg,
        _number(given, "batt", -1.0),
    )
    return Message(badge, (one,))


def _parse_json(body: bytes) -> Message:
    try:
        said = _DECODER.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadMessage("bad_json") from error
    badge = _badge(str(said.device_id))
    if said.location is None:
        return Message(badge, ())
    many = said.location if isinstance(said.location, list) else [said.location]
    if len(many) > MOST_FIXES:
        raise BadMessage("too_many")
    return Message(badge, tuple(_fix(one) for one in many if not is_nowhere(one.coords.latitude, one.coords.longitude)))


def _fix(one: _Location) -> Fix:
    coords = one.coords
    level = one.battery.level if one.battery is not None and one.battery.level is not None else -1.0
    heading_deg = -1.0 if coords.heading is None else coords.heading
    at = _time(str(one.timestamp)) if one.timestamp is not None else None
    return fix(
        coords.latitude, coords.longitude, at, coords.accuracy or 0.0, (coords.speed or 0.0) * KMH_PER_M_S, heading_deg, level * 100
    )


def _badge(identifier: str) -> Badge | None:
    device_id, dash, token = identifier.partition("-")
    return Badge(device_id, token) if dash else None


def _pairs(text: str) -> dict[str, str]:
    try:
        return dict(parse_qsl(text, max_num_fields=_MOST_FIELDS))
    except ValueError as error:
        raise BadMessage("bad_form") from error


def _must(text: str) -> float:
    try:
        return float(text[:_LONGEST_NUMBER])
    except ValueError as error:
        raise BadMessage("bad_coordinates") from error


def _number(given: dict[str, str], name: str, absent: float) -> float:
    try:
        return float(given[name][:_LONGEST_NUMBER]) if name in given else absent
    except ValueError:  # OsmAnd sends its placeholders where it knows nothing; the position counts all the same
        return absent


def _time(text: str) -> datetime | None:
    text = text.strip()[: _LONGEST_NUMBER + 8]
    if not text:
        return None
    try:
        number = float(text)
    except ValueError:
        return _iso(text)
    return moment(number if abs(number) < _SECONDS_BELOW else number / 1000)


def _iso(text: str) -> datetime:
    if "T" in text:
        text = text.replace(" ", "+")  # an offset that somebody forgot to encode
    try:
        at = datetime.fromisoformat(text)
        return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise BadMessage("bad_time") from error


def setup(base: str, device_id: str, token: str, name: str) -> Setup:
    """The address with identifier and intervals: Traccar Client reads all of it from the QR code.

    It reports every ``distance`` metres while it moves, and every ``heartbeat`` seconds while it stands: without that a unit at
    work would grow stale on the map.
    """
    identifier = f"{device_id}-{token}"
    url = f"{base}/"
    often = "accuracy=high&interval=15&fastest_interval=5&distance=20&heartbeat=300"
    link = f"{url}?id={quote(identifier)}&{often}&buffer=true&service=true"
    by_hand = f"{url}?id={identifier}&lat={{0}}&lon={{1}}&timestamp={{2}}&accuracy={{3}}&altitude={{4}}&bearing={{6}}"
    return Setup(link, (("url", url), ("identifier", identifier), ("osmand", by_hand)))


FEED = Feed(TrackerApp.TRACCAR, ("/", "/osmand"), ("GET", "POST"), badge_of, parse, b"OK", "text/plain", setup)
