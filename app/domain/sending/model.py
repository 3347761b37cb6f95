"""A transmission 报送件: one report on its way to one recipient by one channel, with its own copy of what is sent."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import msgspec

from app.domain.reporting.model import Stage


class SendChannel(StrEnum):
    """By what a report goes out. ``print``, ``fax`` and ``copy`` are done by a person; the others by the machine."""

    PRINT = "print"
    FAX = "fax"
    COPY = "copy"
    FILE = "file"
    HTTP = "http"
    EMAIL = "email"


BY_MACHINE = frozenset({SendChannel.FILE, SendChannel.HTTP, SendChannel.EMAIL})
"""The channels that the outbox works off by itself."""


class SendState(StrEnum):
    """The life of a transmission. ``failed`` is a person's decision: the machine never gives up."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    SIGNED_FOR = "signed_for"
    FAILED = "failed"


class AttemptResult(StrEnum):
    """What became of an attempt. ``begun``: its outcome is not known (yet, or for ever where the program was killed)."""

    BEGUN = "begun"
    SENT = "sent"
    REFUSED = "refused"
    REDIRECTED = "redirected"
    UNREACHABLE = "unreachable"
    TIMED_OUT = "timed_out"
    SERVER_ERROR = "server_error"
    BAD_ANSWER = "bad_answer"
    NOT_CONFIGURED = "not_configured"
    DOCUMENT_LOST = "document_lost"
    INTERRUPTED = "interrupted"


class Attempt(msgspec.Struct, frozen=True):
    """One try: when it began, when its outcome was known (``None``: not yet), what became of it, in whose words.

    ``detail`` is what the other side or the system said, kept short. ``worker`` names the process that tried.
    """

    begun_at: datetime
    result: AttemptResult
    by: str
    ended_at: datetime | None = None
    detail: str = ""
    worker: str = ""


class FieldBlock(msgspec.Struct, frozen=True):
    """A field of the superior's form with the text that belongs into it, to be copied."""

    label: str
    text: str


class CallOutcome(StrEnum):
    """What a confirming call brought: the report is there, it is not, nobody answered, somebody else took the message."""

    CONFIRMED = "confirmed"
    NOT_RECEIVED = "not_received"
    NO_ANSWER = "no_answer"
    PASSED_ON = "passed_on"


class ConfirmingCall(msgspec.Struct, frozen=True):
    """A call that asks whether a report has arrived (发出后电话确认收到)."""

    whom: str
    number: str
    at: datetime
    by: str
    outcome: CallOutcome
    read_back: bool = False
    remark: str = ""


class Evidence(StrEnum):
    """By what it is known that the recipient has signed for it."""

    ANSWER = "answer"
    PHONE = "phone"
    SIGNATURE = "signature"
    RETURN_FAX = "return_fax"
    SYSTEM = "system"
    LEDGER = "ledger"


class SendReceipt(msgspec.Struct, frozen=True):
    """Who signed for it, when, and by what that is known; ``number`` is the recipient's own, where it gave one."""

    by: str
    at: datetime
    evidence: Evidence
    number: str = ""


class GivenUp(msgspec.Struct, frozen=True):
    """A person decided that it is not sent this way any more."""

    reason: str
    by: str
    at: datetime


class Transmission(msgspec.Struct, frozen=True):
    """One report for one recipient by one channel.

    ``key`` is the idempotency key: the same content for the same recipient by the same channel has the same key, so that a
    receiver can tell a repetition. ``report_id`` is the written report that it carries ("" where there is none),
    ``made_id`` the ``ReportMade`` that it became when it was sent. ``incident_id`` may be "" (a zero report).
    ``document_sha256`` ("" for none) names the PDF in the archive, kept under ``incident_id`` or ``OUTBOX_SHELF``.
    ``retry_asked_at``: a person wants it tried again at once; the next try takes it away. ``not_counted`` is the refusal
    code where the report went out but the ledger of reports would not take it.
    """

    id: str
    key: str
    channel: SendChannel
    to_role: str
    recipient: str
    title: str
    queued_at: datetime
    queued_by: str
    address: str = ""
    incident_id: str = ""
    report_id: str = ""
    stage: Stage = Stage.FIRST
    number: int = 0
    text: str = ""
    blocks: tuple[FieldBlock, ...] = ()
    document_sha256: str = ""
    document_bytes: int = 0
    attempts: tuple[Attempt, ...] = ()
    retry_asked_at: datetime | None = None
    calls: tuple[ConfirmingCall, ...] = ()
    receipt: SendReceipt | None = None
    given_up: GivenUp | None = None
    sent_at: datetime | None = None
    made_id: str = ""
    not_counted: str = ""

    @property
    def state(self) -> SendState:
        """Where it stands."""
        if self.receipt is not None:
            return SendState.SIGNED_FOR
        if self.given_up is not None:
            return SendState.FAILED
        if self.sent_at is not None:
            return SendState.SENT
        if self.attempts and self.attempts[-1].result is AttemptResult.BEGUN:
            return SendState.SENDING
        return SendState.QUEUED

    @property
    def is_waiting(self) -> bool:
        """Whether it still has to go out."""
        return self.state in (SendState.QUEUED, SendState.SENDING)

    @property
    def by_machine(self) -> bool:
        """Whether the outbox sends it without a person."""
        return self.channel in BY_MACHINE

    @property
    def shelf(self) -> str:
        """Under what its document is kept in the archive."""
        return self.incident_id or OUTBOX_SHELF


OUTBOX_SHELF = "outbox"
"""Where documents of transmissions without an incident are kept."""
