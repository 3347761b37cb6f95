"""Wishes about versions of plans and what hangs on them."""

from __future__ import annotations

from datetime import date

from app.domain.planning.model import Cause, Extraction, Origin, PlanContent
from app.domain.record import Command


class SavePlanDraft(Command, frozen=True):
    """Keep a draft: a new one, or the next state of one that is still a draft. ``content.plan`` carries its id and version.

    ``extraction`` comes with an imported draft, and with one whose extracted parts were moved in the editor; ``answers``
    names the findings that this version is meant to answer.
    """

    plan_id: str
    version: str
    content: PlanContent
    origin: Origin = Origin.EDITED
    based_on: str = ""
    extraction: Extraction | None = None
    answers: tuple[str, ...] = ()


class JudgeExtraction(Command, frozen=True):
    """Say yes or no to items that were read out of a document; a no takes the part out of the draft."""

    plan_id: str
    version: str
    accepted: tuple[str, ...] = ()
    rejected: tuple[str, ...] = ()


class ReviewPlan(Command, frozen=True):
    """The draft was reviewed (审核) and found fit to be approved."""

    plan_id: str
    version: str
    reviewed_by: str
    remark: str = ""


class ReturnPlan(Command, frozen=True):
    """Send a reviewed version back to be worked on, with the reason."""

    plan_id: str
    version: str
    reason: str


class ApprovePlan(Command, frozen=True):
    """The version was approved (批准, 审议): by whom, under which document number. From now on it never changes.

    ``answers``: findings that hang on the plan and that this version answers, with the reason; they are answered when it comes
    into force.
    """

    plan_id: str
    version: str
    approved_by: str
    document_no: str = ""
    remark: str = ""
    answers: tuple[str, ...] = ()
    answer_reason: str = ""


class PutPlanInForce(Command, frozen=True):
    """The approved version is issued: it replaces the one in force. ``in_force_on`` (Beijing date) defaults to today."""

    plan_id: str
    version: str
    in_force_on: date | None = None


class RetirePlan(Command, frozen=True):
    """Take a plan out of force without a successor (废止)."""

    plan_id: str
    approved_by: str
    reason: str


class DiscardDraft(Command, frozen=True):
    """Nobody goes on with this draft."""

    plan_id: str
    version: str
    reason: str


class RecordPlanDrill(Command, frozen=True):
    """The plan was practised on this day (Beijing date)."""

    plan_id: str
    held_on: date
    words: str


class RecordPlanReview(Command, frozen=True):
    """The plan was assessed on this day and stands; ``next_review_on`` where another day than the usual one is wanted."""

    plan_id: str
    reviewed_on: date
    words: str
    next_review_on: date | None = None


class RaiseFinding(Command, frozen=True):
    """Something is wrong with a plan. ``source``: number of the incident, name of the drill or of the new law."""

    plan_id: str
    cause: Cause
    text: str
    source: str = ""
    due_on: date | None = None


class AnswerFinding(Command, frozen=True):
    """Answer a finding: by a version in force that settles it, or by a reasoned no."""

    finding_id: str
    version: str = ""
    reason: str = ""
