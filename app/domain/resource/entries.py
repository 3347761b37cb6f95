"""What happened to places and stock."""

from __future__ import annotations

from app.domain.record import Entry
from app.domain.resource.model import Facility, Material, MoveKind


class FacilitiesRegistered(Entry, frozen=True):
    """Fixed places were entered or changed."""

    facilities: tuple[Facility, ...]


class MaterialsRegistered(Entry, frozen=True):
    """Stock was entered or changed."""

    materials: tuple[Material, ...]


class StockMoved(Entry, frozen=True):
    """Stock changed: ``balance`` lies in the store afterwards, ``issued`` is out. ``request_id``: the request it serves."""

    move_id: str
    material_id: str
    move: MoveKind
    quantity: float
    balance: float
    issued: float
    whom: str = ""
    incident_id: str = ""
    request_id: str = ""
    note: str = ""
