"""Everything about live positions that a face needs: the door for phones, tokens, suggestions. Put together by the root."""

from __future__ import annotations

import asyncio
import hashlib
import secrets
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple, Protocol

from app.desk.arrivals import ArrivalWatcher
from app.desk.listening import reached_at
from app.desk.settings import Settings
from app.domain.tracking.model import TrackerApp
from app.kernel.errors import Fault

TOKEN_BYTES = 16
"""128 bits of chance: nobody guesses it, and it can still be typed by hand."""


class Contact(Protocol):
    """The last thing heard of a terminal since the door was opened."""

    @property
    def at(self) -> datetime:
        """When."""
        ...

    @property
    def address(self) -> str:
        """From which address."""
        ...

    @property
    def reports(self) -> int:
        """How many reports so far."""
        ...

    @property
    def verdict(self) -> str:
        """What came of the last one: ``taken``, ``replay``, ``doubted``, ``clock_off``, ``outside_region``; without a position
        ``no_position``, ``encrypted``, ``unreadable``, ``limited``."""
        ...


class Setup(Protocol):
    """How a phone is set up."""

    @property
    def link(self) -> str:
        """What the QR code holds."""
        ...

    @property
    def fields(self) -> Sequence[tuple[str, str]]:
        """What is typed by hand: field code and value."""
        ...


class Door(Protocol):
    """The listener for positions."""

    @property
    def is_open(self) -> bool:
        """Whether it listens."""
        ...

    @property
    def place(self) -> tuple[str, int]:
        """Bind address and port; empty and 0 while it is closed."""
        ...

    @property
    def contacts(self) -> Mapping[str, Contact]:
        """What was heard of each terminal, by id."""
        ...

    @property
    def counts(self) -> Mapping[str, int]:
        """What came in, by kind (``taken``, ``replays``, ``doubted``, ``wrong_tokens``, ``bad``, ``limited``)."""
        ...

    async def open(self, bind: str, port: int) -> int:
        """Listen; the port. ``Fault`` where that cannot be."""
        ...

    async def close(self) -> None:
        """Listen no longer."""
        ...

    def setup(self, app: TrackerApp, base: str, device_id: str, token: str, name: str) -> Setup:
        """How a phone with this program is set up to report to ``base``."""
        ...

    def addresses(self) -> tuple[str, ...]:
        """The addresses of this machine on its networks."""
        ...


class Minted(NamedTuple):
    """A fresh token: shown once, never kept; only its hash enters the journal."""

    token: str
    token_hash: str


def mint() -> Minted:
    """A fresh token and its SHA-256."""
    token = secrets.token_hex(TOKEN_BYTES)
    return Minted(token, hashlib.sha256(token.encode()).hexdigest())


class Tracking:
    """One desk's live positions. The door's code is loaded when it is first needed; until then nothing of it is in memory."""

    def __init__(self, arrivals: ArrivalWatcher, make_door: Callable[[], Door]) -> None:
        self.arrivals = arrivals
        self._make_door = make_door
        self._door: Door | None = None
        self._lane = asyncio.Lock()
        self.fault: Fault | None = None
        """Why the door is not open although the settings ask for it."""

    @property
    def door(self) -> Door:
        """The door, closed at first; ``Fault("part_not_loaded")`` where its code does not load."""
        if self._door is None:
            self._door = self._make_door()
        return self._door

    @property
    def is_open(self) -> bool:
        """Whether it listens."""
        return self._door is not None and self._door.is_open

    @property
    def contacts(self) -> Mapping[str, Contact]:
        """What was heard of each terminal since the door was opened."""
        return self._door.contacts if self._door is not None else {}

    async def follow(self, settings: Settings) -> None:
        """Make it as the settings say: open at their address and port, or closed. A ``Fault`` is kept and raised.

        One after the other: two settings that are changed quickly must not find the port taken by each other.
        """
        async with self._lane:
            self.fault = None
            try:
                if not settings.tracking_on:
                    await self.close()
                elif not self.is_open or self.door.place != (settings.tracking_bind, settings.tracking_port):
                    await self.door.open(settings.tracking_bind, settings.tracking_port)
            except Fault as fault:
                self.fault = fault
                raise

    async def close(self) -> None:
        """Listen no longer."""
        if self._door is not None:
            await self._door.close()

    def base(self, settings: Settings) -> str:
        """The address that a phone is given: the one that was set by hand, else this machine's on its network."""
        if settings.tracking_url:
            return settings.tracking_url.rstrip("/")
        return reached_at(settings.tracking_bind, settings.tracking_port, self._own_addresses)

    def _own_addresses(self) -> tuple[str, ...]:
        return self.door.addresses()


def setup_row(setup: Setup) -> dict[str, Any]:
    """A setup as plain values: ``link`` and ``fields``."""
    return {"link": setup.link, "fields": dict(setup.fields)}
