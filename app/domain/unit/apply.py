"""What unit entries make of the state. A unit and the incident that holds it always agree."""

from __future__ import annotations

from immutables import Map
from msgspec.structs import replace

from app.domain.incident.apply import changed
from app.domain.record import Stamp
from app.domain.state import State
from app.domain.unit.entries import (
    ProposalAnswered,
    UnitDispatched,
    UnitRested,
    UnitRestEnded,
    UnitRetired,
    UnitsRegistered,
    UnitStatusChanged,
)
from app.domain.unit.model import HISTORY_KEPT, ChangeKind, Dispatch, StatusStep, Unit, UnitChange, UnitStatus


def registered(state: State, entry: UnitsRegistered, stamp: Stamp) -> State:
    """New units on standby; known ones with new master data."""
    units = {unit.id: _with_work_of(unit, state.units.get(unit.id), stamp) for unit in entry.units}
    return replace(state, units=state.units.update(units))


def dispatched(state: State, entry: UnitDispatched, stamp: Stamp) -> State:
    """The unit belongs to the incident, and the incident knows the unit."""
    unit = state.units[entry.unit_id]
    step = StatusStep(UnitStatus.DISPATCHED, entry.at, entry.source, stamp.actor)
    work = Dispatch(entry.dispatch_id, unit.id, unit.name, unit.kind, unit.crew, (step,))
    if entry.override:
        line = UnitChange(ChangeKind.REST_OVERRIDDEN, entry.at, entry.source, stamp.actor, entry.override)
        unit = _noted(unit, line)
    sent = replace(
        unit,
        status=UnitStatus.DISPATCHED,
        status_at=entry.at,
        status_source=entry.source,
        incident_id=entry.incident_id,
        dispatch_id=entry.dispatch_id,
        resting_until=None,
        rest_reason="",
    )
    state = replace(state, units=state.units.set(unit.id, sent))
    return changed(state, entry.incident_id, lambda i: replace(i, dispatches=i.dispatches.set(work.id, work)))


def proposal_answered(state: State, entry: ProposalAnswered, stamp: Stamp) -> State:
    """Nothing that stands changes: who was sent is told by the dispatches, why not as proposed by the journal."""
    return state


def status_changed(state: State, entry: UnitStatusChanged, stamp: Stamp) -> State:
    """The unit's new status; back on standby (or out of service) it belongs to no incident any more."""
    unit = state.units[entry.unit_id]
    ends = entry.status in (UnitStatus.ON_STANDBY, UnitStatus.OUT_OF_SERVICE)
    moved = replace(
        unit,
        status=entry.status,
        status_at=entry.at,
        status_source=entry.source,
        incident_id="" if ends else unit.incident_id,
        dispatch_id="" if ends else unit.dispatch_id,
    )
    if entry.status is UnitStatus.OUT_OF_SERVICE:
        moved = replace(moved, resting_until=None, rest_reason="")
    elif moved.retired:
        moved = replace(moved, retired="")
    if not entry.dispatch_id:
        line = UnitChange(ChangeKind.STATUS, entry.at, entry.source, stamp.actor, status=entry.status)
        return replace(state, units=state.units.set(unit.id, _noted(moved, line)))
    state = replace(state, units=state.units.set(unit.id, moved))
    step = StatusStep(entry.status, entry.at, entry.source, stamp.actor)

    def stepped(dispatches: Map[str, Dispatch]) -> Map[str, Dispatch]:
        work = dispatches[entry.dispatch_id]
        after = replace(work, steps=(*work.steps, step), ended_at=entry.at if ends else None)
        return dispatches.set(work.id, after)

    return changed(state, entry.incident_id, lambda i: replace(i, dispatches=stepped(i.dispatches)))


def rested(state: State, entry: UnitRested, stamp: Stamp) -> State:
    """The unit rests."""
    unit = state.units[entry.unit_id]
    line = UnitChange(ChangeKind.REST, entry.at, entry.source, stamp.actor, entry.reason, until=entry.until)
    after = _noted(replace(unit, resting_until=entry.until, rest_reason=entry.reason), line)
    return replace(state, units=state.units.set(unit.id, after))


def rest_ended(state: State, entry: UnitRestEnded, stamp: Stamp) -> State:
    """The unit rests no longer."""
    unit = state.units[entry.unit_id]
    line = UnitChange(ChangeKind.REST_ENDED, entry.at, entry.source, stamp.actor)
    after = _noted(replace(unit, resting_until=None, rest_reason=""), line)
    return replace(state, units=state.units.set(unit.id, after))


def retired(state: State, entry: UnitRetired, stamp: Stamp) -> State:
    """The unit is out of service for good, until somebody sets it on standby again."""
    unit = state.units[entry.unit_id]
    line = UnitChange(ChangeKind.RETIRED, entry.at, stamp.context.origin, stamp.actor, entry.reason)
    after = replace(
        unit, retired=entry.reason, status=UnitStatus.OUT_OF_SERVICE, status_at=entry.at, resting_until=None, rest_reason="",
    )
    return replace(state, units=state.units.set(unit.id, _noted(after, line)))


def _with_work_of(unit: Unit, known: Unit | None, stamp: Stamp) -> Unit:
    line = UnitChange(ChangeKind.MASTER_DATA, stamp.at, stamp.context.origin, stamp.actor)
    if known is None:
        blank = replace(unit, status=UnitStatus.ON_STANDBY, status_at=None, incident_id="", dispatch_id="")
        return _noted(replace(blank, resting_until=None, rest_reason="", history=(), retired=""), line)
    kept = replace(
        unit,
        status=known.status,
        status_at=known.status_at,
        status_source=known.status_source,
        incident_id=known.incident_id,
        dispatch_id=known.dispatch_id,
        resting_until=known.resting_until,
        rest_reason=known.rest_reason,
        history=known.history,
        retired=known.retired,
    )
    return kept if kept == known else _noted(kept, line)


def _noted(unit: Unit, line: UnitChange) -> Unit:
    """The unit with one more line of its own history; the oldest ones go."""
    return replace(unit, history=(*unit.history, line)[-HISTORY_KEPT:])
