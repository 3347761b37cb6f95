"""What wishes about alarms come to."""

from __future__ import annotations

from datetime import timedelta

from app.domain import checks
from app.domain.alarm.commands import (
    AcknowledgeAlarms,
    EscalateAlarms,
    MuteAlarms,
    NoteClockJump,
    RaiseAlarms,
    RecordEscalationCall,
)
from app.domain.alarm.entries import (
    AlarmAcknowledged,
    AlarmEscalated,
    AlarmRaised,
    AlarmsMuted,
    ClockJumped,
    EscalationCalled,
)
from app.domain.alarm.model import DUE_STEP, ClockJump, Raised
from app.domain.alarm.rules import call_list, is_news, open_escalation, open_keys
from app.domain.record import Entry, Stamp
from app.domain.reference import Reference
from app.domain.state import State
from app.kernel.errors import Refusal

LONGEST_MUTE_MIN = 60
"""Nobody may silence the room for longer in one go."""


def raise_alarms(command: RaiseAlarms, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """Steps that are new; what another seat raised meanwhile is left out."""
    gone = tuple(dict.fromkeys(key for key in command.gone if key in state.alarms))
    last: dict[str, Raised] = {}
    for one in command.alarms:
        known = state.alarms.get(one.key)
        theirs = not one.incident_id or one.incident_id in state.incidents  # an instruction may be about no incident
        if one.step >= 0 and theirs and one.key not in gone and is_news(one, known):
            last[one.key] = one
    if not last and not gone:
        raise Refusal("nothing_changed")
    away_since = command.away_since if any(one.missed for one in last.values()) else None
    return (AlarmRaised(alarms=tuple(last.values()), gone=gone, away_since=away_since),)


def acknowledge(command: AcknowledgeAlarms, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """The steps that were seen and still are the last ones; a step that came meanwhile goes on sounding."""
    seen = tuple(
        (key, step)
        for key, step in dict.fromkeys(command.seen)
        if key in state.alarms and state.alarms[key].step == step and state.alarms[key].stands
    )
    if not seen:
        raise Refusal("alarm_not_standing")
    return (AlarmAcknowledged(seen=seen, by=stamp.actor),)


def escalate(command: EscalateAlarms, state: State, reference: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """The leaders to be called, in order, for what is still owed and stands. One list is open at a time."""
    before = state.escalation.keys if state.escalation is not None else ()
    cases = {state.alarms[key].incident_id for key in (*command.keys, *before) if key in state.alarms}
    owed = open_keys(state, reference, stamp.at, cases)
    if open_escalation(state, owed.__contains__) is not None:
        raise Refusal("escalation_open")
    keys = tuple(
        key
        for key in dict.fromkeys(command.keys)
        if key in owed and key in state.alarms and state.alarms[key].stands and state.alarms[key].step >= DUE_STEP
    )
    if not keys:
        raise Refusal("alarm_not_standing")
    people = call_list(state)
    if not people:
        raise Refusal("escalation_nobody")
    return (AlarmEscalated(escalation_id=stamp.command_id, keys=keys, people=people),)


def record_call(command: RecordEscalationCall, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """What became of one call."""
    known = state.escalation
    if known is None or known.id != command.escalation_id:
        raise Refusal("escalation_unknown", {"escalation": command.escalation_id})
    if all(one.id != command.callee_id for one in known.people):
        raise Refusal("call_person_unknown", {"person": command.callee_id})
    return (EscalationCalled(escalation_id=known.id, callee_id=command.callee_id, result=command.result),)


def note_jump(command: NoteClockJump, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """The wall clock was moved."""
    if command.elapsed_s is not None:
        checks.number("elapsed_s", command.elapsed_s)
    jump = ClockJump(command.before, command.after, command.elapsed_s)
    return (
        ClockJumped(before=jump.before, after=jump.after, direction=jump.direction, elapsed_s=_seconds(jump.elapsed_s)),
    )


def mute(command: MuteAlarms, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """Silence for a while, for a reason."""
    checks.number("minutes", command.minutes, least=1, most=LONGEST_MUTE_MIN)
    reason = checks.words("reason", command.reason)
    return (AlarmsMuted(until=stamp.at + timedelta(minutes=command.minutes), reason=reason),)


def _seconds(value: float | None) -> float | None:
    """Always a ``float``, as the journal gives it back."""
    return None if value is None else float(value)
