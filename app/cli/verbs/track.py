"""``units track``: where units were, as a table, JSON, GPX or CSV."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from app.cli.arguments import moment_of, path_of, unit_of
from app.cli.output import iso, table
from app.cli.session import Session
from app.cli.tree import Tree
from app.desk.workspace import Workspace
from app.domain.tracking.model import Flag
from app.domain.unit.model import Position
from app.kernel.clock import to_local
from app.kernel.errors import Refusal

BACK = timedelta(hours=24)


def add(family: Tree) -> None:
    """The parser of this verb, under ``units``."""
    say = family.say
    tracking = family.verb("track", track)
    tracking.add_argument("unit", metavar="U", nargs="?", default="", help=say("cli.help.track_unit"))
    tracking.add_argument("--since", metavar="T", help=say("cli.help.since"))
    tracking.add_argument("--until", metavar="T", help=say("cli.help.until"))
    tracking.add_argument("--format", choices=("table", "json", "gpx", "csv"), default="table", help=say("cli.help.track_format"))
    tracking.add_argument("--output", type=path_of, metavar="FILE", help=say("cli.help.output"))


async def track(session: Session) -> int:
    """Where a unit (or each) was; doubted positions are left out."""
    arguments = session.arguments
    async with session.desk() as workspace:
        if workspace.positions is None:
            raise Refusal("positions_not_kept")
        found = _trails(session, workspace)
        wanted = arguments.format
        if wanted in ("gpx", "csv"):
            return _as_file(session, wanted, [(session.wording.text(workspace.desk.state.units[u].name), t) for u, t in found])
        rows = [_row(position) for _, trail in found for position in trail]
        lines = table(_line(position, session) for _, trail in found for position in trail)
        session.out.as_json = session.out.as_json or wanted == "json"
        session.out.answer(rows, lines or [session.wording.say("cli.track.none")])
    return 0


def _trails(session: Session, workspace: Workspace) -> list[tuple[str, tuple[Position, ...]]]:
    arguments, state, clock = session.arguments, workspace.desk.state, workspace.desk.clock
    store = workspace.positions
    if store is None:
        raise Refusal("positions_not_kept")
    until = moment_of(arguments.until, clock) or clock.now() + timedelta(seconds=1)
    since = moment_of(arguments.since, clock) or until - BACK
    units = [unit_of(arguments.unit, state).id] if arguments.unit else sorted(state.units)
    trails = [(unit_id, without_jumps(store.track(unit_id, since, until))) for unit_id in units]
    return [(unit_id, trail) for unit_id, trail in trails if trail]


def without_jumps(trail: Sequence[Position]) -> tuple[Position, ...]:
    """The trail without what was doubted and never confirmed."""
    return tuple(one for one in trail if Flag.JUMP.value not in one.flags)


def _as_file(session: Session, wanted: str, trails: list[tuple[str, tuple[Position, ...]]]) -> int:
    data = session.doors.trail_file(wanted, trails)
    target = session.arguments.output
    count = sum(len(trail) for _, trail in trails)
    if target is None:
        sys.stdout.write(data.decode("utf-8-sig"))
        return 0
    target.write_bytes(data)
    session.out.answer({"file": str(target), "positions": count}, [
        session.wording.say("cli.track.written", file=str(target), count=count)
    ])
    return 0


def _row(one: Position) -> dict[str, Any]:
    return {
        "unit": one.unit_id,
        "at": iso(one.at),
        "lat": one.point.lat,
        "lon": one.point.lon,
        "speed_kmh": round(one.speed_kmh, 1),
        "heading_deg": round(one.heading_deg),
        "accuracy_m": round(one.accuracy_m, 1),
        "battery_pct": one.battery_pct if one.battery_pct >= 0 else None,
        "source": one.source,
        "device": one.device_id,
        "flags": list(one.flags),
    }


def _line(one: Position, session: Session) -> tuple[object, ...]:
    flags = " ".join(session.wording.say(f"tracking.flag.{flag}") for flag in one.flags)
    place = f"{one.point.lat:.5f},{one.point.lon:.5f}"
    at = to_local(one.at).strftime("%Y-%m-%d %H:%M:%S")  # a phone reports every few seconds
    return one.unit_id, at, place, f"{one.speed_kmh:.0f} km/h", session.describer.source(one.source), flags
