"""Finding Chinese text by its characters, its pinyin or the initials of its pinyin; heteronyms count in every reading."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product

MAX_READINGS = 16
"""Readings of one text that are kept; a long name full of heteronyms would have thousands."""

MOST_KEYS = 60_000
_KEYS: dict[str, str] = {}
"""What was asked for before: a third of a millisecond for a name is much for ten thousand of them."""

EXACT, PREFIX, SUBSTRING, INITIALS_PREFIX, INITIALS, PINYIN_PREFIX, PINYIN, NO_MATCH = range(8)
"""Ranks of a match, best first."""


def matches(query: str, text: str) -> bool:
    """Whether the text is found by the query: characters, pinyin or initials; an empty query finds everything."""
    return rank(query, text) < NO_MATCH


def rank(query: str, text: str) -> int:
    """How well the query finds the text: ``EXACT`` (0) … ``PINYIN``, ``NO_MATCH`` for not at all."""
    wanted, whole = plain(query), plain(text)
    if wanted in whole:
        return EXACT if wanted == whole else PREFIX if whole.startswith(wanted) else SUBSTRING
    if not wanted.isascii():
        return NO_MATCH
    full, initials = readings(text)
    if any(wanted in key for key in initials):
        return INITIALS_PREFIX if any(key.startswith(wanted) for key in initials) else INITIALS
    return _by_syllables(wanted, full)


def search_keys(text: str) -> str:
    """Everything by which the text can be found, in one lower-case line: full pinyin and initials, every reading."""
    known = _KEYS.get(text)
    if known is not None:
        return known
    full, initials = readings(text)
    joined = ["".join(syllables) for syllables in full]
    if len(_KEYS) >= MOST_KEYS:
        _KEYS.clear()
    return _KEYS.setdefault(text, " ".join(dict.fromkeys((plain(text), *joined, *initials))))


def keys_at_hand(text: str) -> str:
    """The same where it was asked for before, else only the text itself: for lists of thousands that must open at once."""
    return _KEYS.get(text) or plain(text)


def _by_syllables(wanted: str, full: tuple[tuple[str, ...], ...]) -> int:
    """A pinyin match begins where a syllable begins: ``an`` finds 安 and not the inside of 蓝."""
    best = NO_MATCH
    for syllables in full:
        if "".join(syllables).startswith(wanted):
            return PINYIN_PREFIX
        if any("".join(syllables[start:]).startswith(wanted) for start in range(1, len(syllables))):
            best = PINYIN
    return best


@lru_cache(maxsize=20_000)
def readings(text: str) -> tuple[tuple[tuple[str, ...], ...], tuple[str, ...]]:
    """The readings of the text in syllables (at most ``MAX_READINGS``), and the initials of each."""
    from pypinyin import Style, pinyin  # noqa: PLC0415 - its dictionary takes a while to load; many sessions never search

    if text.isascii():
        words = tuple(text.lower().split())
        return (words,), ("".join(word[0] for word in words),)
    choices: list[tuple[str, ...]] = []
    for run in re.findall(r"[!-~]+|[^!-~]+", plain(text)):
        if run.isascii():
            choices += [(letter,) for letter in run]
            continue
        for options in pinyin(run, style=Style.NORMAL, heteronym=True):
            choices.append(tuple(dict.fromkeys(one.replace("ü", "v") for one in options if one)))
    full = tuple(reading for reading, _ in zip(product(*choices), range(MAX_READINGS), strict=False))
    initials = tuple(dict.fromkeys("".join(syllable[0] for syllable in reading) for reading in full))
    return full, initials


def plain(text: str) -> str:
    """The text in small letters without blanks: how names and queries are compared."""
    return "".join(text.lower().split())
