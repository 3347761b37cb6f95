"""Blocks → PDF: page geometry, foot, page numbers, the mark of a drill; the same input gives the same bytes."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

import msgspec
import platformdirs
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from app.catalog.locations import program_files
from app.desk.jobs import Progress
from app.reports.documents.sheet import Ink
from app.reports.documents.spec import Rendered
from app.reports.kit.faces import FaceRole
from app.reports.kit.fonts import FontLibrary
from app.reports.kit.style import MM_PT, Align, Style

_FOOT = Style(role=FaceRole.SONGTI, size_pt=8.5, leading_pt=11, align=Align.LEFT)
_NUMBER = Style(role=FaceRole.SONGTI, size_pt=9, leading_pt=12)
_OFFICIAL_NUMBER = Style(role=FaceRole.SONGTI, size_pt=14, leading_pt=18)
_DRILL = Style(role=FaceRole.HEITI, size_pt=120, leading_pt=130)
_DRILL_MARK = Style(role=FaceRole.HEITI, size_pt=14, leading_pt=18)


class Margins(msgspec.Struct, frozen=True):
    """White edges of an A4 page, in millimetres."""

    top: float
    right: float
    bottom: float
    left: float

    @property
    def width_mm(self) -> float:
        """Of the text area."""
        return 210 - self.left - self.right


OFFICIAL_MARGINS = Margins(37, 26, 35, 28)
"""GB/T 9704-2012: text area 156 × 225 mm."""
DENSE_MARGINS = Margins(18, 17, 20, 25)
"""Dossiers: room for tables, and an edge to bind."""


class Look(msgspec.Struct, frozen=True):
    """What stands on every page: ``foot`` at the left, the page number at the right (or outside, ``official``), and the
    word for a drill ("" for the real thing)."""

    title: str
    author: str
    margins: Margins
    foot: str
    number: Callable[[int, int], str]
    drill: str = ""
    official: bool = False


@lru_cache(maxsize=1)
def default_fonts() -> FontLibrary:
    """The faces of this machine and those that came with the program."""
    cache = platformdirs.user_cache_path("zhishou", appauthor=False) / "fonts"
    return FontLibrary((program_files().resources / "fonts",), cache)


def press(blocks: Callable[[Ink], Sequence[Flowable]], look: Look, fonts: FontLibrary | None, progress: Progress) -> Rendered:
    """The PDF of the blocks. ``Fault("no_chinese_font")`` where the machine has none; ``Cancelled`` when told to stop."""
    ink = Ink(fonts or default_fonts())
    story = list(blocks(ink))
    progress.report(0.2)
    out = io.BytesIO()
    edge = look.margins
    doc = BaseDocTemplate(
        out, pagesize=A4, leftMargin=edge.left * MM_PT, rightMargin=edge.right * MM_PT, topMargin=edge.top * MM_PT,
        bottomMargin=edge.bottom * MM_PT, title=look.title, author=look.author, invariant=1,
        initialFontName=ink.fonts.chain(FaceRole.SONGTI).first.name,
    )
    frame = Frame(
        doc.leftMargin, doc.bottomMargin, doc.width, doc.height, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0
    )
    doc.addPageTemplates([PageTemplate("page", [frame], onPage=lambda *_: progress.report(0.6))])
    made: list[int] = []

    def canvas(*args: Any, **more: Any) -> Canvas:
        return _Pages(ink, look, made, *args, **more)

    doc.build(story, canvasmaker=canvas)
    progress.report(1.0)
    return Rendered(out.getvalue(), made[0], tuple(ink.missing), tuple(ink.faces))


class _Pages(Canvas):  # type: ignore[misc]
    """Keeps the pages back until their number is known, then puts foot and marks on each."""

    def __init__(self, ink: Ink, look: Look, made: list[int], *args: Any, **more: Any) -> None:
        self._kept: list[dict[str, Any]] = []
        self._ink = ink
        self._look = look
        self._made = made
        super().__init__(*args, **more)

    def showPage(self) -> None:  # noqa: N802 - reportlab's name
        """Keeps the page."""
        self._kept.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        """Draws what stands on every page, and writes the file."""
        for number, page in enumerate(self._kept, 1):
            self.__dict__.update(page)
            self._furnish(number, len(self._kept))
            super().showPage()
        self._made.append(len(self._kept))
        super().save()

    def _furnish(self, number: int, pages: int) -> None:
        look, ink, edge = self._look, self._ink, self._look.margins
        wide, high = A4
        left, right = edge.left * MM_PT, wide - edge.right * MM_PT
        words = look.number(number, pages)
        if look.official:
            at = edge.bottom * MM_PT - 7 * MM_PT - _OFFICIAL_NUMBER.size_pt
            indent = _OFFICIAL_NUMBER.size_pt
            x = right - indent - ink.width(words, _OFFICIAL_NUMBER) if number % 2 else left + indent
            ink.line(self, words, _OFFICIAL_NUMBER, x, at)
            ink.line(self, look.foot, _FOOT, left, at - 22)
        else:
            at = edge.bottom * MM_PT - 9 * MM_PT
            self.setLineWidth(0.5)
            self.setStrokeColorRGB(0, 0, 0)
            self.line(left, at + 12, right, at + 12)
            ink.line(self, look.foot, _FOOT, left, at)
            ink.line(self, words, _NUMBER, right - ink.width(words, _NUMBER), at)
        if look.drill:
            self._mark_drill(look.drill, wide, high)

    def _mark_drill(self, word: str, wide: float, high: float) -> None:
        """Across the page, and once more in the corner: a copy machine loses the grey, not the corner."""
        ink = self._ink
        self.saveState()
        self.setFillAlpha(0.14)
        self.translate(wide / 2, high / 2)
        self.rotate(48)
        span = ink.width(word, _DRILL)
        for shift in (-230, 110):
            ink.line(self, word, _DRILL, -span / 2, shift)
        self.restoreState()
        span = ink.width(word, _DRILL_MARK)
        x, y = wide - 20 * MM_PT - span, high - 14 * MM_PT
        self.setLineWidth(1.2)
        self.setStrokeColorRGB(0, 0, 0)
        self.rect(x - 5, y - 5, span + 10, 23)
        ink.line(self, word, _DRILL_MARK, x, y)
