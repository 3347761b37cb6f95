"""Positions on their way to the disk and to the map: everything that waits is written by one commit, then told."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

from app.desk.telemetry import Telemetry
from app.domain.unit.model import Position
from app.kernel.errors import Fault

_log = logging.getLogger(__name__)

MOST_WAITING = 20_000
"""More than this is a flood that the disk cannot follow: the rest is refused, to be sent again."""

MOST_PER_COMMIT = 500

TELL_AFTER_S = 0.02
"""The map is told of what came within this time at once: a screen shows no more pictures a second."""


class Keeper(Protocol):
    """Keeps positions on disk."""

    def sample(self, batch: Iterable[Position]) -> int:
        """Store these positions in one transaction."""
        ...

    def confirm(self, batch: Sequence[Position]) -> None:
        """Give stored positions the flags that these have."""
        ...


_Waiting = tuple[tuple[Position, ...], tuple[Position, ...], tuple[Position, ...], "asyncio.Future[None]"]


class PositionLane:
    """Group commit: while one batch is being written, the next gathers. All on one loop, the disk on its own thread."""

    def __init__(self, keeper: Keeper, telemetry: Telemetry) -> None:
        self._keeper = keeper
        self._telemetry = telemetry
        self._writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="positions")
        self._waiting: list[_Waiting] = []
        self._writing: asyncio.Future[None] | None = None
        self._untold: list[Position] = []
        self._tell_timer: asyncio.TimerHandle | None = None
        self.commits = 0

    async def keep(
        self, kept: tuple[Position, ...], shown: tuple[Position, ...], confirmed: tuple[Position, ...] = ()
    ) -> None:
        """These are on the disk afterwards, and those shown are on their way to the map.

        ``Fault("intake_full")`` where too many wait, ``Fault("telemetry_not_written")`` where the disk refuses.
        """
        if len(self._waiting) >= MOST_WAITING:
            raise Fault("intake_full", {"waiting": len(self._waiting)})
        loop = asyncio.get_running_loop()
        done: asyncio.Future[None] = loop.create_future()
        self._waiting.append((kept, shown, confirmed, done))
        if self._writing is None:
            self._begin(loop)
        await done

    async def settled(self) -> None:
        """Everything that was on its way when this was asked is on the disk (or was refused)."""
        if self._writing is not None:
            await self.keep((), ())

    async def close(self) -> None:
        """Wait for what is being written; what still waits is refused."""
        while self._writing is not None:
            await asyncio.wait((self._writing,))
            await asyncio.sleep(0)
        if self._tell_timer is not None:
            self._tell_timer.cancel()
            self._tell()
        self._writer.shutdown(wait=True)

    def _begin(self, loop: asyncio.AbstractEventLoop) -> None:
        batch, self._waiting = self._waiting[:MOST_PER_COMMIT], self._waiting[MOST_PER_COMMIT:]
        self._writing = loop.run_in_executor(self._writer, self._write, batch)
        self._writing.add_done_callback(lambda done: self._end(loop, batch, done))

    def _write(self, batch: list[_Waiting]) -> None:
        self._keeper.sample([position for kept, _, _, _ in batch for position in kept])
        confirmed = [position for _, _, confirmed, _ in batch for position in confirmed]
        if confirmed:
            self._keeper.confirm(confirmed)

    def _end(self, loop: asyncio.AbstractEventLoop, batch: list[_Waiting], done: asyncio.Future[None]) -> None:
        self._writing = None
        failed = done.exception()
        self.commits += 1
        for _, shown, _, future in batch:
            if failed is None:
                self._untold.extend(shown)
            if future.done():  # its sender went away meanwhile
                continue
            if failed is None:
                future.set_result(None)
            else:
                future.set_exception(failed)
        if self._untold and self._tell_timer is None:
            self._tell_timer = loop.call_later(TELL_AFTER_S, self._tell)
        if self._waiting:
            self._begin(loop)

    def _tell(self) -> None:
        self._tell_timer = None
        untold, self._untold = self._untold, []
        self._telemetry.report(untold)
