"""``report`` and ``documents``: papers as PDF files, recorded and archived as issued."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from app.cli.arguments import path_of
from app.cli.doors import Paper, Papers
from app.cli.output import table
from app.cli.session import Session
from app.cli.tree import Tree
from app.desk.sheets import INCIDENT, SheetWish
from app.desk.workspace import Workspace
from app.domain.incident.commands import IssueDocument
from app.domain.incident.model import Incident
from app.kernel.errors import Fault, Refusal
from app.kernel.whole_file import write_atomically

WITH_MAP = "incident_report"
"""The document that has the map to scale as its last page."""


def add(tree: Tree) -> None:
    """The parsers of this family."""
    printing = tree.verb("report", report)
    printing.add_argument("incident", metavar="I", help=tree.say("cli.help.which_incident"))
    printing.add_argument("--document", required=True, metavar="NAME", help=tree.say("cli.help.document"))
    printing.add_argument("-o", "--output", type=path_of, metavar="FILE.pdf", help=tree.say("cli.help.pdf"))
    printing.add_argument("--map", action="store_true", help=tree.say("cli.help.report_map"))
    tree.actor(printing)
    tree.family("documents").verb("list", list_documents)


def list_documents(session: Session) -> int:
    """List the documents that can be printed."""
    papers = session.doors.papers()
    rows = [
        {"id": name, "title": session.wording.text(title), "zh": title.zh, "en": title.en}
        for name, title in sorted(papers.titles.items())
    ]
    session.out.answer(rows, table((row["id"], row["title"]) for row in rows))
    return 0


async def report(session: Session) -> int:
    """Make a document, keep its bytes in the archive, write the file whole or not at all, and record that it was issued.

    Characters that no font of this machine has are named on standard error, and so is a report that goes without its map.
    """
    arguments = session.arguments
    papers = session.doors.papers()
    session.documents = papers.titles
    async with session.desk() as workspace:
        of = workspace.desk.state.incident(arguments.incident)
        if arguments.document not in papers.titles:
            raise Refusal("document_unknown", {"document": arguments.document})
        fields = await fields_of(session, workspace, of.id)
        if arguments.document == WITH_MAP:
            fields["map_sheet"] = await _map_page(session, workspace, papers, of.id, fields)
        paper = await workspace.jobs.run(lambda progress: papers.make(arguments.document, fields, progress))
        target = arguments.output or Path(f"{of.number}-{arguments.document}.pdf")
        row = await issue(session, workspace, of, arguments.document, paper, target)
        session.out.answer(row, [session.wording.say("cli.report.written", file=str(target), pages=paper.pages)])
    return 0


async def _map_page(session: Session, workspace: Workspace, papers: Papers, incident_id: str, fields: dict[str, Any]) -> Any:
    """The last page, where ``--map`` asked for it; a map that cannot be drawn costs the report its map, and that is said."""
    from app.cli.verbs.map_sheet import picture_of  # noqa: PLC0415 - the two verbs use each other

    say = session.wording.say
    if not session.arguments.map or papers.page is None:
        session.out.remark(say("cli.report.no_map"))
        return None
    page = papers.page
    try:
        picture = await picture_of(session, workspace, incident_id, SheetWish(INCIDENT, 0, "A4", landscape=False))
        return await workspace.jobs.run(lambda _progress: page(picture, fields))
    except (Fault, Refusal) as no:
        why = session.wording.refusal(no) if isinstance(no, Refusal) else session.wording.fault(no)
        session.out.remark(say("cli.report.map_failed", why=why))
        return None


async def fields_of(session: Session, workspace: Workspace, incident_id: str) -> dict[str, Any]:
    """The fields of ``DocumentInput`` for this desk as it stands now."""
    desk = workspace.desk
    profile = desk.state.profile
    return {
        "state": desk.state,
        "incident_id": incident_id,
        "records": await desk.history(incident_id) if incident_id else (),
        "reference": desk.reference,
        "describer": session.describer,
        "wording": session.wording,
        "lang": session.lang,
        "now": desk.clock.now(),
        "actor": session.context().actor,
        "map_png": None,
        "place": session.wording.text(profile.name) if profile else "",
        "head_hash": desk.head_hash.hex(),
    }


async def issue(
    session: Session, workspace: Workspace, of: Incident | None, document: str, paper: Paper, target: Path
) -> dict[str, Any]:
    """Archive the paper, write its file, record it under its incident; without one (a map of the area) only the file is
    written. What was done, for machines."""
    sha256 = workspace.archive.store(of.id, paper.pdf) if of is not None else hashlib.sha256(paper.pdf).hexdigest()
    _write(target, paper.pdf)
    if of is not None:
        command = IssueDocument(incident_id=of.id, document=document, sha256=sha256, pages=paper.pages)
        await workspace.desk.execute(command, session.context())
    missing = sorted(set(paper.missing))
    if missing:
        named = " ".join(f"{one} (U+{ord(one[0]):04X})" for one in missing)
        session.out.remark(session.wording.say("cli.report.missing", characters=named))
    return {
        "incident": of.number if of else None, "document": document, "file": str(target), "sha256": sha256, "pages": paper.pages,
        "bytes": len(paper.pdf), "missing": missing,
    }  # fmt: skip


def _write(target: Path, data: bytes) -> None:
    try:
        write_atomically(target, data)
    except OSError as error:
        raise Fault("document_not_written", {"path": str(target), "detail": error.strerror or str(error)}) from error
