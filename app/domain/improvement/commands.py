"""Wishes about findings, their measures, and drills that were held."""

from __future__ import annotations

from datetime import date

from app.domain.improvement.model import DrillFacts, FindingSource, Gravity, ProposedFinding, RootCause
from app.domain.record import Command


class RecordFindings(Command, frozen=True):
    """Take findings over as one batch: what a drill's evaluation proposes, or what somebody writes down by hand.

    The coordinator wishes it on the live desk; a drill's desk never writes here. Those of the same source that stand already are
    left out; a batch of nothing new is refused.
    """

    source: FindingSource
    findings: tuple[ProposedFinding, ...]


class CorrectFinding(Command, frozen=True):
    """Judge a finding anew: words, gravity, cause, plans; what is ``None`` stays. A reason is needed once there are measures."""

    finding_id: str
    description: str | None = None
    gravity: Gravity | None = None
    cause: RootCause | None = None
    plan_ids: tuple[str, ...] | None = None
    reason: str = ""


class AssignAction(Command, frozen=True):
    """Give a measure to somebody. ``due_on`` defaults to the suggested day (30 days, 15 for a major one).

    ``cause`` is needed where the finding has none yet: a measure without a cause cures nothing.
    """

    finding_id: str
    measure: str
    organisation: str
    owner: str
    due_on: date | None = None
    cause: RootCause | None = None


class PostponeAction(Command, frozen=True):
    """Move the last day of a measure, with a reason."""

    finding_id: str
    action_id: str
    due_on: date
    reason: str


class SubmitEvidence(Command, frozen=True):
    """What shows that the measure was carried out; with ``finished`` false it is only progress."""

    finding_id: str
    action_id: str
    words: str
    finished: bool = True
    file_name: str = ""
    file_sha256: str = ""


class ReviewFinding(Command, frozen=True):
    """A person who owns none of the measures looked at the evidence: closed, or sent back (then ``due_on`` is the new last day)."""

    finding_id: str
    passed: bool
    reviewer: str
    words: str = ""
    due_on: date | None = None


class WithdrawFinding(Command, frozen=True):
    """It was none, or it stands there twice."""

    finding_id: str
    reason: str


class AnswerForPlan(Command, frozen=True):
    """A plan answers a finding: by a version that is or was in force, or by a reasoned no (``version`` "")."""

    finding_id: str
    plan_id: str
    version: str = ""
    reason: str = ""


class RecordRetest(Command, frozen=True):
    """A later drill looked again; a failed one opens a closed finding anew."""

    finding_id: str
    drill_id: str
    on: date
    passed: bool
    words: str
    scenario_id: str = ""
    journal_hash: str = ""


class RecordDrillHeld(Command, frozen=True):
    """A drill was held: one that ran on this console, or one recorded by hand."""

    facts: DrillFacts


class StrikeDrillHeld(Command, frozen=True):
    """The record was a mistake; it counts no more."""

    held_id: str
    reason: str
