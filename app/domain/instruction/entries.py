"""What happened to instructions."""

from __future__ import annotations

from datetime import datetime

from app.domain.instruction.model import Instruction, Progress
from app.domain.record import Entry


class InstructionReceived(Entry, frozen=True):
    """Something came in from above."""

    instruction: Instruction
    incident_id: str = ""


class InstructionAssigned(Entry, frozen=True):
    """Somebody is responsible for it."""

    instruction_id: str
    responsible: str
    handle_due_at: datetime | None = None
    feedback_due_at: datetime | None = None
    incident_id: str = ""


class InstructionProgressed(Entry, frozen=True):
    """A step was taken."""

    instruction_id: str
    step: Progress
    incident_id: str = ""


class InstructionAnswered(Entry, frozen=True):
    """It was answered."""

    instruction_id: str
    answer: str
    at: datetime
    means: str = ""
    incident_id: str = ""


class InstructionClosed(Entry, frozen=True):
    """It was put away."""

    instruction_id: str
    note: str = ""
    incident_id: str = ""
