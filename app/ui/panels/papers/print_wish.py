"""What a person wants of a printer. No Qt."""

from __future__ import annotations

import re
from enum import StrEnum

import msgspec

MOST_COPIES = 99

_PART = re.compile(r"(\d{1,5})?\s*(-)?\s*(\d{1,5})?")
_SEPARATORS = re.compile(r"[,，、;；\s]+")


class Sides(StrEnum):
    """On which sides of the sheet, and over which edge it is turned."""

    ONE = "one"
    LONG_EDGE = "long"
    SHORT_EDGE = "short"


class PrintWish(msgspec.Struct, frozen=True):
    """``printer`` is its name, "" for a PDF file; ``pages`` count from 0, in the order of the paper.

    ``booklet`` names the sheet (A4, A3) that two pages stand on beside each other, so that the folded sheets read as a book;
    "" for none. Then ``pages`` are the sides of those sheets (``sides_of_booklet``).
    """

    printer: str = ""
    copies: int = 1
    pages: tuple[int, ...] = ()
    sides: Sides = Sides.ONE
    booklet: str = ""
    grey: bool = False

    @property
    def sheets(self) -> int:
        """How many sheets of paper it takes, all copies together."""
        per_sheet = 1 if self.sides is Sides.ONE else 2
        return -(-len(self.pages) // per_sheet) * self.copies


def sides_of_booklet(pages: int) -> int:
    """How many sides of sheets a booklet of so many pages has: four pages on each sheet."""
    return -(-pages // 4) * 2


def pages_of(text: str, count: int) -> tuple[int, ...] | None:
    """The pages (from 0, each once, in order) that ``1-3,5,8-`` names of so many; all for "".

    ``None`` where the words name none or cannot be read; pages that there are not are left out only at an open end.
    """
    if not text.strip():
        return tuple(range(count))
    found: set[int] = set()
    text = re.sub(r"\s*[-–—~～至]\s*", "-", text.strip())
    for part in filter(None, _SEPARATORS.split(text)):
        match = _PART.fullmatch(part)
        if match is None:
            return None
        first, dash, last = match.groups()
        if dash is None and (first is None or last is not None):
            return None
        low = int(first) if first else 1
        high = (int(last) if last else count) if dash else low
        if not 1 <= low <= high <= count or not (first or last):
            return None
        found.update(range(low - 1, high))
    return tuple(sorted(found)) or None
