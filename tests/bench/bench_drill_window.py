"""How smooth the window stays under a heavy drill: ``python -m tests.bench.bench_drill_window [seconds]``; read it as ratios.

200 injects, half a minute apart, and 100 simulated units under way to two incidents, at sixtyfold speed: every real second two
injects come, units acknowledge, set out and report, the superior signs. Printed are the waits of the Qt loop (what a person feels)
with the drill's window and the conductor's room open, beside those of the same windows while the drill's clock stands.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app.domain.exercise.kinds import InjectChannel
from app.domain.exercise.scenario import Inject
from app.domain.incident.commands import OpenIncident
from app.domain.incident.model import Place
from app.domain.unit.commands import DispatchUnits
from app.kernel.clock import WallClock
from app.kernel.errors import Refusal
from app.kernel.text import Text
from app.ui.kit.garbage import GarbageKeeper
from tests.ui.drill.drill_world import World, beside

INJECTS, UNITS = 200, 100


class Waits:
    """How late a timer of 5 ms comes."""

    def __init__(self) -> None:
        self.found: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer(interval=5)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def clear(self) -> None:
        """Begin anew."""
        self.found.clear()
        self._last = time.perf_counter()

    def words(self) -> str:
        """p50, p99, the longest, and how many were longer than 50 ms; milliseconds."""
        sort = sorted(self.found)
        at = [sort[int(len(sort) * share)] * 1000 for share in (0.5, 0.99)]
        return f"p50 {at[0]:6.1f}  p99 {at[1]:6.1f}  longest {sort[-1] * 1000:7.1f}  over 50 ms: {sum(one > 0.05 for one in sort)}"

    def _tick(self) -> None:
        now = time.perf_counter()
        self.found.append(max(0.0, now - self._last - 0.005))
        self._last = now


def heavy(world: World) -> None:
    """Make the scenario and the live desk's units many."""
    injects = tuple(
        Inject(
            id=f"b{place:03d}", channel=InjectChannel.NOTE, from_=Text("演员", "actor"), to="duty_officer", at_min=place / 2,
            text=Text(f"第 {place} 条情况", f"note {place}"),
        )
        for place in range(1, INJECTS + 1)
    )
    world.flood = replace(world.flood, injects=(*world.flood.injects, *injects))
    desk = world.live.workspace.desk
    units = dict(desk.state.units)
    models = [one for one in units.values() if one.home is not None]
    for number in range(UNITS - len(units)):
        like = models[number % len(models)]
        units[f"x{number:03d}"] = replace(like, id=f"x{number:03d}", call_sign=f"备{number}", members=())
    desk._state = replace(desk.state, units=type(desk.state.units)(units))


async def body(world: World, seconds: float) -> None:
    """Hold the drill for so long and print the waits."""
    heavy(world)
    world.wall = WallClock()  # type: ignore[assignment]  # the bench waits for real
    await world.host.open(await world.prepared())
    opened = world.host.current
    assert opened is not None
    waits = Waits()
    await asyncio.sleep(2)
    waits.clear()
    await asyncio.sleep(min(5.0, seconds))
    print("clock stands ", waits.words())
    await opened.driver.begin(1.0)
    desk, context = opened.room.workspace.desk, opened.room.workspace.context()
    found = []
    centre = desk.state.profile.centre if desk.state.profile is not None else None
    for name in ("大桥村", "青石村"):
        command = OpenIncident(kind="N-FLD", place=Place(name, centre), aware_at=desk.clock.now())
        await desk.execute(command, context)
        found.append(max(desk.state.incidents, key=lambda key: desk.state.incidents[key].number))
    ready = 0
    for place, unit_id in enumerate(tuple(desk.state.units)):
        try:
            await desk.execute(DispatchUnits(incident_id=found[place % 2], unit_ids=(unit_id,)), context)
            ready += 1
        except Refusal:
            continue  # a member of a patrol that goes already
    await opened.driver.run(60.0)
    waits.clear()
    seq = desk.state.seq
    await asyncio.sleep(seconds)
    print("at 60x       ", waits.words())
    behind = opened.driver.now - max(one.stamp.at for one in opened.room.conductor.records)
    print(f"{desk.state.seq - seq} entries in {seconds:g} s, {len(found)} incidents, {ready} units; last entry {behind} ago")


def main() -> None:
    """Run it."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 20.0
    app = QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory() as folder, GarbageKeeper():
        beside(app, Path(folder), lambda world: body(world, seconds))


if __name__ == "__main__":
    main()
