"""The body of a request from strangers: no larger than it may be, not packed, and within a time."""

from __future__ import annotations

import asyncio

from aiohttp import web

BODY_WITHIN_S = 10.0
"""A body that trickles in more slowly is dropped."""


async def read_body(request: web.BaseRequest, largest: int) -> bytes:
    """The body; ``TimeoutError`` where it trickles, 413 where it has more than ``largest`` bytes, 415 where it is packed (it might
    be a bomb)."""
    content, headers = request.content, request.headers
    if headers.get("Content-Encoding", "identity") != "identity":
        raise web.HTTPUnsupportedMediaType(text="send it unpacked")
    if int(headers.get("Content-Length", "0")) > largest:
        raise web.HTTPRequestEntityTooLarge(largest)
    if content.is_eof():
        body = content.read_nowait()
    else:
        parts: list[bytes] = []
        async with asyncio.timeout(BODY_WITHIN_S):
            while (part := await content.readany()) and sum(map(len, parts)) <= largest:
                parts.append(part)
        body = b"".join(parts)
    if len(body) > largest:
        raise web.HTTPRequestEntityTooLarge(largest)
    return body
