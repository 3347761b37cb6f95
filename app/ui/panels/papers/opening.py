"""Kept papers come back: read and compared, shown as they were, or handed to the program that the system has for them."""

from __future__ import annotations

import tempfile
from pathlib import Path

import msgspec
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from app.desk.issued import Issue, kept_bytes
from app.domain.incident.model import PaperFormat
from app.kernel.errors import Fault
from app.kernel.whole_file import write_atomically
from app.ui.panels.papers.making import Shown, Wish
from app.ui.services import Services


class KeptPaper(msgspec.Struct, frozen=True):
    """A paper from the archive; which characters it lacked was said when it was made."""

    data: bytes
    pages: int
    format: PaperFormat
    code: str
    missing: tuple[str, ...] = ()


async def kept(services: Services, issue: Issue) -> bytes:
    """The bytes as they were issued, read in a job; ``Fault`` where they are gone or were changed."""
    archive = services.workspace.archive
    return await services.workspace.jobs.run(lambda _progress: kept_bytes(archive, issue))


def shown_again(services: Services, issue: Issue, data: bytes, title: str, *, inside: bool) -> Shown:
    """A kept paper as what is on show."""
    paper = issue.paper
    wish = Wish(paper.document, issue.incident_id, unmasked=paper.unmasked, reason=paper.reason)
    of = services.state.incidents.get(issue.incident_id)
    return Shown(wish, title, KeptPaper(data, paper.pages, paper.format, paper.code), of, inside=inside, issue=issue)


async def open_outside(services: Services, issue: Issue, data: bytes) -> None:
    """Show a Word or text file with the system's program, as a copy that may be scribbled on.

    ``Fault("paper_no_program")`` where no program takes it.
    """

    def written() -> Path:
        path = Path(tempfile.mkdtemp(prefix="zhishou-")) / f"{issue.paper.sha256[:16]}.{issue.paper.format}"
        write_atomically(path, data)
        return path

    path = await services.workspace.jobs.run(lambda _progress: written())
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
        raise Fault("paper_no_program", {"path": str(path)})
