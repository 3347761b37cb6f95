"""What a document is made of: frozen values that know nothing of fonts; ``Press`` turns them into
flowables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import msgspec
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, NextPageTemplate, PageBreak, Spacer

from app.reports.kit.faces import FaceRole
from app.reports.kit.flowables import DRAWN, SHEET, BoxFlow, PageFlow, ProseFlow
from app.reports.kit.paint import BLACK, RED
from app.reports.kit.press import Heading, Press
from app.reports.kit.shape import Run, TextLike, plain_text
from app.reports.kit.style import MM_PT, Align, Style


class Block(msgspec.Struct, frozen=True):
    """One piece of a story."""

    def flow(self, press: Press) -> list[Flowable]:
        """The flowables that print it."""
        raise NotImplementedError

    def headings(self) -> tuple[Heading, ...]:
        """The headings in it, in order."""
        return ()

    def weight(self) -> float:
        """How long it takes to set, a paragraph being 1."""
        return 1.0


class Prose(Block, frozen=True):
    """A paragraph (or several, parted by newlines) in one style."""

    text: TextLike
    style: Style

    def flow(self, press: Press) -> list[Flowable]:
        """One splittable paragraph."""
        style = self.style
        outline = next(((one.text, one.level) for one in self.headings()), None)
        return [
            ProseFlow(
                lambda width: press.lay(self.text, style, width), before_pt=style.before_pt,
                after_pt=style.after_pt, keep=style.keep_with_next, outline=outline, grid_pt=press.grid_pt(style),
            )
        ]  # fmt: skip

    def headings(self) -> tuple[Heading, ...]:
        """Itself, where its style is one of a heading."""
        if self.style.outline_level < 0:
            return ()
        return (Heading(plain_text(self.text).replace("\n", ""), self.style.outline_level),)


class Space(Block, frozen=True):
    """Empty height."""

    height_pt: float

    def flow(self, press: Press) -> list[Flowable]:
        """A spacer."""
        return [Spacer(1, self.height_pt)]


class NewPage(Block, frozen=True):
    """What follows starts on a new page."""

    def flow(self, press: Press) -> list[Flowable]:
        """A page break."""
        return [PageBreak()]


class DrawnPage(Block, frozen=True):
    """A page of its own that ``paint(canvas, press)`` draws, in points from the lower left corner of the A4 sheet.

    Page number, foot and the mark of a drill are added as on every page, in the lowest 12 mm; nothing else follows on it.
    """

    paint: Callable[[Any, Press], None]

    def flow(self, press: Press) -> list[Flowable]:
        """A new page without margins; pages of text after it."""
        drawn = PageFlow(lambda canvas: self.paint(canvas, press))
        return [NextPageTemplate(DRAWN), PageBreak(), drawn, NextPageTemplate(SHEET)]


class Together(Block, frozen=True):
    """Blocks kept on one page where they fit one."""

    blocks: Sequence[Block]

    def flow(self, press: Press) -> list[Flowable]:
        """All of them, kept together."""
        return [KeepTogether([flow for block in self.blocks for flow in block.flow(press)])]

    def headings(self) -> tuple[Heading, ...]:
        """Those of its blocks."""
        return tuple(heading for block in self.blocks for heading in block.headings())

    def weight(self) -> float:
        """That of its blocks."""
        return sum(block.weight() for block in self.blocks)


class Room(Block, frozen=True):
    """What follows begins on this page only where so much of it is free."""

    height_pt: float

    def flow(self, press: Press) -> list[Flowable]:
        """A page break that may not happen."""
        return [CondPageBreak(self.height_pt)]


class Ends(Block, frozen=True):
    """One line with words at both margins."""

    left: TextLike
    right: TextLike
    style: Style

    def flow(self, press: Press) -> list[Flowable]:
        """A painted box of one line."""
        style = self.style

        def paint(canvas: Any, width: float) -> None:
            baseline = (style.leading_pt - style.size_pt) / 2 + style.size_pt * 0.14
            plain = style.but(first_indent_chars=0)
            for x, text, align in ((0.0, self.left, Align.LEFT), (width, self.right, Align.RIGHT)):
                if text:
                    press.line(canvas, text, x, baseline, plain, align=align)

        return [BoxFlow(style.leading_pt, paint)]


class Rule(Block, frozen=True):
    """A line across the text area (red under a letterhead)."""

    red: bool = False
    weight_pt: float = 0.75
    before_pt: float = 4
    after_pt: float = 4

    def flow(self, press: Press) -> list[Flowable]:
        """A painted line."""

        def paint(canvas: Any, width: float) -> None:
            canvas.setStrokeColorRGB(*(RED if self.red else BLACK))
            canvas.setLineWidth(self.weight_pt)
            canvas.line(0, self.weight_pt / 2, width, self.weight_pt / 2)
            canvas.setStrokeColorRGB(*BLACK)

        return [BoxFlow(self.weight_pt, paint, before_pt=self.before_pt, after_pt=self.after_pt)]


class SignatureLine(Block, frozen=True):
    """Names with a rule to sign on, side by side: ``("交班人", "接班人", "带班领导")``."""

    labels: Sequence[str]
    style: Style

    def flow(self, press: Press) -> list[Flowable]:
        """A painted box."""
        plain = self.style.but(first_indent_chars=0, align=Align.LEFT)
        height = plain.leading_pt * 1.6

        def paint(canvas: Any, width: float) -> None:
            part = width / max(len(self.labels), 1)
            for n, label in enumerate(self.labels):
                laid = press.lay(label + "：", plain, part)
                laid.paint(canvas, n * part, plain.leading_pt + 2, 0, 1)
                start = n * part + laid.natural_width_pt()
                canvas.setLineWidth(0.5)
                canvas.line(start, 4, (n + 1) * part - plain.size_pt, 4)

        return [BoxFlow(height, paint, before_pt=6)]


class Drawing(Block, frozen=True):
    """Anything else (a code, a chart): ``paint(pen)`` in points from the lower left corner of a box."""

    height_mm: float
    paint: Callable[[Pen], None]
    style: Style
    caption: str = ""

    def flow(self, press: Press) -> list[Flowable]:
        """A box, with its caption below."""
        box = BoxFlow(self.height_mm * MM_PT, lambda canvas, width: self.paint(Pen(press, canvas, width, self.style)))
        if not self.caption:
            return [box]
        return [KeepTogether([box, *Prose(self.caption, self.style).flow(press)])]


class Pen:
    """The canvas of a ``Drawing``: lines, boxes, text by our own faces; points from the lower left
    corner."""

    def __init__(self, press: Press, canvas: Any, width_pt: float, style: Style) -> None:
        self._press = press
        self._canvas = canvas
        self.width_pt = width_pt
        self._style = style

    def text(self, x: float, baseline: float, text: TextLike, align: Align = Align.LEFT, size_pt: float = 0) -> None:
        """One line of text."""
        style = self._style.but(size_pt=size_pt or self._style.size_pt, first_indent_chars=0)
        self._press.line(self._canvas, text, x, baseline, style, align=align)

    def line(self, x1: float, y1: float, x2: float, y2: float, weight_pt: float = 0.5) -> None:
        """A straight line."""
        self._canvas.setLineWidth(weight_pt)
        self._canvas.line(x1, y1, x2, y2)

    def box(self, x: float, y: float, width: float, height: float, grey: float | None = None) -> None:
        """A rectangle: outlined, or filled with ``grey`` (0 black to 1 white)."""
        if grey is None:
            self._canvas.rect(x, y, width, height, stroke=1, fill=0)
            return
        self._canvas.setFillGray(grey)
        self._canvas.rect(x, y, width, height, stroke=0, fill=1)
        self._canvas.setFillGray(0)


def mark(word: str) -> Run:
    """A status beside a figure (已报, 核实, 更正): set off by brackets and face, never by colour."""
    return Run(f"〔{word}〕", role=FaceRole.KAITI)


def struck(text: str) -> Run:
    """A fact that was corrected: still legible, struck through."""
    return Run(text, strike=True)
