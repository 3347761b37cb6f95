"""What happened to incidents."""

from __future__ import annotations

from datetime import datetime

from app.domain.conditions import FactScalar
from app.domain.incident.model import Caller, Closure, Grading, PaperFormat, PictureKind, Place
from app.domain.record import Entry
from app.domain.words import FactStatus, IncidentSeverity


class IncidentOpened(Entry, frozen=True):
    """A report was taken in; ``day`` is the Beijing day its number counts in."""

    incident_id: str
    number: str
    day: str
    kind_code: str
    place: Place
    aware_at: datetime
    occurred_at: datetime | None
    caller: Caller
    narrative: str


class FactsRecorded(Entry, frozen=True):
    """Figures were recorded or corrected; ``before`` holds the values they replace."""

    incident_id: str
    facts: dict[str, FactScalar]
    status: FactStatus
    source: str
    removed: tuple[str, ...] = ()
    before: dict[str, FactScalar] = {}
    reason: str = ""
    casualties: bool = False


class IncidentCorrected(Entry, frozen=True):
    """Something taken in wrongly was put right; ``fields`` names what changed."""

    incident_id: str
    reason: str
    fields: tuple[str, ...]
    kind_code: str
    place: Place
    aware_at: datetime
    occurred_at: datetime | None
    caller: Caller
    narrative: str


class SeverityAssessed(Entry, frozen=True):
    """The machine graded the incident by the tables of that day."""

    incident_id: str
    grading: Grading


class SeverityOverridden(Entry, frozen=True):
    """A person graded otherwise."""

    incident_id: str
    severity: IncidentSeverity | None
    reason: str


class OverrideWithdrawn(Entry, frozen=True):
    """The person's grading was taken back."""

    incident_id: str
    reason: str


class NoteAdded(Entry, frozen=True):
    """A line was written."""

    incident_id: str
    note_id: str
    text: str


class NoteStruck(Entry, frozen=True):
    """A line was struck through."""

    incident_id: str
    note_id: str
    reason: str


class IncidentStabilised(Entry, frozen=True):
    """The situation was called stable."""

    incident_id: str
    at: datetime


class IncidentClosed(Entry, frozen=True):
    """The incident was closed with the legal fields."""

    incident_id: str
    closure: Closure


class DocumentIssued(Entry, frozen=True):
    """A paper left the desk. ``incident_id`` is "" for one about the whole area."""

    incident_id: str
    document_id: str
    document: str
    sha256: str
    pages: int
    format: PaperFormat = PaperFormat.PDF
    unmasked: bool = False
    reason: str = ""
    code: str = ""


class PhotographAttached(Entry, frozen=True):
    """A photograph was put to the incident."""

    incident_id: str
    photograph_id: str
    sha256: str
    name: str
    picture: PictureKind
    bytes_count: int
    caption: str = ""
    taken_at: datetime | None = None


class PhotographCaptioned(Entry, frozen=True):
    """Other words stand under a photograph; ``before`` stood there."""

    incident_id: str
    photograph_id: str
    caption: str
    before: str = ""


class PhotographWithdrawn(Entry, frozen=True):
    """A photograph counts no more (a wrong incident, a face that has nothing to do with it)."""

    incident_id: str
    photograph_id: str
    reason: str
