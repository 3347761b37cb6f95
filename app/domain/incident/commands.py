"""Wishes about incidents."""

from __future__ import annotations

from datetime import datetime

from app.domain.calls.model import CallWords
from app.domain.conditions import FactScalar
from app.domain.incident.model import Caller, PaperFormat, PictureKind, Place
from app.domain.record import Command
from app.domain.words import FactStatus, IncidentSeverity


class OpenIncident(Command, frozen=True):
    """Take a report in: it becomes an incident, graded at once.

    ``confirmed`` holds the questions that the officer has already answered with yes (``outside_region``). ``call`` is the
    call by which it became known: it is written into the call log together with the incident.
    """

    kind: str
    place: Place
    aware_at: datetime
    occurred_at: datetime | None = None
    caller: Caller = Caller()
    narrative: str = ""
    facts: dict[str, FactScalar] = {}
    fact_source: str = ""
    confirmed: tuple[str, ...] = ()
    call: CallWords | None = None


class RecordFacts(Command, frozen=True):
    """Record or correct figures. ``removed`` facts are no longer known; correcting a verified figure needs a reason."""

    incident_id: str
    facts: dict[str, FactScalar] = {}
    removed: tuple[str, ...] = ()
    status: FactStatus = FactStatus.REPORTED
    source: str = ""
    reason: str = ""


class CorrectIncident(Command, frozen=True):
    """Correct what was taken in wrongly (fields left ``None`` stay); the reason is kept with the old values."""

    incident_id: str
    reason: str
    kind: str | None = None
    place: Place | None = None
    occurred_at: datetime | None = None
    aware_at: datetime | None = None
    caller: Caller | None = None
    narrative: str | None = None
    confirmed: tuple[str, ...] = ()


class OverrideSeverity(Command, frozen=True):
    """Put a person's grading beside the machine's (``None``: below general), with the reason."""

    incident_id: str
    severity: IncidentSeverity | None
    reason: str


class WithdrawOverride(Command, frozen=True):
    """Go back to the machine's grading, with the reason."""

    incident_id: str
    reason: str


class AddNote(Command, frozen=True):
    """Write a line into the incident's timeline."""

    incident_id: str
    text: str


class StrikeNote(Command, frozen=True):
    """Strike a line through; it stays readable, with the reason."""

    incident_id: str
    note_id: str
    reason: str


class MarkStabilised(Command, frozen=True):
    """Say that the situation is stable from this moment on (several reporting clocks ask for it)."""

    incident_id: str
    at: datetime


class CloseIncident(Command, frozen=True):
    """Close the incident with what the law wants found out and written down (Emergency Response Law 2024, art. 87, 92).

    Cause and course, outcome, losses, lessons, improvement measures, and who approved it.
    """

    incident_id: str
    cause: str
    outcome: str
    losses: str
    lessons: str
    measures: str
    approved_by: str


class IssueDocument(Command, frozen=True):
    """Record that a paper was printed or saved: which, the SHA-256 of its bytes, as what.

    ``incident_id`` is "" for one about the whole area. ``unmasked``: names and numbers of persons stand in it in full; that needs
    a ``reason`` (facts file §4.2; Personal Information Protection Law: no more than the purpose needs).
    ``code`` is the check code of its content, as printed on it: a paper in somebody's hand is found by it.
    """

    incident_id: str
    document: str
    sha256: str
    pages: int
    format: PaperFormat = PaperFormat.PDF
    unmasked: bool = False
    reason: str = ""
    code: str = ""


class AttachPhotograph(Command, frozen=True):
    """Put a photograph to the incident; its cleaned bytes lie in the archive already, under this SHA-256."""

    incident_id: str
    sha256: str
    name: str
    kind: PictureKind
    bytes_count: int
    caption: str = ""
    taken_at: datetime | None = None


class CaptionPhotograph(Command, frozen=True):
    """Write other words under a photograph."""

    incident_id: str
    photograph_id: str
    caption: str


class WithdrawPhotograph(Command, frozen=True):
    """Take a photograph back, with the reason; it is printed nowhere any more."""

    incident_id: str
    photograph_id: str
    reason: str
