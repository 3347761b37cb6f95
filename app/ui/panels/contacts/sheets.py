"""The sheets of the duty room on paper: to a printer where there is one, to a PDF file otherwise or where that is wanted."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.desk.duty_sheets import Head, Sheet
from app.desk.jobs import Progress
from app.desk.paper import Paper
from app.domain.incident.model import PaperFormat
from app.kernel.clock import to_local
from app.kernel.errors import Fault, Refusal
from app.ui.kit.dialogs import Answer, ask, save_path, tell
from app.ui.kit.i18n import translate
from app.ui.kit.working import working
from app.ui.panels.papers import printing
from app.ui.panels.papers.issuing import let_out, print_out
from app.ui.panels.papers.make import file_filters, format_of, list_paper
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
    try:
        return await (_print if to_printer else _save)(services, parent, document, sheet, title)
    except (Fault, Refusal) as no:
        await tell(parent, title, services.explain(no))
    return False


async def _print(services: Services, parent: QWidget, document: str, sheet: Sheet, title: str) -> bool:
    paper = await working(services.workspace.jobs, parent, title, _maker(services, document, sheet))
    return await print_out(services, parent, document, title, paper) is not None


async def _save(services: Services, parent: QWidget, document: str, sheet: Sheet, title: str) -> bool:
    now = to_local(services.workspace.desk.clock.now())
    suggested = services.workspace.data_dir / f"{title}-{now:%Y%m%d-%H%M}.pdf"
    path = await save_path(parent, title, suggested, file_filters())
    if path is None:
        return False
    paper = await working(services.workspace.jobs, parent, title, _maker(services, document, sheet, format_of(path)))
    await let_out(services, document, paper, path)
    services.navigator.say(translate("DutyRoom", "Saved to {name}").format(name=path.name), "ok")
    return True


def _maker(
    services: Services, document: str, sheet: Sheet, wanted: PaperFormat = PaperFormat.PDF
) -> Callable[[Progress], Paper]:
    tables = tuple((one.title, one.heads, one.rows) for one in sheet.tables)
    return list_paper(services, sheet.subject, sheet.totals, tables, document, wanted)
