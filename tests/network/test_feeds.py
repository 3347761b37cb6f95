"""Every sample of every feed parses; garbage is said to be garbage and nothing else happens."""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

import app.network.feeds as feeds_package
from app.domain.tracking.model import TrackerApp
from app.network.feeds import discover
from app.network.feeds.contract import Badge, BadMessage, Request
from app.network.feeds.osmand import protocol as osmand
from app.network.feeds.owntracks import protocol as owntracks

ROOT = Path(feeds_package.__path__[0])
TOKEN = "0123456789abcdef0123456789abcdef"
BADGE = Badge("K7Q2ABCD", TOKEN)
NOON = datetime(2026, 3, 10, 4, 0, tzinfo=UTC)
BASIC = "Basic " + base64.b64encode(f"K7Q2ABCD:{TOKEN}".encode()).decode()


def request(sample: Path) -> Request:
    data = sample.read_bytes()
    query = data.decode() if sample.suffix == ".query" else ""
    return Request(query, BASIC, b"" if query else data, "application/json" if sample.suffix == ".json" else "")


def test_every_folder_is_a_feed_with_samples() -> None:
    folders = sorted(path.name for path in ROOT.iterdir() if (path / "protocol.py").exists())
    assert len(discover()) == len(folders) == len(TrackerApp)
    assert all(any((ROOT / name / "samples").iterdir()) for name in folders)


@pytest.mark.parametrize("sample", sorted(ROOT.glob("*/samples/*")), ids=lambda path: f"{path.parts[-3]}-{path.name}")
def test_every_sample_parses(sample: Path) -> None:
    module = owntracks if "owntracks" in sample.parts else osmand
    said = module.parse(request(sample))
    assert said.badge == BADGE
    if sample.stem.split("-")[0] in ("lwt", "transition", "waypoint"):
        assert said.fixes == ()
        return
    (fix,) = said.fixes
    assert (fix.lat, fix.lon, fix.at) == (30.0123, 110.0456, NOON)


def test_units_of_each_app() -> None:
    ios = owntracks.parse(request(ROOT / "owntracks/samples/location-ios.json")).fixes[0]
    assert (ios.speed_kmh, ios.heading_deg, ios.accuracy_m, ios.battery_pct) == (54, 271, 8, 81)
    old = osmand.parse(request(ROOT / "osmand/samples/traccar-8.query")).fixes[0]
    assert (old.speed_kmh, old.heading_deg, old.accuracy_m, old.battery_pct) == (18.52, 271, 8, 81)
    new = osmand.parse(request(ROOT / "osmand/samples/traccar-9.json")).fixes[0]
    assert (round(new.speed_kmh, 1), round(new.heading_deg), new.battery_pct) == (19.8, 271, 81)
    still = osmand.parse(request(ROOT / "osmand/samples/traccar-9-standing.json")).fixes[0]
    assert (still.speed_kmh, still.heading_deg, still.battery_pct) == (0, -1, -1)


def test_a_form_is_read_like_a_query() -> None:
    form = (ROOT / "osmand/samples/form.query").read_bytes()
    said = osmand.parse(Request("", "", form, "application/x-www-form-urlencoded"))
    assert said.badge == BADGE
    assert said.fixes[0].at == NOON


def test_several_reports_in_one_message_keep_their_order_and_too_many_are_refused() -> None:
    one = json.loads((ROOT / "osmand/samples/traccar-9.json").read_bytes())
    many = {"device_id": one["device_id"], "location": [one["location"]] * 3}
    assert len(osmand.parse(Request("", "", json.dumps(many).encode())).fixes) == 3
    many["location"] = [one["location"]] * 300
    with pytest.raises(BadMessage, match="too_many"):
        osmand.parse(Request("", "", json.dumps(many).encode()))


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("id=a-b&lat=x&lon=1", "bad_coordinates"),
        ("id=a-b&lat=nan&lon=1", "bad_coordinates"),
        ("id=a-b&lat=1", "no_coordinates"),
        ("id=a-b&lat=1&lon=1&timestamp=yesterday", "bad_time"),
        ("id=a-b&lat=1&lon=1&timestamp=1e300", "bad_time"),
        ("id=a-b&lat=1&lon=1&timestamp=nan", "bad_time"),
        ("&".join(f"a{n}=1" for n in range(200)), "bad_form"),
    ],
)
def test_a_query_that_makes_no_sense_is_named(query: str, code: str) -> None:
    with pytest.raises(BadMessage, match=code):
        osmand.parse(Request(query, "", b""))


def test_what_an_app_does_not_know_costs_no_position() -> None:
    fix = osmand.parse(Request("id=a-b&lat=1&lon=1&speed={5}&bearing={6}&batt=&accuracy=-3", "", b"")).fixes[0]
    assert (fix.speed_kmh, fix.heading_deg, fix.accuracy_m, fix.battery_pct, fix.at) == (0, -1, 0, -1, None)


def test_a_place_in_one_parameter_is_read_and_one_that_is_declared_void_is_not() -> None:
    both = osmand.parse(Request("id=a-b&location=30.5,110.25&timestamp=1773115200", "", b"")).fixes[0]
    assert (both.lat, both.lon) == (30.5, 110.25)
    assert osmand.parse(Request("id=a-b&lat=30&lon=110&valid=false", "", b"")).fixes == ()


@pytest.mark.parametrize(
    "header", ["", "Bearer x", "Basic", "Basic ###", "Basic " + "A" * 500, "Basic " + base64.b64encode(b"\xff\xfe:").decode(),
               "Basic " + base64.b64encode(b"no colon").decode()],
)
def test_a_header_that_is_no_badge_is_none(header: str) -> None:
    assert owntracks.badge_of(Request("", header, b"")) is None


@given(st.binary(max_size=300), st.text(max_size=80), st.text(max_size=80))
def test_garbage_is_garbage_and_nothing_else(body: bytes, query: str, header: str) -> None:
    for feed in discover():
        try:
            feed.early(Request(query, header, b""))
            feed.parse(Request(query, header, body, "application/json"))
            feed.parse(Request(query, header, body))
        except BadMessage:
            continue


@given(st.recursive(st.none() | st.floats() | st.text(max_size=5), lambda x: st.lists(x, max_size=3) | st.dictionaries(
    st.sampled_from(["_type", "lat", "lon", "tst", "location", "coords", "latitude", "longitude", "timestamp", "device_id"]), x)))
def test_json_of_any_shape_is_read_or_refused(value: object) -> None:
    body = json.dumps(value).encode()
    for feed in discover():
        try:
            feed.parse(Request("", "", body))
        except BadMessage:
            continue


def test_the_link_of_owntracks_holds_its_whole_configuration() -> None:
    setup = owntracks.setup("http://127.0.0.1:8690", "K7Q2ABCD", TOKEN, "phone")
    assert setup.link.startswith("owntracks:///config?inline=")
    inline = unquote(setup.link.partition("inline=")[2])
    wanted = json.loads(base64.b64decode(inline))
    assert (wanted["_type"], wanted["mode"], wanted["url"]) == ("configuration", 3, "http://127.0.0.1:8690/owntracks")
    assert (wanted["username"], wanted["password"]) == ("K7Q2ABCD", TOKEN)
    assert dict(setup.fields)["password"] == TOKEN


def test_the_link_of_traccar_is_its_address_with_the_identifier() -> None:
    setup = osmand.setup("http://127.0.0.1:8690", "K7Q2ABCD", TOKEN, "phone")
    parts = urlsplit(setup.link)
    assert (parts.netloc, parts.path) == ("127.0.0.1:8690", "/")
    identifier = parse_qs(parts.query)["id"][0]
    assert osmand.badge_of(Request(f"id={identifier}&lat=1&lon=1", "", b"")) == BADGE
