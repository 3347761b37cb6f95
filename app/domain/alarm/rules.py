"""When a stage begins, how urgent it is, what is heard, and who is called when nobody answers. Pure.

The shares 1/2 and 4/5 are those of the facts file §3.1; the rounds after the due time, the gaps between sounds and the wait
before leaders are called are suggestions.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import datetime, timedelta

import msgspec

from app.domain.alarm.model import DUE_STEP, Alarm, AlarmRank, Callee, Escalation, Raised
from app.domain.deadlines import Deadline, DeadlineKind, desk_deadlines, incident_deadlines
from app.domain.duty.model import Contact
from app.domain.reference import Reference
from app.domain.state import State

OVERDUE_AFTER_MIN = (5, 15, 30, 60)
"""Rounds of "overdue", minutes after the due time (suggested); after the last one every ``OVERDUE_EVERY_MIN``."""

OVERDUE_EVERY_MIN = 60

REPEAT_S = 120.0
"""A due or overdue alarm that nobody has acknowledged sounds again after this long (suggested)."""

GAP_S = 60.0
"""Alarms of the same or a lesser rank wait this long and are heard together: at most one a minute (INTERFACE.md)."""

ESCALATE_AFTER_MIN = 10
"""Minutes that a due alarm may stand before leaders are called; facts file §3.5 has 10 for a missing receipt (suggested)."""

LEADER_ROLES = ("duty_leader", "deputy_commander", "commander")
"""Whom to call, in this order; A before B within a role."""

_HEARD = (
    DeadlineKind.REPORT, DeadlineKind.PERSON, DeadlineKind.ACKNOWLEDGE, DeadlineKind.RECEIPT, DeadlineKind.INSTRUCTION,
    DeadlineKind.WARNING,
)


def step_at(one: Deadline, now: datetime) -> int:
    """The step that a deadline has reached: -1 before half its time, then see ``DUE_STEP``."""
    if now >= one.due_at:
        over_min = (now - one.due_at).total_seconds() / 60
        rounds = sum(1 for after in OVERDUE_AFTER_MIN if over_min >= after)
        if rounds == len(OVERDUE_AFTER_MIN):
            rounds += int((over_min - OVERDUE_AFTER_MIN[-1]) // OVERDUE_EVERY_MIN)
        return DUE_STEP + rounds
    whole = one.due_at - one.started_at
    if now >= one.started_at + whole * 0.8:
        return 1
    return 0 if now >= one.started_at + whole * 0.5 else -1


def begins_at(one: Deadline, step: int) -> datetime:
    """When a step begins."""
    if step < DUE_STEP:
        return one.started_at + (one.due_at - one.started_at) * (0.5, 0.8)[step]
    rounds = step - DUE_STEP
    if rounds == 0:
        return one.due_at
    if rounds <= len(OVERDUE_AFTER_MIN):
        return one.due_at + timedelta(minutes=OVERDUE_AFTER_MIN[rounds - 1])
    later = OVERDUE_AFTER_MIN[-1] + (rounds - len(OVERDUE_AFTER_MIN)) * OVERDUE_EVERY_MIN
    return one.due_at + timedelta(minutes=later)


def is_pressing(one: Deadline) -> bool:
    """Whether lateness here harms somebody or breaks a duty: people inside, reports, silence after dispatch, critical tasks."""
    return one.kind in _HEARD or one.critical


def rank_of(one: Deadline, step: int) -> AlarmRank | None:
    """How urgent a step is; ``None`` where it is only shown on the strip.

    A correction window only runs out and is never an alarm; a finding is a matter of days, and nobody is woken for it.
    What does not press (an ordinary task, materials, the expected end of a response) is one rank lower, is not announced at
    half time, and comes once after its time: a checklist of thirty lines must not drown one report.
    """
    if step < 0 or one.kind in (DeadlineKind.WINDOW, DeadlineKind.FINDING):
        return None
    if is_pressing(one):
        return (AlarmRank.WATCH, AlarmRank.WARN)[step] if step < DUE_STEP else AlarmRank.ALARM
    if step == 0 or step > DUE_STEP + 1:
        return None
    return (AlarmRank.INFO, AlarmRank.WATCH, AlarmRank.WARN)[step - 1]


def is_news(one: Raised, known: Alarm | None) -> bool:
    """Whether a step was not raised before for this due time. An earlier due time goes on from the last step; a later one
    begins again."""
    return known is None or one.due_at > known.due_at or one.step > known.step


def due_raises(
    moved: Iterable[Deadline], state: State, now: datetime, away_since: datetime | None = None
) -> tuple[Raised, ...]:
    """What has to be raised of these deadlines now: for each its highest step, once."""
    found = []
    for one in moved:
        step = step_at(one, now)
        rank = rank_of(one, step)
        if rank is None:
            continue
        missed = away_since is not None and away_since < begins_at(one, step)
        made = Raised(one.key, one.incident_id, step, rank, one.due_at, missed)
        if is_news(made, state.alarms.get(one.key)):
            found.append(made)
    return tuple(found)


def standing(alarms: Iterable[Alarm]) -> tuple[Alarm, ...]:
    """What nobody has acknowledged: the most urgent first, then what was due first."""
    found = [one for one in alarms if one.stands]
    return tuple(sorted(found, key=lambda one: (-one.rank.weight, one.due_at, one.key)))


class Sounded(msgspec.Struct, frozen=True):
    """The last sound: when, of which rank, and the (key, step) pairs that it spoke for."""

    at: datetime
    rank: AlarmRank
    heard: frozenset[tuple[str, int]] = frozenset()


class Sound(msgspec.Struct, frozen=True):
    """What is to be heard now: one sound of this rank for all of these."""

    rank: AlarmRank
    alarms: tuple[Alarm, ...]


def is_urgent(one: Alarm) -> bool:
    """Whether it goes on sounding: a pressing duty that is due or over."""
    return one.rank is AlarmRank.ALARM


def next_sound(alarms: Iterable[Alarm], last: Sounded | None, now: datetime, *, early: bool = True) -> Sound | datetime | None:
    """What is to be heard now, or the moment at which to ask again, or ``None`` while nothing stands.

    At most one sound: the most urgent rank speaks for all that wait. A higher rank than the last one breaks through at once;
    the same or a lesser one waits for ``GAP_S``; what is urgent is repeated after ``REPEAT_S``. ``early`` = ``False`` leaves
    out what is not due yet. A clock that was set back never silences: then the last sound counts as long ago.
    """
    stand = [one for one in standing(alarms) if early or one.step >= DUE_STEP]
    if last is not None and now < last.at:
        last = Sounded(now - timedelta(seconds=REPEAT_S), last.rank, last.heard)
    fresh = [one for one in stand if last is None or (one.key, one.step) not in last.heard]
    waiting = fresh or [one for one in stand if is_urgent(one)]
    if not waiting:
        return None
    urgent = any(is_urgent(one) for one in stand)
    top = max((one.rank for one in fresh), key=lambda rank: rank.weight, default=AlarmRank.ALARM)
    if last is None or (fresh and top.weight > last.rank.weight):
        return Sound(top, tuple(stand))
    ready = [last.at + timedelta(seconds=GAP_S)] if fresh else []
    ready += [last.at + timedelta(seconds=REPEAT_S)] if urgent else []
    at = min(ready)
    if now < at:
        return at
    return Sound(AlarmRank.ALARM if urgent else top, tuple(stand))


def sounded(sound: Sound, now: datetime) -> Sounded:
    """What to remember of a sound."""
    return Sounded(now, sound.rank, frozenset((one.key, one.step) for one in sound.alarms))


def call_list(state: State) -> tuple[Callee, ...]:
    """Whom to call: the leader of the shift, then the leaders of the contact book by role, A before B; nobody twice."""
    shift = state.shift
    contacts = sorted(
        (one for one in state.contacts.values() if one.role in LEADER_ROLES),
        key=lambda one: (LEADER_ROLES.index(one.role), one.a_b, one.id),
    )
    people: list[Callee] = []
    if shift is not None and shift.leader:
        own = next((one for one in state.contacts.values() if one.name == shift.leader), None)
        people.append(_callee(own) if own is not None else Callee("shift", shift.leader, role="duty_leader"))
    for one in contacts:
        if all(other.id != one.id for other in people):
            people.append(_callee(one))
    return tuple(people)


def _callee(one: Contact) -> Callee:
    return Callee(one.id, one.name, one.phone, one.title, one.role)


def open_keys(state: State, reference: Reference, now: datetime, incident_ids: Collection[str]) -> frozenset[str]:
    """The keys of the open deadlines of these incidents: what was answered is not waiting for anybody."""
    known = [state.incidents[one] for one in incident_ids if one in state.incidents]
    found = [due for one in known for due in incident_deadlines(one, state, reference, now)]
    return frozenset(one.key for one in (*found, *desk_deadlines(state, now)) if one.incident_id in incident_ids)


def open_escalation(state: State, is_open: Callable[[str], bool]) -> Escalation | None:
    """The call list that still waits: nobody has answered, and something of it stands. ``is_open``: whether the deadline with
    this key is still owed."""
    known = state.escalation
    if known is None or known.answered is not None:
        return None
    return known if any(key in state.alarms and state.alarms[key].stands and is_open(key) for key in known.keys) else None


def next_callee(of: Escalation) -> Callee | None:
    """Whom to call next: in order those whom nobody tried, then again from the top (the longest ago first)."""
    tried = {one.callee_id: number for number, one in enumerate(of.calls)}
    return min(of.people, key=lambda one: (tried.get(one.id, -1), of.people.index(one)), default=None)


def to_escalate(
    state: State, now: datetime, after_min: float, is_open: Callable[[str], bool]
) -> tuple[tuple[str, ...], datetime | None]:
    """Keys whose leaders have to be called now, and the moment at which to ask again (``None``: when something changes)."""
    if after_min <= 0 or open_escalation(state, is_open) is not None:
        return (), None
    waiting = {
        one.key: one.unanswered_since + timedelta(minutes=after_min)
        for one in state.alarms.values()
        if one.stands and is_urgent(one) and one.unanswered_since is not None and one.escalated < one.step and is_open(one.key)
    }
    now_due = tuple(key for key, at in waiting.items() if at <= now)
    return now_due, min((at for at in waiting.values() if at > now), default=None)
