"""A document as blocks: paragraphs and tables in the order in which they are read, and what stands outside that order."""

from __future__ import annotations

import re
from enum import StrEnum

import msgspec

LONGEST = 200_000
"""Characters of one paragraph that are kept in one piece; a longer one is a mistake and goes on in the next block."""

_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
_SPACED = re.compile("(?<![\u4e00-\u9fff])([\u4e00-\u9fff])[ \u3000]{1,4}(?=[\u4e00-\u9fff](?![\u4e00-\u9fff]))")
"""Single characters set apart to fill a line: 总　则, 镇 长, 总 指 挥."""

_GAP = re.compile("([ \u3000\u00a0]{8})[ \u3000\u00a0]+")
_BREAKS = re.compile("[\x0b\x0c\r\x85\u2028\u2029]")


class Where(StrEnum):
    """Which part of the document a block was found in; all but ``BODY`` are only collected."""

    BODY = "body"
    CONTENTS = "toc"
    TEXT_BOX = "text_box"
    IMAGE = "image"
    HEADER = "header"
    FOOTER = "footer"
    NOTE = "note"
    COMMENT = "comment"
    DELETED = "deleted"
    EMBEDDED = "embedded"


LETTER: dict[Where, str] = {
    Where.BODY: "p", Where.CONTENTS: "p", Where.TEXT_BOX: "b", Where.IMAGE: "i", Where.HEADER: "h", Where.FOOTER: "f",
    Where.NOTE: "n", Where.COMMENT: "c", Where.DELETED: "d", Where.EMBEDDED: "e",
}  # fmt: skip
"""What the keys of a part's blocks begin with: ``p12`` is the twelfth block of the body."""


class Block(msgspec.Struct, frozen=True):
    """A paragraph or a table.

    ``number`` is what Word counts and shows before the words (``第三条``, ``（一）``, ``2.1``); ``outline`` is the heading
    depth that the style says (0: body); ``rows`` are a table's cells, a merged cell repeated in each place it covers, and
    ``merged`` the places (row, column) that only repeat another. ``emphatic``: all bold, or in the middle of the line.
    """

    key: str
    text: str
    where: Where = Where.BODY
    number: str = ""
    outline: int = 0
    title: bool = False
    emphatic: bool = False
    centred: bool = False
    listed: bool = False
    rows: tuple[tuple[str, ...], ...] = ()
    merged: frozenset[tuple[int, int]] = frozenset()

    @property
    def visible(self) -> str:
        """The words as a reader of the document sees them, automatic number included."""
        if not self.number:
            return self.text
        return f"{self.number}{'' if self.number[-1] in '、）)' else ' '}{self.text}"

    @property
    def is_table(self) -> bool:
        """Whether it is a table."""
        return bool(self.rows)


class Reading(msgspec.Struct, frozen=True):
    """A document that was read: its blocks in order, and how much of it was left out because it cannot be seen."""

    blocks: tuple[Block, ...]
    unseen: int = 0
    external: int = 0
    tracked: int = 0
    encoding: str = ""


class Cleaner:
    """Takes out characters that nobody sees (control, zero width, direction) and counts them."""

    def __init__(self) -> None:
        self.removed = 0

    def clean(self, text: str) -> str:
        """The text as it is seen; line ends are ``\\n``; empty lines, outer blanks and blanks in a spaced word are gone."""
        text = _SPACED.sub(r"\1", _GAP.sub(r"\1", _BREAKS.sub("\n", text)))
        seen = _UNSEEN.sub("", text)
        self.removed += len(text) - len(seen)
        if "\n" not in seen:
            return seen.strip()
        return "\n".join(line.strip() for line in seen.split("\n") if line.strip())


class Counter:
    """Gives the blocks of each part their keys."""

    def __init__(self) -> None:
        self._given: dict[str, int] = {}

    def key(self, where: Where) -> str:
        """The next key of this part of the document."""
        letter = LETTER[where]
        self._given[letter] = self._given.get(letter, 0) + 1
        return f"{letter}{self._given[letter]}"
