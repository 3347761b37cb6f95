"""What wishes about places and stock come to."""

from __future__ import annotations

from msgspec.structs import replace

from app.domain import checks
from app.domain.record import Entry, Stamp
from app.domain.reference import Reference
from app.domain.resource.commands import RegisterFacilities, RegisterMaterials
from app.domain.resource.entries import FacilitiesRegistered, MaterialsRegistered
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
        placed.append(replace(material, point=checks.point(material.point, None, ())))
    return (MaterialsRegistered(materials=tuple(placed)),)
