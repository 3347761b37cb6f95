"""Findings with everything that became of them, and drills that were held."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

import msgspec

from app.domain.exercise.kinds import DrillForm, DrillNotice, DrillPurpose, DrillScope


class FindingNature(StrEnum):
    """What was found: something to be put right 不足, or something done well 亮点."""

    WEAKNESS = "weakness"
    STRENGTH = "strength"


class Gravity(StrEnum):
    """How grave a weakness is: minor 一般, major 重大."""

    MINOR = "minor"
    MAJOR = "major"


class RootCause(StrEnum):
    """Where a weakness comes from (facts file §6.5): the plan 预案, the mechanism 机制, people 人员, equipment 装备,
    communication 通信, information 信息."""

    PLAN = "plan"
    MECHANISM = "mechanism"
    PEOPLE = "people"
    EQUIPMENT = "equipment"
    COMMUNICATION = "communication"
    INFORMATION = "information"


class SourceKind(StrEnum):
    """What showed it: a drill, or a real incident."""

    DRILL = "drill"
    INCIDENT = "incident"


class Standing(StrEnum):
    """Where a finding stands 待派/整改中/待复核/已销号/逾期; a strength is only noted, a mistaken finding is withdrawn.

    ``overdue`` is computed from the day and never stored.
    """

    OVERDUE = "overdue"
    TO_ASSIGN = "to_assign"
    IN_PROGRESS = "in_progress"
    TO_REVIEW = "to_review"
    CLOSED = "closed"
    NOTED = "noted"
    WITHDRAWN = "withdrawn"


class FindingSource(msgspec.Struct, frozen=True):
    """What showed it. ``ref``: id of the drill or of the incident; ``title`` its name then; ``on`` its Beijing day.

    ``scenario_id`` and ``journal_hash`` (hex, the head of the drill's own journal) are those of a drill, "" otherwise.
    """

    kind: SourceKind
    ref: str
    title: str
    on: date
    scenario_id: str = ""
    journal_hash: str = ""


class ProposedFinding(msgspec.Struct, frozen=True):
    """What an evaluation proposes. ``objective`` and ``item`` are ids of the scenario's evaluation, ``evidence`` lines copied
    from the score; the cause is ``None`` until somebody has judged it."""

    description: str
    nature: FindingNature = FindingNature.WEAKNESS
    gravity: Gravity = Gravity.MINOR
    cause: RootCause | None = None
    objective: str = ""
    item: str = ""
    evidence: tuple[str, ...] = ()
    plan_ids: tuple[str, ...] = ()


class ActionEvidence(msgspec.Struct, frozen=True):
    """What shows that a measure was carried out: words, and where a file proves it its name and SHA-256 (hex)."""

    words: str
    at: datetime
    by: str
    file_name: str = ""
    file_sha256: str = ""


class Postponement(msgspec.Struct, frozen=True):
    """A limit that was moved, and why."""

    before: date
    reason: str
    at: datetime
    by: str


class CorrectiveAction(msgspec.Struct, frozen=True):
    """A measure with its organisation, owner and last day (Beijing). ``past``: it belongs to a round before the finding was open
    again; it is kept and counts no more."""

    id: str
    measure: str
    organisation: str
    owner: str
    due_on: date
    set_at: datetime
    set_by: str
    done_at: datetime | None = None
    evidence: tuple[ActionEvidence, ...] = ()
    postponed: tuple[Postponement, ...] = ()
    past: bool = False


class FindingReview(msgspec.Struct, frozen=True):
    """What a reviewer said: closed, or sent back with words."""

    reviewer: str
    passed: bool
    words: str
    at: datetime
    by: str


class PlanAnswer(msgspec.Struct, frozen=True):
    """How a plan answered: by the version that came into force (with the reason given at its approval), or by a reasoned no
    (``version`` is ""). ``past``: the finding was opened again since."""

    plan_id: str
    version: str
    reason: str
    at: datetime
    by: str
    past: bool = False


class Retest(msgspec.Struct, frozen=True):
    """A later drill looked at the same thing again."""

    drill_id: str
    scenario_id: str
    on: date
    passed: bool
    words: str
    at: datetime
    by: str
    journal_hash: str = ""


class Finding(msgspec.Struct, frozen=True):
    """Something that a drill or an incident showed, with its whole chain. ``number`` is its short name (``2026-003``).

    ``due_on`` is the day by which it should be closed as suggested when it was raised; measures have days of their own.
    ``closed_at`` is empty again when it was opened again.
    """

    id: str
    number: str
    source: FindingSource
    description: str
    nature: FindingNature
    gravity: Gravity
    raised_at: datetime
    raised_by: str
    due_on: date
    cause: RootCause | None = None
    objective: str = ""
    item: str = ""
    evidence: tuple[str, ...] = ()
    plan_ids: tuple[str, ...] = ()
    actions: tuple[CorrectiveAction, ...] = ()
    reviews: tuple[FindingReview, ...] = ()
    answers: tuple[PlanAnswer, ...] = ()
    retests: tuple[Retest, ...] = ()
    closed_at: datetime | None = None
    withdrawn_at: datetime | None = None
    withdrawn_reason: str = ""

    @property
    def live_actions(self) -> tuple[CorrectiveAction, ...]:
        """The measures of the present round."""
        return tuple(one for one in self.actions if not one.past)

    @property
    def is_weakness(self) -> bool:
        """Whether there is something to put right."""
        return self.nature is FindingNature.WEAKNESS

    @property
    def is_open(self) -> bool:
        """Whether it still waits for somebody: a weakness that is neither closed nor withdrawn."""
        return self.is_weakness and self.closed_at is None and self.withdrawn_at is None


class DrillFacts(msgspec.Struct, frozen=True):
    """What is recorded of a drill that was held (Beijing day). ``score`` is of 100, ``None`` where nobody scored.

    ``drill_id``, ``scenario_id`` and ``journal_hash`` are those of a drill that ran on this console, "" for one held otherwise.
    """

    held_on: date
    title: str
    form: DrillForm
    scope: DrillScope = DrillScope.COMPREHENSIVE
    purpose: DrillPurpose = DrillPurpose.TEST
    notice: DrillNotice = DrillNotice.ANNOUNCED
    plan_ids: tuple[str, ...] = ()
    unit_ids: tuple[str, ...] = ()
    facility_ids: tuple[str, ...] = ()
    participants: str = ""
    words: str = ""
    score: float | None = None
    drill_id: str = ""
    scenario_id: str = ""
    journal_hash: str = ""


class HeldDrill(msgspec.Struct, frozen=True):
    """A drill that was held. ``kinds`` are the patterns of incident kinds that its plans covered then."""

    id: str
    facts: DrillFacts
    kinds: tuple[str, ...]
    at: datetime
    by: str
    struck_reason: str = ""

    @property
    def counts(self) -> bool:
        """Whether it stands: it was not recorded by mistake."""
        return not self.struck_reason
