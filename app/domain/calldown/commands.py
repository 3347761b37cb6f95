"""Wishes about call-downs."""

from __future__ import annotations

from datetime import datetime

from app.domain.calldown.model import CallPerson, CallResult
from app.domain.record import Command


class StartCallDown(Command, frozen=True):
    """Begin to call these people, for an incident or (empty) for none. The list is copied and does not change any more."""

    title: str
    persons: tuple[CallPerson, ...]
    incident_id: str = ""
    subject: str = ""


class EndCallDown(Command, frozen=True):
    """Leave a list at what was reached, with the reason; nobody is reminded of it any more."""

    calldown_id: str
    reason: str


class RecordCall(Command, frozen=True):
    """Say what became of a call; ``at`` is when it was made (now where it is not given).

    A second record for the same person corrects the first; both stay in the journal.
    """

    calldown_id: str
    person_id: str
    result: CallResult
    at: datetime | None = None
    passed_to: str = ""
    remark: str = ""
