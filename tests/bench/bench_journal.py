"""How fast the write path is, as ratios against the naive way in the same run: ``python -m tests.bench.bench_journal``.

Never fails on a time: figures are for people. Runs alternate (A B A B A B) and medians are compared, since disks change
their mind for tens of seconds.
"""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from app.desk.desk import Desk
from app.domain.apply import fold
from app.domain.incident.commands import AddNote, OpenIncident
from app.domain.incident.entries import NoteAdded
from app.domain.state import State
from app.journal.codec import unseal
from app.journal.port import verify
from app.journal.snapshot import state_digest, take
from app.storage.sqlite_journal import open_journal
from tests.world import NOON, OFFICER, PLACE, REFERENCE, Station, stamp_at

COMMANDS = 300
APPENDS = 400
TURNS = 3
ENTRIES_PER_INCIDENT = 40


def seconds(work: Callable[[], object]) -> float:
    """How long it took."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def alternating(*ways: Callable[[], float]) -> list[float]:
    """The median of each way's figures, the ways taking turns."""
    figures: list[list[float]] = [[] for _ in ways]
    for _ in range(TURNS):
        for at, way in enumerate(ways):
            figures[at].append(way())
    return [statistics.median(one) for one in figures]


def execute_ms(folder: Path) -> list[float]:
    """Milliseconds of each ``desk.execute``."""
    station = Station(open_journal(folder / f"execute-{time.monotonic_ns()}.sqlite")).found()
    case = station.open(OpenIncident(kind="A-PRD", place=PLACE, aware_at=NOON))
    taken = []

    async def run() -> None:
        for number in range(COMMANDS):
            begun = time.perf_counter()
            await station.desk.execute(AddNote(incident_id=case, text=f"note {number}"), OFFICER)
            taken.append((time.perf_counter() - begun) * 1000)

    station.run(run())
    station.close()
    return taken


def chained(folder: Path, batch: int) -> float:
    """Entries per second through ``SqliteJournal.append``."""
    journal = open_journal(folder / f"chained-{time.monotonic_ns()}.sqlite")
    notes = tuple(NoteAdded(incident_id="i", note_id=str(i), text="a line of the log") for i in range(batch))
    took = seconds(lambda: [journal.append(stamp_at(), notes, turn * batch) for turn in range(APPENDS)])
    journal.close()
    return APPENDS * batch / took


def bare(folder: Path, batch: int) -> float:
    """Rows per second through ``sqlite3`` alone, durable in the same way, without chain, codec or guards."""
    with closing(sqlite3.connect(folder / f"bare-{time.monotonic_ns()}.sqlite", isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("CREATE TABLE rows (seq INTEGER PRIMARY KEY, body BLOB)")
        body = b'{"incident_id":"i","kind":"NoteAdded","note_id":"1","text":"a line of the log"}'

        def write() -> None:
            for _ in range(APPENDS):
                connection.execute("BEGIN IMMEDIATE")
                connection.executemany("INSERT INTO rows (body) VALUES (?)", [(body,)] * batch)
                connection.execute("COMMIT")

        return APPENDS * batch / seconds(write)


def table(rows: list[tuple[str, str, str]]) -> None:
    """Print three columns."""
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def cold(folder: Path, size: int) -> list[tuple[str, str, str]]:
    """Start-up: scan, verify, fold, and a restart from a snapshot."""
    path = folder / "cold.sqlite"
    journal = open_journal(path)
    station = Station(journal).found()
    opening = OpenIncident(kind="A-PRD", place=PLACE, aware_at=NOON, facts={"dead": 1})
    cases = [station.open(opening) for _ in range(size // ENTRIES_PER_INCIDENT)]
    seq = station.state.seq
    for begin in range(seq, size, 500):
        notes = tuple(
            NoteAdded(incident_id=cases[at % len(cases)], note_id=str(at), text="a line of the log")
            for at in range(begin, begin + 500)
        )
        journal.append(stamp_at(), notes, begin)
    station.run(station.desk.catch_up())
    state, head_hash = station.state, station.desk.head_hash
    expected = state_digest(state)

    def scan() -> float:
        with closing(sqlite3.connect(path)) as connection:
            return seconds(lambda: [row for row in connection.execute("SELECT * FROM entries ORDER BY seq")])

    def fold_all() -> float:
        return seconds(lambda: fold((unseal(line) for line in journal.read()), State()))

    def check_all() -> float:
        return seconds(lambda: verify(journal.read()))

    def restart() -> float:
        again = Desk(journal, REFERENCE, station.clock, station.desk._ids)
        took = seconds(lambda: asyncio.run(again.start()))
        assert state_digest(again.state) == expected
        return took

    scanned, folded, checked = alternating(scan, fold_all, check_all)
    full = restart()
    journal.save_snapshot(take(state, head_hash))
    quick = statistics.median(restart() for _ in range(TURNS))
    station.close()
    return [
        (f"scan of {state.seq} rows", f"{state.seq / scanned:,.0f}/s", "1.00"),
        ("fold (decode and apply)", f"{state.seq / folded:,.0f}/s", f"{scanned / folded:.2f} of the scan"),
        ("verify (chain and decode)", f"{state.seq / checked:,.0f}/s", f"{scanned / checked:.2f} of the scan"),
        ("restart from a snapshot", f"{quick * 1000:.1f} ms", f"{quick / full:.3f} of a full start"),
    ]


def main(size: int) -> None:
    """Run everything in a folder of its own and print the table."""
    folder = Path(tempfile.mkdtemp(prefix="bench-journal-"))
    try:
        taken = sorted(execute_ms(folder))
        rows = [("what", "figure", "ratio")]
        p50, p99 = taken[len(taken) // 2], taken[int(len(taken) * 0.99)]
        rows.append((f"desk.execute p50 / p99 ({COMMANDS})", f"{p50:.2f} / {p99:.2f} ms", f"p99 = {p99 / p50:.1f} x p50"))
        for batch in (1, 50):
            ours, naive = alternating(lambda b=batch: chained(folder, b), lambda b=batch: bare(folder, b))  # type: ignore[misc]
            rows.append((f"append, {batch} per commit", f"{ours:,.0f}/s", f"{ours / naive:.2f} of bare sqlite3"))
        table([*rows, *cold(folder, size)])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50_000)
