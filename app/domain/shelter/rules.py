"""How much room is left. Pure."""

from __future__ import annotations

from app.domain.resource.model import Facility
from app.domain.shelter.model import ShelterUse
from app.domain.state import State


def use_of(state: State, facility_id: str) -> ShelterUse:
    """How a shelter is used; one that was never opened is closed and empty."""
    return state.shelters.get(facility_id, ShelterUse(facility_id))


def room_left(place: Facility, use: ShelterUse) -> int:
    """How many more people it takes; below nothing where more are in than it takes."""
    return place.capacity - use.occupied
