"""The template of a paper: one frame on each sheet, with what stands around it; bookmarks, contents, parts."""

from __future__ import annotations

from itertools import takewhile
from typing import Any

from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageBreak, PageTemplate

from app.reports.kit.archive import archive, describe, said
from app.reports.kit.faces import FaceRole
from app.reports.kit.flowables import DRAWN, SHEET, ProseFlow, least_height
from app.reports.kit.paint import BLACK
from app.reports.kit.press import Press
from app.reports.kit.sheet import Meta, PageNumbers, PageSetup, PartSetup
from app.reports.kit.style import MM_PT, Align, Style

_NUMBER_BELOW_PT = 7 * MM_PT
_SMALL_PT, _DRAWN_SMALL_PT = 9, 7.5
_DRAWN_NUMBER_MM, _DRAWN_FOOT_MM = 9.8, 6.0
"""Below what is drawn on a page of its own, which reaches further down than text."""

_SLACK_PT = 0.05
_ANY_HEIGHT_PT = 1e6
_WATERMARK_PT = 760
"""So long is the diagonal of the sheet, less the white that a printer needs."""
_WATERMARK_DEG = 50
"""How steep it stands on an upright sheet; on one that lies it leans as far the other way."""
_WATERMARK_CHARS = 4
"""Fewer characters than these stand apart."""
_HEAD_ABOVE_SHARE = 10 / 37
"""The running head stands 10 mm above the text under the official margin of 37 mm, closer under a smaller one."""


class DocumentTemplate(BaseDocTemplate):  # type: ignore[misc]
    """One frame on each A4 sheet, upright or on its side, with the furniture of ``setup``; the same input gives the same bytes."""

    def __init__(self, target: Any, setup: PageSetup, meta: Meta, press: Press) -> None:
        super().__init__(
            target,
            pagesize=(setup.margins.page_width_mm * MM_PT, setup.margins.page_height_mm * MM_PT),
            invariant=1,
            pageCompression=1,
            lang="zh-CN",
            initialFontName=press.fonts.chain(FaceRole.SONGTI).first.name,
            allowSplitting=1,
        )
        self._setup = setup
        self._meta = meta
        self._press = press
        margins = setup.margins
        self._page_width, self._page_height = margins.page_width_mm * MM_PT, margins.page_height_mm * MM_PT
        self._left, self._width = margins.left_mm * MM_PT, margins.text_width_pt
        self._top, self._bottom = margins.top_mm * MM_PT, margins.bottom_mm * MM_PT
        frame = Frame(
            self._left,
            self._bottom - _SLACK_PT,
            self._width,
            margins.text_height_pt + _SLACK_PT,
            leftPadding=0,
            rightPadding=0,
            topPadding=0,
            bottomPadding=0,
        )
        whole = Frame(
            0, 0, self._page_width, self._page_height, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0
        )
        self.addPageTemplates([
            PageTemplate(SHEET, [frame], onPageEnd=self._furnish), PageTemplate(DRAWN, [whole], onPageEnd=self._furnish_drawn),
        ])
        self.pages = 0
        self.heading_pages: list[str] = []
        self._part = PartSetup(
            setup.numbers, head_left=setup.head_left, head_right=setup.head_right, head_on_first=setup.head_on_first
        )
        self._part_begins = 1
        self._blank = False
        self._of_total: list[list[tuple[int, int]]] = [[]]
        self._outline_level = -1

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802
        """Puts headings among the bookmarks and notes their pages; stops when the caller asks to."""
        self._press.advance(getattr(flowable, "weight", 1))
        outline = getattr(flowable, "outline", None)
        if outline is None:
            return
        title, level = outline
        key = f"heading{len(self.heading_pages)}"
        self.heading_pages.append(str(self._number()))
        level = min(level, self._outline_level + 1)
        self._outline_level = level
        self.canv.bookmarkPage(key)
        self.canv.addOutlineEntry(said(title) or "·", key, level=level, closed=False)

    def handle_keepWithNext(self, flowables: list[Flowable]) -> None:  # noqa: N802
        """Headings go to the next page where not even the beginning of what follows fits below them.

        Platypus would take the whole of what follows along and leave half a page white before a long paragraph or table.
        """
        heads = list(takewhile(lambda flow: flow.getKeepWithNext(), flowables))
        if not heads:
            return
        following = flowables[len(heads) : len(heads) + 1]
        for one in heads:
            one.keepWithNext = 0
        free = self.frame._y - self.frame._y1p
        needed = least_height([*heads, *following], self._width, above_pt=self.frame._prevASpace)
        needed += heads[0].pad_pt(self._width, free) if isinstance(heads[0], ProseFlow) else 0.0
        if not self.frame._atTop and min(needed, self._setup.margins.text_height_pt / 2) > free:
            flowables.insert(0, PageBreak())

    def begin_part(self, part: PartSetup) -> None:
        """Ends the page and goes on with other furniture, its pages counted from 1."""
        if self._curPageFlowableCount:
            self.handle_pageBreak()
        if part.on_right and self.canv.getPageNumber() % 2 == 0:
            self.clean_hanging()
            self._blank = True
            self.handle_pageBreak()
        self._part = part
        self._part_begins = self.canv.getPageNumber()
        self._of_total.append([])

    def _number(self) -> int:
        return int(self.canv.getPageNumber()) - self._part_begins + 1

    def _furnish(self, canvas: Any, _template: Any) -> None:
        self.pages = canvas.getPageNumber()
        if self._blank:
            self._blank = False
            return
        number = self._number()
        canvas.saveState()
        canvas.setFillColorRGB(*BLACK)
        canvas.setStrokeColorRGB(*BLACK)
        self._head(canvas, number)
        self._foot(canvas, number)
        if self._setup.watermark:
            self._watermark(canvas)
        canvas.restoreState()

    def _furnish_drawn(self, canvas: Any, _template: Any) -> None:
        """A drawn page has a head of its own; its number and the foot stand at the very bottom."""
        self.pages = canvas.getPageNumber()
        canvas.saveState()
        canvas.setFillColorRGB(*BLACK)
        if self._part.numbers is PageNumbers.OF_TOTAL:
            self._put_number(canvas, self._number(), _DRAWN_NUMBER_MM * MM_PT)
        if self._setup.foot:
            note = Style(size_pt=_DRAWN_SMALL_PT, leading_pt=_DRAWN_SMALL_PT)
            self._press.line(canvas, self._setup.foot, self._page_width / 2, _DRAWN_FOOT_MM * MM_PT, note, align=Align.CENTRE)
        if self._setup.watermark:
            self._watermark(canvas)
        canvas.restoreState()

    def _put_number(self, canvas: Any, number: int, baseline: float) -> None:
        """Room for the number, which is drawn at the end, when the total is known."""
        page = canvas.getPageNumber()
        self._of_total[-1].append((page, number))
        canvas.saveState()
        canvas.translate(self._page_width / 2, baseline)
        canvas.doForm(f"number{page}")
        canvas.restoreState()

    def _head(self, canvas: Any, number: int) -> None:
        part, watermark = self._part, self._setup.watermark
        above = self._top * _HEAD_ABOVE_SHARE
        baseline = self._page_height - self._top + above
        small = Style(size_pt=10.5, leading_pt=12)
        if watermark:
            heavy = small.but(role=FaceRole.HEITI, size_pt=14)
            self._press.line(canvas, f"【{watermark}】", self._page_width / 2, baseline + min(14, above), heavy, align=Align.CENTRE)
        if (number == 1 and not part.head_on_first) or not (part.head_left or part.head_right):
            return
        right = self._left + self._width
        self._press.line(canvas, part.head_left, self._left, baseline, small, align=Align.LEFT)
        self._press.line(canvas, part.head_right, right, baseline, small, align=Align.RIGHT)
        canvas.setLineWidth(0.5)
        canvas.line(self._left, baseline - 5, right, baseline - 5)

    def _foot(self, canvas: Any, number: int) -> None:
        numbers = self._part.numbers
        size = 14 if numbers is PageNumbers.OFFICIAL else 10.5
        style = Style(role=FaceRole.SONGTI, size_pt=size, leading_pt=size)
        baseline = self._bottom - _NUMBER_BELOW_PT - self._press.ink_top_pt("—", style)  # the dash is what is measured (7.5)
        if numbers is PageNumbers.OFFICIAL:
            right = number % 2 == 1
            x = self._left + self._width - size if right else self._left + size
            self._press.line(canvas, f"— {number} —", x, baseline, style, align=Align.RIGHT if right else Align.LEFT)
        elif numbers is PageNumbers.OF_TOTAL:
            self._put_number(canvas, number, baseline)
        if self._setup.foot:
            note = Style(size_pt=_SMALL_PT, leading_pt=_SMALL_PT)
            self._press.line(canvas, self._setup.foot, self._page_width / 2, 12 * MM_PT, note, align=Align.CENTRE)

    def _watermark(self, canvas: Any) -> None:
        words = "  ".join(self._setup.watermark) if len(self._setup.watermark) < _WATERMARK_CHARS else self._setup.watermark
        style = Style(role=FaceRole.HEITI, size_pt=150, leading_pt=150)
        wide = self._press.lay(words, style, _ANY_HEIGHT_PT).natural_width_pt()
        style = style.but(size_pt=150 * min(1, _WATERMARK_PT / max(wide, 1)))
        canvas.saveState()
        canvas.translate(self._page_width / 2, self._page_height / 2)
        canvas.rotate(90 - _WATERMARK_DEG if self._setup.margins.landscape else _WATERMARK_DEG)
        canvas.setFillAlpha(0.1)
        self._press.line(canvas, words, 0, -0.36 * style.size_pt, style, align=Align.CENTRE)
        canvas.restoreState()

    def _endBuild(self) -> None:  # noqa: N802 - platypus' hook, the last moment before saving
        save, self._doSave = getattr(self, "_doSave", 1), 0
        super()._endBuild()
        self._define_numbers()
        self._press.draw_contents(self.canv, self.heading_pages)
        describe(self.canv, self._meta)
        archive(self.canv, self._meta, self._press.check)
        if save:
            self.canv.save()

    def _define_numbers(self) -> None:
        style = Style(role=FaceRole.SONGTI, size_pt=10.5, leading_pt=10.5)
        before, between, behind = self._setup.of_total_parts()
        for part in self._of_total:
            total = part[-1][1] if part else 0
            for page, number in part:
                self.canv.beginForm(f"number{page}", -100, -10, 100, 20)
                self._press.line(self.canv, f"{before}{number}{between}{total}{behind}", 0, 0, style, align=Align.CENTRE)
                self.canv.endForm()
