"""What every store of a journal keeps, whichever it is."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.domain.duty.entries import WarningLifted
from app.domain.incident.entries import NoteAdded
from app.journal.codec import GENESIS
from app.journal.port import Journal, MemoryJournal, Snapshot, StaleHead, verify
from app.storage.sqlite_journal import open_journal
from tests.world import stamp_at

Make = Callable[[], Journal]


@pytest.fixture(params=["memory", "sqlite"])
def journal(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Journal]:
    made: Journal = MemoryJournal() if request.param == "memory" else open_journal(tmp_path / "journal.sqlite")
    yield made
    made.close()


def notes(*words: str) -> tuple[NoteAdded, ...]:
    return tuple(NoteAdded(incident_id="i", note_id=word, text=word) for word in words)


def test_an_empty_journal_stands_at_genesis(journal: Journal) -> None:
    assert journal.head() == (0, GENESIS)
    assert list(journal.read()) == []
    assert journal.snapshot() is None


def test_what_is_appended_is_read_back_in_order(journal: Journal) -> None:
    first = journal.append(stamp_at(), notes("a", "b"), 0)
    second = journal.append(stamp_at(), notes("c"), 2)
    assert [line.seq for line in (*first, *second)] == [1, 2, 3]
    assert tuple(journal.read()) == (*first, *second)
    assert tuple(journal.read(2)) == second
    assert tuple(journal.read(3)) == ()
    assert journal.head() == (3, second[-1].hash)
    assert verify(journal.read()) == (3, None)


def test_a_stale_head_writes_nothing(journal: Journal) -> None:
    journal.append(stamp_at(), notes("a"), 0)
    for expected in (0, 2):
        with pytest.raises(StaleHead) as stale:
            journal.append(stamp_at(), notes("b", "c"), expected)
        assert (stale.value.expected, stale.value.actual) == (expected, 1)
    assert journal.head()[0] == 1


def test_an_entry_that_cannot_be_encoded_takes_the_whole_command_with_it(journal: Journal) -> None:
    broken = NoteAdded(incident_id="i", note_id="n", text=object())  # type: ignore[arg-type]
    with pytest.raises(Exception, match="object"):
        journal.append(stamp_at(), (*notes("a"), broken), 0)
    assert journal.head() == (0, GENESIS)


def test_reading_goes_on_over_many_chunks(journal: Journal) -> None:
    journal.append(stamp_at(), notes(*map(str, range(700))), 0)
    assert [line.seq for line in journal.read(3)] == list(range(4, 701))


def test_a_reader_is_not_disturbed_by_a_writer(journal: Journal) -> None:
    journal.append(stamp_at(), notes(*map(str, range(100))), 0)
    reader = journal.read()
    assert next(reader).seq == 1
    journal.append(stamp_at(), notes("x"), 100)
    assert [line.seq for line in reader][:99] == list(range(2, 101))


def test_the_lines_about_one_incident_are_found(journal: Journal) -> None:
    mine = NoteAdded(incident_id="mine", note_id="1", text="other")
    other = NoteAdded(incident_id="other", note_id="2", text="mine")
    silent = WarningLifted(warning_id="mine")
    lines = journal.append(stamp_at(), (mine, other, silent, mine), 0)
    assert tuple(journal.read_about("mine")) == (lines[0], lines[3])
    assert tuple(journal.read_about("nobody")) == ()


def test_the_newest_snapshot_is_given_back(journal: Journal) -> None:
    for seq in (1, 5, 9):
        journal.save_snapshot(Snapshot(seq, bytes([seq]) * 32, "form", b"body %d" % seq))
    assert journal.snapshot() == Snapshot(9, bytes([9]) * 32, "form", b"body 9")
    journal.save_snapshot(Snapshot(9, bytes([9]) * 32, "other", b"again"))
    assert journal.snapshot() == Snapshot(9, bytes([9]) * 32, "other", b"again")


def test_many_writers_each_win_once(journal: Journal) -> None:
    won: list[int] = []

    def write(name: str) -> None:
        for turn in range(20):
            while True:
                try:
                    won.append(journal.append(stamp_at(), notes(f"{name}{turn}"), journal.head()[0])[0].seq)
                    break
                except StaleHead:
                    continue

    threads = [threading.Thread(target=write, args=(name,)) for name in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(won) == list(range(1, 61))
    assert verify(journal.read()) == (60, None)
