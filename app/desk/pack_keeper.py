"""Keeps a survival pack up to date in a folder: every some hours, and at once when a severe warning comes in.

A pack that is only made when the power goes is never made. Each one is written whole or not at all; the last some stay, older
ones go. A second folder (a USB stick) gets the same files; where it is not there, that is said and the first is written all the
same. Nothing is made while nothing has changed.
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from app.catalog.wording import Wording
from app.desk.desk import Desk, Notice
from app.desk.jobs import Jobs, Progress
from app.desk.settings import Settings
from app.desk.survival import KEPT, PackMaker, pack_fields, reserve, wanted_slips
from app.domain.paper.entries import SlipsIssued
from app.domain.paper.model import SlipRun
from app.domain.record import Context
from app.domain.words import ORDER, AlertLevel
from app.kernel.errors import Fault, Refusal
from app.kernel.whole_file import write_atomically

_log = logging.getLogger(__name__)

SEVERE = AlertLevel.ORANGE
"""From this level on a new warning makes a pack at once."""

_LOOK_S = 60.0
_AGAIN_AFTER = timedelta(minutes=10)
"""Several warnings in a row make one pack; a fault is not tried again sooner."""

_NAME = re.compile(r"survival-(\d{8}-\d{6})\.pdf")
_STAMP = "%Y%m%d-%H%M%S"


def kept_packs(folder: Path) -> tuple[tuple[datetime, Path], ...]:
    """The packs of a folder with their moments (UTC), the newest first; none where it cannot be read."""
    try:
        files = [path for path in folder.iterdir() if _NAME.fullmatch(path.name)]
    except OSError:
        return ()
    return tuple(sorted(((_moment(path), path) for path in files), reverse=True))


class PackKeeper:
    """The keeper of one desk. ``made_at`` is when the newest pack was made, ``fault`` why the last try failed (``None``: it did
    not), ``since`` when that began."""

    def __init__(
        self, desk: Desk, settings: Callable[[], Settings], jobs: Jobs, make: PackMaker, folder: Path,
        wording: Callable[[], Wording],
    ) -> None:  # fmt: skip
        self._desk, self._settings, self._jobs, self._make = desk, settings, jobs, make
        self._wording = wording
        self.folder = folder
        self.fault: Fault | None = None
        self.since: datetime | None = None
        self.made_at: datetime | None = next((at for at, _ in kept_packs(folder)), None)
        self._tried_at: datetime | None = None
        self._seq = -1
        self._slips: tuple[SlipRun, ...] = ()
        self._severe = False
        self._wake = asyncio.Event()

    async def run(self) -> None:
        """Go on for ever; a fault is kept until it is over and never ends this."""
        stop = self._desk.subscribe(self._on_notice)
        try:
            while True:
                if self.is_due():
                    await self.keep()
                self._wake.clear()
                try:
                    await asyncio.wait_for(self._wake.wait(), _LOOK_S)
                except TimeoutError:
                    continue
        finally:
            stop()

    def look_now(self) -> None:
        """Look again at once: the settings changed."""
        self._tried_at = None
        self._wake.set()

    def is_due(self) -> bool:
        """Whether a pack has to be made now."""
        settings, now = self._settings(), self._desk.clock.now()
        if not settings.survival_on:
            return False
        if self._tried_at is not None and now - self._tried_at < _AGAIN_AFTER:
            return False
        if self._severe or self.made_at is None:
            return True
        return self._changed() and now - self.made_at >= timedelta(hours=max(settings.survival_every_h, 1))

    async def keep(self, on_progress: Callable[[float, str], None] | None = None) -> Path | None:
        """Make a pack now and put it into its folders; ``None`` where that failed (``fault`` says why)."""
        settings, now = self._settings(), self._desk.clock.now()
        self._tried_at, self._severe = now, False
        name = _name(now)
        written = False
        folders = [self.folder, *([Path(settings.survival_dir)] if settings.survival_dir else [])]
        try:
            data = await self._made(on_progress)
            for folder in folders:  # the desk's own first: a stick that is gone costs only itself
                await self._jobs.run(partial(_put, folder, name, data, max(settings.survival_keep, 1)))
                written = True
        except (Fault, Refusal) as no:
            fault = no if isinstance(no, Fault) else Fault("survival_not_made", {"why": str(no)})
            if self.fault is None:
                self.since = now
                _log.warning("no survival pack: %s", fault)
            self.fault = fault
            if not written:
                return None
        else:
            self.fault = self.since = None
        self.made_at, self._seq = now, self._desk.state.seq
        return self.folder / name

    def put(self, data: bytes) -> Path:
        """Keep a pack that somebody just made by hand; returns its file. Blocks. ``Fault("survival_folder")``."""
        now = self._desk.clock.now()
        name = _name(now)
        _put(self.folder, name, data, max(self._settings().survival_keep, 1))
        self.made_at, self._seq = now, self._desk.state.seq
        return self.folder / name

    async def _made(self, on_progress: Callable[[float, str], None] | None) -> bytes:
        wording, settings = self._wording(), self._settings()
        shift = self._desk.state.shift
        context = Context(actor=shift.officer if shift else "", seat="keeper", origin="keeper")
        if not self._slips:  # those of a try that failed were printed nowhere
            self._slips = await reserve(self._desk, wanted_slips(self._desk.reference), KEPT, context)
        fields = pack_fields(self._desk, wording, settings.language.value, context.actor, self._slips)

        def work(progress: Progress) -> bytes:
            return self._make(fields, progress).data

        data = await self._jobs.run(work, on_progress)
        self._slips = ()
        return data

    def _changed(self) -> bool:
        """Whether anything was entered since the last pack, which itself takes numbers for its slips."""
        return self._desk.state.seq != self._seq

    def _on_notice(self, notice: Notice) -> None:
        if all(isinstance(one.entry, SlipsIssued) for one in notice.records) and self._seq == notice.before.seq:
            self._seq = notice.after.seq
        if notice.before.warnings is notice.after.warnings:
            return
        order = ORDER["alert"]
        known = set(notice.before.warnings)
        new = [one for one in notice.after.in_force() if one.id not in known]
        if any(order.index(one.level) >= order.index(SEVERE) for one in new):
            self._severe = True
            self._wake.set()


def _name(at: datetime) -> str:
    return f"survival-{at.astimezone(UTC):{_STAMP}}.pdf"


def _moment(path: Path) -> datetime:
    found = _NAME.fullmatch(path.name)
    try:
        return datetime.strptime(found[1] if found else "", _STAMP).replace(tzinfo=UTC)
    except ValueError:  # a name that looks like ours and is no moment: the oldest of all
        return datetime.min.replace(tzinfo=UTC)


def _put(folder: Path, name: str, data: bytes, keep: int, _progress: Progress | None = None) -> None:
    """Write the file whole, then let the oldest go. ``Fault("survival_folder")`` where the folder cannot be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_atomically(folder / name, data)
        for _, old in kept_packs(folder)[keep:]:
            old.unlink(missing_ok=True)
    except OSError as error:
        raise Fault("survival_folder", {"path": str(folder), "detail": error.strerror or str(error)}) from error
