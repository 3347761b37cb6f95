"""Participants of a drill at other machines, as the conductor's room sees them: a door of the drill, its seats and their keys."""

from __future__ import annotations

from typing import Protocol

import msgspec

from app.domain.exercise.kinds import SeatKind

HALL_PORT = 8691
"""Where it listens unless told otherwise: the printed addresses hold after the conductor's machine was started anew."""

ORIGIN = "hall"
"""The origin of what was done at a seat of the network (worded ``origin.hall``)."""


class HallSeat(msgspec.Struct, frozen=True):
    """A seat as the door knows it. ``has_key``: its address opens; ``is_connected``: a page of it is open now; ``seen_s``: seconds
    since it was heard of, ``None`` for never since the door was opened."""

    role: str
    kind: SeatKind
    has_key: bool
    is_connected: bool = False
    seen_s: float | None = None


class Hall(Protocol):
    """The door for seats at other machines: closed until somebody opens it, and open to this machine alone unless told otherwise.

    Keys are no facts of the journal: they lie with the secrets of the drill's own folder.
    """

    @property
    def is_open(self) -> bool:
        """Whether it listens."""
        ...

    @property
    def place(self) -> tuple[str, int]:
        """Bind address and port; empty and 0 while it is closed."""
        ...

    async def open(self, bind: str, port: int) -> int:
        """Listen, with a key for every seat that never had one; the port. ``Fault`` where that cannot be."""
        ...

    async def close(self) -> None:
        """Listen no longer; pages that wait for news are answered first."""
        ...

    def addresses(self) -> tuple[str, ...]:
        """The addresses of this machine on its networks."""
        ...

    def seats(self) -> tuple[HallSeat, ...]:
        """The seats that can be taken at another machine: those of the scenario and those that were added."""
        ...

    def link(self, role: str) -> str:
        """The address of a seat's page; "" while the door is closed or the seat has no key."""
        ...

    async def renew(self, role: str) -> None:
        """Give a seat another key; the old one opens nothing from then on. ``Refusal`` for a seat that there is not, ``Fault``
        where the key cannot be kept."""
        ...

    async def revoke(self, role: str) -> None:
        """Take a seat's key away; its open pages say so. ``Fault`` where that cannot be kept."""
        ...
