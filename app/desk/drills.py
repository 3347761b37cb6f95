"""Drills as the faces see them: ports that the composition root fills, and the values that go through them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import msgspec

from app.desk.describe import Describer
from app.desk.drill_hall import Hall
from app.desk.jobs import Progress
from app.desk.scenario_desk import ScenarioDesk
from app.domain.exercise.evaluation import Evaluation
from app.domain.exercise.kinds import SeatKind
from app.domain.exercise.model import Drill, DrillStatus
from app.domain.exercise.observing import Observed
from app.domain.exercise.scenario import Inject, Scenario
from app.domain.exercise.schedule import Planned
from app.domain.exercise.score import Score
from app.domain.record import Context, Record
from app.domain.reference import Reference
from app.domain.state import State
from app.kernel.errors import Problem, Refusal
from app.kernel.text import Text

if TYPE_CHECKING:
    from app.desk.workspace import Workspace

CONDUCTOR = Context("conductor", "drill", "inject")
"""Who acts for the conductor's side of a drill."""

TEMPERS = ("perfect", "slow", "forgetful")
"""The scripted officers (worded ``drill.temper.<code>``)."""


class ScenarioShelf(msgspec.Struct, frozen=True):
    """The scenarios that can be held, by id, and what is wrong with the others."""

    scenarios: Mapping[str, Scenario]
    problems: tuple[Problem, ...] = ()


class DrillWish(msgspec.Struct, frozen=True):
    """A run without a window. ``keep``: the drill's journal stays in the data folder, under this name."""

    scenario: Scenario
    temper: str = TEMPERS[0]
    seed: int = 0
    speed: float = 60.0
    keep: str = ""


class DrillOutcome(Protocol):
    """What a run came to."""

    @property
    def drill(self) -> Drill:
        """The drill as it ended."""
        ...

    @property
    def score(self) -> Score:
        """Its score."""
        ...

    @property
    def records(self) -> tuple[Record, ...]:
        """Its journal."""
        ...

    @property
    def forgotten(self) -> tuple[str, ...]:
        """Parts of the score that a forgetful officer let go."""
        ...

    @property
    def head_hash(self) -> str:
        """The seal of its last entry."""
        ...


class KeptDrill(msgspec.Struct, frozen=True):
    """A drill whose journal lies in the data folder; ``entries`` how many it has."""

    id: str
    scenario_id: str
    title: Text
    status: DrillStatus
    prepared_at: datetime
    entries: int
    seed: int


class EvaluatedDrill(msgspec.Struct, frozen=True):
    """A kept drill, read and evaluated. ``held_at`` by the real clock; ``head_hash`` (hex) seals its end, or its last entry while
    it goes on; ``state`` is that of its own desk, ``reference`` what that desk looks things up in."""

    id: str
    held_at: datetime
    head_hash: str
    evaluation: Evaluation
    records: tuple[Record, ...]
    state: State
    reference: Reference


class Conducting(Protocol):
    """The conductor of one drill (``app.drill.conductor.Conductor``): what the conductor's room works with.

    Everything that changes something is an entry of the drill's journal and may raise ``Refusal``. ``advance`` is to be called
    about once a second while the clock runs; it does what has become due and reports where the units are.
    """

    @property
    def drill(self) -> Drill:
        """The drill as it stands."""
        ...

    @property
    def observed(self) -> Observed:
        """Which incident is which, what was seen when."""
        ...

    @property
    def records(self) -> tuple[Record, ...]:
        """Everything that everybody did."""
        ...

    async def start(self, context: Context = ...) -> None:
        """Begin; the clock stands until a speed is set."""
        ...

    def next_at(self) -> datetime | None:
        """When something happens next as things stand."""
        ...

    async def advance(self, until: datetime | None = None) -> int:
        """Let happen what is due; how much that was."""
        ...

    def timeline(self) -> tuple[Planned, ...]:
        """What has come and what is to come."""
        ...

    def score(self) -> Score:
        """The score as things stand."""
        ...

    async def fire(self, inject_id: str, context: Context = ...) -> None:
        """Let an inject come now."""
        ...

    async def skip(self, inject_id: str, reason: str, context: Context = ...) -> None:
        """Leave an inject out."""
        ...

    async def delay(self, inject_id: str, minutes: float, context: Context = ...) -> None:
        """Let an inject come later."""
        ...

    async def edit(self, inject_id: str, text: Text, context: Context = ...) -> None:
        """Let an inject say something else."""
        ...

    async def put_in(self, inject: Inject, context: Context = ...) -> None:
        """Put in an inject of one's own."""
        ...

    async def set_speed(self, speed: float, context: Context = ...) -> None:
        """Run at this speed, 0 to 60; 0 stands."""
        ...

    async def jump(self, to: datetime, context: Context = ...) -> None:
        """Go to a moment ahead."""
        ...

    async def park(self, reason: str, context: Context = ...) -> None:
        """Let the drill stand: something real has happened."""
        ...

    async def resume(self, context: Context = ...) -> None:
        """Go on with a parked drill, or after a restart."""
        ...

    async def tell(self, to: SeatKind, text: str, context: Context = ...) -> None:
        """Say something to everybody of a kind."""
        ...

    async def end(self, reason: str = "", context: Context = ...) -> None:
        """End the drill."""
        ...


@dataclass(frozen=True)
class DrillRoom:
    """One opened drill: a whole workspace of its own (desk, papers, map, outbox that ends in a simulated superior) and its
    conductor. The workspace's ``desk.state.drill`` marks everything as a drill. ``hall`` makes the door for participants at
    other machines (``Fault("part_not_loaded")`` where its code does not load); it is closed with the drill."""

    workspace: Workspace
    conductor: Conducting
    hall: Callable[[], Hall] | None = None


def _no_drill(drill_id: str) -> EvaluatedDrill:
    raise Refusal("drill_unknown", {"drill": drill_id})


@dataclass(frozen=True)
class Drills:
    """What can be done about drills beside one desk.

    ``shelf`` reads the scenarios, ``briefing`` what participants are told before (Markdown), ``check`` a folder of scenarios or
    one of them. ``run`` holds one without a window. ``prepare`` makes a drill of the live desk as it stands and returns its id
    (it may be run in a job's thread, on a loop of its own; a drill that was given up on the way leaves nothing behind);
    ``open`` opens one that was prepared, wherever it stands (a conductor's machine that died goes on there). ``kept`` lists
    them, the newest first; ``evaluated`` reads one with its journal, score and judgements (both may take seconds: a job's work).
    ``describer`` says entries and parts of a score in a language. ``scenarios`` are written there (``None`` where a drill is no
    place to write one).
    """

    shelf: Callable[[], ScenarioShelf]
    briefing: Callable[[str], str]
    check: Callable[[Path], tuple[Problem, ...]]
    run: Callable[[DrillWish], Awaitable[DrillOutcome]]
    prepare: Callable[[Scenario, int, Progress | None], Awaitable[str]]
    open: Callable[[str], AbstractAsyncContextManager[DrillRoom]]
    kept: Callable[[], tuple[KeptDrill, ...]]
    describer: Callable[[str], Describer]
    evaluated: Callable[[str], EvaluatedDrill] = _no_drill
    scenarios: ScenarioDesk | None = None
