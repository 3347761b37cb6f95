"""Takes warnings in by itself: from an address that is asked now and then, and from a folder that is looked into."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Protocol

import msgspec

from app.desk.desk import Desk
from app.desk.jobs import Jobs
from app.desk.settings import Settings
from app.domain.record import Context
from app.domain.warning.commands import ReceiveWarning
from app.domain.warning.model import MOST_BYTES, WarningMessage
from app.kernel.errors import BadFile, Fault, Problem, Refusal

_log = logging.getLogger(__name__)

MOST_WAITING = 50
"""Messages that wait for a person; there are never that many at once but by mistake."""

_SUFFIXES = (".xml", ".cap")


class Feed(Protocol):
    """An address of warnings."""

    url: str

    async def fetch(self) -> tuple[tuple[str, bytes], ...]:
        """New messages as name and bytes; ``Fault`` where none can be had."""
        ...

    def forget(self, name: str) -> None:
        """Fetch this one again the next time."""
        ...


ReadMessage = Callable[[bytes, str], tuple[WarningMessage, tuple[Problem, ...]]]


class Unclear(msgspec.Struct, frozen=True):
    """A message that a person has to look at: it names no colour, or cannot be read."""

    name: str
    at: datetime
    data: bytes
    why: str


class WarningsIn:
    """One desk's way in for warnings. Nothing is asked and no folder is looked into until the settings say so."""

    def __init__(
        self, desk: Desk, settings: Callable[[], Settings], jobs: Jobs, open_feed: Callable[[str], Feed], read: ReadMessage
    ) -> None:
        self._desk, self._settings, self._jobs = desk, settings, jobs
        self._open_feed, self._read = open_feed, read
        self._feed: Feed | None = None
        self._looked: dict[Path, float] = {}
        self._wake = asyncio.Event()
        self.unclear: tuple[Unclear, ...] = ()
        self.fault: Fault | None = None
        """Why nothing comes in at the moment, if so; ``since`` when."""
        self.since: datetime | None = None
        self.asked_at: datetime | None = None
        """When the address or the folder was last looked at without a fault."""

    async def run(self) -> None:
        """Go on for ever: look, wait, look again; a fault is kept until it is over and never ends this."""
        while True:
            await self.look()
            self._wake.clear()
            pause_s = max(self._settings().warnings_every_s, 10)
            try:
                await asyncio.wait_for(self._wake.wait(), pause_s)
            except TimeoutError:
                continue

    def look_now(self) -> None:
        """Look again at once: the settings changed, or somebody wants it."""
        self._wake.set()

    async def look(self) -> int:
        """Ask the address and look into the folder, as the settings say; how many warnings were taken in."""
        settings = self._settings()
        if not settings.warnings_url and not settings.warnings_folder:
            self.fault = self.since = None
            return 0
        try:
            taken = await self._from_address(settings) + await self._from_folder(settings)
        except Fault as fault:
            if self.fault is None:
                self.since = self._desk.clock.now()
                _log.warning("no warnings come in: %s", fault)
            self.fault = fault
            return 0
        self.fault = self.since = None
        self.asked_at = self._desk.clock.now()
        return taken

    def settle(self, one: Unclear) -> None:
        """A person has looked at this one."""
        self.unclear = tuple(other for other in self.unclear if other is not one)

    async def _from_address(self, settings: Settings) -> int:
        if not settings.warnings_url:
            self._feed = None
            return 0
        if self._feed is None or self._feed.url != settings.warnings_url:
            self._feed = self._open_feed(settings.warnings_url)
        taken = 0
        for name, data in await self._feed.fetch():
            try:
                taken += await self._take(name, data)
            except Fault:
                self._feed.forget(name)
                raise
        return taken

    async def _from_folder(self, settings: Settings) -> int:
        if not settings.warnings_folder:
            return 0
        folder = Path(settings.warnings_folder)
        found = await self._jobs.run(lambda _progress: _messages(folder, self._looked))
        taken = 0
        for path, changed_at, data in found:
            taken += await self._take(path.name, data)
            self._looked[path] = changed_at
        return taken

    async def _take(self, name: str, data: bytes) -> bool:
        """Take one message in; what is known or not meant is passed over, what is unclear waits for a person."""
        try:
            message, problems = await self._jobs.run(lambda _progress: self._read(data, name))
        except BadFile as bad:
            self._ask(name, data, bad.problems[0].code if bad.problems else "xml_broken")
            return False
        for problem in problems:
            _log.warning("warning %s line %s: %s", name, problem.line, problem.code)
        try:
            await self._desk.execute(ReceiveWarning(message=message), Context(actor=message.sender, seat="feed", origin="feed"))
        except Refusal as no:
            if no.code == "warning_without_level":
                self._ask(name, data, no.code)
            else:
                _log.info("warning %s was passed over: %s", message.identifier, no.code)
            return False
        return True

    def _ask(self, name: str, data: bytes, why: str) -> None:
        if all(one.data != data for one in self.unclear):
            self.unclear = (*self.unclear, Unclear(name, self._desk.clock.now(), data, why))[-MOST_WAITING:]


def _messages(folder: Path, looked: dict[Path, float]) -> list[tuple[Path, float, bytes]]:
    """The files that are new or changed, the oldest first. ``Fault("warnings_folder")`` where it cannot be read."""
    try:
        found = []
        for path in folder.iterdir():
            if path.suffix.lower() not in _SUFFIXES or not path.is_file():
                continue
            changed_at = path.stat().st_mtime
            if looked.get(path) != changed_at:
                with path.open("rb") as stream:
                    found.append((path, changed_at, stream.read(MOST_BYTES + 1)))
    except OSError as error:
        raise Fault("warnings_folder", {"path": str(folder), "detail": error.strerror or str(error)}) from error
    return sorted(found, key=lambda one: (one[1], one[0]))
