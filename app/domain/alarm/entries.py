"""What happened about alarms."""

from __future__ import annotations

from datetime import datetime

from app.domain.alarm.model import Callee, JumpDirection, Raised
from app.domain.calldown.model import CallResult
from app.domain.record import Entry


class AlarmRaised(Entry, frozen=True):
    """Steps that were reached together; ``gone`` are keys whose deadline is no longer open and that are forgotten.

    ``away_since``: since when nobody had watched, where some were reached meanwhile.
    """

    alarms: tuple[Raised, ...]
    gone: tuple[str, ...] = ()
    away_since: datetime | None = None


class AlarmAcknowledged(Entry, frozen=True):
    """Somebody has seen these: key and step."""

    seen: tuple[tuple[str, int], ...]
    by: str = ""


class AlarmEscalated(Entry, frozen=True):
    """Nobody acknowledged: these people are to be called, in this order."""

    escalation_id: str
    keys: tuple[str, ...]
    people: tuple[Callee, ...]


class EscalationCalled(Entry, frozen=True):
    """One of them was called, with this result."""

    escalation_id: str
    callee_id: str
    result: CallResult


class ClockJumped(Entry, frozen=True):
    """The wall clock was moved; the order of the journal does not depend on it."""

    before: datetime
    after: datetime
    direction: JumpDirection
    elapsed_s: float | None = None


class AlarmsMuted(Entry, frozen=True):
    """Somebody wanted to hear no alarm until then; they stay visible."""

    until: datetime
    reason: str
