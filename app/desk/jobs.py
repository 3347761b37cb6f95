"""Long work on a frozen picture, away from the interface: with progress, and to be cancelled."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

_T = TypeVar("_T")


class Cancelled(Exception):  # noqa: N818 - somebody's wish, not an error
    """The job was told to stop and did."""


class Progress:
    """What a job sees: say how far it is, ask whether to go on. Safe to use from the job's thread."""

    def __init__(self, tell: Callable[[float, str], None]) -> None:
        self._tell = tell
        self._stop = threading.Event()

    def report(self, share: float, words: str = "") -> None:
        """Say how far it is (0 to 1); raises ``Cancelled`` when somebody wants it to stop."""
        if self._stop.is_set():
            raise Cancelled
        self._tell(min(max(share, 0.0), 1.0), words)

    def should_stop(self) -> bool:
        """Whether somebody wants it to stop."""
        return self._stop.is_set()

    def cancel(self) -> None:
        """Ask the job to stop at its next step."""
        self._stop.set()


class Jobs:
    """Runs pure work in a few threads. One at a time by default: two cores, and the interface needs one."""

    def __init__(self, workers: int = 1) -> None:
        self._pool = ThreadPoolExecutor(max_workers=workers, thread_name_prefix="job")

    async def run(
        self, work: Callable[[Progress], _T], on_progress: Callable[[float, str], None] | None = None
    ) -> _T:
        """The result of ``work``; cancelling this call tells the job to stop."""
        loop = asyncio.get_running_loop()

        def tell(share: float, words: str) -> None:
            if on_progress is not None:
                loop.call_soon_threadsafe(on_progress, share, words)

        progress = Progress(tell)
        try:
            return await loop.run_in_executor(self._pool, work, progress)
        except asyncio.CancelledError:
            progress.cancel()
            raise

    def close(self) -> None:
        """Start nothing more and wait for what runs."""
        self._pool.shutdown(wait=True, cancel_futures=True)
