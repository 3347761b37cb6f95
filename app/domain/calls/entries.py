"""What happened to the call log."""

from __future__ import annotations

from datetime import datetime

from app.domain.calls.model import CallWords
from app.domain.record import Entry


class CallLogged(Entry, frozen=True):
    """A call was written down; with the incident that it opened or belongs to, if any."""

    call_id: str
    words: CallWords
    at: datetime
    incident_id: str = ""


class CallJoined(Entry, frozen=True):
    """A call belongs to this incident now; ``words`` are repeated, so that the incident's own records tell them."""

    call_id: str
    incident_id: str
    words: CallWords
    at: datetime
    from_incident_id: str = ""
    reason: str = ""


class CallLeft(Entry, frozen=True):
    """A call belongs to this incident no longer; it went to another one, or to none."""

    call_id: str
    incident_id: str
    reason: str
    to_incident_id: str = ""


class CallCorrected(Entry, frozen=True):
    """Something written down wrongly was put right; ``before`` holds the replaced values by field."""

    call_id: str
    words: CallWords
    at: datetime
    before: dict[str, str]
    reason: str
    incident_id: str = ""


class CallStruck(Entry, frozen=True):
    """A call was struck through."""

    call_id: str
    reason: str
    incident_id: str = ""
