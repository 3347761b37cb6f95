"""What a scripted officer would do as things stand: each deed with the moment since when it is asked for and its limit."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from app.desk.desk import Desk
from app.domain.exercise.model import Drill
from app.domain.exercise.observing import Observed
from app.domain.incident.model import Incident
from app.domain.record import Command, Context, Record
from app.domain.reference import Reference
from app.domain.state import State
from app.drill.ports import Surroundings

Act = Callable[["Doer"], Awaitable[None]]


@dataclass(frozen=True)
class Deed:
    """Something to be done. ``key`` is the part of the score that it serves; ``makes`` the kind of entry that it leaves.

    ``vital``: without it the rest of the drill has no ground, so that nobody forgets it. ``tasks`` are the tasks of plans that it
    ticks: one piece of work may be asked for by several.
    """

    key: str
    since: datetime
    due: datetime
    act: Act
    makes: str = ""
    vital: bool = False
    tasks: frozenset[str] = frozenset()


@dataclass(frozen=True)
class View:
    """What the officer sees. ``last_at`` is the moment of the last entry: since when things are as they are."""

    desk: Desk
    observed: Observed
    around: Surroundings
    last_at: datetime
    done: frozenset[str] = field(default_factory=frozenset)

    @property
    def state(self) -> State:
        """The desk's picture."""
        return self.desk.state

    @property
    def reference(self) -> Reference:
        """What it looks things up in."""
        return self.desk.reference

    @property
    def drill(self) -> Drill:
        """The drill; ``ValueError`` where there is none."""
        if self.state.drill is None:
            raise ValueError("no drill")
        return self.state.drill

    @property
    def officer(self) -> str:
        """Who is on duty."""
        return self.state.shift.officer if self.state.shift is not None else "officer"

    @property
    def leader(self) -> str:
        """The leader in charge."""
        return self.state.shift.leader if self.state.shift is not None else "leader"

    def cases(self) -> tuple[tuple[str, Incident], ...]:
        """The scenario's incidents that were taken in and go on, by their names there."""
        found = ((ref, self.state.incidents.get(known)) for ref, known in sorted(self.observed.incidents.items()))
        return tuple((ref, one) for ref, one in found if one is not None and one.is_open)

    def say(self, code: str, **facts: object) -> str:
        """A word of the catalogue."""
        return self.around.wording.say(code, **facts)


class Doer:
    """Executes commands in the officer's name."""

    def __init__(self, desk: Desk, context: Context) -> None:
        self._desk, self._context = desk, context

    @property
    def state(self) -> State:
        """The desk's picture, after what was done so far."""
        return self._desk.state

    @property
    def reference(self) -> Reference:
        """What the desk looks things up in."""
        return self._desk.reference

    @property
    def now(self) -> datetime:
        """The moment of the drill."""
        return self._desk.clock.now()

    async def do(self, command: Command) -> tuple[Record, ...]:
        """Execute a command; what it came to."""
        return await self._desk.execute(command, self._context)


def simple(*commands: Command) -> Act:
    """A deed of commands that are known beforehand."""

    async def act(doer: Doer) -> None:
        for command in commands:
            await doer.do(command)

    return act


def minutes(count: float) -> timedelta:
    """So many minutes."""
    return timedelta(minutes=count)
