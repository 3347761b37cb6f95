"""What the window does by itself in the tests of other processes: ``python -m tests.scenarios.window_scripts NAME DATA [MORE]``.

It is the real program with the real window on the real data folder; a script takes the place of the person and says in lines
of JSON what it sees.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import sys
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from app import bootstrap
from app.catalog.locations import program_files
from app.domain.incident.commands import OpenIncident
from app.domain.incident.model import Place
from app.domain.reporting.rules import Urgency
from app.ui.app import run_window
from app.ui.kit.bars import Banner
from app.ui.rehearsal import map_painted
from app.ui.services import Services
from app.ui.shell.main_window import MainWindow
from app.ui.shell.status import StatusLine
from app.ui.shell.strip import ChipWidget

WAIT_S = 40.0
Script = Callable[[MainWindow, Services], Awaitable[int]]


def tell(**facts: Any) -> None:
    """One line for the test; it is written when this returns."""
    print(json.dumps(facts, default=str), flush=True)


async def until(true: Callable[[], bool], what: str) -> None:
    """Wait for something that must come about."""
    loop = asyncio.get_running_loop()
    deadline = loop.time() + WAIT_S
    while not true():
        if loop.time() > deadline:
            raise TimeoutError(what)
        await asyncio.sleep(0.02)


def fire(services: Services, hours_ago: float) -> OpenIncident:
    """A house fire with two dead, of which this desk learnt so long ago."""
    place = next(one for one in services.state.facilities.values() if one.name.zh == "青石村三组")
    aware_at = services.workspace.desk.clock.now() - timedelta(hours=hours_ago)
    return OpenIncident(
        kind="A-FIR", place=Place(place.name.zh, place.point), aware_at=aware_at, facts={"dead": 2}, narrative="第二次来电"
    )


def owed(services: Services, incident_id: str) -> dict[str, list[str]]:
    """The open reports of an incident: key, due time, urgency now."""
    now = services.workspace.desk.clock.now()
    return {
        one.key: [one.due_at.isoformat(), one.urgency(now).value]
        for one in services.watcher.current
        if one.incident_id == incident_id and one.obligation is not None
    }


def seen(window: MainWindow, services: Services) -> dict[str, Any]:
    """What a person sees and what stands behind it."""
    desk = services.workspace.desk
    now = desk.clock.now()
    return {
        "visible": window.isVisible(),
        "seq": desk.state.seq,
        "incidents": {one: owed(services, one) for one in desk.state.incidents},
        "overdue": [one.key for one in services.watcher.current if one.urgency(now) is Urgency.OVERDUE],
        "chips": [one.accessibleName() for one in window.findChildren(ChipWidget) if one.isVisible()],
        "said": window.findChild(StatusLine).said,
        "faults": [one.text for one in window.faults.findChildren(Banner) if one.isVisible()],
        "plans": sorted(desk.reference.plans),
        "damage": desk.damage.seq if desk.damage is not None else None,
        "read_only": services.workspace.read_only,
        "language": services.lang,
    }


async def looks(window: MainWindow, services: Services) -> int:
    """Tell what the window shows once its map is painted."""
    painted = await map_painted(services)
    tell(map_painted=painted, **seen(window, services))
    return 0


async def opens(window: MainWindow, services: Services) -> int:
    """Take in one incident after the other and tell each as soon as it is confirmed; ended from outside."""
    tell(ready=True)
    hours = 0.0
    while True:
        records = await services.execute(fire(services, hours))
        opened = records[0].entry.incident_id
        tell(seq=records[-1].seq, incident=opened, owed=owed(services, opened))
        hours += 1.5
        await asyncio.sleep(0.01)


async def stands(window: MainWindow, services: Services) -> int:
    """Out of sight until somebody raises the window; then tell each incident that another process takes in."""
    window.hide()
    known = set(services.state.incidents)
    tell(ready=True)
    await until(window.isVisible, "the raised window")
    tell(raised=True)
    await until(lambda: bool(set(services.state.incidents) - known), "the other process's incident")
    new = (set(services.state.incidents) - known).pop()
    panel = window.panel("duty")
    await until(lambda: any(card.id == new for card in panel.list.cards.cards), "the card in the list")
    tell(came=new, seq=services.state.seq)
    return 0


async def tries(window: MainWindow, services: Services) -> int:
    """Take one incident in, whatever the world says, and tell what was said on the screen.

    A damaged journal is waited for: the whole chain is checked after the window stands.
    """
    if os.environ.get("EXPECT_DAMAGE"):
        await until(lambda: services.workspace.desk.damage is not None and bool(window.faults.isVisible()), "the chain check")
    before = services.state
    done = await services.attempt(fire(services, 0))
    tell(done=done, same_state=services.state is before, **seen(window, services))
    return 0


def fill_up(ballast: Path) -> None:
    """Write until the disk takes nothing more."""
    with open(ballast, "wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(bytes(4096))


async def fills(window: MainWindow, services: Services) -> int:
    """Work on a disk that gets full and has room again."""
    ballast = services.workspace.data_dir / "ballast"
    first = await services.attempt(fire(services, 0))
    fill_up(ballast)
    refused = False
    before = services.state
    for _ in range(2000):  # the log may have some pages to spare
        before = services.state
        if not await services.attempt(fire(services, 0)):
            refused = True
            break
    # a small note (an alarm was raised) may still find room where an incident does not
    same = services.state.incidents is before.incidents
    tell(first=first, refused=refused, same_state=same, **seen(window, services))
    ballast.unlink()
    tell(again=await services.attempt(fire(services, 0)), seq=services.state.seq)
    return 0


SCRIPTS: dict[str, Script] = {one.__name__: one for one in (looks, opens, stands, tries, fills)}


def main() -> int:
    """Open the window on a data folder and let the script of that name play."""
    name, data = sys.argv[1], Path(sys.argv[2])
    logging.basicConfig(level=logging.INFO, stream=sys.stderr)
    root = os.environ.get("PROGRAM_FILES")
    files = type(program_files())(Path(root)) if root else None
    return run_window(
        data, lambda: bootstrap.open_workspace(data, files=files), lambda: bootstrap.make_demo(data), SCRIPTS[name]
    )


if __name__ == "__main__":
    sys.exit(main())
