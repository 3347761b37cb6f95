"""Calls that came in (facts file §3.5: time, what was said, who called, from which office and number, who wrote it down)."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import msgspec

from app.domain.incident.model import Place

CHANNELS = (
    "phone", "110", "119", "120", "122", "12345", "walk_in", "village", "grid_app", "radio", "monitor", "superior", "other",
)
"""How a report reached the room (worded under ``caller.<code>``)."""


class CallCategory(StrEnum):
    """What a call was: about an incident, dialled wrongly, a question, a complaint, a warning passed on, an instruction."""

    INCIDENT = "incident"
    MISDIAL = "misdial"
    ENQUIRY = "enquiry"
    COMPLAINT = "complaint"
    WARNING = "warning"
    INSTRUCTION = "instruction"
    OTHER = "other"


class CallWords(msgspec.Struct, frozen=True):
    """What a call said and who said it. ``text`` is what was written down, word for word; ``at`` is when it came in."""

    text: str
    at: datetime | None = None
    caller: str = ""
    phone: str = ""
    organisation: str = ""
    channel: str = "phone"
    category: CallCategory = CallCategory.OTHER
    place: Place = Place("")
    remark: str = ""


class CallCorrection(msgspec.Struct, frozen=True):
    """A correction: the values as they were before, by field, who put them right, when and why. They stay readable."""

    before: dict[str, str]
    by: str
    at: datetime
    reason: str


class LoggedCall(msgspec.Struct, frozen=True):
    """A call in the log. ``incident_id`` is "" while it belongs to none; a struck call stays, with the reason.

    ``earlier_incidents`` are those that it was moved away from.
    """

    id: str
    words: CallWords
    at: datetime
    taken_by: str
    logged_at: datetime
    incident_id: str = ""
    earlier_incidents: tuple[str, ...] = ()
    corrections: tuple[CallCorrection, ...] = ()
    struck_reason: str = ""

    @property
    def stands(self) -> bool:
        """Whether nobody struck it."""
        return not self.struck_reason
