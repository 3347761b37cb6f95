"""How far a call-down has come, and whom to call next. Pure.

Decision: a message that somebody else took (passed on) is not an answer. It is counted beside the answers, and the person
stays on the list of those to be called again, behind those whom nobody has tried and those who did not answer.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec

from app.domain.calldown.model import Call, CallDown, CallPerson, CallResult

MOST_PERSONS = 2_000
"""A longer list is an alarm over loudspeakers, not a call-down."""


CALL_AGAIN_AFTER = timedelta(minutes=10)
"""Whoever was not reached is to be called again after this long; the desk's suggestion, after the limit that facts file §3.5 has
for a missing receipt."""


class Coverage(msgspec.Struct, frozen=True):
    """Persons by the result of their last call, and the households and people who depend on those who answered."""

    persons: int
    answered: int
    passed_on: int
    no_answer: int
    households: int
    households_reached: int
    people: int
    people_reached: int

    @property
    def uncalled(self) -> int:
        """Persons whom nobody has tried yet."""
        return self.persons - self.answered - self.passed_on - self.no_answer

    @property
    def percent(self) -> int:
        """Answered of all, in whole per cent; 100 only when nobody is missing."""
        return self.answered * 100 // self.persons if self.persons else 0


def latest(of: CallDown) -> dict[str, Call]:
    """The call that counts, by person: the last one recorded."""
    return {one.person_id: one for one in of.calls}


def coverage(of: CallDown) -> Coverage:
    """How far it has come."""
    last = latest(of)
    results = [one.result for one in last.values()]
    reached = [one for one in of.persons if one.id in last and last[one.id].result is CallResult.ANSWERED]
    return Coverage(
        persons=len(of.persons),
        answered=len(reached),
        passed_on=results.count(CallResult.PASSED_ON),
        no_answer=results.count(CallResult.NO_ANSWER),
        households=sum(one.households for one in of.persons),
        households_reached=sum(one.households for one in reached),
        people=sum(one.people for one in of.persons),
        people_reached=sum(one.people for one in reached),
    )


def again_at(of: CallDown) -> tuple[datetime, datetime] | None:
    """Since when somebody waits to be called (again) and by when: the one who waits longest; ``None`` when all have answered
    or the list was left."""
    waiting = to_call(of)
    if of.ended_at is not None or not waiting:
        return None
    last = latest(of)
    since = min(last[one.id].at if one.id in last else of.started_at for one in waiting)
    return since, since + CALL_AGAIN_AFTER


def to_call(of: CallDown) -> tuple[CallPerson, ...]:
    """Who has not answered: nobody tried yet first, then no answer (the longest ago first), then passed on."""
    last = latest(of)
    order = {CallResult.NO_ANSWER: 1, CallResult.PASSED_ON: 2}
    waiting = [
        (order[last[one.id].result] if one.id in last else 0, last[one.id].at.timestamp() if one.id in last else 0.0, place, one)
        for place, one in enumerate(of.persons)
        if one.id not in last or last[one.id].result is not CallResult.ANSWERED
    ]
    return tuple(one for _, _, _, one in sorted(waiting, key=lambda row: row[:3]))
