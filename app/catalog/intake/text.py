"""The letters of a text in one form, place by place: a span in it is a span in what was given."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import product

MASK = "\x01"
"""Stands for letters that are understood already and shall not be read again; it ends a clause."""

VEIL = "\x02"
"""The same, but a clause goes on over it: a place stands within a sentence."""


def plain_letters(text: str) -> str:
    """Full-width letters, digits and signs as half-width ones; as long as what was given."""
    return "".join(map(_plain, text))


def masked(text: str, spans: Iterable[tuple[int, int]], mask: str = MASK) -> str:
    """The text with these spans blotted out, as long as before."""
    letters = list(text)
    for start, end in spans:
        letters[start:end] = mask * (end - start)
    return "".join(letters)


def clauses(text: str, pause: str = ",。;:!?()[]【】\n\x01") -> tuple[tuple[int, int], ...]:
    """Begin and end of every clause."""
    spans, start = [], 0
    for at, letter in enumerate(text):
        if letter in pause:
            if at > start:
                spans.append((start, at))
            start = at + 1
    if start < len(text):
        spans.append((start, len(text)))
    return tuple(spans)


def clause_of(text: str, at: int) -> tuple[int, int]:
    """Begin and end of the clause that this place lies in; of a very long one what lies near."""
    low, high = max(0, at - _LONGEST_CLAUSE), min(len(text), at + _LONGEST_CLAUSE)
    start = max((text.rfind(sign, low, at) + 1 for sign in _CLAUSE_ENDS), default=0)
    ends = [place for sign in _CLAUSE_ENDS if (place := text.find(sign, at, high)) >= 0]
    return max(start, low), min(ends, default=high)


_CLAUSE_ENDS = ",。;:!?()[]\n\x01"
_LONGEST_CLAUSE = 80


def expanded(word: str) -> tuple[str, ...]:
    """Every word that this one stands for: ``(房|屋)…垮`` is 房…垮 and 屋…垮; an empty choice (``火(灾|)``) leaves it out."""
    parts = _CHOICE.split(word)
    return tuple(map("".join, product(*(part.split("|") if at % 2 else (part,) for at, part in enumerate(parts)))))


def one_of(words: Iterable[str]) -> str:
    """A pattern that matches any of these words (written as ``expanded`` reads them), the longest first; ``…`` in a word is a
    gap of up to eight letters of the same clause, and English words end where a word ends. Never matches where there are none."""
    ordered = sorted({one for word in words for one in expanded(word)}, key=lambda one: (-len(one), one))
    return "|".join(_pattern(one) for one in ordered) or r"(?!)"


class Spotter:
    """Finds many words in a text at once: by their first two letters, the longest first (a pattern of a thousand choices would
    try each of them at every letter)."""

    def __init__(self, words: Iterable[str]) -> None:
        self._by_head: dict[str, list[str]] = {}
        for word in sorted(set(words), key=lambda one: (-len(one), one)):
            self._by_head.setdefault(word[:2], []).append(word)

    def longest(self, text: str) -> Iterator[tuple[int, str]]:
        """Where a word stands, and which: the longest at each place, none within another. ``text`` in small letters."""
        past = 0
        for at, word in self.every(text):
            if at >= past:
                past = at + len(word)
                yield at, word

    def every(self, text: str) -> Iterator[tuple[int, str]]:
        """The same with words that stand within others, the longer one of a place first."""
        heads = self._by_head
        for at in range(len(text)):
            head = text[at : at + 2]
            for key in (head, head[0]) if len(head) > 1 else (head,):
                for word in heads.get(key, ()):
                    if text.startswith(word, at) and _whole(text, at, at + len(word)):
                        yield at, word


def _whole(text: str, start: int, end: int) -> bool:
    """Whether an English word begins and ends here (Chinese ones always do)."""
    return not (_is_latin(text[start - 1 : start]) and _is_latin(text[start])) and not (
        _is_latin(text[end - 1]) and _is_latin(text[end : end + 1])
    )


def _is_latin(letter: str) -> bool:
    return letter.isascii() and letter.isalpha()


_CHOICE = re.compile(r"\(([^()|]*(?:\|[^()|]*)+)\)")


def _pattern(word: str) -> str:
    gap = r"[^,。;:!?()\n\x01]{0,8}?"
    inner = gap.join(re.escape(part) for part in word.split("…"))
    if word[:1].isascii() and word[:1].isalpha():
        inner = rf"(?<![A-Za-z]){inner}"
    if word[-1:].isascii() and word[-1:].isalpha():
        inner = rf"{inner}(?![A-Za-z])"
    return inner


@lru_cache(maxsize=4096)
def _plain(letter: str) -> str:
    if letter.isascii() or "\u4e00" <= letter <= "\u9fff":
        return letter
    folded = _DASHES.get(letter) or unicodedata.normalize("NFKC", letter)
    return folded if len(folded) == 1 else letter


_DASHES = {"—": "-", "–": "-"}
