"""Places by name: found by characters, pinyin or pinyin initials, best first."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from app.catalog.pinyin import NO_MATCH, rank
from app.domain.resource.model import Facility
from app.kernel.geo import Point
from app.kernel.text import Text


class GazetteerEntry(msgspec.Struct, frozen=True):
    """A place that has a name: what it is called, what it is, where it lies."""

    id: str
    name: Text
    point: Point
    category: str = ""
    village: str = ""
    aliases: tuple[str, ...] = ()


class Gazetteer:
    """The named places of a desk."""

    def __init__(self, entries: Iterable[GazetteerEntry]) -> None:
        self._entries = tuple(entries)
        self._by_id = {entry.id: entry for entry in self._entries}

    @classmethod
    def of_facilities(cls, facilities: Iterable[Facility]) -> Gazetteer:
        """The gazetteer of a desk's settlements, facilities, hazard points and shelters."""
        return cls(
            GazetteerEntry(one.id, one.name, one.point, one.category.value, one.village) for one in facilities
        )

    def __len__(self) -> int:
        return len(self._entries)

    def entry(self, entry_id: str) -> GazetteerEntry | None:
        """The place with this id."""
        return self._by_id.get(entry_id)

    def find(self, query: str, limit: int = 20) -> tuple[GazetteerEntry, ...]:
        """The places that the query finds, best first; shorter names before longer ones. An empty query finds none."""
        if not query.strip():
            return ()
        found = [(self._rank(query, entry), len(entry.name.zh), entry.name.zh, entry.id) for entry in self._entries]
        ranked = sorted(key for key in found if key[0] < NO_MATCH)
        return tuple(self._by_id[key[3]] for key in ranked[:limit])

    @staticmethod
    def _rank(query: str, entry: GazetteerEntry) -> int:
        names = (entry.name.zh, entry.name.en, *entry.aliases)
        return min(rank(query, name) for name in names if name) if any(names) else NO_MATCH
