"""A finished PDF of another part of the window on its way out: to a printer, into a file; kept and entered like every paper."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.desk.paper import Paper
from app.kernel.clock import to_local
from app.kernel.errors import Fault
from app.kernel.whole_file import write_atomically
from app.ui.kit.dialogs import save_path
from app.ui.kit.i18n import translate
from app.ui.panels.papers.issuing import enter, keep
from app.ui.panels.papers.print_flow import print_paper
from app.ui.services import Services


async def save_pdf(services: Services, parent: QWidget, document: str, title: str, paper: Paper) -> bool:
    """Ask where to, and write it whole; whether it was. ``Fault("document_not_written")`` where the disk refuses."""
    now = to_local(services.workspace.desk.clock.now())
    suggested = services.workspace.data_dir / f"{title}-{now:%Y%m%d-%H%M}.pdf"
    path = await save_path(parent, title, suggested, ("PDF (*.pdf)",))
    if path is None:
        return False
    try:
        await services.workspace.jobs.run(lambda _progress: write_atomically(path, paper.data))
    except OSError as error:
        raise Fault("document_not_written", {"path": str(path), "detail": error.strerror or str(error)}) from error
    await _enter(services, document, paper)
    words = translate("DutyRoom", "{pages} page(s) saved to {name}").format(pages=paper.pages, name=path.name)
    services.navigator.say(words, "ok")
    return True


async def print_pdf(services: Services, parent: QWidget, document: str, title: str, paper: Paper) -> bool:
    """Ask for a printer and send it there; whether it went. ``Fault("printer_refused")`` where the printer takes nothing."""
    went = await print_paper(services.workspace.jobs, parent, title, paper.data, paper.pages) is not None
    if went:
        await _enter(services, document, paper)
    return went


async def _enter(services: Services, document: str, paper: Paper) -> None:
    """Keep and enter it; where the journal can only be read the paper goes out all the same: that is what it is for."""
    if not services.workspace.read_only and services.workspace.desk.damage is None:
        await enter(services, document, paper, await keep(services, paper))
