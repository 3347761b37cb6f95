"""Where the places of a scenario lie on this desk: a scenario written for one township can be held in another."""

from __future__ import annotations

from app.domain.exercise.scenario import PlaceRef
from app.domain.incident.model import Place
from app.domain.resource.model import Facility
from app.domain.state import State


def place_of(ref: PlaceRef | None, state: State) -> Place:
    """The place of the scenario on this desk: the facility by its id, or the first of its kind; else words alone."""
    if ref is None:
        return Place("-")
    site = facility_of(ref, state)
    if site is None:
        return Place(ref.words.zh, state.profile.centre if state.profile is not None else None)
    return Place(ref.words.zh, site.point, gazetteer_id=site.id, village=site.village)


def facility_of(ref: PlaceRef, state: State) -> Facility | None:
    """The facility that a place of the scenario means on this desk, if it has one."""
    known = state.facilities.get(ref.facility)
    if known is not None:
        return known
    same = (state.facilities[key] for key in sorted(state.facilities))
    return next((one for one in same if ref.kind and one.kind == ref.kind), None)
