"""What looks late 迟报 or left out 漏报, with the evidence. Pure.

The machine knows times and what is missing, never reasons: it says "suspected", and of falsity 谎报 and concealment 瞒报 it says
nothing at all (facts file §3.4: those are judgements of people). A duty that a person set aside with a reason is neither.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from enum import StrEnum

import msgspec

from app.domain.calls.model import CallCategory
from app.domain.deadlines import obligations
from app.domain.incident.model import Incident
from app.domain.reference import Reference
from app.domain.reporting.model import Channel, Obligation, RuleRef, Stage
from app.domain.state import State

OPENED_WITHIN = timedelta(minutes=30)
"""A call that was logged as one about an incident and belongs to none after so long looks forgotten (suggested)."""


class Suspected(StrEnum):
    """What a person has to look at: a report that came late, or one that seems to be missing."""

    LATE = "late"
    OMITTED = "omitted"


class Cause(StrEnum):
    """What the suspicion rests on."""

    MADE_LATE = "made_late"
    NOTHING_MADE = "nothing_made"
    CLOSED_WITHOUT = "closed_without"
    CHANGE_UNREPORTED = "change_unreported"
    CALL_UNOPENED = "call_unopened"


class Suspicion(msgspec.Struct, frozen=True):
    """One suspicion with its evidence: which report to whom, by which rules, when it was due, when it was made (``None``: not
    at all, as far as this desk knows). ``words`` are those of a call that became no incident (``incident_id`` "" then)."""

    key: str
    suspected: Suspected
    cause: Cause
    incident_id: str
    stage: Stage
    number: int
    channel: Channel
    to_role: str
    due_at: datetime
    actual_at: datetime | None
    bases: tuple[RuleRef, ...]
    words: str = ""

    @property
    def late_by_s(self) -> float:
        """Seconds from the limit to the report; 0 where none was made."""
        return (self.actual_at - self.due_at).total_seconds() if self.actual_at is not None else 0.0


def suspicions(state: State, reference: Reference, now: datetime) -> tuple[Suspicion, ...]:
    """Everything that looks late or left out, the latest limit first."""
    found = [one for of in state.incidents.values() for one in incident_suspicions(of, state, reference, now)]
    found += _unopened(state, now)
    return tuple(sorted(found, key=lambda one: (one.due_at, one.key), reverse=True))


def incident_suspicions(of: Incident, state: State, reference: Reference, now: datetime) -> Iterator[Suspicion]:
    """The suspicions of one incident, in no order."""
    yield from _late(of)
    for owed in obligations(of, state, reference, now):
        if owed.is_open and not owed.projected and owed.due_at < now:
            yield _omitted(of, owed, _cause(of, owed))


def _unopened(state: State, now: datetime) -> Iterator[Suspicion]:
    """Calls about an incident that never became or joined one."""
    for call in state.calls.values():
        due_at = call.at + OPENED_WITHIN
        if call.stands and not call.incident_id and call.words.category is CallCategory.INCIDENT and due_at < now:
            yield Suspicion(
                key=f"call:{call.id}", suspected=Suspected.OMITTED, cause=Cause.CALL_UNOPENED, incident_id="", stage=Stage.FIRST,
                number=0, channel=Channel.PHONE, to_role="", due_at=due_at, actual_at=None, bases=(), words=call.words.text,
            )


def _late(of: Incident) -> Iterator[Suspicion]:
    for made in of.reports:
        if made.due_at is not None and made.at > made.due_at:
            yield Suspicion(
                key=f"{of.id}:{made.id}", suspected=Suspected.LATE, cause=Cause.MADE_LATE, incident_id=of.id, stage=made.stage,
                number=made.number, channel=made.channel, to_role=made.to_role, due_at=made.due_at, actual_at=made.at,
                bases=tuple(ref for ref in made.bases if ref.due_at < made.at),
            )


def _cause(of: Incident, owed: Obligation) -> Cause:
    if owed.stage is Stage.CORRECTION:
        return Cause.CHANGE_UNREPORTED
    return Cause.NOTHING_MADE if of.is_open else Cause.CLOSED_WITHOUT


def _omitted(of: Incident, owed: Obligation, cause: Cause) -> Suspicion:
    return Suspicion(
        key=f"{of.id}:{owed.key}", suspected=Suspected.OMITTED, cause=cause, incident_id=of.id, stage=owed.stage,
        number=owed.number, channel=owed.channel, to_role=owed.to_role, due_at=owed.due_at, actual_at=None, bases=owed.bases,
    )
