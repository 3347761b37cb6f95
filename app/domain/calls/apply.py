"""What call entries make of the state."""

from __future__ import annotations

from msgspec.structs import replace

from app.domain.calls.entries import CallCorrected, CallJoined, CallLeft, CallLogged, CallStruck
from app.domain.calls.model import CallCorrection, LoggedCall
from app.domain.record import Stamp
from app.domain.state import State


def logged(state: State, entry: CallLogged, stamp: Stamp) -> State:
    """One more call."""
    return _with(state, LoggedCall(entry.call_id, entry.words, entry.at, stamp.actor, stamp.typed_at, entry.incident_id))


def joined(state: State, entry: CallJoined, _: Stamp) -> State:
    """The call belongs to the incident."""
    return _with(state, replace(state.calls[entry.call_id], incident_id=entry.incident_id, words=entry.words))


def left(state: State, entry: CallLeft, _: Stamp) -> State:
    """The call belongs to it no longer."""
    call = state.calls[entry.call_id]
    earlier = (*call.earlier_incidents, entry.incident_id)
    return _with(state, replace(call, incident_id="", earlier_incidents=earlier))


def corrected(state: State, entry: CallCorrected, stamp: Stamp) -> State:
    """The call as it is now, with what it was."""
    call = state.calls[entry.call_id]
    made = CallCorrection(entry.before, stamp.actor, stamp.at, entry.reason)
    return _with(state, replace(call, words=entry.words, at=entry.at, corrections=(*call.corrections, made)))


def struck(state: State, entry: CallStruck, _: Stamp) -> State:
    """The call stays, struck through."""
    return _with(state, replace(state.calls[entry.call_id], struck_reason=entry.reason))


def _with(state: State, call: LoggedCall) -> State:
    return replace(state, calls=state.calls.set(call.id, call))
