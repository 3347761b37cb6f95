"""The door of the hall as the conductor's room knows it: opened and closed at will, its seats, their keys and addresses."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from pathlib import Path

from app.catalog.wording import Wording
from app.desk.desk import Notice
from app.desk.drill_hall import HallSeat
from app.desk.drills import DrillRoom
from app.desk.listening import reached_at
from app.domain.exercise.kinds import SeatKind
from app.kernel.errors import Fault, Refusal
from app.network.addresses import own_addresses
from app.network.gate import Limits
from app.network.hall.handler import Hall
from app.network.hall.keys import SeatKeys
from app.network.hall.view import drill_of, seats_of
from app.network.server import Listener

_log = logging.getLogger(__name__)

SECRET = "drill.hall.keys"
CONNECTED_WITHIN_S = 45.0
"""A page that waits for news asks again well within this time."""

_FILES = {"/hall.css": "text/css", "/hall.js": "text/javascript"}


class HallDoor:
    """For one opened drill. ``Refusal("not_a_drill")`` where its desk is none's."""

    def __init__(self, room: DrillRoom, words: Callable[[str], Wording], web_dir: Path, limits: Limits | None = None) -> None:
        drill_of(room.workspace.desk.state)
        self._room, self._words, self._web, self._limits = room, words, web_dir, limits
        secrets = room.workspace.secrets
        kept = secrets.get(SECRET) if secrets is not None else ""
        self._keys = SeatKeys(kept, lambda value: secrets.set(SECRET, value) if secrets is not None else None)
        self._hall: Hall | None = None
        self._listener: Listener | None = None
        self._minting: asyncio.Future[None] | None = None
        self._stop: Callable[[], None] = lambda: None

    @property
    def is_open(self) -> bool:
        """Whether it listens."""
        return self._listener is not None and self._listener.is_open

    @property
    def place(self) -> tuple[str, int]:
        """Bind address and port; empty and 0 while it is closed."""
        return (self._listener.bind, self._listener.port) if self._listener is not None else ("", 0)

    async def open(self, bind: str, port: int) -> int:
        """Listen, with a key for every seat that never had one; the port. ``Fault`` where that cannot be; then it is closed."""
        await self.close()
        try:
            files = {f"/{path.name}": (_FILES[f"/{path.name}"], await asyncio.to_thread(path.read_bytes))
                     for path in (self._web / name.strip("/") for name in _FILES)}  # fmt: skip
        except OSError as error:
            raise Fault("part_not_loaded", {"detail": error.strerror or str(error)}) from error
        await asyncio.to_thread(self._keys.ensure, tuple(role for role, _ in self._roles()))
        hall = Hall(self._room, self._words, self._keys, files, self._limits)
        self._stop = self._room.workspace.desk.subscribe(self._on_notice)
        await hall.feed.load()
        listener = Listener(hall.handle, "seats of a drill")
        try:
            opened = await listener.open(bind, port)
        except Fault:
            self._stop()
            hall.close()
            raise
        self._hall, self._listener = hall, listener
        return opened

    async def close(self) -> None:
        """Listen no longer; pages that wait for news are answered first."""
        listener, self._listener = self._listener, None
        hall, self._hall = self._hall, None
        self._stop()
        self._stop = lambda: None
        if hall is not None:
            hall.close()
        if listener is not None:
            await listener.close()

    def addresses(self) -> tuple[str, ...]:
        """The addresses of this machine on its networks, the likeliest first."""
        return own_addresses()

    def seats(self) -> tuple[HallSeat, ...]:
        """The seats that can be taken at another machine."""
        hall, now_s, found = self._hall, time.monotonic(), []
        for role, kind in self._roles():
            seen_s = None if hall is None or role not in hall.seen_s else now_s - hall.seen_s[role]
            waits = hall is not None and hall.waiting[role] > 0
            here = waits or (seen_s is not None and seen_s < CONNECTED_WITHIN_S)
            found.append(HallSeat(role, kind, self._keys.knows(role), here and self._keys.knows(role), seen_s))
        return tuple(found)

    def link(self, role: str) -> str:
        """The address of a seat's page; "" while the door is closed or the seat has no key."""
        key = self._keys.of(role)
        if self._listener is None or not key:
            return ""
        return f"{reached_at(*self.place, self.addresses)}/{key}"

    async def renew(self, role: str) -> None:
        """Give a seat another key."""
        if role not in dict(self._roles()):
            raise Refusal("seat_unknown", {"seat": role})
        await asyncio.to_thread(self._keys.renew, role)
        self._tell()

    async def revoke(self, role: str) -> None:
        """Take a seat's key away."""
        await asyncio.to_thread(self._keys.revoke, role)
        self._tell()

    def _roles(self) -> tuple[tuple[str, SeatKind], ...]:
        return tuple(seats_of(drill_of(self._room.workspace.desk.state)))

    def _on_notice(self, notice: Notice) -> None:
        """A seat that was added gets its key by itself."""
        fresh = tuple(role for role, _ in self._roles() if self._keys.lacks(role))
        if fresh:
            self._minting = asyncio.get_running_loop().run_in_executor(None, self._mint, fresh)

    def _mint(self, roles: tuple[str, ...]) -> None:
        try:
            self._keys.ensure(roles)
        except Fault as fault:  # the conductor sees a seat without a code, and can ask for one
            _log.warning("a seat has no key: %s", fault)

    def _tell(self) -> None:
        if self._hall is not None:
            self._hall.changed()
