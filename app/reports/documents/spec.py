"""What a document is, and what it is made from. Knows the page kit by name only: contents are made without it.

One kind: a ``DocumentSpec`` turns its frozen input into a ``Draft``, and the one press (``press``) turns a draft into a ``Paper``:
PDF, Word or text. What a document is about (``About``) says which input it takes.
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
from app.domain.incident.model import Incident, PaperFormat
from app.domain.plan.model import Plan
from app.domain.planning.model import PlanContent, PlanVersion, VersionStatus
from app.domain.record import Record
from app.domain.reference import Reference
from app.domain.state import State
from app.domain.words import ResponseLevel
from app.kernel.text import Text
from app.reports.documents.masking import OPEN, Mask
from app.reports.documents.persons import mask_of

if TYPE_CHECKING:
    from app.reports.kit import Block, FontLibrary, Meta, PageSetup, Press

__all__ = [
    "EVERY_ROLE", "About", "DocumentInput", "DocumentSpec", "Draft", "DrawnSheet", "ListGroup", "ListPaperInput", "MapPage",
    "Paper", "PaperFormat", "PaperInput", "PlanPaperInput", "Spoken",
]  # fmt: skip


class Spoken(Protocol):
    """What all papers are made from, whatever they speak of: words, a language, the moment of printing, a mask."""

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

    @property
    def mask(self) -> Mask:
        """What hides persons' names and numbers in the texts of this paper."""
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


@dataclass(frozen=True, kw_only=True)
class PaperInput:
    """What every paper is made from, frozen: a document reads no clock and asks no desk.

    ``now`` is the moment of printing (aware), ``actor`` who prints, ``place`` the name of the desk's area. ``fonts`` of ``None``
    means the faces of this machine. ``drill`` marks every page; where ``state`` is a drill's it is set by itself. ``unmasked``:
    names and numbers of persons are printed in full; whoever asks for it has given a reason, which ``IssueDocument`` keeps.
    ``state`` is the desk, where whoever prints has one: it tells whom a mask has to know. ``wanted`` is the format that the draft
    is for, ``veil`` the mask in use: the press sets both.
    """

    wording: Wording
    lang: str
    now: datetime
    actor: str
    place: str
    fonts: FontLibrary | None = None
    drill: bool = False
    unmasked: bool = False
    state: State | None = None
    wanted: PaperFormat = PaperFormat.PDF
    veil: Mask | None = None

    def __post_init__(self) -> None:
        """A paper of a drill's desk is a drill's paper, whoever makes it."""
        if self.state is not None and self.state.drill is not None and not self.drill:
            object.__setattr__(self, "drill", True)

    @property
    def mask(self) -> Mask:
        """What hides persons' names and numbers: the press's, before that the one of a paper that leaves the room."""
        if self.veil is not None:
            return self.veil
        return OPEN if self.unmasked else self.masking()

    def masking(self) -> Mask:
        """The mask of a paper that leaves the room."""
        return mask_of(self.state or State())


@dataclass(frozen=True, kw_only=True)
class DocumentInput(PaperInput):
    """What a document about an incident, or about the whole area, is made from.

    ``records`` are those of the one incident, in order. ``map_png`` is a picture of the map or ``None``. ``head_hash`` (hex) is
    the seal of the journal entry that ``state`` stands on; "" where the caller has none. ``map_sheet`` is the map to scale as a
    page of the paper, for papers that take one; then ``map_png`` is not looked at. ``report_id`` is the written report to be
    printed, "" for the newest of the document's stage; ``incident_id`` is "" for one about the whole area. ``subject`` is what
    else a paper is about: the id of a call-down or an instruction, the day of a bulletin (``2026-07-18``), the period of statistics
    (``2026-01/2026-06``, either may be empty); "" for the usual one. ``pictures`` are the photographs of the incident as paper
    shows them, by their SHA-256.
    """

    state: State
    incident_id: str
    records: tuple[Record, ...]
    reference: Reference
    describer: Describer
    map_png: bytes | None = None
    head_hash: str = ""
    map_sheet: MapPage | None = None
    report_id: str = ""
    subject: str = ""
    pictures: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def incident(self) -> Incident:
        """The incident it is about; ``Refusal("incident_unknown")`` where the state has none."""
        return self.state.incident(self.incident_id)

    def masking(self) -> Mask:
        """As of every paper; the records tell of callers who were corrected since."""
        return mask_of(self.state, self.records, self.head_hash)


@dataclass(frozen=True, kw_only=True)
class PlanPaperInput(PaperInput):
    """What a paper about a plan is made from.

    ``version`` is the version of the plan that was made at this desk, where it is one; without it the plan is the program's
    own file, in force unless ``status`` says otherwise (replaced by a version of this desk, retired). ``next_review_on``:
    the day of the next review where it is not the one that the plan itself names. ``contacts`` is the
    part of the desk's contact book that may be printed; ``rulebook_id`` the reporting rules in force ("" for none).
    ``role`` and ``level`` choose what a card is about: a role's code, ``EVERY_ROLE``, or "" for the card of the whole
    plan; a level leaves out what other levels ask for.
    """

    content: PlanContent
    reference: Reference
    version: PlanVersion | None = None
    next_review_on: date | None = None
    status: VersionStatus | None = None
    contacts: tuple[Contact, ...] = ()
    rulebook_id: str = ""
    role: str = ""
    level: ResponseLevel | None = None

    @property
    def plan(self) -> Plan:
        """The structured part."""
        return self.content.plan

    @property
    def mask(self) -> Mask:
        """The press's; before it is asked nothing is hidden: whether the paper leaves the room is said by its document."""
        return self.veil or OPEN


EVERY_ROLE = "*"
"""As ``PlanPaperInput.role``: the card of the whole plan and after it that of every role, in one paper."""


class ListGroup(msgspec.Struct, frozen=True):
    """A group of a list: its title, its columns, its rows of texts (as many in each as there are columns)."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, kw_only=True)
class ListPaperInput(PaperInput):
    """What a paper of lists is made from: its groups are worded already. ``subject`` says what the list is of, ``totals`` its
    sums in sentences."""

    subject: str
    totals: tuple[str, ...]
    groups: tuple[ListGroup, ...]

    @property
    def mask(self) -> Mask:
        """As of a paper about a plan."""
        return self.veil or OPEN


class About(StrEnum):
    """What a document is about, and so what it is made from."""

    INCIDENT = "incident"
    """One incident: ``DocumentInput``."""
    AREA = "area"
    """The whole desk, or one incident where one is named: ``DocumentInput``."""
    PLAN = "plan"
    """``PlanPaperInput``."""
    LIST = "list"
    """``ListPaperInput``."""
    MAP = "map"
    """A piece of the earth and the page's picture of it: ``map_sheet.MapSheetInput``."""
    SENDING = "sending"
    """Something in the outbox: ``fax_cover.CoverInput``."""
    FORMS = "forms"
    """Blank forms with numbers: ``blank_form.FormsInput``."""
    DRILL = "drill"
    """A drill, before it or after it: ``drill_input.DrillPaperInput``."""
    PACK = "pack"
    """The desk as it stands, to go on by hand: ``survival_pack.PackInput``."""


@dataclass(frozen=True)
class DrawnSheet:
    """One sheet that is drawn and not set: its size, and ``paint(canvas, press)`` in points from the lower left corner."""

    size_mm: tuple[float, float]
    paint: Callable[[Any, Press], None]


@dataclass(frozen=True)
class Draft:
    """A document before it is pressed: everything that its paper says and how it is set.

    ``setup`` and ``meta`` are complete; ``code`` is the check code of the content. ``sheet``: the PDF is this drawing instead of
    the blocks (a map), which say the same in words for Word and text.
    """

    document: str
    blocks: tuple[Block, ...]
    setup: PageSetup
    meta: Meta
    code: str
    sheet: DrawnSheet | None = None


class Paper(msgspec.Struct, frozen=True):
    """A finished paper.

    ``pages`` is how many pages it has (0 where only the reader's own program can tell: plain text, Word without contents).
    ``missing`` are the characters that could not be printed (PDF) or have no form at all (Word, text): each is shown as
    〔U+XXXX〕. ``code`` is the check code that is printed on it, ``faces`` are the families of
    type that a PDF has in it.
    """

    data: bytes
    pages: int
    missing: tuple[str, ...]
    format: PaperFormat = PaperFormat.PDF
    code: str = ""
    faces: tuple[str, ...] = ()


@dataclass(frozen=True)
class DocumentSpec:
    """A document that can be printed. ``draft`` is pure but slow (a tenth of a second and more): run it as a job, by the press.

    ``inside``: its purpose is calling people within the duty room, so that names and numbers are whole; its folder says why.
    Every other document is masked unless ``PaperInput.unmasked`` asks for it whole.
    """

    id: str
    title: Text
    about: About
    draft: Callable[[Any, Progress], Draft]
    inside: bool = False
    formats: tuple[PaperFormat, ...] = tuple(PaperFormat)
