"""Which inject comes when, by the journal and the clock. Pure: the same picture gives the same answer, whoever asks how often."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum

import msgspec

from app.domain.deadlines import obligations
from app.domain.exercise.model import Drill, InjectStatus
from app.domain.exercise.observing import Observed, Sighting, all_met, trigger_key
from app.domain.exercise.scenario import Earlier, Inject, Missed, Trigger
from app.domain.plan.composition import work_of
from app.domain.reference import Reference
from app.domain.state import State


class Standing(StrEnum):
    """Where an inject stands: it has come, was left out, has its moment, waits for its trigger, or will never come."""

    FIRED = "fired"
    SKIPPED = "skipped"
    DUE = "due"
    WAITING = "waiting"
    PASSED = "passed"


class Planned(msgspec.Struct, frozen=True):
    """An inject on the conductor's timeline: when it came or is to come, ``None`` while nobody knows."""

    inject: Inject
    standing: Standing
    at: datetime | None


class Look(msgspec.Struct, frozen=True):
    """One look at a running drill."""

    state: State
    reference: Reference
    observed: Observed
    now: datetime

    @property
    def drill(self) -> Drill:
        """The drill; ``ValueError`` on a desk that is none."""
        if self.state.drill is None:
            raise ValueError("no drill")
        return self.state.drill


def timeline(look: Look) -> tuple[Planned, ...]:
    """Every inject: what has come in its order, then what is due, then what waits, as the file has them."""
    order = {Standing.FIRED: 0, Standing.SKIPPED: 0, Standing.DUE: 1, Standing.WAITING: 2, Standing.PASSED: 3}
    found = [(_planned(one, look), place) for place, one in enumerate(look.drill.injects)]
    found.sort(key=lambda pair: (order[pair[0].standing], pair[0].at.timestamp() if pair[0].at else 0.0, pair[1]))
    return tuple(planned for planned, _ in found)


def next_due(planned: Iterable[Planned]) -> Planned | None:
    """The inject of a timeline that comes next, ``None`` where none has a moment yet. Of several at one moment the first in the
    file."""
    return next((one for one in planned if one.standing is Standing.DUE and one.at is not None), None)


def _planned(inject: Inject, look: Look) -> Planned:
    life = look.drill.life(inject.id)
    if life.status is not InjectStatus.WAITING:
        return Planned(inject, Standing(life.status.value), life.at)
    started_at = look.drill.started_at
    if started_at is None:
        at = None if inject.at_min is None else _at(look.drill.scenario.starts_at, inject.at_min)
        return Planned(inject, Standing.WAITING, at)
    if life.delayed_to is not None:
        return Planned(inject, Standing.DUE, life.delayed_to)
    at = _moment(inject, started_at, look)
    last = None if inject.until_min is None else _at(started_at, inject.until_min)
    if last is not None and (at or look.now) > last:
        return Planned(inject, Standing.PASSED, last)
    if at is None:
        return Planned(inject, Standing.WAITING, None)
    if inject.when is not None and not _lets(inject.when, look):
        standing = Standing.PASSED if at <= look.now and _barred(inject.when, look) else Standing.WAITING
        return Planned(inject, standing, at)
    return Planned(inject, Standing.DUE, at)


def _moment(inject: Inject, started_at: datetime, look: Look) -> datetime | None:
    """When it is to come as things stand: the latest of its minute and of what it waits for."""
    moments = [] if inject.at_min is None else [_at(started_at, inject.at_min)]
    if inject.when is not None:
        since = _since(inject, inject.when, look)
        if since is None:
            return None
        moments.append(since + timedelta(minutes=inject.after_min))
    return max(moments, default=None)


def _since(inject: Inject, when: Trigger, look: Look) -> datetime | None:
    """Since when everything that the trigger asks for has been so, or will have been; ``None`` while that is open."""
    found: list[datetime] = []
    if when.entry is not None or when.task_done is not None or when.response_reached is not None:
        seen = look.observed.seen.get(trigger_key(inject))
        if seen is None:
            return None
        found.append(seen.at)
    if when.deadline_missed is not None:
        missed = _missed_at(when.deadline_missed, look)
        if missed is None:
            return None
        found.append(missed)
    for earlier, moment in ((when.fired, _came), (when.met, _done)):
        if earlier is None:
            continue
        at = _earlier(earlier, [moment(one, look) for one in earlier.all], [moment(one, look) for one in earlier.any])
        if at is None and (earlier.all or earlier.any):
            return None
        if at is not None:
            found.append(at)
    return max(found) if found else look.drill.started_at


def _earlier(earlier: Earlier, every: list[datetime | None], some: list[datetime | None]) -> datetime | None:
    found = [at for at in every if at is not None]
    if len(found) < len(every):
        return None
    if earlier.any:
        first = min((at for at in some if at is not None), default=None)
        if first is None:
            return None
        found.append(first)
    return max(found, default=None)


def _lets(when: Trigger, look: Look) -> bool:
    """Whether nothing that was to be absent is there."""
    return not _barred(when, look)


def _barred(when: Trigger, look: Look) -> bool:
    fired = when.fired.none if when.fired is not None else ()
    met = when.met.none if when.met is not None else ()
    return any(_came(one, look) is not None for one in fired) or any(_done(one, look) is not None for one in met)


def _came(inject_id: str, look: Look) -> datetime | None:
    told = look.observed.told.get(inject_id)
    return told.at if told is not None else None


def _done(inject_id: str, look: Look) -> datetime | None:
    """When the last of an inject's expectations was met; ``None`` while one is open or it has not come."""
    inject = look.drill.inject(inject_id)
    if inject is None or inject_id not in look.observed.told or not all_met(look.observed, inject):
        return None
    return max(_answers(inject, look.observed), key=lambda one: one.seq).at


def _answers(inject: Inject, observed: Observed) -> Iterable[Sighting]:
    yield observed.told[inject.id]
    for one in inject.expect:
        yield observed.seen[f"expected:{inject.id}:{one.id}"]


def _missed_at(missed: Missed, look: Look) -> datetime | None:
    """When the deadline passed or, if nobody acts, will pass; ``None`` where it was kept or is not known."""
    incident = look.state.incidents.get(look.observed.incidents.get(missed.incident, ""))
    if incident is None:
        return None
    found: list[datetime] = []
    if missed.report:
        stage, _, channel = missed.report.partition(":")
        found += [
            owed.due_at for owed in obligations(incident, look.state, look.reference, look.now)
            if owed.stage == stage and owed.channel == channel and not owed.waived_reason
            and (owed.answered_at is None or owed.answered_at > owed.due_at)
        ]
    if missed.task:
        found += [
            work.task.due_at for work in work_of(incident)
            if any(claim.plan_task_id == missed.task for claim in work.claims)
            and (work.task.closed_at is None or work.task.closed_at > work.task.due_at)
        ]
    return min(found, default=None)


def _at(start: datetime, minutes: float) -> datetime:
    return start + timedelta(minutes=minutes)
