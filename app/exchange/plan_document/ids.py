"""Readable ids in ASCII: by a known English name, else by the pinyin of the words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from app.catalog.recognition_words import Listed
from app.exchange.plan_document.lexicon import Lexicon

_NOT_ID = re.compile(r"[^a-z0-9]+")
LONGEST = 48


def slug(text: str, longest: int = LONGEST) -> str:
    """The words as lower-case ASCII with hyphens (``chen-li-xin``); ``part`` where nothing of them can be written so."""
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - its dictionary takes a while to load; most sessions import nothing

    syllables = lazy_pinyin(text[:longest], errors=lambda run: run.lower())
    words = _NOT_ID.sub("-", "-".join(syllables).lower()).strip("-")
    while len(words) > longest and "-" in words:
        words = words.rpartition("-")[0]
    return words[:longest].strip("-") or "part"


def named(text: str, known: Iterable[Listed]) -> str:
    """The English name that stands for one of the words in the text, else its pinyin."""
    hit = Lexicon((word, row.code) for row in known for word in row.words).longest(text)
    return hit.value if hit else slug(text)


class Ids:
    """Gives every id once: the second ``medical`` is ``medical-2``."""

    def __init__(self) -> None:
        self._given: dict[str, int] = {}

    def new(self, wish: str) -> str:
        """The id, numbered where it was given before."""
        self._given[wish] = self._given.get(wish, 0) + 1
        if self._given[wish] == 1:
            return wish
        return self.new(f"{wish}-{self._given[wish]}")
