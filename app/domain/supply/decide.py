"""What wishes about requests for materials come to."""

from __future__ import annotations

from datetime import datetime, timedelta

from app.domain import checks
from app.domain.record import Entry, Stamp
from app.domain.reference import Reference
from app.domain.resource.commands import MoveStock
from app.domain.resource.decide import stock_entry
from app.domain.resource.model import MoveKind
from app.domain.state import State
from app.domain.supply.commands import (
    CloseSupply,
    ConfirmArrival,
    IssueSupply,
    PromiseSupply,
    RefuseSupply,
    RequestSupply,
)
from app.domain.supply.entries import (
    SupplyArrived,
    SupplyClosed,
    SupplyIssued,
    SupplyPromised,
    SupplyRefused,
    SupplyRequested,
)
from app.domain.supply.model import SupplyRequest
from app.kernel.errors import Refusal

FARTHEST = timedelta(days=30)
"""Nothing that an emergency needs is needed later than this."""


def request(command: RequestSupply, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """Materials are asked for, a positive amount, by a moment that is still to come."""
    incident_id = checks.still_open(state.incident(command.incident_id)).id if command.incident_id else ""
    return (
        SupplyRequested(
            request_id=stamp.command_id, what=checks.words("what", command.what), quantity=checks.amount(command.quantity),
            unit=checks.words("unit_of", command.unit), place=command.place.strip(), asked_by=command.asked_by.strip(),
            due_at=_ahead(command.due_at, stamp.at), note=command.note.strip(), incident_id=incident_id,
        ),
    )


def promise(command: PromiseSupply, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """Somebody will give a part or all of it; not more than was asked for, nor more than the store has."""
    asked = _open(command.request_id, state)
    quantity = _within(asked, checks.amount(command.quantity), asked.quantity - asked.promised)
    source = _source(command.source, command.material_id, state)
    stock = state.materials.get(command.material_id)
    if stock is not None and quantity > stock.quantity:
        raise Refusal(
            "stock_too_little",
            {"material": stock.name.zh, "quantity": quantity, "unit": stock.unit, "left": stock.quantity},
        )
    return (
        SupplyPromised(
            request_id=asked.id, quantity=quantity, source=source, material_id=command.material_id,
            expected_at=_ahead(command.expected_at, stamp.at), incident_id=asked.incident_id,
        ),
    )


def refuse(command: RefuseSupply, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """Somebody says no, with a reason."""
    asked = _open(command.request_id, state)
    return (
        SupplyRefused(
            request_id=asked.id, source=checks.words("source", command.source), reason=checks.words("reason", command.reason),
            incident_id=asked.incident_id,
        ),
    )


def issue(command: IssueSupply, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """A part or all of it goes out; where it is a store of ours, its balance falls by the same amount."""
    asked = _open(command.request_id, state)
    quantity = _within(asked, checks.amount(command.quantity), asked.quantity - asked.issued)
    source = _source(command.source, command.material_id, state)
    issued = SupplyIssued(
        request_id=asked.id, quantity=quantity, source=source, material_id=command.material_id,
        incident_id=asked.incident_id,
    )
    if not command.material_id:
        return (issued,)
    move = MoveStock(
        material_id=command.material_id, move=MoveKind.ISSUED, quantity=quantity, whom=asked.place or asked.asked_by,
        incident_id=asked.incident_id,
    )
    return (stock_entry(move, state, stamp, asked.id), issued)


def arrive(command: ConfirmArrival, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """A part or all of what is on its way is there."""
    asked = _open(command.request_id, state)
    quantity = checks.amount(command.quantity)
    if quantity > asked.issued - asked.arrived:
        raise Refusal(
            "supply_not_issued", {"what": asked.what, "unit": asked.unit, "left": asked.issued - asked.arrived}
        )
    at = checks.not_in_future("at", command.at or stamp.at, stamp.at)
    if at < asked.asked_at:
        raise Refusal("arrived_before_asked", {"asked_at": asked.asked_at})
    return (SupplyArrived(request_id=asked.id, quantity=quantity, at=at, incident_id=asked.incident_id),)


def close(command: CloseSupply, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """Nothing more is to come."""
    asked = _open(command.request_id, state)
    reason = checks.words("reason", command.reason)
    return (SupplyClosed(request_id=asked.id, reason=reason, incident_id=asked.incident_id),)


def _open(request_id: str, state: State) -> SupplyRequest:
    asked = state.supply_requests.get(request_id)
    if asked is None:
        raise Refusal("supply_unknown", {"request": request_id})
    if not asked.is_open:
        raise Refusal("supply_settled", {"what": asked.what})
    return asked


def _within(asked: SupplyRequest, quantity: float, left: float) -> float:
    if quantity > left:
        raise Refusal("supply_too_much", {"what": asked.what, "quantity": quantity, "unit": asked.unit, "left": left})
    return quantity


def _source(source: str, material_id: str, state: State) -> str:
    if not material_id:
        return checks.words("source", source)
    stock = state.materials.get(material_id)
    if stock is None:
        raise Refusal("material_unknown", {"material": material_id})
    return source.strip() or stock.place


def _ahead(at: datetime | None, now: datetime) -> datetime | None:
    if at is not None and not now < at <= now + FARTHEST:
        raise Refusal("due_time_wrong", {"due_at": at, "days": FARTHEST.days})
    return at
