"""``units``: who there is, what they do now, and a change of status as it was reported."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

from app.cli.arguments import moment_of, number_of, path_of, unit_of
from app.cli.output import iso, table
from app.cli.session import Session
from app.cli.tree import Tree
from app.cli.verbs import track
from app.desk.position_words import seen_words
from app.desk.together import execute_all
from app.domain.record import Command
from app.domain.unit.commands import EndRest, RestUnit, RetireUnit, SetUnitStatus
from app.domain.unit.model import Position, Unit, UnitStatus
from app.domain.unit.rules import is_available, is_resting, last_point, position_age_s, standing
from app.domain.unit.shift import on_shift
from app.kernel.errors import Refusal
from app.kernel.geo import Point, distance_m


def add(tree: Tree) -> None:
    """The parsers of this family."""
    family = tree.family("units")
    listing = family.verb("list", list_units)
    listing.add_argument("--kind", metavar="K", help=tree.say("cli.help.unit_kind"))
    listing.add_argument("--available", action="store_true", help=tree.say("cli.help.available"))
    listing.add_argument("--resting", action="store_true", help=tree.say("cli.help.resting"))
    listing.add_argument("--near", metavar="I", help=tree.say("cli.help.near"))
    showing = family.verb("show", show)
    showing.add_argument("unit", metavar="U", help=tree.say("cli.help.unit"))
    resting = family.verb("rest", rest)
    resting.add_argument("unit", metavar="U", help=tree.say("cli.help.unit"))
    resting.add_argument("--until", metavar="T", help=tree.say("cli.help.rest_until"))
    resting.add_argument("--hours", type=number_of(0.25, 168), metavar="N", help=tree.say("cli.help.rest_hours"))
    resting.add_argument("--end", action="store_true", help=tree.say("cli.help.rest_end"))
    resting.add_argument("--reason", default="", metavar="TEXT", help=tree.say("cli.help.reason"))
    tree.actor(resting)
    retiring = family.verb("retire", retire)
    retiring.add_argument("unit", metavar="U", help=tree.say("cli.help.unit"))
    retiring.add_argument("--reason", required=True, metavar="TEXT", help=tree.say("cli.help.reason"))
    tree.actor(retiring)
    changing = family.verb("status", set_status)
    changing.add_argument("unit", metavar="U", help=tree.say("cli.help.unit"))
    changing.add_argument("status", choices=[one.value for one in UnitStatus], help=tree.say("cli.help.unit_status"))
    changing.add_argument("--source", default="phone", metavar="WORD", help=tree.say("cli.help.source"))
    changing.add_argument("--at", metavar="T", help=tree.say("cli.help.made_at"))
    tree.actor(changing)
    importing = family.verb("import", import_units)
    importing.add_argument("file", type=path_of, metavar="FILE.xlsx", help=tree.say("cli.help.excel_file"))
    importing.add_argument("--dry-run", action="store_true", help=tree.say("cli.help.import_dry_run"))
    tree.actor(importing)
    track.add(family)
    exporting = family.verb("export", export)
    exporting.add_argument("file", type=path_of, metavar="FILE.xlsx", help=tree.say("cli.help.excel_file"))
    templating = family.verb("template", template)
    templating.add_argument("file", type=path_of, metavar="FILE.xlsx", help=tree.say("cli.help.excel_file"))


async def list_units(session: Session) -> int:
    """List the units with the age of their last position; with ``--near`` the nearest to an incident first."""
    arguments = session.arguments
    async with session.desk() as workspace:
        state, reference = workspace.desk.state, workspace.desk.reference
        kind = arguments.kind.upper() if arguments.kind else ""
        if kind and kind not in reference.unit_kinds:
            raise Refusal("unit_kind_not_known", {"unit_kind": arguments.kind})
        place = state.incident(arguments.near).place.point if arguments.near else None
        rows = [
            _row(one, place, session)
            for one in state.units.values()
            if kind in ("", one.kind) and not one.retired
            and (not arguments.available or (is_available(one) and not is_resting(one, session.clock.now())))
            and (not arguments.resting or is_resting(one, session.clock.now()))
        ]
        rows.sort(key=lambda row: (row["distance_m"] is None, row["distance_m"] or 0, row["kind"], row["id"]))
        lines = table(
            (r["id"], r["name"], r["kind_name"], r["standing_name"] if r["resting"] else r["status_name"], r["crew"], r["seen"],
             _km(r), r["incident"]) for r in rows
        )
        session.out.answer(rows, lines or [session.wording.say("cli.units.none")])
    return 0


def _row(unit: Unit, place: Point | None, session: Session) -> dict[str, Any]:
    """``lat`` and ``lon`` are the base; ``position`` is where it was seen last, and ``distance_m`` counts from there if known."""
    desk = session.workspace.desk
    home, position = unit.home, desk.telemetry.positions.get(unit.id)
    point = last_point(unit, position)
    holder = desk.state.incidents.get(unit.incident_id)
    now = session.clock.now()
    resting, stands = is_resting(unit, now), standing(unit, now)
    return {
        "id": unit.id,
        "name": session.wording.text(unit.name),
        "kind": unit.kind,
        "kind_name": session.describer.unit_kind(unit.kind),
        "status": unit.status.value,
        "status_name": session.wording.say(f"unit_status.{unit.status}"),
        "status_at": iso(unit.status_at),
        "status_source": unit.status_source,
        "available": is_available(unit) and not resting,
        "resting": resting,
        "resting_until": iso(unit.resting_until) if resting else None,
        "rest_reason": unit.rest_reason if resting else "",
        "standing": stands.value,
        "standing_name": session.wording.say(f"standing.{stands}"),
        "shift": unit.shift,
        "on_shift": on_shift(unit.shift, now),
        "retired": unit.retired,
        "organisation": unit.organisation,
        "call_sign": unit.call_sign,
        "leader": unit.leader,
        "phone": unit.phone,
        "crew": unit.crew,
        "vehicles": unit.vehicles,
        "capabilities": list(unit.capabilities),
        "members": list(unit.members),
        "lat": home.lat if home else None,
        "lon": home.lon if home else None,
        "position": _position(position, now),
        "seen": _seen(unit, position, session),
        "incident": holder.number if holder else "",
        "distance_m": round(distance_m(point, place)) if point and place else None,
    }


def _position(position: Position | None, now: datetime) -> dict[str, Any] | None:
    if position is None:
        return None
    return {
        "lat": position.point.lat, "lon": position.point.lon, "at": iso(position.at), "age_s": round(position_age_s(position, now)),
        "source": position.source, "flags": list(position.flags),
    }


def _seen(unit: Unit, position: Position | None, session: Session) -> str:
    """How old the position is in words, or that only the base is known."""
    say = session.wording.say
    if position is None:
        return say("duty.at_base") if unit.home else ""
    return seen_words(position, session.clock.now(), say, session.workspace.settings.current.stale_after_s)


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
        row = _row(desk.state.units[unit.id], None, session)
        session.out.answer(row, [session.describer.record(one, desk.state) for one in records])
    return 0


async def show(session: Session) -> int:
    """One unit with its people, their certificates, its equipment and its own history."""
    async with session.desk() as workspace:
        state = workspace.desk.state
        unit = unit_of(session.arguments.unit, state)
        row = _row(unit, None, session) | _more(unit, session)
        say = session.wording.say
        lines = [
            f"{row['id']}  {row['name']}  {row['kind_name']}  {row['standing_name']}  {row['seen']}".rstrip(),
            f"{unit.organisation}  {unit.leader} {unit.phone}".strip(),
            *table(
                (one["name"], one["role"], one["phone"], say("list.separator").join(
                    f"{paper['name']} {paper['expires_on'] or ''}".strip() for paper in one["qualifications"]
                ))
                for one in row["crew_members"]
            ),
            *table((one["name"], one["count"], one["state_name"], one["next_inspection_on"] or "") for one in row["equipment"]),
        ]
        session.out.answer(row, [line for line in lines if line])
    return 0


def _more(unit: Unit, session: Session) -> dict[str, Any]:
    say = session.wording.say
    return {
        "crew_members": [
            {
                "name": one.name, "phone": one.phone, "role": one.role,
                "qualifications": [
                    {
                        "name": paper.name, "number": paper.number,
                        "expires_on": str(paper.expires_on) if paper.expires_on else None,
                    }
                    for paper in one.qualifications
                ],
            }
            for one in unit.crew_members
        ],
        "equipment": [
            {
                "name": one.name, "count": one.count, "state": one.state.value,
                "state_name": say(f"equipment_state.{one.state}"), "note": one.note,
                "next_inspection_on": str(one.next_inspection_on) if one.next_inspection_on else None,
            }
            for one in unit.equipment
        ],
        "history": [
            {
                "change": one.change.value, "change_name": say(f"unit_change.{one.change}"), "at": iso(one.at),
                "status": one.status.value if one.status else None, "until": iso(one.until), "source": one.source,
                "by": one.by, "words": one.words,
            }
            for one in unit.history
        ],
    }


async def rest(session: Session) -> int:
    """Let a unit rest until a time or for some hours, or end its rest."""
    arguments = session.arguments
    async with session.desk() as workspace:
        desk = workspace.desk
        unit = unit_of(arguments.unit, desk.state)
        command: Command = EndRest(unit_id=unit.id, source="phone")
        if not arguments.end:
            until = moment_of(arguments.until, desk.clock)
            if until is None and arguments.hours is not None:
                until = desk.clock.now() + timedelta(hours=arguments.hours)
            if until is None:
                raise Refusal("rest_time_missing")
            command = RestUnit(unit_id=unit.id, until=until, reason=arguments.reason, source="phone")
        records = await desk.execute(command, session.context())
        row = _row(desk.state.units[unit.id], None, session)
        session.out.answer(row, [session.describer.record(one, desk.state) for one in records])
    return 0


async def retire(session: Session) -> int:
    """A unit is no longer one of ours; ``units status U on_standby`` brings it back."""
    async with session.desk() as workspace:
        desk = workspace.desk
        unit = unit_of(session.arguments.unit, desk.state)
        records = await desk.execute(RetireUnit(unit_id=unit.id, reason=session.arguments.reason), session.context())
        row = _row(desk.state.units[unit.id], None, session)
        session.out.answer(row, [session.describer.record(one, desk.state) for one in records])
    return 0


async def import_units(session: Session) -> int:
    """Take in a roster workbook (units with people and equipment, contacts, materials, places, beats), all or none.

    What is known by its id is changed and keeps its work; what the workbook does not name stays. ``--dry-run`` only says
    what would change.
    """
    arguments = session.arguments
    async with session.desk() as workspace:
        desk = workspace.desk
        read = session.doors.read_roster(arguments.file, desk.state, desk.reference)
        say = session.wording.say
        told = Counter(change.change.value for change in read.changes)
        tally = {name: told[name] for name in ("new", "changed", "unchanged", "absent")}
        rows = [
            {
                "sort": one.sort, "id": one.id, "name": one.name, "change": one.change.value,
                "fields": [{"field": field, "before": before, "after": after} for field, before, after in one.fields],
            }
            for one in read.changes
        ]
        lines = table(
            (say(f"roster.change.{one['change']}"), say(f"roster.sort.{one['sort']}"), one["id"], one["name"])
            for one in rows if one["change"] in ("new", "changed")
        )
        for remark in read.remarks:
            session.out.remark(session.wording.problem(remark))
        if not arguments.dry_run:
            records = await execute_all(desk, read.commands, session.context())
            lines += [session.describer.record(one, desk.state) for one in records]
        value = {
            "file": str(arguments.file), **read.counts, "dry_run": arguments.dry_run, **tally, "changes": rows,
            "remarks": [session.wording.problem(one) for one in read.remarks],
        }
        session.out.answer(value, [*lines, say("roster.changes", **tally)])
    return 0


async def export(session: Session) -> int:
    """Write units with people and equipment, contacts, materials, places and beats as a workbook that ``import`` reads."""
    target = session.arguments.file
    async with session.desk() as workspace:
        desk = workspace.desk
        count = session.doors.write_roster(target, desk.state, desk.reference, session.lang)
        said = session.wording.say("roster.written", count=count, file=str(target))
        session.out.answer({"file": str(target), "count": count}, [said])
    return 0


def template(session: Session) -> int:
    """Write an empty workbook to fill in, with the columns, the lists to choose from and all codes."""
    target = session.arguments.file
    session.doors.write_template(target, session.reference, session.lang)
    session.out.answer({"file": str(target)}, [session.wording.say("cli.units.template", file=str(target))])
    return 0
