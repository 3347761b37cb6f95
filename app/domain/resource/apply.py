"""What resource entries make of the state."""

from __future__ import annotations

from msgspec.structs import replace

from app.domain.record import Stamp
from app.domain.resource.entries import FacilitiesRegistered, MaterialsRegistered
from app.domain.state import State


def facilities_registered(state: State, entry: FacilitiesRegistered, stamp: Stamp) -> State:
    """Places on the map."""
    return replace(state, facilities=state.facilities.update({place.id: place for place in entry.facilities}))


def materials_registered(state: State, entry: MaterialsRegistered, stamp: Stamp) -> State:
    """Stock."""
    return replace(state, materials=state.materials.update({stock.id: stock for stock in entry.materials}))
