"""A superior's interface for tests: a real server that answers as it was told, and remembers what it got."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import msgspec
from aiohttp import web


class Superior:
    """``mood``: accept, refuse, broken, slow, garbage, huge, redirect, portal, wrong_key, drip."""

    def __init__(self, mood: str = "accept", token: str = "secret") -> None:
        self.mood = mood
        self.token = token
        self.url = ""
        self.got: list[dict[str, Any]] = []
        self.taken: dict[str, int] = {}
        self.elsewhere = 0
        self.arrived = asyncio.Event()

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """One report."""
        if request.path == "/elsewhere":
            self.elsewhere += 1
            return web.json_response({"key": request.headers.get("Idempotency-Key"), "accepted": True})
        key = request.headers.get("Idempotency-Key", "")
        form = await request.post()
        report = form["report"]
        document = form.get("document")
        assert isinstance(report, web.FileField)
        told = msgspec.json.decode(report.file.read())
        body = document.file.read() if isinstance(document, web.FileField) else b""
        self.got.append({"key": key, "report": told, "document": body, "authorization": request.headers.get("Authorization")})
        self.arrived.set()
        if request.headers.get("Authorization") != f"Bearer {self.token}":
            return web.json_response({"message": "who\r\nare you"}, status=401)
        return await self._answer(request, key)

    async def _answer(self, request: web.Request, key: str) -> web.StreamResponse:
        mood = self.mood
        if mood == "slow":
            await asyncio.sleep(30)
        odd = {
            "refuse": web.json_response({"message": "not ours"}, status=403),
            "broken": web.Response(status=503, text="later"),
            "redirect": web.Response(status=307, headers={"Location": "/elsewhere"}),
            "portal": web.Response(text="<html>log in</html>", content_type="text/html"),
            "garbage": web.Response(body=b"\xff\xfe\x00{", content_type="application/json"),
            "wrong_key": web.json_response({"key": "another", "accepted": True}),
        }
        if mood in odd:
            return odd[mood]
        if mood in ("huge", "drip"):
            answer = web.StreamResponse()
            await answer.prepare(request)
            for _ in range(200):
                await answer.write(b" " * (4096 if mood == "huge" else 1))
                if mood == "drip":
                    await asyncio.sleep(0.2)
            return answer
        self.taken[key] = self.taken.get(key, 0) + 1
        if self.taken[key] > 1:
            return web.json_response({"key": key, "accepted": True, "duplicate": True}, status=409)
        receipt = {"by": "Wang\r\nX: y", "number": "2026-17", "at": "2026-03-10T12:00:00+08:00"}
        return web.json_response({"key": key, "accepted": True, "receipt": receipt})


@asynccontextmanager
async def listening(mood: str = "accept", port: int = 0) -> AsyncIterator[Superior]:
    """A superior on a free port of this machine."""
    superior = Superior(mood)
    app = web.Application()
    app.router.add_route("*", "/{tail:.*}", superior.handle)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", port)
    await site.start()
    server = site._server
    assert isinstance(server, asyncio.Server)
    superior.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/report"
    try:
        yield superior
    finally:
        await runner.cleanup()
