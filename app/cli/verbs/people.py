"""``people``: who went in at a scene, who came out, and who should be out by now."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from app.cli.arguments import moment_of, number_of, unit_of
from app.cli.output import iso, short, table
from app.cli.session import Session
from app.cli.tree import Tree
from app.domain.presence.commands import CheckIn, CheckOut
from app.domain.presence.model import Presence
from app.domain.state import State
from app.kernel.errors import Refusal


def add(tree: Tree) -> None:
    """The parsers of this family."""
    say = tree.say
    family = tree.family("people")
    entering = family.verb("in", check_in)
    entering.add_argument("incident", metavar="I", help=say("cli.help.which_incident"))
    entering.add_argument("names", nargs="+", metavar="NAME", help=say("cli.help.people_names"))
    entering.add_argument("--organisation", default="", metavar="TEXT", help=say("cli.help.organisation"))
    entering.add_argument("--unit", default="", metavar="U", help=say("cli.help.unit"))
    entering.add_argument("--area", default="", metavar="TEXT", help=say("cli.help.area"))
    entering.add_argument("--out-by", metavar="T", help=say("cli.help.out_by"))
    entering.add_argument("--minutes", type=number_of(1, 4320), metavar="N", help=say("cli.help.out_minutes"))
    entering.add_argument("--at", metavar="T", help=say("cli.help.made_at"))
    tree.actor(entering)
    leaving = family.verb("out", check_out)
    leaving.add_argument("incident", metavar="I", help=say("cli.help.which_incident"))
    leaving.add_argument("names", nargs="+", metavar="NAME", help=say("cli.help.people_names"))
    leaving.add_argument("--note", default="", metavar="TEXT", help=say("cli.help.note"))
    leaving.add_argument("--at", metavar="T", help=say("cli.help.made_at"))
    tree.actor(leaving)
    listing = family.verb("list", list_people)
    listing.add_argument("incident", nargs="?", default="", metavar="I", help=say("cli.help.which_incident"))
    listing.add_argument("--all", action="store_true", help=say("cli.help.people_all"))


async def check_in(session: Session) -> int:
    """Sign people in."""
    arguments = session.arguments
    async with session.desk() as workspace:
        desk = workspace.desk
        expected = moment_of(arguments.out_by, desk.clock)
        at = moment_of(arguments.at, desk.clock)
        if expected is None and arguments.minutes is not None:
            expected = (at or desk.clock.now()) + timedelta(minutes=arguments.minutes)
        command = CheckIn(
            incident_id=arguments.incident, names=tuple(arguments.names), organisation=arguments.organisation,
            unit_id=unit_of(arguments.unit, desk.state).id if arguments.unit else "", area=arguments.area,
            expected_out_at=expected, at=at,
        )
        await desk.execute(command, session.context())
        _answer(session, desk.state, arguments.incident)
    return 0


async def check_out(session: Session) -> int:
    """Sign people out by their names or the ids of their stays."""
    arguments = session.arguments
    async with session.desk() as workspace:
        desk = workspace.desk
        incident_id = desk.state.incident(arguments.incident).id
        stays = tuple(_stay(name, incident_id, desk.state).id for name in arguments.names)
        at = moment_of(arguments.at, desk.clock)
        await desk.execute(CheckOut(presence_ids=stays, at=at, note=arguments.note), session.context())
        _answer(session, desk.state, arguments.incident)
    return 0


async def list_people(session: Session) -> int:
    """List who is inside, or everybody who ever was."""
    async with session.desk() as workspace:
        _answer(session, workspace.desk.state, session.arguments.incident, every=session.arguments.all)
    return 0


def _stay(text: str, incident_id: str, state: State) -> Presence:
    known = [
        one for one in state.presences.values()
        if one.incident_id == incident_id and one.is_inside and text.strip() in (one.id, one.name)
    ]
    if len(known) != 1:
        raise Refusal("presence_unknown", {"presence": text})
    return known[0]


def _answer(session: Session, state: State, incident: str, *, every: bool = False) -> None:
    now = session.clock.now()
    wanted = state.incident(incident).id if incident else ""
    stays = [
        one for one in state.presences.values() if wanted in ("", one.incident_id) and (every or one.is_inside)
    ]
    stays.sort(key=lambda one: (not one.is_overdue(now), one.expected_out_at is None, one.expected_out_at or one.in_at, one.id))
    rows = [_row(one, state, now) for one in stays]
    say = session.wording.say
    lines = table(
        (
            say("cli.people.overdue") if row["overdue"] else say("cli.people.inside" if row["inside"] else "cli.people.out"),
            row["name"], row["organisation"], short(one.in_at), short(one.expected_out_at), short(one.out_at),
        )
        for row, one in zip(rows, stays, strict=True)
    )
    value = {
        "inside": sum(1 for row in rows if row["inside"]), "overdue": sum(1 for row in rows if row["overdue"]),
        "people": rows,
    }
    session.out.answer(value, [say("cli.people.count", **value), *lines])


def _row(one: Presence, state: State, now: datetime) -> dict[str, Any]:
    return {
        "id": one.id, "incident": state.incidents[one.incident_id].number, "name": one.name,
        "organisation": one.organisation, "unit": one.unit_id, "area": one.area, "in_at": iso(one.in_at),
        "expected_out_at": iso(one.expected_out_at), "out_at": iso(one.out_at), "inside": one.is_inside,
        "overdue": one.is_overdue(now), "note": one.note,
    }
