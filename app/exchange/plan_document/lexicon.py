"""Finds many words in a text at once: left to right, the longest word at a place, linear in the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")
GAP = "…"
MOST_GAP = 8


class Hit(NamedTuple, Generic[T]):
    """A word that was found: what it stands for, from, to (exclusive), the word, and where its last unbroken part begins."""

    value: T
    start: int
    end: int
    word: str
    tail: int


class Lexicon(Generic[T]):
    """Words and what they stand for. ``超出…能力`` stands for 超出, up to eight characters, 能力."""

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        self._by_first: dict[str, list[tuple[str, str, T]]] = {}
        for word, value in entries:
            head, _, tail = word.partition(GAP)
            if head:
                self._by_first.setdefault(head[0], []).append((head, tail, value))
        for words in self._by_first.values():
            words.sort(key=lambda entry: (-len(entry[0]) - len(entry[1]), entry[1], entry[0]))
        firsts = "".join(re.escape(letter) for letter in self._by_first)
        self._first = re.compile(f"[{firsts}]") if firsts else None

    def all(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Hit[T]]:
        """Every word of the stretch that is not inside one found before it."""
        stop = len(text) if end is None else end
        while self._first is not None and (found := self._first.search(text, start, stop)):
            hit = next(self._at(text, found.start(), stop), None)
            if hit is not None:
                yield hit
            start = hit.end if hit is not None else found.start() + 1

    def first(self, text: str, start: int = 0, end: int | None = None) -> Hit[T] | None:
        """The first word, or ``None``."""
        return next(self.all(text, start, end), None)

    def longest(self, text: str) -> Hit[T] | None:
        """The longest word in the text, the first of several."""
        return max(self.everywhere(text), key=lambda hit: len(hit.word), default=None)

    def everywhere(self, text: str) -> Iterator[Hit[T]]:
        """Every word at every place, even inside another; at one place the longest first."""
        if self._first is not None:
            for found in self._first.finditer(text):
                yield from self._at(text, found.start(), len(text))

    def _at(self, text: str, place: int, stop: int) -> Iterator[Hit[T]]:
        for head, tail, value in self._by_first[text[place]]:
            if not text.startswith(head, place) or place + len(head) > stop:
                continue
            last, end = place, place + len(head)
            if tail:
                behind = text.find(tail, end, min(end + MOST_GAP + len(tail), stop))
                if behind < 0:
                    continue
                last, end = behind, behind + len(tail)
            yield Hit(value, place, end, text[place:end], last)


def holds(text: str, words: Iterable[str]) -> bool:
    """Whether any of the words is in the text."""
    return any(word in text for word in words)


def after(text: str, words: Iterable[str], start: int = 0) -> int:
    """Where the earliest of these words ends in the text, -1 where none is there."""
    places = [(place, -len(word)) for word in words if (place := text.find(word, start)) >= 0]
    if not places:
        return -1
    place, length = min(places)
    return place - length
