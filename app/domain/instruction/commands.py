"""Wishes about instructions."""

from __future__ import annotations

from datetime import datetime

from app.domain.instruction.model import InstructionKind, ReceivedBy
from app.domain.record import Command


class ReceiveInstruction(Command, frozen=True):
    """Record what came in, word for word."""

    kind: InstructionKind
    from_name: str
    text: str
    how: ReceivedBy = ReceivedBy.PHONE
    from_post: str = ""
    from_desk: str = ""
    to_role: str = ""
    received_at: datetime | None = None
    incident_id: str = ""
    responsible: str = ""
    handle_due_at: datetime | None = None
    feedback_due_at: datetime | None = None


class AssignInstruction(Command, frozen=True):
    """Say who is responsible for it; limits that are given replace those before."""

    instruction_id: str
    responsible: str
    handle_due_at: datetime | None = None
    feedback_due_at: datetime | None = None


class RecordProgress(Command, frozen=True):
    """Record a step; ``handled`` ends the limit of handling."""

    instruction_id: str
    text: str
    handled: bool = False
    at: datetime | None = None


class AnswerInstruction(Command, frozen=True):
    """Record the answer that was given, when, and by what."""

    instruction_id: str
    answer: str
    means: str = "phone"
    at: datetime | None = None


class CloseInstruction(Command, frozen=True):
    """Put it away: answered, or with a note that says why it needs no answer."""

    instruction_id: str
    note: str = ""
