"""An open draft and everybody who shows it: edits go in here, and whoever shows something is told what to look at again."""

from __future__ import annotations

import time
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.ui.kit.quiet import Quiet
from app.ui.panels.plans.editor.asking import FieldSpec, PartSpec
from app.ui.panels.plans.editor.editing import Edit
from app.ui.panels.plans.editor.findings import Place
from app.ui.panels.plans.editor.opened import Opened
from app.ui.panels.plans.editor.workbench import Workbench
from app.ui.services import Services

LOOK_MS = 150
"""The draft is looked over this long after the last key."""

CASES_MS = 400
"""The cases run a little later: a few of them take longer than the look."""


class Session(QObject):
    """Joins the bench to Qt. ``changed`` after every edit, undo and redo; ``looked`` when findings or outcomes are new;
    ``jumped`` to bring a place into sight; ``saved`` when the journal has the draft."""

    changed = Signal()
    looked = Signal()
    jumped = Signal(object)
    saved = Signal()

    def __init__(self, services: Services, opened: Opened | None, parent: QObject, bench: Any = None) -> None:
        """``bench``: another editor's, where it is no plan that is edited."""
        super().__init__(parent)
        self.services = services
        workspace = services.workspace
        self.bench = bench or Workbench(opened, lambda: workspace.desk.reference, workspace.words, services.lang, time.monotonic)
        self.read_only = False
        self._look = Quiet(self._look_now, LOOK_MS, self, most_ms=4 * LOOK_MS)
        self._cases = Quiet(self._run_cases_now, CASES_MS, self, most_ms=4 * CASES_MS)

    def start(self) -> None:
        """Look the draft over for the first time."""
        self._run_cases_now()

    def apply(self, edit: Edit, where: Place, join: str = "") -> bool:
        """Make an edit and tell everybody; whether it changed anything."""
        return self._told(not self.read_only and self.bench.apply(edit, where, join))

    def answer(self, part: PartSpec, spec: FieldSpec, row: int | None, value: Any) -> bool:
        """Take an answer of a form and tell everybody."""
        return self._told(not self.read_only and self.bench.answer(part, spec, row, value))

    def add(self, part: PartSpec, at: int | None) -> int | None:
        """Put an empty element in; its place, ``None`` where the list takes no more."""
        before = self.bench.draft
        place = None if self.read_only else self.bench.add(part, at)
        self._told(self.bench.draft is not before)
        return place

    def add_command(self) -> None:
        """Give the plan a command structure."""
        if not self.read_only:
            self.bench.add_command()
            self._told(True)

    def undo(self) -> None:
        """One step back, to where it was made."""
        self._walk(self.bench.undo())

    def redo(self) -> None:
        """One step on again."""
        self._walk(self.bench.redo())

    def jump(self, place: Place) -> None:
        """Bring a place into sight."""
        self.jumped.emit(place)

    def restart(self) -> None:
        """The draft became another one behind the session's back (saved, judged elsewhere): everybody looks again."""
        self._told(True)

    def look_now(self) -> None:
        """What is due is looked at now, not after the pause."""
        self._look.flush()
        self._cases.flush()

    def told(self, changed: bool) -> bool:
        """Tell everybody of an edit that was made on the bench itself; whether there was one."""
        return self._told(changed)

    def _walk(self, place: Place | None) -> None:
        if place is not None and not self.read_only:
            self._told(True)
            self.jump(place)

    def _told(self, changed: bool) -> bool:
        if changed:
            self.changed.emit()
            self._look.stir()
            if self.bench.run_cases is not None:
                self._cases.stir()
        return changed

    def _look_now(self) -> None:
        self.bench.look()
        self.looked.emit()

    def _run_cases_now(self) -> None:
        (self.bench.run_cases or self.bench.look)()
        self.looked.emit()
