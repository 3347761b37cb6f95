"""What entries about slips make of the state."""

from __future__ import annotations

from msgspec.structs import replace

from app.domain.paper.entries import SlipsIssued
from app.domain.paper.model import RUNS_KEPT, CaughtUp
from app.domain.record import Record, Stamp, incident_of
from app.domain.state import State


def issued(state: State, entry: SlipsIssued, _: Stamp) -> State:
    """The numbers are taken."""
    last = max(run.first + run.count for run in entry.runs)
    runs = (*state.slip_runs, *entry.runs)[-RUNS_KEPT:]
    return replace(state, slip_runs=runs, next_slip=max(state.next_slip, last))


def noted(state: State, record: Record) -> State:
    """The act of this record is known to come from paper; the entries of one command are one act."""
    slip, stamp = record.entry.paper, record.stamp
    if slip is None:
        return state
    kind = type(record.entry).__name__
    known = state.caught_up.get(stamp.command_id)
    incident_id = incident_of(record)
    if known is None:
        known = CaughtUp(stamp.command_id, slip, stamp.at, stamp.actor, (kind,), incident_id)
    else:
        known = replace(known, kinds=(*known.kinds, kind), incident_id=known.incident_id or incident_id)
    return replace(state, caught_up=state.caught_up.set(known.id, known))
