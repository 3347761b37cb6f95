"""What entries about instructions make of the state."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from app.domain.incident.apply import changed
from app.domain.instruction.entries import (
    InstructionAnswered,
    InstructionAssigned,
    InstructionClosed,
    InstructionProgressed,
    InstructionReceived,
)
from app.domain.instruction.model import Instruction
from app.domain.instruction.rules import requested_at
from app.domain.record import Stamp
from app.domain.state import State


def _changed(state: State, instruction_id: str, change: Callable[[Instruction], Instruction]) -> State:
    known = change(state.instructions[instruction_id])
    return _with_clock(replace(state, instructions=state.instructions.set(known.id, known)), known.incident_id)


def _with_clock(state: State, incident_id: str) -> State:
    """The incident knows since when an answer is waited for: whoever watches incidents need not look at instructions."""
    of = state.incidents.get(incident_id)
    at = requested_at(state.instructions.values(), incident_id)
    if of is None or of.requested_at == at:
        return state
    return changed(state, incident_id, lambda one: replace(one, requested_at=at))


def received(state: State, entry: InstructionReceived, stamp: Stamp) -> State:
    """One more."""
    made = entry.instruction
    return _with_clock(replace(state, instructions=state.instructions.set(made.id, made)), made.incident_id)


def assigned(state: State, entry: InstructionAssigned, stamp: Stamp) -> State:
    """It has somebody responsible."""
    return _changed(
        state, entry.instruction_id,
        lambda one: replace(
            one, responsible=entry.responsible, handle_due_at=entry.handle_due_at or one.handle_due_at,
            feedback_due_at=entry.feedback_due_at or one.feedback_due_at,
        ),
    )


def progressed(state: State, entry: InstructionProgressed, stamp: Stamp) -> State:
    """One step more."""
    return _changed(state, entry.instruction_id, lambda one: replace(one, steps=(*one.steps, entry.step)))


def answered(state: State, entry: InstructionAnswered, stamp: Stamp) -> State:
    """It has its answer."""
    return _changed(
        state, entry.instruction_id,
        lambda one: replace(
            one, answer=entry.answer, answered_at=entry.at, answered_by=stamp.actor, answer_means=entry.means
        ),
    )


def closed(state: State, entry: InstructionClosed, stamp: Stamp) -> State:
    """It is put away."""
    return _changed(
        state, entry.instruction_id,
        lambda one: replace(one, closed_at=stamp.at, closed_by=stamp.actor, close_note=entry.note),
    )
