"""Wishes about what is sent."""

from __future__ import annotations

from datetime import datetime

from app.domain.record import Command
from app.domain.reporting.model import Stage
from app.domain.sending.model import AttemptResult, CallOutcome, Evidence, FieldBlock, SendChannel


class QueueTransmission(Command, frozen=True):
    """Put a report into the outbox for one recipient by one channel; the content is copied and does not change any more.

    ``number`` 0 of a follow-up, correction or daily report: the next one. ``key`` "" (the rule): computed from the content
    and the recipient, so that the same wish twice is refused and never sends twice.
    """

    channel: SendChannel
    to_role: str
    recipient: str
    title: str
    address: str = ""
    incident_id: str = ""
    report_id: str = ""
    stage: Stage = Stage.FIRST
    number: int = 0
    text: str = ""
    blocks: tuple[FieldBlock, ...] = ()
    document_sha256: str = ""
    document_bytes: int = 0
    key: str = ""


class RecordAttempt(Command, frozen=True):
    """Say that a try begins (``begun``: nobody else may try meanwhile) or what became of it.

    ``sent`` makes it a report of the ledger, answered at ``at``. ``receipt_by`` is the signature in the recipient's answer.
    A try that began under the name of one ``worker`` is ended by the same.
    """

    transmission_id: str
    result: AttemptResult
    detail: str = ""
    at: datetime | None = None
    worker: str = ""
    receipt_by: str = ""
    receipt_number: str = ""
    receipt_at: datetime | None = None


class ConfirmByPhone(Command, frozen=True):
    """Record a call that asked whether a report has arrived; ``confirmed`` is a receipt as well."""

    transmission_id: str
    whom: str
    number: str
    outcome: CallOutcome
    read_back: bool = False
    at: datetime | None = None
    remark: str = ""


class RecordTransmissionReceipt(Command, frozen=True):
    """Record who signed for it; what was still waiting has arrived then, whatever the machine knew."""

    transmission_id: str
    receipt_by: str
    evidence: Evidence = Evidence.SIGNATURE
    at: datetime | None = None
    number: str = ""


class GiveUpTransmission(Command, frozen=True):
    """Send it this way no more, with the reason."""

    transmission_id: str
    reason: str


class RetryNow(Command, frozen=True):
    """Try it again at once, without waiting for the next turn."""

    transmission_id: str
