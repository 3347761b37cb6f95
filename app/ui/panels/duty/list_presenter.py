"""The incidents in the order in which they want attention. No Qt."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import msgspec

from app.catalog.pinyin import matches
from app.desk.tones import URGENCY_TONES
from app.domain.deadlines import Deadline
from app.domain.incident.model import Incident
from app.ui.panels.duty.room import SEVERITY_TONES, Room

OPEN, CLOSED, ALL = "open", "closed", "all"
FILTERS = (OPEN, CLOSED, ALL)
"""Which incidents the list shows (worded under ``duty.filter.<code>``)."""


class IncidentRow(msgspec.Struct, frozen=True):
    """One incident of the list: its grade in word and tone, its name, what is due next and until when."""

    id: str
    title: str
    badge: str
    tone: str
    subtitle: str
    due_at: datetime | None
    due_tone: str
    right: str
    tip: str


def present(room: Room, ranked: Iterable[Deadline], query: str = "", which: str = OPEN) -> tuple[IncidentRow, ...]:
    """The incidents that pass the filter: open ones by the rank of their next deadline, then closed ones, newest first."""
    first: dict[str, tuple[int, Deadline]] = {}
    for place, one in enumerate(ranked):
        first.setdefault(one.incident_id, (place, one))

    def order(of: Incident) -> tuple[bool, int, float]:
        place = first[of.id][0] if of.id in first and of.is_open else len(first) + 10_000
        return not of.is_open, place, -of.aware_at.timestamp()

    shown = [of for of in room.state.incidents.values() if _passes(of, which) and _found(of, query, room)]
    return tuple(_row(of, first.get(of.id), room) for of in sorted(shown, key=order))


def count_open(room: Room) -> int:
    """How many incidents are open."""
    return sum(1 for of in room.state.incidents.values() if of.is_open)


def _passes(of: Incident, which: str) -> bool:
    return which == ALL or of.is_open == (which == OPEN)


def _found(of: Incident, query: str, room: Room) -> bool:
    if not query.strip():
        return True
    texts = (of.place.words, room.describer.kind(of.kind), of.number, of.narrative, of.place.village, of.caller.name)
    return any(matches(query, text) for text in texts if text)


def _row(of: Incident, next_one: tuple[int, Deadline] | None, room: Room) -> IncidentRow:
    status = room.say(f"incident_status.{of.status}")
    title = room.describer.incident_title(of)
    due = next_one[1] if next_one else None
    subtitle = status if due is None else room.describer.deadline(due, room.state)
    return IncidentRow(
        id=of.id,
        title=title,
        badge=room.describer.severity(of),
        tone=SEVERITY_TONES[of.severity],
        subtitle=subtitle,
        due_at=due.due_at if due else None,
        due_tone=URGENCY_TONES[due.urgency(room.now)] if due else "",
        right="" if due else room.clock(of.aware_at),
        tip=f"{of.number}  {title}\n{status} · {room.clock(of.aware_at)}\n{subtitle}",
    )
