"""Notices that somebody set the wall clock, and that nobody watched for a while. Asks two clocks and keeps no timer.

A wall clock that differs from the steady one by 2 s or more between two looks was set (suggested: a time service that is
only catching up moves it by milliseconds). The steady clock goes on while the machine sleeps, so sleep is not a jump.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from app.domain.alarm.model import ClockJump
from app.kernel.clock import Clock, steady_s

_log = logging.getLogger(__name__)

JUMP_S = 2.0
"""A smaller difference is no jump (suggested)."""

AWAY_S = 90.0
"""Nobody looked for this long: the machine slept, or the program stood still."""

BEAT_S = 60.0
"""How often it is written down that somebody watches."""

_TOGETHER_S = 0.1
"""Both clocks were read within this time, else they are read again."""


class Looked(msgspec.Struct, frozen=True):
    """What a look found: a jump of the wall clock, and since when (by the wall clock) nobody had looked."""

    jump: ClockJump | None = None
    away_since: datetime | None = None


class ClockWatch:
    """Compares the wall clock with a steady one at each look."""

    def __init__(self, wall: Clock, steady: Callable[[], float] = steady_s) -> None:
        self._wall = wall
        self._steady = steady
        self._last: tuple[datetime, float] | None = None

    def look(self) -> Looked:
        """What happened since the last look. The first look finds nothing."""
        wall, steady = self._read()
        last, self._last = self._last, (wall, steady)
        if last is None:
            return Looked()
        elapsed_s = max(0.0, steady - last[1])
        shift_s = (wall - last[0]).total_seconds() - elapsed_s
        jump = ClockJump(last[0], wall, elapsed_s) if abs(shift_s) >= JUMP_S else None
        return Looked(jump, last[0] if elapsed_s >= AWAY_S else None)

    def _read(self) -> tuple[datetime, float]:
        """Both clocks at one moment: a machine that falls asleep between the two readings must not look like a jump."""
        for _ in range(5):
            before = self._steady()
            wall = self._wall.now()
            after = self._steady()
            if after - before < _TOGETHER_S:
                break
        return wall, after


class Heartbeat:
    """A small file that says when somebody last watched: after a power cut it tells since when nobody did."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._beat: datetime | None = None
        self._broken = False

    def last(self) -> datetime | None:
        """The last beat of the program before this one; ``None`` where it is not known."""
        try:
            at = datetime.fromisoformat(self._path.read_text(encoding="ascii").strip())
        except (OSError, ValueError):  # a first start, or a file that was cut off with the power
            return None
        return at if at.tzinfo is not None else None

    def beat(self, at: datetime, *, now: bool = False) -> None:
        """Write it down, at most once a minute unless ``now``. A disk that refuses costs only this knowledge."""
        if not now and self._beat is not None and timedelta(0) <= at - self._beat < timedelta(seconds=BEAT_S):
            return
        self._beat = at
        part = self._path.with_suffix(".part")
        try:
            part.write_text(at.astimezone(UTC).isoformat(), encoding="ascii")
            os.replace(part, self._path)
        except OSError as error:
            if not self._broken:
                _log.warning("it cannot be written down that somebody watches: %s", error)
            self._broken = True
        else:
            self._broken = False
