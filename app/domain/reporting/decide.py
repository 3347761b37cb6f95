"""What wishes about reports upwards come to."""

from __future__ import annotations

from app.domain import checks
from app.domain.deadlines import obligations, reporting_case
from app.domain.incident.model import Incident
from app.domain.plan.composition import open_work
from app.domain.plan.entries import TaskSettled
from app.domain.plan.model import TaskStatus
from app.domain.record import Entry, Stamp
from app.domain.reference import Reference
from app.domain.reporting.commands import MakeReport, RecordReceipt, WaiveObligation
from app.domain.reporting.entries import ObligationWaived, ReceiptRecorded, ReportRecorded
from app.domain.reporting.model import Channel, ReportMade, Stage
from app.domain.reporting.rules import next_number, obligation_key
from app.domain.sending.entries import TransmissionSignedFor
from app.domain.sending.model import Evidence, SendReceipt
from app.domain.situation.decide import report_to_make
from app.domain.state import State
from app.kernel.errors import Refusal

_ONCE = (Stage.FIRST, Stage.FINAL)


def make_report(command: MakeReport, state: State, reference: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """A report was made; it takes the deadline of the duty it answers with it."""
    incident = state.incident(command.incident_id)
    if command.to_role not in reference.roles:
        raise Refusal("role_unknown", {"role": command.to_role})
    at = checks.not_in_future("at", command.at or stamp.at, stamp.at)
    if at < incident.aware_at:
        raise Refusal("time_before_awareness", {"at": at, "aware_at": incident.aware_at})
    if command.channel is Channel.PHONE:
        checks.words("whom", command.whom)
    else:
        checks.words("means", command.means)
    report_to_make(command.situation_report_id, command.stage, incident.id, command.channel, state)
    case = reporting_case(incident, state, stamp.at)
    number = next_number(case, command.stage, command.channel, command.to_role)
    key = obligation_key(command.stage, number, command.channel, command.to_role)
    owed = {one.key: one for one in obligations(incident, state, reference, stamp.at)}
    answered = owed.get(key)
    if command.stage in _ONCE and any(obligation_key(r.stage, r.number, r.channel, r.to_role) == key for r in case.reports):
        raise Refusal("report_already_made", {"stage": command.stage.value, "channel": command.channel.value})
    report = ReportMade(
        id=stamp.command_id,
        stage=command.stage,
        number=number,
        channel=command.channel,
        to_role=command.to_role,
        at=at,
        by=stamp.actor,
        whom=command.whom.strip(),
        phone=command.phone.strip(),
        read_back=command.read_back,
        means=command.means.strip(),
        content=command.content.strip(),
        document_sha256=command.document_sha256,
        due_at=answered.due_at if answered else None,
        bases=answered.bases if answered else (),
        situation_report_id=command.situation_report_id,
    )
    return (ReportRecorded(incident_id=incident.id, report=report), *_settled(incident, report))


def _settled(incident: Incident, report: ReportMade) -> tuple[Entry, ...]:
    """The open tasks that this report does: nobody has to say the same thing twice at night.

    A report that only a plan's own rules ask for goes to an authority of its kind (education, water …): it does not do the
    task of reporting to the duty room.
    """
    if report.bases and all(ref.plan_id for ref in report.bases):
        return ()
    done_by = f"{report.stage}:{report.channel}"
    return tuple(
        TaskSettled(incident_id=incident.id, task_id=work.task.id, status=TaskStatus.DONE)
        for work in open_work(incident)
        if any(claim.settled_by == done_by for claim in work.claims)
    )


def record_receipt(command: RecordReceipt, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """Who signed for a report; what carried it (see ``app.domain.sending``) is signed for by the same."""
    incident = state.incident(command.incident_id)
    report = next((one for one in incident.reports if one.id == command.report_id), None)
    if report is None:
        raise Refusal("report_unknown", {"report": command.report_id})
    at = checks.not_in_future("at", command.at or stamp.at, stamp.at)
    signed_by = checks.words("receipt_by", command.receipt_by)
    receipt = SendReceipt(signed_by, at, Evidence.LEDGER)
    carried = tuple(
        TransmissionSignedFor(transmission_id=one.id, receipt=receipt, incident_id=incident.id)
        for one in state.transmissions.values()
        if one.made_id == report.id and one.incident_id == incident.id and one.receipt is None
    )
    return (ReceiptRecorded(incident_id=incident.id, report_id=report.id, receipt_by=signed_by, at=at), *carried)


def waive(command: WaiveObligation, state: State, reference: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """A duty is set aside, with the reason; it stays on the record."""
    incident = state.incident(command.incident_id)
    reason = checks.words("reason", command.reason)
    owed = {one.key: one for one in obligations(incident, state, reference, stamp.at) if one.is_open}
    if command.key not in owed:
        raise Refusal("obligation_unknown", {"key": command.key})
    return (ObligationWaived(incident_id=incident.id, key=command.key, reason=reason),)
