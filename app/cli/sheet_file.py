"""A sheet of the duty room as a file: PDF, Word or text."""

from __future__ import annotations

from pathlib import Path

from app.cli.arguments import format_of
from app.cli.files import write_file
from app.cli.session import Session
from app.desk.duty_sheets import Head, Sheet
from app.desk.workspace import Workspace


def head_of(workspace: Workspace) -> Head:
    """The last entry of the journal, as a sheet names it."""
    return Head(workspace.desk.state.seq, workspace.desk.head_hash.hex())


async def print_sheet(session: Session, workspace: Workspace, document: str, sheet: Sheet, target: Path) -> None:
    """Write the sheet whole or not at all, as what the ending of the file says.

    ``Fault("document_not_written")`` where the place does not take it.
    """
    make, profile = session.doors.papers().make, workspace.desk.state.profile
    fields = {
        "subject": sheet.subject, "totals": sheet.totals, "groups": tuple((t.title, t.heads, t.rows) for t in sheet.tables),
        "wording": session.wording, "lang": session.lang, "now": workspace.desk.clock.now(), "actor": session.context().actor,
        "place": session.wording.text(profile.name) if profile else "", "drill": workspace.desk.state.drill is not None,
    }
    paper = await workspace.jobs.run(lambda progress: make(document, fields, format_of(target), progress))
    write_file(target, paper.data)
