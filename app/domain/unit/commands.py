"""Wishes about units."""

from __future__ import annotations

from datetime import datetime

from app.domain.record import Command
from app.domain.unit.model import Unit, UnitStatus


class RegisterUnits(Command, frozen=True):
    """Enter units or change their master data; a known id keeps its status and its work."""

    units: tuple[Unit, ...]


class DispatchUnits(Command, frozen=True):
    """Send units to an incident: all of them or, where one cannot go, none.

    ``proposed`` are the units that the desk proposed to the officer, if it did. Whoever sends others says why (``reason``).
    """

    incident_id: str
    unit_ids: tuple[str, ...]
    source: str = "phone"
    proposed: tuple[str, ...] = ()
    reason: str = ""


class SetUnitStatus(Command, frozen=True):
    """Stamp a unit's status: as reported at ``at`` (now if absent), by this source (phone, radio, app, automatic)."""

    unit_id: str
    status: UnitStatus
    source: str
    at: datetime | None = None
