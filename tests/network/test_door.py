"""The listener: off until opened, a clear fault where it cannot be, closed without a trace; and the lane to the disk."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Iterable, Sequence
from pathlib import Path

import aiohttp
import pytest

from app.desk import position_lane
from app.desk.position_lane import PositionLane
from app.desk.telemetry import Telemetry
from app.domain.unit.model import Position
from app.kernel.errors import Fault
from tests.network.world import PhoneWorld
from tests.world import HERE, NOON


def test_nothing_listens_until_it_is_opened_and_nothing_after_it_is_closed(tmp_path: Path) -> None:
    world = PhoneWorld(tmp_path)

    async def run() -> None:
        assert (world.door.is_open, world.door.place, world.door.counts) == (False, ("", 0), {})
        port = await world.door.open("127.0.0.1", 0)
        assert (world.door.is_open, world.door.place) == (True, ("127.0.0.1", port))
        other = await world.door.open("127.0.0.1", 0)
        with pytest.raises(OSError):
            await asyncio.open_connection("127.0.0.1", port)
        await world.door.close()
        await world.door.close()
        with pytest.raises(OSError):
            await asyncio.open_connection("127.0.0.1", other)
        assert not [thread for thread in threading.enumerate() if thread.name.startswith("positions")]

    world.station.run(run())
    world.close()


@pytest.mark.parametrize(
    ("bind", "port", "code"),
    [
        ("127.0.0.1", None, "listener_port_taken"), ("203.0.113.77", 0, "listener_address_wrong"),
        ("no such host.", 0, "listener_address_wrong"), ("127.0.0.1", 70_000, "listener_port_wrong"),
    ],
)
def test_a_door_that_cannot_be_opened_says_why_and_stays_closed(tmp_path: Path, bind: str, port: int | None, code: str) -> None:
    world = PhoneWorld(tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        wanted = taken.getsockname()[1] if port is None else port
        with pytest.raises(Fault) as fault:
            world.station.run(world.door.open(bind, wanted))
    assert fault.value.code == code
    assert not world.door.is_open
    assert world.station.run(world.door.open("127.0.0.1", 0)) > 0
    world.station.run(world.door.close())
    world.close()


class Slow:
    """A disk that writes when it is let."""

    def __init__(self) -> None:
        self.go = threading.Event()
        self.batches: list[int] = []

    def sample(self, batch: Iterable[Position]) -> int:
        self.go.wait(10)
        self.batches.append(len(list(batch)))
        return self.batches[-1]

    def confirm(self, batch: Sequence[Position]) -> None:
        self.batches.append(-len(batch))


def seen(second: int) -> tuple[Position, ...]:
    return (Position("u1", HERE, NOON.replace(second=second), "owntracks"),)


def test_what_waits_during_a_commit_is_written_by_the_next() -> None:
    async def run() -> tuple[list[int], int]:
        disk, telemetry = Slow(), Telemetry()
        lane = PositionLane(disk, telemetry)
        first = asyncio.ensure_future(lane.keep(seen(0), seen(0)))
        await asyncio.sleep(0.01)
        rest = [asyncio.ensure_future(lane.keep(seen(n), seen(n))) for n in range(1, 30)]
        await asyncio.sleep(0.01)
        assert not first.done()
        assert not telemetry.positions
        disk.go.set()
        await asyncio.gather(first, *rest)
        await lane.close()
        return disk.batches, telemetry.positions["u1"].at.second

    assert asyncio.run(run()) == ([1, 29], 29)


def test_too_many_waiting_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(position_lane, "MOST_WAITING", 3)

    async def run() -> None:
        disk = Slow()
        lane = PositionLane(disk, Telemetry())
        waiting = [asyncio.ensure_future(lane.keep(seen(n), ())) for n in range(4)]
        await asyncio.sleep(0.01)
        with pytest.raises(Fault, match="intake_full"):
            await lane.keep(seen(9), ())
        disk.go.set()
        await asyncio.gather(*waiting)
        await lane.close()

    asyncio.run(run())


def test_a_phone_that_hangs_up_does_not_take_others_along(tmp_path: Path) -> None:
    async def run() -> list[int]:
        disk = Slow()
        lane = PositionLane(disk, Telemetry())
        gone = asyncio.ensure_future(lane.keep(seen(0), ()))
        stays = asyncio.ensure_future(lane.keep(seen(1), (), seen(0)))
        await asyncio.sleep(0.01)
        gone.cancel()
        disk.go.set()
        await stays
        await lane.settled()
        await lane.close()
        return disk.batches

    assert asyncio.run(run()) == [1, 1, -1]


def test_whoever_opens_connections_without_end_crowds_out_himself_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.network.server.MOST_CONNECTIONS", 3)
    world = PhoneWorld(tmp_path)

    async def asks(pair: tuple[asyncio.StreamReader, asyncio.StreamWriter]) -> bytes:
        pair[1].write(b"GET /nothing HTTP/1.1\r\nHost: x\r\n\r\n")
        try:
            return (await pair[0].read(400))[:12]
        except ConnectionError:
            return b""

    async def work(w: PhoneWorld, _: aiohttp.ClientSession) -> list[bytes]:
        phone = await asyncio.open_connection("127.0.0.1", w.port, local_addr=("127.0.0.2", 0))
        answers = [await asks(phone)]
        crowd = [await asyncio.open_connection("127.0.0.1", w.port) for _ in range(6)]
        for _, writer in crowd[:5]:
            writer.write(b"POST /owntracks HTTP/1.1\r\nX-Slow: ")  # and never the rest
        await asyncio.sleep(0.05)
        answers += [await asks(phone), await crowd[0][0].read(9), await asks(crowd[-1])]
        for _, writer in (phone, *crowd):
            writer.close()
        return answers

    assert world.talk(work) == [b"HTTP/1.1 404", b"HTTP/1.1 404", b"", b"HTTP/1.1 404"]
    world.close()
