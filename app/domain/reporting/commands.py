"""Wishes about reports upwards."""

from __future__ import annotations

from datetime import datetime

from app.domain.record import Command
from app.domain.reporting.model import Channel, Stage


class MakeReport(Command, frozen=True):
    """Record that a report was made: phoned (whom, number, read back) or sent (means, hash of the paper).

    ``at`` is when it was made (now if absent); it answers the open duty of that stage, channel and recipient, if there
    is one. ``situation_report_id``: the written report whose text was sent (signed first) or read out.
    """

    incident_id: str
    stage: Stage
    channel: Channel
    to_role: str
    whom: str = ""
    phone: str = ""
    read_back: bool = False
    means: str = ""
    content: str = ""
    document_sha256: str = ""
    situation_report_id: str = ""
    at: datetime | None = None


class RecordReceipt(Command, frozen=True):
    """Record who signed for a report, and when."""

    incident_id: str
    report_id: str
    receipt_by: str
    at: datetime | None = None


class WaiveObligation(Command, frozen=True):
    """Decide not to answer a duty, with the reason."""

    incident_id: str
    key: str
    reason: str
