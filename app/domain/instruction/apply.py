"""What entries about instructions make of the state."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from app.domain.instruction.entries import (
    InstructionAnswered,
    InstructionAssigned,
    InstructionClosed,
    InstructionProgressed,
    InstructionReceived,
)
from app.domain.instruction.model import Instruction
from app.domain.record import Stamp
from app.domain.state import State


def _changed(state: State, instruction_id: str, change: Callable[[Instruction], Instruction]) -> State:
    known = state.instructions[instruction_id]
    return replace(state, instructions=state.instructions.set(known.id, change(known)))


def received(state: State, entry: InstructionReceived, stamp: Stamp) -> State:
    """One more."""
    made = entry.instruction
    return replace(state, instructions=state.instructions.set(made.id, made))


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
