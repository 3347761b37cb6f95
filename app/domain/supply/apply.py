"""What entries about requests for materials make of the state."""

from __future__ import annotations

from msgspec.structs import replace

from app.domain.record import Stamp
from app.domain.state import State
from app.domain.supply.entries import (
    SupplyArrived,
    SupplyClosed,
    SupplyIssued,
    SupplyPromised,
    SupplyRefused,
    SupplyRequested,
)
from app.domain.supply.model import SupplyRequest, SupplyStep, SupplyStepKind


def requested(state: State, entry: SupplyRequested, stamp: Stamp) -> State:
    """One more request."""
    made = SupplyRequest(
        id=entry.request_id, incident_id=entry.incident_id, what=entry.what, quantity=entry.quantity, unit=entry.unit,
        place=entry.place, asked_by=entry.asked_by, asked_at=stamp.at, due_at=entry.due_at, note=entry.note,
    )
    return replace(state, supply_requests=state.supply_requests.set(made.id, made))


def promised(state: State, entry: SupplyPromised, stamp: Stamp) -> State:
    """Something is promised."""
    step = SupplyStep(
        SupplyStepKind.PROMISED, stamp.at, stamp.actor, entry.quantity, entry.source, entry.material_id, entry.expected_at
    )
    return _stepped(state, entry.request_id, step)


def refused(state: State, entry: SupplyRefused, stamp: Stamp) -> State:
    """Somebody said no."""
    step = SupplyStep(SupplyStepKind.REFUSED, stamp.at, stamp.actor, source=entry.source, reason=entry.reason)
    return _stepped(state, entry.request_id, step)


def issued(state: State, entry: SupplyIssued, stamp: Stamp) -> State:
    """Something is on its way."""
    step = SupplyStep(
        SupplyStepKind.ISSUED, stamp.at, stamp.actor, entry.quantity, entry.source, entry.material_id
    )
    return _stepped(state, entry.request_id, step)


def arrived(state: State, entry: SupplyArrived, stamp: Stamp) -> State:
    """Something is there."""
    return _stepped(state, entry.request_id, SupplyStep(SupplyStepKind.ARRIVED, entry.at, stamp.actor, entry.quantity))


def closed(state: State, entry: SupplyClosed, stamp: Stamp) -> State:
    """Nothing more is to come."""
    step = SupplyStep(SupplyStepKind.CLOSED, stamp.at, stamp.actor, reason=entry.reason)
    return _stepped(state, entry.request_id, step)


def _stepped(state: State, request_id: str, step: SupplyStep) -> State:
    known = state.supply_requests[request_id]
    after = replace(known, steps=(*known.steps, step))
    return replace(state, supply_requests=state.supply_requests.set(after.id, after))
