"""Wishes about alarms; those of the clock come from the watcher, the rest from a person."""

from __future__ import annotations

from datetime import datetime

from app.domain.alarm.model import Raised
from app.domain.calldown.model import CallResult
from app.domain.record import Command


class RaiseAlarms(Command, frozen=True):
    """These steps have been reached; ``gone`` are keys of deadlines that are no longer open.

    ``away_since``: since when nobody watched, where some were reached meanwhile.
    """

    alarms: tuple[Raised, ...]
    gone: tuple[str, ...] = ()
    away_since: datetime | None = None


class AcknowledgeAlarms(Command, frozen=True):
    """Somebody has seen these: each key with the step that was seen. A later step is not silenced by it."""

    seen: tuple[tuple[str, int], ...]


class EscalateAlarms(Command, frozen=True):
    """Nobody acknowledged these deadlines' alarms: the leaders are to be called."""

    keys: tuple[str, ...]


class RecordEscalationCall(Command, frozen=True):
    """Say what became of a call to a leader."""

    escalation_id: str
    callee_id: str
    result: CallResult


class NoteClockJump(Command, frozen=True):
    """The wall clock was moved."""

    before: datetime
    after: datetime
    elapsed_s: float | None = None


class MuteAlarms(Command, frozen=True):
    """Hear no alarm for some minutes, for a reason; they stay visible."""

    minutes: int
    reason: str
