"""What happened to findings, to their measures, and which drills were held."""

from __future__ import annotations

from datetime import date

import msgspec

from app.domain.improvement.model import DrillFacts, FindingSource, Gravity, ProposedFinding, RootCause
from app.domain.record import Entry


class NewFinding(msgspec.Struct, frozen=True):
    """A finding of a batch with the id, the number and the suggested last day that it got."""

    finding_id: str
    number: str
    due_on: date
    found: ProposedFinding


class FindingsRecorded(Entry, frozen=True):
    """Findings were taken over; ``known`` of the batch stood already."""

    source: FindingSource
    findings: tuple[NewFinding, ...]
    known: int = 0


class FindingCorrected(Entry, frozen=True):
    """A finding was judged anew; everything as it stands from now on."""

    finding_id: str
    description: str
    gravity: Gravity
    cause: RootCause | None
    plan_ids: tuple[str, ...]
    due_on: date
    reason: str = ""


class ActionAssigned(Entry, frozen=True):
    """Somebody has a measure to carry out."""

    finding_id: str
    action_id: str
    measure: str
    organisation: str
    owner: str
    due_on: date
    cause: RootCause


class ActionPostponed(Entry, frozen=True):
    """A measure has another last day."""

    finding_id: str
    action_id: str
    due_on: date
    reason: str


class EvidenceSubmitted(Entry, frozen=True):
    """Something shows how far a measure is; with ``finished`` it was carried out."""

    finding_id: str
    action_id: str
    words: str
    finished: bool
    file_name: str = ""
    file_sha256: str = ""


class FindingReviewed(Entry, frozen=True):
    """A finding was closed, or its measures go on until ``due_on``."""

    finding_id: str
    passed: bool
    reviewer: str
    words: str = ""
    due_on: date | None = None


class FindingWithdrawn(Entry, frozen=True):
    """It was none."""

    finding_id: str
    reason: str


class FindingAnsweredByPlan(Entry, frozen=True):
    """It hangs on this plan no more."""

    finding_id: str
    plan_id: str
    version: str = ""
    reason: str = ""


class FindingRetested(Entry, frozen=True):
    """A later drill looked again; ``reopened``: a closed finding is open once more, to be assigned until ``due_on``."""

    finding_id: str
    drill_id: str
    on: date
    passed: bool
    words: str
    reopened: bool
    due_on: date
    scenario_id: str = ""
    journal_hash: str = ""


class DrillHeld(Entry, frozen=True):
    """A drill was held; ``kinds`` are the incident kinds that its plans cover."""

    held_id: str
    facts: DrillFacts
    kinds: tuple[str, ...] = ()


class DrillHeldStruck(Entry, frozen=True):
    """A record of a drill was a mistake."""

    held_id: str
    reason: str
