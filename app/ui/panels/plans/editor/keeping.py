"""Saving an open draft, verdicts on it, what others do to it meanwhile, and the recovery file in between.

Why a recovery file and no automatic save: the journal keeps for ever what it is given, a whole plan each time; an entry is
written when a person saves. What was typed since lies in one small file that goes when the draft is saved or given up.
"""

from __future__ import annotations

import asyncio
import logging
from datetime import datetime

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.desk.desk import Notice
from app.domain.planning.commands import JudgeExtraction
from app.domain.planning.model import PlanVersion, VersionStatus, version_key
from app.kernel.errors import Fault, Refusal
from app.storage.recovery import RecoveryFiles, Unsaved
from app.ui.kit import tasks
from app.ui.kit.quiet import Quiet
from app.ui.panels.plans.editor.session import Session
from app.ui.services import Services

_log = logging.getLogger(__name__)

QUIET_MS = 3_000
MOST_MS = 20_000
"""The recovery file follows a pause of three seconds, and never lags more than twenty behind: a crash loses no more."""


def recovery_files(services: Services) -> RecoveryFiles:
    """The recovery files of this data folder."""
    return RecoveryFiles(services.workspace.data_dir / "recovery")


class Keeper(QObject):
    """Keeps one session. ``state_changed`` when what it would say of the draft is another thing; ``refused(words)`` when a
    save or a verdict was refused; ``elsewhere`` when the journal has another state of the draft than the one that is edited."""

    state_changed = Signal()
    refused = Signal(str)
    elsewhere = Signal()

    def __init__(self, session: Session, owner: QWidget) -> None:
        super().__init__(owner)
        self._session, self._owner = session, owner
        self._files = recovery_files(session.services)
        self._key = session.bench.opened.recovery_key
        self._written = session.bench.draft
        self.saved_at: datetime | None = None
        self.recovered_at: datetime | None = None
        self.fault = ""
        self.busy = False
        self.other: PlanVersion | None = None
        self._quiet = Quiet(lambda: tasks.run(self._write(), owner), QUIET_MS, self, most_ms=MOST_MS)
        session.changed.connect(self._on_change)
        session.services.bridge.noticed.connect(self._on_notice)

    async def save(self) -> bool:
        """Give the draft to the journal; whether it has it now. A refusal is told by ``refused``, and nothing is lost."""
        bench = self._session.bench
        if self.busy:
            return False
        if not bench.is_changed and bench.opened.stored:
            return True
        draft = bench.draft
        self._set_busy(True)
        try:
            await self._session.services.execute(bench.command())
        except Refusal as no:
            if no.code != "nothing_changed":
                self.refused.emit(self._session.services.explain(no))
                return False
        except Fault as no:
            self.refused.emit(self._session.services.explain(no))
            return False
        finally:
            self._set_busy(False)
        version = self._stored(version_key(draft.plan.id, draft.plan.version))
        if version is not None:
            bench.kept(version, draft)
        self.saved_at = self._now()
        await self._drop()
        self._session.saved.emit()
        self._session.restart()
        self.state_changed.emit()
        return True

    async def judge(self, item_id: str, accepted: bool) -> bool:
        """Say yes or no to an extracted item: what is typed is saved first, so that the verdict meets the draft as it is."""
        if not await self.save():
            return False
        bench = self._session.bench
        plan = bench.draft.plan
        self._set_busy(True)
        try:
            await self._session.services.execute(
                JudgeExtraction(
                    plan_id=plan.id, version=plan.version, accepted=(item_id,) if accepted else (),
                    rejected=() if accepted else (item_id,),
                )
            )
        except (Refusal, Fault) as no:
            self.refused.emit(self._session.services.explain(no))
            return False
        finally:
            self._set_busy(False)
        self.take_other()
        return True

    def take_other(self) -> None:
        """Go on from what the journal has; what was edited here is one undo away."""
        version = self._stored(self._session.bench.opened.key)
        self.other = None
        if version is not None:
            self._session.bench.adopt(version)
            self._session.restart()
        self.state_changed.emit()

    async def give_up(self) -> None:
        """Nobody wants what was typed since the last save."""
        self._quiet.drop()
        await self._drop()

    def flush(self) -> None:
        """Write the recovery file here and now, if it lags (the window goes)."""
        self._quiet.drop()
        bench = self._session.bench
        if bench.is_changed and bench.draft is not self._written:
            try:
                self._files.write(self._unsaved())
            except Fault as fault:
                _log.warning("%s", fault)
                return
            self._written = bench.draft

    def _on_change(self) -> None:
        if self._session.bench.is_changed:
            self._quiet.stir()
        self.state_changed.emit()

    async def _write(self) -> None:
        bench = self._session.bench
        if not bench.is_changed:
            await self._drop()
            return
        draft, unsaved = bench.draft, self._unsaved()
        try:
            await asyncio.to_thread(self._files.write, unsaved)
        except Fault as fault:
            self.fault = self._session.services.explain(fault)
        else:
            self.fault, self.recovered_at, self._written = "", unsaved.at, draft
            if not bench.is_changed:  # it was saved meanwhile
                await self._drop()
        self.state_changed.emit()

    async def _drop(self) -> None:
        self._quiet.drop()
        self.recovered_at = None
        try:
            await asyncio.to_thread(self._files.drop, self._key)
        except Fault as fault:
            self.fault = self._session.services.explain(fault)

    def _unsaved(self) -> Unsaved:
        bench = self._session.bench
        opened, draft = bench.opened, bench.draft
        return Unsaved(
            self._key, self._now(), draft.content, opened.origin, opened.based_on, draft.extraction, opened.answers, opened.stored
        )

    def _on_notice(self, notice: Notice) -> None:
        """Somebody else saved, reviewed or discarded this draft."""
        if self.busy or notice.before.plan_versions is notice.after.plan_versions:
            return
        bench = self._session.bench
        key = bench.opened.key
        version = notice.after.plan_versions.get(key)
        if version is None or version is notice.before.plan_versions.get(key):
            return
        if version.status is not VersionStatus.DRAFT:
            self.other, self._session.read_only = version, True
            self.elsewhere.emit()
            return
        if self._session.read_only:
            self.other, self._session.read_only = None, False
            self.elsewhere.emit()
        if version.content != bench.saved.content or version.extraction != bench.saved.extraction:
            if bench.is_changed:
                self.other = version
                self.elsewhere.emit()
            else:
                self.take_other()

    def _stored(self, key: str) -> PlanVersion | None:
        return self._session.services.state.plan_versions.get(key)

    def _set_busy(self, busy: bool) -> None:
        self.busy = busy
        self.state_changed.emit()

    def _now(self) -> datetime:
        return self._session.services.workspace.desk.clock.now()
