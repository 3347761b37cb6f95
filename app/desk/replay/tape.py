"""The records of a journal as a tape: the state as it was after any entry or at any moment. Pure; no Qt, no I/O, no clock."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from enum import StrEnum

import msgspec

from app.domain.apply import apply
from app.domain.record import Record
from app.domain.state import State

EVERY = 100
"""One state in so many is kept. Between two of them a state is folded again, in a few milliseconds."""

_DOES_NOT_FIT = (LookupError, ValueError, TypeError, AttributeError)
"""What applying an entry raises where nothing before it explains it."""

Tell = Callable[[float], None]
"""Is told how far the work is, from 0 to 1."""


class Known(StrEnum):
    """Whose knowledge is shown: that of the duty room at that moment (entries when they were typed), or what is known since
    (entries caught up from paper when they happened)."""

    THEN = "then"
    LATER = "later"


class Tape:
    """Records in the order in which they are played, each with its moment; moments never fall.

    A place is a number of records, from 0 (nothing has happened) to ``len(tape)``. ``cut_at`` is the number of the entry at
    which the tape ends too early because nothing explains it, 0 for a whole one.
    """

    def __init__(
        self, records: Sequence[Record], moments: Sequence[datetime], tell: Tell = lambda _share: None, every: int = EVERY
    ) -> None:
        """Folds the records once, at some ten thousand a second: for a worker's thread. One state in ``every`` is kept."""
        state, kept, self.cut_at, self._every = State(), [State()], 0, every
        for place, record in enumerate(records):
            try:
                state = _after(record, place, state)
            except _DOES_NOT_FIT:
                records, moments, self.cut_at = records[:place], moments[:place], record.seq
                break
            if (place + 1) % every == 0:
                kept.append(state)
                tell(place / len(records))
        self.records, self.moments = tuple(records), tuple(moments)
        self.end = state
        self._kept = tuple(kept)
        self._at = (0, State())

    def __len__(self) -> int:
        return len(self.records)

    def place_at(self, moment: datetime) -> int:
        """How many records stood at this moment (those of the moment itself included)."""
        return bisect_right(self.moments, moment)

    def state_at(self, place: int) -> State:
        """The state after the first ``place`` records; ``ValueError`` outside the tape.

        Forwards from the last place that was asked for it folds only what lies between.
        """
        if not 0 <= place <= len(self.records):
            raise ValueError(f"no such place: {place}")
        if place == len(self.records):
            return self.end
        begun, state = place // self._every * self._every, self._kept[place // self._every]
        if begun <= self._at[0] <= place:
            begun, state = self._at
        for number in range(begun, place):
            state = _after(self.records[number], number, state)
        self._at = (place, state)
        return state


def tape_then(records: Sequence[Record], tell: Tell = lambda _share: None) -> Tape:
    """The tape of what was known: every entry when it was typed, in the journal's order."""
    return Tape(records, trusted([one.stamp.at for one in records]), tell)


def tape_later(then: Tape, tell: Tell = lambda _share: None) -> Tape:
    """The tape of what is known since: what was caught up from paper stands where the paper puts it, behind what it needs.

    The same tape where nothing was caught up, or where an order by what happened cannot be told.
    """
    if all(one.entry.paper is None for one in then.records):
        return then
    happened = {one.seq: one.acted.at if one.entry.paper else at for one, at in zip(then.records, then.moments, strict=True)}
    ordered = _explained(sorted(then.records, key=lambda one: (happened[one.seq], one.seq)))
    if len(ordered) != len(then.records):
        return then
    moments: list[datetime] = []
    for record in ordered:
        at = happened[record.seq]
        moments.append(max(at, moments[-1]) if moments else at)
    return Tape(ordered, moments, tell)


def trusted(times: Sequence[datetime]) -> tuple[datetime, ...]:
    """Moments that never fall, as near to these as can be: the longest sequence that does not fall is believed, what stands
    out of it (the wall clock was wrong for a while) is given the moment of the one before it."""
    ends: list[datetime] = []
    last: list[int] = []
    before: list[int] = []
    for number, at in enumerate(times):
        place = bisect_right(ends, at)
        before.append(last[place - 1] if place else -1)
        ends[place : place + 1] = [at]
        last[place : place + 1] = [number]
    believed, number = set(), last[-1] if last else -1
    while number >= 0:
        believed.add(number)
        number = before[number]
    first = next((at for number, at in enumerate(times) if number in believed), None)
    found: list[datetime] = []
    for number, at in enumerate(times):
        found.append(at if number in believed else (found[-1] if found else first or at))
    return tuple(found)


def _after(record: Record, place: int, state: State) -> State:
    """The state after a record that stands at this place: on a tape in another order than the journal's it has that number."""
    seq = place + 1
    return apply(record if record.seq == seq else msgspec.structs.replace(record, seq=seq), state)


def _explained(records: Iterable[Record]) -> list[Record]:
    """The records in this order as far as each is explained by those before it: what is not waits until it is."""
    state = State()
    placed: list[Record] = []
    waiting: list[Record] = []
    for record in records:
        waiting.append(record)
        moved = True
        while moved:
            moved = False
            for one in tuple(waiting):
                try:
                    state = _after(one, len(placed), state)
                except _DOES_NOT_FIT:
                    continue
                placed.append(one)
                waiting.remove(one)
                moved = True
    return placed
