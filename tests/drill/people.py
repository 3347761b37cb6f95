"""People who act at set minutes of a drill and know from its journal what they did: a drill with them can be gone on with by
another process. Run as a program it is a conductor's machine that holds a kept drill until it is killed."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

from app.bootstrap import drills
from app.catalog.wording import Wording
from app.desk.desk import Desk
from app.desk.drills import DrillRoom
from app.domain.exercise.observing import Observed
from app.domain.incident.commands import AddNote, OpenIncident, RecordFacts
from app.domain.incident.model import Place
from app.domain.instruction.commands import AnswerInstruction
from app.domain.plan.commands import ActivateResponse, CompleteTask
from app.domain.plan.composition import running_work
from app.domain.record import Command, Context
from app.domain.state import State
from app.domain.unit.commands import DispatchUnits
from app.domain.words import ResponseLevel
from app.drill.sources import Step, drill_of
from app.kernel.geo import Point
from app.kernel.ids import encode

DAM = Place("龙坑水库", Point(18.628419, 114.539806))


class CountedBySeq:
    """Ids that say where in the journal they stand, so that a journal that was gone on with can be compared with one that was not
    broken off."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def new(self, at: datetime) -> str:
        return encode(int(at.timestamp() * 1000), self._desk.state.seq + 1)


def _open(state: State) -> Command:
    return OpenIncident(kind="N-DAM", place=DAM, aware_at=state.drill.started_at + timedelta(minutes=13))


def _activate(state: State) -> Command:
    return ActivateResponse(
        incident_id=_one(state), plan_id="reservoir-danger", level=ResponseLevel.III, item="抢险", expected_duration_h=12.0,
        measures=("转移群众",), approved_by="带班领导",
    )


def _tick(state: State) -> Command:
    first = next(one.task for one in running_work(state.incidents[_one(state)]) if one.is_open)
    return CompleteTask(incident_id=_one(state), task_id=first.id)


def _one(state: State) -> str:
    return next(iter(state.incidents))


DEEDS: tuple[tuple[float, str, Callable[[State], Command]], ...] = (
    (10, "answer", lambda s: AnswerInstruction(instruction_id=next(iter(s.instructions)), answer="一百二十九人")),
    (13, "open", _open),
    (14, "send", lambda s: DispatchUnits(incident_id=_one(s), unit_ids=("u01", "u09"))),
    (15, "activate", _activate),
    (17, "tick", _tick),
    (19, "facts", lambda s: RecordFacts(incident_id=_one(s), facts={"threatened": 300})),
    (24, "tick again", _tick),
    (25, "note", lambda s: AddNote(incident_id=_one(s), text="渗水变浑")),
)


class People:
    """A source of steps: the first deed that the journal does not know yet."""

    def __init__(self, room: DrillRoom) -> None:
        self._desk, self._conductor = room.workspace.desk, room.conductor

    def next(self, observed: Observed) -> Step | None:
        begun = drill_of(self._desk).started_at
        done = {one.stamp.context.cause for one in self._conductor.records}
        return next(
            (Step(begun + timedelta(minutes=at), 5, key, self._act(key, make)) for at, key, make in DEEDS if key not in done), None
        )

    def _act(self, key: str, make: Callable[[State], Command]) -> Callable[[], object]:
        async def act() -> None:
            await self._desk.execute(make(self._desk.state), Context("李国栋", "room", "panel", key))

        return act


def _silent(_lang: str) -> Wording:
    raise AssertionError("the drill's own workspace has its words")


async def hold(folder: Path, drill_id: str) -> Iterator[int]:
    """Hold the drill, minute by minute; the number of its last entry after each."""
    async with drills(folder, words=_silent).open(drill_id) as room:
        desk, conductor = room.workspace.desk, room.conductor
        desk._ids = CountedBySeq(desk)
        conductor.add(People(room))
        if conductor.drill.started_at is None:
            await conductor.start()
        begun, length = conductor.drill.started_at, conductor.drill.scenario.length_min
        for minute in range(int(length) + 1):
            await conductor.advance(begun + timedelta(minutes=minute))
            yield desk.state.seq


async def _until_killed(folder: Path, drill_id: str) -> None:
    async for seq in hold(folder, drill_id):
        print(seq, flush=True)


if __name__ == "__main__":
    asyncio.run(_until_killed(Path(sys.argv[1]), sys.argv[2]))
