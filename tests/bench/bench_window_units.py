"""How the whole window bears many units on the move: ``python -m tests.bench.bench_window_units [seconds] [units]``.

The real window on the demonstration, with so many more units, all of them seen somewhere else once a second. Positions come to
the desk's own lane as the tracker brings them, fifty milliseconds' worth at a time. Printed are the waits of the Qt loop (what
a person feels), the share of time in which its thread worked, and how old the oldest position of a picture is when it has been
painted, for each panel that is open; beside them the same window while nobody moves.
"""

from __future__ import annotations

import asyncio
import math
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path

from app.bootstrap import make_demo, open_workspace
from app.domain.unit.commands import RegisterUnits
from app.domain.unit.model import Position, Unit
from app.kernel.geo import Point
from app.kernel.text import Text
from app.map.layers.view import MapPicture
from app.map.unit_feed import UnitFeed, UnitUpdate
from app.ui.rehearsal import map_painted, play_on_demo
from app.ui.services import Services
from app.ui.shell.main_window import MainWindow
from tests.bench.bench_drill_window import Waits

KINDS = ("F-POL", "F-FIRE", "F-MED", "F-MIL", "F-VOL", "F-GRD", "F-JPT", "F-FOR")
SLICES = 20


class Movers:
    """Units spread over the region of the desk, each of them somewhere else every second."""

    def __init__(self, services: Services, count: int) -> None:
        self._services = services
        self._region = services.state.profile.region
        self.count = count
        self._second = 0
        self._part = 0

    def units(self) -> tuple[Unit, ...]:
        """The units as they are registered."""
        return tuple(
            Unit(f"m{n}", KINDS[n % len(KINDS)], Text(f"力量{n}", f"Unit {n}"), home=self._at(n), call_sign=f"M{n}", crew=4)
            for n in range(self.count)
        )

    def _at(self, n: int) -> Point:
        region, step = self._region, self._second
        return Point(
            region.south + (n * 0.414213 + step * 0.0007) % 1 * (region.north - region.south),
            region.west + (n * 0.618033 + step * 0.001) % 1 * (region.east - region.west),
        )

    async def move(self, seconds: float) -> None:
        """Let them move for so long."""
        desk = self._services.workspace.desk
        next_at = time.perf_counter()
        until = next_at + seconds
        while next_at < until:
            now = desk.clock.now()
            desk.telemetry.report([
                Position(f"m{n}", self._at(n), now, "bench", 30.0, (n + self._second) * 7 % 360)
                for n in range(self._part, self.count, SLICES)
            ])  # fmt: skip
            self._part += 1
            if self._part == SLICES:
                self._part, self._second = 0, self._second + 1
            next_at += 1 / SLICES
            await asyncio.sleep(max(0.0, next_at - time.perf_counter()))


class Painted:
    """How old the oldest position of a picture is when the page says that it has painted it, in milliseconds."""

    def __init__(self, services: Services) -> None:
        self.ages_ms: list[float] = []
        self._clock = services.workspace.desk.clock
        self._oldest: dict[int, datetime] = {}
        self._view = services.map_view
        self._show, self._take = self._view.show_units, UnitFeed.take
        self._taken: dict[int, datetime] = {}
        UnitFeed.take = lambda feed, picture: self._note(picture, self._take(feed, picture))
        self._view.show_units = self._sent
        self._view.painted_up_to.connect(self._on_painted)

    def _note(self, picture: MapPicture, update: UnitUpdate) -> UnitUpdate:
        if picture.moved:
            self._taken[id(update)] = min(one.at for one in picture.moved.values())
        return update

    def _sent(self, update: UnitUpdate) -> int:
        number, oldest = self._show(update), self._taken.pop(id(update), None)
        if oldest is not None:
            self._oldest[number] = oldest
        return number

    def _on_painted(self, number: int) -> None:
        now = self._clock.now()
        for one in [one for one in self._oldest if one <= number]:
            self.ages_ms.append((now - self._oldest.pop(one)).total_seconds() * 1000)

    def words(self) -> str:
        """p50 and p99."""
        ordered = sorted(self.ages_ms) or [math.nan]
        return f"arrival to painted p50 {ordered[len(ordered) // 2]:.0f}  p99 {ordered[int(len(ordered) * 0.99)]:.0f}"


async def measure(
    window: MainWindow, services: Services, movers: Movers, painted: Painted, panel: str, seconds: float
) -> None:
    """Print the waits with this panel open: while nobody moves, and while all do."""
    window.show_panel(panel)
    await asyncio.sleep(3)
    waits, busy_s = Waits(), time.thread_time()
    await asyncio.sleep(seconds)
    print(f"{panel:8} standing: {waits.words()}  busy {(time.thread_time() - busy_s) / seconds:4.0%}", flush=True)
    await movers.move(2)
    waits.clear()
    painted.ages_ms.clear()
    busy_s = time.thread_time()
    await movers.move(seconds)
    busy = (time.thread_time() - busy_s) / seconds
    print(f"{panel:8} moving:   {waits.words()}  busy {busy:4.0%}  {painted.words()}", flush=True)


async def _play(window: MainWindow, services: Services) -> int:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 8
    window.resize(1366, 768)
    await map_painted(services)
    services.workspace.settings.keep(play_demo=False)  # the demonstration's own traffic comes all at once
    movers = Movers(services, int(sys.argv[2]) if len(sys.argv) > 2 else 10_000)
    await services.execute(RegisterUnits(movers.units()))
    await movers.move(1.5)
    painted = Painted(services)
    newest = max(services.state.incidents.values(), key=lambda one: one.aware_at)
    for panel in ("duty", "units", "map"):
        if panel == "duty":
            services.navigator.show_incident(newest.id, "units")
        await measure(window, services, movers, painted, panel, seconds)
    return 0


def main() -> int:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        return play_on_demo(data, lambda: open_workspace(data), lambda: make_demo(data, reset=True), _play)


if __name__ == "__main__":
    sys.exit(main())
