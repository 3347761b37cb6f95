"""What goes on behind the window: the chain check, news from other seats, the demo's traffic, sampling of positions."""

from __future__ import annotations

import asyncio
import logging
import time
from datetime import timedelta

from app.catalog.pinyin import search_keys
from app.desk.traffic import DemoTraffic
from app.desk.workspace import Workspace
from app.kernel.errors import Fault
from app.ui.shell.main_window import MainWindow

_log = logging.getLogger(__name__)

SAMPLE_EVERY_S = 30.0
"""How often positions are written to their own table."""

RETAIN_EVERY_S = 6 * 3600.0
"""How often positions past their time are destroyed."""

WARM_AFTER_S = 2.0
"""The first picture of the desk and of its map comes first."""

POKE_EVERY_S = 1.0
"""How often the journal file is asked whether another process wrote to it (microseconds each time)."""


async def check_chain(workspace: Workspace, window: MainWindow) -> None:
    """Verify every seal, once, after the window stands; damage makes the desk read-only and is said."""
    try:
        checked, damage = await workspace.desk.verify()
    except Fault as fault:
        window.say(workspace.wording.fault(fault), "alarm")
        return
    window.show_chain(checked, damage.seq if damage else None)


async def warm(workspace: Workspace, window: MainWindow) -> None:
    """Make what the first call will need, while nobody waits for it: the pinyin dictionary, imported names, the intake form."""
    await asyncio.sleep(WARM_AFTER_S)
    await workspace.jobs.run(lambda _progress: search_keys("值守"))
    await workspace.jobs.run(lambda _progress: workspace.names.load())
    for problem in workspace.names.problems:
        window.say(workspace.wording.problem(problem), "warn")
    window.panel("duty").prepare()


async def follow_others(workspace: Workspace) -> None:
    """Take in what the command line or another window on the same folder writes."""
    last = workspace.poke()
    failing = False
    while True:
        await asyncio.sleep(POKE_EVERY_S)
        try:
            mark = workspace.poke()
            if mark != last:
                last = mark
                await workspace.desk.catch_up()
            failing = False
        except Fault as fault:
            if not failing:
                _log.warning("journal cannot be followed: %s", fault)
            failing = True


async def play_traffic(workspace: Workspace) -> None:
    """Move the demo's units along its roads, once a second, while the setting asks for it."""
    if workspace.demo is None:
        return
    town = await asyncio.to_thread(workspace.demo)
    traffic = DemoTraffic(town.roads, town.patrols)
    last = time.monotonic()
    while True:
        await asyncio.sleep(1.0)
        now = time.monotonic()
        if workspace.settings.current.play_demo:
            desk = workspace.desk
            desk.telemetry.report(traffic.tick(desk.state, desk.clock.now(), now - last))
        last = now


async def open_door(workspace: Workspace, window: MainWindow) -> None:
    """Listen for phones where the settings ask for it; a door that cannot be opened is said, and the desk goes on."""
    if workspace.tracking is None or not workspace.settings.current.tracking_on:
        return
    try:
        await workspace.tracking.follow(workspace.settings.current)
    except Fault as fault:
        window.say(workspace.wording.fault(fault), "alarm")


async def work_off(workspace: Workspace) -> None:
    """Send what waits in the outbox for as long as the window stands; a desk that cannot write sends nothing."""
    outbox = workspace.outbox
    if outbox is None or workspace.read_only or workspace.desk.damage is not None:
        return
    outbox.start()
    try:
        await asyncio.Event().wait()
    finally:
        await outbox.stop()


async def keep_pack(workspace: Workspace) -> None:
    """Keep a survival pack up to date where the settings ask for it; a desk that cannot write keeps none."""
    if workspace.pack_keeper is not None and not workspace.read_only and workspace.desk.damage is None:
        await workspace.pack_keeper.run()


async def take_warnings(workspace: Workspace) -> None:
    """Take warnings in from where the settings say; nothing is asked until they do."""
    if workspace.warnings_in is not None:
        await workspace.warnings_in.run()


async def sample_positions(workspace: Workspace) -> None:
    """Write the last positions down now and then, away from the interface, and drop those past their time."""
    store = workspace.positions
    if store is None:
        return
    failing = False
    retained_s = float("-inf")
    while True:
        try:
            if time.monotonic() - retained_s >= RETAIN_EVERY_S:
                retained_s = time.monotonic()
                kept_for = timedelta(days=max(1, workspace.settings.current.tracking_days))
                await workspace.jobs.run(lambda _progress, kept_for=kept_for: store.retain(workspace.desk.clock.now() - kept_for))
            await asyncio.sleep(SAMPLE_EVERY_S)
            batch = tuple(workspace.desk.telemetry.positions.values())
            await workspace.jobs.run(lambda _progress, batch=batch: store.sample(batch))
            failing = False
        except Fault as fault:
            if not failing:
                _log.warning("positions are not kept: %s", fault)
            failing = True
