"""``incident open``, ``list``, ``show``: taking a report in, and looking at what is there."""

from __future__ import annotations

from typing import Any

from app.catalog.gazetteer import Gazetteer
from app.cli.arguments import facts_of, kind_of, moment_of, number_of
from app.cli.incident_view import FIRST_DEADLINES, deadlines_of, first_look, joined_facts, whole
from app.cli.output import table
from app.cli.rows import (
    incident_row,
    reason_lines,
)
from app.cli.session import Session
from app.cli.tree import Tree
from app.cli.verbs import handling, photographs
from app.domain.incident.commands import OpenIncident
from app.domain.incident.model import Caller, Place
from app.domain.state import State
from app.kernel.errors import Refusal
from app.kernel.geo import Crs, Point

_CRS = {"wgs84": Crs.WGS84, "cgcs2000": Crs.CGCS2000, "gcj02": Crs.GCJ02, "bd09": Crs.BD09}


def add(tree: Tree) -> None:
    """The parsers of this family; ``handling`` adds the rest of it."""
    family = tree.family("incident")
    opening = family.verb("open", open_incident)
    say = tree.say
    opening.add_argument("--kind", required=True, metavar="K", help=say("cli.help.kind"))
    opening.add_argument("--place", required=True, metavar="WORDS", help=say("cli.help.place"))
    opening.add_argument("--lat", type=number_of(-180, 180), metavar="DEG", help=say("cli.help.lat"))
    opening.add_argument("--lon", type=number_of(-180, 180), metavar="DEG", help=say("cli.help.lon"))
    opening.add_argument("--crs", choices=tuple(_CRS), default="wgs84", help=say("cli.help.crs"))
    opening.add_argument("--outside-region", action="store_true", help=say("cli.help.outside"))
    opening.add_argument("--aware-at", default="now", metavar="T", help=say("cli.help.aware"))
    opening.add_argument("--occurred-at", metavar="T", help=say("cli.help.at.occurred"))
    opening.add_argument("--caller", default="", metavar="NAME", help=say("cli.help.caller"))
    opening.add_argument("--phone", default="", metavar="NUMBER", help=say("cli.help.phone"))
    opening.add_argument("--channel", default="phone", metavar="WORD", help=say("cli.help.channel_in"))
    opening.add_argument("--narrative", default="", metavar="TEXT", help=say("cli.help.narrative"))
    tree.facts(opening)
    tree.actor(opening)
    listing = family.verb("list", list_incidents)
    listing.add_argument("--all", action="store_true", help=say("cli.help.closed_too"))
    showing = family.verb("show", show)
    showing.add_argument("incident", metavar="I", help=say("cli.help.which_incident"))
    handling.add(family)
    photographs.add(family)


async def open_incident(session: Session) -> int:
    """Take a report in; prints its number, its grade with the reasons, the recommended plan and the first deadlines."""
    arguments = session.arguments
    async with session.desk() as workspace:
        desk = workspace.desk
        aware_at = moment_of(arguments.aware_at, desk.clock) or desk.clock.now()
        command = OpenIncident(
            kind=kind_of(arguments.kind, desk.reference),
            place=_place(session, desk.state),
            aware_at=aware_at,
            occurred_at=moment_of(arguments.occurred_at, desk.clock),
            caller=Caller(arguments.caller.strip(), arguments.phone.strip(), arguments.channel.strip() or "phone"),
            narrative=arguments.narrative,
            facts=facts_of(arguments.fact, desk.reference.facts),
            confirmed=("outside_region",) if arguments.outside_region else (),
        )
        before = set(desk.state.incidents)
        await desk.execute(command, session.context())
        new = next(one for one in desk.state.incidents.values() if one.id not in before)
        row = first_look(new, workspace, session)
        session.out.answer(row, _first_lines(row, session))
    return 0


def _place(session: Session, state: State) -> Place:
    """The place by coordinates where they are given, else by the gazetteer of the desk, else by the words alone."""
    arguments = session.arguments
    words = arguments.place.strip()
    if (arguments.lat is None) != (arguments.lon is None):
        raise Refusal("point_half")
    if arguments.lat is not None:
        return Place(words, Point(arguments.lat, arguments.lon, _CRS[arguments.crs]))
    if not words:
        return Place("")  # refused by the desk
    found = Gazetteer.of_facilities(state.facilities.values()).find(words, 1)
    if not found:  # imported names take half a second to read: only where the desk's own do not do
        found = Gazetteer((), session.workspace.names.load()).find(words, 1)
    if not found:
        session.out.remark(session.wording.say("cli.place.unknown", place=words))
        return Place(words)
    site = found[0]
    return Place(session.wording.text(site.name) if words.isascii() else site.name.zh, site.point, site.id, site.village)


def _first_lines(row: dict[str, Any], session: Session) -> list[str]:
    say = session.wording.say
    lines = [f"{row['number']}  {row['title']}  {row['severity_name']}", *(f"  · {one['text']}" for one in row["because"])]
    best = row["recommendation"]
    if best is not None:
        lines += [say("cli.incident.recommended", plan=best["title"], level=best["level_name"]), *reason_lines(best)]
        for one in row["together"]:
            lines += [say("cli.incident.together", plan=one["title"], level=one["level_name"]), *reason_lines(one)]
    return [*lines, *_deadline_lines(row["deadlines"][:FIRST_DEADLINES], session)]


def _deadline_lines(rows: list[dict[str, Any]], session: Session) -> list[str]:
    urgency = session.wording.say
    return table(("  " + row["due_at"][:16].replace("T", " "), row["text"], urgency(f"urgency.{row['urgency']}")) for row in rows)


async def list_incidents(session: Session) -> int:
    """List the open incidents (``--all``: the closed ones too), the newest first, each with its next deadline."""
    async with session.desk() as workspace:
        state = workspace.desk.state
        rows = []
        for one in sorted(state.incidents.values(), key=lambda one: one.number, reverse=True):
            if one.is_open or session.arguments.all:
                due = deadlines_of(one, state, session)
                rows.append({**incident_row(one, session.describer), "next_deadline": due[0] if due else None})
        lines = table((row["number"], row["severity_name"], row["title"], row["status_name"], _next(row)) for row in rows)
        session.out.answer(rows, lines or [session.wording.say("cli.incident.none")])
    return 0


def _next(row: dict[str, Any]) -> str:
    due = row["next_deadline"]
    return f"{due['due_at'][:16].replace('T', ' ')} {due['text']}" if due else ""


async def show(session: Session) -> int:
    """Everything that is known of one incident, and its timeline."""
    async with session.desk() as workspace:
        of = workspace.desk.state.incident(session.arguments.incident)
        row = await whole(of, workspace, session)
        say = session.wording.say
        lines = [
            *_first_lines(row, session),
            joined_facts(of, session),
            *(say("cli.incident.active", plan=one["title"], level=one["level_name"]) for one in row["activations"]),
            *table((f"  {task['status_name']}", task["due_at"][:16].replace("T", " "), task["text"], task["role_name"], task["id"],
                    task["stricter"]) for task in row["tasks"]),
            *table((line["at"][:16].replace("T", " "), line["actor"], line["text"]) for line in row["timeline"]),
        ]  # fmt: skip
        session.out.answer(row, [line for line in lines if line])
    return 0
