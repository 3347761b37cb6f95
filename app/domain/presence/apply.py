"""What entries about people on scene make of the state."""

from __future__ import annotations

from msgspec.structs import replace

from app.domain.presence.entries import PersonCheckedIn, PersonCheckedOut, StayExtended
from app.domain.presence.model import Presence
from app.domain.record import Stamp
from app.domain.state import State


def checked_in(state: State, entry: PersonCheckedIn, stamp: Stamp) -> State:
    """One more person inside."""
    made = Presence(
        id=entry.presence_id, incident_id=entry.incident_id, name=entry.name, in_at=entry.at,
        organisation=entry.organisation, unit_id=entry.unit_id, area=entry.area, expected_out_at=entry.expected_out_at,
        signed_in_by=stamp.actor,
    )
    return replace(state, presences=state.presences.set(made.id, made))


def checked_out(state: State, entry: PersonCheckedOut, stamp: Stamp) -> State:
    """The person is out."""
    after = replace(state.presences[entry.presence_id], out_at=entry.at, note=entry.note)
    return replace(state, presences=state.presences.set(after.id, after))


def extended(state: State, entry: StayExtended, stamp: Stamp) -> State:
    """The person is expected at another time."""
    after = replace(state.presences[entry.presence_id], expected_out_at=entry.expected_out_at)
    return replace(state, presences=state.presences.set(after.id, after))
