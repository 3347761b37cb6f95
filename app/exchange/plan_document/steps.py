"""Progress in many small steps: to be cancelled at each of them, told only when there is something to tell."""

from __future__ import annotations

from app.desk.jobs import Cancelled, Progress

TOLD = 100
"""How often progress is told at most; each telling wakes the interface."""


class Steps:
    """A stretch of a job's progress, from one share to another, in so many steps."""

    def __init__(self, progress: Progress, start: float, end: float, steps: int) -> None:
        self._progress = progress
        self._start = start
        self._width = (end - start) / max(steps, 1)
        self._end = end
        self._done = 0
        self._told = -1

    def step(self) -> None:
        """One more is done. Raises ``Cancelled`` when somebody wants the job to stop."""
        if self._progress.should_stop():
            raise Cancelled
        self._done += 1
        share = min(self._start + self._width * self._done, self._end)
        if int(share * TOLD) != self._told:
            self._told = int(share * TOLD)
            self._progress.report(share)
