"""Saving an open scenario: on the shelf where it is sound, as a draft where it is not, and as a draft after every pause.

Whoever leaves without saving has the choice; a crash loses no more than the last seconds.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TypeVar

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.catalog.own_scenarios import Opened
from app.desk.scenario_desk import ScenarioDesk
from app.kernel.errors import BadFile, Fault, Refusal
from app.ui.kit import tasks
from app.ui.kit.quiet import Quiet
from app.ui.panels.drills.editor.bench import ScenarioBench
from app.ui.panels.drills.editor.draft import ScenarioDraft
from app.ui.panels.plans.editor.session import Session

T = TypeVar("T")

_log = logging.getLogger(__name__)

KEEP_MS, KEEP_MOST_MS = 6_000, 30_000
"""A draft is kept after a pause of six seconds, and never later than half a minute after the first key."""


class ScenarioKeeper(QObject):
    """Keeps one scenario. ``state_changed`` when what it would say is another thing; ``refused(words)`` when it was refused."""

    state_changed = Signal()
    refused = Signal(str)

    def __init__(self, session: Session, desk: ScenarioDesk, owner: QWidget, *, fresh: bool) -> None:
        super().__init__(owner)
        self._session, self._desk, self._owner = session, desk, owner
        self._on_disk: ScenarioDraft | None = None if fresh else self._bench.saved
        self.never_saved = fresh
        self.busy = False
        self.kept_at: datetime | None = None
        self._quiet = Quiet(lambda: tasks.run(self.keep(), owner), KEEP_MS, self, most_ms=KEEP_MOST_MS)
        session.changed.connect(self._on_change)

    @property
    def is_changed(self) -> bool:
        """Whether there is something that a person has not saved."""
        return self.never_saved or self._bench.is_changed

    async def save(self) -> bool:
        """Put it on the shelf where it is sound, keep it as a draft where not; whether the disk has it."""
        if self.busy or self._session.read_only:
            return False
        self._quiet.drop()
        self._session.look_now()
        bench = self._bench
        bench.look()
        draft, sound, stamp, desk = bench.draft, bench.is_sound, bench.opened.stamp, self._desk

        def work() -> Opened:
            if sound:
                desk.save(draft.scenario, draft.briefing, stamp)
            else:
                desk.keep(draft.scenario, draft.briefing, stamp)
            return desk.open(draft.scenario.id)

        opened = await self._written(work)
        if opened is None:
            return False
        bench.kept(opened, draft)
        self._adopt(bench.saved)
        self.never_saved = False
        self._session.saved.emit()
        self._session.restart()
        return True

    async def keep(self) -> bool:
        """Keep what was typed as a draft."""
        draft = self._bench.draft
        if self.busy or draft == self._on_disk or not self.is_changed:
            return True
        stamp = await self._written(self._keeping(draft))
        if stamp is None:
            return False
        self._adopt(draft, stamp)
        return True

    async def give_up(self) -> None:
        """Nobody wants what was typed since it was opened or saved."""
        self._quiet.drop()
        bench = self._bench
        first = None if self.never_saved else bench.saved
        if self._on_disk == first:
            return
        try:
            if first is None or not bench.opened.draft:
                await self._run(lambda: self._desk.give_up(bench.scenario.id))
            else:
                await self._run(self._keeping(first))
        except (Refusal, Fault, BadFile) as no:
            self.refused.emit(self._session.services.explain(no))

    def flush(self) -> None:
        """Keep it here and now, if it lags (the window goes)."""
        self._quiet.drop()
        draft = self._bench.draft
        if self.busy or draft == self._on_disk or not self.is_changed or self._session.read_only:
            return
        try:
            self._adopt(draft, self._keeping(draft)())
        except (Refusal, Fault, BadFile) as no:
            _log.warning("%s", no)

    def _keeping(self, draft: ScenarioDraft) -> Callable[[], str]:
        """What keeps this as a draft, and then says its stamp."""
        return partial(self._desk.keep, draft.scenario, draft.briefing, self._bench.opened.stamp)

    async def _written(self, work: Callable[[], T]) -> T | None:
        """What came of writing; ``None`` where it was refused."""
        self.busy = True
        self.state_changed.emit()
        try:
            return await self._run(work)
        except (Refusal, Fault, BadFile) as no:
            self.refused.emit(self._session.services.explain(no))
            return None
        finally:
            self.busy = False
            self.state_changed.emit()

    async def _run(self, work: Callable[[], T]) -> T:
        """In a worker thread."""
        return await self._session.services.workspace.jobs.run(lambda _progress: work())

    def _adopt(self, draft: ScenarioDraft, stamp: str = "") -> None:
        """The disk has this; ``stamp``: of a draft that nobody asked to keep, so that it does not count as saved."""
        bench = self._bench
        if stamp:
            bench.opened = replace(bench.opened, stamp=stamp)
        self._on_disk = draft
        self.kept_at = self._session.services.workspace.desk.clock.now()
        self.state_changed.emit()

    def _on_change(self) -> None:
        if self.is_changed:
            self._quiet.stir()
        self.state_changed.emit()

    @property
    def _bench(self) -> ScenarioBench:
        bench: ScenarioBench = self._session.bench
        return bench
