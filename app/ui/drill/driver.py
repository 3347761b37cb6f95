"""Drives one drill: lets it go on once a second, and does what the conductor wants, one thing after the other."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, QTimer, Signal

from app.desk.desk import Notice
from app.desk.drills import CONDUCTOR, Conducting, DrillRoom
from app.domain.exercise.model import Drill, DrillStatus
from app.domain.record import Command, Context
from app.kernel.errors import Fault, Refusal
from app.ui.kit import tasks

_log = logging.getLogger(__name__)

EVERY_MS = 1000
SPEEDS = (1.0, 2.0, 5.0, 10.0, 30.0, 60.0)
"""What is offered; any from 1 to 60 can be set."""


class Driver(QObject):
    """The one who calls the conductor of an open drill. ``after_clock`` is called when the clock was set: who waits for a moment
    has to count anew."""

    changed = Signal()
    """The drill, its clock or what is to come is another."""

    failed = Signal(object)
    """A ``Refusal`` or ``Fault`` that came while nobody waited for an answer."""

    def __init__(self, room: DrillRoom, after_clock: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.room = room
        self._after_clock = after_clock
        self._lane = asyncio.Lock()
        self._speed = room.conductor.drill.speed or 1.0
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self._on_timer)
        self._task: asyncio.Task[None] | None = None
        self._stop = room.workspace.desk.subscribe(self._on_notice)

    @property
    def conductor(self) -> Conducting:
        """What is driven."""
        return self.room.conductor

    @property
    def drill(self) -> Drill:
        """The drill as it stands."""
        return self.room.conductor.drill

    @property
    def now(self) -> datetime:
        """The moment of the drill."""
        return self.room.workspace.desk.clock.now()

    @property
    def speed(self) -> float:
        """At which the clock runs at this moment, 0 while it stands."""
        return self.room.workspace.desk.clock.speed

    @property
    def usual_speed(self) -> float:
        """At which it goes on when it stands."""
        return self._speed

    def prefer(self, speed: float) -> None:
        """Go on at this speed when it is let go on."""
        self._speed = speed

    @property
    def stands(self) -> bool:
        """Whether the drill was begun and nothing moves: paused, parked, or opened again after the program was ended."""
        return self.drill.status is not DrillStatus.ENDED and self.drill.started_at is not None and self.speed == 0

    def start(self) -> None:
        """Look once a second from now on."""
        self._timer.start()

    async def close(self) -> None:
        """Look no longer; what was begun is finished."""
        self._timer.stop()
        self._stop()
        async with self._lane:
            return

    async def begin(self, speed: float) -> None:
        """Begin the drill and let its clock run at this speed."""
        async with self._set():
            await self.conductor.start()
            await self._run(speed)

    async def run(self, speed: float) -> None:
        """Go on at this speed; a parked drill is resumed."""
        async with self._set():
            if self.drill.status is DrillStatus.PARKED:
                await self.conductor.resume()
            await self._run(speed)

    async def pause(self) -> None:
        """Let the clock stand."""
        async with self._set():
            if self.speed > 0:
                await self.conductor.set_speed(0)

    async def toggle(self) -> None:
        """Stand, or go on as before."""
        await (self.pause() if self.speed > 0 else self.run(self._speed))

    async def jump(self, to: datetime) -> None:
        """Go to a moment ahead; what is due on the way happens."""
        async with self._set():
            await self.conductor.jump(to)

    async def jump_to_next(self) -> bool:
        """Go to where something happens next, and let it; whether there was anything."""
        at = self.conductor.next_at()
        if at is None:
            return False
        await self.jump(max(at, self.now + timedelta(seconds=1)))
        return True

    async def park(self, reason: str) -> bool:
        """Let the drill stand for something real; whether it was running."""
        async with self._set():
            if not self.drill.is_running:
                return False
            await self.conductor.park(reason)
            return True

    async def end(self, reason: str = "") -> None:
        """End it."""
        async with self._set():
            await self.conductor.end(reason)

    async def do(self, work: Callable[[], Awaitable[None]]) -> None:
        """Something else that the conductor does (``lambda: conductor.fire(…)``)."""
        async with self._set():
            await work()

    async def execute(self, command: Command, context: Context = CONDUCTOR) -> None:
        """A command of the conductor's side that the conductor itself does not know (who sits where, comms checks, judgements)."""
        async with self._lane:
            await self.room.workspace.desk.execute(command, context)

    async def advance(self) -> None:
        """Let happen what is due by now. What the desk or the disk refuse is said, and tried again with the next look."""
        if self._lane.locked() or not self.drill.is_running:
            return
        async with self._lane:
            try:
                await self.conductor.advance()
            except (Refusal, Fault) as no:
                _log.warning("the drill did not go on: %s", no)
                self.failed.emit(no)
        if self.drill.status is DrillStatus.ENDED:
            self._after_clock()
            self.changed.emit()

    async def _run(self, speed: float) -> None:
        self._speed = speed
        if speed == self.drill.speed:
            await self.conductor.resume()  # the journal knows this speed already; only the clock of this process stands
        else:
            await self.conductor.set_speed(speed)

    def _set(self) -> AbstractAsyncContextManager[None]:
        return _Lane(self._lane, self._told)

    def _told(self) -> None:
        self._after_clock()
        self.changed.emit()

    def _on_timer(self) -> None:
        if self._task is None or self._task.done():
            self._task = tasks.run(self.advance(), self, "drill")

    def _on_notice(self, _notice: Notice) -> None:
        self.changed.emit()


class _Lane(AbstractAsyncContextManager[None]):
    """One thing at a time; afterwards, however it ended, those who look are told."""

    def __init__(self, lane: asyncio.Lock, told: Callable[[], None]) -> None:
        self._lane, self._told = lane, told

    async def __aenter__(self) -> None:
        await self._lane.acquire()

    async def __aexit__(self, *_: object) -> None:
        self._lane.release()
        self._told()
