"""The handlers of the hall: from a request to a page, to news, to commands on the drill's desk. Nothing here waits but for news,
the body and the disk."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qsl

import msgspec
from aiohttp import web

from app.catalog.wording import Wording
from app.desk.describe import Describer
from app.desk.drill_hall import ORIGIN
from app.desk.drills import DrillRoom
from app.domain.exercise.kinds import JudgingForm
from app.domain.record import Context
from app.kernel.errors import Fault, Refusal
from app.network.answers import banned
from app.network.bodies import read_body
from app.network.gate import Gate, Limits
from app.network.hall import acts
from app.network.hall.feed import Feed
from app.network.hall.keys import SeatKeys
from app.network.hall.pages import frame
from app.network.hall.view import LANGS, View, drill_of, kind_of

_log = logging.getLogger(__name__)

LIMITS = Limits(
    device_per_s=3.0, device_burst=60.0, address_per_s=60.0, address_burst=600.0, wrong_before_ban=10, most_addresses=1_000,
)
"""A person taps a few times a second at most; a whole room may stand behind one address. Suggestions of this program."""

LARGEST_FORM = 32 * 1024
MOST_FIELDS = 64
LONGEST_PATH = 200
NEWS_WITHIN_S = 20.0
"""A page that waits for news is answered by then, with or without: middle boxes cut what is silent for longer."""

MOST_WAITING = 8
"""Pages of one seat that wait at a time."""

_ONCE_KEPT = 500

_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "no-referrer", "Cache-Control": "no-store",
}  # fmt: skip


class Hall:
    """Answers for one drill. ``files`` are our own style and script: path to content type and bytes."""

    def __init__(
        self, room: DrillRoom, words: Callable[[str], Wording], keys: SeatKeys, files: Mapping[str, tuple[str, bytes]],
        limits: Limits | None = None,
    ) -> None:
        drill_of(room.workspace.desk.state)  # the live desk has no hall
        self._room, self._desk, self._words, self._keys, self._files = room, room.workspace.desk, words, keys, files
        self._gate = Gate(limits or LIMITS)
        self._news = asyncio.Event()
        self._once: dict[str, None] = {}
        self._is_closing = False
        self.revision = 0
        self.waiting: Counter[str] = Counter()
        self.seen_s: dict[str, float] = {}
        self.feed = Feed(self._desk, self.changed)

    def changed(self) -> None:
        """Tell every page that waits."""
        self.revision += 1
        self._news.set()
        self._news = asyncio.Event()

    def close(self) -> None:
        """Follow the drill no longer; pages that wait are answered."""
        self._is_closing = True
        self.feed.close()
        self.changed()

    async def handle(self, request: web.BaseRequest) -> web.StreamResponse:
        """The answer to any request, with the headers that let a page do nothing but what is ours."""
        try:
            answer = await self._answer(request)
        except web.HTTPException as refused:
            answer = web.Response(status=refused.status, text=refused.reason)
        except TimeoutError:
            answer = web.Response(status=408, text="body too slow")
        answer.headers.update(_HEADERS)
        return answer

    async def _answer(self, request: web.BaseRequest) -> web.Response:
        address, now_s, path = request.remote or "", time.monotonic(), request.rel_url.raw_path
        if not self._gate.address_may(address, now_s):
            return _limited()
        if request.method == "GET" and path in self._files:
            kind, data = self._files[path]
            return web.Response(body=data, content_type=kind, charset="utf-8")
        if len(path) > LONGEST_PATH:
            raise web.HTTPRequestURITooLong
        query = request.rel_url.query
        lang = query.get("lang", "")
        lang = lang if lang in LANGS else LANGS[0]
        key, _, what = path.strip("/").partition("/")
        if not self._keys.is_plausible(key):
            return self._closed(lang, 404)
        role = self._keys.find(key)
        marking = query.get("form", "")
        view = None if role is None else self._view(role, key, lang, marking if marking in set(JudgingForm) else "")
        if view is None:
            return self._stranger(address, now_s, lang)
        return await self._seated(view, what, request)

    async def _seated(self, view: View, what: str, request: web.BaseRequest) -> web.Response:
        """The answer to somebody whose key is right."""
        query, now_s = request.rel_url.query, time.monotonic()
        if not self._gate.device_may(view.role, now_s):
            return _limited()
        self.seen_s[view.role] = now_s
        if request.method == "GET" and what == "":
            return await self._page(view)
        if request.method == "GET" and what == "news":
            return await self._tell(view, query.get("after", ""), query.get("fresh", "") == "1")
        if request.method == "POST" and what == "act":
            return await self._act(view, request)
        return web.Response(status=404, text="no such page")

    async def _page(self, view: View) -> web.Response:
        arrived = acts.arrival(view)
        if arrived.commands:
            try:
                await self._do(view, arrived)
            except (Refusal, Fault) as no:  # the page opens all the same; the conductor notes the check by hand
                _log.warning("a comms check was not noted: %s", no)
            view = self._again(view)
        return _html(frame.page(view, self.revision))

    async def _tell(self, view: View, after: str, is_fresh: bool) -> web.Response:
        """News as soon as there is any. ``is_fresh``: at once (a page that was hidden is looked at again)."""
        if self.waiting[view.role] >= MOST_WAITING:
            return _limited()
        self.waiting[view.role] += 1
        try:
            if after == str(self.revision) and not is_fresh and not self._is_closing:
                await _heard(self._news, NEWS_WITHIN_S)
        finally:
            self.waiting[view.role] -= 1
        self.seen_s[view.role] = time.monotonic()
        if self._is_closing:
            return web.Response(status=503, text="closed")
        if self._keys.find(view.key) != view.role:
            return web.Response(status=401, text="revoked")
        return _json(frame.news(self._again(view), self.revision))

    async def _act(self, view: View, request: web.BaseRequest) -> web.Response:
        form = _form(await read_body(request, LARGEST_FORM), request.headers.get("Content-Type", ""))
        by_script = request.headers.get("Accept", "").startswith("application/json")
        once = form.get("once", "")[:64]
        token = f"{view.role}/{once}" if once else ""
        said, ok = view.say("hall.kept"), True
        if not token or token not in self._once:
            self._remember(token)
            try:
                await self._do(view, acts.wish_of(view, form.get("act", ""), form))
            except (Refusal, Fault) as no:
                self._once.pop(token, None)
                words = self._words(view.lang)
                said, ok = (words.refusal(no) if isinstance(no, Refusal) else words.fault(no)), False
        if by_script:
            return _json({"ok": ok, "say": said}, 200 if ok else 409)
        return _html(frame.page(self._again(view), self.revision, said, is_error=not ok), 200 if ok else 409)

    async def _do(self, view: View, wish: acts.Wish) -> None:
        """Under the name of the person, the role of the seat, and where it came from."""
        for command in wish.commands:
            name = self._again(view).name or getattr(command, "name", "")
            await self._desk.execute(command, Context(name, view.role, ORIGIN, wish.cause))

    def _remember(self, token: str) -> None:
        """What was sent twice because the first answer was lost is done once."""
        if token:
            self._once[token] = None
            if len(self._once) > _ONCE_KEPT:
                self._once.pop(next(iter(self._once)))

    def _view(self, role: str, key: str, lang: str, form: str = "") -> View | None:
        state = self._desk.state
        kind = kind_of(drill_of(state), role)
        if kind is None or kind not in frame.SECTIONS:
            return None
        describer = Describer(self._desk.reference, self._words(lang))
        clock = self._desk.clock
        return View(role, kind, key, lang, state, self._room.conductor, self.feed, describer, clock.now(), clock.speed, form)

    def _again(self, view: View) -> View:
        """The same seat's look at things as they are now."""
        return self._view(view.role, view.key, view.lang, view.form) or view

    def _stranger(self, address: str, now_s: float, lang: str) -> web.Response:
        refused = banned(self._gate, address, now_s, "key of a seat", _log)
        return self._closed(lang, 401) if refused is None else refused

    def _closed(self, lang: str, status: int) -> web.Response:
        say = self._words(lang).say
        return _html(frame.closed_page(lang, say("drill.word"), say("hall.mark"), say("hall.gone")), status)


async def _heard(news: asyncio.Event, within_s: float) -> None:
    try:
        await asyncio.wait_for(news.wait(), within_s)
    except TimeoutError:  # no news are an answer as well
        return


def _form(body: bytes, content_type: str) -> dict[str, str]:
    if content_type.partition(";")[0].strip() != "application/x-www-form-urlencoded":
        raise web.HTTPUnsupportedMediaType
    try:
        return dict(parse_qsl(body.decode("utf-8"), keep_blank_values=True, max_num_fields=MOST_FIELDS))
    except ValueError as error:
        raise web.HTTPBadRequest from error


def _html(text: str, status: int = 200) -> web.Response:
    return web.Response(text=text, content_type="text/html", charset="utf-8", status=status)


def _json(value: Any, status: int = 200) -> web.Response:
    return web.Response(body=msgspec.json.encode(value), content_type="application/json", status=status)


def _limited() -> web.Response:
    return web.Response(status=429, text="too many requests", headers={"Retry-After": "10"})
