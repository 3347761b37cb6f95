"""Cutting text for a full-text index so that every Chinese word is found, two characters long or one. Pure.

A run of Chinese characters becomes its overlapping pairs and the last character alone: 青石村 → ``青石 石村 村``. A wanted run is
then a phrase of consecutive pairs, exactly as if it were looked for letter by letter, and a single character is a prefix: every
character begins one token. No dictionary is needed, and none can be wrong about the name of a village.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_HAN = r"\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_RUNS = re.compile(rf"[{_HAN}]+|[^\W_{_HAN}]+")
_IS_HAN = re.compile(rf"[{_HAN}]")

LONGEST_QUERY = 200
"""Characters of a query that are read: nobody types more, and a pasted page would be one endless phrase."""


def plain(text: str) -> str:
    """The text as it is compared: full-width forms made narrow, lower case."""
    return unicodedata.normalize("NFKC", text).lower()


def tokens(text: str) -> str:
    """The tokens of a text, blank-separated, in its order."""
    return " ".join(token for run in _RUNS.findall(plain(text)) for token in _cut(run))


def terms(query: str) -> tuple[str, ...]:
    """The runs that a query asks for, each of which must occur; empty when it asks for nothing."""
    return tuple(dict.fromkeys(_RUNS.findall(plain(query[:LONGEST_QUERY]))))


def expression(query: str) -> str:
    """The query in the language of SQLite's FTS5, "" when it asks for nothing. Every term is quoted: no operator gets in."""
    return " AND ".join(_phrase(term) for term in terms(query))


def facet(name: str, value: str) -> str:
    """A property of a document as one token that no text can hold by chance."""
    return f"zz{name}" + "".join(f"{ord(letter):x}z" for letter in value)


def narrowed(facets: Iterable[str]) -> str:
    """Documents that have all these facets, in the language of FTS5; "" for no facet."""
    return " AND ".join(f'facets : "{one}"' for one in facets)


def _cut(run: str) -> list[str]:
    if not _IS_HAN.match(run):
        return [run]
    return [run[place : place + 2] for place in range(len(run))]


def _phrase(term: str) -> str:
    if not _IS_HAN.match(term) or len(term) == 1:
        return f'"{term}" *'
    return '"' + " ".join(_cut(term)[:-1]) + '"'
