"""What blocks need to become flowables: the faces, the width of a line, the headings of the whole paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from app.reports.kit.fonts import FontLibrary
from app.reports.kit.paint import Laid, paint_text
from app.reports.kit.shape import TextLike
from app.reports.kit.style import Align, Style

_DOT_EVERY_PT = 4.5


class Heading(msgspec.Struct, frozen=True):
    """A heading of a paper: its words, and its level among the bookmarks (0: the title)."""

    text: str
    level: int


class Leader(msgspec.Struct, frozen=True):
    """Where the page number of a heading is wanted: dots and the number, in a stretch ``width_pt`` wide."""

    heading: int
    width_pt: float
    style: Style

    @property
    def form(self) -> str:
        """The name under which it is drawn at the end, when the page is known."""
        return f"page-of-{self.heading}"


class RenderStopped(Exception):  # noqa: N818 - a wish that was granted, not an error
    """The caller's ``should_stop`` said yes; nothing was written."""


class Press:
    """What blocks need to become flowables: faces, the width of the text area, and who asks to stop.

    Collects the characters that no face has (``missing``) and the faces used (``faces``). ``headings`` are those of the whole
    paper, in order; ``page_pt`` is how high the text of a page is (0: no grid to stand on). ``advanced`` hears how much of a
    long block is set, in paragraphs' worth.
    """

    def __init__(
        self, fonts: FontLibrary, width_pt: float, should_stop: Callable[[], bool], headings: Sequence[Heading] = (),
        *, page_pt: float = 0, advanced: Callable[[float], None] | None = None,
    ) -> None:  # fmt: skip
        self.fonts = fonts
        self.width_pt = width_pt
        self.page_pt = page_pt
        self._advanced = advanced
        self.headings = tuple(headings)
        self._should_stop = should_stop
        self._leaders: list[Leader] = []
        self.missing: dict[str, None] = {}
        self.faces: dict[str, None] = {}

    def check(self) -> None:
        """Raises ``RenderStopped`` when the caller has lost interest."""
        if self._should_stop():
            raise RenderStopped

    def advance(self, weight: float) -> None:
        """So much of a long block is set; raises ``RenderStopped`` when the caller has lost interest."""
        self.check()
        if self._advanced is not None:
            self._advanced(weight)

    def grid_pt(self, style: Style) -> float:
        """The height of the page on whose grid this style stands; 0 for one that stands on none."""
        return self.page_pt if style.on_grid else 0.0

    def lay(self, text: TextLike, style: Style, width_pt: float) -> Laid:
        """``text`` broken to ``width_pt``."""
        laid = Laid(text, style, width_pt, self.fonts)
        self.missing.update(dict.fromkeys(laid.shaped.missing))
        self.faces.update(dict.fromkeys(face.family for face in {id(f): f for f in laid.shaped.faces}.values()))
        return laid

    def ink_top_pt(self, text: str, style: Style) -> float:
        """How high the ink of ``text`` reaches above its baseline."""
        chain = self.fonts.chain(style.role)
        faces = [(char, chain.pick(char)) for char in text]
        return max((face.ink(char)[3] for char, face in faces if face is not None), default=0.0) * style.size_pt

    def line(self, canvas: Any, text: TextLike, x: float, baseline: float, style: Style, *, align: Align) -> None:
        """One line of text on a canvas, by ``style``."""
        lost = paint_text(
            canvas, text, x, baseline, role=style.role, size_pt=style.size_pt, fonts=self.fonts,
            align=align, tracking_pt=style.tracking_pt, red=style.red,
        )  # fmt: skip
        self.missing.update(dict.fromkeys(lost))

    def lead(self, canvas: Any, leader: Leader, x: float, baseline: float) -> None:
        """Leaves room for the page number of a heading; ``draw_contents`` fills it."""
        self._leaders.append(leader)
        canvas.saveState()
        canvas.translate(x, baseline)
        canvas.doForm(leader.form)
        canvas.restoreState()

    def draw_contents(self, canvas: Any, pages: Sequence[str]) -> None:
        """Draws the dots and numbers that ``lead`` left room for; ``pages`` is the number of each heading's page."""
        for leader in self._leaders:
            number = pages[leader.heading]
            digits = self.lay(number, leader.style, 1000).natural_width_pt()
            canvas.beginForm(leader.form, 0, -leader.style.size_pt, leader.width_pt, leader.style.size_pt)
            self.line(canvas, number, leader.width_pt, 0, leader.style, align=Align.RIGHT)
            left, right = leader.style.size_pt * 0.6, leader.width_pt - digits - leader.style.size_pt * 0.4
            if right > left:  # dots are drawn, not set: whoever copies the page gets words and numbers
                canvas.setLineCap(1)
                canvas.setLineWidth(1)
                canvas.setDash([0.01, _DOT_EVERY_PT])
                canvas.line(left, leader.style.size_pt * 0.2, right, leader.style.size_pt * 0.2)
            canvas.endForm()
