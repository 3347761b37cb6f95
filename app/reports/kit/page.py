"""The sheet: geometry of GB/T 9704-2012, running head and foot, page numbers, the 演练 mark on drill
paper."""

from __future__ import annotations

import enum
import time
from typing import Any

import msgspec
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from app.reports.kit.blocks import Press
from app.reports.kit.faces import FaceRole
from app.reports.kit.paint import BLACK
from app.reports.kit.style import MM_PT, TEXT_WIDTH_PT, Align, Style

PAGE_WIDTH_PT = 210 * MM_PT
PAGE_HEIGHT_PT = 297 * MM_PT
TOP_PT = 37 * MM_PT
LEFT_PT = 28 * MM_PT
TEXT_HEIGHT_PT = 225 * MM_PT
BOTTOM_PT = PAGE_HEIGHT_PT - TOP_PT - TEXT_HEIGHT_PT
_NUMBER_BELOW_PT = 7 * MM_PT
_SMALL_PT = 9
_SLACK_PT = 0.05


class PageNumbers(enum.StrEnum):
    """How pages are numbered."""

    OFFICIAL = "official"
    """— 1 — in 14 pt, 7 mm below the text, odd pages right and even pages left, one character in (7.5)."""
    OF_TOTAL = "of_total"
    """第 1 页 共 3 页, centred."""
    NONE = "none"


class PageSetup(msgspec.Struct, frozen=True):
    """What stands on every sheet around the story.

    ``watermark`` (演练 for a drill) is written over every page and named at its head. ``head_left`` and
    ``head_right`` run along the top from the second page (``head_on_first``: also on the first).
    ``foot`` is the small print at the very bottom: 打印时刻, 打印人, 校验码.
    """

    numbers: PageNumbers = PageNumbers.OFFICIAL
    watermark: str = ""
    head_left: str = ""
    head_right: str = ""
    head_on_first: bool = False
    foot: str = ""


class Meta(msgspec.Struct, frozen=True):
    """What the file says about itself. ``created_at_epoch_s``: seconds since 1970, 0 for a fixed date
    (golden tests)."""

    title: str
    author: str = ""
    subject: str = ""
    keywords: str = ""
    created_at_epoch_s: int = 0


class DocumentTemplate(BaseDocTemplate):  # type: ignore[misc]
    """One frame on each A4 sheet, with the furniture of ``setup``; the same input gives the same bytes."""

    def __init__(self, target: Any, setup: PageSetup, meta: Meta, press: Press) -> None:
        super().__init__(
            target,
            pagesize=(PAGE_WIDTH_PT, PAGE_HEIGHT_PT),
            invariant=1,
            pageCompression=1,
            lang="zh-CN",
            initialFontName=press.fonts.chain(FaceRole.SONGTI).first.name,
            title=meta.title,
            author=meta.author,
            subject=meta.subject,
            keywords=meta.keywords,
            creator="Zhishou",
            producer="Zhishou",
            allowSplitting=1,
        )
        self._setup = setup
        self._meta = meta
        self._press = press
        frame = Frame(
            LEFT_PT,
            BOTTOM_PT - _SLACK_PT,
            TEXT_WIDTH_PT,
            TEXT_HEIGHT_PT + _SLACK_PT,
            leftPadding=0,
            rightPadding=0,
            topPadding=0,
            bottomPadding=0,
        )
        self.addPageTemplates([PageTemplate("sheet", [frame], onPageEnd=self._furnish)])
        self.pages = 0
        self._outline_count = 0
        self._outline_level = -1

    def beforeDocument(self) -> None:  # noqa: N802 - platypus' hook
        """Sets the date in the file's properties."""
        moment = self._meta.created_at_epoch_s
        if moment:
            stamp = self.canv._doc._timeStamp
            stamp.t, stamp.lt = float(moment), time.gmtime(moment)
            stamp.YMDhms = tuple(stamp.lt)[:6]

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802
        """Puts headings among the bookmarks; stops when the caller asks to."""
        self._press.check()
        outline = getattr(flowable, "outline", None)
        if outline is None:
            return
        title, level = outline
        key = f"heading{self._outline_count}"
        self._outline_count += 1
        level = min(level, self._outline_level + 1)
        self._outline_level = level
        self.canv.bookmarkPage(key)
        self.canv.addOutlineEntry(title or "·", key, level=level, closed=False)

    def _furnish(self, canvas: Any, _template: Any) -> None:
        self.pages = number = canvas.getPageNumber()
        canvas.saveState()
        canvas.setFillColorRGB(*BLACK)
        canvas.setStrokeColorRGB(*BLACK)
        self._head(canvas, number)
        self._foot(canvas, number)
        if self._setup.watermark:
            self._watermark(canvas)
        canvas.restoreState()

    def _head(self, canvas: Any, number: int) -> None:
        setup = self._setup
        baseline = PAGE_HEIGHT_PT - TOP_PT + 10 * MM_PT
        small = Style(size_pt=10.5, leading_pt=12)
        if setup.watermark:
            words = f"【{setup.watermark}】"
            heavy = small.but(role=FaceRole.HEITI, size_pt=14)
            self._press.line(canvas, words, PAGE_WIDTH_PT / 2, baseline + 14, heavy, align=Align.CENTRE)
        if (number == 1 and not setup.head_on_first) or not (setup.head_left or setup.head_right):
            return
        self._press.line(canvas, setup.head_left, LEFT_PT, baseline, small, align=Align.LEFT)
        self._press.line(canvas, setup.head_right, LEFT_PT + TEXT_WIDTH_PT, baseline, small, align=Align.RIGHT)
        canvas.setLineWidth(0.5)
        canvas.line(LEFT_PT, baseline - 5, LEFT_PT + TEXT_WIDTH_PT, baseline - 5)

    def _foot(self, canvas: Any, number: int) -> None:
        size = 14 if self._setup.numbers is PageNumbers.OFFICIAL else 10.5
        baseline = BOTTOM_PT - _NUMBER_BELOW_PT - size * 0.75
        style = Style(role=FaceRole.SONGTI, size_pt=size, leading_pt=size)
        if self._setup.numbers is PageNumbers.OFFICIAL:
            right = number % 2 == 1
            x = LEFT_PT + TEXT_WIDTH_PT - size if right else LEFT_PT + size
            self._press.line(canvas, f"— {number} —", x, baseline, style, align=Align.RIGHT if right else Align.LEFT)
        elif self._setup.numbers is PageNumbers.OF_TOTAL:
            canvas.saveState()
            canvas.translate(PAGE_WIDTH_PT / 2, baseline)
            canvas.doForm(f"number{number}")  # drawn at the end, when the total is known
            canvas.restoreState()
        if self._setup.foot:
            note = Style(size_pt=_SMALL_PT, leading_pt=_SMALL_PT)
            self._press.line(canvas, self._setup.foot, PAGE_WIDTH_PT / 2, 12 * MM_PT, note, align=Align.CENTRE)

    def _watermark(self, canvas: Any) -> None:
        style = Style(role=FaceRole.HEITI, size_pt=150, leading_pt=150)
        canvas.saveState()
        canvas.translate(PAGE_WIDTH_PT / 2, PAGE_HEIGHT_PT / 2)
        canvas.rotate(50)
        canvas.setFillAlpha(0.1)
        self._press.line(canvas, "  ".join(self._setup.watermark), 0, -55, style, align=Align.CENTRE)
        canvas.restoreState()

    def _endBuild(self) -> None:  # noqa: N802 - platypus' hook, the last moment before saving
        save, self._doSave = getattr(self, "_doSave", 1), 0
        super()._endBuild()
        if self._setup.numbers is PageNumbers.OF_TOTAL:
            self._define_numbers()
        if save:
            self.canv.save()

    def _define_numbers(self) -> None:
        style = Style(role=FaceRole.SONGTI, size_pt=10.5, leading_pt=10.5)
        for number in range(1, self.pages + 1):
            self.canv.beginForm(f"number{number}", -100, -10, 100, 20)
            self._press.line(self.canv, f"第 {number} 页 共 {self.pages} 页", 0, 0, style, align=Align.CENTRE)
            self.canv.endForm()
