"""The journal on SQLite: the default store, one file, shared by every process of this machine."""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
from sqlalchemy import Connection, Engine, PoolProxiedConnection, delete, insert, select
from sqlalchemy.dialects.sqlite import insert as insert_or

from app.domain.record import Entry, Stamp
from app.journal.codec import GENESIS, Sealed, seal
from app.journal.port import Snapshot, StaleHead
from app.kernel.errors import Fault
from app.storage.migrate import must_be_known, revision_of, upgrade
from app.storage.schema import entries as entries_table
from app.storage.schema import snapshots as snapshots_table
from app.storage.sqlite import faults, reading_engine, set_wal, writing_engine

KEPT_SNAPSHOTS = 2
"""The newest, and the one before it in case the newest is damaged."""

_FIRST_CHUNK, _LARGEST_CHUNK = 64, 4096
"""Lines per read: few at first (a catch-up wants one or two), then many (a fold wants all)."""

_INSERT = insert(entries_table)
_HEAD = select(entries_table.c.seq, entries_table.c.hash).order_by(entries_table.c.seq.desc()).limit(1)
_ABOUT = (
    f"SELECT {', '.join(Sealed.__struct_fields__)} FROM entries "
    "WHERE json_extract(CAST(body AS TEXT), '$.incident_id') = ? ORDER BY seq"
)
_READ = f"SELECT {', '.join(Sealed.__struct_fields__)} FROM entries WHERE seq > ? ORDER BY seq LIMIT ?"


class SqliteJournal:
    """Keeps the ``Journal`` port in a SQLite file. Safe to use from several threads and several processes.

    Made by ``open_journal``. ``read_only``: the file or its folder cannot be written; reading works, writing is a ``Fault``.
    """

    def __init__(self, path: Path, engine: Engine, *, read_only: bool) -> None:
        self.path = path
        self.read_only = read_only
        self._engine = engine
        self._watch: PoolProxiedConnection | None = None
        self._watch_lock = threading.Lock()

    def head(self) -> tuple[int, bytes]:
        """Number and seal of the last line; ``(0, GENESIS)`` for an empty journal."""
        with faults("journal_not_read", self.path), self._engine.connect() as connection:
            return _head(connection)

    def append(self, stamp: Stamp, entries: Sequence[Entry], expected_seq: int) -> tuple[Sealed, ...]:
        """Write all entries in one transaction and return their lines, durable.

        ``StaleHead`` when the head is not ``expected_seq``; ``Fault("journal_not_written", {why, path})`` when the disk is
        full, read-only, broken or held by another process: then nothing was written.
        """
        self._must_be_writable()
        with faults("journal_not_written", self.path), self._writing() as connection, connection.begin():
            seq, prev_hash = _head(connection)
            if seq != expected_seq:
                raise StaleHead(expected_seq, seq)
            lines = []
            for entry in entries:
                line = seal(seq + 1, stamp, entry, prev_hash)
                seq, prev_hash = line.seq, line.hash
                lines.append(line)
            if lines:
                connection.execute(_INSERT, [msgspec.structs.asdict(line) for line in lines])
        return tuple(lines)

    def read(self, after_seq: int = 0) -> Iterator[Sealed]:
        """The lines after ``after_seq``, in order.

        Read in chunks, each in a transaction of its own: a slow reader never holds the file, and sees what was appended
        while it read.
        """
        size = _FIRST_CHUNK
        while True:
            with faults("journal_not_read", self.path), self._engine.connect() as connection:
                rows = connection.exec_driver_sql(_READ, (after_seq, size)).fetchall()
            for row in rows:
                yield Sealed(*row)
            if len(rows) < size:
                return
            after_seq = rows[-1][0]
            size = min(size * 4, _LARGEST_CHUNK)

    def read_about(self, incident_id: str) -> Iterator[Sealed]:
        """The lines whose entry names this incident, in order (by an index on the bodies)."""
        with faults("journal_not_read", self.path), self._engine.connect() as connection:
            rows = connection.exec_driver_sql(_ABOUT, (incident_id,)).fetchall()
        return (Sealed(*row) for row in rows)

    def snapshot(self) -> Snapshot | None:
        """The newest snapshot whose bytes are as they were saved, if there is one."""
        table = snapshots_table.c
        query = select(table.seq, table.hash, table.form, table.body, table.body_hash).order_by(table.seq.desc())
        with faults("journal_not_read", self.path), self._engine.connect() as connection:
            for seq, seal_of_seq, form, body, body_hash in connection.execute(query):
                if hashlib.sha256(body).digest() == body_hash:
                    return Snapshot(seq, seal_of_seq, form, body)
        return None

    def save_snapshot(self, snapshot: Snapshot) -> None:
        """Keep a snapshot and the one before it; ``Fault("journal_not_written")`` where the disk refuses."""
        self._must_be_writable()
        row = {**msgspec.structs.asdict(snapshot), "body_hash": hashlib.sha256(snapshot.body).digest()}
        newest = select(snapshots_table.c.seq).order_by(snapshots_table.c.seq.desc()).limit(KEPT_SNAPSHOTS)
        with faults("journal_not_written", self.path), self._writing() as connection, connection.begin():
            connection.execute(insert_or(snapshots_table).prefix_with("OR REPLACE"), row)
            connection.execute(delete(snapshots_table).where(snapshots_table.c.seq.not_in(newest.scalar_subquery())))

    def poke(self) -> int:
        """A number that changes whenever anything was committed to the file, by whomever: compare it with the last one.

        Costs microseconds (``PRAGMA data_version``); meant for a timer of the window, which then calls ``desk.catch_up``.
        """
        with self._watch_lock, faults("journal_not_read", self.path):
            if self._watch is None:
                self._watch = self._engine.raw_connection()
            # the driver's own cursor: SQLAlchemy would begin a transaction and see one moment for ever
            cursor = self._watch.cursor()
            cursor.execute("PRAGMA data_version")
            return int(cursor.fetchall()[0][0])

    def close(self) -> None:
        """Let go of the file; the last process to do so folds the write-ahead log into it."""
        with self._watch_lock:
            if self._watch is not None:
                self._watch.close()
                self._watch = None
        self._engine.dispose()

    def _writing(self) -> Connection:
        return self._engine.connect().execution_options(immediate=True)

    def _must_be_writable(self) -> None:
        if self.read_only:
            raise Fault("journal_not_written", {"why": "read_only", "path": str(self.path), "detail": ""})


def open_journal(path: Path, *, read_only: bool = False) -> SqliteJournal:
    """The journal in this file, its tables brought to the present form; a missing file is made.

    Where the file or its folder cannot be written the journal is opened for reading only. Faults: ``journal_newer`` (a newer
    program wrote it), ``journal_foreign`` (not ours), ``journal_not_opened`` (``why`` says what the disk said).
    """
    writable = not read_only and _writable(path)
    with faults("journal_not_opened", path):
        return _open_writing(path) if writable else _open_reading(path)


def _open_writing(path: Path) -> SqliteJournal:
    engine = writing_engine(path)
    try:
        upgrade(engine, path)
        set_wal(engine)
    except BaseException:
        engine.dispose()
        raise
    return SqliteJournal(path, engine, read_only=False)


def _open_reading(path: Path) -> SqliteJournal:
    # SQLite needs the two side files even to read; where it cannot make them, and nobody can write, it must be told so
    side_file = path.with_name(path.name + "-wal")
    immutable = not os.access(path.parent, os.W_OK) and not (side_file.exists() and side_file.stat().st_size)
    engine = reading_engine(path, immutable=immutable)
    try:
        with engine.connect() as connection:
            revision = revision_of(connection)
        if not revision:
            raise Fault("journal_not_opened", {"why": "empty", "path": str(path), "detail": ""})
        must_be_known(revision, path)
    except BaseException:
        engine.dispose()
        raise
    return SqliteJournal(path, engine, read_only=True)


def _writable(path: Path) -> bool:
    if path.exists():
        return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
    return os.access(path.parent, os.W_OK)


def _head(connection: Connection) -> tuple[int, bytes]:
    row = connection.execute(_HEAD).fetchone()
    return (row[0], row[1]) if row is not None else (0, GENESIS)
