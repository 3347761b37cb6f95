"""What happened to people on scene."""

from __future__ import annotations

from datetime import datetime

from app.domain.record import Entry


class PersonCheckedIn(Entry, frozen=True):
    """A person went in at the scene of an incident."""

    presence_id: str
    incident_id: str
    name: str
    at: datetime
    organisation: str = ""
    unit_id: str = ""
    area: str = ""
    expected_out_at: datetime | None = None


class PersonCheckedOut(Entry, frozen=True):
    """A person came out."""

    presence_id: str
    incident_id: str
    at: datetime
    note: str = ""


class StayExtended(Entry, frozen=True):
    """A person is expected out at another time."""

    presence_id: str
    incident_id: str
    expected_out_at: datetime
    reason: str
