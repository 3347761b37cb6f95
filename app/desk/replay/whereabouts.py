"""Where units were at a moment: the sampled positions of an hour or two at a time, read beside the loop."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from app.desk.jobs import Jobs, Progress
from app.desk.replay.footage import Track
from app.domain.tracking.model import Flag
from app.domain.unit.model import Position

BEFORE = timedelta(hours=1)
"""A position is looked for so long before the moment; an older one says nothing about where a unit was."""

AHEAD = timedelta(hours=1)
"""So much is read at once."""

SOON_S = 3.0
"""When the end of what was read will be reached within so many real seconds, the next is read."""


class Trace:
    """Positions between two moments, by unit and time."""

    def __init__(self, since: datetime, until: datetime, tracks: dict[str, tuple[Position, ...]]) -> None:
        self.since, self.until = since, until
        believed = {unit: tuple(one for one in track if Flag.JUMP.value not in one.flags) for unit, track in tracks.items()}
        self._tracks = {unit: ([one.at for one in track], track) for unit, track in believed.items() if track}

    def at(self, moment: datetime) -> dict[str, Position]:
        """The last position of each unit up to this moment, none older than ``BEFORE``."""
        found = {}
        for unit, (times, track) in self._tracks.items():
            place = bisect_right(times, moment)
            if place and moment - times[place - 1] <= BEFORE:
                found[unit] = track[place - 1]
        return found


def read_trace(track: Track, units: Iterable[str], moment: datetime) -> Trace:
    """What was kept around a moment; blocks its thread."""
    since, until = moment - BEFORE, moment + AHEAD
    return Trace(moment, until, {unit: track(unit, since, until) for unit in units})


class Whereabouts:
    """Follows the moment that is shown: what is at hand is shown at once, what is not as soon as it was read."""

    def __init__(
        self, track: Track, jobs: Jobs, units: Callable[[], Iterable[str]], show: Callable[[dict[str, Position]], None]
    ) -> None:
        self._track, self._jobs, self._units, self._show = track, jobs, units, show
        self._trace: Trace | None = None
        self._wanted: datetime | None = None
        self.reading = False

    def wants_more(self, moment: datetime, speed: float) -> bool:
        """Show what is known of this moment; whether something is to be read first, or soon."""
        trace = self._trace
        if trace is not None and trace.since <= moment < trace.until:
            self._show(trace.at(moment))
            return not self.reading and moment + timedelta(seconds=speed * SOON_S) >= trace.until
        self._wanted = moment
        return not self.reading

    async def read(self, moment: datetime) -> None:
        """Read around this moment, and again where meanwhile another one is looked at. ``Fault`` where the disk says no."""
        self.reading = True
        try:
            while True:
                self._wanted = None
                trace = self._trace = await self._jobs.run(self._reader(moment))
                last: datetime | None = self._wanted
                if last is None or trace.since <= last < trace.until:
                    self._show(trace.at(last or moment))
                    return
                moment = last
        finally:
            self.reading = False

    def _reader(self, moment: datetime) -> Callable[[Progress], Trace]:
        units = tuple(self._units())
        return lambda _progress: read_trace(self._track, units, moment)
