"""A draft with its history: what every editor's bench can do, whatever it edits. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.ui.panels.plans.editor.findings import Place
from app.ui.panels.plans.editor.history import EditHistory


class HistoryBench:
    """Edits, undo and redo over one draft (any immutable value). ``seconds`` is any clock that only goes forward."""

    home = "head"
    """The part where an edit without a place stood."""

    run_cases: Callable[[], Any] | None = None
    """Looks the draft over and runs its cases; ``None`` where what is edited has none."""

    def __init__(self, draft: Any, seconds: Callable[[], float]) -> None:
        self._seconds = seconds
        self.history = EditHistory.of(draft)

    @property
    def draft(self) -> Any:
        """The draft as it stands."""
        return self.history.draft

    def apply(self, edit: Callable[[Any], Any], where: Place, join: str = "") -> bool:
        """Make an edit; whether it changed anything. ``join``: see ``EditHistory.edited``."""
        before = self.history
        path: tuple[str | int, ...] = (where.part, -1 if where.row is None else where.row, where.field)
        self.history = before.edited(edit, path, join, self._seconds())
        return self.history.draft is not before.draft

    def settle(self) -> None:
        """What comes next is a step of its own."""
        self.history = self.history.settled()

    def undo(self) -> Place | None:
        """One step back; where the edit stood that is undone, ``None`` where there was nothing to undo."""
        before, self.history = self.history, self.history.undone()
        return self._place(before.present.where) if self.history is not before else None

    def redo(self) -> Place | None:
        """One step on again; where it stands."""
        before, self.history = self.history, self.history.redone()
        return self._place(self.history.present.where) if self.history is not before else None

    def _place(self, where: tuple[str | int, ...]) -> Place:
        if not where:
            return Place(self.home)
        row = int(where[1])
        return Place(str(where[0]), None if row < 0 else row, str(where[2]))
