"""What a document is, and what it is made from. Knows the page kit by name only: contents are made without it.

Three kinds: papers about an incident (``DocumentInput``, PDF), about a plan (``PlanPaperInput``: PDF, Word, text), and lists of
what was asked for (``ListPaperInput``, PDF).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol

import msgspec

from app.catalog.wording import Wording
from app.desk.describe import Describer
from app.desk.jobs import Progress
from app.domain.duty.model import Contact
from app.domain.incident.model import Incident
from app.domain.plan.model import Plan
from app.domain.planning.model import PlanContent, PlanVersion, VersionStatus
from app.domain.record import Record
from app.domain.reference import Reference
from app.domain.state import State
from app.domain.words import ResponseLevel
from app.kernel.text import Text

if TYPE_CHECKING:
    from app.reports.kit import FontLibrary, Rendered


class Spoken(Protocol):
    """What all papers are made from, whatever they speak of: words, a language, the moment of printing."""

    @property
    def wording(self) -> Wording:
        """The words."""
        ...

    @property
    def lang(self) -> str:
        """``zh`` or ``en``."""
        ...

    @property
    def now(self) -> datetime:
        """The moment of printing, aware."""
        ...


class MapPage(Protocol):
    """A map to scale that is a page of a paper (``map_sheet.page`` makes one)."""

    @property
    def scale(self) -> int:
        """1 to this."""
        ...

    def paint(self, canvas: Any, press: Any) -> None:
        """Draw the page, in points from the lower left corner of the A4 sheet."""
        ...


class Printable(Spoken, Protocol):
    """What every page says of itself: who printed it, for which place, in which faces, whether it is a drill's."""

    @property
    def actor(self) -> str:
        """Who prints."""
        ...

    @property
    def place(self) -> str:
        """The name of the desk's area."""
        ...

    @property
    def fonts(self) -> FontLibrary | None:
        """The faces; ``None``: those of this machine."""
        ...

    @property
    def drill(self) -> bool:
        """Whether every page is marked as a drill's."""
        ...


@dataclass(frozen=True)
class DocumentInput:
    """Everything a document is made from, frozen: a document reads no clock and asks no desk.

    ``records`` are those of the one incident, in order. ``now`` is the moment of printing (aware), ``actor`` who prints,
    ``place`` the name of the desk's area (it goes before the words of the place). ``map_png`` is a picture of the map or
    ``None``. ``fonts`` of ``None`` means the faces of this machine. ``drill`` marks every page. ``head_hash`` (hex) is
    the seal of the journal entry that ``state`` stands on; "" where the caller has none. ``map_sheet`` is the map to scale as a
    page of the paper, for papers that take one; then ``map_png`` is not looked at. ``report_id`` is the written report to be
    printed, "" for the newest of the document's stage; ``incident_id`` is "" for one about the whole area. ``subject`` is what
    else a paper is about: the id of a call-down or an instruction, the day of a bulletin (``2026-07-18``), the months of statistics
    (``2026-01/2026-06``, either may be empty); "" for the usual one. ``pictures`` are the photographs of the incident as paper
    shows them, by their SHA-256.
    """

    state: State
    incident_id: str
    records: tuple[Record, ...]
    reference: Reference
    describer: Describer
    wording: Wording
    lang: str
    now: datetime
    actor: str
    map_png: bytes | None
    place: str
    fonts: FontLibrary | None = None
    drill: bool = False
    head_hash: str = ""
    map_sheet: MapPage | None = None
    report_id: str = ""
    subject: str = ""
    pictures: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def incident(self) -> Incident:
        """The incident it is about; ``Refusal("incident_unknown")`` where the state has none."""
        return self.state.incident(self.incident_id)


@dataclass(frozen=True)
class DocumentSpec:
    """A document that can be printed. ``make`` is pure but slow (a tenth of a second and more): run it as a job."""

    id: str
    title: Text
    make: Callable[[DocumentInput, Progress], Rendered]


class PaperFormat(StrEnum):
    """As what a paper comes out: a printed page, a Word file, plain text to be copied."""

    PDF = "pdf"
    DOCX = "docx"
    TXT = "txt"


@dataclass(frozen=True)
class PlanPaperInput:
    """Everything a paper about a plan is made from, frozen.

    ``version`` is the version of the plan that was made at this desk, where it is one; without it the plan is the program's
    own file, in force unless ``status`` says otherwise (replaced by a version of this desk, retired). ``next_review_on``:
    the day of the next review where it is not the one that the plan itself names. ``contacts`` is the
    part of the desk's contact book that may be printed; ``rulebook_id`` the reporting rules in force ("" for none).
    ``role`` and ``level`` choose what a card is about: a role's code, ``EVERY_ROLE``, or "" for the card of the whole
    plan; a level leaves out what other levels ask for. ``now``, ``actor``, ``place``, ``fonts``, ``drill``: as for papers
    about an incident.
    """

    content: PlanContent
    reference: Reference
    wording: Wording
    lang: str
    now: datetime
    actor: str
    place: str
    version: PlanVersion | None = None
    next_review_on: date | None = None
    status: VersionStatus | None = None
    contacts: tuple[Contact, ...] = ()
    rulebook_id: str = ""
    role: str = ""
    level: ResponseLevel | None = None
    fonts: FontLibrary | None = None
    drill: bool = False

    @property
    def plan(self) -> Plan:
        """The structured part."""
        return self.content.plan


EVERY_ROLE = "*"
"""As ``PlanPaperInput.role``: the card of the whole plan and after it that of every role, in one paper."""


class PlanPaper(msgspec.Struct, frozen=True):
    """A finished paper about a plan.

    ``pages`` is how many pages it has (0 where only the reader's own program can tell: plain text, Word without contents).
    ``missing`` are the characters that could not be printed (PDF) or have no form at all (Word, text): each is shown as
    〔U+XXXX〕.
    """

    data: bytes
    pages: int
    missing: tuple[str, ...]


@dataclass(frozen=True)
class PlanDocumentSpec:
    """A paper about a plan. ``make`` is pure but slow (a tenth of a second and more): run it as a job."""

    id: str
    title: Text
    make: Callable[[PlanPaperInput, PaperFormat, Progress], PlanPaper]


class ListGroup(msgspec.Struct, frozen=True):
    """A group of a list: its title, its columns, its rows of texts (as many in each as there are columns)."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class ListPaperInput:
    """Everything a paper of lists is made from, frozen: its groups are worded already.

    ``subject`` says what the list is of, ``totals`` its sums in sentences. ``now``, ``actor``, ``place``, ``fonts``,
    ``drill``: as for papers about an incident.
    """

    subject: str
    totals: tuple[str, ...]
    groups: tuple[ListGroup, ...]
    wording: Wording
    lang: str
    now: datetime
    actor: str
    place: str
    fonts: FontLibrary | None = None
    drill: bool = False


@dataclass(frozen=True)
class ListDocumentSpec:
    """A paper of lists. ``make`` is pure but slow (a tenth of a second and more): run it as a job."""

    id: str
    title: Text
    make: Callable[[ListPaperInput, Progress], Rendered]
