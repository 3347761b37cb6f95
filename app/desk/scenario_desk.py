"""Writing scenarios as the faces see it: the ports that the composition root fills."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from app.catalog.own_scenarios import Listed, Opened
from app.desk.plan_scenario import Drafted, DraftWish
from app.domain.exercise.scenario import Scenario
from app.domain.exercise.soundness import Ground
from app.domain.reference import Reference
from app.domain.state import State
from app.kernel.errors import Problem


class ReadBook(Protocol):
    """A scenario out of a workbook, and what keeps it from being held."""

    @property
    def scenario(self) -> Scenario:
        """The scenario."""
        ...

    @property
    def briefing(self) -> str:
        """What participants are told before."""
        ...

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Sheet, row, column and mend of each."""
        ...


@dataclass(frozen=True)
class ScenarioDesk:
    """What can be done with the scenarios of one data folder.

    ``listed`` are the desk's own and their drafts; ``open`` the draft of a name, else the own one, else the program's. ``save``
    puts a finished one on the shelf (scenario, briefing, stamp of what was opened), ``keep`` keeps an unfinished one and says the
    stamp of what is there then; ``rename`` and ``delete`` are for own ones, ``give_up`` for a draft. ``free`` says whether an id
    is one and is free. ``draft`` writes a scenario from a plan. ``write_book`` and ``read_book`` are the workbook.
    ``open_folder`` opens a scenario that lies anywhere; ``put`` and ``put_draft`` put one below any folder. ``state`` is the desk
    that they are held for, ``reference`` what they are judged by, ``folder`` where the own ones lie; ``starts`` is when a drill
    begins of which nobody said so.

    What touches the disk is for a worker thread and raises ``Refusal``, ``BadFile``, ``Fault``.
    """

    listed: Callable[[], tuple[Listed, ...]]
    open: Callable[[str], Opened]
    save: Callable[[Scenario, str, str], Scenario]
    keep: Callable[[Scenario, str, str], str]
    give_up: Callable[[str], None]
    rename: Callable[[str, str], None]
    delete: Callable[[str], None]
    free: Callable[[str], str]
    draft: Callable[[DraftWish], Awaitable[Drafted]]
    write_book: Callable[[Path, Scenario, str], None]
    read_book: Callable[[Path], ReadBook]
    open_folder: Callable[[Path], Opened]
    put: Callable[[Path, Scenario, str], Scenario]
    put_draft: Callable[[Path, Scenario, str], str]
    starts: Callable[[], datetime]
    state: Callable[[], Awaitable[State]]
    reference: Callable[[], Reference]
    folder: Path


def ground_of(state: State) -> Ground:
    """The places, units and people of a desk."""
    return Ground(
        {one.id: one.kind for one in state.facilities.values()}, {one.id: one.kind for one in state.units.values()},
        frozenset(one.name for one in state.contacts.values()),
    )
