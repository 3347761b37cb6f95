"""What call-down entries make of the state."""

from __future__ import annotations

from msgspec.structs import replace

from app.domain.calldown.entries import CallDownEnded, CallDownStarted, CallRecorded
from app.domain.calldown.model import Call, CallDown
from app.domain.record import Stamp
from app.domain.state import State


def started(state: State, entry: CallDownStarted, stamp: Stamp) -> State:
    """One more list is being called."""
    made = CallDown(
        entry.calldown_id, entry.title, entry.persons, stamp.at, stamp.actor, entry.incident_id, entry.subject
    )
    return replace(state, call_downs=state.call_downs.set(made.id, made))


def ended(state: State, entry: CallDownEnded, stamp: Stamp) -> State:
    """Nobody of it is called any more."""
    known = state.call_downs[entry.calldown_id]
    left = replace(known, ended_at=stamp.at, ended_by=stamp.actor, ended_reason=entry.reason)
    return replace(state, call_downs=state.call_downs.set(known.id, left))


def recorded(state: State, entry: CallRecorded, stamp: Stamp) -> State:
    """One more call on its list."""
    known = state.call_downs[entry.calldown_id]
    call = Call(entry.person_id, entry.result, entry.at, stamp.actor, entry.passed_to, entry.remark)
    return replace(state, call_downs=state.call_downs.set(known.id, replace(known, calls=(*known.calls, call))))
