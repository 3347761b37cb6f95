"""The clock of a drill: it begins at any moment, runs at any speed, stands, jumps; and it lets what was due happen at its moment.

A clock that is looked at every second and runs sixtyfold passes a minute between two looks. What was due in that minute is done
while the clock is *held* at the moment at which it was due, so that a drill is the same at every speed. It never goes back behind
its ``floor``, the moment of the last entry of the journal.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from app.kernel.clock import Clock, ScaledClock, as_utc


class DrillClock:
    """Reads ``base`` (the wall clock, or one that stands still for runs that do not wait)."""

    def __init__(self, base: Clock, start: datetime, speed: float = 0.0) -> None:
        self._inner = ScaledClock(base, start, speed)
        self._floor = as_utc(start)
        self._held: datetime | None = None

    @property
    def speed(self) -> float:
        """Seconds of the drill in one second of the base clock; 0 while it stands."""
        return self._inner.speed

    @property
    def floor(self) -> datetime:
        """The latest moment at which something happened."""
        return self._floor

    def now(self) -> datetime:
        """The present moment of the drill, or the one that it is held at; never before its floor."""
        return max(self._held if self._held is not None else self._inner.now(), self._floor)

    def happened(self, at: datetime) -> None:
        """Something happened at this moment: nothing happens before it any more."""
        self._floor = max(self._floor, at)

    def run(self, speed: float) -> None:
        """Go on from the present moment at this speed."""
        self._inner.run(speed)

    def jump(self, to: datetime) -> None:
        """Go on from this moment, which must not lie behind the floor (``ValueError``)."""
        if to < self._floor:
            raise ValueError(f"a drill does not go back: {to}")
        self._inner.jump(to)

    @contextmanager
    def hold(self, at: datetime) -> Iterator[None]:
        """Within the block it is this moment, or the floor if that is later."""
        before, self._held = self._held, at
        try:
            yield
        finally:
            self._held = before
