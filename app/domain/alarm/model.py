"""Alarm stages, ranks, and what is known about the alarms of open deadlines."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import msgspec

from app.domain.calldown.model import CallResult


class AlarmStage(StrEnum):
    """How far a deadline has come: half its time, four fifths, the moment itself, and beyond."""

    HALF = "half"
    MOST = "most"
    DUE = "due"
    OVERDUE = "overdue"


class AlarmRank(StrEnum):
    """From the least to the most urgent; the words are the tones of the same colour and the names of the sound files."""

    INFO = "info"
    WATCH = "watch"
    WARN = "warn"
    ALARM = "alarm"

    @property
    def weight(self) -> int:
        """0 to 3."""
        return list(AlarmRank).index(self)


DUE_STEP = 2
"""Steps: 0 half, 1 four fifths, 2 due, 3 and more the rounds of overdue."""


def stage_of(step: int) -> AlarmStage:
    """The stage that a step belongs to."""
    return tuple(AlarmStage)[min(step, DUE_STEP + 1)]


class Raised(msgspec.Struct, frozen=True):
    """A step that a deadline has reached. ``key`` is the deadline's; ``missed`` says that it was reached while nobody watched
    (the machine slept or the program was closed)."""

    key: str
    incident_id: str
    step: int
    rank: AlarmRank
    due_at: datetime
    missed: bool = False

    @property
    def stage(self) -> AlarmStage:
        """The stage of this step."""
        return stage_of(self.step)


class Alarm(msgspec.Struct, frozen=True):
    """What is known about one deadline's alarms: the last step raised, and the last one acknowledged (-1: none).

    ``unanswered_since``: since when a due or overdue step stands that nobody acknowledged; the time before leaders are
    called counts from it. ``escalated``: the step at which leaders were called for (-1: never).
    """

    key: str
    incident_id: str
    step: int
    rank: AlarmRank
    due_at: datetime
    raised_at: datetime
    missed: bool = False
    acknowledged: int = -1
    acknowledged_at: datetime | None = None
    acknowledged_by: str = ""
    unanswered_since: datetime | None = None
    escalated: int = -1

    @property
    def stage(self) -> AlarmStage:
        """The stage that was raised last."""
        return stage_of(self.step)

    @property
    def stands(self) -> bool:
        """Whether nobody has acknowledged the last step."""
        return self.acknowledged < self.step


class Callee(msgspec.Struct, frozen=True):
    """Somebody to call when nobody answers, as known at that moment; ``phone`` may be empty (then it is said so)."""

    id: str
    name: str
    phone: str = ""
    title: str = ""
    role: str = ""


class EscalationCall(msgspec.Struct, frozen=True):
    """One call of an escalation."""

    callee_id: str
    result: CallResult
    at: datetime
    by: str


class Escalation(msgspec.Struct, frozen=True):
    """The call list that an unacknowledged alarm made; over when somebody answered or nothing stands any more."""

    id: str
    keys: tuple[str, ...]
    people: tuple[Callee, ...]
    at: datetime
    calls: tuple[EscalationCall, ...] = ()

    @property
    def answered(self) -> EscalationCall | None:
        """The call that reached somebody."""
        return next((one for one in self.calls if one.result is CallResult.ANSWERED), None)


class JumpDirection(StrEnum):
    """Which way the wall clock was moved."""

    FORWARD = "forward"
    BACKWARD = "backward"


class ClockJump(msgspec.Struct, frozen=True):
    """The wall clock was moved: what it showed before, what it shows now, and how long it really was between the two.

    ``elapsed_s`` is ``None`` where that cannot be known (the program was closed meanwhile).
    """

    before: datetime
    after: datetime
    elapsed_s: float | None

    @property
    def shift_s(self) -> float:
        """By how many seconds it was moved, forward positive."""
        return (self.after - self.before).total_seconds() - (self.elapsed_s or 0.0)

    @property
    def direction(self) -> JumpDirection:
        """Which way."""
        return JumpDirection.FORWARD if self.shift_s >= 0 else JumpDirection.BACKWARD
