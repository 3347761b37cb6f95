"""Tens of thousands of names searched while somebody types: a few scans of long strings instead of one look at each name.

The names stand one a line in one string, shorter ones first; the initials of their pinyin in a second, their full pinyin in
a third (there a match must begin where a syllable begins). A search goes through the strings in the order of the ranks of
:mod:`app.catalog.pinyin` and stops when it has enough.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from app.catalog.pinyin import (
    EXACT,
    INITIALS,
    INITIALS_PREFIX,
    PINYIN,
    PINYIN_PREFIX,
    PREFIX,
    SUBSTRING,
    plain,
    readings,
)

_MOST_MISSES = 20_000
"""Places inside a syllable that are looked at in one search: enough for any real word, and a bound."""


class Keys:
    """By what one entry is found: its names without blanks, the initials of their readings, their readings in syllables."""

    __slots__ = ("full", "initials", "names")

    def __init__(self, names: tuple[str, ...], initials: tuple[str, ...], full: tuple[tuple[str, ...], ...]) -> None:
        self.names, self.initials, self.full = names, initials, full

    @classmethod
    def of(cls, words: Iterable[str], most_readings: int = 4) -> Keys:
        """The keys of these names; of a name with many heteronyms so many readings at most."""
        given = tuple(word for word in words if word)
        full = [reading for word in given for reading in readings(word)[0][:most_readings]]
        initials = [one for word in given for one in readings(word)[1][:most_readings]]
        return cls(tuple(dict.fromkeys(map(plain, given))), tuple(dict.fromkeys(initials)), tuple(dict.fromkeys(full)))


class _Lines:
    """Lines of text that know whose they are."""

    def __init__(self) -> None:
        self._parts: list[str] = ["\n"]
        self._starts, self._owners = array("q"), array("q")
        self._length = 1
        self.text = ""

    def add(self, line: str, owner: int) -> None:
        self._starts.append(self._length)
        self._owners.append(owner)
        self._parts.append(line)
        self._parts.append("\n")
        self._length += len(line) + 1

    def close(self) -> None:
        self.text = "".join(self._parts)
        self._parts = []

    def owners(self, needle: str, syllables: bytearray | None = None) -> Iterator[int]:
        """Whose lines hold the needle, in their order; with ``syllables`` only where it begins at a marked place."""
        at, misses = self.text.find(needle), 0
        while at >= 0:
            if syllables is None or syllables[at]:
                line = bisect_right(self._starts, at if needle[0] != "\n" else at + 1) - 1
                yield self._owners[line]
                at = self.text.find("\n", at + 1) - 1  # one hit a line is enough
            else:
                misses += 1
                if misses > _MOST_MISSES:
                    return
            at = self.text.find(needle, at + 1)


class NameIndex:
    """Finds entries by their numbers; entry 0 is proposed before entry 1 where both fit equally well."""

    def __init__(self, keys: Sequence[Keys]) -> None:
        self._names, self._initials, self._full = _Lines(), _Lines(), _Lines()
        marks = [b"\0"]
        for owner, one in enumerate(keys):
            for name in one.names:
                self._names.add(name, owner)
            for initials in one.initials:
                self._initials.add(initials, owner)
            for syllables in one.full:
                self._full.add("".join(syllables), owner)
                marks += [b"\1" + b"\0" * (len(syllable) - 1) for syllable in syllables if syllable]
                marks.append(b"\0")
        self._syllables = bytearray(b"".join(marks))
        for lines in (self._names, self._initials, self._full):
            lines.close()

    def find(self, query: str, limit: int) -> list[tuple[int, int]]:
        """Rank and number of at most ``limit`` entries, best first; an empty query finds none."""
        wanted, found = plain(query), dict[int, int]()
        if not wanted or "\n" in wanted or limit <= 0:
            return []
        for rank, owners in self._searches(wanted):
            for owner in owners:
                found.setdefault(owner, rank)
                if len(found) >= limit:
                    return [(rank, owner) for owner, rank in found.items()]
        return [(rank, owner) for owner, rank in found.items()]

    def _searches(self, wanted: str) -> Iterator[tuple[int, Iterator[int]]]:
        yield EXACT, self._names.owners(f"\n{wanted}\n")
        yield PREFIX, self._names.owners(f"\n{wanted}")
        yield SUBSTRING, self._names.owners(wanted)
        if wanted.isascii():
            yield INITIALS_PREFIX, self._initials.owners(f"\n{wanted}")
            yield INITIALS, self._initials.owners(wanted)
            yield PINYIN_PREFIX, self._full.owners(f"\n{wanted}")
            yield PINYIN, self._full.owners(wanted, self._syllables)
