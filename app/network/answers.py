"""What doors answer: somebody with a wrong token, and a report that was kept. The latter gets the same few bytes every time, so
they lie ready and are written in one piece."""

from __future__ import annotations

import logging
from email.utils import format_datetime

from aiohttp import HttpVersion11, web

from app.kernel.clock import Clock
from app.network.gate import Gate


def banned(gate: Gate, address: str, now_s: float, what: str, log: logging.Logger) -> web.Response | None:
    """The answer to a wrong token (``what`` the log calls it) from a banned address. ``None`` where it is not banned yet: the wrong
    one is counted then, and logged unless there are too many."""
    if gate.is_banned(address, now_s):
        return web.Response(status=403, text="banned for a while", headers={"Retry-After": str(int(gate.limits.ban_s))})
    is_banned = gate.wrong_token(address, now_s)
    count = gate.may_log(now_s)
    if is_banned:
        log.warning("%s showed a wrong %s too often: not listened to for %.0f s", address, what, gate.limits.ban_s)
    elif count:
        log.warning("wrong %s from %s (%s from anywhere since the last line)", what, address, count)
    return None


class ReadyAnswer:
    """One feed's answer. What aiohttp does for any response costs more than judging a position does; here it is done once."""

    def __init__(self, body: bytes, content_type: str, clock: Clock) -> None:
        self._body, self._content_type, self._clock = body, content_type, clock
        self._second = -1
        self._written = b""

    def to(self, request: web.BaseRequest) -> web.StreamResponse:
        """The answer to this request. A sender that closes, is old, or does not read its answers gets an ordinary one."""
        transport = request.transport
        plain = request.version == HttpVersion11 and request.keep_alive and transport is not None
        if plain and transport is not None and not transport.get_write_buffer_size():
            return _Written(self._now())
        return web.Response(body=self._body, content_type=self._content_type)

    def _now(self) -> bytes:
        now = self._clock.now()
        second = int(now.timestamp())
        if second != self._second:
            self._second = second
            head = (
                f"HTTP/1.1 200 OK\r\nContent-Type: {self._content_type}\r\nContent-Length: {len(self._body)}\r\n"
                f"Date: {format_datetime(now, usegmt=True)}\r\n\r\n"
            )
            self._written = head.encode("ascii") + self._body
        return self._written


class _Written(web.StreamResponse):
    """A response whose every byte is known: head and body go out together."""

    def __init__(self, written: bytes) -> None:
        super().__init__()
        self._written = written

    @property
    def keep_alive(self) -> bool:
        """The connection stays open: only such requests are answered by this."""
        return True

    async def prepare(self, request: web.BaseRequest) -> None:
        """Send everything; ``ConnectionResetError`` where the sender has gone."""
        transport = request.transport
        if transport is None or transport.is_closing():
            raise ConnectionResetError("the sender has gone")
        transport.write(self._written)

    async def write_eof(self, data: bytes = b"") -> None:
        """Nothing is left to send."""
