"""``survival-pack`` and ``forms``: papers to go on by hand when the power is gone."""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from app.cli.arguments import path_of
from app.cli.files import write_file
from app.cli.output import table
from app.cli.session import Session
from app.cli.tree import Tree
from app.desk.paper import Paper
from app.desk.survival import FORMS, PACK, ByHand, pack_fields, reserve, wanted_slips
from app.desk.workspace import Workspace
from app.domain.paper.model import SlipRun
from app.kernel.errors import Fault


def add(tree: Tree) -> None:
    """The parsers of these verbs."""
    say = tree.say
    packing = tree.verb("survival-pack", survival_pack)
    packing.add_argument("-o", "--output", type=path_of, required=True, metavar="FILE.pdf", help=say("cli.help.pdf"))
    packing.add_argument("--print-forms", type=int, metavar="N", help=say("cli.help.print_forms"))
    family = tree.family("forms")
    family.verb("list", list_forms)
    printing = family.verb("print", print_forms)
    printing.add_argument("form", nargs="+", type=_form, metavar="FORM[:N]", help=say("cli.help.form"))
    printing.add_argument("-o", "--output", type=path_of, required=True, metavar="FILE.pdf", help=say("cli.help.pdf"))
    for parser in (packing, printing):
        tree.actor(parser)


async def survival_pack(session: Session) -> int:
    """Make the pack of this moment and write it; its slips take the next free numbers."""
    arguments = session.arguments
    async with session.desk() as workspace:
        by_hand, wanted = _by_hand(workspace), wanted_slips(workspace.desk.reference, arguments.print_forms)
        slips = await reserve(workspace.desk, wanted, PACK, session.context())
        fields = _fields(session, workspace, slips)
        paper = await workspace.jobs.run(lambda progress: by_hand.make_pack(fields, progress))
        _answer(session, paper, arguments.output, slips)
    return 0


async def print_forms(session: Session) -> int:
    """Print blank forms with the next free numbers."""
    arguments = session.arguments
    async with session.desk() as workspace:
        by_hand = _by_hand(workspace)
        slips = await reserve(workspace.desk, tuple(arguments.form), FORMS, session.context())
        fields = _fields(session, workspace, slips)
        paper = await workspace.jobs.run(lambda progress: by_hand.make_forms(fields, progress))
        _answer(session, paper, arguments.output, slips)
    return 0


def list_forms(session: Session) -> int:
    """List the blank forms, and how many of each go into a pack."""
    words = session.wording
    rows = [
        {
            "id": one.id, "title": words.text(one.title), "zh": one.title.zh, "en": one.title.en,
            "purpose": words.text(one.purpose), "use": one.use.value, "in_pack": one.keep,
        }
        for one in session.reference.forms.values()
    ]  # fmt: skip
    session.out.answer(rows, table((row["id"], row["title"], row["purpose"]) for row in rows))
    return 0


def _form(text: str) -> tuple[str, int]:
    name, colon, count = text.replace("：", ":").partition(":")
    if colon and not count.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} (incident_intake:3)")
    return name.strip(), int(count) if colon else 1


def _by_hand(workspace: Workspace) -> ByHand:
    if workspace.by_hand is None:
        raise Fault("part_not_loaded", {"detail": "app.reports"})
    return workspace.by_hand


def _fields(session: Session, workspace: Workspace, slips: tuple[SlipRun, ...]) -> Mapping[str, Any]:
    return pack_fields(workspace.desk, session.wording, session.lang, session.context().actor, slips)


def _answer(session: Session, paper: Paper, target: Path, slips: tuple[SlipRun, ...]) -> None:
    write_file(target, paper.data)
    first = slips[0].first if slips else None
    last = slips[-1].first + slips[-1].count - 1 if slips else None
    row = {
        "file": str(target), "pages": paper.pages, "bytes": len(paper.data), "sha256": hashlib.sha256(paper.data).hexdigest(),
        "slips": {"first": first, "last": last,
                  "runs": [{"form": one.form, "first": one.first, "count": one.count} for one in slips]},
        "missing": sorted(set(paper.missing)),
    }  # fmt: skip
    session.out.answer(row, [session.wording.say("cli.report.written", file=str(target), pages=paper.pages)])
