"""Parts of a paper with page numbers of their own (cover, contents, body), and the table of contents."""

from __future__ import annotations

from typing import Any

from reportlab.platypus import Flowable
from reportlab.platypus.doctemplate import ActionFlowable

from app.reports.kit.blocks import Block, Prose
from app.reports.kit.paint import Laid
from app.reports.kit.press import Heading, Leader, Press
from app.reports.kit.sheet import PartSetup
from app.reports.kit.style import Style, Styles

_PRINTED = 4
"""The flag of a link that may be printed: the archive's standard wants it on all of them."""
_NUMBER_CHARS = 3
"""So much of the last line of an entry is kept free for dots and number."""


class Part(Block, frozen=True):
    """What follows begins on a new page with this setup; at the very beginning it only sets it."""

    setup: PartSetup

    def flow(self, press: Press) -> list[Flowable]:
        """A wish to the page template."""
        return [_PartFlow(self.setup)]


class _PartFlow(ActionFlowable):  # type: ignore[misc]
    def __init__(self, setup: PartSetup) -> None:
        super().__init__(())
        self._setup = setup

    def apply(self, doc: Any) -> None:
        """Lets the template begin the part."""
        doc.begin_part(self._setup)


class Contents(Block, frozen=True):
    """The table of contents: every heading of the paper from level 1 to ``deepest``, with dots and page number.

    An entry is a link to its heading. ``title`` stands above; ``styles`` give the type.
    """

    title: str
    styles: Styles
    deepest: int = 2

    def flow(self, press: Press) -> list[Flowable]:
        """The title and a line or more for each heading."""
        made = Prose(self.title, self.styles.title.but(outline_level=-1, after_pt=self.styles.title.leading_pt / 2)).flow(press)
        for number, one in self.entries(press.headings):
            laid = press.lay(one.text, self.style(one), press.width_pt)
            made.append(_EntryFlow(press, number, laid, 0, len(laid.lines)))
        return made

    def entries(self, headings: tuple[Heading, ...]) -> list[tuple[int, Heading]]:
        """The headings that are listed, each with its place among all headings of the paper."""
        return [(n, one) for n, one in enumerate(headings) if 1 <= one.level <= self.deepest]

    def style(self, heading: Heading) -> Style:
        """How an entry is set: deeper ones further in."""
        plain = self.styles.plain
        deeper = (heading.level - 1) * plain.size_pt
        return plain.but(indent_pt=deeper, first_indent_chars=-2, right_indent_pt=_NUMBER_CHARS * plain.size_pt)


class _EntryFlow(Flowable):  # type: ignore[misc]
    """Lines ``first`` to ``end`` of an entry; its last line has the dots and the number."""

    def __init__(self, press: Press, number: int, laid: Laid, first: int, end: int) -> None:
        super().__init__()
        self._press = press
        self._number = number
        self._laid = laid
        self._first = first
        self._end = end
        self._width = laid.width_pt

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Size, in points."""
        return self._width, (self._end - self._first) * self._laid.style.leading_pt

    def split(self, width: float, height: float) -> list[Flowable]:
        """Two parts of which the first fits ``height``, or nothing when no line does."""
        fits = int((height + 0.01) / self._laid.style.leading_pt)
        if fits <= 0:
            return []
        middle = min(self._first + fits, self._end)
        parts = [(self._first, middle), (middle, self._end)]
        return [_EntryFlow(self._press, self._number, self._laid, first, end) for first, end in parts if first < end]

    def draw(self) -> None:
        """Paints the words and a link, and leaves room for dots and number; the origin is the lower left corner."""
        laid = self._laid
        height = (self._end - self._first) * laid.style.leading_pt
        laid.paint(self.canv, 0, height, self._first, self._end)
        self.canv.linkRect("", f"heading{self._number}", (0, 0, self._width, height), relative=1, thickness=0, F=_PRINTED)
        if self._end < len(laid.lines):
            return
        end = laid.last_line_end_pt()
        plain = laid.style.but(indent_pt=0, right_indent_pt=0, first_indent_chars=0)
        self._press.lead(self.canv, Leader(self._number, self._width - end, plain), end, laid.baseline_above_foot_pt())
