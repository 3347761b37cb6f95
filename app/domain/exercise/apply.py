"""What entries of a drill make of the state."""

from __future__ import annotations

from typing import Any

from immutables import Map
from msgspec.structs import replace

from app.domain.exercise.entries import (
    CommsChecked,
    DrillClockSet,
    DrillEnded,
    DrillJudged,
    DrillParked,
    DrillPrepared,
    DrillResumed,
    DrillStarted,
    InjectAdded,
    InjectDelayed,
    InjectEdited,
    InjectFired,
    InjectSkipped,
    ParticipantSeated,
    RadioHeard,
    SeatsTold,
    SurveyAnswered,
)
from app.domain.exercise.model import RADIO_KEPT, Drill, DrillStatus, InjectStatus, RadioWords
from app.domain.record import Stamp
from app.domain.state import State


def drill_of(state: State) -> Drill:
    """The drill of this state; an entry of a drill never stands in another journal (``ValueError``)."""
    if state.drill is None:
        raise ValueError("no drill was prepared here")
    return state.drill


def _with(state: State, **changes: Any) -> State:
    return replace(state, drill=replace(drill_of(state), **changes))


def _life(state: State, inject_id: str, **changes: Any) -> State:
    drill = drill_of(state)
    return _with(state, lives=drill.lives.set(inject_id, replace(drill.life(inject_id), **changes)))


def prepared(state: State, entry: DrillPrepared, stamp: Stamp) -> State:
    """The desk is a drill's, with the plans, rulebooks and roster that it took over."""
    took = entry.library
    return replace(
        state,
        drill=Drill(entry.drill_id, entry.scenario, entry.seed, stamp.at),
        plan_versions=Map({one.key: one for one in took.plan_versions}),
        plan_lives=Map(dict(took.plan_lives)),
        rulebook_versions=Map({one.key: one for one in took.rulebook_versions}),
        roster=replace(
            state.roster, pattern=took.pattern, slots=Map({one.ref.key: one for one in took.slots}),
            published=Map({one.month: one for one in took.published}),
        ),
    )


def started(state: State, entry: DrillStarted, stamp: Stamp) -> State:
    """Its minutes count."""
    return _with(state, status=DrillStatus.RUNNING, started_at=entry.at)


def fired(state: State, entry: InjectFired, stamp: Stamp) -> State:
    """It has come."""
    return _life(
        state, entry.inject_id, status=InjectStatus.FIRED, at=stamp.at, seq=state.seq + 1, by_hand=entry.by_hand,
    )


def skipped(state: State, entry: InjectSkipped, stamp: Stamp) -> State:
    """It will not come."""
    return _life(
        state, entry.inject_id, status=InjectStatus.SKIPPED, at=stamp.at, seq=state.seq + 1, reason=entry.reason
    )


def delayed(state: State, entry: InjectDelayed, stamp: Stamp) -> State:
    """It comes at another moment."""
    return _life(state, entry.inject_id, delayed_to=entry.to)


def edited(state: State, entry: InjectEdited, stamp: Stamp) -> State:
    """It says something else."""
    return _life(state, entry.inject_id, text=entry.text)


def added(state: State, entry: InjectAdded, stamp: Stamp) -> State:
    """One more."""
    return _with(state, added=(*drill_of(state).added, entry.inject))


def clock_set(state: State, entry: DrillClockSet, stamp: Stamp) -> State:
    """At this speed."""
    return _with(state, speed=entry.speed)


def radio_heard(state: State, entry: RadioHeard, stamp: Stamp) -> State:
    """Words on the radio."""
    heard = RadioWords(entry.unit_id, entry.text, stamp.at, entry.incident_id)
    return _with(state, radio=(*drill_of(state).radio, heard)[-RADIO_KEPT:])


def judged(state: State, entry: DrillJudged, stamp: Stamp) -> State:
    """A judgement; the later one of the same evaluator about the same counts."""
    made = entry.judgement
    return _with(state, judgements=drill_of(state).judgements.set(f"{made.evaluator}\x1f{made.about}", made))


def survey_answered(state: State, entry: SurveyAnswered, stamp: Stamp) -> State:
    """An answer to the survey; the later one of the same person in the same role counts."""
    made = entry.answer
    return _with(state, surveys=drill_of(state).surveys.set(f"{made.name}\x1f{made.role}", made))


def seats_told(state: State, entry: SeatsTold, stamp: Stamp) -> State:
    """Words of the conductor."""
    return _with(state, messages=(*drill_of(state).messages, entry.message))


def seated(state: State, entry: ParticipantSeated, stamp: Stamp) -> State:
    """Somebody plays a role."""
    return _with(state, seats=drill_of(state).seats.set(entry.seat.role, entry.seat))


def comms_checked(state: State, entry: CommsChecked, stamp: Stamp) -> State:
    """The way to somebody was tried."""
    seats = drill_of(state).seats
    tried = replace(seats[entry.role], checked_at=stamp.at, heard=entry.heard)
    return _with(state, seats=seats.set(entry.role, tried))


def parked(state: State, entry: DrillParked, stamp: Stamp) -> State:
    """It stands still."""
    return _with(state, status=DrillStatus.PARKED)


def resumed(state: State, entry: DrillResumed, stamp: Stamp) -> State:
    """It goes on."""
    return _with(state, status=DrillStatus.RUNNING)


def ended(state: State, entry: DrillEnded, stamp: Stamp) -> State:
    """It is over."""
    return _with(state, status=DrillStatus.ENDED, ended_at=entry.at, end_reason=entry.reason)
