"""The listener itself: opened and closed while the program runs, and a clear fault where it cannot be opened."""

from __future__ import annotations

import asyncio
import errno
import logging
from collections.abc import Awaitable, Callable

from aiohttp import web

from app.kernel.errors import Fault

_log = logging.getLogger(__name__)

Handler = Callable[[web.BaseRequest], Awaitable[web.StreamResponse]]

MOST_CONNECTIONS = 2_000
"""More than the phones of a county keep open. When one more comes, the oldest of the address that holds most is closed: whoever
opens them by the thousand, or sends a request byte by byte, crowds out himself alone; a phone opens another."""

KEEP_ALIVE_S = 75.0
STOP_WITHIN_S = 3.0
_MOST_PORT = 65_535


class _Crowd(web.Server):
    """Keeps to ``MOST_CONNECTIONS``. Bodies stay packed: they are refused, and unpacking them to throw them away is work too."""

    def __init__(self, handle: Handler) -> None:
        super().__init__(handle, access_log=None, keepalive_timeout=KEEP_ALIVE_S, auto_decompress=False)
        self._by_address: dict[str, dict[web.RequestHandler, None]] = {}
        self._address_of: dict[web.RequestHandler, str] = {}

    def connection_made(self, handler: web.RequestHandler, transport: asyncio.Transport) -> None:
        """One more, perhaps instead of an older one."""
        super().connection_made(handler, transport)
        peer = transport.get_extra_info("peername")
        address = str(peer[0]) if peer else ""
        self._by_address.setdefault(address, {})[handler] = None
        self._address_of[handler] = address
        if len(self._address_of) > MOST_CONNECTIONS:
            crowd = max(self._by_address.values(), key=len)
            oldest = next(iter(crowd))
            self._forget(oldest)
            oldest.force_close()

    def connection_lost(self, handler: web.RequestHandler, exc: BaseException | None = None) -> None:
        """One less."""
        self._forget(handler)
        super().connection_lost(handler, exc)

    def _forget(self, handler: web.RequestHandler) -> None:
        address = self._address_of.pop(handler, None)
        if address is None:
            return
        mine = self._by_address[address]
        del mine[handler]
        if not mine:
            del self._by_address[address]


class Listener:
    """One door, with one handler behind it: aiohttp's own router would cost as much as the handler does."""

    def __init__(self, handle: Handler, what: str = "positions") -> None:
        """``what`` it listens for, as the log says it."""
        self._handle, self._what = handle, what
        self._runner: web.ServerRunner | None = None
        self._server: asyncio.Server | None = None
        self._lane = asyncio.Lock()
        self.bind = ""
        self.port = 0

    @property
    def is_open(self) -> bool:
        """Whether it listens."""
        return self._server is not None

    async def open(self, bind: str, port: int) -> int:
        """Listen at this address and port (0: any free one); the port. An open door is closed first.

        ``Fault``: ``listener_port_taken``, ``listener_port_forbidden``, ``listener_port_wrong``, ``listener_address_wrong``,
        ``listener_failed``.
        """
        async with self._lane:
            await self._close()
            if not 0 <= port <= _MOST_PORT:
                raise Fault("listener_port_wrong", {"port": port})
            server = _Crowd(self._handle)
            runner = web.ServerRunner(server, shutdown_timeout=STOP_WITHIN_S)
            await runner.setup()
            try:
                self._server = await asyncio.get_running_loop().create_server(server, bind, port)
            except OSError as error:
                await runner.cleanup()
                raise _fault(error, bind, port) from error
            self._runner = runner
            self.bind, self.port = bind, int(self._server.sockets[0].getsockname()[1])
            _log.info("listening for %s at %s port %s", self._what, bind, self.port)
            return self.port

    async def close(self) -> None:
        """Listen no longer; requests that have begun are finished first."""
        async with self._lane:
            await self._close()

    async def _close(self) -> None:
        server, self._server = self._server, None
        runner, self._runner = self._runner, None
        if server is not None:
            server.close()
        if runner is not None:
            await runner.cleanup()
            _log.info("no longer listening for %s at %s port %s", self._what, self.bind, self.port)
        self.bind, self.port = "", 0


def _fault(error: OSError, bind: str, port: int) -> Fault:
    facts = {"address": bind, "port": port, "detail": error.strerror or str(error)}
    if error.errno == errno.EADDRINUSE:
        return Fault("listener_port_taken", facts)
    if error.errno in (errno.EACCES, errno.EPERM):
        return Fault("listener_port_forbidden", facts)
    if error.errno in (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT) or type(error).__name__ == "gaierror":
        return Fault("listener_address_wrong", facts)
    return Fault("listener_failed", facts)
