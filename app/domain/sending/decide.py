"""What wishes about sending come to.

A report that has gone out is a report made: sending it answers the duty, and signing for it signs the report of the ledger;
one command gives both entries, so that outbox and ledger cannot disagree.
"""

from __future__ import annotations

import re
from datetime import datetime

from app.domain import checks
from app.domain.deadlines import reporting_case
from app.domain.record import Entry, Stamp
from app.domain.reference import Reference
from app.domain.reporting import decide as reporting
from app.domain.reporting.commands import MakeReport
from app.domain.reporting.entries import ReceiptRecorded, ReportRecorded
from app.domain.reporting.model import Channel, ReportMade, Stage
from app.domain.reporting.rules import next_number
from app.domain.sending.commands import (
    ConfirmByPhone,
    GiveUpTransmission,
    QueueTransmission,
    RecordAttempt,
    RecordTransmissionReceipt,
    RetryNow,
)
from app.domain.sending.entries import (
    AttemptBegun,
    AttemptEnded,
    ConfirmingCallMade,
    RetryWanted,
    TransmissionGivenUp,
    TransmissionQueued,
    TransmissionSent,
    TransmissionSignedFor,
)
from app.domain.sending.model import (
    Attempt,
    AttemptResult,
    CallOutcome,
    ConfirmingCall,
    Evidence,
    SendChannel,
    SendReceipt,
    SendState,
    Transmission,
)
from app.domain.sending.rules import idempotency_key, is_leased
from app.domain.situation.decide import report_to_make
from app.domain.state import State
from app.kernel.errors import Refusal
from app.kernel.hashing import is_sha256

MOST_TEXT = 20_000
MOST_DETAIL = 400
MOST_BLOCKS = 60
_LINES = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
"""Everything that any program takes for the end of a line."""

_REPEATED = (Stage.FOLLOW_UP, Stage.CORRECTION, Stage.DAILY, Stage.ZERO)
_MEANS = {
    SendChannel.PRINT: "by_hand", SendChannel.FAX: "fax", SendChannel.COPY: "network", SendChannel.FILE: "by_hand",
    SendChannel.HTTP: "network", SendChannel.EMAIL: "email",
}
"""The word of the ledger for each channel."""


def queue(command: QueueTransmission, state: State, reference: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """It waits to be sent. The same content for the same recipient by the same channel is refused while the first of them
    waits, was sent or is signed for; after it was given up it may be queued again, under the same key."""
    incident_id = state.incident(command.incident_id).id if command.incident_id else ""
    if command.to_role not in reference.roles:
        raise Refusal("role_unknown", {"role": command.to_role})
    if command.report_id in state.situation_reports:  # what leaves by a machine is signed like what leaves on paper
        report_to_make(command.report_id, command.stage, incident_id, Channel.WRITTEN, state)
    title, recipient = _line("title", command.title), _line("recipient", command.recipient)
    text, blocks = command.text.strip(), command.blocks
    if len(text) > MOST_TEXT or len(blocks) > MOST_BLOCKS or any(len(one.text) > MOST_TEXT for one in blocks):
        raise Refusal("transmission_too_long", {"most": MOST_TEXT})
    if command.document_sha256 and not is_sha256(command.document_sha256):
        raise Refusal("document_hash_wrong")
    if not (text or blocks or command.document_sha256):
        raise Refusal("transmission_empty")
    checks.number("document_bytes", command.document_bytes)
    checks.number("number", command.number)
    number = _number(command, incident_id, state, stamp)
    key = _line("key", command.key) if command.key.strip() else idempotency_key(
        (
            incident_id, command.report_id, command.stage.value, str(number), command.channel.value, command.to_role, recipient,
            command.address.strip(), title, text, command.document_sha256,
        ),
        blocks,
    )
    same = next((one for one in state.transmissions.values() if one.key == key and one.state is not SendState.FAILED), None)
    if same is not None:
        raise Refusal("transmission_twice", {"transmission": same.id, "at": same.queued_at})
    made = Transmission(
        id=stamp.command_id, key=key, channel=command.channel, to_role=command.to_role, recipient=recipient, title=title,
        queued_at=stamp.at, queued_by=stamp.actor, address=_LINES.sub(" ", command.address).strip(), incident_id=incident_id,
        report_id=command.report_id, stage=command.stage, number=number, text=text, blocks=blocks,
        document_sha256=command.document_sha256, document_bytes=command.document_bytes,
    )
    return (TransmissionQueued(transmission=made, incident_id=incident_id),)


def record_attempt(command: RecordAttempt, state: State, reference: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """A try begins or ends. Only what waits can be tried, and by one process at a time."""
    one = known(command.transmission_id, state)
    if not one.is_waiting:
        raise Refusal("transmission_not_waiting", {"transmission": one.id, "state": one.state.value})
    at = checks.not_in_future("at", command.at or stamp.at, stamp.at)
    open_try = one.attempts[-1] if one.state is SendState.SENDING else None
    detail = _LINES.sub(" ", command.detail).strip()[:MOST_DETAIL]
    if command.result is AttemptResult.BEGUN:
        if open_try is not None and is_leased(open_try, stamp.at):
            raise Refusal("transmission_being_sent", {"transmission": one.id})
        made = Attempt(stamp.at, AttemptResult.BEGUN, stamp.actor, worker=command.worker, detail=detail)
        return (AttemptBegun(transmission_id=one.id, attempt=made, incident_id=one.incident_id),)
    if open_try is not None and command.result is not AttemptResult.SENT and open_try.worker != command.worker:
        raise Refusal("transmission_being_sent", {"transmission": one.id})
    begun_at = open_try.begun_at if open_try is not None else at
    ended = Attempt(begun_at, command.result, stamp.actor, max(at, begun_at), detail, command.worker)
    entries: tuple[Entry, ...] = (AttemptEnded(transmission_id=one.id, attempt=ended, incident_id=one.incident_id),)
    if command.result is not AttemptResult.SENT:
        return entries
    entries += _gone(one, at, state, reference, stamp)
    if command.receipt_by.strip():
        signed_at = checks.not_in_future("receipt_at", command.receipt_at or at, stamp.at)
        receipt = SendReceipt(_line("receipt_by", command.receipt_by)[:MOST_DETAIL], signed_at, Evidence.ANSWER,
                              _LINES.sub(" ", command.receipt_number).strip()[:80])
        entries += _signed(one, receipt, _made_id(entries), state)
    return entries


def confirm(command: ConfirmByPhone, state: State, reference: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """A call goes into the ledger; where the report is said to be there, the person on the phone has signed for it."""
    one = known(command.transmission_id, state)
    at = checks.not_in_future("at", command.at or stamp.at, stamp.at)
    call = ConfirmingCall(
        whom=_line("whom", command.whom), number=_line("phone", command.number), at=at, by=stamp.actor, outcome=command.outcome,
        read_back=command.read_back, remark=command.remark.strip(),
    )
    entries: tuple[Entry, ...] = (ConfirmingCallMade(transmission_id=one.id, call=call, incident_id=one.incident_id),)
    if command.outcome is not CallOutcome.CONFIRMED or one.receipt is not None:
        return entries
    return entries + _arrived(one, SendReceipt(call.whom, at, Evidence.PHONE), state, reference, stamp)


def record_receipt(
    command: RecordTransmissionReceipt, state: State, reference: Reference, stamp: Stamp
) -> tuple[Entry, ...]:
    """Somebody signed for it; what was given up or still waited has arrived all the same."""
    one = known(command.transmission_id, state)
    if one.receipt is not None:
        raise Refusal("transmission_signed", {"by": one.receipt.by, "at": one.receipt.at})
    at = checks.not_in_future("at", command.at or stamp.at, stamp.at)
    receipt = SendReceipt(
        _line("receipt_by", command.receipt_by), at, command.evidence, _LINES.sub(" ", command.number).strip()
    )
    return _arrived(one, receipt, state, reference, stamp)


def give_up(command: GiveUpTransmission, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """It is not sent this way; while a try is under way nobody knows yet whether it was."""
    one = known(command.transmission_id, state)
    if not one.is_waiting:
        raise Refusal("transmission_not_waiting", {"transmission": one.id, "state": one.state.value})
    reason = checks.words("reason", command.reason)
    if one.state is SendState.SENDING and is_leased(one.attempts[-1], stamp.at):
        raise Refusal("transmission_being_sent", {"transmission": one.id})
    return (TransmissionGivenUp(transmission_id=one.id, reason=reason, incident_id=one.incident_id),)


def retry(command: RetryNow, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """It is due now; what is being sent needs no asking."""
    one = known(command.transmission_id, state)
    if not one.is_waiting:
        raise Refusal("transmission_not_waiting", {"transmission": one.id, "state": one.state.value})
    if not one.by_machine:
        raise Refusal("transmission_by_hand", {"transmission": one.id})
    if one.state is SendState.SENDING:
        raise Refusal("transmission_being_sent", {"transmission": one.id})
    return (RetryWanted(transmission_id=one.id, incident_id=one.incident_id),)


def known(transmission_id: str, state: State) -> Transmission:
    """The transmission with this id; ``Refusal("transmission_unknown")`` where there is none."""
    found = state.transmissions.get(transmission_id)
    if found is None:
        raise Refusal("transmission_unknown", {"transmission": transmission_id})
    return found


def _arrived(
    one: Transmission, receipt: SendReceipt, state: State, reference: Reference, stamp: Stamp
) -> tuple[Entry, ...]:
    entries: tuple[Entry, ...] = ()
    made_id = one.made_id
    if one.sent_at is None:
        entries = _gone(one, receipt.at, state, reference, stamp)
        made_id = _made_id(entries)
    return entries + _signed(one, receipt, made_id, state)


def _gone(
    one: Transmission, at: datetime, state: State, reference: Reference, stamp: Stamp
) -> tuple[Entry, ...]:
    """It is out, and the ledger of reports knows. What has gone out is on record even where the ledger refuses it."""
    made, refused, entries = "", "", tuple[Entry, ...]()
    if one.incident_id:
        aware_at = state.incidents[one.incident_id].aware_at
        if at < aware_at and at >= aware_at.replace(second=0, microsecond=0):  # a form gives minutes
            at = aware_at
        found = _ledger_report(one, state)
        if found is not None:
            made = found.id
        else:
            try:
                entries = reporting.make_report(_as_report(one, at, state), state, reference, stamp)
            except Refusal as refusal:
                refused = refusal.code
            else:
                made = next(entry.report.id for entry in entries if isinstance(entry, ReportRecorded))
    sent = TransmissionSent(
        transmission_id=one.id, sent_at=at, made_id=made, not_counted=refused, incident_id=one.incident_id
    )
    return (*entries, sent)


def _as_report(one: Transmission, at: datetime, state: State) -> MakeReport:
    return MakeReport(
        situation_report_id=one.report_id if one.report_id in state.situation_reports else "",
        incident_id=one.incident_id, stage=one.stage, channel=Channel.WRITTEN, to_role=one.to_role, means=_MEANS[one.channel],
        content=one.title, document_sha256=one.document_sha256, at=at, whom=one.recipient,
    )


def _ledger_report(one: Transmission, state: State) -> ReportMade | None:
    """The report of the ledger that this is one more way of (fax and network, the same paper), if it was made already."""
    of = state.incidents[one.incident_id]
    fitting = [report for report in of.reports if report.channel is Channel.WRITTEN and report.to_role == one.to_role]
    return next(
        (
            report for report in fitting
            if (one.report_id and one.report_id in (report.id, report.situation_report_id))
            or (report.stage, report.number) == (one.stage, one.number)
        ),
        None,
    )


def _signed(one: Transmission, receipt: SendReceipt, made_id: str, state: State) -> tuple[Entry, ...]:
    entries: tuple[Entry, ...] = (
        TransmissionSignedFor(transmission_id=one.id, receipt=receipt, incident_id=one.incident_id),
    )
    if not made_id:
        return entries
    made = next((report for report in state.incidents[one.incident_id].reports if report.id == made_id), None)
    if made is not None and made.receipt_at is not None:
        return entries
    ledger = ReceiptRecorded(incident_id=one.incident_id, report_id=made_id, receipt_by=receipt.by, at=receipt.at)
    return (*entries, ledger)


def _made_id(entries: tuple[Entry, ...]) -> str:
    return next((entry.made_id for entry in entries if isinstance(entry, TransmissionSent)), "")


def _number(command: QueueTransmission, incident_id: str, state: State, stamp: Stamp) -> int:
    """The number that was given; else that of the same report on another channel; else the next one."""
    if command.number or not incident_id or command.stage not in _REPEATED:
        return int(command.number)
    fellows = [
        one for one in state.transmissions.values()
        if (one.incident_id, one.stage, one.to_role) == (incident_id, command.stage, command.to_role)
        and one.state is not SendState.FAILED
    ]
    text = command.text.strip()
    for one in fellows:
        if (command.report_id and one.report_id == command.report_id) or (
            not command.report_id and (one.text, one.document_sha256) == (text, command.document_sha256)
        ):
            return one.number
    case = reporting_case(state.incidents[incident_id], state, stamp.at)
    after = next_number(case, command.stage, Channel.WRITTEN, command.to_role)
    return max([after, *(one.number + 1 for one in fellows)])


def _line(field: str, text: str) -> str:
    """A text of one line: line breaks would let it become a header or a second field somewhere."""
    return checks.words(field, _LINES.sub(" ", text))
