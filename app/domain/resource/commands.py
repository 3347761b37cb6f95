"""Wishes about places and stock."""

from __future__ import annotations

from app.domain.record import Command
from app.domain.resource.model import Facility, Material, MoveKind


class RegisterFacilities(Command, frozen=True):
    """Enter or change fixed places."""

    facilities: tuple[Facility, ...]


class RegisterMaterials(Command, frozen=True):
    """Enter or change stock. ``quantity`` is what lies in the store now; what is out stays out."""

    materials: tuple[Material, ...]


class MoveStock(Command, frozen=True):
    """Say that stock changed. ``whom``: who brought it or to whom it went; ``note``: why (asked for where it is counted
    anew or written off)."""

    material_id: str
    move: MoveKind
    quantity: float
    whom: str = ""
    incident_id: str = ""
    note: str = ""
