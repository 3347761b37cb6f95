"""Incidents: what happened, where, what is known of it, how grave it is, and what was done."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import msgspec
from immutables import Map

from app.domain.basis import Basis
from app.domain.conditions import Condition, FactScalar
from app.domain.plan.model import Activation, PlanDecline
from app.domain.reporting.model import ReportMade, Waiver
from app.domain.unit.model import Dispatch
from app.domain.words import FactStatus, IncidentSeverity
from app.kernel.geo import Point
from app.kernel.text import Text


class IncidentClass(StrEnum):
    """The four classes of the Emergency Response Law (art. 2)."""

    NATURAL = "N"
    ACCIDENT = "A"
    HEALTH = "P"
    SECURITY = "S"


class IncidentKind(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of incident (``resources/catalog/incident_kinds.yaml``): its code, names, class and usual lead.

    ``severity_names`` replaces the usual names of the grades where the law has others (geological hazards:
    特大型/大型/中型/小型); ``facts`` are the kind's own facts in the order in which they are asked.
    """

    code: str
    name: Text
    lead: Text
    facts: tuple[str, ...] = ()
    severity_names: dict[str, Text] = {}
    gbt35561_code: str = ""

    @property
    def incident_class(self) -> IncidentClass:
        """The class its code begins with."""
        return IncidentClass(self.code[0])


class FactType(StrEnum):
    """How a fact is typed in and compared."""

    COUNT = "count"
    NUMBER = "number"
    FLAG = "flag"
    CHOICE = "choice"


class FactDef(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A fact that can be recorded (``resources/catalog/facts.yaml``).

    ``group``: casualty, impact, kind (specific), sensitivity or control. ``unit`` is shown behind the value; ``least``
    and ``most`` bound a number. ``common`` facts are asked for every kind. ``derived`` ones are computed, never typed.
    """

    name: str
    label: Text
    type: FactType
    group: str
    unit: Text = Text("", "")
    least: float = 0
    most: float | None = None
    choices: dict[str, Text] = {}
    common: bool = False
    derived: bool = False
    help: Text | None = None


class SeverityRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line of a threshold table: at this severity, when this holds. A row may have a basis of its own."""

    severity: IncidentSeverity
    when: Condition
    basis: Basis | None = None


class SeverityTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A threshold table (T1–T18 of the facts file), for the kinds it covers; the highest row that holds wins.

    ``dead_counts_missing``: whether the missing count as dead (most places do; a setting of the county).
    """

    id: str
    title: Text
    kinds: tuple[str, ...]
    basis: Basis
    rows: tuple[SeverityRow, ...]
    dead_counts_missing: bool = True
    note: Text | None = None


class Because(msgspec.Struct, frozen=True):
    """One reason of a grading: this metric with this value passed this bound, as this source says."""

    metric: str
    value: FactScalar
    op: str
    bound: FactScalar
    severity: IncidentSeverity
    table: str
    basis: Basis
    includes: tuple[str, ...] = ()


class Grading(msgspec.Struct, frozen=True):
    """The machine's answer to "how grave": a severity or none, with every reason at that severity."""

    severity: IncidentSeverity | None
    because: tuple[Because, ...]
    tables: tuple[str, ...]


class SeverityOverride(msgspec.Struct, frozen=True):
    """A person's own grading, beside the machine's; both stay visible."""

    severity: IncidentSeverity | None
    reason: str
    by: str
    at: datetime


class FactValue(msgspec.Struct, frozen=True):
    """What is known of one fact now: the value, how sure, from whom, since when. Earlier values stay in the journal."""

    value: FactScalar
    status: FactStatus
    source: str
    at: datetime
    by: str


class Place(msgspec.Struct, frozen=True):
    """Where: words, and a point if one is known; ``gazetteer_id`` when it was chosen by name, ``grid`` its grid code."""

    words: str
    point: Point | None = None
    gazetteer_id: str = ""
    village: str = ""
    grid: str = ""


class Caller(msgspec.Struct, frozen=True):
    """Who reported it to the duty room, and through what (phone, walk-in, 110, 119, 12345, grid app, monitor)."""

    name: str = ""
    phone: str = ""
    channel: str = "phone"
    organisation: str = ""


class IncidentStatus(StrEnum):
    """The life of an incident: opened → responding → terminated → closed.

    ``opened`` until a plan is activated; ``responding`` while any activation runs; ``terminated`` when the last one was
    ended; ``closed`` when the legal fields are filled. A closed incident still takes corrections.
    """

    OPENED = "opened"
    RESPONDING = "responding"
    TERMINATED = "terminated"
    CLOSED = "closed"


class Note(msgspec.Struct, frozen=True):
    """A line that a person wrote into the incident's timeline; a struck one stays, struck through, with the reason."""

    id: str
    text: str
    by: str
    at: datetime
    struck_reason: str = ""


class Closure(msgspec.Struct, frozen=True):
    """What the law wants of a closed incident (Emergency Response Law 2024, art. 86, 87, 92): see ``CloseIncident``."""

    cause: str
    outcome: str
    losses: str
    lessons: str
    measures: str
    approved_by: str
    by: str
    at: datetime


class PaperFormat(StrEnum):
    """As what a paper comes out: a printed page, a Word file, plain text to be copied."""

    PDF = "pdf"
    DOCX = "docx"
    TXT = "txt"


class IssuedDocument(msgspec.Struct, frozen=True):
    """A paper that left the desk: which document, the hash of its bytes, how many pages (0: not known), who and when, as what.

    ``unmasked``: names and numbers of persons stood in it in full, for this ``reason``. ``code`` is the check code that is
    printed on it ("" for papers of older journals).
    """

    id: str
    document: str
    sha256: str
    pages: int
    by: str
    at: datetime
    format: PaperFormat = PaperFormat.PDF
    unmasked: bool = False
    reason: str = ""
    code: str = ""


class PictureKind(StrEnum):
    """The sorts of photograph that are taken in."""

    JPEG = "jpeg"
    PNG = "png"
    WEBP = "webp"


class Photograph(msgspec.Struct, frozen=True):
    """A photograph of the incident; its bytes lie in the archive under their hash, cleaned of what cameras hide in them.

    ``name`` is that of the file it came from. ``taken_at`` is the camera's own time, ``None`` where it told none.
    ``by`` attached it, at ``at``. A withdrawn one stays in the archive, is printed nowhere, and says why.
    """

    id: str
    sha256: str
    name: str
    kind: PictureKind
    bytes_count: int
    by: str
    at: datetime
    caption: str = ""
    taken_at: datetime | None = None
    withdrawn_reason: str = ""

    @property
    def stands(self) -> bool:
        """Whether it was not withdrawn."""
        return not self.withdrawn_reason


class Incident(msgspec.Struct, frozen=True):
    """One emergency, as it stands.

    ``number`` is the human's handle, ``YYYYMMDD-NN`` by the Beijing day of awareness. ``occurred_at`` may be unknown;
    ``aware_at`` never is: several clocks start there. ``judged_at`` is when the severity that counts was reached.
    ``requested_at`` is when a superior last asked for something to be verified, ``None`` once that is answered.
    """

    id: str
    number: str
    kind: str
    place: Place
    aware_at: datetime
    occurred_at: datetime | None
    caller: Caller
    narrative: str
    opened_at: datetime
    opened_by: str
    grading: Grading
    status: IncidentStatus = IncidentStatus.OPENED
    facts: Map[str, FactValue] = Map()
    override: SeverityOverride | None = None
    judged_at: datetime | None = None
    dispatches: Map[str, Dispatch] = Map()
    activations: tuple[Activation, ...] = ()
    declines: tuple[PlanDecline, ...] = ()
    reports: tuple[ReportMade, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    notes: tuple[Note, ...] = ()
    documents: tuple[IssuedDocument, ...] = ()
    stabilised_at: datetime | None = None
    terminated_at: datetime | None = None
    casualties_changed_at: datetime | None = None
    closure: Closure | None = None
    requested_at: datetime | None = None
    photographs: tuple[Photograph, ...] = ()

    @property
    def severity(self) -> IncidentSeverity | None:
        """The severity that counts: the person's override where there is one, else the machine's."""
        return self.override.severity if self.override is not None else self.grading.severity

    @property
    def is_open(self) -> bool:
        """Whether work on it goes on (everything but closed)."""
        return self.status is not IncidentStatus.CLOSED
