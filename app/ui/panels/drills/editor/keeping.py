"""Saving an open scenario: on the shelf where it is sound, as a draft where it is not, and as a draft after every pause.

Whoever leaves without saving has the choice; a crash loses no more than the last seconds.
"""

from __future__ import annotations

import logging
from datetime import datetime

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
        self._first: ScenarioDraft | None = None if fresh else self._bench.draft
        self._was_draft = self._bench.opened.draft and not fresh
        self._on_disk: ScenarioDraft | None = self._first
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
        draft, sound = bench.draft, bench.is_sound
        done = await self._write(draft, sound=sound)
        if done:
            self.never_saved = False
            self._first, self._was_draft = bench.draft if bench.draft == draft else draft, not sound
            self._session.saved.emit()
            self._session.restart()
        return done

    async def keep(self) -> bool:
        """Keep what was typed as a draft."""
        draft = self._bench.draft
        if self.busy or draft == self._on_disk or not self.is_changed:
            return True
        return await self._write(draft, sound=False, counts=False)

    async def give_up(self) -> None:
        """Nobody wants what was typed since it was opened or saved."""
        self._quiet.drop()
        first, bench = self._first, self._bench
        if self._on_disk == first:
            return
        try:
            if first is None or not self._was_draft:
                await self._session.services.workspace.jobs.run(lambda _progress: self._desk.give_up(bench.scenario.id))
            else:
                await self._run(first, sound=False)
        except (Refusal, Fault, BadFile) as no:
            self.refused.emit(self._session.services.explain(no))

    def flush(self) -> None:
        """Keep it here and now, if it lags (the window goes)."""
        self._quiet.drop()
        draft = self._bench.draft
        if self.busy or draft == self._on_disk or not self.is_changed or self._session.read_only:
            return
        try:
            self._desk.keep(draft.scenario, draft.briefing, self._bench.opened.stamp)
            self._adopt(self._desk.open(draft.scenario.id), draft, counts=False)
        except (Refusal, Fault, BadFile) as no:
            _log.warning("%s", no)

    async def _write(self, draft: ScenarioDraft, *, sound: bool, counts: bool = True) -> bool:
        self.busy = True
        self.state_changed.emit()
        try:
            opened = await self._run(draft, sound=sound)
        except (Refusal, Fault, BadFile) as no:
            self.refused.emit(self._session.services.explain(no))
            return False
        finally:
            self.busy = False
            self.state_changed.emit()
        self._adopt(opened, draft, counts=counts)
        return True

    async def _run(self, draft: ScenarioDraft, *, sound: bool) -> Opened:
        """Write in a worker thread; how it is opened next time."""
        desk, stamp = self._desk, self._bench.opened.stamp

        def work() -> Opened:
            if sound:
                desk.save(draft.scenario, draft.briefing, stamp)
            else:
                desk.keep(draft.scenario, draft.briefing, stamp)
            return desk.open(draft.scenario.id)

        return await self._session.services.workspace.jobs.run(lambda _progress: work())

    def _adopt(self, opened: Opened, draft: ScenarioDraft, *, counts: bool) -> None:
        """The disk has this; ``counts``: a person saved it, so that it counts as saved."""
        bench = self._bench
        if counts:
            bench.kept(opened, draft)
        else:
            bench.opened = replace(bench.opened, stamp=opened.stamp)
        self._on_disk = bench.draft if counts and bench.draft == bench.saved else draft
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
