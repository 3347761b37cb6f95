"""The reportlab side of the blocks: paragraphs that split over pages and stand on the grid, boxes with a painter, pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from reportlab.platypus import Flowable, KeepTogether

from app.reports.kit.paint import Laid

_LEAST_LINES = 2
_ANY_HEIGHT_PT = 1e6
_FUZZ_PT = 0.06

SHEET, DRAWN = "sheet", "drawn"
"""The page templates: a page of text, and one that a function draws."""


class ProseFlow(Flowable):  # type: ignore[misc]
    """Lines ``first`` to ``end`` of a paragraph; splits between lines.

    The first line stands at its very top; the white below its last line may hang over the end of a page. With ``grid_pt`` (the
    height of a page's text) its lines stand where the lines of a full page would.
    """

    def __init__(
        self, lay: Callable[[float], Laid], *, before_pt: float = 0, after_pt: float = 0, keep: bool = False,
        outline: tuple[str, int] | None = None, laid: Laid | None = None, first: int = 0, grid_pt: float = 0,
    ) -> None:  # fmt: skip
        super().__init__()
        self._lay = lay
        self._laid = laid
        self._first = first
        self._end: int | None = None
        self._grid_pt = grid_pt
        self._pad = 0.0
        self._height = 0.0
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

    def line_count(self, width: float) -> int:
        """How many lines it has at ``width``."""
        laid = self._lines(width)
        return (len(laid.lines) if self._end is None else self._end) - self._first

    def pad_pt(self, width: float, room: float) -> float:
        """How far its first line moves down to the next line of the grid where ``room`` of the page is left."""
        return to_grid(self._grid_pt, room, self._lines(width).style.leading_pt)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Size at ``width``, in points; exactly ``height`` where only the white below the last line is too much."""
        style = self._lines(width).style
        self._pad = self.pad_pt(width, height)
        full = self._pad + self.line_count(width) * style.leading_pt
        hangs = height < full <= height + style.white_below_pt + _FUZZ_PT
        self._height = height if hangs else full
        return width, self._height

    def least_pt(self, width: float) -> float:
        """The height of its first two lines, without the white below."""
        style = self._lines(width).style
        lines = min(self.line_count(width), _LEAST_LINES)
        return max(lines * style.leading_pt - style.white_below_pt, 0.0)

    def split(self, width: float, height: float) -> list[Flowable]:
        """Two parts of which the first fits ``height``, or nothing when no line does."""
        style = self._lines(width).style
        room = height - self.pad_pt(width, height)
        return self.split_at(width, int((room + style.white_below_pt + _FUZZ_PT) / style.leading_pt))

    def split_at(self, width: float, lines: int) -> list[Flowable]:
        """Its first ``lines`` and the rest; itself where there is no rest, nothing where there is no first."""
        laid, count = self._lines(width), self.line_count(width)
        if lines <= 0:
            return []
        if lines >= count:
            return [self]
        middle = self._first + lines
        upper = ProseFlow(
            self._lay, before_pt=self.spaceBefore, outline=self.outline, laid=laid, first=self._first, grid_pt=self._grid_pt
        )
        upper._end = middle
        lower = ProseFlow(self._lay, after_pt=self.spaceAfter, laid=laid, first=middle, grid_pt=self._grid_pt)
        lower._end = self._end
        return [upper, lower]

    def draw(self) -> None:
        """Paints the lines; the origin is the lower left corner."""
        laid = self._laid
        if laid is None:
            raise RuntimeError("drawn before it was measured")
        top = self._height - self._pad + laid.style.white_below_pt / 2  # painted in the middle of its line
        laid.paint(self.canv, 0, top, self._first, self._first + self.line_count(laid.width_pt))


def to_grid(page_pt: float, room_pt: float, leading_pt: float) -> float:
    """How far it is to the next line of a page ``page_pt`` high of which ``room_pt`` is left; 0 without a page."""
    if not 0 <= room_pt <= page_pt + _FUZZ_PT:
        return 0.0
    pad = -(page_pt - room_pt) % leading_pt
    return 0.0 if pad < _FUZZ_PT or pad > leading_pt - _FUZZ_PT else pad


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
        if self._to_bottom and self._height_pt <= height < _ANY_HEIGHT_PT:
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
