"""What entries about alarms make of the state."""

from __future__ import annotations

from msgspec.structs import replace

from app.domain.alarm.entries import (
    AlarmAcknowledged,
    AlarmEscalated,
    AlarmRaised,
    AlarmsMuted,
    ClockJumped,
    EscalationCalled,
)
from app.domain.alarm.model import DUE_STEP, Alarm, ClockJump, Escalation, EscalationCall, Raised
from app.domain.record import Stamp
from app.domain.state import State


def raised(state: State, entry: AlarmRaised, stamp: Stamp) -> State:
    """The steps stand; what is gone is forgotten."""
    alarms = state.alarms
    for key in entry.gone:
        if key in alarms:
            alarms = alarms.delete(key)
    alarms = alarms.update({one.key: _stepped(alarms.get(one.key), one, stamp) for one in entry.alarms})
    return replace(state, alarms=alarms)


def acknowledged(state: State, entry: AlarmAcknowledged, stamp: Stamp) -> State:
    """These steps are silent."""
    changed = {
        key: replace(
            state.alarms[key], acknowledged=step, acknowledged_at=stamp.at, acknowledged_by=entry.by, unanswered_since=None
        )
        for key, step in entry.seen
        if key in state.alarms
    }
    return replace(state, alarms=state.alarms.update(changed))


def escalated(state: State, entry: AlarmEscalated, stamp: Stamp) -> State:
    """A call list is open."""
    changed = {
        key: replace(state.alarms[key], escalated=state.alarms[key].step) for key in entry.keys if key in state.alarms
    }
    made = Escalation(entry.escalation_id, entry.keys, entry.people, stamp.at)
    return replace(state, alarms=state.alarms.update(changed), escalation=made)


def called(state: State, entry: EscalationCalled, stamp: Stamp) -> State:
    """One more call of the list."""
    known = state.escalation
    if known is None or known.id != entry.escalation_id:
        return state
    call = EscalationCall(entry.callee_id, entry.result, stamp.at, stamp.actor)
    return replace(state, escalation=replace(known, calls=(*known.calls, call)))


def jumped(state: State, entry: ClockJumped, stamp: Stamp) -> State:
    """The last jump is shown until somebody has set the clock right."""
    return replace(state, clock_jump=ClockJump(entry.before, entry.after, entry.elapsed_s))


def muted(state: State, entry: AlarmsMuted, stamp: Stamp) -> State:
    """Nothing that has to be known later: a program that starts anew is heard again."""
    return state


def _stepped(known: Alarm | None, one: Raised, stamp: Stamp) -> Alarm:
    put_off = known is None or one.due_at > known.due_at
    before = None if put_off else known
    since = before.unanswered_since if before is not None else None
    return Alarm(
        key=one.key, incident_id=one.incident_id, step=one.step, rank=one.rank, due_at=one.due_at, raised_at=stamp.at,
        missed=one.missed,
        acknowledged=before.acknowledged if before else -1,
        acknowledged_at=before.acknowledged_at if before else None,
        acknowledged_by=before.acknowledged_by if before else "",
        unanswered_since=(since or stamp.at) if one.step >= DUE_STEP else None,
        escalated=before.escalated if before else -1,
    )
