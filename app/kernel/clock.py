"""The clock port: nobody below the composition root asks the machine what time it is."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
"""The zone of every time that a person reads or types; inside, times are aware UTC."""


class Clock(Protocol):
    """Tells the time of one desk."""

    def now(self) -> datetime:
        """The present moment, aware, UTC."""
        ...

    @property
    def speed(self) -> float:
        """Seconds of this clock in one real second; 0 while it stands."""
        ...


class WallClock:
    """The machine's own clock."""

    speed = 1.0

    def now(self) -> datetime:
        """The present moment, aware, UTC."""
        return datetime.now(UTC)


class FixedClock:
    """A clock that stands still until it is told to move: for tests and for replays."""

    speed = 0.0

    def __init__(self, at: datetime) -> None:
        self._at = as_utc(at)

    def now(self) -> datetime:
        """The moment it was set to."""
        return self._at

    def set(self, at: datetime) -> None:
        """Stand at this moment from now on."""
        self._at = as_utc(at)

    def advance(self, delta: timedelta) -> None:
        """Move on by this much."""
        self._at += delta


class ScaledClock:
    """A clock that starts at any moment and runs at any speed (a drill, a replay); it can be paused.

    It reads an underlying clock, so it stands where it should after a pause of the machine too.
    """

    def __init__(self, base: Clock, start: datetime, speed: float = 1.0) -> None:
        self._base = base
        self._anchor_base = base.now()
        self._anchor = as_utc(start)
        self._speed = speed

    @property
    def speed(self) -> float:
        """Seconds of this clock in one second of the base clock; 0 while paused."""
        return self._speed

    def now(self) -> datetime:
        """The present moment of this clock, aware, UTC."""
        return self._anchor + (self._base.now() - self._anchor_base) * self._speed

    def run(self, speed: float) -> None:
        """Go on from the present moment at this speed (0 pauses)."""
        self._anchor, self._anchor_base = self.now(), self._base.now()
        self._speed = speed

    def jump(self, to: datetime) -> None:
        """Go on from this moment at the speed it has."""
        self._anchor, self._anchor_base = as_utc(to), self._base.now()


def steady_s() -> float:
    """Seconds of a clock that nobody can set and that goes on while the machine sleeps; only differences mean something.

    ``CLOCK_BOOTTIME`` where there is one (Linux). Elsewhere the system's monotonic clock, which counts sleep on Windows and,
    asked by its number, on macOS.
    """
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    if boot is not None:
        return time.clock_gettime(boot)
    own = getattr(time, "CLOCK_MONOTONIC", None)
    return time.monotonic() if own is None else time.clock_gettime(own)


def as_utc(at: datetime) -> datetime:
    """The same moment in UTC; a naive time is a bug in the caller and raises ``ValueError``."""
    if at.tzinfo is None:
        raise ValueError(f"naive time: {at!r}")
    return at.astimezone(UTC)


def beginning_of(day: date) -> datetime:
    """When a day begins in Beijing, in UTC."""
    return as_utc(datetime(day.year, day.month, day.day, tzinfo=SHANGHAI))


def to_local(at: datetime) -> datetime:
    """The same moment on a Chinese wall clock."""
    return at.astimezone(SHANGHAI)
