"""Who is inside, and who should be out. Pure."""

from __future__ import annotations

from datetime import datetime

from app.domain.presence.model import Presence
from app.domain.state import State


def inside(state: State, incident_id: str = "") -> tuple[Presence, ...]:
    """The people inside, at one scene or at all; those who were expected out first come first, those without a time last."""
    found = [one for one in state.presences.values() if one.is_inside and incident_id in ("", one.incident_id)]
    return tuple(sorted(found, key=_rank))


def overdue(state: State, now: datetime) -> tuple[Presence, ...]:
    """The people who should be out by now and are not, the longest overdue first."""
    return tuple(one for one in inside(state) if one.is_overdue(now))


def _rank(one: Presence) -> tuple[bool, datetime, str]:
    return one.expected_out_at is None, one.expected_out_at or one.in_at, one.id
