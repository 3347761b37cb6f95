"""``report`` and ``documents``: papers as PDF files, recorded and archived as issued."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from app.cli.arguments import path_of
from app.cli.output import table
from app.cli.session import Session
from app.cli.tree import Tree
from app.domain.incident.commands import IssueDocument
from app.kernel.errors import Fault, Refusal
from app.kernel.whole_file import write_atomically


def add(tree: Tree) -> None:
    """The parsers of this family."""
    printing = tree.verb("report", report)
    printing.add_argument("incident", metavar="I", help=tree.say("cli.help.which_incident"))
    printing.add_argument("--document", required=True, metavar="NAME", help=tree.say("cli.help.document"))
    printing.add_argument("-o", "--output", type=path_of, metavar="FILE.pdf", help=tree.say("cli.help.pdf"))
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

    Characters that no font of this machine has are named on standard error.
    """
    arguments = session.arguments
    papers = session.doors.papers()
    session.documents = papers.titles
    async with session.desk() as workspace:
        desk = workspace.desk
        of = desk.state.incident(arguments.incident)
        if arguments.document not in papers.titles:
            raise Refusal("document_unknown", {"document": arguments.document})
        context = session.context()
        profile = desk.state.profile
        fields: dict[str, Any] = {
            "state": desk.state,
            "incident_id": of.id,
            "records": await desk.history(of.id),
            "reference": desk.reference,
            "describer": session.describer,
            "wording": session.wording,
            "lang": session.lang,
            "now": desk.clock.now(),
            "actor": context.actor,
            "map_png": None,
            "place": session.wording.text(profile.name) if profile else "",
            "head_hash": desk.head_hash.hex(),
        }
        paper = await workspace.jobs.run(lambda progress: papers.make(arguments.document, fields, progress))
        target = arguments.output or Path(f"{of.number}-{arguments.document}.pdf")
        sha256 = workspace.archive.store(of.id, paper.pdf)
        _write(target, paper.pdf)
        command = IssueDocument(incident_id=of.id, document=arguments.document, sha256=sha256, pages=paper.pages)
        await desk.execute(command, context)
        missing = sorted(set(paper.missing))
        row = {
            "incident": of.number,
            "document": arguments.document,
            "file": str(target),
            "sha256": sha256,
            "pages": paper.pages,
            "bytes": len(paper.pdf),
            "missing": missing,
        }
        if missing:
            named = " ".join(f"{one} (U+{ord(one[0]):04X})" for one in missing)
            session.out.remark(session.wording.say("cli.report.missing", characters=named))
        said = session.wording.say("cli.report.written", file=str(target), pages=paper.pages)
        session.out.answer(row, [said])
    return 0


def _write(target: Path, data: bytes) -> None:
    try:
        write_atomically(target, data)
    except OSError as error:
        raise Fault("document_not_written", {"path": str(target), "detail": error.strerror or str(error)}) from error
