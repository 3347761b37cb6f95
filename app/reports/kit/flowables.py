"""The reportlab side of the blocks: paragraphs and tables that split over pages, and boxes with a painter.

Decision: tables are our own flowable, not platypus' ``Table``: rows are laid out once and split by index,
so time stays linear over thousands of rows, a row taller than a page splits, and no base-14 font sneaks in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import msgspec
from reportlab.platypus import Flowable, KeepTogether

from app.reports.kit.paint import Laid

_THIN_PT = 0.5
_TALL_ROW_PT = 200
_LEAST_PART_PT = 60
_LEAST_LINES = 2
_ANY_HEIGHT_PT = 1e6

SHEET, DRAWN = "sheet", "drawn"
"""The page templates: a page of text, and one that a function draws."""


class ProseFlow(Flowable):  # type: ignore[misc]
    """Lines ``first`` to ``end`` of a paragraph; splits between lines."""

    def __init__(
        self, lay: Callable[[float], Laid], *, before_pt: float = 0, after_pt: float = 0, keep: bool = False,
        outline: tuple[str, int] | None = None, laid: Laid | None = None, first: int = 0,
    ) -> None:  # fmt: skip
        super().__init__()
        self._lay = lay
        self._laid = laid
        self._first = first
        self._end: int | None = None
        self.keepWithNext = int(keep)
        self.spaceBefore = before_pt
        self.spaceAfter = after_pt
        self.outline = outline

    def getSpaceBefore(self) -> float:  # noqa: N802 - platypus' name
        """Space above, in points."""
        return float(self.spaceBefore)

    def getSpaceAfter(self) -> float:  # noqa: N802
        """Space below, in points."""
        return float(self.spaceAfter)

    def _lines(self, width: float) -> Laid:
        if self._laid is None or abs(self._laid.width_pt - width) > 0.01:
            self._laid = self._lay(width)
            self._first, self._end = 0, None
        return self._laid

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Size at ``width``, in points."""
        laid = self._lines(width)
        end = len(laid.lines) if self._end is None else self._end
        return width, (end - self._first) * laid.style.leading_pt

    def least_pt(self, width: float) -> float:
        """The height of its first two lines."""
        return min(self.wrap(width, _ANY_HEIGHT_PT)[1], _LEAST_LINES * self._lines(width).style.leading_pt)

    def split(self, width: float, height: float) -> list[Flowable]:
        """Two parts of which the first fits ``height``, or nothing when no line does."""
        laid = self._lines(width)
        end = len(laid.lines) if self._end is None else self._end
        fits = int((height + 0.01) / laid.style.leading_pt)
        if fits <= 0:
            return []
        if fits >= end - self._first:
            return [self]
        upper = ProseFlow(self._lay, before_pt=self.spaceBefore, outline=self.outline, laid=laid, first=self._first)
        upper._end = self._first + fits
        lower = ProseFlow(self._lay, after_pt=self.spaceAfter, laid=laid, first=self._first + fits)
        lower._end = self._end
        return [upper, lower]

    def draw(self) -> None:
        """Paints the lines; the origin is the lower left corner."""
        laid = self._laid
        if laid is None:
            raise RuntimeError("drawn before it was measured")
        end = len(laid.lines) if self._end is None else self._end
        laid.paint(self.canv, 0, (end - self._first) * laid.style.leading_pt, self._first, end)


def least_height(flows: Sequence[Flowable], width: float, *, above_pt: float = 0) -> float:
    """How much room headings and the beginning of what follows them take, in points.

    The beginning: two lines, a head with one row, else all of it. ``above_pt`` is the white that is already there.
    """
    *heads, last = single(flows)
    least = getattr(last, "least_pt", None)
    end = least(width) if least else last.wrap(width, _ANY_HEIGHT_PT)[1]
    after = heads[-1].getSpaceAfter() if heads else above_pt
    gap = max(float(last.getSpaceBefore()) - after, 0.0)
    return stacked_height(heads, width, above_pt=above_pt) + gap + float(end)


def stacked_height(flows: Iterable[Flowable], width: float, *, above_pt: float = 0) -> float:
    """How high flowables stand on each other, in points: of two whites that meet, the larger counts."""
    total, after = 0.0, above_pt
    for flow in single(flows):
        total += max(float(flow.getSpaceBefore()) - after, 0.0) + float(flow.wrap(width, _ANY_HEIGHT_PT)[1])
        after = float(flow.getSpaceAfter())
        total += after
    return total


def single(flows: Iterable[Flowable]) -> Iterator[Flowable]:
    """The flowables with those that are kept together one by one."""
    for flow in flows:
        if isinstance(flow, KeepTogether):
            yield from single(flow._content)
        else:
            yield flow


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


class TableFlow(Flowable):  # type: ignore[misc]
    """Rows on a grid; the header comes again on every page."""

    def __init__(
        self, widths: Sequence[float], header: Sequence[RowPart], rows: Sequence[RowPart], *, before_pt:
        float = 4, after_pt: float = 6, ruled: bool = True,
    ) -> None:  # fmt: skip
        super().__init__()
        self._widths = tuple(widths)
        self._header = tuple(header)
        self._rows = rows
        self._ruled = ruled
        self.spaceBefore = before_pt
        self.spaceAfter = after_pt
        self._header_pt = sum(r.height_pt for r in header)
        self._body_pt = sum(r.height_pt for r in rows)

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
        first = self._rows[0].height_pt if self._rows else 0.0
        return self._header_pt + (first if first <= _TALL_ROW_PT else _LEAST_PART_PT)

    def split(self, width: float, height: float) -> list[Flowable]:
        """The rows that fit (a tall row is cut between lines) and the rest, or nothing."""
        room = height - self._header_pt + 0.01
        count = 0
        while count < len(self._rows) and self._rows[count].height_pt <= room:
            room -= self._rows[count].height_pt
            count += 1
        if count == len(self._rows):
            return [self]
        upper, lower = list(self._rows[:count]), list(self._rows[count:])
        if lower[0].height_pt > _TALL_ROW_PT and room > _LEAST_PART_PT:
            halves = lower[0].cut(room)
            if halves is not None:
                upper.append(halves[0])
                lower[0] = halves[1]
        if not upper:
            return []
        return [
            TableFlow(self._widths, self._header, upper, before_pt=self.spaceBefore, after_pt=0, ruled=self._ruled),
            TableFlow(self._widths, self._header, lower, before_pt=0, after_pt=self.spaceAfter, ruled=self._ruled),
        ]

    def draw(self) -> None:
        """Paints shades, text and lines; the origin is the lower left corner."""
        top = self._header_pt + self._body_pt
        for row in (*self._header, *self._rows):
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


class BoxFlow(Flowable):  # type: ignore[misc]
    """A box of fixed height that a function paints; ``to_bottom`` puts it at the foot of the page."""

    def __init__(
        self, height_pt: float, paint: Callable[[Any, float], None], *, width_pt: float = 0, to_bottom:
        bool = False, before_pt: float = 0, after_pt: float = 0, keep: bool = False,
    ) -> None:  # fmt: skip
        super().__init__()
        self._height_pt = height_pt
        self._paint = paint
        self._width_pt = width_pt
        self._to_bottom = to_bottom
        self._laid_width = width_pt
        self.keepWithNext = int(keep)
        self.spaceBefore = before_pt
        self.spaceAfter = after_pt

    def getSpaceBefore(self) -> float:  # noqa: N802
        """Space above, in points."""
        return float(self.spaceBefore)

    def getSpaceAfter(self) -> float:  # noqa: N802
        """Space below, in points."""
        return float(self.spaceAfter)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Its own size, or all that is left of the page when it stands at the foot."""
        self._laid_width = self._width_pt or width
        if self._to_bottom and height >= self._height_pt:
            return width, height
        return self._laid_width, self._height_pt

    def draw(self) -> None:
        """Lets the function paint; the origin is the lower left corner."""
        self._paint(self.canv, self._laid_width)


class PageFlow(Flowable):  # type: ignore[misc]
    """A whole page that a function paints, in points from the lower left corner of the sheet."""

    def __init__(self, paint: Callable[[Any], None]) -> None:
        super().__init__()
        self._paint = paint

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """All there is of the page."""
        return width, height

    def draw(self) -> None:
        """Lets the function paint, from the corner of the sheet and not from that of a frame."""
        x, y = self.canv.absolutePosition(0, 0)
        self.canv.translate(-x, -y)
        self._paint(self.canv)
