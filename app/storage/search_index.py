"""The full-text index in a SQLite file of its own (FTS5). It can be made again from the journal and is not in a backup."""

from __future__ import annotations

import logging
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast
from zlib import crc32

from sqlalchemy import Connection, Engine

from app.desk.searching import grams
from app.desk.searching.model import Doc, Wanted
from app.kernel.clock import as_utc
from app.kernel.errors import Fault
from app.storage.sqlite import faults, set_wal, writing_engine

_log = logging.getLogger(__name__)

FORM = 1
"""Shape of the tables and of the tokens in them, in ``user_version``; another one is thrown away and made again."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SLOTS = 4096
"""Row numbers of one millisecond: rows stand in the order of time, so that the newest come first without sorting."""

_TABLES = (
    "CREATE TABLE docs (rowid INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, source TEXT NOT NULL, id TEXT NOT NULL, "
    "incident_id TEXT NOT NULL, at TEXT NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL, facets TEXT NOT NULL, "
    "keys TEXT NOT NULL)",
    # no text of its own: what was written is told again from ``docs`` when it is taken out
    "CREATE VIRTUAL TABLE words USING fts5(body, facets, content='', prefix='1', tokenize='unicode61 remove_diacritics 0')",
    "CREATE TABLE mark (one INTEGER PRIMARY KEY CHECK (one = 1), seq INTEGER NOT NULL, seal TEXT NOT NULL)",
)
_COLUMNS = "source, id, at, title, text, incident_id, facets, keys"


class SearchStore:
    """Documents by their words. Raises ``Fault("search_not_opened" | "search_not_written" | "search_not_read")``."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with faults("search_not_opened", path):
            self._engine = _opened(path)

    def mark(self) -> tuple[int, str]:
        """Which entry it stands at."""
        with self._reading() as connection:
            row = connection.exec_driver_sql("SELECT seq, seal FROM mark").one_or_none()
        return (0, "") if row is None else (int(row[0]), str(row[1]))

    def put(self, docs: Iterable[Doc], mark: tuple[int, str] | None = None) -> None:
        """Write these documents, each in the place of its older self, and then stand at ``mark``; all or nothing."""
        with self._writing() as cursor:
            for doc in docs:
                _take_out(cursor, doc.key)
                _write(cursor, doc)
            if mark is not None:
                cursor.execute("INSERT OR REPLACE INTO mark VALUES (1, ?, ?)", mark)

    def clear(self) -> None:
        """Forget everything."""
        with self._writing() as cursor:
            cursor.execute("INSERT INTO words(words) VALUES ('delete-all')")
            cursor.execute("DELETE FROM docs")
            cursor.execute("DELETE FROM mark")

    def find(self, wanted: Wanted, most: int) -> tuple[Doc, ...]:
        """The newest documents that fit, at most so many."""
        asked = [part for part in (_in_body(wanted.text), grams.narrowed(wanted.facets())) if part]
        first = 0 if wanted.since is None else _slot(wanted.since)
        last = (1 << 62) if wanted.until is None else _slot(wanted.until) - 1
        if asked:
            sql = (
                f"SELECT {_COLUMNS} FROM (SELECT rowid AS found FROM words WHERE words MATCH ? AND rowid BETWEEN ? AND ? "
                "ORDER BY rowid DESC LIMIT ?) JOIN docs ON docs.rowid = found ORDER BY found DESC"
            )
            values: tuple[Any, ...] = (" AND ".join(f"({part})" for part in asked), first, last, most)
        elif wanted.text.strip():
            return ()
        else:
            sql = f"SELECT {_COLUMNS} FROM docs WHERE rowid BETWEEN ? AND ? ORDER BY rowid DESC LIMIT ?"
            values = (first, last, most)
        with self._reading() as connection:
            return tuple(_doc(row) for row in connection.exec_driver_sql(sql, values))

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with faults("search_not_read", self.path), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Cursor]:
        # the driver's own cursor: four statements a document are told to it, and a hundred thousand documents at the first start
        with faults("search_not_written", self.path), closing(self._engine.raw_connection()) as connection:
            cursor = cast(sqlite3.Cursor, connection.cursor())
            cursor.execute("BEGIN IMMEDIATE")
            try:
                yield cursor
                cursor.execute("COMMIT")
            except BaseException:
                connection.rollback()
                raise


class _Passing(SearchStore):
    """An index that goes when it is closed."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="zhishou-search-")
        super().__init__(Path(self._folder.name) / "search.sqlite")

    def close(self) -> None:
        super().close()
        self._folder.cleanup()


def open_index(path: Path, *, writable: bool) -> SearchStore:
    """The index in this file, a passing one where nothing can be written there. A damaged one is thrown away and begun anew.

    ``Fault("search_not_opened")`` where the disk refuses.
    """
    if not writable:
        return _Passing()
    try:
        return SearchStore(path)
    except Fault as fault:
        if fault.facts.get("why") not in ("damaged", "not_a_database"):
            raise
        _log.warning("the search index is damaged and made anew: %s", fault)
        for part in (path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")):
            part.unlink(missing_ok=True)
        return SearchStore(path)


def _opened(path: Path) -> Engine:
    # a lost last second is made up for at the next start: no flush of the disk for every commit
    engine = writing_engine(path, synchronous="NORMAL")
    set_wal(engine)
    with engine.connect() as opened:
        connection = opened.execution_options(immediate=True)
        with connection.begin():
            if connection.exec_driver_sql("PRAGMA user_version").scalar_one() != FORM:
                for name in ("docs", "words", "mark"):
                    connection.exec_driver_sql(f"DROP TABLE IF EXISTS {name}")
                for table in _TABLES:
                    connection.exec_driver_sql(table)
                connection.exec_driver_sql(f"PRAGMA user_version = {FORM}")
    return engine


def _take_out(cursor: sqlite3.Cursor, key: str) -> None:
    row = cursor.execute("SELECT rowid, title, text, keys, facets FROM docs WHERE key = ?", (key,)).fetchone()
    if row is None:
        return
    body = grams.tokens("\n".join(row[1:4]))
    cursor.execute("INSERT INTO words(words, rowid, body, facets) VALUES ('delete', ?, ?, ?)", (row[0], body, row[4]))
    cursor.execute("DELETE FROM docs WHERE rowid = ?", (row[0],))


def _write(cursor: sqlite3.Cursor, doc: Doc) -> None:
    place = _slot(doc.at) + crc32(doc.key.encode()) % _SLOTS
    while cursor.execute("SELECT 1 FROM docs WHERE rowid = ?", (place,)).fetchone() is not None:
        place += 1
    facets = " ".join(doc.facets)
    cursor.execute(
        "INSERT INTO docs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (place, doc.key, doc.source, doc.id, doc.incident_id, as_utc(doc.at).isoformat(), doc.title, doc.text, facets, doc.keys),
    )
    body = grams.tokens(f"{doc.title}\n{doc.text}\n{doc.keys}")
    cursor.execute("INSERT INTO words(rowid, body, facets) VALUES (?, ?, ?)", (place, body, facets))


def _in_body(text: str) -> str:
    found = grams.expression(text)
    return f"body : ({found})" if found else ""


def _slot(at: datetime) -> int:
    return max(0, (as_utc(at) - _EPOCH) // timedelta(milliseconds=1)) * _SLOTS


def _doc(row: Any) -> Doc:
    source, doc_id, at, title, text, incident_id, facets, keys = row
    return Doc(source, doc_id, datetime.fromisoformat(at), title, text, incident_id, tuple(facets.split()), keys)
