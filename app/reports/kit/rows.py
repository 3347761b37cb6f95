"""The rows of a table on paper.

Decision: tables are our own flowable, not platypus' ``Table``: rows are laid out once, their heights are summed once, and a
page's part is a window on them, so that time stays linear over thousands of rows, a row taller than a page splits, and no
base-14 font sneaks in.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

import msgspec
from reportlab.platypus import Flowable

from app.reports.kit.paint import Laid

_THIN_PT = 0.5
_TALL_ROW_PT = 200
_LEAST_PART_PT = 60
_BEFORE_PT, _AFTER_PT = 4, 8
"""The white around a table; text below it begins without white of its own."""


class CellPart(msgspec.Struct, frozen=True):
    """Some lines of a cell over ``span`` columns starting at ``column``."""

    laid: Laid
    column: int
    span: int
    shaded: bool
    first: int
    end: int

    @property
    def height_pt(self) -> float:
        """Height of the lines."""
        return (self.end - self.first) * self.laid.style.leading_pt


class RowPart(msgspec.Struct, frozen=True):
    """A row, or the part of a row that fits a page; at least ``least_pt`` high."""

    cells: tuple[CellPart, ...]
    least_pt: float
    padding_pt: float

    @property
    def height_pt(self) -> float:
        """Height with padding."""
        tallest = max((cell.height_pt for cell in self.cells), default=0.0)
        return max(self.least_pt, tallest + 2 * self.padding_pt)

    def cut(self, room_pt: float) -> tuple[RowPart, RowPart] | None:
        """The lines that fit ``room_pt`` and the rest; None when not one line of a cell fits or nothing is
        left."""
        upper, lower = [], []
        for cell in self.cells:
            fits = int((room_pt - 2 * self.padding_pt + 0.01) / cell.laid.style.leading_pt)
            if fits <= 0:
                return None
            middle = min(cell.end, cell.first + fits)
            upper.append(msgspec.structs.replace(cell, end=middle))
            lower.append(msgspec.structs.replace(cell, first=middle))
        if all(c.first == c.end for c in lower):
            return None
        return (
            RowPart(tuple(upper), 0, self.padding_pt),
            RowPart(tuple(lower), 0, self.padding_pt),
        )


class _Window(msgspec.Struct, frozen=True):
    """Rows ``first`` to ``end`` of a table with their summed heights, and parts of rows before and after them."""

    rows: Sequence[RowPart]
    sums: Sequence[float]
    first: int
    end: int
    before: RowPart | None = None
    after: RowPart | None = None

    @property
    def height_pt(self) -> float:
        parts = sum(part.height_pt for part in (self.before, self.after) if part)
        return parts + self.sums[self.end] - self.sums[self.first]

    def __iter__(self) -> Iterator[RowPart]:
        if self.before:
            yield self.before
        for number in range(self.first, self.end):
            yield self.rows[number]
        if self.after:
            yield self.after

    def next_row(self) -> RowPart | None:
        """The first row or part of one."""
        return next(iter(self), None)

    def cut(self, room: float) -> tuple[_Window, _Window] | None:
        """What fits ``room`` and the rest, neither of them empty; a tall row is cut between its lines."""
        whole = self.height_pt <= room
        if whole:
            return None
        taken = self.before.height_pt if self.before else 0.0
        if self.before and taken > room:
            return self._cut_before(room)
        middle = bisect_right(self.sums, self.sums[self.first] + room - taken, self.first, self.end + 1) - 1
        left = room - taken - (self.sums[middle] - self.sums[self.first])
        upper = msgspec.structs.replace(self, end=middle, after=None)
        if middle == self.end:
            return (upper, _Window(self.rows, self.sums, self.end, self.end, self.after)) if upper.next_row() else None
        if (halves := _halves(self.rows[middle], left)) is not None:
            return (
                msgspec.structs.replace(upper, after=halves[0]),
                msgspec.structs.replace(self, first=middle + 1, before=halves[1]),
            )
        return (upper, msgspec.structs.replace(self, first=middle, before=None)) if upper.next_row() else None

    def _cut_before(self, room: float) -> tuple[_Window, _Window] | None:
        halves = _halves(self.before, room) if self.before else None
        if halves is None:
            return None
        return _Window(self.rows, self.sums, self.first, self.first, halves[0]), msgspec.structs.replace(self, before=halves[1])


def _halves(row: RowPart, room: float) -> tuple[RowPart, RowPart] | None:
    return row.cut(room) if row.height_pt > _TALL_ROW_PT and room > _LEAST_PART_PT else None


class TableFlow(Flowable):  # type: ignore[misc]
    """Rows on a grid; the header comes again on every page."""

    def __init__(
        self, widths: Sequence[float], header: Sequence[RowPart], rows: Sequence[RowPart], *, ruled: bool = True,
        window: _Window | None = None, before_pt: float = _BEFORE_PT, after_pt: float = _AFTER_PT,
    ) -> None:  # fmt: skip
        super().__init__()
        self._widths = tuple(widths)
        self._header = tuple(header)
        sums = [] if window else list(accumulate((row.height_pt for row in rows), initial=0.0))
        self._window = window or _Window(rows, sums, 0, len(rows))
        self._ruled = ruled
        self.spaceBefore = before_pt
        self.spaceAfter = after_pt
        self._header_pt = sum(r.height_pt for r in header)
        self._body_pt = self._window.height_pt

    @property
    def weight(self) -> int:
        """How much of the work of setting the paper it is, a paragraph being 1."""
        return self._window.end - self._window.first + 1

    def getSpaceBefore(self) -> float:  # noqa: N802
        """Space above, in points."""
        return float(self.spaceBefore)

    def getSpaceAfter(self) -> float:  # noqa: N802
        """Space below, in points."""
        return float(self.spaceAfter)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Size in points; the width is that of the columns."""
        return sum(self._widths), self._header_pt + self._body_pt

    def least_pt(self, width: float) -> float:
        """The height of the head and the first row, or of as much of a tall row as is worth parting."""
        row = self._window.next_row()
        first = row.height_pt if row else 0.0
        return self._header_pt + (first if first <= _TALL_ROW_PT else _LEAST_PART_PT)

    def split(self, width: float, height: float) -> list[Flowable]:
        """The rows that fit (a tall row is cut between lines) and the rest, or nothing."""
        room = height - self._header_pt + 0.01
        if self._body_pt <= room:
            return [self]
        parts = self._window.cut(room)
        if parts is None:
            return []
        upper, lower = parts
        return [
            TableFlow(self._widths, self._header, (), ruled=self._ruled, window=upper, before_pt=self.spaceBefore, after_pt=0),
            TableFlow(self._widths, self._header, (), ruled=self._ruled, window=lower, before_pt=0, after_pt=self.spaceAfter),
        ]

    def draw(self) -> None:
        """Paints shades, text and lines; the origin is the lower left corner."""
        top = self._header_pt + self._body_pt
        for row in (*self._header, *self._window):
            self._draw_row(row, top)
            top -= row.height_pt
        if self._ruled:
            self.canv.setLineWidth(_THIN_PT * 2)
            self.canv.rect(0, 0, sum(self._widths), self._header_pt + self._body_pt, stroke=1, fill=0)

    def _draw_row(self, row: RowPart, top: float) -> None:
        canvas, height = self.canv, row.height_pt
        for cell in row.cells:
            x = sum(self._widths[: cell.column])
            width = sum(self._widths[cell.column : cell.column + cell.span])
            if cell.shaded:
                canvas.setFillGray(0.93)
                canvas.rect(x, top - height, width, height, stroke=0, fill=1)
            text_top = top - max((height - cell.height_pt) / 2, row.padding_pt)
            if cell.end - cell.first < len(cell.laid.lines):
                text_top = top - row.padding_pt
            cell.laid.paint(canvas, x + 4, text_top, cell.first, cell.end)
            if self._ruled:
                canvas.setStrokeGray(0)
                canvas.setLineWidth(_THIN_PT)
                canvas.rect(x, top - height, width, height, stroke=1, fill=0)
