"""A handover: what is handed over, what the relief has accepted, and how it ended."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import msgspec
from immutables import Map

from app.domain.duty.model import Shift
from app.kernel.text import Text


class HandoverKind(StrEnum):
    """What is handed over; the order is the order on the sheet: people first, then what runs, then what can wait."""

    PERSON = "person"
    INCIDENT = "incident"
    CLOCK = "clock"
    INSTRUCTION = "instruction"
    TASK = "task"
    FIGURE = "figure"
    CALLDOWN = "calldown"
    SUPPLY = "supply"
    EQUIPMENT = "equipment"
    FINDING = "finding"


class HandoverItem(msgspec.Struct, frozen=True):
    """One open matter, with what its sentence needs: it is told the same when the matter itself is long over.

    ``key`` changes when the matter changes in a way that the relief has to know (another figure, another grade): what was
    accepted before is then not accepted any more. ``facts`` are codes and names by field; ``subject`` its name.
    """

    key: str
    kind: HandoverKind
    ref: str
    incident_id: str = ""
    subject: Text = Text("")
    facts: dict[str, str] = {}
    due_at: datetime | None = None


class Acceptance(msgspec.Struct, frozen=True):
    """The relief has taken over one matter: who, when, with what remark."""

    item: HandoverItem
    by: str
    at: datetime
    remark: str = ""


class Handover(msgspec.Struct, frozen=True):
    """A handover from the shift on duty to ``leader`` and ``officer``. ``accepted`` by the key of the item, in no order.

    ``completed_at`` is ``None`` while it runs; ``handed_by`` and ``taken_by`` are the two names that confirmed it;
    ``given_up`` is why it was broken off, "" where it was not.
    """

    id: str
    from_shift: Shift
    leader: str
    officer: str
    started_at: datetime
    accepted: Map[str, Acceptance] = Map()
    handed_by: str = ""
    taken_by: str = ""
    completed_at: datetime | None = None
    given_up: str = ""

    @property
    def is_running(self) -> bool:
        """Whether it has neither been completed nor broken off."""
        return self.completed_at is None and not self.given_up
