"""What wishes about instructions come to."""

from __future__ import annotations

from datetime import datetime, timedelta

from app.domain import checks
from app.domain.instruction.commands import (
    AnswerInstruction,
    AssignInstruction,
    CloseInstruction,
    ReceiveInstruction,
    RecordProgress,
)
from app.domain.instruction.entries import (
    InstructionAnswered,
    InstructionAssigned,
    InstructionClosed,
    InstructionProgressed,
    InstructionReceived,
)
from app.domain.instruction.model import Instruction, Progress
from app.domain.record import Entry, Stamp
from app.domain.reference import Reference
from app.domain.state import State
from app.kernel.errors import Refusal

MOST_TEXT = 10_000
FARTHEST = timedelta(days=400)
"""A limit beyond this is a slip of the hand."""


def receive(command: ReceiveInstruction, state: State, reference: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """It is on record, word for word, with whom it came from."""
    incident_id = state.incident(command.incident_id).id if command.incident_id else ""
    if command.to_role and command.to_role not in reference.roles:
        raise Refusal("role_unknown", {"role": command.to_role})
    at = checks.not_in_future("received_at", command.received_at or stamp.at, stamp.at)
    made = Instruction(
        id=stamp.command_id, kind=command.kind, from_name=checks.words("from_name", command.from_name), received_at=at,
        how=command.how, text=_text("text", command.text), recorded_at=stamp.at, recorded_by=stamp.actor,
        from_post=command.from_post.strip(), from_desk=command.from_desk.strip(), to_role=command.to_role,
        incident_id=incident_id, responsible=command.responsible.strip(),
        handle_due_at=_limit("handle_due_at", command.handle_due_at, at),
        feedback_due_at=_limit("feedback_due_at", command.feedback_due_at, at),
    )
    return (InstructionReceived(instruction=made, incident_id=incident_id),)


def assign(command: AssignInstruction, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """Somebody is responsible."""
    one = _open(command.instruction_id, state)
    responsible = checks.words("responsible", command.responsible)
    handle = _limit("handle_due_at", command.handle_due_at, one.received_at)
    feedback = _limit("feedback_due_at", command.feedback_due_at, one.received_at)
    if responsible == one.responsible and handle in (None, one.handle_due_at) and feedback in (None, one.feedback_due_at):
        raise Refusal("nothing_changed")
    return (
        InstructionAssigned(
            instruction_id=one.id, responsible=responsible, handle_due_at=handle, feedback_due_at=feedback,
            incident_id=one.incident_id,
        ),
    )


def progress(command: RecordProgress, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """A step was taken."""
    one = _open(command.instruction_id, state)
    at = _since(command.at, one, stamp)
    step = Progress(at, stamp.actor, _text("text", command.text), command.handled)
    return (InstructionProgressed(instruction_id=one.id, step=step, incident_id=one.incident_id),)


def answer(command: AnswerInstruction, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """It is answered; the clock of a query stops."""
    one = _open(command.instruction_id, state)
    return (
        InstructionAnswered(
            instruction_id=one.id, answer=_text("answer", command.answer), at=_since(command.at, one, stamp),
            means=command.means.strip(), incident_id=one.incident_id,
        ),
    )


def close(command: CloseInstruction, state: State, _: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """It is put away; what was never answered says why."""
    one = _known(command.instruction_id, state)
    if one.closed_at is not None:
        raise Refusal("instruction_closed", {"instruction": one.id})
    note = command.note.strip()
    if one.answered_at is None:
        note = checks.words("note", note)
    return (InstructionClosed(instruction_id=one.id, note=note, incident_id=one.incident_id),)


def _known(instruction_id: str, state: State) -> Instruction:
    found = state.instructions.get(instruction_id)
    if found is None:
        raise Refusal("instruction_unknown", {"instruction": instruction_id})
    return found


def _open(instruction_id: str, state: State) -> Instruction:
    one = _known(instruction_id, state)
    if one.closed_at is not None:
        raise Refusal("instruction_closed", {"instruction": one.id})
    if one.answered_at is not None:
        raise Refusal("instruction_answered", {"instruction": one.id, "at": one.answered_at})
    return one


def _since(at: datetime | None, one: Instruction, stamp: Stamp) -> datetime:
    when = checks.not_in_future("at", at or stamp.at, stamp.at)
    if when < one.received_at.replace(second=0, microsecond=0):  # a form gives minutes
        raise Refusal("instruction_before_received", {"at": when, "received_at": one.received_at})
    return max(when, one.received_at)


def _limit(field: str, due_at: datetime | None, received_at: datetime) -> datetime | None:
    if due_at is None:
        return None
    if not received_at < due_at <= received_at + FARTHEST:
        raise Refusal("instruction_limit_wrong", {"field": field, "at": due_at, "received_at": received_at})
    return due_at


def _text(field: str, text: str) -> str:
    text = checks.words(field, text)
    if len(text) > MOST_TEXT:
        raise Refusal("instruction_too_long", {"field": field, "most": MOST_TEXT})
    return text
