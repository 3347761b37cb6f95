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
        return made + [_EntryFlow(press, number, one, self.style(one)) for number, one in self.entries(press.headings)]

    def entries(self, headings: tuple[Heading, ...]) -> list[tuple[int, Heading]]:
        """The headings that are listed, each with its place among all headings of the paper."""
        return [(n, one) for n, one in enumerate(headings) if 1 <= one.level <= self.deepest]

    def style(self, heading: Heading) -> Style:
        """How an entry is set: deeper ones further in."""
        plain = self.styles.plain
        deeper = (heading.level - 1) * plain.size_pt
        return plain.but(indent_pt=deeper, first_indent_chars=-2, right_indent_pt=_NUMBER_CHARS * plain.size_pt)


class _EntryFlow(Flowable):  # type: ignore[misc]
    def __init__(self, press: Press, number: int, heading: Heading, style: Style) -> None:
        super().__init__()
        self._press = press
        self._number = number
        self._heading = heading
        self._style = style
        self._laid: Laid | None = None
        self._width = 0.0

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Size at ``width``, in points."""
        self._width = width
        self._laid = self._press.lay(self._heading.text, self._style, width)
        return width, self._laid.height_pt

    def draw(self) -> None:
        """Paints the words and a link, and leaves room for dots and number; the origin is the lower left corner."""
        laid = self._laid
        if laid is None:
            raise RuntimeError("drawn before it was measured")
        laid.paint(self.canv, 0, laid.height_pt)
        end = laid.last_line_end_pt()
        leader = Leader(self._number, self._width - end, self._style.but(indent_pt=0, right_indent_pt=0, first_indent_chars=0))
        self._press.lead(self.canv, leader, end, laid.baseline_above_foot_pt())
        box = (0, 0, self._width, laid.height_pt)
        self.canv.linkRect("", f"heading{self._number}", box, relative=1, thickness=0)
