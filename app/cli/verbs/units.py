"""``units``: who there is, what they do now, and a change of status as it was reported."""

from __future__ import annotations

from typing import Any

from app.cli.arguments import moment_of, path_of, unit_of
from app.cli.output import iso, table
from app.cli.session import Session
from app.cli.tree import Tree
from app.cli.verbs import track
from app.domain.duty.commands import RegisterContacts
from app.domain.state import State
from app.domain.unit.commands import RegisterUnits, SetUnitStatus
from app.domain.unit.model import Unit, UnitStatus
from app.domain.unit.rules import is_available
from app.kernel.errors import Refusal
from app.kernel.geo import Point, distance_m


def add(tree: Tree) -> None:
    """The parsers of this family."""
    family = tree.family("units")
    listing = family.verb("list", list_units)
    listing.add_argument("--kind", metavar="K", help=tree.say("cli.help.unit_kind"))
    listing.add_argument("--available", action="store_true", help=tree.say("cli.help.available"))
    listing.add_argument("--near", metavar="I", help=tree.say("cli.help.near"))
    changing = family.verb("status", set_status)
    changing.add_argument("unit", metavar="U", help=tree.say("cli.help.unit"))
    changing.add_argument("status", choices=[one.value for one in UnitStatus], help=tree.say("cli.help.unit_status"))
    changing.add_argument("--source", default="phone", metavar="WORD", help=tree.say("cli.help.source"))
    changing.add_argument("--at", metavar="T", help=tree.say("cli.help.made_at"))
    tree.actor(changing)
    importing = family.verb("import", import_units)
    importing.add_argument("file", type=path_of, metavar="FILE.xlsx", help=tree.say("cli.help.roster"))
    tree.actor(importing)
    track.add(family)
    templating = family.verb("template", template)
    templating.add_argument("file", type=path_of, metavar="FILE.xlsx", help=tree.say("cli.help.roster"))


async def list_units(session: Session) -> int:
    """List the units; with ``--near`` the nearest to an incident first, by their bases (only the window knows live positions)."""
    arguments = session.arguments
    async with session.desk() as workspace:
        state, reference = workspace.desk.state, workspace.desk.reference
        kind = arguments.kind.upper() if arguments.kind else ""
        if kind and kind not in reference.unit_kinds:
            raise Refusal("unit_kind_unknown", {"unit": "", "unit_kind": arguments.kind})
        place = state.incident(arguments.near).place.point if arguments.near else None
        rows = [
            _row(one, place, session, state)
            for one in state.units.values()
            if kind in ("", one.kind) and (is_available(one) or not arguments.available)
        ]
        rows.sort(key=lambda row: (row["distance_m"] is None, row["distance_m"] or 0, row["kind"], row["id"]))
        lines = table((r["id"], r["name"], r["kind_name"], r["status_name"], r["crew"], _km(r), r["incident"]) for r in rows)
        session.out.answer(rows, lines or [session.wording.say("cli.units.none")])
    return 0


def _row(unit: Unit, place: Point | None, session: Session, state: State) -> dict[str, Any]:
    point = unit.home
    holder = state.incidents.get(unit.incident_id)
    return {
        "id": unit.id,
        "name": session.wording.text(unit.name),
        "kind": unit.kind,
        "kind_name": session.describer.unit_kind(unit.kind),
        "status": unit.status.value,
        "status_name": session.wording.say(f"unit_status.{unit.status}"),
        "status_at": iso(unit.status_at),
        "status_source": unit.status_source,
        "available": is_available(unit),
        "organisation": unit.organisation,
        "call_sign": unit.call_sign,
        "leader": unit.leader,
        "phone": unit.phone,
        "crew": unit.crew,
        "vehicles": unit.vehicles,
        "capabilities": list(unit.capabilities),
        "members": list(unit.members),
        "lat": point.lat if point else None,
        "lon": point.lon if point else None,
        "incident": holder.number if holder else "",
        "distance_m": round(distance_m(point, place)) if point and place else None,
    }


def _km(row: dict[str, Any]) -> str:
    return "" if row["distance_m"] is None else f"{row['distance_m'] / 1000:.1f} km"


async def set_status(session: Session) -> int:
    """Stamp a unit's status as it was reported."""
    arguments = session.arguments
    async with session.desk() as workspace:
        desk = workspace.desk
        unit = unit_of(arguments.unit, desk.state)
        command = SetUnitStatus(
            unit_id=unit.id,
            status=UnitStatus(arguments.status),
            source=arguments.source,
            at=moment_of(arguments.at, desk.clock),
        )
        records = await desk.execute(command, session.context())
        row = _row(desk.state.units[unit.id], None, session, desk.state)
        session.out.answer(row, [session.describer.record(one, desk.state) for one in records])
    return 0


async def import_units(session: Session) -> int:
    """Take in the units and contacts of a workbook, all or none; what is known by its id is changed and keeps its work."""
    arguments = session.arguments
    async with session.desk() as workspace:
        desk = workspace.desk
        commands = session.doors.read_roster(arguments.file, desk.state, desk.reference)
        records = [one for command in commands for one in await desk.execute(command, session.context())]
        lines = [session.describer.record(one, desk.state) for one in records]
        counts = {
            "units": sum(len(one.units) for one in commands if isinstance(one, RegisterUnits)),
            "contacts": sum(len(one.contacts) for one in commands if isinstance(one, RegisterContacts)),
        }
        session.out.answer({"file": str(arguments.file), **counts}, lines)
    return 0


def template(session: Session) -> int:
    """Write an empty workbook to fill in, with the columns, the lists to choose from and all codes."""
    target = session.arguments.file
    session.doors.write_template(target, session.reference, session.lang)
    session.out.answer({"file": str(target)}, [session.wording.say("cli.units.template", file=str(target))])
    return 0
