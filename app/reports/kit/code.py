"""A square code (QR) that a telephone reads, drawn as vectors: sharp at any size, and of the same bytes every time."""

from __future__ import annotations

import segno

from app.reports.kit.blocks import Drawing, Pen
from app.reports.kit.style import MM_PT, Style

_QUIET = 4
"""White modules around the code, as its standard asks for."""


def square_code(text: str, style: Style, caption: str, size_mm: float = 34) -> Drawing:
    """The code of this text at the left margin, with error correction for a folded or stained sheet (level Q)."""
    rows = tuple(bytes(row) for row in segno.make(text, error="q", micro=False, boost_error=False).matrix)

    def paint(pen: Pen) -> None:
        module = size_mm * MM_PT / (len(rows) + 2 * _QUIET)
        for number, row in enumerate(rows):
            bottom = module * (len(rows) + _QUIET - 1 - number)
            for first, length in _runs(row):
                pen.box(module * (first + _QUIET), bottom, module * length, module, 0.0)

    return Drawing(size_mm, paint, style, caption)


def _runs(row: bytes) -> list[tuple[int, int]]:
    """Dark modules in a row as (first, how many): neighbours in one box leave no hairlines between them."""
    found: list[tuple[int, int]] = []
    for place, dark in enumerate(row):
        if dark and found and sum(found[-1]) == place:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        elif dark:
            found.append((place, 1))
    return found
