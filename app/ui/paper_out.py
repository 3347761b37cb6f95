"""A finished PDF of another part of the window on its way out: to a printer, into a file; kept and entered like every paper.

Where the journal can only be read it goes out all the same: that is what it is for.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.desk.jobs import Progress
from app.desk.paper import Paper
from app.domain.incident.model import PaperFormat
from app.kernel.clock import to_local
from app.ui.kit.dialogs import save_path
from app.ui.kit.i18n import translate
from app.ui.kit.working import working
from app.ui.panels.papers.issuing import issue, let_out, print_out, written
from app.ui.panels.papers.make import file_filters, format_of
from app.ui.services import Services

Make = Callable[[PaperFormat], Callable[[Progress], Paper]]
"""What a job does to make a paper in a format."""


async def save_pdf(services: Services, parent: QWidget, document: str, title: str, paper: Paper) -> bool:
    """Ask where to, and write it whole; whether it was. ``Fault("document_not_written")`` where the disk refuses."""
    path = await save_path(parent, title, _suggested(services, title), ("PDF (*.pdf)",))
    if path is None:
        return False
    await written(services.workspace.jobs, path, paper.data)
    if _can_enter(services):
        await issue(services, document, paper)
    words = translate("DutyRoom", "{pages} page(s) saved to {name}").format(pages=paper.pages, name=path.name)
    services.navigator.say(words, "ok")
    return True


async def save_as(
    services: Services, parent: QWidget, document: str, title: str, make: Make, *, must_enter: bool = False
) -> bool:
    """Ask where to and as what, make it so, write it whole; whether it was. Faults as ``save_pdf`` and what ``make`` raises.

    ``must_enter``: where the journal can only be read, its ``Refusal`` is raised once the file is written.
    """
    path = await save_path(parent, title, _suggested(services, title), file_filters())
    if path is None:
        return False
    jobs = services.workspace.jobs
    paper = await working(jobs, parent, title, make(format_of(path)))
    enter = must_enter or _can_enter(services)
    await (let_out(services, document, paper, path) if enter else written(jobs, path, paper.data))
    services.navigator.say(translate("DutyRoom", "Saved to {name}").format(name=path.name), "ok")
    return True


async def print_pdf(services: Services, parent: QWidget, document: str, title: str, paper: Paper) -> bool:
    """Ask for a printer and send it there; whether it went. ``Fault("printer_refused")`` where the printer takes nothing."""
    return await print_out(services, parent, document, title, paper, issued=_can_enter(services)) is not None


def _suggested(services: Services, title: str) -> Path:
    now = to_local(services.workspace.desk.clock.now())
    return services.workspace.data_dir / f"{title}-{now:%Y%m%d-%H%M}.pdf"


def _can_enter(services: Services) -> bool:
    return not services.workspace.read_only and services.workspace.desk.damage is None
