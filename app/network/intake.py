"""The handlers: from a request to positions on the disk, and an answer that a phone understands."""

from __future__ import annotations

import hashlib
import hmac
import logging
import time
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache

import msgspec
from aiohttp import web

from app.desk.desk import Desk
from app.desk.position_lane import PositionLane
from app.domain.tracking.judge import Seen, judge
from app.domain.tracking.model import Device, Flag
from app.domain.unit.model import Position
from app.kernel.errors import Fault, Refusal
from app.network.answers import ReadyAnswer, banned
from app.network.bodies import read_body
from app.network.feeds import discover
from app.network.feeds.contract import Badge, BadMessage, Feed, Message, Request
from app.network.gate import Gate, Limits

_log = logging.getLogger(__name__)

LARGEST_BODY = 256 * 1024
"""Bytes. A report has a few hundred; a card with its owner's picture has many more, and a phone that cannot get rid of it sends
nothing else."""

LONGEST_QUERY = 2_000

_UNKNOWN = hashlib.sha256(b"").hexdigest()

_TOKENS_REMEMBERED = 1_024


class Contact(msgspec.Struct, frozen=True):
    """The last thing heard of a terminal: when, from which address, how many reports, what came of the last one.

    ``verdict``: ``taken``, ``replay``, ``doubted`` (a jump), ``clock_off``, ``outside_region``; of what gave no position:
    ``no_position`` (a greeting), ``encrypted``, ``unreadable``, ``limited`` (too many at once).
    """

    at: datetime
    address: str
    reports: int
    verdict: str


class Counters(msgspec.Struct):
    """What came in since the door was opened."""

    taken: int = 0
    replays: int = 0
    doubted: int = 0
    wrong_tokens: int = 0
    bad: int = 0
    limited: int = 0


class Intake:
    """Takes reports in for one desk. Everything runs on the desk's loop; nothing here waits but for body and disk."""

    def __init__(
        self, desk: Desk, lane: PositionLane, limits: Limits | None = None, contacts: dict[str, Contact] | None = None
    ) -> None:
        """``contacts`` is filled with the last thing heard of each terminal; it may outlive this intake."""
        self._desk = desk
        self._lane = lane
        self._gate = Gate(limits or Limits())
        self._feeds = {(method, path): feed for feed in discover() for path in feed.paths for method in feed.methods}
        self._paths = {path for _, path in self._feeds}
        self._answers = {feed.app: ReadyAnswer(feed.answer, feed.answer_type, desk.clock) for feed in discover()}
        self._seen: dict[str, Seen] = {}
        self._durable: dict[str, Seen] = {}
        self.contacts: dict[str, Contact] = {} if contacts is None else contacts
        self.counters = Counters()

    @property
    def gate(self) -> Gate:
        """Who may come in."""
        return self._gate

    def remember(self, last: Mapping[str, Position]) -> None:
        """Take over what was kept before this start: the last position of each terminal."""
        for device_id, position in last.items():
            known = None if Flag.CLOCK_OFF.value in position.flags else position.at
            self._seen[device_id] = self._durable[device_id] = Seen(raw_at=known, arrived_at=known, believed=position)

    async def handle(self, request: web.BaseRequest) -> web.StreamResponse:
        """The answer to any request; what a sender did wrong is answered, never raised."""
        address = request.remote or ""
        now_s = time.monotonic()
        if not self._gate.address_may(address, now_s):
            return self._limited()
        url = request.rel_url
        path = url.raw_path.rstrip("/") or "/"  # an address typed by hand may end in one more
        feed = self._feeds.get((request.method, path))
        if feed is None:
            return web.Response(status=405 if path in self._paths else 404, text="no such door")
        try:
            return await self._hear(feed, request, address, now_s)
        except BadMessage as bad:
            self.counters.bad += 1
            return web.Response(status=400, text=bad.code)
        except TimeoutError:
            return web.Response(status=408, text="body too slow")

    async def _hear(self, feed: Feed, request: web.BaseRequest, address: str, now_s: float) -> web.StreamResponse:
        query, headers = request.rel_url.raw_query_string, request.headers
        if len(query) > LONGEST_QUERY:
            raise web.HTTPRequestURITooLong(text="query too long")
        authorization = headers.get("Authorization", "")
        badge = feed.early(Request(query, authorization, b""))
        device = self._device(badge)
        if badge is not None and device is None:
            return self._stranger(address, now_s)
        body = await read_body(request, LARGEST_BODY)
        try:
            said = feed.parse(Request(query, authorization, body, headers.get("Content-Type", "")))
        except BadMessage:
            if device is not None:
                self._note(device, address, 0, "unreadable")
            raise
        device = device or self._device(said.badge)
        if device is None:
            return self._stranger(address, now_s)
        if not self._gate.device_may(device.id, now_s):
            self._note(device, address, 0, "limited")
            return self._limited()
        refused = await self._take(device, said, address)
        return self._answers[feed.app].to(request) if refused is None else refused

    async def _take(self, device: Device, said: Message, address: str) -> web.Response | None:
        """Keep what was said and note who said it; the answer where it cannot be kept."""
        try:
            verdict = await self._keep(device, said)
        except Refusal as refusal:
            self.counters.bad += 1
            self._note(device, address, 0, "unreadable")
            return web.Response(status=400, text=refusal.code)
        except Fault as fault:
            _log.warning("a position is not kept: %s", fault)
            return web.Response(status=503, text=fault.code, headers={"Retry-After": "10"})
        self._note(device, address, len(said.fixes), verdict)
        return None

    def _note(self, device: Device, address: str, reports: int, verdict: str) -> None:
        before = self.contacts.get(device.id)
        count = (before.reports if before else 0) + reports
        if before is not None and before.reports and verdict == "no_position":
            verdict = before.verdict  # a greeting between positions says nothing of them
        self.contacts[device.id] = Contact(self._desk.clock.now(), address, count, verdict)

    async def _keep(self, device: Device, said: Message) -> str:
        """Judge and keep every fix of the message; the verdict on the last one. All or none is kept."""
        state = self._desk.state
        region = state.profile.region if state.profile else None
        seen = self._seen.get(device.id) or Seen()
        kept: list[Position] = []
        shown: list[Position] = []
        confirmed: list[Position] = []
        verdict = "taken" if said.fixes else "encrypted" if said.is_sealed else "no_position"
        for fix in said.fixes:
            found = judge(seen, fix, device, self._desk.clock.now(), region)
            seen = found.seen
            if found.kept is None:
                self.counters.replays += 1
                verdict = "replay"
                continue
            kept.append(found.kept)
            confirmed.extend(found.confirmed)
            if found.shown is None:
                self.counters.doubted += 1
                verdict = "doubted"
            else:
                shown.append(found.shown)
                verdict = found.shown.flags[0] if found.shown.flags else "taken"
        self._seen[device.id] = seen
        if not kept:
            await self._lane.settled()  # the same report may have come twice, the first still on its way to the disk
            return verdict
        try:
            await self._lane.keep(tuple(kept), tuple(shown), tuple(confirmed))
        except Fault:
            self._seen[device.id] = self._durable.get(device.id, Seen())  # sent again it must not look like a replay
            raise
        self._durable[device.id] = seen
        self.counters.taken += len(kept)
        return verdict

    def _device(self, badge: Badge | None) -> Device | None:
        """The terminal of a right badge; ``None`` for everything else, after the same work."""
        if badge is None:
            return None
        found = self._desk.state.devices.get(badge.device_id)
        right = hmac.compare_digest(_hash_of(badge.token), found.token_hash if found is not None else _UNKNOWN)
        return found if right and found is not None and found.is_active else None

    def _stranger(self, address: str, now_s: float) -> web.Response:
        self.counters.wrong_tokens += 1
        refused = banned(self._gate, address, now_s, "token", _log)
        if refused is not None:
            return refused
        return web.Response(status=401, text="wrong token", headers={"WWW-Authenticate": 'Basic realm="zhishou"'})

    def _limited(self) -> web.Response:
        self.counters.limited += 1
        return web.Response(status=429, text="too many reports", headers={"Retry-After": "30"})


@lru_cache(maxsize=_TOKENS_REMEMBERED)
def _hash_of(token: str) -> str:
    """The hash that a terminal is known by. It is remembered: whether it is the right one is asked at every report anew."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
