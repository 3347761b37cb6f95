"""The timeline: every record of an incident in a sentence. No Qt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

import msgspec

from app.catalog.pinyin import matches
from app.domain.incident.entries import NoteAdded
from app.domain.incident.model import Incident
from app.domain.paper.rules import as_done
from app.domain.record import Record
from app.kernel.clock import to_local
from app.ui.panels.duty.room import Room


class TimelineRow(msgspec.Struct, frozen=True):
    """One record: when, who, what. ``note_id`` where it is a line that a person wrote; a struck one names the reason."""

    seq: int
    at: datetime
    clock: str
    who: str
    text: str
    note_id: str = ""
    struck_reason: str = ""

    @property
    def can_be_struck(self) -> bool:
        """Whether it is a person's line that still stands."""
        return bool(self.note_id) and not self.struck_reason


def present(of: Incident, records: Iterable[Record], room: Room, query: str = "") -> tuple[TimelineRow, ...]:
    """The records in the order of what was done, filtered by words, person or pinyin initials."""
    struck = {note.id: note.struck_reason for note in of.notes}
    rows = (_row(record, struck, room) for record in as_done(records))
    if not query.strip():
        return tuple(rows)
    return tuple(row for row in rows if matches(query, row.text) or matches(query, row.who))


def table(rows: Sequence[TimelineRow], room: Room) -> tuple[list[str], list[list[str]]]:
    """Heads and cells for an export; struck lines say so."""
    heads = [room.say(f"duty.column.{name}") for name in ("seq", "time", "who", "text", "struck")]
    cells = [
        [str(row.seq), to_local(row.at).strftime("%Y-%m-%d %H:%M:%S"), row.who, row.text, row.struck_reason] for row in rows
    ]
    return heads, cells


def _row(record: Record, struck: dict[str, str], room: Room) -> TimelineRow:
    note_id = record.entry.note_id if isinstance(record.entry, NoteAdded) else ""
    return TimelineRow(
        seq=record.seq,
        at=record.acted.at,
        clock=room.clock(record.acted.at),
        who=record.acted.actor,
        text=room.describer.record(record, room.state),
        note_id=note_id,
        struck_reason=struck.get(note_id, ""),
    )
