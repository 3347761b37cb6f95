"""What happened to requests for materials."""

from __future__ import annotations

from datetime import datetime

from app.domain.record import Entry


class SupplyRequested(Entry, frozen=True):
    """Materials were asked for."""

    request_id: str
    what: str
    quantity: float
    unit: str
    place: str = ""
    asked_by: str = ""
    due_at: datetime | None = None
    note: str = ""
    incident_id: str = ""


class SupplyPromised(Entry, frozen=True):
    """Somebody promised a part or all of it."""

    request_id: str
    quantity: float
    source: str
    material_id: str = ""
    expected_at: datetime | None = None
    incident_id: str = ""


class SupplyRefused(Entry, frozen=True):
    """Somebody who was asked said no."""

    request_id: str
    source: str
    reason: str
    incident_id: str = ""


class SupplyIssued(Entry, frozen=True):
    """A part or all of it was sent on its way."""

    request_id: str
    quantity: float
    source: str
    material_id: str = ""
    incident_id: str = ""


class SupplyArrived(Entry, frozen=True):
    """A part or all of it arrived."""

    request_id: str
    quantity: float
    at: datetime
    incident_id: str = ""


class SupplyClosed(Entry, frozen=True):
    """The request was closed with something still missing."""

    request_id: str
    reason: str
    incident_id: str = ""
