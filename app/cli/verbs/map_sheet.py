"""``map sheet``: the map at a true scale as a PDF, drawn without a screen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from app.cli.arguments import format_of, path_of, scale_of
from app.cli.session import Session
from app.cli.tree import Tree
from app.cli.verbs.papers import fields_of, issue
from app.desk.sheets import AREA, INCIDENT, SheetWish
from app.desk.workspace import Workspace
from app.kernel.errors import Fault, Refusal

ID = "map_sheet"
"""The document's id, as it stands in the journal."""


def add(tree: Tree) -> None:
    """The parser of this verb."""
    say = tree.say
    drawing = tree.family("map").verb("sheet", sheet)
    drawing.add_argument("incident", metavar="I", nargs="?", default="", help=say("cli.help.sheet_incident"))
    drawing.add_argument("--scale", type=scale_of, default=0, metavar="1:N", help=say("cli.help.sheet_scale"))
    drawing.add_argument("--paper", choices=("A4", "A3"), default="A4", help=say("cli.help.sheet_paper"))
    drawing.add_argument("--portrait", action="store_true", help=say("cli.help.sheet_portrait"))
    drawing.add_argument("-o", "--output", type=path_of, metavar="FILE", help=say("cli.help.pdf"))
    tree.actor(drawing)


async def sheet(session: Session) -> int:
    """Draw the sheet of an incident, or without one of the whole area; it is archived and recorded as issued,
    as from the window."""
    arguments = session.arguments
    papers = session.doors.papers()
    if ID not in papers.documents:
        raise Fault("map_sheet_no_map")
    wanted = format_of(arguments.output)
    async with session.desk() as workspace:
        of = workspace.desk.state.incident(arguments.incident) if arguments.incident else None
        wish = SheetWish(INCIDENT if of else AREA, arguments.scale, arguments.paper, not arguments.portrait)
        picture = await picture_of(session, workspace, of.id if of else "", wish)
        fields = await fields_of(session, workspace, of.id if of else "")
        paper = await workspace.jobs.run(lambda progress: papers.make(ID, {**fields, "picture": picture}, wanted, progress))
        target = arguments.output or Path(f"{of.number if of else 'area'}-{ID}.pdf")
        row = await issue(session, workspace, of, ID, paper, target) | {"scale": picture.sheet.scale}
        said = session.wording.say("cli.sheet.written", file=str(target), scale=picture.sheet.scale)
        session.out.answer(row, [said])
    return 0


async def picture_of(session: Session, workspace: Workspace, incident_id: str, wish: SheetWish) -> Any:
    """The picture for a sheet, drawn by a process of its own; Ctrl+C ends it. ``Fault`` where this machine cannot."""
    if wish.extent == INCIDENT and workspace.desk.state.incident(incident_id).place.point is None:
        raise Refusal("incident_has_no_point")
    return await workspace.jobs.run(
        lambda progress: session.doors.draw_map(session.data, incident_id, wish, session.lang, progress)
    )
