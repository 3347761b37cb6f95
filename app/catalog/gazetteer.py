"""Places by name: found by characters, pinyin or pinyin initials, best first.

The desk's own places (its register, some hundreds) stand before those of imported gazetteers (tens of thousands, searched
through a :class:`~app.catalog.name_index.NameIndex`). An imported name that the desk has itself is not proposed twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from app.catalog.name_index import Keys, NameIndex
from app.catalog.pinyin import NO_MATCH, rank
from app.domain.resource.model import Facility, FacilityCategory
from app.kernel.geo import Point
from app.kernel.text import Text

_VILLAGE_LETTERS = 3
LONGEST_NAME = 24
"""Longer names are not looked for inside a sentence."""


class GazetteerEntry(msgspec.Struct, frozen=True):
    """A place that has a name: what it is called, what it is, where it lies. ``kind`` refines the category (school …)."""

    id: str
    name: Text
    point: Point
    category: str = ""
    village: str = ""
    aliases: tuple[str, ...] = ()
    kind: str = ""


class ImportedNames:
    """Entries of imported gazetteers, indexed once and then never changed: safe to be searched from any thread."""

    def __init__(self, entries: Iterable[GazetteerEntry], keys: Sequence[Keys] | None = None) -> None:
        """``keys`` (one an entry) save the time of finding the pinyin of tens of thousands of names."""
        given = list(entries)
        known = keys if keys is not None else [Keys.of(names_of(one)) for one in given]
        order = sorted(range(len(given)), key=lambda at: (len(given[at].name.zh), given[at].name.zh, given[at].id))
        self.entries = tuple(given[at] for at in order)
        self._index = NameIndex([known[at] for at in order])
        self._by_id = {one.id: one for one in self.entries}
        self._by_name: dict[str, GazetteerEntry] = {}
        for one in self.entries:
            settled = one.category == FacilityCategory.SETTLEMENT
            if len(one.name.zh) >= (2 if settled else 3) and (settled or one.name.zh not in self._by_name):
                self._by_name[one.name.zh] = one
        self.lengths = _lengths(self._by_name)
        """How long the names are that begin with these two letters, the longest first."""

    def __len__(self) -> int:
        return len(self.entries)

    def entry(self, entry_id: str) -> GazetteerEntry | None:
        """The place with this id."""
        return self._by_id.get(entry_id)

    def find(self, query: str, limit: int) -> list[tuple[int, GazetteerEntry]]:
        """Rank and place, best first; shorter names before longer ones."""
        return [(rank, self.entries[at]) for rank, at in self._index.find(query, limit)]

    def named(self, words: str) -> GazetteerEntry | None:
        """The place whose whole name this is; a name of two letters only where it is a settlement's."""
        return self._by_name.get(words)

    def longest_in(self, text: str) -> GazetteerEntry | None:
        """The place with the longest name that stands in the text; a name of two letters only where it is a settlement's."""
        for length in range(min(LONGEST_NAME, len(text)), 1, -1):
            for start in range(len(text) - length + 1):
                found = self._by_name.get(text[start : start + length])
                if found is not None:
                    return found
        return None


def _lengths(names: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """How long the names are, by their first two letters, the longest first; longer ones than are looked for are left out."""
    found: dict[str, set[int]] = {}
    for name in names:
        if len(name) <= LONGEST_NAME:
            found.setdefault(name[:2], set()).add(len(name))
    return {head: tuple(sorted(lengths, reverse=True)) for head, lengths in found.items()}


NO_NAMES = ImportedNames(())
"""Nothing was imported."""


def names_of(entry: GazetteerEntry) -> tuple[str, ...]:
    """Everything that the place is called."""
    return tuple(name for name in (entry.name.zh, entry.name.en, *entry.aliases) if name)


class Gazetteer:
    """The named places of a desk."""

    def __init__(self, entries: Iterable[GazetteerEntry], imported: ImportedNames = NO_NAMES) -> None:
        self._entries = tuple(entries)
        self._by_id = {entry.id: entry for entry in self._entries}
        self._own_names = {entry.name.zh for entry in self._entries}
        self._own = {entry.name.zh: entry for entry in reversed(self._entries) if len(entry.name.zh) > 1}
        self._lengths = _lengths(self._own)
        self._called = {
            name[:-1]: entry for name, entry in self._own.items()
            if len(name) == _VILLAGE_LETTERS and name.endswith("村") and entry.category == FacilityCategory.SETTLEMENT
        }  # fmt: skip
        self._imported = imported

    @classmethod
    def of_facilities(cls, facilities: Iterable[Facility], imported: ImportedNames = NO_NAMES) -> Gazetteer:
        """The gazetteer of a desk's settlements, facilities, hazard points and shelters, and of what was imported."""
        return cls(
            (GazetteerEntry(one.id, one.name, one.point, one.category.value, one.village, kind=one.kind) for one in facilities),
            imported,
        )

    def __len__(self) -> int:
        return len(self._entries) + len(self._imported)

    def entry(self, entry_id: str) -> GazetteerEntry | None:
        """The place with this id."""
        return self._by_id.get(entry_id) or self._imported.entry(entry_id)

    def find(self, query: str, limit: int = 20) -> tuple[GazetteerEntry, ...]:
        """The places that the query finds, best first: of equal matches the desk's own before imported ones, shorter names
        before longer ones. An empty query finds none."""
        if not query.strip():
            return ()
        found = [(self._rank(query, one), 0, len(one.name.zh), one.name.zh, one.id, one) for one in self._entries]
        ranked = [key for key in found if key[0] < NO_MATCH]
        ranked += [
            (rank_, 1, len(one.name.zh), one.name.zh, one.id, one)
            for rank_, one in self._imported.find(query, limit + len(ranked))
            if one.name.zh not in self._own_names and one.id not in self._by_id
        ]
        ranked.sort(key=lambda key: key[:5])
        return tuple(key[5] for key in ranked[:limit])

    def longest_in(self, text: str) -> GazetteerEntry | None:
        """The place with the longest name that stands in the text; one of the desk's own, where there is any."""
        own = [one for one in self._entries if len(one.name.zh) > 1 and one.name.zh in text]
        return max(own, key=lambda one: len(one.name.zh)) if own else self._imported.longest_in(text)

    def named_in(self, text: str) -> tuple[tuple[int, GazetteerEntry], ...]:
        """Where each name stands that the text holds, the longest at each place; the desk's own before imported ones.

        At each place only those lengths are looked up that a name with these first two letters has: the number of names does
        not matter.
        """
        found: list[tuple[int, GazetteerEntry]] = []
        start = 0
        while start < len(text) - 1:
            entry = self.named_at(text, start)
            if entry is not None:
                found.append((start, entry))
            start += len(entry.name.zh) if entry is not None else 1
        return tuple(found)

    def named_at(self, text: str, start: int) -> GazetteerEntry | None:
        """The place with the longest name that begins exactly here; the desk's own of two equally long."""
        head = text[start : start + 2]
        own, imported = self._lengths.get(head, ()), self._imported.lengths.get(head, ())
        for length in own if not imported else sorted({*own, *imported}, reverse=True):
            name = text[start : start + length]
            entry = self._own.get(name) or self._imported.named(name)
            if entry is not None:
                return entry
        return None

    def village_called(self, words: str) -> GazetteerEntry | None:
        """The desk's own village that people call so without its 村 (云背 for 云背村)."""
        return self._called.get(words)

    @staticmethod
    def _rank(query: str, entry: GazetteerEntry) -> int:
        return min((rank(query, name) for name in names_of(entry)), default=NO_MATCH)
