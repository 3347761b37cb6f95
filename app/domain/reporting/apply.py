"""What reporting entries make of the state."""

from __future__ import annotations

from msgspec.structs import replace

from app.domain.incident.apply import changed
from app.domain.record import Stamp
from app.domain.reporting.entries import ObligationWaived, ReceiptRecorded, ReportRecorded
from app.domain.reporting.model import ReportMade, Waiver
from app.domain.situation.apply import made
from app.domain.state import State


def recorded(state: State, entry: ReportRecorded, stamp: Stamp) -> State:
    """A report more; the written one whose text it carried knows it."""
    state = changed(state, entry.incident_id, lambda i: replace(i, reports=(*i.reports, entry.report)))
    return made(state, entry.report)


def receipt_recorded(state: State, entry: ReceiptRecorded, stamp: Stamp) -> State:
    """A report signed for."""

    def sign(report: ReportMade) -> ReportMade:
        if report.id != entry.report_id:
            return report
        return replace(report, receipt_by=entry.receipt_by, receipt_at=entry.at)

    return changed(state, entry.incident_id, lambda i: replace(i, reports=tuple(sign(r) for r in i.reports)))


def waived(state: State, entry: ObligationWaived, stamp: Stamp) -> State:
    """A duty set aside."""
    waiver = Waiver(entry.key, entry.reason, stamp.actor, stamp.at)
    return changed(state, entry.incident_id, lambda i: replace(i, waivers=(*i.waivers, waiver)))
