"""A shelter as it is used; what it is (place, capacity, keeper) is its facility."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import msgspec


class Need(StrEnum):
    """The help that somebody in a shelter needs. No other trait of a person is kept (Personal Information Protection Law
    arts. 28-30: sensitive facts only for a definite purpose and as far as it needs them)."""

    MOBILITY = "mobility"
    ALONE = "alone"
    PREGNANT = "pregnant"
    INFANT = "infant"
    MEDICAL = "medical"
    OTHER = "other"


class Sheltered(msgspec.Struct, frozen=True):
    """A person in the shelter who needs help, by name; all others are only counted."""

    name: str
    need: Need
    note: str = ""


class ShelterMoveKind(StrEnum):
    """What happened at the door of a shelter."""

    OPENED = "opened"
    ADMITTED = "admitted"
    LEFT = "left"
    CLOSED = "closed"


class ShelterMove(msgspec.Struct, frozen=True):
    """One event at the door: how many people, how many were in afterwards, from where or where to."""

    move: ShelterMoveKind
    at: datetime
    by: str
    count: int = 0
    occupied: int = 0
    words: str = ""


class ShelterUse(msgspec.Struct, frozen=True):
    """How a shelter is used now: open or not, how many people are in, and those of them who need help."""

    facility_id: str
    is_open: bool = False
    occupied: int = 0
    needing: tuple[Sheltered, ...] = ()
    opened_at: datetime | None = None
    incident_id: str = ""
    moves: tuple[ShelterMove, ...] = ()


DOOR_KEPT = 200
"""Events at the door that the desk keeps at hand of each shelter; the journal has all of them."""
