"""``python -m tests.bench.bench_by_hand``: what paper costs where there is none, and how long a survival pack takes."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from app.domain.apply import fold
from app.domain.incident.commands import AddNote, OpenIncident
from app.domain.incident.entries import NoteAdded
from app.domain.record import PaperSlip, Record
from app.domain.state import State
from app.journal.codec import GENESIS, seal
from tests.world import NOON, PLACE, Station, stamp_at

ENTRIES = 20_000


def best_s(work: Callable[[], Any], rounds: int = 3) -> float:
    """The shortest of some rounds, in seconds."""
    found = []
    for _ in range(rounds):
        begun = time.perf_counter()
        work()
        found.append(time.perf_counter() - begun)
    return min(found)


def story(paper: bool) -> tuple[State, tuple[Record, ...], int]:
    """A desk with an incident, and as many notes of it, typed as they happened or caught up from paper."""
    station = Station().found()
    case = station.open(OpenIncident(kind="A-PRD", place=PLACE, aware_at=NOON))
    station.do(AddNote(incident_id=case, text="x"))
    state = station.state
    station.close()
    slip = PaperSlip(7, NOON - timedelta(hours=1)) if paper else None
    records = tuple(
        Record(state.seq + 1 + n, stamp_at(NOON, f"c{n}"), NoteAdded(incident_id=case, note_id=str(n), text="note", paper=slip))
        for n in range(ENTRIES)
    )
    sizes = sum(len(seal(one.seq, one.stamp, one.entry, GENESIS).body) for one in records[:100])
    return state, records, sizes // 100


def main() -> None:
    """Print the ratios."""
    plain, on_paper = story(paper=False), story(paper=True)
    # notes pile up in one tuple: fold in pieces, so that the piling does not hide the difference
    def folded(state: State, records: tuple[Record, ...]) -> None:
        for at in range(0, ENTRIES, 500):
            piece = tuple(Record(state.seq + 1 + n, one.stamp, one.entry) for n, one in enumerate(records[at : at + 500]))
            fold(piece, state)

    bare, marked = best_s(lambda: folded(*plain[:2])), best_s(lambda: folded(*on_paper[:2]))
    print(f"fold: typed {ENTRIES / bare:,.0f}/s, caught up {ENTRIES / marked:,.0f}/s, ratio {marked / bare:.2f}")
    print(f"body: typed {plain[2]} bytes, caught up {on_paper[2]} bytes")


if __name__ == "__main__":
    main()
