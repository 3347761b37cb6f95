"""What wishes about a drill come to."""

from __future__ import annotations

from datetime import timedelta
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from app.domain import checks
from app.domain.exercise import delivery
from app.domain.exercise.commands import (
    AddInject,
    CheckComms,
    DelayInject,
    EditInject,
    EndDrill,
    FireInject,
    HearRadio,
    ParkDrill,
    PrepareDrill,
    ResumeDrill,
    SeatParticipant,
    SetDrillClock,
    SkipInject,
    StartDrill,
    TellSeats,
)
from app.domain.exercise.entries import (
    CommsChecked,
    DrillClockSet,
    DrillEnded,
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
)
from app.domain.exercise.here import drill_of
from app.domain.exercise.model import Drill, DrillMessage, DrillStatus, InjectStatus, Seat
from app.domain.exercise.scenario import Inject, Scenario
from app.domain.record import Entry, Stamp
from app.domain.reference import Reference
from app.domain.state import State
from app.kernel.errors import Refusal

FASTEST = 60.0
"""Times real time; faster than this nobody could act."""

MOST_ADDED = 200
MOST_TEXT = 5_000

PartT = TypeVar("PartT", Scenario, Inject)


def prepare(command: PrepareDrill, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """An empty desk becomes a drill's; a desk that holds anything is never one."""
    if state.seq:
        raise Refusal("drill_desk_in_use")
    drill_id = checks.words("drill_id", command.drill_id)
    scenario = as_kept(command.scenario)
    return (DrillPrepared(drill_id=drill_id, scenario=scenario, seed=command.seed, library=command.library),)


def start(command: StartDrill, state: State, reference: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """The opening of the scenario becomes true and the minutes count."""
    drill = drill_of(state)
    if drill.status is not DrillStatus.PREPARED:
        raise Refusal("drill_started_already")
    if state.profile is None:
        raise Refusal("drill_without_desk")
    entries: list[Entry] = [DrillStarted(at=stamp.at)]
    for place, one in enumerate(drill.scenario.opening.warnings):
        own = Stamp(stamp.at, f"{stamp.command_id}~{place}", stamp.context)  # several warnings of one command are several
        entries += delivery.warned(one, one.headline.zh, state, reference, own)
    return (*entries, *delivery.changed(drill.scenario.opening.units, state, stamp))


def fire(command: FireInject, state: State, reference: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """It reaches the participants, with what follows at once."""
    drill, inject = _waiting(command.inject_id, state)
    if not drill.is_running:
        raise Refusal("drill_not_running")
    incident_id = state.incident(command.incident_id).id if command.incident_id else ""
    words = drill.life(inject.id).text or inject.text
    told = InjectFired(inject_id=inject.id, text=words, incident_id=incident_id, by_hand=command.by_hand)
    return (told, *delivery.delivered(inject, words.zh, incident_id, state, reference, stamp))


def skip(command: SkipInject, state: State, __: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """It is left out."""
    _, inject = _waiting(command.inject_id, state)
    return (InjectSkipped(inject_id=inject.id, reason=checks.words("reason", command.reason)),)


def delay(command: DelayInject, state: State, __: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """It comes at a moment that lies ahead, within a day."""
    _, inject = _waiting(command.inject_id, state)
    if not stamp.at < command.to <= stamp.at + timedelta(days=1):
        raise Refusal("inject_moment_wrong", {"at": command.to})
    return (InjectDelayed(inject_id=inject.id, to=command.to),)


def edit(command: EditInject, state: State, __: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """It will say something else."""
    drill, inject = _waiting(command.inject_id, state)
    checks.words("text", command.text.zh)
    if command.text == (drill.life(inject.id).text or inject.text):
        raise Refusal("nothing_changed")
    return (InjectEdited(inject_id=inject.id, text=command.text),)


def add(command: AddInject, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """One more, under an id of its own."""
    drill = _open(state)
    checks.words("inject_id", command.inject.id)
    checks.words("text", command.inject.text.zh)
    if drill.inject(command.inject.id) is not None:
        raise Refusal("inject_twice", {"inject": command.inject.id})
    if len(drill.added) >= MOST_ADDED:
        raise Refusal("injects_too_many", {"most": MOST_ADDED})
    return (InjectAdded(inject=as_kept(command.inject)),)


def set_clock(command: SetDrillClock, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """The speed, and the moment that the clock jumped to."""
    drill = _open(state)
    speed = float(command.speed)
    if not 0 <= speed <= FASTEST:
        raise Refusal("drill_speed_wrong", {"most": int(FASTEST)})
    if speed == drill.speed and command.moved_to is None:
        raise Refusal("nothing_changed")
    return (DrillClockSet(speed=speed, moved_to=command.moved_to),)


def hear(command: HearRadio, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """Words on the radio, of a unit that is known."""
    _open(state)
    unit = state.unit(command.unit_id)
    text = checks.words("text", command.text)[:MOST_TEXT]
    return (RadioHeard(unit_id=unit.id, text=text, incident_id=command.incident_id),)


def tell(command: TellSeats, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """Words to everybody of a kind."""
    _open(state)
    return (SeatsTold(message=DrillMessage(command.to, checks.words("text", command.text), stamp.actor, stamp.at)),)


def seat(command: SeatParticipant, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """Somebody plays a role from now on."""
    drill = _open(state)
    made = Seat(checks.words("role", command.role), checks.words("name", command.name), command.kind, command.place.strip())
    known = drill.seats.get(made.role)
    if known is not None and replace(known, checked_at=None, heard=False) == made:
        raise Refusal("nothing_changed")
    return (ParticipantSeated(seat=made),)


def check_comms(command: CheckComms, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """The way to somebody who has a seat was tried."""
    if command.role not in _open(state).seats:
        raise Refusal("seat_unknown", {"seat": command.role})
    return (CommsChecked(role=command.role, heard=command.heard, remark=command.remark.strip()),)


def park(command: ParkDrill, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """It stands still."""
    if not _open(state).is_running:
        raise Refusal("drill_not_running")
    return (DrillParked(reason=checks.words("reason", command.reason)),)


def resume(command: ResumeDrill, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """It goes on."""
    if _open(state).status is not DrillStatus.PARKED:
        raise Refusal("drill_not_parked")
    return (DrillResumed(),)


def end(command: EndDrill, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """It is over, once."""
    if _open(state).started_at is None:
        raise Refusal("drill_not_running")
    return (DrillEnded(at=stamp.at, reason=command.reason.strip()),)


def as_kept(value: PartT) -> PartT:
    """A part of a scenario as the journal gives it back: a whole number of minutes that somebody typed becomes a float, so that
    a replay is what was live."""
    return msgspec.json.decode(msgspec.json.encode(value), type=type(value))


def _open(state: State) -> Drill:
    drill = drill_of(state)
    if drill.status is DrillStatus.ENDED:
        raise Refusal("drill_ended")
    return drill


def _waiting(inject_id: str, state: State) -> tuple[Drill, Inject]:
    drill = _open(state)
    inject = drill.inject(inject_id)
    if inject is None:
        raise Refusal("inject_unknown", {"inject": inject_id})
    if drill.life(inject.id).status is not InjectStatus.WAITING:
        raise Refusal("inject_over", {"inject": inject.id})
    return drill, inject
