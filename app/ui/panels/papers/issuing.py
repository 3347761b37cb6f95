"""What leaves the desk: every paper that is printed, saved or copied is kept in the archive and entered in the journal."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.desk.issued import DESK_SHELF
from app.desk.jobs import Jobs
from app.domain.incident.commands import IssueDocument
from app.kernel.errors import Fault
from app.kernel.whole_file import write_atomically
from app.ui.panels.papers import make, printing
from app.ui.panels.papers.making import Shown
from app.ui.panels.papers.print_flow import print_bytes, print_paper
from app.ui.panels.papers.print_wish import PrintWish
from app.ui.services import Services


async def keep(services: Services, paper: make.Paper, incident_id: str = "") -> str:
    """Put the bytes into the archive, in a job; their SHA-256. ``Fault("document_not_written")`` where the disk refuses."""
    archive, shelf = services.workspace.archive, incident_id or DESK_SHELF
    return await services.workspace.jobs.run(lambda _progress: archive.store(shelf, paper.data))


async def enter(
    services: Services, document: str, paper: make.Paper, sha256: str, incident_id: str = "", reason: str = ""
) -> None:
    """Enter that these kept bytes left the desk; a ``reason`` says why names and numbers stand in it in full."""
    await services.execute(
        IssueDocument(
            incident_id=incident_id, document=document, sha256=sha256, pages=paper.pages, format=paper.format,
            unmasked=bool(reason), reason=reason, code=paper.code,
        )
    )  # fmt: skip


async def let_out(
    services: Services, document: str, paper: make.Paper, path: Path, incident_id: str = "", reason: str = ""
) -> None:
    """Keep the paper, write it to the file whole or not at all, enter it.

    ``Fault("document_not_written")`` where a disk refuses: then nothing is entered.
    """
    sha256 = await keep(services, paper, incident_id)
    await written(services.workspace.jobs, path, paper.data)
    await enter(services, document, paper, sha256, incident_id, reason)


async def written(jobs: Jobs, path: Path, data: bytes) -> None:
    """Write the file whole or not at all, in a job. ``Fault("document_not_written")`` where the disk refuses."""
    try:
        await jobs.run(lambda _progress: write_atomically(path, data))
    except OSError as error:
        raise Fault("document_not_written", {"path": str(path), "detail": error.strerror or str(error)}) from error


async def issue(services: Services, document: str, paper: make.Paper, incident_id: str = "", reason: str = "") -> str:
    """Keep the paper and enter that it left; its SHA-256. Raises as ``keep`` and ``enter``."""
    sha256 = await keep(services, paper, incident_id)
    await enter(services, document, paper, sha256, incident_id, reason)
    return sha256


async def print_out(
    services: Services, parent: QWidget, document: str, name: str, paper: make.Paper, incident_id: str = "", *, issued: bool = True
) -> str | None:
    """Ask for a printer and send the paper there under this name, then keep and enter it; its SHA-256.

    ``None`` for Escape. What was called off, or refused by the printer (faults as ``print_bytes``), leaves nothing in the archive.
    Without ``issued`` it is neither kept nor entered, and the answer is "".
    """
    if await print_paper(services.workspace.jobs, parent, name, paper.data, paper.pages) is None:
        return None
    return await issue(services, document, paper, incident_id) if issued else ""


class Issuer:
    """Lets the paper on show out. The same bytes go out, into the archive and, by their hash, into the journal."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def save(self, shown: Shown, paper: make.Paper, path: Path) -> None:
        """Into a file; see ``let_out``."""
        await let_out(self._services, shown.wish.document, paper, path, shown.incident_id, shown.wish.reason)

    async def print(
        self, shown: Shown, wish: PrintWish, name: str, file: Path | None = None, tell: printing.Tell | None = None
    ) -> int:
        """On a printer; how many pages went. Faults as ``print_bytes``: then nothing is entered."""
        sha256 = await keep(self._services, shown.paper, shown.incident_id)
        count = await print_bytes(self._services.workspace.jobs, shown.paper.data, wish, name, file, tell)
        await self._enter(shown, shown.paper, sha256)
        return count

    async def copy(self, shown: Shown, paper: make.Paper) -> str:
        """The plain text, for the clipboard."""
        await self._enter(shown, paper, await keep(self._services, paper, shown.incident_id))
        return paper.data.decode("utf-8")

    async def _enter(self, shown: Shown, paper: make.Paper, sha256: str) -> None:
        await enter(self._services, shown.wish.document, paper, sha256, shown.incident_id, shown.wish.reason)
