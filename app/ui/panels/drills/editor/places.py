"""Where each inject stands in time while it is written: its own minute, or after what it waits for. No Qt."""

from __future__ import annotations

import msgspec

from app.domain.exercise.scenario import Expected, Inject, Scenario

RESPONDS_MIN, DEADLINE_MIN, TASK_MIN, ENTRY_MIN = 7.0, 40.0, 20.0, 10.0
"""How long after an incident is told of a response is likely to run, a report to be overdue, a task to be done, an entry to be
made: only to place a mark, never shown as a limit."""


class Mark(msgspec.Struct, frozen=True):
    """An inject on the timeline. ``exact``: it has a minute of its own; else ``minute`` is a guess, and it comes after ``after``
    (places of other injects). ``until_min``: the last moment of what is expected upon it."""

    place: int
    minute: float
    exact: bool
    after: tuple[int, ...] = ()
    until_min: float = 0.0


def minutes_of(scenario: Scenario) -> tuple[Mark, ...]:
    """A mark for each inject, in the order of the file. Circles and unknown names stand where they are met."""
    return _Placing(scenario).all()


class _Placing:
    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        self._by_id = {one.id: at for at, one in reversed(tuple(enumerate(scenario.injects)))}
        self._opens = {
            one.tells.opens: at for at, one in reversed(tuple(enumerate(scenario.injects))) if one.tells and one.tells.opens
        }
        self._known: dict[int, Mark] = {}
        self._open: set[int] = set()

    def all(self) -> tuple[Mark, ...]:
        return tuple(self._mark(at) for at in range(len(self._scenario.injects)))

    def _mark(self, at: int) -> Mark:
        if at in self._known:
            return self._known[at]
        inject = self._scenario.injects[at]
        if at in self._open:  # a circle: it stands where its own minute says
            return Mark(at, inject.at_min or 0.0, False)
        self._open.add(at)
        minute, after = inject.at_min or 0.0, tuple(dict.fromkeys(self._waits(inject)))
        since = [moment for one in after if (moment := self._since(inject, one)) is not None]
        if inject.when is not None:
            minute = max([minute, *(moment + inject.after_min for moment in since)])
        longest = max((one.within_min for one in inject.expect), default=0.0)
        found = Mark(at, minute, inject.when is None, after, minute + longest)
        self._open.discard(at)
        self._known[at] = found
        return found

    def _waits(self, inject: Inject) -> list[int]:
        """The injects that it waits for, those by which an incident is told of among them."""
        when = inject.when
        if when is None:
            return []
        names = [name for one in (when.fired, when.met) if one is not None for name in (*one.all, *one.any)]
        found = [self._by_id[name] for name in names if name in self._by_id]
        about = [one.incident for one in (when.task_done, when.deadline_missed, when.response_reached, when.entry) if one]
        return [*found, *(self._opens[name] for name in about if name in self._opens)]

    def _since(self, inject: Inject, at: int) -> float | None:
        """From when what it waits for there is likely to hold."""
        when, minute, other = inject.when, self._mark(at).minute, self._scenario.injects[at]
        if when is None:
            return None
        lag = 0.0
        if when.met is not None and other.id in (*when.met.all, *when.met.any):
            lag = max((_half(one) for one in other.expect), default=0.0)
        for part, guess in (
            (when.response_reached, RESPONDS_MIN), (when.deadline_missed, DEADLINE_MIN), (when.task_done, TASK_MIN),
            (when.entry, ENTRY_MIN),
        ):
            if part is not None and self._opens.get(part.incident) == at:
                lag = max(lag, guess)
        return minute + lag


def _half(one: Expected) -> float:
    return one.within_min / 2
