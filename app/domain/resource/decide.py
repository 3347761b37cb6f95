"""What wishes about places and stock come to."""

from __future__ import annotations

from msgspec.structs import replace

from app.domain import checks
from app.domain.record import Entry, Stamp
from app.domain.reference import Reference
from app.domain.resource.commands import MoveStock, RegisterFacilities, RegisterMaterials
from app.domain.resource.entries import FacilitiesRegistered, MaterialsRegistered, StockMoved
from app.domain.resource.model import FacilityCategory, MoveKind
from app.domain.resource.rules import moved
from app.domain.state import State
from app.kernel.errors import Refusal


def register_facilities(command: RegisterFacilities, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """Fixed places, each with a name and a point on the earth."""
    if not command.facilities:
        raise Refusal("nothing_changed")
    placed = []
    for facility in command.facilities:
        checks.words("facility_name", facility.name.zh)
        if facility.bearing_deg is not None:
            checks.number("bearing_deg", facility.bearing_deg, most=360)
        checks.amount(facility.capacity, zero=True)
        use = state.shelters.get(facility.id)
        if use is not None and use.is_open and facility.category is not FacilityCategory.SHELTER:
            raise Refusal("shelter_in_use", {"shelter": facility.name.zh, "occupied": use.occupied})
        placed.append(replace(facility, point=checks.point(facility.point, None, ())))
    return (FacilitiesRegistered(facilities=tuple(placed)),)


def register_materials(command: RegisterMaterials, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """Stock, never below nothing."""
    if not command.materials:
        raise Refusal("nothing_changed")
    placed = []
    for material in command.materials:
        checks.words("material_name", material.name.zh)
        checks.number(material.name.zh, material.quantity)
        minimum = checks.amount(material.minimum, zero=True)
        quantity = float(material.quantity)
        point = checks.point(material.point, None, ())
        placed.append(replace(material, quantity=quantity, minimum=minimum, issued=0.0, point=point))
    return (MaterialsRegistered(materials=tuple(placed)),)


def move_stock(command: MoveStock, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """Stock changes; neither what lies in the store nor what is out of it ever falls below nothing."""
    if command.incident_id:
        command = replace(command, incident_id=checks.still_open(state.incident(command.incident_id)).id)
    return (stock_entry(command, state, stamp),)


def stock_entry(command: MoveStock, state: State, stamp: Stamp, request_id: str = "") -> StockMoved:
    """The entry of a change of stock. ``Refusal``: ``material_unknown``, ``stock_too_little``, ``stock_not_out``,
    ``quantity_missing``, ``quantity_wrong``, ``field_empty`` (a reason), ``nothing_changed`` (counted as it was)."""
    stock = state.materials.get(command.material_id)
    if stock is None:
        raise Refusal("material_unknown", {"material": command.material_id})
    note = command.note.strip()
    if command.move in (MoveKind.COUNTED, MoveKind.WRITTEN_OFF):
        note = checks.words("reason", note)
    quantity = checks.amount(command.quantity, zero=command.move is MoveKind.COUNTED)
    balance, issued = moved(stock, command.move, quantity)
    return StockMoved(
        move_id=stamp.command_id, material_id=stock.id, move=command.move, quantity=quantity, balance=balance,
        issued=issued, whom=command.whom.strip(), incident_id=command.incident_id, request_id=request_id, note=note,
    )
