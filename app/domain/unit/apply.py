"""What unit entries make of the state. A unit and the incident that holds it always agree."""

from __future__ import annotations

from immutables import Map
from msgspec.structs import replace

from app.domain.incident.apply import changed
from app.domain.record import Stamp
from app.domain.state import State
from app.domain.unit.entries import ProposalAnswered, UnitDispatched, UnitsRegistered, UnitStatusChanged
from app.domain.unit.model import Dispatch, StatusStep, Unit, UnitStatus


def registered(state: State, entry: UnitsRegistered, stamp: Stamp) -> State:
    """New units on standby; known ones with new master data."""
    units = {unit.id: _with_work_of(unit, state.units.get(unit.id)) for unit in entry.units}
    return replace(state, units=state.units.update(units))


def dispatched(state: State, entry: UnitDispatched, stamp: Stamp) -> State:
    """The unit belongs to the incident, and the incident knows the unit."""
    unit = state.units[entry.unit_id]
    step = StatusStep(UnitStatus.DISPATCHED, entry.at, entry.source, stamp.actor)
    work = Dispatch(entry.dispatch_id, unit.id, unit.name, unit.kind, unit.crew, (step,))
    sent = replace(
        unit,
        status=UnitStatus.DISPATCHED,
        status_at=entry.at,
        status_source=entry.source,
        incident_id=entry.incident_id,
        dispatch_id=entry.dispatch_id,
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
    state = replace(state, units=state.units.set(unit.id, moved))
    if not entry.dispatch_id:
        return state
    step = StatusStep(entry.status, entry.at, entry.source, stamp.actor)

    def stepped(dispatches: Map[str, Dispatch]) -> Map[str, Dispatch]:
        work = dispatches[entry.dispatch_id]
        after = replace(work, steps=(*work.steps, step), ended_at=entry.at if ends else None)
        return dispatches.set(work.id, after)

    return changed(state, entry.incident_id, lambda i: replace(i, dispatches=stepped(i.dispatches)))


def _with_work_of(unit: Unit, known: Unit | None) -> Unit:
    if known is None:
        return replace(unit, status=UnitStatus.ON_STANDBY, status_at=None, incident_id="", dispatch_id="")
    return replace(
        unit,
        status=known.status,
        status_at=known.status_at,
        status_source=known.status_source,
        incident_id=known.incident_id,
        dispatch_id=known.dispatch_id,
    )
