"""What happened to places and stock."""

from __future__ import annotations

from app.domain.record import Entry
from app.domain.resource.model import Facility, Material


class FacilitiesRegistered(Entry, frozen=True):
    """Fixed places were entered or changed."""

    facilities: tuple[Facility, ...]


class MaterialsRegistered(Entry, frozen=True):
    """Stock was entered or changed."""

    materials: tuple[Material, ...]
