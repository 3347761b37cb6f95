"""Journals that are played back: each is read from a copy outside its folder, so that not a byte of what is replayed changes."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from app.catalog.wording import Wording
from app.desk.describe import Describer
from app.desk.replay.footage import Footage, Replays
from app.domain.record import Record
from app.domain.reference import Reference
from app.domain.unit.model import Position
from app.journal.codec import GENESIS, check, unseal
from app.journal.port import Journal
from app.kernel.errors import Fault, Refusal
from app.storage.data_dir import DataDir, copy_database
from app.storage.sqlite_journal import open_journal
from app.storage.telemetry_store import TelemetryStore

_FIRST, _LAST = datetime(1971, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)


def replays(place: DataDir, files: Callable[[], Reference], words: Callable[[str], Wording]) -> Replays:
    """The journals of a data folder, to be played without opening a desk on it, by this catalogue and these words."""

    def drill(drill_id: str) -> Footage:
        of = DataDir(place.drills / Path(drill_id).name)
        if not drill_id or not of.journal.is_file():
            raise Refusal("drill_unknown", {"drill": drill_id})
        positions = _positions(of.telemetry)

        def track(unit_id: str, since: datetime, until: datetime) -> tuple[Position, ...]:
            return tuple(one for one in positions.get(unit_id, ()) if since <= one.at < until)

        records, damaged_at = _records(of.journal)
        return Footage(records, files(), track, drill_id, damaged_at)

    def journal() -> Footage:
        if not place.journal.is_file():
            raise Refusal("desk_empty", {"path": str(place.path)})
        records, damaged_at = _records(place.journal)
        return Footage(records, files(), damaged_at=damaged_at)

    return Replays(drill, journal, lambda lang, reference: Describer(reference, words(lang)))


@contextmanager
def read_aside(path: Path) -> Iterator[Path]:
    """A copy of a database outside its folder, as it is at one moment: SQLite makes side files even to read.

    ``Fault("journal_not_read")`` where it cannot be copied. The copy is gone afterwards.
    """
    side = path.with_name(f"{path.name}-wal")
    with TemporaryDirectory(prefix="zhishou-", ignore_cleanup_errors=True) as folder:
        copy = Path(folder) / path.name
        try:
            if side.exists() and side.stat().st_size:  # somebody has it open: one moment of it
                copy_database(path, copy)
            else:
                shutil.copyfile(path, copy)
        except (OSError, sqlite3.Error) as error:
            raise Fault("journal_not_read", {"why": "other", "path": str(path), "detail": str(error)}) from error
        yield copy


@contextmanager
def read_copy(path: Path) -> Iterator[Journal]:
    """A journal, read from a copy outside its folder. ``Fault`` where it cannot be opened."""
    with read_aside(path) as copy:
        journal = open_journal(copy, read_only=True)
        try:
            yield journal
        finally:
            journal.close()


def _records(path: Path) -> tuple[tuple[Record, ...], int]:
    """The records as far as they can be believed, and the number of the first that cannot (0: all can)."""
    found: list[Record] = []
    head = GENESIS
    with read_copy(path) as journal:
        try:
            for line in journal.read():
                if check(line, len(found) + 1, head) is not None:
                    return tuple(found), len(found) + 1
                found.append(unseal(line))
                head = line.hash
        except Fault:  # a line that was sealed and that this program cannot read: what comes before it is played
            return tuple(found), len(found) + 1
    return tuple(found), 0


def _positions(path: Path) -> dict[str, tuple[Position, ...]]:
    """Every kept position of a drill, by unit; a drill lasts hours. None where none were kept."""
    if not path.is_file():
        return {}
    with read_aside(path) as copy, TelemetryStore(copy) as store:
        return {unit: store.track(unit, _FIRST, _LAST) for unit in store.latest()}
