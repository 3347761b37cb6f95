"""What became of written situation reports."""

from __future__ import annotations

from datetime import datetime

from app.domain.record import Entry
from app.domain.reporting.model import ReportMade
from app.domain.situation.model import ReportAnswer, ReportFigure, ReportSection, Signature, SituationReport


class ReportComposed(Entry, frozen=True):
    """A written report was begun."""

    incident_id: str
    report: SituationReport


class ReportEdited(Entry, frozen=True):
    """A person changed its words: the sections as they are now, answers (an empty text takes one away), recipients."""

    incident_id: str
    report_id: str
    sections: tuple[ReportSection, ...] = ()
    answers: tuple[ReportAnswer, ...] = ()
    to_roles: tuple[str, ...] | None = None


class ReportRefreshed(Entry, frozen=True):
    """The machine put it together anew up to ``as_of``: the sections that changed, and all figures."""

    incident_id: str
    report_id: str
    as_of: datetime
    sections: tuple[ReportSection, ...] = ()
    figures: tuple[ReportFigure, ...] = ()
    taken: tuple[str, ...] = ()


class ElementsMarked(Entry, frozen=True):
    """Elements were said to be 正在核实, or not any more."""

    incident_id: str
    report_id: str
    elements: tuple[str, ...]
    verifying: bool


class ReportSubmitted(Entry, frozen=True):
    """It was put before the leader."""

    incident_id: str
    report_id: str


class ReportReturned(Entry, frozen=True):
    """The leader gave it back."""

    incident_id: str
    report_id: str
    reason: str


class ReportSigned(Entry, frozen=True):
    """A leader answers for it; ``number`` is its number for good."""

    incident_id: str
    report_id: str
    number: int
    signature: Signature


class ReportWithdrawn(Entry, frozen=True):
    """It was given up."""

    incident_id: str
    report_id: str
    reason: str


class DeskReportSent(Entry, frozen=True):
    """A report about the whole area was phoned or sent."""

    report_id: str
    report: ReportMade
