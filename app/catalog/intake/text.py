"""The letters of a text in one form, place by place: a span in it is a span in what was given."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

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
    """Begin and end of the clause that this place lies in."""
    start = max((text.rfind(sign, 0, at) for sign in ",。;:!?()[]\n\x01"), default=-1) + 1
    ends = [place for sign in ",。;:!?()[]\n\x01" if (place := text.find(sign, at)) >= 0]
    return start, min(ends, default=len(text))


def one_of(words: Iterable[str]) -> str:
    """A pattern that matches any of these words, the longest first; ``…`` in a word is a gap of up to eight letters of the
    same clause, and English words end where a word ends. Never matches where there are none."""
    ordered = sorted(set(words), key=len, reverse=True)
    return "|".join(_pattern(one) for one in ordered) or r"(?!)"


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
