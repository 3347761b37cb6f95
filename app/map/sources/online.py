"""Tiles from a server, with the user's own key: fetched by Python (never by the page), kept on the disk, off by default.

Server keys of 天地图 have a daily quota: whatever was fetched once is shown from the disk for a month.
"""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import TimeoutError as LateError
from typing import Any, Protocol

from app.desk.maps import SourceEntry, TileKind
from app.kernel.errors import Problem
from app.map.sources.ground import tile_at
from app.map.sources.looks import LARGEST_TILE, picture, unpacked
from app.map.sources.port import MOST_ZOOM, SourceFacts, Tile, is_address
from app.map.sources.template import address_of, host_of
from app.map.sources.tile_cache import TileCache

log = logging.getLogger(__name__)

FETCH_S = 10.0
"""The longest that one tile may take."""
FRESH_S = 30 * 86_400.0
"""So long a kept tile is not asked for again."""
PAUSE_S = 30.0
"""After a failure the network is left alone for so long: an office without a line must not wait for every tile."""
_CHECKED_ZOOM, _MIDDLE_OF_CHINA = 4, (35.0, 105.0)
"""The tile that is asked for to see whether a server answers: a map of the country has it, another says that it has none."""


class Fetch(Protocol):
    """Gets the bytes at an address; raises ``OSError`` or ``ValueError`` with a reason for anything but a good answer."""

    def __call__(self, address: str) -> bytes:
        """The bytes, none where the server has no such tile."""
        ...

    def close(self) -> None:
        """Let go of connections."""
        ...


class OnlineSource:
    """One template (see ``TileSource``). Without permission to go online it shows what it has kept."""

    def __init__(self, entry: SourceEntry, cache: TileCache, fetch: Fetch, clock: Callable[[], float] = time.monotonic) -> None:
        self._entry, self._cache, self._fetch, self._clock = entry, cache, fetch, clock
        self._quiet_until = float("-inf")
        self._lock = threading.Lock()
        self.last_problem = ""
        low = entry.min_zoom if entry.min_zoom is not None else 1
        high = entry.max_zoom if entry.max_zoom is not None else 18
        self.facts = SourceFacts(
            kind=TileKind.RASTER, min_zoom=max(0, min(low, MOST_ZOOM)), max_zoom=max(low, min(high, MOST_ZOOM)),
            size_bytes=cache.size_bytes,
        )  # fmt: skip

    def tile(self, z: int, x: int, y: int) -> Tile | None:
        """See ``TileSource``."""
        if not is_address(z, x, y) or not self.facts.min_zoom <= z <= self.facts.max_zoom:
            return None
        kept = self._cache.get(z, x, y)
        if kept is not None and (kept[1] < FRESH_S or not self._may_ask()):
            return picture(kept[0])
        fetched = self._ask(z, x, y) if self._may_ask() else None
        if fetched is not None:
            self._cache.put(z, x, y, fetched.body)
            return fetched
        return picture(kept[0]) if kept is not None else None

    def check(self) -> tuple[Problem, ...]:
        """Whether the server answers now; switched off it is not asked, and what it said last counts."""
        if self._entry.online_on:
            zoom = min(max(self.facts.min_zoom, _CHECKED_ZOOM), self.facts.max_zoom)
            self._quiet_until = float("-inf")  # a person wants to know it now
            self._ask(zoom, *tile_at(*_MIDDLE_OF_CHINA, zoom))
        if not self.last_problem:
            return ()
        facts = {"host": host_of(self._entry.template), "why": self.last_problem}
        return (Problem(host_of(self._entry.template), 0, "", "map_server_silent", facts),)

    def close(self) -> None:
        """See ``TileSource``."""
        self._fetch.close()
        self._cache.close()

    def _may_ask(self) -> bool:
        return self._entry.online_on and self._clock() >= self._quiet_until

    def _ask(self, z: int, x: int, y: int) -> Tile | None:
        entry = self._entry
        try:
            data = self._fetch(address_of(entry.template, z, x, y, entry.key, entry.subdomains))
        except (OSError, ValueError) as error:
            self._note(str(error) or type(error).__name__)
            return None
        self.last_problem = ""
        if not data:
            return None
        found = picture(unpacked(data) or b"")
        if found is None:
            self._note("no picture")  # a page that asks for another key, mostly
        return found

    def _note(self, why: str) -> None:
        with self._lock:
            if self._clock() >= self._quiet_until:
                log.warning("map: %s does not answer as it should: %s", host_of(self._entry.template), why[:200])
            self._quiet_until = self._clock() + PAUSE_S
            self.last_problem = why[:200]


class HttpFetch:
    """``Fetch`` by aiohttp, on a loop in a thread of its own that begins with the first tile."""

    def __init__(self, *, limit_bytes: int = LARGEST_TILE, timeout_s: float = FETCH_S) -> None:
        self._limit, self._timeout = limit_bytes, timeout_s
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._session: Any = None

    def __call__(self, address: str) -> bytes:
        """See ``Fetch``."""
        work = asyncio.run_coroutine_threadsafe(self._get(address), self._running())
        try:
            return work.result(self._timeout + 2)
        except (LateError, TimeoutError) as error:
            work.cancel()
            raise OSError("timeout") from error

    def close(self) -> None:
        """See ``Fetch``."""
        with self._lock:
            loop, self._loop = self._loop, None
        if loop is None:
            return
        asyncio.run_coroutine_threadsafe(self._shut(), loop).result(5)
        loop.call_soon_threadsafe(loop.stop)

    async def _get(self, address: str) -> bytes:
        import aiohttp  # noqa: PLC0415 - only who goes online pays for it

        if self._session is None:
            self._session = aiohttp.ClientSession(
                timeout=aiohttp.ClientTimeout(total=self._timeout),
                connector=aiohttp.TCPConnector(limit=8),
                headers={"User-Agent": "zhishou"},
                cookie_jar=aiohttp.DummyCookieJar(),
                auto_decompress=False,  # what is packed is unpacked within a limit
            )
        try:
            async with self._session.get(address, allow_redirects=False) as answer:
                if answer.status in (204, 404):
                    return b""
                if answer.status != 200:
                    raise ValueError(f"HTTP {answer.status}")
                body: bytes = await answer.content.read(self._limit + 1)
                while len(body) <= self._limit and (more := await answer.content.read(self._limit + 1 - len(body))):
                    body += more
        except aiohttp.ClientError as error:
            # The text of some of these repeats the address, and with it the key.
            raise OSError(type(error).__name__) from None
        if len(body) > self._limit:
            raise ValueError("too large")
        return body

    async def _shut(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    def _running(self) -> asyncio.AbstractEventLoop:
        with self._lock:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                threading.Thread(target=_serve, args=(self._loop,), name="map-tiles", daemon=True).start()
            return self._loop


def _serve(loop: asyncio.AbstractEventLoop) -> None:
    loop.run_forever()
    loop.close()

