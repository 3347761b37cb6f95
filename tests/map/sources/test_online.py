"""Online tiles: the template, the cache, the pause after a failure, and a real server on this machine."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiohttp import web

from app.desk.maps import Datum, SourceEntry, SourceForm
from app.kernel.errors import Refusal
from app.map.sources.online import FRESH_S, PAUSE_S, HttpFetch, OnlineSource
from app.map.sources.template import address_of, check_template, host_of, subdomains_of
from app.map.sources.tile_cache import TileCache
from tests import maps_world as world

TEMPLATE = "https://t{s}.example.invalid/vec_w/wmts?TILEMATRIX={z}&TILEROW={y}&TILECOL={x}&tk={key}"
PICTURE = world.picture()


@pytest.mark.parametrize(
    ("template", "datum", "key", "names", "code"),
    [
        ("ftp://a/{z}/{x}/{y}", Datum.CGCS2000, "", "", "map_template_form"),
        ("https://u:p@a/{z}/{x}/{y}", Datum.CGCS2000, "", "", "map_template_form"),
        ("https://a/{z}/{x}/{y} x", Datum.CGCS2000, "", "", "map_template_form"),
        ("file:///etc/{z}{x}{y}", Datum.CGCS2000, "", "", "map_template_form"),
        ("https://a/{z}/{x}", Datum.CGCS2000, "", "", "map_template_lacks"),
        ("https://a/{z}/{x}/{y}/{q}", Datum.CGCS2000, "", "", "map_template_unknown"),
        (TEMPLATE, Datum.CGCS2000, "", "0-7", "map_template_key"),
        (TEMPLATE, Datum.CGCS2000, "k", "", "map_template_subdomains"),
        ("https://a/wmts?TILEMATRIXSET=c&z={z}&x={x}&y={y}", Datum.CGCS2000, "", "", "map_template_degrees"),
        ("https://a/{z}/{x}/{y}", Datum.BD09, "", "", "map_bd09"),
    ],
)  # fmt: skip
def test_what_no_tile_could_come_from_is_refused(template: str, datum: Datum, key: str, names: str, code: str) -> None:
    with pytest.raises(Refusal) as no:
        check_template(template, datum, key, names)
    assert no.value.code == code


def test_an_address_is_filled_in() -> None:
    check_template(TEMPLATE, Datum.CGCS2000, "k&1", "0-7")
    assert address_of(TEMPLATE, 3, 5, 4, "k&1", "0-7") == (
        "https://t1.example.invalid/vec_w/wmts?TILEMATRIX=3&TILEROW=4&TILECOL=5&tk=k%261"
    )
    assert address_of("https://a/{TileMatrix}/{TileCol}/{-y}", 3, 5, 2, "", "") == "https://a/3/5/5"
    assert subdomains_of("a,b c") == ("a", "b", "c") and subdomains_of("abc") == ("a", "b", "c") and subdomains_of("../x") == ("x",)
    assert "k" not in host_of("https://t{s}.example.invalid/x?tk={key}").split(".")[0]


def test_the_cache_stays_within_its_limit_and_drops_the_least_used(tmp_path: Path) -> None:
    now = [0.0]
    cache = TileCache(tmp_path / "c.sqlite", 3 * (1000 + 64), lambda: now[0])
    for x in range(3):
        now[0] += 1
        cache.put(5, x, 0, bytes([x]) * 1000)
    now[0] += 1
    assert cache.get(5, 0, 0) is not None
    cache.put(5, 9, 0, b"9" * 3000)
    assert cache.size_bytes <= 3 * 1064
    assert cache.get(5, 1, 0) is None
    cache.put(5, 8, 0, b"x" * 10_000)
    assert cache.get(5, 8, 0) is None
    cache.close()
    again = TileCache(tmp_path / "c.sqlite", 3 * 1064, lambda: now[0])
    assert again.get(5, 9, 0) == (b"9" * 3000, 0.0)
    again.close()


def test_a_broken_cache_begins_anew(tmp_path: Path) -> None:
    file = tmp_path / "c.sqlite"
    file.write_bytes(b"garbage" * 1000)
    cache = TileCache(file, 10_000, lambda: 0.0)
    cache.put(1, 0, 0, b"abc")
    assert cache.get(1, 0, 0) == (b"abc", 0.0)
    cache.close()


class Server:
    """Answers from memory and counts."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.answer: bytes | Exception = PICTURE

    def __call__(self, address: str) -> bytes:
        self.asked.append(address)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer

    def close(self) -> None:
        """Nothing is held."""


def source_of(tmp_path: Path, server: Server, clock: list[float], *, on: bool = True) -> OnlineSource:
    entry = SourceEntry(id="o", form=SourceForm.ONLINE, template=TEMPLATE, key="secret-key", subdomains="0-7", online_on=on)
    cache = TileCache(tmp_path / "c.sqlite", 1_000_000, lambda: clock[0])
    return OnlineSource(entry, cache, server, lambda: clock[0])


def test_nothing_is_asked_before_somebody_says_so(tmp_path: Path) -> None:
    server, clock = Server(), [0.0]
    assert source_of(tmp_path, server, clock, on=False).tile(5, 1, 1) is None
    assert not server.asked


def test_a_tile_is_asked_for_once_and_shown_without_a_line(tmp_path: Path) -> None:
    server, clock = Server(), [0.0]
    source = source_of(tmp_path, server, clock)
    assert source.tile(5, 1, 1) == source.tile(5, 1, 1) == ("image/png", PICTURE)
    assert len(server.asked) == 1
    source.close()
    offline = source_of(tmp_path, server, clock, on=False)
    assert offline.tile(5, 1, 1) == ("image/png", PICTURE) and offline.tile(5, 2, 2) is None
    assert len(server.asked) == 1


def test_an_old_tile_is_asked_for_again_and_kept_where_nobody_answers(tmp_path: Path) -> None:
    server, clock = Server(), [0.0]
    source = source_of(tmp_path, server, clock)
    source.tile(5, 1, 1)
    clock[0] = FRESH_S + 1
    server.answer = OSError("no line")
    assert source.tile(5, 1, 1) == ("image/png", PICTURE)
    assert len(server.asked) == 2


def test_after_a_failure_the_line_is_left_alone_for_a_while(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    server, clock = Server(), [0.0]
    source = source_of(tmp_path, server, clock)
    server.answer = OSError("timeout")
    with caplog.at_level(logging.WARNING):
        assert all(source.tile(5, x, 1) is None for x in range(10))
    assert len(server.asked) == 1 and len(caplog.records) == 1
    assert "secret-key" not in caplog.text and "secret-key" not in str(source.check())
    assert [problem.code for problem in source.check()] == ["map_server_silent"]
    clock[0] += PAUSE_S + 1
    server.answer = PICTURE
    assert source.tile(5, 3, 1) is not None and source.check() == ()


def test_a_check_asks_the_server_at_once_unless_it_is_switched_off(tmp_path: Path) -> None:
    server, clock = Server(), [0.0]
    server.answer = ValueError("HTTP 403")
    source = source_of(tmp_path, server, clock)
    for asked in (1, 2):  # also within the pause that the first failure brought
        assert [one.facts["why"] for one in source.check()] == ["HTTP 403"] and len(server.asked) == asked
    server.answer = b""
    assert source.check() == (), "a server that has no such tile has answered"
    off = source_of(tmp_path, server, clock, on=False)
    assert off.check() == () and len(server.asked) == 3


def test_a_page_in_place_of_a_picture_is_not_kept(tmp_path: Path) -> None:
    server, clock = Server(), [0.0]
    source = source_of(tmp_path, server, clock)
    server.answer = b"<html>quota used up</html>"
    assert source.tile(5, 1, 1) is None and source.check()
    clock[0] += PAUSE_S + 1
    server.answer = b""
    asked = len(server.asked)
    assert source.tile(5, 1, 1) is None and source.tile(5, 2, 1) is None
    assert len(server.asked) == asked + 2, "a tile that does not exist is no failure"


def test_zooms_outside_are_not_asked_for(tmp_path: Path) -> None:
    server, clock = Server(), [0.0]
    assert source_of(tmp_path, server, clock).tile(0, 0, 0) is None and not server.asked


@pytest.fixture
def address() -> Iterator[str]:
    """A server on the loopback: ``/picture``, ``/missing``, ``/large``, ``/slow``, ``/elsewhere``."""
    started = threading.Event()
    found: list[int] = []
    loop = asyncio.new_event_loop()

    async def slow(_request: web.Request) -> web.Response:
        await asyncio.sleep(2.5)
        return web.Response()

    async def picture(_request: web.Request) -> web.Response:
        return web.Response(body=PICTURE)

    async def large(_request: web.Request) -> web.Response:
        return web.Response(body=b"x" * 3000)

    async def elsewhere(_request: web.Request) -> web.Response:
        return web.Response(status=302, headers={"Location": "/picture"})

    async def begin() -> web.AppRunner:
        app = web.Application()
        app.router.add_get("/picture", picture)
        app.router.add_get("/large", large)
        app.router.add_get("/elsewhere", elsewhere)
        app.router.add_get("/slow", slow)
        runner = web.AppRunner(app, shutdown_timeout=5, handler_cancellation=True)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        found.append(runner.addresses[0][1])
        started.set()
        return runner

    def serve() -> None:
        runner = loop.run_until_complete(begin())
        loop.run_forever()
        loop.run_until_complete(runner.cleanup())
        loop.close()

    thread = threading.Thread(target=serve)
    thread.start()
    assert started.wait(10)
    yield f"http://127.0.0.1:{found[0]}"
    loop.call_soon_threadsafe(loop.stop)
    thread.join(10)


def test_fetching_is_bounded_in_size_and_time_and_follows_nobody(address: str) -> None:
    fetch = HttpFetch(limit_bytes=2000, timeout_s=1)
    try:
        assert fetch(f"{address}/picture") == PICTURE
        assert fetch(f"{address}/missing") == b""
        with pytest.raises(ValueError, match="too large"):
            fetch(f"{address}/large")
        with pytest.raises(ValueError, match="302"):
            fetch(f"{address}/elsewhere")
        with pytest.raises(OSError, match=r"(?i)timeout"):
            fetch(f"{address}/slow?tk=secret")
        with pytest.raises(OSError) as error:
            fetch("http://127.0.0.1:1/x?tk=secret")
        assert "secret" not in str(error.value)
    finally:
        fetch.close()
