"""What instructions ask for now. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from app.domain.instruction.model import Instruction, InstructionKind

HANDLE, FEEDBACK = "handle", "feedback"
"""The two limits of an instruction: the work, and the answer to whoever asked."""


def limits(one: Instruction) -> tuple[tuple[str, datetime], ...]:
    """The limits that still run, by name; an answered or closed one has none."""
    if not one.is_open:
        return ()
    found = []
    if one.handle_due_at is not None and one.handled_at is None:
        found.append((HANDLE, one.handle_due_at))
    if one.feedback_due_at is not None:
        found.append((FEEDBACK, one.feedback_due_at))
    return tuple(found)


def requested_at(instructions: Iterable[Instruction], incident_id: str) -> datetime | None:
    """When a superior last asked for a fact of this incident to be verified, as long as that is not answered: the clock of
    the verification rules (``ClockStart.REQUESTED``) starts there."""
    asked = [
        one.received_at for one in instructions
        if one.incident_id == incident_id and one.kind is InstructionKind.QUERY and one.is_open
    ]
    return max(asked, default=None)
