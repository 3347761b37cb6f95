"""What happened to call-downs."""

from __future__ import annotations

from datetime import datetime

from app.domain.calldown.model import CallPerson, CallResult
from app.domain.record import Entry


class CallDownStarted(Entry, frozen=True):
    """These people are being called."""

    calldown_id: str
    title: str
    persons: tuple[CallPerson, ...]
    incident_id: str = ""
    subject: str = ""


class CallDownEnded(Entry, frozen=True):
    """The list was left at what was reached."""

    calldown_id: str
    reason: str
    incident_id: str = ""


class CallRecorded(Entry, frozen=True):
    """Somebody of the list was called, with this result."""

    calldown_id: str
    person_id: str
    result: CallResult
    at: datetime
    passed_to: str = ""
    remark: str = ""
    incident_id: str = ""
