"""Parts of the score that speak of the response: sending, arriving, tasks, forces, people brought to safety. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from datetime import datetime, timedelta

from app.domain.conditions import FactScalar
from app.domain.exercise.evidence import Case, Evidence
from app.domain.exercise.score import Part, in_time
from app.domain.incident.entries import FactsRecorded
from app.domain.plan.composition import Work, running_work, work_of
from app.domain.plan.entries import TaskSettled
from app.domain.plan.model import TaskStatus
from app.domain.plan.needs import needs_of
from app.domain.record import Record
from app.domain.shelter.entries import ShelterAdmitted
from app.domain.unit.entries import UnitDispatched, UnitStatusChanged
from app.domain.unit.model import Unit, UnitStatus

GRACE = timedelta(minutes=5)
"""No task counts as late within this of being asked for: a limit counted from the call may have passed before (a suggestion)."""

CRITICAL_WEIGHT = 2.0


def dispatch(seen: Evidence) -> Iterator[Part]:
    """From being told to the first unit that was sent, for each incident."""
    for ref, told in seen.told():
        incident_id = seen.observed.incidents.get(ref, "")
        first = next(seen.entries(UnitDispatched, incident_id), None) if incident_id else None
        yield _first(f"dispatch:{ref}", "dispatch", told.seq, first, seen, (told.at, seen.drill.scenario.limits.dispatch_min))


def arrival(seen: Evidence) -> Iterator[Part]:
    """From being told to the first unit on the scene, for each incident."""
    for ref, told in seen.told():
        incident_id = seen.observed.incidents.get(ref, "")
        there = (
            one for one in seen.entries(UnitStatusChanged, incident_id)
            if isinstance(one.entry, UnitStatusChanged) and one.entry.status is UnitStatus.ON_SCENE
        )
        first = next(there, None) if incident_id else None
        yield _first(f"arrival:{ref}", "arrival", told.seq, first, seen, (told.at, seen.drill.scenario.limits.arrival_min))


def _first(
    key: str, code: str, told_seq: int, first: Record | None, seen: Evidence, since: tuple[datetime, float]
) -> Part:
    told_at, limit_min = since
    took = seen.minutes(told_at, first.stamp.at if first else seen.now)
    share = in_time(took, limit_min) if first else 0.0
    facts = {"took_min": round(took, 1), "limit_min": limit_min}
    role = "duty_officer"
    if first is None:
        return Part(key, 0.0, 1, f"{code}_missed", facts, (told_seq,), role=role)
    who = first.stamp.actor if code == "dispatch" else ""
    return Part(key, share, 1, code, facts, (told_seq, first.seq), who, role)


def tasks(seen: Evidence) -> Iterator[Part]:
    """Every task whose time is over: done in time, late, or missed. Those that a report ticks count with the reports."""
    ticked = {
        (one.entry.incident_id, one.entry.task_id): one for one in seen.entries(TaskSettled)
        if isinstance(one.entry, TaskSettled)
    }
    for case in seen.cases():
        for work in _asked(case):
            due_at = max(work.task.due_at, work.task.added_at + GRACE)
            closed_at = work.task.closed_at
            if closed_at is None and due_at > seen.now:
                continue
            record = ticked.get((case.incident.id, work.task.id))
            yield _task(case.ref, work, record, seen, due_at)


def _asked(case: Case) -> Iterator[Work]:
    """What a running response asks for, and what was done for one that has ended."""
    running = {work.task.id for work in running_work(case.incident)}
    for work in work_of(case.incident):
        if any(claim.settled_by for claim in work.claims):
            continue
        if work.task.id in running or work.task.status is not TaskStatus.OPEN:
            yield work


def _task(ref: str, work: Work, record: Record | None, seen: Evidence, due_at: datetime) -> Part:
    task = work.task
    limit = seen.minutes(task.added_at, due_at)
    took = seen.minutes(task.added_at, task.closed_at or seen.now)
    done = task.status is not TaskStatus.OPEN
    return Part(
        f"task:{ref}:{task.plan_task_id}", in_time(took, limit) if done else 0.0, CRITICAL_WEIGHT if task.critical else 1.0,
        "task" if done else "task_missed",
        {"task": task.plan_task_id, "took_min": round(took, 1), "limit_min": round(limit, 1)},
        (record.seq,) if record and done else (), record.stamp.actor if record and done else "", task.role,
        title=task.text,
    )


def forces(seen: Evidence) -> Iterator[Part]:
    """For each kind of unit that the running plans ask for: how many of those people were sent who could be; and whether units
    went that no plan asks for."""
    wanted: dict[str, int] = {}
    for case in seen.cases():
        for need in needs_of(case.incident):
            least = max(need.demand.people, 1)
            wanted[need.demand.kind] = wanted.get(need.demand.kind, 0) + least
    if not wanted:
        return
    units = seen.state.units
    sent: dict[str, list[Record]] = {}
    for record in seen.entries(UnitDispatched):
        if isinstance(record.entry, UnitDispatched) and record.entry.unit_id in units:
            sent.setdefault(units[record.entry.unit_id].kind, []).append(record)
    gone = {one.entry.unit_id for found in sent.values() for one in found if isinstance(one.entry, UnitDispatched)}
    elsewhere = _elsewhere(gone, units)
    for kind, people in sorted(wanted.items()):
        able = sum(
            max(one.crew, 1) for one in units.values()
            if one.kind == kind and one.status is not UnitStatus.OUT_OF_SERVICE and one.id not in elsewhere
        )
        least = min(people, able)
        if not least:
            continue
        went = {one.entry.unit_id: one for one in sent.get(kind, ()) if isinstance(one.entry, UnitDispatched)}
        reached = sum(max(units[unit_id].crew, 1) for unit_id in went)
        facts: dict[str, FactScalar] = {"kind": kind, "sent": reached, "wanted": least}
        seqs = tuple(one.seq for one in went.values())
        who = next((one.stamp.actor for one in went.values()), "")
        yield Part(
            f"forces:{kind}", min(1.0, reached / least), 1, "forces" if reached >= least else "forces_missed", facts, seqs, who,
            "duty_officer",
        )
    wrong = [one for kind, found in sent.items() if kind not in wanted for one in found]
    every = sum(len(found) for found in sent.values())
    if every:
        yield Part(
            "forces:wrong", 1 - len(wrong) / every, 1, "forces_wrong", {"wrong": len(wrong), "sent": every},
            tuple(one.seq for one in wrong or [one for found in sent.values() for one in found]),
            wrong[0].stamp.actor if wrong else "", "duty_officer",
        )


def _elsewhere(gone: Set[str], units: Mapping[str, Unit]) -> frozenset[str]:
    """Units that never went, whose people did: as members of a joint patrol that was sent, or a patrol whose member was."""
    members = {member for unit_id in gone for member in units[unit_id].members}
    patrols = {one.id for one in units.values() if any(member in gone for member in one.members)}
    return frozenset((members | patrols) - gone)


def evacuation(seen: Evidence) -> Iterator[Part]:
    """How many of the people who have to be out were recorded as out, and by when."""
    cases = {case.ref: case for case in seen.cases()}
    told = dict(seen.told())
    for goal in seen.drill.scenario.evacuations:
        if goal.incident not in told:
            continue
        since = told[goal.incident]
        if seen.minutes(since.at, seen.now) < goal.within_min and goal.incident not in cases:
            continue
        best: tuple[int, Record] | None = None
        if goal.incident in cases:
            for people, record in _brought_out(seen, cases[goal.incident].incident.id):
                if best is None or min(people, goal.people) > min(best[0], goal.people):
                    best = (people, record)
        if best is None:
            facts = {"people": 0, "of": goal.people, "took_min": 0.0, "limit_min": goal.within_min}
            yield Part(f"evacuation:{goal.incident}", 0.0, 1, "evacuation_missed", facts, (), role="village")
            continue
        people, record = best
        took = seen.minutes(since.at, record.stamp.at)
        share = min(1.0, people / goal.people) * in_time(took, goal.within_min)
        facts = {"people": people, "of": goal.people, "took_min": round(took, 1), "limit_min": goal.within_min}
        yield Part(
            f"evacuation:{goal.incident}", share, 1, "evacuation", facts, (since.seq, record.seq), record.stamp.actor, "village"
        )


def _brought_out(seen: Evidence, incident_id: str) -> Iterator[tuple[int, Record]]:
    """What was known at each moment of people brought out: as a figure, or counted at the doors of shelters."""
    counted = 0
    for record in seen.records:
        entry = record.entry
        if isinstance(entry, FactsRecorded) and entry.incident_id == incident_id:
            figure = entry.facts.get("evacuated")
            if isinstance(figure, int | float) and not isinstance(figure, bool):
                yield int(figure), record
        if isinstance(entry, ShelterAdmitted) and entry.incident_id == incident_id:
            counted += entry.count
            yield counted, record
