"""All open deadlines in rank order, kept up to date piece by piece: nothing is recomputed that did not change.

An incident is computed again when it changed, when one of its own deadlines crosses a boundary, when so many hours have gone
by as a rule asks for, and (a few at a time) after a while anyway. A heap knows the next moment at which anything changes.
"""

from __future__ import annotations

import heapq
from bisect import bisect_left, insort
from collections.abc import Iterable
from datetime import datetime, timedelta

import msgspec

from app.domain.alarm.rules import begins_at, step_at
from app.domain.deadlines import Deadline, desk_deadlines, incident_deadlines, plan_rules, rank_key, rulebook_of
from app.domain.incident.model import Incident
from app.domain.reference import Reference, covers
from app.domain.reporting.clocks import elapsed_bounds
from app.domain.reporting.rules import Urgency
from app.domain.state import State

RECHECK_S = 60.0
"""An incident is looked at again after this long even if nothing seems to have happened to it, in turn with the others."""

RECHECK_AT_ONCE = 100
"""At most so many incidents are looked at again in one go, so that ten thousand never hold up the interface."""

SORT_ANEW_FROM = 100
"""So many changes at once are sorted anew together; fewer are put in one by one."""

_DESK = ""
_TICK = timedelta(milliseconds=1)


class Crossing(msgspec.Struct, frozen=True):
    """A deadline that has just become this urgent."""

    deadline: Deadline
    urgency: Urgency


class Change(msgspec.Struct, frozen=True):
    """What an update found: the urgency crossings, the deadlines that are new or have moved a stage on, the keys that went."""

    crossings: tuple[Crossing, ...] = ()
    moved: tuple[Deadline, ...] = ()
    gone: tuple[str, ...] = ()
    reordered: bool = False

    @property
    def anything(self) -> bool:
        """Whether somebody has to be told."""
        return bool(self.crossings or self.moved or self.gone or self.reordered)


class _Row(msgspec.Struct):
    deadline: Deadline
    order: tuple[int, int, datetime, str]
    urgency: Urgency
    step: int
    turn: int


class _Kept(msgspec.Struct):
    """What was computed for one incident, and when."""

    of: Incident
    keys: tuple[str, ...]
    at: datetime


class DeadlineIndex:
    """The deadlines of one desk. ``update`` brings it to a state and a moment; ``rebuild`` forgets everything first."""

    def __init__(self) -> None:
        self._kept: dict[str, _Kept] = {}
        self._desk_keys: tuple[str, ...] = ()
        self._rows: dict[str, _Row] = {}
        self._order: list[tuple[int, int, datetime, str]] = []
        self._heap: list[tuple[datetime, int, str, str]] = []  # moment, turn, incident, key ("" : look at the incident)
        self._turn = 0
        self._basis: tuple[object, ...] = ()
        self._now: datetime | None = None
        self._state: State | None = None
        self._rechecked: datetime | None = None
        self._hours: dict[str, tuple[float, ...]] = {}
        self._armed: dict[str, datetime] = {}
        self._ranked: tuple[Deadline, ...] | None = ()

    @property
    def ranked(self) -> tuple[Deadline, ...]:
        """All of them, the most urgent first."""
        if self._ranked is None:
            self._ranked = tuple(self._rows[key[-1]].deadline for key in self._order)
        return self._ranked

    @property
    def rows(self) -> int:
        """How many there are."""
        return len(self._rows)

    def get(self, key: str) -> Deadline | None:
        """The open deadline with this key."""
        row = self._rows.get(key)
        return row.deadline if row is not None else None

    def next_at(self) -> datetime | None:
        """The next moment at which anything changes by itself."""
        while self._heap and not self._is_live(self._heap[0]):
            heapq.heappop(self._heap)
        return self._heap[0][0] if self._heap else None

    def update(
        self, state: State, reference: Reference, now: datetime, touched: Iterable[str] = (), *, all_: bool = False
    ) -> Change:
        """Bring everything to this state and moment; ``touched`` are incidents that entries spoke of, ``all_`` looks at all."""
        basis = (state.profile, state.warnings, reference)
        fresh = all_ or len(basis) != len(self._basis) or any(a is not b for a, b in zip(basis, self._basis, strict=True))
        self._basis = basis
        back = self._now is not None and now < self._now
        self._now = now
        if back:
            self._rechecked = None
        if fresh:
            self._hours.clear()
        changes = _Changes()
        wanted = {*state.incidents, *self._kept} if fresh else self._changed(state, now, set(touched))
        due_keys = self._due(now, wanted)
        changes.bulk = back or len(wanted) + len(due_keys) > SORT_ANEW_FROM
        for incident_id in wanted:
            self._look_at(incident_id, state, reference, now, changes)
        self._look_at_desk(state, now, changes)
        for key in self._rows if back else due_keys:
            row = self._rows.get(key)
            if row is not None:
                self._place(row.deadline, now, changes)
        if changes.bulk:
            self._order = sorted(row.order for row in self._rows.values())
        if changes.orders:
            self._ranked = None
        return changes.told()

    def _changed(self, state: State, now: datetime, touched: set[str]) -> set[str]:
        kept, wanted = self._kept, {id_ for id_ in touched if id_ in state.incidents}
        if state is not self._state:
            wanted |= {id_ for id_, one in state.incidents.items() if id_ not in kept or kept[id_].of is not one}
            wanted |= {id_ for id_ in kept if id_ not in state.incidents}
            self._state = state
        if self._rechecked is None or now - self._rechecked >= timedelta(seconds=RECHECK_S / 2):
            self._rechecked = now
            before = now - timedelta(seconds=RECHECK_S)
            old = [(one.at, id_) for id_, one in kept.items() if one.at <= before and id_ not in wanted]
            wanted |= {id_ for _, id_ in heapq.nsmallest(RECHECK_AT_ONCE, old)}
        return wanted

    def _due(self, now: datetime, wanted: set[str]) -> set[str]:
        """Keys whose moment has come; the incidents they belong to are looked at again."""
        keys: set[str] = set()
        while self._heap and self._heap[0][0] <= now:
            entry = heapq.heappop(self._heap)
            if self._is_live(entry):
                _, _, incident_id, key = entry
                if key:
                    keys.add(key)
                else:
                    self._armed.pop(incident_id, None)
                if incident_id != _DESK:
                    wanted.add(incident_id)
        return keys

    def _look_at(self, incident_id: str, state: State, reference: Reference, now: datetime, changes: _Changes) -> None:
        of = state.incidents.get(incident_id)
        before = self._kept.pop(incident_id, None)
        found = incident_deadlines(of, state, reference, now) if of is not None else []
        self._exchange(before.keys if before else (), found, now, changes)
        if of is not None:
            self._kept[incident_id] = _Kept(of, tuple(one.key for one in found), now)
            self._arm_hours(of, state, reference, now)

    def _look_at_desk(self, state: State, now: datetime, changes: _Changes) -> None:
        before, found = self._desk_keys, desk_deadlines(state, now)
        self._desk_keys = tuple(one.key for one in found)
        self._exchange(before, found, now, changes)

    def _exchange(self, before: tuple[str, ...], found: list[Deadline], now: datetime, changes: _Changes) -> None:
        for key in set(before) - {one.key for one in found}:
            self._remove(self._rows.pop(key).order, changes)
            changes.gone.append(key)
            changes.orders = True
        for one in found:
            row = self._rows.get(one.key)
            if row is None or row.deadline != one:
                self._place(one, now, changes)

    def _place(self, one: Deadline, now: datetime, changes: _Changes) -> None:
        known = self._rows.get(one.key)
        order, level, step = rank_key(one, now), one.urgency(now), step_at(one, now)
        self._turn += 1
        self._rows[one.key] = _Row(one, order, level, step, self._turn)
        if known is None or known.order != order or known.deadline != one:
            if known is not None:
                self._remove(known.order, changes)
            if not changes.bulk:
                insort(self._order, order)
            changes.orders = True
        if level is not Urgency.CALM and (known is None or known.urgency is not level):
            changes.crossings.append(Crossing(one, level))
        if known is None or known.step != step or known.deadline.due_at != one.due_at:
            changes.moved.append(one)
        at = next_moment(one, step, now)
        heapq.heappush(self._heap, (at, self._turn, one.incident_id if one.key not in self._desk_keys else _DESK, one.key))

    def _remove(self, order: tuple[int, int, datetime, str], changes: _Changes) -> None:
        if not changes.bulk:
            del self._order[bisect_left(self._order, order)]

    def _is_live(self, entry: tuple[datetime, int, str, str]) -> bool:
        _, turn, incident_id, key = entry
        if not key:
            return self._armed.get(incident_id) == entry[0]
        row = self._rows.get(key)
        return row is not None and row.turn == turn

    def _arm_hours(self, of: Incident, state: State, reference: Reference, now: datetime) -> None:
        base = of.occurred_at or of.aware_at
        bounds = {base + timedelta(hours=hours) for hours in self._bounds(of, state, reference)}
        at = min((one + _TICK for one in bounds if one >= now), default=None)
        if at is not None and of.is_open and self._armed.get(of.id) != at:
            self._armed[of.id] = at
            heapq.heappush(self._heap, (at, 0, of.id, ""))

    def _bounds(self, of: Incident, state: State, reference: Reference) -> tuple[float, ...]:
        book = rulebook_of(state, reference)
        if of.kind not in self._hours:
            rules = book.rules if book is not None else ()
            mine = [rule for rule in rules if covers(rule.kinds, of.kind)]
            self._hours[of.kind] = tuple(hours for rule in mine for hours in elapsed_bounds(rule))
        own = tuple(hours for plan in plan_rules(of) for rule in plan.rules for hours in elapsed_bounds(rule))
        return (*self._hours[of.kind], *own)


class _Changes:
    def __init__(self) -> None:
        self.crossings: list[Crossing] = []
        self.moved: list[Deadline] = []
        self.gone: list[str] = []
        self.orders = False
        self.bulk = False

    def told(self) -> Change:
        return Change(tuple(self.crossings), tuple(self.moved), tuple(self.gone), self.orders)


def next_moment(one: Deadline, step: int, now: datetime) -> datetime:
    """When a deadline next becomes more urgent or reaches another stage, strictly after ``now``."""
    at = begins_at(one, step + 1)
    boundaries = [moment for moment in (*boundaries_of(one), at) if moment > now]
    return min(boundaries, default=now + timedelta(hours=1))


def boundaries_of(one: Deadline) -> tuple[datetime, ...]:
    """The moments at which a deadline becomes soon, near and over."""
    whole = one.due_at - one.started_at
    return one.started_at + whole * 0.5, one.started_at + whole * 0.8, one.due_at + _TICK
