"""The one door: decide, try, write, swap, tell."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.desk.desk import Notice
from app.domain.duty.commands import StartShift
from app.domain.incident.commands import AddNote, OpenIncident
from app.domain.incident.entries import NoteAdded
from app.domain.record import Stamp
from app.domain.unit.commands import DispatchUnits
from app.journal.codec import Sealed
from app.journal.port import MemoryJournal, Snapshot
from app.journal.snapshot import encode_state, form, state_digest, take
from app.kernel.errors import Fault, Refusal
from tests.world import NOON, OFFICER, PLACE, Station, records, sqlite_journal, stamp_at

OPEN = OpenIncident(kind="A-PRD", place=PLACE, aware_at=NOON, facts={"dead": 1})


@pytest.fixture
def station() -> Iterator[Station]:
    made = Station().found()
    yield made
    made.close()


def test_a_command_becomes_records_a_state_and_a_notice(station: Station) -> None:
    told: list[Notice] = []
    station.desk.subscribe(told.append)
    before = station.state
    made = station.do(OPEN)
    assert [type(one.entry).__name__ for one in made] == ["IncidentOpened", "FactsRecorded", "SeverityAssessed"]
    assert told == [Notice(before, station.state, made)]
    assert station.state.seq == made[-1].seq


def test_what_did_not_change_is_the_same_object(station: Station) -> None:
    before = station.state
    case = station.open(OPEN)
    assert station.state.units is before.units
    assert station.state.incidents is not before.incidents
    middle = station.state
    station.do(StartShift(leader="L", officer="O"))
    assert station.state.incidents is middle.incidents
    station.do(DispatchUnits(incident_id=case, unit_ids=("u1",)))
    assert station.state.units is not before.units


def test_a_refusal_changes_nothing_and_tells_nobody(station: Station) -> None:
    told: list[Notice] = []
    station.desk.subscribe(told.append)
    before, head = station.state, station.journal.head()
    with pytest.raises(Refusal):
        station.do(AddNote(incident_id="nobody", text="x"))
    assert station.state is before
    assert station.journal.head() == head
    assert told == []


def test_an_observer_that_fails_does_not_silence_the_others(station: Station, caplog: pytest.LogCaptureFixture) -> None:
    told: list[str] = []

    def failing(_: Notice) -> None:
        told.append("failing")
        raise RuntimeError("bad face")

    def refusing(_: Notice) -> None:
        told.append("refusing")
        raise Refusal("too_late")

    for observer in (failing, refusing, lambda _: told.append("last")):
        station.desk.subscribe(observer)
    made = station.do(OPEN)
    assert told == ["failing", "refusing", "last"]
    assert made
    assert len(caplog.records) == 2


def test_an_observer_that_stopped_hears_nothing(station: Station) -> None:
    told: list[Notice] = []
    stop = station.desk.subscribe(told.append)
    stop()
    stop()
    station.do(OPEN)
    assert told == []


def test_commands_never_interleave(station: Station) -> None:
    case = station.open(OPEN)

    async def many() -> list[int]:
        made = await asyncio.gather(
            *(station.desk.execute(AddNote(incident_id=case, text=str(i)), OFFICER) for i in range(30))
        )
        return [one[0].seq for one in made]

    seqs = station.run(many())
    assert seqs == list(range(seqs[0], seqs[0] + 30))


class SlowJournal(MemoryJournal):
    """Writes only when it is let."""

    def __init__(self) -> None:
        super().__init__()
        self.go = threading.Event()
        self.go.set()
        self.entered = threading.Event()

    def append(self, stamp: Stamp, entries: object, expected_seq: int) -> tuple[Sealed, ...]:
        self.entered.set()
        assert self.go.wait(5)
        return super().append(stamp, entries, expected_seq)  # type: ignore[arg-type]


def test_a_caller_who_goes_away_does_not_tear_state_and_journal_apart() -> None:
    journal = SlowJournal()
    station = Station(journal).found()
    told: list[Notice] = []
    station.desk.subscribe(told.append)

    async def cancelled() -> None:
        published = asyncio.Event()
        station.desk.subscribe(lambda _: published.set())
        journal.go.clear()
        journal.entered.clear()
        work = asyncio.ensure_future(station.desk.execute(OPEN, OFFICER))
        await asyncio.to_thread(journal.entered.wait, 5)
        work.cancel()
        await asyncio.sleep(0.01)
        journal.go.set()
        with pytest.raises(asyncio.CancelledError):
            await work
        await asyncio.wait_for(published.wait(), 5)
        assert station.state.seq == journal.head()[0]
        await station.desk.execute(StartShift(leader="L", officer="O"), OFFICER)

    station.run(cancelled())
    assert station.state.seq == journal.head()[0]
    assert [type(notice.records[0].entry).__name__ for notice in told] == ["IncidentOpened", "ShiftStarted"]
    station.close()


def test_a_snapshot_of_another_journal_is_not_believed(tmp_path: Path) -> None:
    station = Station(sqlite_journal(tmp_path)).found()
    digest, seq = state_digest(station.state), station.state.seq
    lie = station.run(_other_state())
    station.journal.save_snapshot(Snapshot(seq, bytes(32), form(), lie))
    station.loop.close()
    again = Station(sqlite_journal(tmp_path))
    assert state_digest(again.state) == digest
    again.close()


@pytest.mark.parametrize("body", [b"{", b"{}", b'{"seq":"x"}', b"\xff"])
def test_a_snapshot_that_cannot_be_read_costs_time_not_the_start(body: bytes) -> None:
    journal = MemoryJournal()
    station = Station(journal).found()
    digest = state_digest(station.state)
    seq, head_hash = journal.head()
    journal.save_snapshot(Snapshot(seq, head_hash, form(), body))
    again = Station(journal)
    assert again.desk.damage is None
    assert state_digest(again.state) == digest


def test_a_good_snapshot_is_used() -> None:
    journal = MemoryJournal()
    station = Station(journal).found()
    marked = take(station.state, station.desk.head_hash)
    read: list[int] = []

    class Watched(MemoryJournal):
        def read(self, after_seq: int = 0) -> Iterator[Sealed]:
            read.append(after_seq)
            return journal.read(after_seq)

        def snapshot(self) -> Snapshot:
            return marked

    again = Station(Watched())
    assert encode_state(again.state) == encode_state(station.state)
    assert min(read) == station.state.seq - 1


def test_a_line_that_does_not_follow_makes_the_desk_read_only() -> None:
    journal = MemoryJournal()
    Station(journal).found()
    del journal._lines[0]
    again = Station(journal)
    assert again.desk.damage is not None
    assert (again.desk.damage.seq, again.desk.damage.why) == (1, "link")
    with pytest.raises(Fault) as fault:
        again.do(OPEN)
    assert fault.value.code == "journal_damaged"


def test_commands_go_on_while_the_chain_is_checked() -> None:
    journal = MemoryJournal()
    station = Station(journal).found()
    case = station.open(OPEN)
    many = tuple(NoteAdded(incident_id=case, note_id=str(i), text="t") for i in range(4000))
    journal.append(stamp_at(), many, station.state.seq)
    station.run(station.desk.catch_up())
    order: list[str] = []

    async def both() -> tuple[int, object]:
        checking = asyncio.create_task(station.desk.verify())
        checking.add_done_callback(lambda _: order.append("checked"))
        await asyncio.sleep(0)
        await station.desk.execute(StartShift(leader="L", officer="O"), OFFICER)
        order.append("executed")
        return await checking

    assert station.run(both()) == (station.state.seq, None)
    assert order == ["executed", "checked"]
    station.close()


def test_another_journal_in_the_place_of_ours_is_noticed() -> None:
    journal = MemoryJournal()
    station = Station(journal).found()
    other = MemoryJournal()
    Station(other, ids=500).found().open(OPEN)
    journal._lines[:] = other._lines
    with pytest.raises(Fault) as fault:
        station.do(OPEN)
    assert fault.value.code == "journal_damaged"
    assert station.desk.damage is not None


def test_a_line_that_nothing_explains_is_damage_not_a_crash() -> None:
    journal = MemoryJournal()
    station = Station(journal).found()
    journal.append(stamp_at(), (NoteAdded(incident_id="nobody", note_id="n", text="t"),), station.state.seq)
    again = Station(journal)
    assert again.desk.damage is not None
    assert (again.desk.damage.seq, again.desk.damage.why) == (3, "unreadable")
    assert again.state == station.state


def test_records_of_a_gap_are_a_lie() -> None:
    from app.domain.apply import fold
    from app.domain.duty.entries import WarningLifted
    from app.domain.state import State

    good = records((WarningLifted(warning_id="w"),))
    with pytest.raises(ValueError, match="cannot follow"):
        fold((*good[:0], *(type(one)(one.seq + 1, one.stamp, one.entry) for one in good)), State())


async def _other_state() -> bytes:
    from app.domain.state import State

    return encode_state(State(seq=2))
