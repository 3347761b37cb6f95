"""Words in the one form in which they are compared: same length as the source, so that every place stays where it was.

Digits and letters become half-width, punctuation full-width; a comma or a colon between two digits stays (1,000; 08:00).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

_WIDE = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_NARROW = str.maketrans(
    {wide: narrow for wide, narrow in _WIDE.items() if narrow.isalnum() or narrow in "%+-/<>=~.*#&@_[]"}
    | {"\u3000": " ", "\u00a0": " ", "\t": " ", "(": "（", ")": "）", ";": "；", "!": "！", "?": "？", "〔": "（", "〕": "）",
       "﹙": "（", "﹚": "）", "“": "”", "〇": "〇", "・": "·", "－": "-", "—": "-", "–": "-", "―": "-", "~": "-", "～": "-"}
)  # fmt: skip
_COMMA = re.compile(r"(?<![0-9]),|,(?![0-9]{3})")
_COLON = re.compile(r"(?<![0-9]):|:(?![0-9])")
_SENTENCE = re.compile(r"[^。；！？\n]+[。；！？\n]*|[。；！？\n]+")
_BLANKS = re.compile(r"\s+")
CONSIDERED = 6_000
"""Characters of one paragraph that are looked at; whatever is longer is no paragraph of a plan and is listed as unread."""


class Span(msgspec.Struct, frozen=True):
    """A stretch of a paragraph: from, to (exclusive), and its words in the compared form."""

    start: int
    end: int
    text: str


def plain(text: str) -> str:
    """The text in the compared form, of the same length."""
    return _COLON.sub("：", _COMMA.sub("，", text.translate(_NARROW)))


def tight(text: str) -> str:
    """The text in the compared form without any blank: for headings and cells (``总　则``)."""
    return _BLANKS.sub("", plain(text))


def sentences(text: str, start: int = 0) -> Iterator[Span]:
    """The sentences of a plain text (a semicolon and a line end one too), with their places; blanks at the ends are left out."""
    for found in _SENTENCE.finditer(text, start):
        words = found.group()
        lead = len(words) - len(words.lstrip())
        body = words.strip()
        if body.strip("。；！？ "):
            yield Span(found.start() + lead, found.start() + lead + len(body), body)


def clauses(text: str) -> Iterator[Span]:
    """The clauses of a sentence between its commas, with their places in it."""
    at = 0
    for part in re.split(r"(?<=[，。；：])", text):
        if part:
            yield Span(at, at + len(part), part)
        at += len(part)
