"""What was reported, signed for, or waived."""

from __future__ import annotations

from datetime import datetime

from app.domain.record import Entry
from app.domain.reporting.model import ReportMade


class ReportRecorded(Entry, frozen=True):
    """A report was made."""

    incident_id: str
    report: ReportMade


class ReceiptRecorded(Entry, frozen=True):
    """The recipient signed for a report."""

    incident_id: str
    report_id: str
    receipt_by: str
    at: datetime


class ObligationWaived(Entry, frozen=True):
    """A duty was set aside by a person."""

    incident_id: str
    key: str
    reason: str
