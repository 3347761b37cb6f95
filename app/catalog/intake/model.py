"""What was understood of a text."""

from __future__ import annotations

from datetime import datetime
from typing import Generic, TypeVar

import msgspec

from app.catalog.gazetteer import GazetteerEntry
from app.domain.conditions import FactScalar

T = TypeVar("T")

UNCERTAIN = 0.7
"""What is less certain than this is marked and should be looked at by the officer."""


class Understood(msgspec.Struct, Generic[T], frozen=True):
    """A value, the words that it came from (``text`` = the letters from ``start`` to ``end``), and how sure it is (0 … 1)."""

    value: T
    text: str
    start: int
    end: int
    confidence: float = 1.0
    alternatives: tuple[T, ...] = ()

    @property
    def is_uncertain(self) -> bool:
        """Whether a person should look at it."""
        return self.confidence < UNCERTAIN


class PlaceFound(msgspec.Struct, frozen=True):
    """A place: its words, and the place of the gazetteer that they name, if they name one."""

    words: str
    entry: GazetteerEntry | None = None


class Parsed(msgspec.Struct, frozen=True):
    """Everything that a text says; ``None`` and empty where it says nothing.

    ``kind`` is a code. ``caller`` is a person or an office in words, ``phone`` a number without blanks, ``channel`` a code
    of the intake form, ``category`` a code of the call log. ``remarks`` are codes of what forbids to take it at its word:
    ``drill``, ``false_alarm``, ``denied`` (the kind is denied), ``update`` (figures of an earlier report are replaced).
    """

    narrative: str
    kind: Understood[str] | None = None
    occurred_at: Understood[datetime] | None = None
    place: Understood[PlaceFound] | None = None
    facts: dict[str, Understood[FactScalar]] = {}
    caller: Understood[str] | None = None
    phone: Understood[str] | None = None
    channel: Understood[str] | None = None
    category: Understood[str] | None = None
    remarks: dict[str, Understood[bool]] = {}
