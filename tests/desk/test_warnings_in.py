"""Warnings that come by themselves: over a real line, from a real folder; faults are kept and forgiven."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import web

import app.network.warnings as package
from app.catalog.locations import program_files
from app.catalog.warning_kinds import read_warning_kinds
from app.desk.jobs import Jobs
from app.desk.settings import Settings
from app.desk.warnings_in import WarningsIn
from app.network.warnings.cap import parse
from app.network.warnings.feed import WarningFeed
from tests.world import Station

SAMPLES = Path(package.__path__[0]) / "samples"
KINDS = read_warning_kinds(program_files().resources / "catalog")
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom">
<entry><link href="/red.xml"/></entry><entry><link href="http://elsewhere.invalid/x.xml"/></entry>
<entry><link href="file:///etc/passwd"/></entry></feed>"""


class Weather:
    """A small weather office that can be told to fail."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.status = 200
        self.list = ATOM
        self.not_modified = False

    async def answer(self, request: web.Request) -> web.Response:
        self.asked.append(request.path)
        if self.status != 200:
            return web.Response(status=self.status, headers={"Location": "/red.xml"})
        if request.path == "/list":
            if self.not_modified and request.headers.get("If-None-Match") == '"1"':
                return web.Response(status=304)
            return web.Response(text=self.list, headers={"ETag": '"1"'})
        return web.Response(body=(SAMPLES / "rainstorm-red.xml").read_bytes())


@asynccontextmanager
async def listening(weather: Weather) -> AsyncIterator[str]:
    app = web.Application()
    app.router.add_get("/{tail:.*}", weather.answer)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = site._server.sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    await runner.cleanup()


def read(data: bytes, name: str):
    found = parse(data, name, KINDS.of)
    return found.message, found.problems


class Way:
    """A desk with its way in, and settings that can be changed."""

    def __init__(self) -> None:
        self.station = Station().found()
        self.settings = Settings()
        self.jobs = Jobs()
        self.way = WarningsIn(self.station.desk, lambda: self.settings, self.jobs, WarningFeed, read)

    def look(self) -> int:
        return self.station.run(self.way.look())

    def over(self, weather: Weather, work: Callable[[str], Awaitable[None]]) -> None:
        async def go() -> None:
            async with listening(weather) as url:
                self.settings = Settings(warnings_url=f"{url}/list")
                await work(url)

        self.station.run(go())

    def close(self) -> None:
        self.jobs.close()
        self.station.close()


@pytest.fixture
def way():
    made = Way()
    yield made
    made.close()


def test_nothing_is_asked_until_somebody_says_where(way: Way) -> None:
    assert way.look() == 0 and way.way.asked_at is None and way.way.fault is None


def test_a_list_is_followed_on_its_own_host_and_once(way: Way) -> None:
    weather = Weather()

    async def work(_url: str) -> None:
        assert await way.way.look() == 1
        assert await way.way.look() == 0
        weather.not_modified = True
        assert await way.way.look() == 0

    way.over(weather, work)
    assert weather.asked == ["/list", "/red.xml", "/list", "/list"]
    (warning,) = way.station.state.in_force()
    assert warning.identifier.endswith("_1") and warning.source_name.endswith("/red.xml")


@pytest.mark.parametrize("status", [301, 404, 500])
def test_a_fault_is_kept_with_its_time_and_forgiven(way: Way, status: int) -> None:
    weather = Weather()

    async def work(_url: str) -> None:
        weather.status = status
        assert await way.way.look() == 0
        fault, since = way.way.fault, way.way.since
        assert fault is not None and fault.code == "feed_unreachable" and since is not None
        assert weather.asked == ["/list"]
        weather.status = 200
        assert await way.way.look() == 1 and way.way.fault is None

    way.over(weather, work)


@pytest.mark.parametrize("text", ["", "<html/>", "<feed", '<!DOCTYPE a [<!ENTITY x "y">]><feed>&x;</feed>'])
def test_what_is_no_list_is_a_fault(way: Way, text: str) -> None:
    weather = Weather()
    weather.list = text

    async def work(_url: str) -> None:
        await way.way.look()
        assert way.way.fault is not None and way.way.fault.code == "feed_unreadable"

    way.over(weather, work)


def test_a_closed_door_is_a_fault(way: Way) -> None:
    way.settings = Settings(warnings_url="http://127.0.0.1:9/none")
    way.look()
    assert way.way.fault is not None and way.way.fault.code == "feed_unreachable"


def test_a_folder_is_looked_into(way: Way, tmp_path: Path) -> None:
    way.settings = Settings(warnings_folder=str(tmp_path))
    assert way.look() == 0
    (tmp_path / "a.xml").write_bytes((SAMPLES / "rainstorm-red.xml").read_bytes())
    (tmp_path / "note.txt").write_text("no warning")
    assert way.look() == 1 and way.look() == 0
    (tmp_path / "b.cap").write_bytes((SAMPLES / "exercise.xml").read_bytes())
    assert way.look() == 0 and way.way.unclear == ()


def test_what_is_unclear_waits_for_a_person(way: Way, tmp_path: Path) -> None:
    way.settings = Settings(warnings_folder=str(tmp_path))
    (tmp_path / "a.xml").write_bytes((SAMPLES / "two-languages.xml").read_bytes())
    (tmp_path / "b.xml").write_bytes(b"<alert/>")
    assert way.look() == 0
    assert sorted(one.why for one in way.way.unclear) == ["cap_not_an_alert", "warning_without_level"]
    way.way.settle(way.way.unclear[0])
    assert len(way.way.unclear) == 1


def test_a_folder_that_is_gone_is_a_fault(way: Way, tmp_path: Path) -> None:
    way.settings = Settings(warnings_folder=str(tmp_path / "none"))
    way.look()
    assert way.way.fault is not None and way.way.fault.code == "warnings_folder"


def test_it_goes_on_and_looks_at_once_when_told(way: Way, tmp_path: Path) -> None:
    async def go() -> None:
        task = asyncio.create_task(way.way.run())
        await asyncio.sleep(0.05)
        (tmp_path / "a.xml").write_bytes((SAMPLES / "rainstorm-red.xml").read_bytes())
        way.settings = Settings(warnings_folder=str(tmp_path), warnings_every_s=3600)
        way.way.look_now()
        for _ in range(200):
            if way.station.state.warnings:
                break
            await asyncio.sleep(0.02)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    way.station.run(go())
    assert way.station.state.in_force()
