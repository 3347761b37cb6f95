"""``incident attach`` and ``incident photographs``: pictures of an incident, in and out of the archive."""

from __future__ import annotations

from typing import Any

from app.cli.arguments import path_of
from app.cli.output import iso, table
from app.cli.session import Session
from app.cli.tree import Tree
from app.desk.photographs import attach_file
from app.domain.incident.commands import WithdrawPhotograph
from app.domain.incident.model import Photograph


def add(family: Tree) -> None:
    """The parsers of this family, below ``incident``."""
    say = family.say
    taking = family.verb("attach", attach)
    taking.add_argument("incident", metavar="I", help=say("cli.help.which_incident"))
    taking.add_argument("file", type=path_of, metavar="FILE", help=say("cli.help.photograph"))
    taking.add_argument("--caption", default="", metavar="TEXT", help=say("cli.help.caption"))
    family.actor(taking)
    listing = family.verb("photographs", photographs)
    listing.add_argument("incident", metavar="I", help=say("cli.help.which_incident"))
    listing.add_argument("--withdraw", default="", metavar="ID", help=say("cli.help.photograph_withdraw"))
    listing.add_argument("--reason", default="", metavar="TEXT", help=say("cli.help.reason"))
    family.actor(listing)


async def attach(session: Session) -> int:
    """Put a photograph to an incident: without position and camera, in the archive; prints its id and hash."""
    arguments = session.arguments
    async with session.desk() as workspace:
        of = workspace.desk.state.incident(arguments.incident)
        made = await attach_file(workspace, of.id, arguments.file, arguments.caption, session.context())
        session.out.answer(_row(made), [session.wording.say("cli.photograph.attached", name=made.name, sha256=made.sha256)])
    return 0


async def photographs(session: Session) -> int:
    """List the photographs of an incident, withdrawn ones with their reason; ``--withdraw`` takes one back first."""
    arguments = session.arguments
    async with session.desk() as workspace:
        of = workspace.desk.state.incident(arguments.incident)
        if arguments.withdraw:
            command = WithdrawPhotograph(incident_id=of.id, photograph_id=arguments.withdraw, reason=arguments.reason)
            await workspace.desk.execute(command, session.context())
        rows = [_row(one) for one in workspace.desk.state.incidents[of.id].photographs]
        say = session.wording.say
        lines = table(
            (
                row["id"], (row["taken_at"] or row["at"])[:16].replace("T", " "), row["name"], row["caption"],
                say("cli.photograph.withdrawn", reason=row["withdrawn"]) if row["withdrawn"] else "",
            )
            for row in rows
        )
        session.out.answer(rows, lines or [say("cli.photograph.none")])
    return 0


def _row(one: Photograph) -> dict[str, Any]:
    return {
        "id": one.id, "sha256": one.sha256, "name": one.name, "kind": one.kind.value, "bytes": one.bytes_count,
        "caption": one.caption, "taken_at": iso(one.taken_at), "at": iso(one.at), "by": one.by, "withdrawn": one.withdrawn_reason,
    }
