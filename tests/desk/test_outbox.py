"""The outbox at work: in order, again after a failure, over restarts and kills, never for a demonstration's real doors."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from textwrap import dedent

import msgspec
import pytest

from app.desk.outbox import Delivery, Outbox, Parcel
from app.desk.secrets import SecretStore
from app.domain.duty.commands import ChangeProfile
from app.domain.sending.commands import GiveUpTransmission, RecordTransmissionReceipt
from app.domain.sending.model import AttemptResult, SendChannel, SendState, Transmission
from app.domain.sending.rules import LEASE, channel_faults, next_attempt_at
from app.exchange.outbox.http import HttpSender
from app.kernel.clock import FixedClock, WallClock
from app.kernel.errors import Fault
from app.kernel.whole_file import OWNER_ONLY
from tests.exchange.outbox.superior import listening
from tests.sending_world import queue
from tests.world import NOON, OFFICER, PROFILE, Station, sqlite_journal

R = AttemptResult


class Door:
    """Answers as it was told, one after the other; the last answer for ever."""

    def __init__(self, *answers: AttemptResult | BaseException, simulated: bool = False) -> None:
        self.answers = list(answers) or [R.SENT]
        self.parcels: list[Parcel] = []
        self.simulated = simulated

    async def send(self, parcel: Parcel) -> Delivery:
        """The next answer."""
        self.parcels.append(parcel)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, BaseException):
            raise answer
        return Delivery(answer, "said")


@pytest.fixture
def station() -> Iterator[Station]:
    made = Station(clock=FixedClock(NOON)).found()
    yield made
    made.close()


def outbox(station: Station, door: Door | None, document: bytes | Fault = b"%PDF") -> Outbox:
    def read(_shelf: str, _sha256: str) -> bytes:
        if isinstance(document, Fault):
            raise document
        return document

    async def make() -> Outbox:
        return Outbox(station.desk, lambda channel: door if channel is SendChannel.HTTP else None, read, "w1")

    return station.run(make())


def queued(station: Station, **more: object) -> str:
    return station.do(queue(**more))[0].stamp.command_id  # type: ignore[arg-type]


def one(station: Station, transmission_id: str) -> Transmission:
    return station.state.transmissions[transmission_id]


def test_what_waits_is_sent_in_its_order_with_its_document(station: Station) -> None:
    door = Door()
    box = outbox(station, door)
    ids = [queued(station, text=text, document_sha256="a" * 64) for text in ("first", "second")]
    by_hand = queued(station, channel=SendChannel.FAX)
    assert station.run(box.work()) == 2
    assert [(p.transmission.id, p.document, p.desk) for p in door.parcels] == [(i, b"%PDF", "Town") for i in ids]
    assert {one(station, i).state for i in ids} == {SendState.SENT}
    assert one(station, by_hand).state is SendState.QUEUED
    assert station.run(box.work()) == 0


def test_a_failure_waits_its_time_and_is_a_fault_until_it_is_over(station: Station) -> None:
    clock = station.clock
    assert isinstance(clock, FixedClock)
    door = Door(R.UNREACHABLE, R.SERVER_ERROR, R.SENT)
    box = outbox(station, door)
    sent = queued(station)
    for wait_s in (30, 60):
        assert station.run(box.work()) == 1
        assert station.run(box.work()) == 0
        assert next_attempt_at(one(station, sent)) == clock.now() + timedelta(seconds=wait_s)
        (fault,) = channel_faults(station.state.transmissions.values())
        assert (fault.channel, fault.since, fault.waiting) == (SendChannel.HTTP, NOON, 1)
        clock.advance(timedelta(seconds=wait_s))
    assert station.run(box.work()) == 1
    assert channel_faults(station.state.transmissions.values()) == ()
    assert [a.result for a in one(station, sent).attempts] == [R.UNREACHABLE, R.SERVER_ERROR, R.SENT]


def test_a_door_that_breaks_or_a_lost_document_is_an_outcome(station: Station) -> None:
    broken = outbox(station, Door(RuntimeError("bug")))
    first = queued(station)
    station.run(broken.work())
    assert (one(station, first).attempts[-1].result, one(station, first).attempts[-1].detail) == (R.UNREACHABLE, "RuntimeError")
    lost = outbox(station, Door(), Fault("document_missing", {"path": "x"}))
    second = queued(station, text="other", document_sha256="a" * 64)
    station.run(lost.work())
    assert one(station, second).attempts[-1].result is R.DOCUMENT_LOST


def test_a_demonstration_never_uses_a_real_door(station: Station) -> None:
    station.do(ChangeProfile(profile=msgspec.structs.replace(PROFILE, demo=True)))
    real, simulated = Door(), Door(simulated=True)
    sent = queued(station)
    assert station.run(outbox(station, real).work()) == 0
    assert one(station, sent).attempts == ()
    assert station.run(outbox(station, simulated).work()) == 1
    assert simulated.parcels[0].drill


def test_while_its_door_is_off_nothing_is_tried(station: Station) -> None:
    sent = queued(station)
    assert station.run(outbox(station, None).work()) == 0
    assert one(station, sent).attempts == ()


def test_a_receipt_recorded_while_it_is_being_sent_stands(station: Station) -> None:
    class Slow(Door):
        async def send(self, parcel: Parcel) -> Delivery:
            await station.desk.execute(
                RecordTransmissionReceipt(transmission_id=parcel.transmission.id, receipt_by="Wang"), OFFICER
            )
            return await super().send(parcel)

    sent = queued(station)
    assert station.run(outbox(station, Slow(R.TIMED_OUT)).work()) == 1
    assert one(station, sent).receipt.by == "Wang"  # type: ignore[union-attr]


def test_it_sleeps_and_wakes_for_what_is_queued_and_stops(station: Station) -> None:
    door = Door()
    box = outbox(station, door)

    async def run() -> None:
        box.start()
        await asyncio.sleep(0.05)
        assert door.parcels == []
        await station.desk.execute(queue(), OFFICER)
        for _ in range(200):
            await asyncio.sleep(0.01)
            if door.parcels:
                break
        assert len(door.parcels) == 1
        await box.stop()
        assert not box.is_running
        await station.desk.execute(queue(text="later"), OFFICER)
        await asyncio.sleep(0.05)
        assert len(door.parcels) == 1

    station.run(run())


def test_with_nothing_to_do_it_does_nothing(station: Station, monkeypatch: pytest.MonkeyPatch) -> None:
    box = outbox(station, Door())
    turns = 0
    work = box.work

    async def counted() -> int:
        nonlocal turns
        turns += 1
        return await work()

    monkeypatch.setattr(box, "work", counted)

    async def run() -> None:
        box.start()
        await asyncio.sleep(0.3)
        await box.stop()

    station.run(run())
    assert turns == 1


def test_after_a_restart_the_next_try_is_where_it_was(tmp_path: Path) -> None:
    clock = FixedClock(NOON)
    station = Station(sqlite_journal(tmp_path), clock).found()
    sent = queued(station)
    station.run(outbox(station, Door(R.UNREACHABLE)).work())
    before = next_attempt_at(one(station, sent))
    station.close()
    station = Station(sqlite_journal(tmp_path), clock, ids=1000)
    assert next_attempt_at(one(station, sent)) == before == NOON + timedelta(seconds=30)
    assert station.run(outbox(station, Door()).work()) == 0
    clock.advance(timedelta(seconds=30))
    assert station.run(outbox(station, Door()).work()) == 1
    station.close()


CHILD = dedent("""
    import asyncio, sys
    from pathlib import Path
    from app.desk.desk import Desk
    from app.desk.outbox import Outbox
    from app.exchange.outbox.http import HttpSender
    from app.kernel.clock import WallClock
    from app.kernel.ids import RandomIds
    from tests.world import REFERENCE, sqlite_journal

    async def main():
        desk = Desk(sqlite_journal(Path(sys.argv[1])), REFERENCE, WallClock(), RandomIds())
        await desk.start()
        box = Outbox(desk, lambda channel: HttpSender(sys.argv[2], "secret"), lambda *_: b"", "child")
        box.start()
        await asyncio.sleep(60)

    asyncio.run(main())
""")


@pytest.mark.skipif(os.name == "nt", reason="kill -9 is a thing of POSIX")
def test_killed_in_the_middle_it_is_sent_again_under_the_same_key_and_counts_once(tmp_path: Path) -> None:
    station = Station(sqlite_journal(tmp_path), WallClock()).found()
    sent = queued(station)
    key = one(station, sent).key
    station.close()

    async def killed() -> list[str]:
        async with listening("slow") as superior:
            child = await asyncio.create_subprocess_exec(
                sys.executable, "-c", CHILD, str(tmp_path), superior.url, cwd=Path(__file__).parents[2]
            )
            try:
                await asyncio.wait_for(superior.arrived.wait(), 60)
            finally:
                child.send_signal(signal.SIGKILL)
                await child.wait()
            return [got["key"] for got in superior.got]

    assert asyncio.run(killed()) == [key]
    clock = FixedClock(WallClock().now())
    station = Station(sqlite_journal(tmp_path), clock, ids=5000)
    assert one(station, sent).state is SendState.SENDING

    async def again() -> dict[str, int]:
        async with listening("accept") as superior:
            superior.taken[key] = 1  # it had come through before the kill
            box = Outbox(station.desk, lambda _channel: HttpSender(superior.url, "secret"), lambda *_: b"", "second")
            assert await box.work() == 0  # somebody might still be at it
            clock.advance(LEASE)
            assert await box.work() == 1
            return superior.taken

    assert station.run(again()) == {key: 2}
    assert [a.result for a in one(station, sent).attempts] == [R.INTERRUPTED, R.SENT]
    station.close()


def test_what_was_given_up_is_not_sent(station: Station) -> None:
    door = Door()
    sent = queued(station)
    station.do(GiveUpTransmission(transmission_id=sent, reason="by hand"))
    assert station.run(outbox(station, door).work()) == 0
    assert door.parcels == []


def test_secrets_are_for_their_owner_only_and_are_forgotten(tmp_path: Path) -> None:
    store = SecretStore(tmp_path / "secrets.json")
    assert store.get("a") == ""
    store.set("a", "token")
    store.set("b", "other")
    if os.name != "nt":
        assert (tmp_path / "secrets.json").stat().st_mode & 0o777 == OWNER_ONLY
    assert SecretStore(tmp_path / "secrets.json").get("a") == "token"
    store.set("a", "")
    assert (store.knows("a"), store.knows("b")) == (False, True)
    (tmp_path / "secrets.json").write_bytes(b"{")
    assert store.get("b") == ""
    assert [one.name for one in tmp_path.iterdir()] == ["secrets.json"]
