"""``plans``: a Word plan becomes a draft; a plan goes out as Word, PDF, text or as its three files; action cards."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from app.catalog.plan_folder import write_plan_folder
from app.cli.arguments import level_of, path_of
from app.cli.files import tell_missing, write_file
from app.cli.output import table
from app.cli.session import Session
from app.cli.tree import Tree
from app.cli.verbs.planning import version_of
from app.desk.jobs import Progress
from app.desk.plan_library import PlanLibrary
from app.desk.plan_paper import plan_paper_fields
from app.domain.incident.model import PaperFormat
from app.domain.plan.soundness import plan_findings
from app.domain.planning.commands import SavePlanDraft
from app.domain.planning.model import Extraction, Origin, PlanContent, PlanVersion
from app.domain.soundness import field_name
from app.kernel.errors import Refusal

FOLDER = "folder"
"""The format that writes ``plan.yaml``, ``text.md`` and ``cases.yaml``."""


def add(family: Tree) -> None:
    """The parsers of these verbs, below ``plans``."""
    say = family.say
    importing = family.verb("import", import_plan)
    importing.add_argument("file", type=path_of, metavar="FILE.docx", help=say("cli.help.plan_file"))
    importing.add_argument("--id", default="", metavar="ID", help=say("cli.help.new_plan_id"))
    importing.add_argument("--version", default="", metavar="V", help=say("cli.help.new_version"))
    importing.add_argument("--dry-run", action="store_true", help=say("cli.help.dry_run"))
    family.actor(importing)
    exporting = family.verb("export", export)
    exporting.add_argument("plan", metavar="ID[@VERSION]", help=say("cli.help.version"))
    exporting.add_argument("--format", choices=["pdf", "docx", "txt", FOLDER], default="docx", help=say("cli.help.plan_format"))
    exporting.add_argument("-o", "--output", type=path_of, metavar="FILE", help=say("cli.help.output"))
    carding = family.verb("card", card)
    carding.add_argument("plan", metavar="ID[@VERSION]", help=say("cli.help.version"))
    carding.add_argument("--role", default="", metavar="ROLE", help=say("cli.help.card_role"))
    carding.add_argument("--every-role", action="store_true", help=say("cli.help.every_role"))
    carding.add_argument("--level", default="", metavar="LEVEL", help=say("cli.help.card_level"))
    carding.add_argument("--format", choices=["pdf", "docx", "txt"], default="pdf", help=say("cli.help.plan_format"))
    carding.add_argument("-o", "--output", type=path_of, metavar="FILE", help=say("cli.help.output"))


async def import_plan(session: Session) -> int:
    """Read a document as a draft and keep it at the desk; every item and every unread paragraph is listed.

    With ``--dry-run`` nothing is kept and no desk is needed. Exit code 0 also where much was left unread: that is for a
    person to judge.
    """
    arguments = session.arguments
    async with session.plans() as library:
        imported = session.doors.import_plan(arguments.file, session.reference, Progress(lambda share, words: None))
        plan_id = arguments.id or imported.content.plan.id
        version = arguments.version or library.next_version(plan_id)
        plan = msgspec.structs.replace(imported.content.plan, id=plan_id, version=version)
        content = msgspec.structs.replace(imported.content, plan=plan)
        if not arguments.dry_run:
            await _keep(session, content, imported.extraction)
        findings = list(plan_findings(plan, content.text, session.reference))
        value = {
            "plan": plan_id, "version": version, "kept": not arguments.dry_run,
            "title": session.wording.text(plan.title), "file": imported.extraction.file_name, "sha256": imported.extraction.sha256,
            "items": msgspec.to_builtins(imported.extraction.items),
            "unread": msgspec.to_builtins(imported.extraction.unread),
            "remarks": [session.wording.problem(one) for one in imported.remarks],
            "to_mend": [
                {"field": field_name(path), "code": code, "message": session.wording.say(f"problem.{code}", **facts)}
                for path, code, facts in findings
            ],
        }
        session.out.answer(value, _import_lines(value, imported.extraction, session))
    return 0


async def _keep(session: Session, content: PlanContent, extraction: Extraction) -> None:
    if session.state is None or session.state.profile is None:
        raise Refusal("desk_empty", {"path": str(session.doors.data_dir(session.data))})
    command = SavePlanDraft(
        plan_id=content.plan.id, version=content.plan.version, content=content, origin=Origin.IMPORTED, extraction=extraction
    )
    await session.workspace.desk.execute(command, session.context())


def _import_lines(value: dict[str, Any], extraction: Extraction, session: Session) -> list[str]:
    say = session.wording.say
    code = "cli.plans.imported" if value["kept"] else "cli.plans.would_import"
    lines = [
        say(code, title=value["title"] or value["plan"], plan=value["plan"], version=value["version"], items=len(extraction.items),
            unread=len(extraction.unread), mend=len(value["to_mend"])),
    ]
    lines += table(
        (one.id, one.address, f"{{{one.paragraph}}}", say(f"recognition.{one.rule}"), one.words[:60]) for one in extraction.items
    )
    lines += [say("cli.plans.unread", paragraph=one.paragraph, why=say(f"unread.{one.why}"), words=one.words[:60])
              for one in extraction.unread]
    return [*lines, *value["remarks"]]


async def export(session: Session) -> int:
    """Write a version as a Word file, a PDF, plain text, or as the folder that a plan is made of."""
    arguments = session.arguments
    async with session.plans() as library:
        version = version_of(arguments.plan, library)
        target = arguments.output or Path(f"{version.plan_id}-{version.version}{_suffix(arguments.format)}")
        if arguments.format == FOLDER:
            content = library.content(version.plan_id, version.version)
            files = write_plan_folder(target, content)
            session.out.answer(
                {"plan": version.plan_id, "version": version.version, "format": FOLDER, "files": [str(one) for one in files]},
                [session.wording.say("cli.plans.written", file=str(target))],
            )
            return 0
        _paper(session, library, version, "plan_book", target)
    return 0


async def card(session: Session) -> int:
    """Write the action card of a role (or of every role, or of the whole plan)."""
    arguments = session.arguments
    async with session.plans() as library:
        version = version_of(arguments.plan, library)
        every = session.doors.papers().every_role
        role = every if arguments.every_role else arguments.role
        named = "all" if arguments.every_role else arguments.role or "plan"
        target = arguments.output or Path(f"{version.plan_id}-{named}{_suffix(arguments.format)}")
        _paper(session, library, version, "action_card", target, role)
    return 0


def _paper(
    session: Session, library: PlanLibrary, version: PlanVersion, name: str, target: Path, role: str = ""
) -> None:
    papers = session.doors.papers()
    level = getattr(session.arguments, "level", "")
    actor = session.context().actor if session.state is not None else ""
    fields = plan_paper_fields(
        version, library, session.state, session.reference, session.wording, lang=session.lang, now=session.clock.now(),
        actor=actor, role=role, level=level_of(level) if level else None,
    )
    paper = papers.make(name, fields, PaperFormat(session.arguments.format), Progress(lambda share, words: None))
    write_file(target, paper.data)
    missing = tell_missing(session, paper)
    row = {
        "plan": version.plan_id, "version": version.version, "document": name, "role": role,
        "format": session.arguments.format, "file": str(target), "pages": paper.pages, "bytes": len(paper.data),
        "missing": missing,
    }
    session.out.answer(row, [session.wording.say("cli.plans.written", file=str(target))])


def _suffix(format_: str) -> str:
    return "" if format_ == FOLDER else f".{format_}"
