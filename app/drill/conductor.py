"""The conductor 导调: lets a drill go on to a moment, shows what is to come, and does what the person at the desk wants.

Everything it knows comes from the drill's journal: a conductor that is made again over the same journal goes on where the other
one stopped. ``advance`` is called as often as somebody looks (each second in a window; in runs without waiting, at once).
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from app.desk.desk import Desk, Notice
from app.desk.drills import CONDUCTOR
from app.domain.apply import apply
from app.domain.exercise.commands import (
    AddInject,
    DelayInject,
    EditInject,
    EndDrill,
    ParkDrill,
    ResumeDrill,
    SetDrillClock,
    SkipInject,
    StartDrill,
    TellSeats,
)
from app.domain.exercise.kinds import SeatKind
from app.domain.exercise.model import Drill, DrillStatus
from app.domain.exercise.observing import Observed, observe
from app.domain.exercise.scenario import Inject
from app.domain.exercise.schedule import Planned, Standing, timeline
from app.domain.exercise.score import Score
from app.domain.exercise.scoring import score
from app.domain.record import Context, Record
from app.domain.state import State
from app.drill.clock import DrillClock
from app.drill.ports import Surroundings
from app.drill.sources import Injects, Source, Step, Superior, TheEnd, Units, drill_of, fire_command, look
from app.drill.tracks import tracked
from app.kernel.errors import Refusal
from app.kernel.text import Text

_log = logging.getLogger(__name__)

MOST_STEPS = 5_000
"""Steps in one call: more would mean that something answers itself without end."""

BREATHE_EVERY = 50
"""Records between which others may do something."""


class Conductor:
    """Runs one drill on its desk. ``clock`` is the desk's own."""

    def __init__(self, desk: Desk, clock: DrillClock, around: Surroundings) -> None:
        self._desk, self._clock = desk, clock
        self._observed = Observed()
        self._records: list[Record] = []
        self._given_up: set[str] = set()
        self._found: tuple[tuple[int, int, int], Step | None] | None = None
        self._units = Units(desk, around)
        self._sources: list[Source] = [Injects(desk), self._units, Superior(desk), TheEnd(desk)]
        self._stop: Callable[[], None] = lambda: None

    @property
    def drill(self) -> Drill:
        """The drill as it stands."""
        return drill_of(self._desk)

    @property
    def observed(self) -> Observed:
        """What the journal shows of the scenario."""
        return self._observed

    @property
    def records(self) -> tuple[Record, ...]:
        """The drill's journal so far: what everybody did."""
        return tuple(self._records)

    async def open(self) -> None:
        """Read the journal and follow it from now on. The clock stands at the last moment that the journal knows."""
        state = State()
        for place, record in enumerate(await self._desk.records()):
            state = apply(record, state)
            self._take(record, state)
            if place % BREATHE_EVERY == 0:
                await asyncio.sleep(0)  # a window that opens a long drill again goes on being drawn
        self._stop = self._desk.subscribe(self._on_notice)
        self._clock.run(0)
        self._clock.jump(max(self._clock.floor, self._clock.now()))

    def close(self) -> None:
        """Follow the journal no longer."""
        self._stop()

    def add(self, source: Source) -> None:
        """Let somebody else act in the drill (a scripted officer)."""
        self._sources.append(source)

    async def start(self, context: Context = CONDUCTOR) -> None:
        """Begin at the moment of the scenario, or now if that is later."""
        begins_at = self.drill.scenario.starts_at
        if begins_at > self._clock.now():
            self._clock.jump(begins_at)
        await self._desk.execute(StartDrill(), context)

    def next_at(self) -> datetime | None:
        """When something happens next as things stand; ``None`` where nothing will, or the drill stands."""
        step = self._next()
        return None if step is None else step.at

    async def advance(self, until: datetime | None = None) -> int:
        """Let everything happen that is due by then (by now, where nothing is said), each at its moment; how much that was."""
        done = 0
        limit = until if until is not None else self._clock.now()
        while done < MOST_STEPS:
            step = self._next()
            if step is None or step.at > limit:
                self._desk.telemetry.report((*self._units.positions(limit), *tracked(self._desk, limit)))
                if self.drill.status is DrillStatus.ENDED:
                    self._clock.run(0)
                return done
            with self._clock.hold(step.at):
                await self._do(step)
            done += 1
        raise RuntimeError(f"a drill does not come to rest after {done} steps")

    def timeline(self) -> tuple[Planned, ...]:
        """What has come and what is to come."""
        return timeline(look(self._desk, self._observed))

    def score(self) -> Score:
        """The score as things stand."""
        return score(self._records, self._desk.reference)

    async def fire(self, inject_id: str, context: Context = CONDUCTOR) -> None:
        """Let an inject come now."""
        inject = self.drill.inject(inject_id)
        if inject is None:
            raise Refusal("inject_unknown", {"inject": inject_id})
        planned = Planned(inject, Standing.DUE, self._clock.now())
        await self._desk.execute(fire_command(planned, self._observed, by_hand=True), context)

    async def skip(self, inject_id: str, reason: str, context: Context = CONDUCTOR) -> None:
        """Leave an inject out."""
        await self._desk.execute(SkipInject(inject_id=inject_id, reason=reason), context)

    async def delay(self, inject_id: str, minutes: float, context: Context = CONDUCTOR) -> None:
        """Let an inject come so many minutes later than it would, or than now where it has no moment yet."""
        planned = next((one for one in self.timeline() if one.inject.id == inject_id), None)
        now = self._clock.now()
        base = planned.at if planned is not None and planned.at is not None and planned.at > now else now
        await self._desk.execute(DelayInject(inject_id=inject_id, to=base + timedelta(minutes=minutes)), context)

    async def edit(self, inject_id: str, text: Text, context: Context = CONDUCTOR) -> None:
        """Let an inject say something else."""
        await self._desk.execute(EditInject(inject_id=inject_id, text=text), context)

    async def put_in(self, inject: Inject, context: Context = CONDUCTOR) -> None:
        """Put in an inject of one's own; without a moment and a trigger it comes at once."""
        await self._desk.execute(AddInject(inject=inject), context)
        if inject.at_min is None and inject.when is None:
            await self.fire(inject.id, context)

    async def set_speed(self, speed: float, context: Context = CONDUCTOR) -> None:
        """Run at this speed from now on; 0 lets the clock stand."""
        await self.advance()
        await self._desk.execute(SetDrillClock(speed=speed), context)
        self._clock.run(speed)

    async def jump(self, to: datetime, context: Context = CONDUCTOR) -> None:
        """Go to a moment ahead; everything due until then happens on the way."""
        if to <= self._clock.now():
            raise Refusal("drill_jump_back", {"at": to})
        await self.advance(to)
        if self.drill.status is DrillStatus.ENDED:  # it was over before that moment
            return
        self._clock.jump(max(to, self._clock.now()))
        await self._desk.execute(SetDrillClock(speed=self._clock.speed, moved_to=to), context)

    async def park(self, reason: str, context: Context = CONDUCTOR) -> None:
        """Let the drill stand: something real has happened."""
        await self._desk.execute(ParkDrill(reason=reason), context)
        self._clock.run(0)

    async def resume(self, context: Context = CONDUCTOR) -> None:
        """Go on after it was parked, or after this program was ended in its middle."""
        if self.drill.status is DrillStatus.PARKED:
            await self._desk.execute(ResumeDrill(), context)
        self._clock.run(self.drill.speed)

    async def tell(self, to: SeatKind, text: str, context: Context = CONDUCTOR) -> None:
        """Say something to everybody of a kind."""
        await self._desk.execute(TellSeats(to=to, text=text), context)

    async def end(self, reason: str = "", context: Context = CONDUCTOR) -> None:
        """End the drill, before its time for a reason."""
        await self.advance()
        await self._desk.execute(EndDrill(reason=reason), context)
        self._clock.run(0)

    def _next(self) -> Step | None:
        """What comes next; looked for anew only when something has happened, was given up, or somebody else acts."""
        seen = self._desk.state.seq, len(self._given_up), len(self._sources)
        if self._found is None or self._found[0] != seen:
            self._found = seen, self._look()
        return self._found[1]

    def _look(self) -> Step | None:
        if not self.drill.is_running:
            return None
        with self._clock.hold(self._clock.floor):  # what comes next hangs on the journal, not on when somebody looks
            steps = [step for source in self._sources if (step := source.next(self._observed)) is not None]
        return min((one for one in steps if self._id(one) not in self._given_up), key=lambda one: one.order, default=None)

    async def _do(self, step: Step) -> None:
        before = self._desk.state.seq
        try:
            await step.act()
        except Refusal as refusal:  # the desk says no: that is said once, and the drill goes on without it
            _log.info("a step of the drill was refused: %s %s", step.key, refusal)
        if self._desk.state.seq == before:
            self._given_up.add(self._id(step))

    def _id(self, step: Step) -> str:
        """A step that came to nothing is not tried again before something else has happened."""
        return f"{step.key}@{self._desk.state.seq}"

    def _on_notice(self, notice: Notice) -> None:
        state = notice.before
        for record in notice.records:
            state = apply(record, state)
            self._take(record, state)

    def _take(self, record: Record, after: State) -> None:
        self._clock.happened(record.stamp.at)
        self._observed = observe(self._observed, record, after)
        self._records.append(record)
