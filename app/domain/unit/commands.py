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
    ``override``: why units go although they rest; without a reason a resting one is refused.
    """

    incident_id: str
    unit_ids: tuple[str, ...]
    source: str = "phone"
    proposed: tuple[str, ...] = ()
    reason: str = ""
    override: str = ""


class SetUnitStatus(Command, frozen=True):
    """Stamp a unit's status: as reported at ``at`` (now if absent), by this source (phone, radio, app, automatic)."""

    unit_id: str
    status: UnitStatus
    source: str
    at: datetime | None = None


class RetireUnit(Command, frozen=True):
    """There is no such unit any more, and why. Nothing of what it did is lost; set on standby it is there again."""

    unit_id: str
    reason: str


class RestUnit(Command, frozen=True):
    """Let a unit on standby rest until a moment; it is not proposed meanwhile. A rest that runs is changed by another."""

    unit_id: str
    until: datetime
    reason: str = ""
    source: str = "phone"


class EndRest(Command, frozen=True):
    """A unit is ready again before its rest would have ended."""

    unit_id: str
    source: str = "phone"
