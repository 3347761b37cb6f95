"""What happened to versions of plans and to what hangs on them."""

from __future__ import annotations

from datetime import date

from app.domain.planning.model import Cause, Extraction, Origin, PlanContent
from app.domain.record import Entry


class PlanDraftSaved(Entry, frozen=True):
    """A draft as it stands from now on, whole."""

    plan_id: str
    version: str
    content: PlanContent
    origin: Origin
    based_on: str = ""
    extraction: Extraction | None = None
    answers: tuple[str, ...] = ()


class ExtractionJudged(Entry, frozen=True):
    """A person said yes or no to extracted items; rejected parts left the draft."""

    plan_id: str
    version: str
    accepted: tuple[str, ...] = ()
    rejected: tuple[str, ...] = ()


class PlanReviewed(Entry, frozen=True):
    """A draft was found fit to be approved."""

    plan_id: str
    version: str
    reviewed_by: str
    remark: str = ""


class PlanReturned(Entry, frozen=True):
    """A reviewed version became a draft again."""

    plan_id: str
    version: str
    reason: str


class PlanApproved(Entry, frozen=True):
    """A version was approved and sealed with the hash of its content. ``answers``: findings marked as answered by it."""

    plan_id: str
    version: str
    approved_by: str
    hash: str
    document_no: str = ""
    remark: str = ""
    answers: tuple[str, ...] = ()
    answer_reason: str = ""


class PlanPutInForce(Entry, frozen=True):
    """A version came into force; the one before it is superseded. ``answered``: findings that it settles."""

    plan_id: str
    version: str
    hash: str
    in_force_on: date
    next_review_on: date
    supersedes: str = ""
    answered: tuple[str, ...] = ()


class PlanRetired(Entry, frozen=True):
    """A plan went out of force without a successor; ``version`` is the one that was in force."""

    plan_id: str
    version: str
    approved_by: str
    reason: str


class DraftDiscarded(Entry, frozen=True):
    """Nobody goes on with a draft."""

    plan_id: str
    version: str
    reason: str


class PlanDrillRecorded(Entry, frozen=True):
    """A plan was practised."""

    plan_id: str
    held_on: date
    words: str


class PlanReviewRecorded(Entry, frozen=True):
    """A plan was assessed and stands until the next review."""

    plan_id: str
    reviewed_on: date
    words: str
    next_review_on: date


class FindingRaised(Entry, frozen=True):
    """Something is wrong with a plan."""

    finding_id: str
    plan_id: str
    cause: Cause
    text: str
    source: str
    due_on: date


class FindingAnswered(Entry, frozen=True):
    """A finding was answered by a version or by a reasoned no."""

    finding_id: str
    plan_id: str
    version: str = ""
    reason: str = ""
