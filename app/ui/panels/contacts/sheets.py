"""The sheets of the duty room on paper: to a printer where there is one, to a PDF file otherwise or where that is wanted."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.desk.duty_sheets import Head, Sheet
from app.desk.jobs import Progress
from app.desk.paper import Paper
from app.domain.incident.model import PaperFormat
from app.kernel.errors import Fault, Refusal
from app.ui.kit.dialogs import Answer, ask, tell
from app.ui.kit.i18n import translate
from app.ui.kit.working import working
from app.ui.panels.papers import printing
from app.ui.panels.papers.issuing import print_out
from app.ui.panels.papers.make import list_paper
from app.ui.paper_out import save_as
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
            Answer("file", translate("DutyRoom", "Save as…")),
        )
        chosen = await ask(parent, title, sheet.subject, answers)
        if chosen is None:
            return False
        to_printer = chosen == "print"
    tables = tuple((one.title, one.heads, one.rows) for one in sheet.tables)

    def make(wanted: PaperFormat) -> Callable[[Progress], Paper]:
        return list_paper(services, sheet.subject, sheet.totals, tables, document, wanted)

    try:
        if not to_printer:
            return await save_as(services, parent, document, title, make, must_enter=True)
        paper = await working(services.workspace.jobs, parent, title, make(PaperFormat.PDF))
        return await print_out(services, parent, document, title, paper) is not None
    except (Fault, Refusal) as no:
        await tell(parent, title, services.explain(no))
    return False
