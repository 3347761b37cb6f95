"""What wishes about shelters come to."""

from __future__ import annotations

from app.domain import checks
from app.domain.record import Entry, Stamp
from app.domain.reference import Reference
from app.domain.resource.model import Facility, FacilityCategory
from app.domain.shelter.commands import Admit, CloseShelter, Leave, OpenShelter
from app.domain.shelter.entries import ShelterAdmitted, ShelterClosed, ShelterLeft, ShelterOpened
from app.domain.shelter.model import ShelterUse
from app.domain.state import State
from app.kernel.errors import Refusal


def open_shelter(command: OpenShelter, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """A closed shelter is opened."""
    place = _shelter(command.facility_id, state)
    incident_id = checks.still_open(state.incident(command.incident_id)).id if command.incident_id else ""
    use = state.shelters.get(place.id)
    if use is not None and use.is_open:
        raise Refusal("shelter_open", {"shelter": place.name.zh})
    return (ShelterOpened(facility_id=place.id, incident_id=incident_id, note=command.note.strip()),)


def close_shelter(command: CloseShelter, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """An open shelter is closed; not while people are in."""
    place, use = _open(command.facility_id, state)
    if use.occupied:
        raise Refusal("shelter_occupied", {"shelter": place.name.zh, "occupied": use.occupied})
    reason = checks.words("reason", command.reason)
    return (ShelterClosed(facility_id=place.id, reason=reason, incident_id=use.incident_id),)


def admit(command: Admit, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """People are let in; more than it takes only after a person has confirmed it."""
    place, use = _open(command.facility_id, state)
    count = int(checks.amount(command.count))
    if len(command.needing) > count:
        raise Refusal("more_names_than_people", {"names": len(command.needing), "count": count})
    for one in command.needing:
        checks.words("member_name", one.name)
    occupied = use.occupied + count
    over = max(0, occupied - place.capacity)
    if over and "over_capacity" not in command.confirmed:
        left = max(0, place.capacity - use.occupied)
        raise Refusal("shelter_full", {"shelter": place.name.zh, "capacity": place.capacity, "left": left, "over": over})
    return (
        ShelterAdmitted(
            facility_id=place.id, count=count, occupied=occupied, from_place=command.from_place.strip(),
            needing=command.needing, over=min(over, count), incident_id=use.incident_id,
        ),
    )


def leave(command: Leave, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """People leave; not more than are in, and nobody by a name that is not known there."""
    place, use = _open(command.facility_id, state)
    count = int(checks.amount(command.count))
    if count > use.occupied:
        raise Refusal("shelter_fewer_in", {"shelter": place.name.zh, "occupied": use.occupied, "count": count})
    if len(command.names) > count:
        raise Refusal("more_names_than_people", {"names": len(command.names), "count": count})
    known = [one.name for one in use.needing]
    for name in command.names:
        if name not in known:
            raise Refusal("sheltered_unknown", {"name": name, "shelter": place.name.zh})
        known.remove(name)
    if 0 < use.occupied - count < len(known):
        raise Refusal("sheltered_left_unnamed", {"names": ", ".join(known), "left": use.occupied - count})
    return (
        ShelterLeft(
            facility_id=place.id, count=count, occupied=use.occupied - count, to_place=command.to_place.strip(),
            names=command.names, incident_id=use.incident_id,
        ),
    )


def _shelter(facility_id: str, state: State) -> Facility:
    place = state.facilities.get(facility_id)
    if place is None or place.category is not FacilityCategory.SHELTER:
        raise Refusal("shelter_unknown", {"shelter": facility_id})
    return place


def _open(facility_id: str, state: State) -> tuple[Facility, ShelterUse]:
    place = _shelter(facility_id, state)
    use = state.shelters.get(place.id)
    if use is None or not use.is_open:
        raise Refusal("shelter_closed", {"shelter": place.name.zh})
    return place, use
