"""What every SQLite file of ours needs: an engine with its pragmas, and the disk's errors in our words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from app.kernel.errors import Fault

BUSY_MS = 5000
"""How long a writer waits for another process's transaction before it says ``locked``."""

_WHY = {
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_READONLY: "read_only",
    sqlite3.SQLITE_PERM: "read_only",
    sqlite3.SQLITE_BUSY: "locked",
    sqlite3.SQLITE_LOCKED: "locked",
    sqlite3.SQLITE_IOERR: "disk_error",
    sqlite3.SQLITE_CANTOPEN: "cannot_open",
    sqlite3.SQLITE_CORRUPT: "damaged",
    sqlite3.SQLITE_NOTADB: "not_a_database",
}


def writing_engine(path: Path, synchronous: str = "FULL") -> Engine:
    """An engine that may write: WAL, the busy timeout and the given ``synchronous`` on each connection.

    ``secure_delete``: what is destroyed is overwritten (the law wants personal data gone). Transactions begin deferred; a
    connection with the execution option ``immediate`` takes the write lock at once.
    """
    pragmas = (f"PRAGMA busy_timeout={BUSY_MS}", f"PRAGMA synchronous={synchronous}", "PRAGMA secure_delete=ON")
    return _engine(f"file:{quote(str(path))}?mode=rwc", pragmas)


def reading_engine(path: Path, *, immutable: bool = False) -> Engine:
    """An engine that cannot write. ``immutable``: nobody else can write either (a read-only folder, a CD)."""
    tail = "&immutable=1" if immutable else ""
    pragmas = (f"PRAGMA busy_timeout={BUSY_MS}", "PRAGMA query_only=ON")
    return _engine(f"file:{quote(str(path))}?mode=ro{tail}", pragmas)


def set_wal(engine: Engine) -> None:
    """Switch the file to write-ahead logging (kept in the file; a second call changes nothing)."""
    with engine.connect() as connection:
        dbapi = connection.connection.driver_connection
        if dbapi is None:
            raise RuntimeError("the connection has no driver behind it")
        if dbapi.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            dbapi.execute("PRAGMA journal_mode=WAL").fetchone()


@contextmanager
def faults(code: str, path: Path) -> Iterator[None]:
    """Turn what SQLite refuses into ``Fault(code, {why, path, detail})``; ``why`` is one of our own words."""
    try:
        yield
    except (DBAPIError, sqlite3.Error, OSError) as error:
        raise Fault(code, {"why": why(error), "path": str(path), "detail": str(getattr(error, "orig", error))}) from error


def why(error: BaseException) -> str:
    """Full, read_only, locked, disk_error, cannot_open, damaged, not_a_database; ``other`` for the rest."""
    cause: Any = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(cause, "sqlite_errorcode", None)
    return "other" if code is None else _WHY.get(code & 0xFF, "other")


def _engine(uri: str, pragmas: tuple[str, ...]) -> Engine:
    def connect() -> sqlite3.Connection:
        return sqlite3.connect(uri, uri=True, timeout=BUSY_MS / 1000, check_same_thread=False, isolation_level=None)

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool, pool_size=4, max_overflow=4)

    @event.listens_for(engine, "connect")
    def _on_connect(dbapi: sqlite3.Connection, _: object) -> None:
        for pragma in pragmas:
            dbapi.execute(pragma)

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        immediate = connection.get_execution_options().get("immediate", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")

    return engine
