"""The door for phones, with a real client: both kinds of phone, and everybody who should not get in."""

from __future__ import annotations

import asyncio
import gzip
import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from app.domain.tracking.commands import RenewDevice, RevokeDevice
from app.network.gate import Buckets, Gate, Limits
from app.network.intake import LARGEST_BODY
from tests.network.world import TOKEN, PhoneWorld, settle
from tests.world import NOON

T = int(NOON.timestamp())
Client = aiohttp.ClientSession


@pytest.fixture
def world(tmp_path: Path) -> Iterator[PhoneWorld]:
    made = PhoneWorld(tmp_path)
    yield made
    made.close()


def test_both_kinds_of_phone_are_taken_stored_and_shown(world: PhoneWorld) -> None:
    async def work(w: PhoneWorld, client: Client) -> None:
        assert await w.own_says(client, tst=T, acc=8, vel=54, cog=90, batt=81) == (200, "[]")
        assert await w.tra_says(client, timestamp=T, speed=10) == (200, "OK")
        location = {"timestamp": "2026-03-10T04:00:05Z", "coords": {"latitude": 30, "longitude": 110}}
        async with client.post("/", json={"device_id": f"{w.tra}-{TOKEN}", "location": location}) as reply:
            assert (reply.status, await reply.text()) == (200, "OK")
        await settle()

    world.talk(work)
    (own,) = world.stored("u1")
    assert (own.unit_id, own.device_id, own.at, own.speed_kmh, own.battery_pct) == ("u1", world.own, NOON, 54, 81)
    assert [round(one.speed_kmh, 2) for one in world.stored("u2")] == [18.52, 0]
    assert set(world.shown) == {"u1", "u2"}
    assert world.door.counts["taken"] == 3
    contact = world.door.contacts[world.tra]
    assert (contact.reports, contact.verdict, contact.address) == (2, "taken", "127.0.0.1")


def test_what_is_no_position_is_answered_so_that_the_phone_goes_on(world: PhoneWorld) -> None:
    async def work(w: PhoneWorld, client: Client) -> list[str]:
        told = []
        for fields in (
            {"_type": "lwt"}, {"_type": "card", "face": "A" * 90_000}, {"_type": "encrypted", "data": "5wSm"}, {"lat": 0, "lon": 0},
        ):
            assert await w.own_says(client, **fields) == (200, "[]")
            told.append(w.door.contacts[w.own].verdict)
        assert (await w.own_says(client, lat=None))[0] == 400
        assert (await w.tra_says(client, lat="0.0", lon="0.0", valid="0"))[0] == 200
        async with client.post("/owntracks/", json={"_type": "status"}, headers=w.badge) as reply:
            assert reply.status == 200
            return [*told, w.door.contacts[w.tra].verdict]

    assert world.talk(work) == ["no_position", "no_position", "encrypted", "no_position", "no_position"]
    assert world.stored() == world.stored("u2") == ()


def test_the_board_learns_that_a_phone_is_heard_but_cannot_be_used(tmp_path: Path) -> None:
    world = PhoneWorld(tmp_path, Limits(device_per_s=0.001, device_burst=2))

    async def work(w: PhoneWorld, client: Client) -> list[tuple[int, str]]:
        told = []
        for fields in ({"lat": 95}, {"tst": "now"}, {"tst": T}, {"tst": T + 1}):
            told.append(((await w.own_says(client, **fields))[0], w.door.contacts[w.own].verdict))
        return told

    assert world.talk(work) == [(400, "unreadable"), (400, "unreadable"), (200, "taken"), (429, "limited")]
    world.close()


def test_a_greeting_between_positions_does_not_hide_what_came_of_them(world: PhoneWorld) -> None:
    async def work(w: PhoneWorld, client: Client) -> str:
        await w.own_says(client, tst=T)
        await w.own_says(client, _type="status")
        return w.door.contacts[w.own].verdict

    assert world.talk(work) == "taken"


def test_a_replay_is_answered_and_dropped(world: PhoneWorld) -> None:
    async def work(w: PhoneWorld, client: Client) -> None:
        assert [(await w.own_says(client, tst=T + n))[0] for n in (0, 0, -5, 1)] == [200] * 4

    world.talk(work)
    assert [one.at for one in world.stored()] == [NOON, NOON + timedelta(seconds=1)]
    assert world.door.counts["replays"] == 2


def test_a_replay_is_known_after_a_restart(world: PhoneWorld) -> None:
    async def once(w: PhoneWorld, client: Client) -> Any:
        return await w.own_says(client, tst=T)

    assert world.talk(once)[0] == 200
    assert world.talk(once)[0] == 200
    assert len(world.stored()) == 1
    assert world.door.counts["replays"] == 1


def test_a_clock_hours_off_stands_at_its_arrival_and_says_so(world: PhoneWorld) -> None:
    async def work(w: PhoneWorld, client: Client) -> None:
        await w.own_says(client, tst=T + 4 * 3600)
        await settle()

    world.talk(work)
    position = world.shown["u1"]
    assert (position.at, position.flags) == (NOON, ("clock_off",))
    assert world.door.contacts[world.own].verdict == "clock_off"


def test_a_jump_is_stored_but_not_shown_until_confirmed(world: PhoneWorld) -> None:
    async def work(w: PhoneWorld, client: Client) -> list[float]:
        told = []
        for n, lat in enumerate((30.0, 30.3, 30.3, 30.3)):
            await w.own_says(client, tst=T + n, lat=lat)
            await settle()
            told.append(w.shown["u1"].point.lat)
        return told

    assert world.talk(work) == [30.0, 30.0, 30.0, 30.3]
    assert [one.flags for one in world.stored()] == [(), (), (), ()]
    assert world.door.counts["doubted"] == 2


def test_wrong_tokens_are_refused_and_then_not_listened_to_but_a_right_one_still_opens(world: PhoneWorld) -> None:
    async def work(w: PhoneWorld, client: Client) -> list[int]:
        codes = [(await w.own_says(client, token=f"wrong{n}", tst=T))[0] for n in range(22)]
        codes += [(await w.own_says(client, device="nobody", tst=T))[0], (await w.tra_says(client, token="x"))[0]]
        return [*codes, (await w.own_says(client, tst=T))[0]]

    codes = world.talk(work)
    assert codes == [401] * 20 + [403] * 4 + [200]
    assert len(world.stored()) == 1


def test_a_revoked_phone_is_out_and_a_renewed_one_needs_its_new_token(world: PhoneWorld) -> None:
    async def once(w: PhoneWorld, client: Client) -> Any:
        return (await w.own_says(client, tst=T))[0]

    world.station.do(RevokeDevice(device_id=world.own, reason="lost"))
    assert world.talk(once) == 401
    world.station.do(RenewDevice(device_id=world.own, token_hash="e" * 64))
    assert world.talk(once) == 401
    assert world.stored() == ()


def test_garbage_is_named_and_nothing_is_kept(world: PhoneWorld) -> None:
    async def work(w: PhoneWorld, client: Client) -> None:
        for body, code, text in (
            (b"{broken", 400, "bad_json"), (b"\xff\xfe\x00", 400, "bad_json"), (b"[1,2]", 400, "bad_json"),
            (b'{"_type":"location","lat":"x","lon":1}', 400, "bad_json"), (b'{"_type":"location","lat":1}', 400, "no_coordinates"),
            (b'{"_type":"location","lat":95,"lon":1}', 400, "point_not_on_earth"),
            (b'{"_type":"location","lat":1,"lon":1,"tst":1e300}', 400, "bad_time"), (b"[" * 50_000, 400, "bad_json"),
        ):
            async with client.post("/owntracks", data=body, headers=w.badge) as reply:
                assert (reply.status, await reply.text()) == (code, text)
        assert (await w.tra_says(client, lat="north"))[0] == 400
        async with client.get("/", params={"q": "x" * 3_000}) as reply:
            assert reply.status == 414

    world.talk(work)
    assert world.stored() == ()
    assert world.door.counts["taken"] == 0


def test_large_and_packed_bodies_are_not_read(world: PhoneWorld) -> None:
    async def chunks() -> Any:
        for _ in range(LARGEST_BODY // 8_192 + 1):
            yield b" " * 8_192

    async def work(w: PhoneWorld, client: Client) -> list[int]:
        codes = []
        for data, headers in (
            (b" " * (LARGEST_BODY + 1), {}), (chunks(), {}),
            (gzip.compress(b" " * 10_000_000), {"Content-Encoding": "gzip"}),
        ):
            async with client.post("/owntracks", data=data, headers={**w.badge, **headers}) as reply:
                codes.append(reply.status)
        return codes

    assert world.talk(work) == [413, 413, 415]


def test_only_known_doors_open(world: PhoneWorld) -> None:
    async def work(_: PhoneWorld, client: Client) -> list[int]:
        codes = []
        for method, path in (("GET", "/admin"), ("GET", "/owntracks"), ("DELETE", "/"), ("POST", "/../etc/passwd")):
            async with client.request(method, path) as reply:
                codes.append(reply.status)
        return codes

    assert world.talk(work) == [404, 405, 405, 404]


def test_bytes_that_are_no_request_and_a_broken_connection_harm_nobody(world: PhoneWorld) -> None:
    async def work(w: PhoneWorld, client: Client) -> Any:
        for data in (b"\x16\x03\x01\x02\x00", b"GARBAGE\r\n\r\n", b"POST /owntracks HTTP/1.1\r\nContent-Length: 900\r\n\r\nhalf"):
            _, writer = await asyncio.open_connection("127.0.0.1", w.port)
            writer.write(data)
            await writer.drain()
            writer.close()
        return await w.own_says(client, tst=T)

    assert world.talk(work)[0] == 200


def test_a_flood_is_slowed_down_for_its_sender_alone(tmp_path: Path) -> None:
    world = PhoneWorld(tmp_path, Limits(device_per_s=0.001, device_burst=5))

    async def work(w: PhoneWorld, client: Client) -> tuple[list[int], int]:
        flood = [(await w.own_says(client, tst=T + n))[0] for n in range(9)]
        return flood, (await w.tra_says(client, timestamp=T))[0]

    flood, other = world.talk(work)
    assert (flood, other) == ([200] * 5 + [429] * 4, 200)
    assert len(world.stored()) == 5
    world.close()


def test_an_address_has_its_limit_too(tmp_path: Path) -> None:
    world = PhoneWorld(tmp_path, Limits(address_per_s=0.001, address_burst=3))

    async def work(w: PhoneWorld, client: Client) -> list[int]:
        return [(await w.own_says(client, tst=T + n))[0] for n in range(5)]

    assert world.talk(work) == [200, 200, 200, 429, 429]
    world.close()


def test_a_disk_that_refuses_is_said_and_the_report_can_come_again(world: PhoneWorld) -> None:
    async def work(w: PhoneWorld, client: Client) -> list[int]:
        w.disk.broken = True
        codes = [(await w.own_says(client, tst=T))[0]]
        w.disk.broken = False
        return [*codes, (await w.own_says(client, tst=T))[0]]

    assert world.talk(work) == [503, 200]
    assert [one.at for one in world.stored()] == [NOON]


def test_many_phones_at_once_share_commits_and_lose_nothing(world: PhoneWorld) -> None:
    async def work(w: PhoneWorld, client: Client) -> list[int]:
        own = [w.own_says(client, tst=T + n) for n in range(100)]
        tra = [w.tra_says(client, timestamp=T + n) for n in range(100)]
        return [code for code, _ in await asyncio.gather(*own, *tra)]

    codes = world.talk(work)
    assert codes == [200] * 200
    assert world.door.counts["taken"] + world.door.counts["replays"] == 200
    assert len(world.stored("u1")) + len(world.stored("u2")) == world.door.counts["taken"]


def test_buckets_refill_and_forget_the_longest_unused() -> None:
    buckets = Buckets(per_s=1, burst=2, most=2)
    assert [buckets.take("a", 0), buckets.take("a", 0), buckets.take("a", 0)] == [True, True, False]
    assert [buckets.take("a", 1), buckets.take("a", 1)] == [True, False]
    assert all(buckets.take(name, 1) for name in "bcd")


def test_a_ban_ends_and_log_lines_are_bounded() -> None:
    gate = Gate(Limits(wrong_before_ban=2, ban_s=10, log_every_s=30))
    assert [gate.wrong_token("x", 0), gate.wrong_token("x", 1)] == [False, True]
    assert (gate.is_banned("x", 5), gate.is_banned("x", 12), gate.is_banned("y", 5)) == (True, False, False)
    assert [gate.may_log(at) for at in (0, 1, 2, 31)] == [1, 0, 0, 3]


def test_old_wrong_tokens_do_not_add_up() -> None:
    gate = Gate(Limits(wrong_before_ban=2, wrong_window_s=60))
    assert [gate.wrong_token("x", at) for at in (0, 100, 200)] == [False] * 3


def test_no_token_is_written_to_the_log(world: PhoneWorld, caplog: pytest.LogCaptureFixture) -> None:
    async def work(w: PhoneWorld, client: Client) -> None:
        await w.own_says(client, token="very-secret-token", tst=T)
        await w.tra_says(client, token="very-secret-token")
        await w.own_says(client, tst=T)

    with caplog.at_level("DEBUG"):
        world.talk(work)
    said = "\n".join(record.getMessage() for record in caplog.records)
    assert "wrong token" in said
    assert "very-secret" not in said
    assert TOKEN not in said
    assert TOKEN not in json.dumps([line.body.decode() for line in world.station.journal.read()])
