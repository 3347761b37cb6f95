"""``drill papers``: work plan, script, evaluation plan, form and report of a scenario or of a kept drill, as PDF, Word or text."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from app.cli.arguments import format_of, path_of
from app.cli.files import tell_missing, write_file
from app.cli.session import Session, machine_user
from app.cli.tree import Tree
from app.desk.drill_papers import AFTER, BEFORE, PaperSource, of_kept, of_scenario, paper_fields
from app.desk.drills import Drills
from app.domain.exercise.kinds import JudgingForm
from app.domain.incident.model import PaperFormat
from app.kernel.errors import Refusal

DOCUMENTS = tuple(dict.fromkeys((*BEFORE, *AFTER)))


def add(tree: Tree) -> None:
    """The parsers of this family."""
    say, family = tree.say, tree.family("drill")
    printing = family.verb("papers", papers)
    printing.add_argument("drill", metavar="SCENARIO|DRILL", help=say("cli.help.drill_paper_of"))
    printing.add_argument("--document", required=True, choices=DOCUMENTS, metavar="NAME", help=say("cli.help.drill_document"))
    printing.add_argument("--format", choices=[one.value for one in PaperFormat], default="", help=say("cli.help.paper_format"))
    forms = [one.value for one in JudgingForm]
    printing.add_argument("--judging", choices=forms, default="", help=say("cli.help.drill_judging"))
    printing.add_argument("-o", "--output", type=path_of, metavar="FILE", help=say("cli.help.pdf"))
    family.actor(printing)


async def papers(session: Session) -> int:
    """Make a paper and write its file whole or not at all. No journal hears of it: a drill leaves the live one alone."""
    given = session.arguments
    wanted = file_format(given.output, given.format)
    drills = session.doors.drills(session.data)
    source = await asyncio.to_thread(_source, drills, given.drill, session)
    target = given.output or Path(f"{given.drill}-{given.document}.{wanted}")
    row, line = await written(session, source, given.document, target, wanted, given.judging)
    session.out.answer(row, [line])
    return 0


def _source(drills: Drills, name: str, session: Session) -> PaperSource:
    """A scenario by its id, else a kept drill; ``Refusal("scenario_unknown")`` where it is neither."""
    scenario = drills.shelf().scenarios.get(name)
    if scenario is not None:
        return of_scenario(scenario, drills.describer(session.lang).reference)
    if name not in {one.id for one in drills.kept()}:
        raise Refusal("scenario_unknown", {"scenario": name})
    return of_kept(drills, name)


def file_format(file: Path | None, asked: str = "") -> PaperFormat:
    """As what a paper is wanted: as asked, else as the ending of the file says; ``Refusal("paper_ending_unknown")`` for an ending
    that says neither PDF nor Word nor text."""
    if file is not None and not asked and file.suffix.lower().lstrip(".") not in set(PaperFormat):
        raise Refusal("paper_ending_unknown", {"file": file.name})
    return format_of(file, asked)


async def written(
    session: Session, source: PaperSource, document: str, target: Path, wanted: PaperFormat, judging: str = ""
) -> tuple[dict[str, Any], str]:
    """Make the paper off the loop and write its file; what was done, for machines and in words.

    ``Fault("document_not_written")`` where the disk refuses; characters that no font has are named on standard error.
    """
    doors, wording = session.doors.papers(), session.wording
    actor = session.arguments.actor or machine_user()
    fields = paper_fields(source, wording, now=session.clock.now(), actor=actor, judging=judging)
    paper = await asyncio.to_thread(doors.make, document, fields, wanted, session.quiet)
    write_file(target, paper.data)
    missing = tell_missing(session, paper)
    row = {
        "document": document, "scenario": source.scenario.id, "held": bool(source.records), "format": wanted.value,
        "file": str(target), "pages": paper.pages, "bytes": len(paper.data), "code": paper.code, "missing": missing,
    }
    code = "cli.drill.paper" if paper.pages else "cli.drill.paper_as"
    format_words = wording.say(f"paper_format.{wanted}")
    return row, wording.say(code, file=str(target), pages=paper.pages, format=format_words)
