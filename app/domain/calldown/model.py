"""Call-down 叫应: who has to be reached, and what became of each call (facts file §5.5 ②: every person, not every office)."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import msgspec


class CallResult(StrEnum):
    """What became of a call: the person answered, nobody did, or somebody else took the message and passes it on."""

    ANSWERED = "answered"
    NO_ANSWER = "no_answer"
    PASSED_ON = "passed_on"


class CallPerson(msgspec.Struct, frozen=True):
    """Somebody on the list, as known when it was made.

    ``id`` is unique within the list. ``about`` says why (the hazard point watched, the grid cared for); ``households`` and
    ``people`` are those who depend on the answer, 0 where that is not known.
    """

    id: str
    name: str
    phone: str = ""
    about: str = ""
    households: int = 0
    people: int = 0


class Call(msgspec.Struct, frozen=True):
    """One call: its result, when it was made, who made it; ``passed_to`` took the message in the person's place."""

    person_id: str
    result: CallResult
    at: datetime
    by: str
    passed_to: str = ""
    remark: str = ""


class CallDown(msgspec.Struct, frozen=True):
    """A list being called. ``about`` is what it was made for in words; ``subject`` the id of a drawing or a roster, if any.

    ``calls`` in the order in which they were recorded: of several for one person the last counts.
    ``ended_*``: somebody said that nobody is called any more, and why.
    """

    id: str
    title: str
    persons: tuple[CallPerson, ...]
    started_at: datetime
    started_by: str
    incident_id: str = ""
    subject: str = ""
    calls: tuple[Call, ...] = ()
    ended_at: datetime | None = None
    ended_by: str = ""
    ended_reason: str = ""
