"""What happened to what is sent."""

from __future__ import annotations

from datetime import datetime

from app.domain.record import Entry
from app.domain.sending.model import Attempt, ConfirmingCall, SendReceipt, Transmission


class TransmissionQueued(Entry, frozen=True):
    """A report is in the outbox."""

    transmission: Transmission
    incident_id: str = ""


class AttemptBegun(Entry, frozen=True):
    """A try has begun; its outcome is not known."""

    transmission_id: str
    attempt: Attempt
    incident_id: str = ""


class AttemptEnded(Entry, frozen=True):
    """A try has ended. It takes the place of the one that had begun."""

    transmission_id: str
    attempt: Attempt
    incident_id: str = ""


class TransmissionSent(Entry, frozen=True):
    """It has gone out: ``made_id`` is the report of the ledger that it became, "" with ``not_counted`` saying why not."""

    transmission_id: str
    sent_at: datetime
    made_id: str = ""
    not_counted: str = ""
    incident_id: str = ""


class TransmissionSignedFor(Entry, frozen=True):
    """The recipient signed for it."""

    transmission_id: str
    receipt: SendReceipt
    incident_id: str = ""


class ConfirmingCallMade(Entry, frozen=True):
    """Somebody called and asked whether it has arrived."""

    transmission_id: str
    call: ConfirmingCall
    incident_id: str = ""


class TransmissionGivenUp(Entry, frozen=True):
    """It is not sent this way any more."""

    transmission_id: str
    reason: str
    incident_id: str = ""


class RetryWanted(Entry, frozen=True):
    """It is to be tried at once."""

    transmission_id: str
    incident_id: str = ""
