"""``devices``: terminals that report positions; ``listen``: take positions in without a window."""

from __future__ import annotations

import asyncio
import json
import logging
import math
import signal
from contextlib import suppress
from datetime import timedelta
from typing import Any

from msgspec.structs import replace

from app.cli.arguments import number_of, unit_of
from app.cli.output import iso, short, table
from app.cli.session import Session
from app.cli.tree import Tree
from app.desk.interpreter import serving_many
from app.desk.tracking import Minted, Tracking, mint, setup_row
from app.desk.workspace import Workspace
from app.domain.tracking.commands import EnrolDevice, RenewDevice, RevokeDevice
from app.domain.tracking.entries import DeviceEnrolled, DeviceRenewed
from app.domain.tracking.model import Device, TrackerApp
from app.kernel.errors import Fault, Refusal
from app.kernel.geo import Crs

_log = logging.getLogger(__name__)

FOLLOW_EVERY_S = 1.0
"""How often the journal is asked whether another process (an enrolment) wrote to it."""

RETAIN_EVERY_S = 6 * 3_600.0
"""How often positions past their time are destroyed while it listens."""

_DAY_S = 86_400.0


def add(tree: Tree) -> None:
    """The parsers of this family."""
    say = tree.say
    family = tree.family("devices")
    family.verb("list", list_devices)
    enrolling = family.verb("enrol", enrol)
    enrolling.add_argument("unit", metavar="U", help=say("cli.help.unit"))
    enrolling.add_argument("name", metavar="NAME", help=say("cli.help.device_name"))
    apps = [one.value for one in TrackerApp]
    enrolling.add_argument("--app", choices=apps, default=apps[0], help=say("cli.help.device_app"))
    data = [Crs.WGS84.value, Crs.GCJ02.value]
    enrolling.add_argument("--crs", choices=data, default=data[0], help=say("cli.help.device_crs"))
    renewing = family.verb("renew", renew)
    revoking = family.verb("revoke", revoke)
    for parser in (renewing, revoking):
        parser.add_argument("device", metavar="D", help=say("cli.help.device"))
    for parser in (enrolling, renewing):
        parser.add_argument("--url", metavar="URL", default="", help=say("cli.help.device_url"))
    revoking.add_argument("--reason", required=True, metavar="TEXT", help=say("cli.help.device_reason"))
    for parser in (enrolling, renewing, revoking):
        tree.actor(parser)
    listening = tree.verb("listen", listen)
    listening.add_argument("--bind", metavar="ADDRESS", help=say("cli.help.bind"))
    listening.add_argument("--port", type=number_of(0, 65_535), metavar="N", help=say("cli.help.port"))
    listening.add_argument("--for", dest="for_s", type=number_of(0.1, 30 * _DAY_S), metavar="S", help=say("cli.help.for_seconds"))


async def list_devices(session: Session) -> int:
    """List the terminals, those in use first. No token is shown: none is kept."""
    async with session.desk() as workspace:
        devices = sorted(workspace.desk.state.devices.values(), key=lambda one: (not one.is_active, one.unit_id, one.name))
        rows = [_row(one, session) for one in devices]
        lines = table((r["id"], r["name"], r["unit_name"], r["app_name"], r["state_name"], r["revoked_because"]) for r in rows)
        session.out.answer(rows, lines or [session.wording.say("cli.devices.none")])
    return 0


async def enrol(session: Session) -> int:
    """Enrol a terminal; its link and token are printed this once."""
    arguments = session.arguments
    async with session.desk() as workspace:
        tracking = _tracking(workspace)
        unit = unit_of(arguments.unit, workspace.desk.state)
        minted = mint()
        command = EnrolDevice(
            unit_id=unit.id, name=arguments.name, app=TrackerApp(arguments.app), token_hash=minted.token_hash,
            crs=Crs(arguments.crs),
        )
        records = await workspace.desk.execute(command, session.context())
        made = next(one.entry for one in records if isinstance(one.entry, DeviceEnrolled))
        return _show_once(session, workspace, tracking, made.device_id, minted)


async def renew(session: Session) -> int:
    """Give a terminal another token; its link is printed this once."""
    async with session.desk() as workspace:
        tracking = _tracking(workspace)
        minted = mint()
        command = RenewDevice(device_id=session.arguments.device, token_hash=minted.token_hash)
        records = await workspace.desk.execute(command, session.context())
        made = next(one.entry for one in records if isinstance(one.entry, DeviceRenewed))
        return _show_once(session, workspace, tracking, made.device_id, minted)


async def revoke(session: Session) -> int:
    """Let a terminal report no longer."""
    arguments = session.arguments
    async with session.desk() as workspace:
        desk = workspace.desk
        records = await desk.execute(RevokeDevice(device_id=arguments.device, reason=arguments.reason), session.context())
        row = _row(desk.state.devices[arguments.device], session)
        session.out.answer(row, [session.describer.record(one, desk.state) for one in records])
    return 0


async def listen(session: Session) -> int:
    """Take positions in until stopped, with suggestions acted upon where the setting says so.

    Where it listens is said on standard error (one line of JSON with ``--json``), the counts are the answer at the end.
    """
    arguments = session.arguments
    async with session.desk() as workspace:
        tracking = _tracking(workspace)
        settings = workspace.settings.current
        bind = arguments.bind or settings.tracking_bind
        port = settings.tracking_port if arguments.port is None else int(arguments.port)
        opened = await tracking.door.open(bind, port)
        tracking.arrivals.start()
        url = tracking.base(replace(settings, tracking_bind=bind, tracking_port=opened))
        opening = {"listening": True, "bind": bind, "port": opened, "url": url}
        said = session.wording.say("cli.listen.open", url=url, bind=bind, port=opened)
        session.out.remark(json.dumps(opening) if session.out.as_json else said)
        with serving_many():
            await _until_stopped(workspace, arguments.for_s)
        await tracking.close()
        counts = dict(tracking.door.counts)
        session.out.answer({"listening": False, **counts}, [session.wording.say("cli.listen.end", **counts)])
    return 0


async def _until_stopped(workspace: Workspace, for_s: float | None) -> None:
    """Until a signal or the time is over; what other processes write to the journal is taken in meanwhile."""
    loop, stopped = asyncio.get_running_loop(), asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError, ValueError):  # Windows has no such handlers: Ctrl+C ends the program there
            loop.add_signal_handler(name, stopped.set)
    until_s = None if for_s is None else loop.time() + for_s
    last, retained_s = workspace.poke(), -math.inf
    while not stopped.is_set() and (until_s is None or loop.time() < until_s):
        wait_s = FOLLOW_EVERY_S if until_s is None else min(FOLLOW_EVERY_S, max(0.0, until_s - loop.time()))
        with suppress(TimeoutError):
            await asyncio.wait_for(stopped.wait(), wait_s)
        if loop.time() - retained_s >= RETAIN_EVERY_S:
            retained_s = loop.time()
            await asyncio.to_thread(_retain, workspace)
        mark = workspace.poke()
        if mark != last:
            last = mark
            await workspace.desk.catch_up()


def _retain(workspace: Workspace) -> None:
    """Destroy positions that are past their time (personal data: Emergency Response Law 2024 art. 85); what fails is logged."""
    kept_for = timedelta(days=max(1, workspace.settings.current.tracking_days))
    try:
        if workspace.positions is not None:
            workspace.positions.retain(workspace.desk.clock.now() - kept_for)
    except Fault as fault:
        _log.warning("positions past their time are not destroyed: %s", fault)


def _show_once(session: Session, workspace: Workspace, tracking: Tracking, device_id: str, minted: Minted) -> int:
    device = workspace.desk.state.devices[device_id]
    base = session.arguments.url.rstrip("/") or tracking.base(workspace.settings.current)
    setup = setup_row(tracking.door.setup(device.app, base, device.id, minted.token, device.name))
    say = session.wording.say
    lines = [say("cli.devices.once"), say("cli.devices.link", link=setup["link"])]
    lines += table((say(f"tracking.field.{name}"), value) for name, value in setup["fields"].items())
    lines += say(f"tracking.howto.{device.app}").splitlines()
    session.out.answer({**_row(device, session), "token": minted.token, "setup": setup}, lines)
    return 0


def _tracking(workspace: Workspace) -> Tracking:
    if workspace.tracking is None:
        raise Refusal("positions_not_kept")
    return workspace.tracking


def _row(device: Device, session: Session) -> dict[str, Any]:
    state = session.workspace.desk.state
    code = "active" if device.is_active else "revoked"
    return {
        "id": device.id,
        "name": device.name,
        "unit": device.unit_id,
        "unit_name": session.describer.unit_name(device.unit_id, state),
        "app": device.app.value,
        "app_name": session.wording.say(f"tracking.app.{device.app}"),
        "crs": device.crs.value,
        "state": code,
        "state_name": session.wording.say(f"tracking.state.{code}"),
        "enrolled_at": iso(device.enrolled_at),
        "enrolled_by": device.enrolled_by,
        "enrolled": short(device.enrolled_at),
        "renewed_at": iso(device.renewed_at),
        "revoked_at": iso(device.revoked_at),
        "revoked_because": device.revoked_because,
    }
