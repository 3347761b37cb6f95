"""What entries about shelters make of the state."""

from __future__ import annotations

from msgspec.structs import replace

from app.domain.record import Stamp
from app.domain.shelter.entries import ShelterAdmitted, ShelterClosed, ShelterLeft, ShelterOpened
from app.domain.shelter.model import DOOR_KEPT, ShelterMove, ShelterMoveKind, ShelterUse
from app.domain.state import State


def opened(state: State, entry: ShelterOpened, stamp: Stamp) -> State:
    """The shelter is open and empty."""
    before = state.shelters.get(entry.facility_id, ShelterUse(entry.facility_id))
    after = replace(before, is_open=True, opened_at=stamp.at, incident_id=entry.incident_id, occupied=0, needing=())
    return _noted(state, after, ShelterMove(ShelterMoveKind.OPENED, stamp.at, stamp.actor, words=entry.note))


def closed(state: State, entry: ShelterClosed, stamp: Stamp) -> State:
    """The shelter is closed."""
    after = replace(state.shelters[entry.facility_id], is_open=False, opened_at=None, incident_id="")
    return _noted(state, after, ShelterMove(ShelterMoveKind.CLOSED, stamp.at, stamp.actor, words=entry.reason))


def admitted(state: State, entry: ShelterAdmitted, stamp: Stamp) -> State:
    """More people are in."""
    before = state.shelters[entry.facility_id]
    after = replace(before, occupied=entry.occupied, needing=(*before.needing, *entry.needing))
    line = ShelterMove(
        ShelterMoveKind.ADMITTED, stamp.at, stamp.actor, entry.count, entry.occupied, entry.from_place
    )
    return _noted(state, after, line)


def left(state: State, entry: ShelterLeft, stamp: Stamp) -> State:
    """Fewer people are in."""
    before = state.shelters[entry.facility_id]
    names = list(entry.names)
    staying = []
    for one in before.needing:
        if one.name in names:
            names.remove(one.name)
        else:
            staying.append(one)
    after = replace(before, occupied=entry.occupied, needing=tuple(staying) if entry.occupied else ())
    line = ShelterMove(ShelterMoveKind.LEFT, stamp.at, stamp.actor, entry.count, entry.occupied, entry.to_place)
    return _noted(state, after, line)


def _noted(state: State, use: ShelterUse, line: ShelterMove) -> State:
    after = replace(use, moves=(*use.moves, line)[-DOOR_KEPT:])
    return replace(state, shelters=state.shelters.set(use.facility_id, after))
