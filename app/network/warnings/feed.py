"""Fetching warnings over HTTP: one message, or a list (Atom, RSS) whose links are followed on the same host.

Nothing is asked for until somebody has given an address. Redirects are not followed, answers have a bounded size, links to
other hosts are left alone: a list that was tampered with cannot send the desk elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

import aiohttp

from app.domain.warning.model import MOST_BYTES
from app.kernel.errors import BadFile, Fault
from app.network.warnings.tree import Node, read_tree

TIMEOUT_S = 30.0
MOST_LINKS = 50
"""Messages of one list that are fetched at a time; the list is asked again soon."""

_CAP = "emergency:cap"


class WarningFeed:
    """One address, asked again and again; it remembers what it has seen so that nothing comes twice over the line."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._etag = self._modified = ""
        self._seen: set[str] = set()

    async def fetch(self) -> tuple[tuple[str, bytes], ...]:
        """New messages as name and bytes; none where nothing changed.

        ``Fault("feed_unreachable")`` where the line or the other side fails, ``Fault("feed_unreadable")`` for an answer that is
        no warning and no list.
        """
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=TIMEOUT_S)) as session:
            data = await self._get(session, self.url, conditional=True)
            if data is None:
                return ()
            try:
                root = read_tree(data, self.url)
            except BadFile as bad:
                raise Fault("feed_unreadable", {"url": self.url, "detail": str(bad)}) from bad
            if root.name == "alert" and _CAP in root.namespace:
                return ((self.url, data),)
            links = [link for link in self._links(root) if link not in self._seen][:MOST_LINKS]
            if not links and root.name not in ("feed", "rss"):
                raise Fault("feed_unreadable", {"url": self.url, "detail": root.name[:60]})
            found = []
            for link in links:
                message = await self._get(session, link)
                if message is not None:
                    found.append((link, message))
                self._seen.add(link)
            return tuple(found)

    def forget(self, name: str) -> None:
        """Fetch this one again the next time: it could not be kept."""
        self._seen.discard(name)
        self._etag = self._modified = ""

    def _links(self, root: Node) -> Iterator[str]:
        host = urlsplit(self.url).netloc
        for raw in _hrefs(root):
            link = urljoin(self.url, raw)
            parts = urlsplit(link)
            if parts.scheme in ("http", "https") and parts.netloc == host:
                yield link

    async def _get(self, session: aiohttp.ClientSession, url: str, *, conditional: bool = False) -> bytes | None:
        asked = {}
        if conditional:
            asked = {"If-None-Match": self._etag, "If-Modified-Since": self._modified}
        headers = {name: value for name, value in asked.items() if value}
        try:
            async with session.get(url, headers=headers, allow_redirects=False) as answer:
                if answer.status == 304:
                    return None
                if answer.status != 200:
                    raise Fault("feed_unreachable", {"url": url, "detail": f"HTTP {answer.status}"})
                data = await answer.content.read(MOST_BYTES + 1)
                while len(data) <= MOST_BYTES and (more := await answer.content.read(MOST_BYTES + 1 - len(data))):
                    data += more
                if conditional:
                    self._etag = answer.headers.get("ETag", "")
                    self._modified = answer.headers.get("Last-Modified", "")
                return data
        except (TimeoutError, aiohttp.ClientError, ValueError) as error:
            detail = str(error) or type(error).__name__
            raise Fault("feed_unreachable", {"url": url, "detail": detail}) from error


def _hrefs(root: Node) -> Iterator[str]:
    """The links of an Atom or RSS list, in its order."""
    for entry in root.all("entry"):
        yield from (link.attributes.get("href", "") for link in entry.all("link"))
    channel = root.first("channel")
    for item in channel.all("item") if channel is not None else ():
        yield item.words("link")
