"""What can be found, what is looked for, and what was found."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import msgspec

from app.desk.describe import Describer
from app.desk.searching import grams
from app.domain.record import Entry
from app.domain.state import State

MOST = 200
"""Hits that are shown; a search that has more wants another word."""


class Doc(msgspec.Struct, frozen=True):
    """One text: what it is (``source``: a code worded ``search.source.<code>``), when it happened, and all its words.

    ``keys`` are found too, but never shown (pinyin).
    ``facets`` are made by :func:`app.desk.searching.grams.facet`. ``incident_id`` is what it belongs to, "" for nothing.
    """

    source: str
    id: str
    at: datetime
    title: str
    text: str
    incident_id: str = ""
    facets: tuple[str, ...] = ()
    keys: str = ""

    @property
    def key(self) -> str:
        """Unique over all sources."""
        return f"{self.source}:{self.id}"


class Source(msgspec.Struct, frozen=True):
    """A part of the state that can be searched: ``part`` is its field, ``touched`` says which item an entry changes ("" for
    none), ``doc`` puts an item into words."""

    name: str
    part: str
    touched: Callable[[Entry], str]
    doc: Callable[[object, State, Describer], Doc]


class Wanted(msgspec.Struct, frozen=True):
    """What is looked for; empty parts ask for nothing. All words of ``text`` must occur. ``source`` is a code; ``kind`` the
    code of a kind of incident or its class letter, ``severity`` a grade, ``village`` a village's name, ``is_open`` whether
    work goes on; ``since`` and ``until`` bound the time (``until`` not included)."""

    text: str = ""
    source: str = ""
    kind: str = ""
    severity: str = ""
    village: str = ""
    is_open: bool | None = None
    since: datetime | None = None
    until: datetime | None = None

    def facets(self) -> tuple[str, ...]:
        """The properties that a document must have."""
        asked = {"source": self.source, "kind": self.kind, "severity": self.severity, "village": self.village}
        if self.is_open is not None:
            asked["open"] = "1" if self.is_open else "0"
        return tuple(grams.facet(name, value) for name, value in asked.items() if value)

    @property
    def asks_nothing(self) -> bool:
        """Whether every document fits."""
        return self == Wanted()


class Hit(msgspec.Struct, frozen=True):
    """A document that fits, and the words around the first place where it does: ``excerpt`` with the found runs between
    ``marks`` (start and end in the excerpt)."""

    doc: Doc
    excerpt: str
    marks: tuple[tuple[int, int], ...]


class Hits(msgspec.Struct, frozen=True):
    """The newest documents that fit; ``more`` when there are others. ``whole`` is false while the index is being made."""

    hits: tuple[Hit, ...]
    more: bool = False
    whole: bool = True


AROUND = 12
"""Characters of an excerpt before the first word found; nine times as many after it."""


def hit(doc: Doc, query: str) -> Hit:
    """The document with the words around what was found in it."""
    text, words = " ".join(doc.text.split()), grams.terms(query)
    places = sorted((place, place + len(word)) for word in words if (place := text.lower().find(word)) >= 0)
    start = max(0, places[0][0] - AROUND) if places else 0
    end = min(len(text), start + 10 * AROUND)
    lead, tail = "…" if start else "", "…" if end < len(text) else ""
    marks = tuple((a - start + len(lead), b - start + len(lead)) for a, b in places if b <= end)
    return Hit(doc, f"{lead}{text[start:end]}{tail}", marks)
