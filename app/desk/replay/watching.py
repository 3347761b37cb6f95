"""The clocks of the past: what was due at the moment shown, computed beside the loop. It keeps no timer."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime

from app.desk.deadline_index import Change, DeadlineIndex
from app.desk.deadlines import DeadlineWatcher
from app.desk.desk import Notice
from app.desk.jobs import Jobs, Progress
from app.desk.replay.desk import ReplayDesk
from app.domain.deadlines import Deadline
from app.domain.record import incident_of
from app.domain.reference import Reference
from app.domain.state import State

_log = logging.getLogger(__name__)


class PastWatcher(DeadlineWatcher):
    """A deadline watcher for a desk whose time goes back as well. Whoever shows another moment calls ``look``; the answer comes
    from a job's thread a few milliseconds later and is told like any other. An answer about a later moment is never shown."""

    def __init__(self, desk: ReplayDesk, jobs: Jobs) -> None:
        super().__init__(desk)
        self._jobs = jobs
        self._touched: set[str] = set()
        self._seen: datetime | None = None
        self._ranked: tuple[Deadline, ...] = ()
        self._of: State | None = None
        self._wanted = self._anew = False
        self._work: asyncio.Task[None] | None = None

    @property
    def current(self) -> tuple[Deadline, ...]:
        """What was due as far as it is computed: nothing, for a moment, after a step back."""
        return self._ranked if self._of is not None and self._of.seq <= self._desk.state.seq else ()

    @property
    def is_fresh(self) -> bool:
        """Whether that is the answer for the state shown."""
        return self._of is self._desk.state and not self._wanted

    def get(self, key: str) -> Deadline | None:
        """The deadline with this key among ``current``."""
        return next((one for one in self.current if one.key == key), None)

    def start(self) -> None:
        """Listen to the desk, and look."""
        self._stop_listening = self._desk.subscribe(self._on_notice)
        self.look()

    def stop(self) -> None:
        """Compute nothing more."""
        super().stop()
        if self._work is not None:
            self._work.cancel()
            self._work = None

    def look(self) -> None:
        """Bring everything to the moment shown. Forwards only what changed or fell due is computed, backwards all of it."""
        self._wanted = True
        if self._work is None and self.is_watching:
            self._work = asyncio.get_running_loop().create_task(self._answer(), name="what was due")
            self._work.add_done_callback(self._ended)

    def refresh(self) -> None:
        """Compute everything anew (another tape is shown)."""
        self._anew, self._of, self._ranked = True, None, ()
        self.look()

    def wake(self) -> None:
        """The same as ``look``."""
        self.look()

    async def _answer(self) -> None:
        try:
            await self._answer_all()
        finally:
            self._work = None  # here, not when the loop comes to it: a wish in between would be lost

    async def _answer_all(self) -> None:
        while self._wanted:
            self._wanted = False
            desk, now = self._desk, self._desk.clock.now()
            state, reference = desk.state, desk.reference
            if self._anew or (self._seen is not None and now < self._seen):  # what was computed knows the future
                self._index = DeadlineIndex()
            touched, self._touched, self._seen, self._anew = self._touched, set(), now, False
            change, ranked = await self._jobs.run(self._reader(state, reference, now, touched))
            news = change.anything or self._of is None or self._of is not state
            self._of, self._ranked = state, ranked
            if news and state.seq <= desk.state.seq:
                self._tell(change, ranked)

    def _reader(
        self, state: State, reference: Reference, now: datetime, touched: set[str]
    ) -> Callable[[Progress], tuple[Change, tuple[Deadline, ...]]]:
        index = self._index

        def read(_progress: Progress) -> tuple[Change, tuple[Deadline, ...]]:
            """One look, for a job's thread; nobody else touches the index meanwhile."""
            change = index.update(state, reference, now, touched)
            return change, index.ranked

        return read

    def _ended(self, work: asyncio.Task[None]) -> None:
        if not work.cancelled() and work.exception() is not None:
            _log.error("what was due could not be computed", exc_info=work.exception())

    def _on_notice(self, notice: Notice) -> None:
        self._touched |= {incident_of(record) for record in notice.records}
