"""The answer that lies ready, byte by byte on the line: one to every report, in order, the connection as its sender wants it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest

from tests.network.world import PhoneWorld
from tests.world import NOON

T = int(NOON.timestamp())


@pytest.fixture
def world(tmp_path: Path) -> Iterator[PhoneWorld]:
    made = PhoneWorld(tmp_path)
    yield made
    made.close()


def _request(world: PhoneWorld, tst: int, version: str = "1.1", *, more: str = "") -> bytes:
    body = json.dumps({"_type": "location", "lat": 30.0, "lon": 110.0, "tst": tst})
    head = f"POST /owntracks HTTP/{version}\r\nHost: desk\r\nAuthorization: {world.badge['Authorization']}\r\n{more}"
    return f"{head}Content-Length: {len(body)}\r\n\r\n{body}".encode()


def _said(world: PhoneWorld, sent: bytes, *, until_closed: bool) -> bytes:
    """What comes back for these bytes: all until the door closes the connection, or what comes while it stays open."""

    async def work(w: PhoneWorld, _: object) -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", w.port)
        writer.write(sent)
        if until_closed:
            found = await asyncio.wait_for(reader.read(), 10)
        else:
            found = b"".join([await asyncio.wait_for(reader.readuntil(b"\r\n\r\n[]"), 10) for _ in range(sent.count(b"POST"))])
            assert not reader.at_eof()
        writer.close()
        return found

    answer = world.talk(work)
    assert isinstance(answer, bytes)
    return answer


def test_an_answer_is_whole_and_the_connection_stays_open(world: PhoneWorld) -> None:
    head, _, body = _said(world, _request(world, T), until_closed=False).partition(b"\r\n\r\n")
    status, *lines = head.decode().split("\r\n")
    headers = dict(line.split(": ", 1) for line in lines)
    assert (status, body) == ("HTTP/1.1 200 OK", b"[]")
    assert (headers["Content-Type"], headers["Content-Length"]) == ("application/json", "2")
    assert parsedate_to_datetime(headers["Date"]) == NOON


def test_reports_sent_in_one_go_are_answered_one_by_one(world: PhoneWorld) -> None:
    answers = _said(world, b"".join(_request(world, T + n) for n in range(8)), until_closed=False)
    assert answers.count(b"HTTP/1.1 200 OK\r\n") == 8
    assert len(world.stored()) == 8


@pytest.mark.parametrize(("version", "more"), [("1.1", "Connection: close\r\n"), ("1.0", "")])
def test_a_sender_that_closes_is_answered_and_closed(world: PhoneWorld, version: str, more: str) -> None:
    answer = _said(world, _request(world, T, version, more=more), until_closed=True)
    assert answer.startswith(f"HTTP/{version} 200 OK\r\n".encode())
    assert answer.endswith(b"\r\n\r\n[]")
    assert len(world.stored()) == 1


def test_an_old_sender_that_stays_is_told_so(world: PhoneWorld) -> None:
    answer = _said(world, _request(world, T, "1.0", more="Connection: keep-alive\r\n"), until_closed=False)
    assert b"connection: keep-alive" in answer.lower()


def test_a_sender_that_goes_before_its_answer_harms_nobody(world: PhoneWorld) -> None:
    async def work(w: PhoneWorld, _: object) -> None:
        _, writer = await asyncio.open_connection("127.0.0.1", w.port)
        writer.write(_request(w, T))
        await writer.drain()
        writer.transport.abort()
        reader, writer = await asyncio.open_connection("127.0.0.1", w.port)
        writer.write(_request(w, T + 1))
        await asyncio.wait_for(reader.readuntil(b"[]"), 10)
        writer.close()

    world.talk(work)
    assert world.stored()[-1].at.timestamp() == T + 1
