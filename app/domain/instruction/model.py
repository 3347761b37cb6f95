"""Instructions 上级来件、批示督办: what somebody above wants of this desk (facts file §3.5; R46: the limits of handling and of
feedback stand on the sheet)."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import msgspec


class InstructionKind(StrEnum):
    """What is wanted: a fact to be verified 要求核实, a leader's remark 批示, supervised handling 督办, an order 指令."""

    QUERY = "query"
    LEADER = "leader"
    SUPERVISE = "supervise"
    ORDER = "order"


class ReceivedBy(StrEnum):
    """How it came."""

    PHONE = "phone"
    PAPER = "paper"
    NETWORK = "network"
    IN_PERSON = "in_person"


class InstructionState(StrEnum):
    """Its life; ``answered`` may be closed, or asked again by a new one."""

    RECEIVED = "received"
    ASSIGNED = "assigned"
    ANSWERED = "answered"
    CLOSED = "closed"


class Progress(msgspec.Struct, frozen=True):
    """A step that was taken; ``handled`` says that the work itself is done and only the feedback is left."""

    at: datetime
    by: str
    text: str
    handled: bool = False


class Instruction(msgspec.Struct, frozen=True):
    """One instruction. ``text`` is verbatim. ``incident_id`` may be ""; ``to_role`` is whom the answer goes to ("" unknown).

    ``handle_due_at`` and ``feedback_due_at`` are what was set from above, ``None`` where nothing was said.
    """

    id: str
    kind: InstructionKind
    from_name: str
    received_at: datetime
    how: ReceivedBy
    text: str
    recorded_at: datetime
    recorded_by: str
    from_post: str = ""
    from_desk: str = ""
    to_role: str = ""
    incident_id: str = ""
    responsible: str = ""
    handle_due_at: datetime | None = None
    feedback_due_at: datetime | None = None
    steps: tuple[Progress, ...] = ()
    answer: str = ""
    answered_at: datetime | None = None
    answered_by: str = ""
    answer_means: str = ""
    closed_at: datetime | None = None
    closed_by: str = ""
    close_note: str = ""

    @property
    def state(self) -> InstructionState:
        """Where it stands."""
        if self.closed_at is not None:
            return InstructionState.CLOSED
        if self.answered_at is not None:
            return InstructionState.ANSWERED
        return InstructionState.ASSIGNED if self.responsible else InstructionState.RECEIVED

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to answer it."""
        return self.answered_at is None and self.closed_at is None

    @property
    def handled_at(self) -> datetime | None:
        """When the work was done, as far as anybody said so."""
        return next((step.at for step in self.steps if step.handled), None)
