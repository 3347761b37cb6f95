"""Fetches journal lines for the panel, page by page, away from the interface's thread."""

from __future__ import annotations

from collections.abc import Callable

from app.desk.describe import Describer
from app.journal.codec import Sealed
from app.ui.panels.records.presenter import PAGE, Line, describe_lines
from app.ui.services import Services

OnProgress = Callable[[float, str], None]


class Loader:
    """Holds the lines that were fetched, the newest first. One fetch at a time; the caller awaits it."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._page = PAGE
        self.lines: tuple[Line, ...] = ()

    @property
    def total(self) -> int:
        """How many entries the journal holds."""
        return self._services.state.seq

    @property
    def is_whole(self) -> bool:
        """Whether every entry was fetched."""
        return bool(self.lines) and self.lines[-1].seq == 1

    async def newest(self, on_progress: OnProgress | None = None) -> None:
        """Fetch what was written since the last time (a first page, when there was none)."""
        after = self.lines[0].seq if self.lines else max(0, self.total - self._page)
        fresh = await self._services.workspace.desk.lines(after)
        self.lines = (*await self._described(fresh, on_progress), *self.lines)

    async def older(self, on_progress: OnProgress | None = None, *, everything: bool = False) -> None:
        """Fetch what came before, twice as much as the last time, or all of it."""
        if not self.lines or self.is_whole:
            return
        oldest = self.lines[-1].seq
        after = 0 if everything else max(0, oldest - 1 - self._page)
        fetched = await self._services.workspace.desk.lines(after)
        before = tuple(line for line in fetched if line.seq < oldest)
        self.lines = (*self.lines, *await self._described(before, on_progress))
        self._page *= 2

    def before(self, line: Line) -> Line | None:
        """The entry just before this one, where it was fetched."""
        place = self.lines[0].seq - line.seq + 1 if self.lines else -1
        return self.lines[place] if 0 <= place < len(self.lines) else None

    async def _described(self, lines: tuple[Sealed, ...], on_progress: OnProgress | None) -> tuple[Line, ...]:
        if not lines:
            return ()
        services = self._services
        state, words = services.state, services.wording
        describer = Describer(services.workspace.desk.reference, words)
        return await services.workspace.jobs.run(
            lambda progress: describe_lines(lines, state, describer, words, progress), on_progress
        )
