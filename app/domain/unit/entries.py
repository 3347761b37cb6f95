"""What happened to units."""

from __future__ import annotations

from datetime import datetime

from app.domain.record import Entry
from app.domain.unit.model import Unit, UnitStatus


class UnitsRegistered(Entry, frozen=True):
    """Units were entered or their master data changed."""

    units: tuple[Unit, ...]


class UnitDispatched(Entry, frozen=True):
    """A unit was sent to an incident; ``override`` is why it went although it rested."""

    unit_id: str
    incident_id: str
    dispatch_id: str
    source: str
    at: datetime
    override: str = ""


class ProposalAnswered(Entry, frozen=True):
    """Units were sent after a proposal: who was proposed, who was sent, and, where these differ, the officer's reason."""

    incident_id: str
    proposed: tuple[str, ...]
    sent: tuple[str, ...]
    reason: str = ""


class UnitStatusChanged(Entry, frozen=True):
    """A unit's status changed; ``dispatch_id`` and ``incident_id`` name the work it belongs to, if any."""

    unit_id: str
    status: UnitStatus
    at: datetime
    source: str
    incident_id: str = ""
    dispatch_id: str = ""


class UnitRested(Entry, frozen=True):
    """A unit rests until a moment."""

    unit_id: str
    until: datetime
    at: datetime
    source: str
    reason: str = ""


class UnitRetired(Entry, frozen=True):
    """A unit is no longer one of ours."""

    unit_id: str
    reason: str
    at: datetime


class UnitRestEnded(Entry, frozen=True):
    """A unit's rest was ended before its time."""

    unit_id: str
    at: datetime
    source: str
