"""What the journal on SQLite promises beyond the contract: durability, guards, faults, other processes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import event

from app.domain.duty.commands import StartShift
from app.domain.incident.commands import AddNote, OpenIncident
from app.domain.incident.entries import NoteAdded
from app.journal.port import Snapshot, verify
from app.kernel.errors import Fault
from app.storage.migrate import FOLDER
from app.storage.migrations import REVISIONS
from app.storage.sqlite import writing_engine
from app.storage.sqlite_journal import _ABOUT, SqliteJournal, open_journal
from tests.world import NOON, PLACE, Station, stamp_at

OPEN = OpenIncident(kind="A-PRD", place=PLACE, aware_at=NOON, facts={"dead": 1})


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a 100% journal #1?.sqlite"


@pytest.fixture
def journal(path: Path) -> Iterator[SqliteJournal]:
    made = open_journal(path)
    yield made
    made.close()


def notes(count: int, size: int = 5) -> tuple[NoteAdded, ...]:
    return tuple(NoteAdded(incident_id="i", note_id=str(i), text="x" * size) for i in range(count))


def raw(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def test_every_connection_is_durable_and_patient(journal: SqliteJournal) -> None:
    with journal._engine.connect() as one, journal._engine.connect() as other:
        for connection in (one, other):
            found = {
                name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
                for name in ("journal_mode", "synchronous", "busy_timeout")
            }
            assert found == {"journal_mode": "wal", "synchronous": 2, "busy_timeout": 5000}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entries SET body = x'00' WHERE seq = 2",
        "DELETE FROM entries WHERE seq = 3",
        "DELETE FROM entries",
        "INSERT INTO entries SELECT seq + 5, at, actor, seat, origin, cause, command_id, kind, version, body, prev_hash,"
        " hash FROM entries WHERE seq = 1",
        "INSERT OR REPLACE INTO entries SELECT seq, at, 'x', seat, origin, cause, command_id, kind, version, body,"
        " prev_hash, hash FROM entries WHERE seq = 2",
    ],
)
def test_pages_cannot_be_torn_out(journal: SqliteJournal, path: Path, statement: str) -> None:
    lines = journal.append(stamp_at(), notes(3), 0)
    with pytest.raises(sqlite3.IntegrityError, match="journal entries are"):
        raw(path, statement)
    assert tuple(journal.read()) == lines


def test_a_journal_opens_again_as_it_was(journal: SqliteJournal, path: Path) -> None:
    lines = journal.append(stamp_at(), notes(3), 0)
    journal.close()
    again = open_journal(path)
    assert tuple(again.read()) == lines
    again.close()


def test_only_two_snapshots_are_kept_and_a_damaged_one_is_passed_over(journal: SqliteJournal, path: Path) -> None:
    for seq in range(1, 5):
        journal.save_snapshot(Snapshot(seq, bytes(32), "form", b"body %d" % seq))
    with closing(sqlite3.connect(path)) as connection:
        assert [row[0] for row in connection.execute("SELECT seq FROM snapshots ORDER BY seq")] == [3, 4]
    raw(path, "UPDATE snapshots SET body = CAST('bodx 4' AS BLOB) WHERE seq = 4")
    found = journal.snapshot()
    assert found is not None
    assert found.seq == 3


def test_another_process_is_noticed(journal: SqliteJournal, path: Path) -> None:
    first = journal.poke()
    assert journal.poke() == first
    other = open_journal(path)
    other.append(stamp_at(), notes(1), 0)
    second = journal.poke()
    assert second != first
    assert journal.poke() == second
    other.close()


def test_a_locked_file_is_a_fault_and_writes_nothing(journal: SqliteJournal, path: Path) -> None:
    @event.listens_for(journal._engine, "checkout")
    def _hurry(dbapi: sqlite3.Connection, *_: object) -> None:
        dbapi.execute("PRAGMA busy_timeout=50")

    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Fault) as fault:
            journal.append(stamp_at(), notes(1), 0)
        other.execute("ROLLBACK")
    assert (fault.value.code, fault.value.facts["why"]) == ("journal_not_written", "locked")
    assert fault.value.facts["path"] == str(path)
    assert journal.head()[0] == 0
    journal.append(stamp_at(), notes(1), 0)


def test_a_full_disk_is_a_fault_and_the_desk_goes_on_afterwards(path: Path) -> None:
    journal = open_journal(path)
    station = Station(journal).found()
    limit = {"pages": 1}

    @event.listens_for(journal._engine, "checkout")
    def _bound(dbapi: sqlite3.Connection, *_: object) -> None:
        dbapi.execute(f"PRAGMA max_page_count={limit['pages']}")

    limit["pages"] = 1_000_000
    case = station.open(OPEN)
    limit["pages"] = 1  # SQLite takes the present size for a smaller bound: nothing more fits
    before, head = station.state, journal.head()
    with pytest.raises(Fault) as fault:
        station.do(AddNote(incident_id=case, text="x" * 100_000))
    assert (fault.value.code, fault.value.facts["why"]) == ("journal_not_written", "full")
    assert station.state is before
    assert journal.head() == head
    limit["pages"] = 1_000_000
    station.do(AddNote(incident_id=case, text="x" * 100_000))
    assert verify(journal.read()) == (station.state.seq, None)
    station.close()


def test_a_file_of_a_newer_program_is_left_alone(journal: SqliteJournal, path: Path) -> None:
    journal.close()
    raw(path, "UPDATE alembic_version SET version_num = '9999'")
    for read_only in (False, True):
        with pytest.raises(Fault) as fault:
            open_journal(path, read_only=read_only)
        assert (fault.value.code, fault.value.facts["found"]) == ("journal_newer", "9999")


def test_somebody_elses_database_is_left_alone(path: Path) -> None:
    raw(path, "CREATE TABLE recipes (name)")
    with pytest.raises(Fault) as fault:
        open_journal(path)
    assert fault.value.code == "journal_foreign"


def test_a_file_that_is_no_database_is_a_fault(path: Path) -> None:
    path.write_bytes(b"to whom it may concern " * 100)
    with pytest.raises(Fault) as fault:
        open_journal(path)
    assert (fault.value.code, fault.value.facts["why"]) == ("journal_not_opened", "not_a_database")


def test_a_folder_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(Fault) as fault:
        open_journal(tmp_path / "nowhere" / "journal.sqlite")
    assert (fault.value.code, fault.value.facts["why"]) == ("journal_not_opened", "cannot_open")


def test_reading_only_reads(journal: SqliteJournal, path: Path) -> None:
    station = Station(journal).found()
    lines = tuple(journal.read())
    reader = open_journal(path, read_only=True)
    assert reader.read_only
    assert tuple(reader.read()) == lines
    with pytest.raises(Fault) as fault:
        reader.append(stamp_at(), notes(1), len(lines))
    assert fault.value.facts["why"] == "read_only"
    station.do(StartShift(leader="L", officer="O"))
    assert reader.head()[0] == len(lines) + 1
    reading = Station(reader)
    with pytest.raises(Fault):
        reading.do(StartShift(leader="M", officer="O", reason="ill"))
    assert reading.state.shift is not None
    reading.close()
    station.close()


def test_a_changed_byte_is_named(journal: SqliteJournal, path: Path) -> None:
    station = Station(journal).found()
    case = station.open(OPEN)
    station.do(AddNote(incident_id=case, text="The bridge is closed"))
    seq = station.state.seq
    station.do(AddNote(incident_id=case, text="after it"))
    station.loop.close()
    journal.close()
    data = path.read_bytes()
    assert data.count(b"bridge is closed") == 1
    path.write_bytes(data.replace(b"bridge is closed", b"bridge is opened"))
    again = Station(open_journal(path))
    assert again.desk.damage is None  # the chain is checked in the background, not before the window
    checked, damage = again.run(again.desk.verify())
    assert checked == seq - 1
    assert damage is not None
    assert (damage.seq, damage.why) == (seq, "hash")
    with pytest.raises(Fault) as fault:
        again.do(StartShift(leader="L", officer="O", reason="ill"))
    assert (fault.value.code, fault.value.facts) == ("journal_damaged", {"seq": seq})
    assert again.state.incident(case).notes
    again.close()


def test_a_line_that_cannot_be_read_stops_the_start_there(journal: SqliteJournal, path: Path) -> None:
    station = Station(journal).found()
    case = station.open(OPEN)
    seq = station.state.seq
    station.do(AddNote(incident_id=case, text="note"))
    station.loop.close()
    journal.close()
    raw(path, "DROP TRIGGER entries_stay", f"UPDATE entries SET body = x'7b7d' WHERE seq = {seq + 1}")
    again = Station(open_journal(path))
    assert again.desk.damage is not None
    assert (again.desk.damage.seq, again.desk.damage.why) == (seq + 1, "unreadable")
    assert again.state.seq == seq
    with pytest.raises(Fault):
        again.do(StartShift(leader="L", officer="O", reason="ill"))
    again.close()


def test_the_list_of_steps_is_the_folder_of_steps(journal: SqliteJournal, path: Path) -> None:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    steps = list(ScriptDirectory.from_config(config).walk_revisions())
    assert tuple(step.revision for step in reversed(steps)) == REVISIONS
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [(REVISIONS[-1],)]


@pytest.mark.parametrize("step", REVISIONS)
def test_an_old_file_is_brought_to_the_present_form_with_all_it_holds(path: Path, step: str) -> None:
    from alembic import command
    from alembic.config import Config

    engine = writing_engine(path)
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    with engine.connect().execution_options(immediate=True) as connection, connection.begin():
        config.attributes["connection"] = connection
        command.upgrade(config, step)
    old = SqliteJournal(path, engine, read_only=False)
    lines = old.append(stamp_at(), notes(3), 0)
    old.close()
    assert tuple(open_journal(path, read_only=True).read()) == lines
    journal = open_journal(path)
    assert tuple(journal.read()) == lines
    assert tuple(journal.read_about("i")) == lines
    with journal._engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one() == REVISIONS[-1]
        plan = str(connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {_ABOUT}", ("i",)).fetchall())
    assert "entries_about" in plan
    journal.close()


def test_the_tables_are_those_that_the_program_thinks_of(journal: SqliteJournal) -> None:
    from sqlalchemy import inspect

    from app.storage.schema import journal as metadata

    with journal._engine.connect() as connection:
        for table in metadata.sorted_tables:
            columns = inspect(connection).get_columns(table.name)
            found = [(column["name"], type(column["type"]).__name__) for column in columns]
            thought = [(column.name, column.type.compile(connection.dialect)) for column in table.columns]
            assert found == thought
