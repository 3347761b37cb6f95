"""What entries about a handover make of the state."""

from __future__ import annotations

from msgspec.structs import replace

from app.domain.handover.entries import HandoverCompleted, HandoverGivenUp, HandoverItemAccepted, HandoverStarted
from app.domain.handover.model import Acceptance, Handover
from app.domain.record import Stamp
from app.domain.state import State

KEPT = 60
"""Completed handovers that the state holds, about three weeks of them; the journal holds all."""


def started(state: State, entry: HandoverStarted, stamp: Stamp) -> State:
    """A handover runs."""
    return replace(
        state, handover=Handover(entry.handover_id, entry.from_shift, entry.leader, entry.officer, stamp.at)
    )


def accepted(state: State, entry: HandoverItemAccepted, stamp: Stamp) -> State:
    """One matter more is accepted."""
    running = state.handover
    if running is None or running.id != entry.handover_id:
        raise ValueError(f"handover {entry.handover_id} does not run")
    made = Acceptance(entry.item, entry.by, stamp.at, entry.remark)
    return replace(state, handover=replace(running, accepted=running.accepted.set(entry.item.key, made)))


def completed(state: State, entry: HandoverCompleted, stamp: Stamp) -> State:
    """It is over; the shift that follows has an entry of its own."""
    running = state.handover
    if running is None or running.id != entry.handover_id:
        raise ValueError(f"handover {entry.handover_id} does not run")
    done = replace(running, handed_by=entry.handed_by, taken_by=entry.taken_by, completed_at=stamp.at)
    return replace(state, handover=None, handovers=(*state.handovers, done)[-KEPT:])


def given_up(state: State, entry: HandoverGivenUp, _: Stamp) -> State:
    """It is over and nothing has changed hands."""
    running = state.handover
    if running is None or running.id != entry.handover_id:
        raise ValueError(f"handover {entry.handover_id} does not run")
    return replace(state, handover=None)
