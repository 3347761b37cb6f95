"""A drill in memory with its hall open, and people at other machines: real connections, real pages."""

from __future__ import annotations

import asyncio
import html
import json
import re
from collections.abc import Awaitable, Callable
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from app.catalog.locations import program_files
from app.catalog.wording import Wording, read_words
from app.desk.drills import CONDUCTOR, DrillRoom
from app.desk.secrets import SecretStore
from app.domain.exercise.commands import SeatParticipant
from app.domain.exercise.kinds import SeatKind
from app.drill.clock import DrillClock
from app.drill.conductor import Conductor
from app.drill.second_desk import open_second_desk
from app.journal.port import MemoryJournal
from app.kernel.clock import FixedClock
from app.kernel.ids import CountedIds
from app.kernel.text import Text
from app.network.hall.door import HallDoor

WEB = program_files().resources / "web" / "hall"


@cache
def _words() -> dict[str, Text]:
    return read_words(program_files().resources / "i18n")


class Person:
    """Somebody at a seat of the network."""

    def __init__(self, client: aiohttp.ClientSession, link: str) -> None:
        self._client, self._path = client, urlsplit(link).path
        self.said = ""

    async def page(self, query: str = "lang=zh") -> str:
        """The page as it is written."""
        async with self._client.get(f"{self._path}?{query}") as answer:
            assert answer.status == 200, answer.status
            return await answer.text()

    async def news(self, after: int = 0) -> dict[str, Any]:
        """What an open page is told."""
        async with self._client.get(f"{self._path}/news?lang=zh&after={after}") as answer:
            assert answer.status == 200, answer.status
            return json.loads(await answer.text())

    async def do(self, act: str, **form: str) -> bool:
        """Send a form as the script does; what is answered stands in ``said``."""
        headers = {"Accept": "application/json"}
        async with self._client.post(f"{self._path}/act?lang=zh", data={"act": act, **form}, headers=headers) as answer:
            told = json.loads(await answer.text())
            self.said = told["say"]
            assert answer.status == (200 if told["ok"] else 409)
            return bool(told["ok"])


class HallWorld:
    """One drill: its desk, its conductor, its hall."""

    def __init__(self, folder: Path, lines: Any, live: Any, flood: Any, around: Any) -> None:
        self.folder, self.flood, self._live, self._around = folder, flood, live, around
        self.journal = MemoryJournal()
        self.journal._lines = list(lines)
        words = _words()
        self.words = lambda lang: Wording(words, lang, live.files)

    def hold(self, story: Callable[[HallWorld], Awaitable[None]], **more: Any) -> None:
        """Tell this with the hall open; it is closed afterwards."""

        async def run() -> None:
            clock = DrillClock(FixedClock(self.flood.starts_at), self.flood.starts_at)
            self.desk = await open_second_desk(self.journal, self._live.files, clock, CountedIds(10_000))
            self.conductor = Conductor(self.desk, clock, self._around)
            await self.conductor.open()
            workspace: Any = SimpleNamespace(desk=self.desk, words=self.words, secrets=SecretStore(self.folder / "secrets.json"))
            self.hall = HallDoor(DrillRoom(workspace, self.conductor), self.words, WEB, **more)
            port = await self.hall.open("127.0.0.1", 0)
            try:
                async with aiohttp.ClientSession(base_url=f"http://127.0.0.1:{port}") as self.client:
                    await story(self)
            finally:
                await self.hall.close()
                self.conductor.close()
                await self.desk.close()

        asyncio.run(run())

    def at(self, role: str) -> Person:
        """Somebody who opens this seat's address."""
        return Person(self.client, self.hall.link(role))

    async def seat(self, role: str, name: str, kind: SeatKind) -> Person:
        """The conductor gives somebody a seat of their own, which has its key soon."""
        await self.desk.execute(SeatParticipant(role=role, name=name, kind=kind), CONDUCTOR)
        if self.hall._minting is not None:
            await self.hall._minting
        return self.at(role)


def plain(page: str) -> str:
    """The words of a page."""
    return html.unescape(re.sub(r"<[^>]+>", " ", page))
