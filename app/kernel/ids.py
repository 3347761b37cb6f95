"""Sortable unique ids: 48 bits of time, 80 bits of chance, in Crockford's alphabet (26 characters)."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Protocol

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class IdSource(Protocol):
    """Gives ids that are unique everywhere and sort by the time they were made."""

    def new(self, at: datetime) -> str:
        """A fresh id for this moment."""
        ...


class RandomIds:
    """Ids from the machine's source of chance."""

    def new(self, at: datetime) -> str:
        """A fresh id for this moment: 26 characters, sortable as text."""
        return encode(int(at.timestamp() * 1000), secrets.randbits(80))


class CountedIds:
    """Ids that count from one: the same run gives the same ids (tests, the demo)."""

    def __init__(self, start: int = 0) -> None:
        self._count = start

    def new(self, at: datetime) -> str:
        """The next id for this moment."""
        self._count += 1
        return encode(int(at.timestamp() * 1000), self._count)


def encode(time_ms: int, chance: int) -> str:
    """26 characters of Crockford base 32 for 48 bits of milliseconds and 80 bits of chance."""
    value = (time_ms & (2**48 - 1)) << 80 | chance & (2**80 - 1)
    return "".join(_ALPHABET[value >> shift & 31] for shift in range(125, -1, -5))
