"""What a drill's journal shows of its scenario, kept up record by record: which incident is which, what was seen when. Pure.

Folding the same records gives the same picture; the conductor keeps it up while the drill runs, scoring folds it anew.
"""

from __future__ import annotations

from datetime import datetime

import msgspec
from immutables import Map

from app.domain.exercise.entries import InjectFired
from app.domain.exercise.matching import claims_done, matches, plan_tasks
from app.domain.exercise.model import Drill
from app.domain.exercise.scenario import Expected, Inject, Match, Trigger
from app.domain.incident.entries import IncidentOpened
from app.domain.plan.entries import PlanActivated, ResponseLevelChanged, TaskSettled
from app.domain.plan.model import TaskStatus
from app.domain.record import Record
from app.domain.reference import covers
from app.domain.state import State
from app.domain.words import response_rank


class Sighting(msgspec.Struct, frozen=True):
    """The first record that answered: its number, its moment, and who acted."""

    seq: int
    at: datetime
    actor: str


class Observed(msgspec.Struct, frozen=True):
    """``incidents``: what each incident of the scenario became. ``seen``: first sightings by ``trigger_key`` and
    ``expected_key``. ``told``: when and by which entry each inject came."""

    incidents: Map[str, str] = Map()
    seen: Map[str, Sighting] = Map()
    told: Map[str, Sighting] = Map()


def trigger_key(inject: Inject) -> str:
    """Under what the trigger's entry is noted."""
    return f"when:{inject.id}"


def expected_key(inject: Inject, expected: Expected) -> str:
    """Under what an expectation's answer is noted; also the part of the score."""
    return f"expected:{inject.id}:{expected.id}"


def observe(known: Observed, record: Record, after: State) -> Observed:
    """The picture after one more record; ``after`` is the state that it led to."""
    drill = after.drill
    if drill is None or drill.started_at is None:
        return known
    entry = record.entry
    here = Sighting(record.seq, record.stamp.at, record.stamp.actor)
    if isinstance(entry, InjectFired):
        known = msgspec.structs.replace(known, told=known.told.set(entry.inject_id, here))
    if isinstance(entry, IncidentOpened):
        known = _bound(known, entry, drill)
    for inject in drill.injects:
        known = _triggered(known, inject, record, here, after)
        known = _answered(known, inject, record, here, after)
    return known


def all_met(known: Observed, inject: Inject) -> bool:
    """Whether everything that the inject asks for was done (in whatever time)."""
    return all(expected_key(inject, one) in known.seen for one in inject.expect)


def _bound(known: Observed, entry: IncidentOpened, drill: Drill) -> Observed:
    """The incident is the first one told of and not yet taken in whose kind fits; one told of without kinds takes any."""
    for inject in drill.injects:
        told = inject.tells
        if told is None or not told.opens or told.opens in known.incidents or inject.id not in known.told:
            continue
        if not told.kinds or covers(told.kinds, entry.kind_code):
            return msgspec.structs.replace(known, incidents=known.incidents.set(told.opens, entry.incident_id))
    return known


def _triggered(known: Observed, inject: Inject, record: Record, here: Sighting, after: State) -> Observed:
    key = trigger_key(inject)
    if inject.when is None or not _has_entry(inject.when) or key in known.seen:
        return known
    return _seen(known, key, here) if _pulls(inject.when, record, after, known) else known


def _has_entry(when: Trigger) -> bool:
    return when.entry is not None or when.task_done is not None or when.response_reached is not None


def _pulls(when: Trigger, record: Record, after: State, known: Observed) -> bool:
    """Whether this record is the one that the trigger waits for (of several kinds in one trigger the last decides)."""
    entry = record.entry
    if when.entry is not None:
        return _matches(when.entry, record, after, known)
    if when.task_done is not None:
        incident_id = known.incidents.get(when.task_done.incident, "")
        incident = after.incidents.get(incident_id)
        return claims_done(when.task_done.task, record, after, incident_id) or (
            isinstance(entry, TaskSettled) and entry.status is TaskStatus.DONE and incident is not None
            and entry.incident_id == incident.id and when.task_done.task in plan_tasks(incident, entry.task_id)
        )
    reached = when.response_reached
    return (
        reached is not None
        and isinstance(entry, PlanActivated | ResponseLevelChanged)
        and entry.incident_id == known.incidents.get(reached.incident)
        and response_rank(entry.level) >= response_rank(reached.level)
    )


def _answered(known: Observed, inject: Inject, record: Record, here: Sighting, after: State) -> Observed:
    came = known.told.get(inject.id)
    for expected in inject.expect:
        key = expected_key(inject, expected)
        if key in known.seen or (came is None and not expected.early):
            continue
        if came is not None and record.seq <= came.seq and not expected.early:
            continue
        if any(_matches(one, record, after, known) for one in expected.any):
            known = _seen(known, key, here)
    return known


def _matches(match: Match, record: Record, after: State, known: Observed) -> bool:
    incident_id = known.incidents.get(match.incident, "")
    return matches(match, record, after, incident_id) or claims_done(match.task, record, after, incident_id)


def _seen(known: Observed, key: str, here: Sighting) -> Observed:
    return msgspec.structs.replace(known, seen=known.seen.set(key, here))
