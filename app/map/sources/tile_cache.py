"""Tiles that were fetched, kept on the disk within a limit: one SQLite file a source, the least used go first."""

from __future__ import annotations

import contextlib
import logging
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

log = logging.getLogger(__name__)

_SCHEMA = (
    "CREATE TABLE IF NOT EXISTS tile (z INTEGER, x INTEGER, y INTEGER, body BLOB NOT NULL, fetched_at REAL NOT NULL, "
    "used_at REAL NOT NULL, PRIMARY KEY (z, x, y)) WITHOUT ROWID"
)
_ROW_BYTES = 64
"""What a row takes beside its picture, roughly."""


class TileCache:
    """Safe from several threads. A cache that cannot be used (full disk, broken file) is as if it were empty: said once."""

    def __init__(self, path: Path, limit_bytes: int, clock: Callable[[], float]) -> None:
        self._path, self._limit, self._clock = path, limit_bytes, clock
        self._lock = threading.Lock()
        self._told = False
        self._bytes = 0
        self._db: sqlite3.Connection | None = None
        try:
            self._db = self._open()
        except (sqlite3.Error, OSError) as error:
            self._give_up(error)

    @property
    def size_bytes(self) -> int:
        """What is kept now."""
        return self._bytes

    def get(self, z: int, x: int, y: int) -> tuple[bytes, float] | None:
        """The tile and its age in seconds, ``None`` where it is not kept."""
        with self._lock:
            if self._db is None:
                return None
            try:
                row = self._db.execute("SELECT body, fetched_at FROM tile WHERE z=? AND x=? AND y=?", (z, x, y)).fetchone()
                if row is not None:
                    self._db.execute("UPDATE tile SET used_at=? WHERE z=? AND x=? AND y=?", (self._clock(), z, x, y))
            except sqlite3.Error as error:
                self._give_up(error)
                return None
        return None if row is None else (row[0], max(0.0, self._clock() - row[1]))

    def put(self, z: int, x: int, y: int, body: bytes) -> None:
        """Keep this tile; what was used longest ago makes room for it."""
        cost = len(body) + _ROW_BYTES
        if cost > self._limit:
            return
        with self._lock:
            if self._db is None:
                return
            try:
                self._replace(z, x, y, body, cost)
            except sqlite3.Error as error:
                self._give_up(error)

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            if self._db is not None:
                self._db.close()
                self._db = None

    def _open(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        try:
            return self._ready()
        except sqlite3.DatabaseError:
            # What can be fetched again is not worth a repair.
            with contextlib.suppress(FileNotFoundError):
                self._path.unlink()
            return self._ready()

    def _ready(self) -> sqlite3.Connection:
        db = sqlite3.connect(self._path, check_same_thread=False, isolation_level=None)
        try:
            db.execute("PRAGMA journal_mode=WAL")
            db.execute("PRAGMA synchronous=OFF")  # nothing here is worth waiting for the disk
            db.execute(_SCHEMA)
            db.execute("CREATE INDEX IF NOT EXISTS tile_used ON tile (used_at)")
            self._bytes = int(db.execute("SELECT coalesce(sum(length(body)+?),0) FROM tile", (_ROW_BYTES,)).fetchone()[0])
        except BaseException:
            db.close()
            raise
        return db

    def _replace(self, z: int, x: int, y: int, body: bytes, cost: int) -> None:
        assert self._db is not None
        now = self._clock()
        self._drop(self._db.execute("SELECT z, x, y, length(body) FROM tile WHERE z=? AND x=? AND y=?", (z, x, y)).fetchall())
        while self._bytes + cost > self._limit:
            oldest = self._db.execute("SELECT z, x, y, length(body) FROM tile ORDER BY used_at LIMIT 32").fetchall()
            if not oldest:
                break
            self._drop(oldest)
        self._db.execute("INSERT INTO tile VALUES (?,?,?,?,?,?)", (z, x, y, body, now, now))
        self._bytes += cost

    def _drop(self, rows: list[tuple[int, int, int, int]]) -> None:
        assert self._db is not None
        for z, x, y, length in rows:
            self._db.execute("DELETE FROM tile WHERE z=? AND x=? AND y=?", (z, x, y))
            self._bytes -= length + _ROW_BYTES

    def _give_up(self, error: Exception) -> None:
        if not self._told:
            self._told = True
            log.warning("tiles are not kept in %s: %s", self._path, error)
