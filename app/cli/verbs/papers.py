"""``report`` and ``documents``: papers as PDF, Word or text files, recorded and archived as issued; and proving one later."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from app.cli.arguments import format_of, path_of
from app.cli.doors import Papers
from app.cli.files import hash_of, tell_missing, write_file
from app.cli.output import iso, short, table
from app.cli.session import Session
from app.cli.tree import Tree
from app.desk.issued import DESK_SHELF, Issue, issues, kept_state
from app.desk.paper import Paper
from app.desk.photographs import for_paper
from app.desk.sheets import INCIDENT, SheetWish
from app.desk.workspace import Workspace
from app.domain.incident.commands import IssueDocument
from app.domain.incident.model import Incident, PaperFormat
from app.kernel.errors import Fault, Refusal

WITH_MAP = "incident_report"
"""The document that has the map to scale as its last page."""
REPORTED = ("incident", "area")
"""What a document is about that ``report`` makes; the others have verbs of their own, where what they need is chosen."""


def add(tree: Tree) -> None:
    """The parsers of this family."""
    say = tree.say
    printing = tree.verb("report", report)
    printing.add_argument("incident", metavar="I", nargs="?", default="", help=say("cli.help.report_incident"))
    printing.add_argument("--document", required=True, metavar="NAME", help=say("cli.help.document"))
    printing.add_argument("--format", choices=[one.value for one in PaperFormat], default="", help=say("cli.help.paper_format"))
    printing.add_argument("--unmasked", action="store_true", help=say("cli.help.unmasked"))
    printing.add_argument("--reason", default="", metavar="TEXT", help=say("cli.help.unmasked_reason"))
    printing.add_argument("-o", "--output", type=path_of, metavar="FILE", help=say("cli.help.pdf"))
    printing.add_argument("--map", action="store_true", help=say("cli.help.report_map"))
    printing.add_argument("--of", dest="subject", default="", metavar="WHAT", help=say("cli.help.paper_of"))
    tree.actor(printing)
    family = tree.family("documents")
    family.verb("list", list_documents)
    family.verb("verify", verify).add_argument("file", type=path_of, metavar="FILE", help=say("cli.help.verify_file"))


def list_documents(session: Session) -> int:
    """List everything that can be printed: documents about an incident or the area, plans' papers, lists, maps."""
    papers = session.doors.papers()
    rows = [
        {
            "id": name, "title": session.wording.text(kind.title), "zh": kind.title.zh, "en": kind.title.en, "about": kind.about,
            "formats": [one.value for one in kind.formats],
        }
        for name, kind in sorted(papers.documents.items())
    ]  # fmt: skip
    session.out.answer(rows, table((row["id"], row["title"], " ".join(row["formats"])) for row in rows))
    return 0


async def report(session: Session) -> int:
    """Make a document, keep its bytes in the archive, write the file whole or not at all, and record that it was issued.

    Characters that no font of this machine has are named on standard error, and so is a report that goes without its map.
    """
    arguments = session.arguments
    papers = session.doors.papers()
    session.documents = papers.titles
    async with session.desk() as workspace:
        of = _incident(session, workspace, papers)
        if arguments.unmasked and not arguments.reason.strip():
            raise Refusal("unmasked_reason_missing")
        wanted = format_of(arguments.output, arguments.format)
        target = arguments.output or Path(f"{of.number if of else 'area'}-{arguments.document}.{wanted}")
        row, lines = await print_out(session, workspace, of, arguments.document, arguments.subject, target, wanted)
        session.out.answer(row, lines)
    return 0


async def print_out(
    session: Session, workspace: Workspace, of: Incident | None, document: str, subject: str, target: Path, wanted: PaperFormat
) -> tuple[dict[str, Any], list[str]]:
    """Make a document about an incident or the area, archive it, write its file, record it; what was done, for machines and in
    words. ``subject``: see ``DocumentInput``."""
    fields = await paper_fields(session, workspace, of, document, subject)
    if document == WITH_MAP and of is not None and wanted is PaperFormat.PDF:
        fields["map_sheet"] = await _map_page(session, workspace, session.doors.papers(), of.id, fields)
    paper = await make_paper(session, workspace, document, fields, wanted)
    row = await issue(session, workspace, of, document, paper, target)
    code = "cli.report.written" if paper.pages else "cli.report.written_as"
    format_words = session.wording.say(f"paper_format.{paper.format}")
    return row, [session.wording.say(code, file=str(target), pages=paper.pages, format=format_words)]


def _incident(session: Session, workspace: Workspace, papers: Papers) -> Incident | None:
    """The incident that was named; ``None`` for a document about the area where none was."""
    arguments, state = session.arguments, workspace.desk.state
    of = state.incident(arguments.incident) if arguments.incident else None
    kind = papers.documents.get(arguments.document)
    if kind is None:
        raise Refusal("document_unknown", {"document": arguments.document})
    if kind.about not in REPORTED:
        raise Refusal("document_other_verb", {"document": arguments.document})
    if of is None and kind.about == "incident":
        raise Refusal("document_without_incident", {"document": arguments.document})
    return of


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


async def paper_fields(
    session: Session, workspace: Workspace, of: Incident | None, document: str, subject: str = ""
) -> dict[str, Any]:
    """What a document about an incident or the area is made from: as ``fields_of``, with the photographs that it prints."""
    fields = await fields_of(session, workspace, of.id if of else "")
    fields |= {"unmasked": bool(getattr(session.arguments, "unmasked", False)), "subject": subject}
    if of is not None:
        fields["pictures"] = await workspace.jobs.run(lambda progress: for_paper(workspace.archive, of, document, progress))
    return fields


async def make_paper(
    session: Session, workspace: Workspace, document: str, fields: dict[str, Any], wanted: PaperFormat
) -> Paper:
    """The document in this format, made off the loop."""
    make = session.doors.papers().make
    return await workspace.jobs.run(lambda progress: make(document, fields, wanted, progress))


async def fields_of(session: Session, workspace: Workspace, incident_id: str) -> dict[str, Any]:
    """The fields of ``DocumentInput`` for this desk as it stands now."""
    desk = workspace.desk
    fields = desk_fields(session, workspace, incident_id)
    fields |= {"records": await desk.history(incident_id) if incident_id else (), "head_hash": desk.head_hash.hex()}
    return fields


def desk_fields(session: Session, workspace: Workspace, incident_id: str) -> dict[str, Any]:
    """The same without what the journal tells of the incident, and without its seal."""
    desk = workspace.desk
    profile = desk.state.profile
    return {
        "state": desk.state,
        "incident_id": incident_id,
        "records": (),
        "reference": desk.reference,
        "describer": session.describer,
        "wording": session.wording,
        "lang": session.lang,
        "now": desk.clock.now(),
        "actor": session.context().actor,
        "map_png": None,
        "place": session.wording.text(profile.name) if profile else "",
    }


async def issue(
    session: Session, workspace: Workspace, of: Incident | None, document: str, paper: Paper, target: Path
) -> dict[str, Any]:
    """Archive the paper, write its file, record it: under its incident, or under the desk. What was done, for machines."""
    command = keep(session, workspace, of, document, paper)
    write_file(target, paper.data)
    await workspace.desk.execute(command, session.context())
    missing = tell_missing(session, paper)
    return {
        "incident": of.number if of else None, "document": document, "format": paper.format.value, "file": str(target),
        "sha256": command.sha256, "pages": paper.pages, "bytes": len(paper.data), "missing": missing,
        "unmasked": command.unmasked,
    }  # fmt: skip


def keep(session: Session, workspace: Workspace, of: Incident | None, document: str, paper: Paper) -> IssueDocument:
    """Put the paper into the archive; the command that records it, to be carried out once it is out."""
    asked = session.arguments
    unmasked = bool(getattr(asked, "unmasked", False))
    return IssueDocument(
        incident_id=of.id if of else "", document=document,
        sha256=workspace.archive.store(of.id if of else DESK_SHELF, paper.data), pages=paper.pages, format=paper.format,
        unmasked=unmasked, reason=asked.reason if unmasked else "", code=paper.code,
    )  # fmt: skip


async def verify(session: Session) -> int:
    """Say whether a file is a paper that this desk issued, byte for byte: exit code 0, else 1.

    The hash is looked for in the journal, whose chain is proven first, and the archived bytes are proven likewise.
    """
    sha256 = hash_of(session.arguments.file)
    async with session.desk() as workspace:
        found = next((one for one in issues(workspace.desk.state) if one.paper.sha256 == sha256), None)
        if found is None:
            session.out.answer({"issued": False, "sha256": sha256}, [session.wording.say("cli.verify.unknown", hash=sha256)])
            return 1
        kept = await workspace.jobs.run(lambda _progress: kept_state(workspace.archive, found))
        session.out.answer({**_row(found), "kept": kept.value}, _lines(found, kept.value, session))
    return 0


def _row(found: Issue) -> dict[str, Any]:
    paper = found.paper
    return {
        "issued": True, "sha256": paper.sha256, "document": paper.document, "incident": found.number or None,
        "at": iso(paper.at), "by": paper.by, "format": paper.format.value, "pages": paper.pages, "masked": not paper.unmasked,
        "reason": paper.reason, "code": paper.code,
    }  # fmt: skip


def _lines(found: Issue, kept: str, session: Session) -> list[str]:
    say, paper = session.wording.say, found.paper
    lines = [
        say(
            "cli.verify.issued", document=say(f"document.{paper.document}"), incident=found.number or say("cli.verify.area"),
            at=short(paper.at), by=paper.by,
        ),
        say("cli.verify.unmasked", reason=paper.reason) if paper.unmasked else say("cli.verify.masked"),
        say(f"cli.verify.kept.{kept}"),
    ]  # fmt: skip
    return lines
