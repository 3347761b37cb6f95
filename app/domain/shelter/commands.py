"""Wishes about shelters."""

from __future__ import annotations

from app.domain.record import Command
from app.domain.shelter.model import Sheltered


class OpenShelter(Command, frozen=True):
    """Open a shelter, for an incident or (empty) for none; address and way are announced by those who open it
    (Regulation on Natural Disaster Relief art. 11)."""

    facility_id: str
    incident_id: str = ""
    note: str = ""


class CloseShelter(Command, frozen=True):
    """Close a shelter that nobody is in any more, and say why."""

    facility_id: str
    reason: str


class Admit(Command, frozen=True):
    """Let so many people in. ``needing``: those of them who need help; ``confirmed`` may hold ``over_capacity``."""

    facility_id: str
    count: int
    from_place: str = ""
    needing: tuple[Sheltered, ...] = ()
    confirmed: tuple[str, ...] = ()


class Leave(Command, frozen=True):
    """So many people leave, among them these by name."""

    facility_id: str
    count: int
    to_place: str = ""
    names: tuple[str, ...] = ()
