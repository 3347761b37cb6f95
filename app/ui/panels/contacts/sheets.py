"""The sheets of the duty room on paper: to a printer where there is one, to a PDF file otherwise or where that is wanted."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from app.desk.duty_sheets import Head, Sheet
from app.kernel.errors import Fault
from app.ui.kit.dialogs import Answer, ask, tell
from app.ui.kit.i18n import translate
from app.ui.kit.working import working
from app.ui.panels.papers import printing
from app.ui.panels.papers.make import list_paper
from app.ui.paper_out import print_pdf, save_pdf
from app.ui.services import Services


def head_of(services: Services) -> Head:
    """The last entry of the journal, as a sheet names it."""
    desk = services.workspace.desk
    return Head(desk.state.seq, desk.head_hash.hex())


async def print_sheet(services: Services, parent: QWidget, document: str, sheet: Sheet) -> bool:
    """Make the paper and print it or save it; whether it came out. What goes wrong is told."""
    title = services.wording.say(f"paper.{document}.title")
    to_printer = False
    if printing.has_printer():
        answers = (
            Answer("print", translate("DutyRoom", "Print…"), "primary"),
            Answer("pdf", translate("DutyRoom", "Save as PDF…")),
        )
        chosen = await ask(parent, title, sheet.subject, answers)
        if chosen is None:
            return False
        to_printer = chosen == "print"
    make = list_paper(
        services, sheet.subject, sheet.totals, tuple((one.title, one.heads, one.rows) for one in sheet.tables), document
    )
    try:
        paper: Any = await working(services.workspace.jobs, parent, title, make)
        if to_printer:
            return await print_pdf(parent, title, paper.data)
        return await save_pdf(services, parent, title, paper.data, paper.pages)
    except Fault as fault:
        await tell(parent, title, services.explain(fault))
    except OSError as problem:
        await tell(parent, title, f"{problem.filename or ''}\n{problem.strerror or problem}".strip())
    return False
