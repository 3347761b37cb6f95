"""What leaves the desk: every paper that is printed, saved or copied is kept first and entered in the journal after."""

from __future__ import annotations

from pathlib import Path

from app.desk.issued import DESK_SHELF
from app.domain.incident.commands import IssueDocument
from app.kernel.errors import Fault
from app.kernel.whole_file import write_atomically
from app.ui.panels.papers import make, printing
from app.ui.panels.papers.making import Shown
from app.ui.panels.papers.print_flow import print_bytes
from app.ui.panels.papers.print_wish import PrintWish
from app.ui.services import Services


class Issuer:
    """Lets papers out. The same bytes go out, into the archive and, by their hash, into the journal."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def save(self, shown: Shown, paper: make.Paper, path: Path) -> None:
        """Keep the paper, write it to the file whole or not at all, enter it.

        ``Fault("document_not_written")`` where a disk refuses: then nothing is entered.
        """
        sha256 = await self._keep(shown, paper)
        try:
            await self._services.workspace.jobs.run(lambda _progress: write_atomically(path, paper.data))
        except OSError as error:
            raise Fault("document_not_written", {"path": str(path), "detail": error.strerror or str(error)}) from error
        await self._enter(shown, paper, sha256)

    async def print(
        self, shown: Shown, wish: PrintWish, name: str, file: Path | None = None, tell: printing.Tell | None = None
    ) -> int:
        """Keep the paper, print it, enter it; how many pages went. Faults as ``print_bytes``: then nothing is entered."""
        sha256 = await self._keep(shown, shown.paper)
        count = await print_bytes(self._services.workspace.jobs, shown.paper.data, wish, name, file, tell)
        await self._enter(shown, shown.paper, sha256)
        return count

    async def copy(self, shown: Shown, paper: make.Paper) -> str:
        """Keep the plain text and enter it; the text, for the clipboard."""
        sha256 = await self._keep(shown, paper)
        await self._enter(shown, paper, sha256)
        return paper.data.decode("utf-8")

    async def _keep(self, shown: Shown, paper: make.Paper) -> str:
        archive, shelf = self._services.workspace.archive, self._incident_id(shown) or DESK_SHELF
        return await self._services.workspace.jobs.run(lambda _progress: archive.store(shelf, paper.data))

    async def _enter(self, shown: Shown, paper: make.Paper, sha256: str) -> None:
        kept = shown.issue.paper if shown.issue is not None else None
        await self._services.execute(
            IssueDocument(
                incident_id=self._incident_id(shown), document=shown.wish.document, sha256=sha256, pages=paper.pages,
                format=paper.format, unmasked=shown.wish.unmasked, reason=shown.wish.reason,
                code=kept.code if kept is not None else paper.code,
            )
        )  # fmt: skip

    @staticmethod
    def _incident_id(shown: Shown) -> str:
        if shown.issue is not None:
            return shown.issue.incident_id
        return shown.of.id if shown.of is not None else ""
