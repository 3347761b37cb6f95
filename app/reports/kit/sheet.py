"""What stands on a sheet beside the story: margins, page numbers, running head and foot, the mark of a drill."""

from __future__ import annotations

import enum

import msgspec

from app.reports.kit.style import MM_PT

PAGE_WIDTH_MM = 210
PAGE_HEIGHT_MM = 297
PAGE_WIDTH_PT = PAGE_WIDTH_MM * MM_PT
PAGE_HEIGHT_PT = PAGE_HEIGHT_MM * MM_PT


class PageNumbers(enum.StrEnum):
    """How pages are numbered."""

    OFFICIAL = "official"
    """— 1 — in 14 pt, 7 mm below the text, odd pages right and even pages left, one character in (7.5)."""
    OF_TOTAL = "of_total"
    """第 1 页 共 3 页 (or as ``PageSetup.of_total`` says it), centred."""
    NONE = "none"


class Margins(msgspec.Struct, frozen=True):
    """The white around the text, in millimetres; by default that of GB/T 9704-2012 (text 156 by 225 mm).

    ``landscape``: the sheet lies on its side, for tables of many columns; the margins are those of the sheet as it is read.
    """

    top_mm: float = 37
    right_mm: float = 26
    bottom_mm: float = 35
    left_mm: float = 28
    landscape: bool = False

    @property
    def page_width_mm(self) -> float:
        """How wide the sheet is as it is read."""
        return PAGE_HEIGHT_MM if self.landscape else PAGE_WIDTH_MM

    @property
    def page_height_mm(self) -> float:
        """How high the sheet is as it is read."""
        return PAGE_WIDTH_MM if self.landscape else PAGE_HEIGHT_MM

    @property
    def text_width_pt(self) -> float:
        """How wide a line is."""
        return (self.page_width_mm - self.left_mm - self.right_mm) * MM_PT

    @property
    def text_height_pt(self) -> float:
        """How high the text of a page is."""
        return (self.page_height_mm - self.top_mm - self.bottom_mm) * MM_PT


class PageSetup(msgspec.Struct, frozen=True):
    """What stands on every sheet around the story.

    ``watermark`` (演练 for a drill) is written over every page and named at its head. ``head_left`` and
    ``head_right`` run along the top from the second page (``head_on_first``: also on the first).
    ``foot`` is the small print at the very bottom: 打印时刻, 打印人, 校验码. ``of_total`` is the sentence of
    ``PageNumbers.OF_TOTAL`` in the language of the paper, with ``{page}`` before ``{pages}`` in it.
    """

    numbers: PageNumbers = PageNumbers.OFFICIAL
    watermark: str = ""
    head_left: str = ""
    head_right: str = ""
    head_on_first: bool = False
    foot: str = ""
    margins: Margins = Margins()
    of_total: str = "第 {page} 页 共 {pages} 页"

    def of_total_parts(self) -> tuple[str, str, str]:
        """What stands before the number of a page, between it and the number of all, and behind that."""
        before, _, rest = self.of_total.partition("{page}")
        between, _, behind = rest.partition("{pages}")
        return before, between, behind


class PartSetup(msgspec.Struct, frozen=True):
    """What is different from the setup of the paper in one part of it; its pages are counted from 1.

    ``on_right``: it begins on a right-hand page (odd, as the sheets lie); the page before it may stay blank.
    """

    numbers: PageNumbers = PageNumbers.OFFICIAL
    on_right: bool = False
    head_left: str = ""
    head_right: str = ""
    head_on_first: bool = False


class Meta(msgspec.Struct, frozen=True):
    """What the file says about itself. ``created_at_epoch_s``: seconds since 1970, 0 for a fixed date
    (golden tests)."""

    title: str
    author: str = ""
    subject: str = ""
    keywords: str = ""
    created_at_epoch_s: int = 0
