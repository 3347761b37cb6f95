"""Versions of plans and what hangs on them."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

import msgspec

from app.domain.plan.cases import PlanCase
from app.domain.plan.model import Plan
from app.domain.versions import VersionStatus, VersionStep, version_key

__all__ = [
    "Cause", "ExtractedItem", "Extraction", "Origin", "PlanContent", "PlanFinding", "PlanLife", "PlanOccasion", "PlanVersion",
    "Unread", "Verdict", "VersionStatus", "VersionStep", "version_key",
]


class Origin(StrEnum):
    """Where a version came from: the program's files, this desk's editor, or a document that was read in."""

    SHIPPED = "shipped"
    EDITED = "edited"
    IMPORTED = "imported"


class Verdict(StrEnum):
    """What a person said of an item that was read out of a document."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class ExtractedItem(msgspec.Struct, frozen=True):
    """Something that was read out of a document: the part of the plan it became, and the words it rests on.

    ``address``: see ``app.domain.plan.addresses``. ``paragraph``: key in the draft's text. ``rule``: id of the
    recognition rule. ``confidence`` 0 to 1.
    """

    id: str
    address: str
    paragraph: str
    words: str
    rule: str
    confidence: float
    verdict: Verdict = Verdict.WAITING
    judged_by: str = ""
    judged_at: datetime | None = None


class Unread(msgspec.Struct, frozen=True):
    """A paragraph (or table) of the document that became no part of the structured plan, and why (a code)."""

    paragraph: str
    words: str
    why: str


class Extraction(msgspec.Struct, frozen=True):
    """What was understood of a document and what was not; nothing of it is dropped."""

    file_name: str
    sha256: str
    items: tuple[ExtractedItem, ...]
    unread: tuple[Unread, ...]

    @property
    def waiting(self) -> tuple[ExtractedItem, ...]:
        """The items that still wait for a yes or no."""
        return tuple(item for item in self.items if item.verdict is Verdict.WAITING)


class PlanContent(msgspec.Struct, frozen=True):
    """All of a plan: the structured part, the prose (Markdown), and the plan's own tests."""

    plan: Plan
    text: str
    cases: tuple[PlanCase, ...] = ()


class PlanVersion(msgspec.Struct, frozen=True):
    """A version of a plan that was made at this desk.

    ``based_on``: the version it started from ("" for a new plan). ``hash``: seal of the content, set at approval.
    ``answers``: ids of the findings that it claims to answer, of this plan's own and of those that drills and incidents
    showed; ``answer_reason``: how it does, as said at its approval.
    """

    plan_id: str
    version: str
    status: VersionStatus
    content: PlanContent
    origin: Origin
    steps: tuple[VersionStep, ...]
    based_on: str = ""
    hash: str = ""
    approved_by: str = ""
    document_no: str = ""
    in_force_on: date | None = None
    extraction: Extraction | None = None
    answers: tuple[str, ...] = ()
    answer_reason: str = ""

    @property
    def key(self) -> str:
        """Its name over all plans."""
        return version_key(self.plan_id, self.version)


class Cause(StrEnum):
    """Why a plan has to be looked at again (the cases for revision, 国办发〔2024〕5号; drills and incidents: law art. 28)."""

    LAW = "law"
    COMMAND = "command"
    RISK = "risk"
    RESOURCES = "resources"
    INFORMATION = "information"
    DRILL = "drill"
    INCIDENT = "incident"
    OTHER = "other"


class PlanFinding(msgspec.Struct, frozen=True):
    """Something wrong with a plan; it hangs on the plan until a new version or a reasoned no answers it."""

    id: str
    plan_id: str
    cause: Cause
    text: str
    raised_at: datetime
    raised_by: str
    source: str = ""
    due_on: date | None = None
    answered_at: datetime | None = None
    answered_by: str = ""
    answer_version: str = ""
    answer_reason: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it still waits for an answer."""
        return self.answered_at is None


class PlanOccasion(msgspec.Struct, frozen=True):
    """A drill of the plan or a review of it: the day, what came of it, who recorded it; ``held_id`` of a drill that stands in the
    calendar of drills."""

    on: date
    words: str
    by: str
    held_id: str = ""


class PlanLife(msgspec.Struct, frozen=True):
    """What happened to a plan over all its versions; ``retired_*`` are set while it is out of force."""

    drills: tuple[PlanOccasion, ...] = ()
    reviews: tuple[PlanOccasion, ...] = ()
    next_review_on: date | None = None
    retired_at: datetime | None = None
    retired_by: str = ""
    retired_reason: str = ""
