"""A story in, a PDF out. Runs in any thread; one at a time, because reportlab's faces keep state while
they are set."""

from __future__ import annotations

import io
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import msgspec
from reportlab.platypus import Flowable, PageBreak, Spacer
from reportlab.platypus.doctemplate import ActionFlowable

from app.reports.kit.archive import with_line_ends
from app.reports.kit.blocks import Block
from app.reports.kit.closing import closed
from app.reports.kit.flowables import single, stacked_height
from app.reports.kit.fonts import FontLibrary
from app.reports.kit.page import DocumentTemplate
from app.reports.kit.press import Heading, Press, RenderStopped
from app.reports.kit.sheet import Meta, PageSetup

ONE_AT_A_TIME = threading.Lock()
"""Held while a paper is set or drawn."""
_WAIT_S = 0.1
_SET, _LAID = 0.6, 0.95
"""The share of the work that is done when all blocks are set, and when all pages are laid."""
_LEAST_SHARE = 0.01


class Rendered(msgspec.Struct, frozen=True):
    """A finished PDF.

    ``missing`` are the characters that no face has, each once: printed as 〔U+XXXX〕 and to be named in
    the preview; ``faces`` are the families in use; ``heading_pages`` is the page number of each heading, as printed.
    """

    pdf: bytes
    pages: int
    missing: tuple[str, ...]
    faces: tuple[str, ...]
    heading_pages: tuple[str, ...] = ()


def _never() -> bool:
    return False


def _nobody(_share: float) -> None:
    pass


@contextmanager
def alone(should_stop: Callable[[], bool]) -> Iterator[None]:
    """Waits for the paper that is being set; ``RenderStopped`` where the caller does not want to wait any longer."""
    while not ONE_AT_A_TIME.acquire(timeout=_WAIT_S):
        if should_stop():
            raise RenderStopped
    try:
        yield
    finally:
        ONE_AT_A_TIME.release()


class _Shares:
    """Turns weights that are done into a share of the whole, told whenever a hundredth more is reached."""

    def __init__(self, tell: Callable[[float], None]) -> None:
        self._tell = tell
        self._told = 0.0
        self._from = self._to = self._total = self._done = 0.0

    def stage(self, start: float, end: float, total: float) -> None:
        """What follows takes the share from ``start`` to ``end``, in weights of this sum."""
        self._from, self._to, self._total, self._done = start, end, max(total, 1.0), 0.0
        self.advance(0.0)

    def advance(self, weight: float) -> None:
        """So much more is done."""
        self._done = min(self._done + weight, self._total)
        share = self._from + (self._to - self._from) * self._done / self._total
        if share >= self._told + _LEAST_SHARE:
            self._told = share
            self._tell(share)

    def reach(self, done: float) -> None:
        """So much of the stage is done in all."""
        self.advance(max(done - self._done, 0.0))


def render(
    story: Sequence[Block],
    page_setup: PageSetup,
    fonts: FontLibrary,
    meta: Meta,
    *,
    should_stop: Callable[[], bool] = _never,
    progress: Callable[[float], None] = _nobody,
) -> Rendered:
    """Sets ``story`` on paper. The same arguments on the same machine give the same bytes.

    ``progress`` hears the share that is done, rising from 0 to 1, in the thread of the caller. Raises ``RenderStopped`` soon
    (0.2 s) after ``should_stop`` first says yes, and ``Fault("no_chinese_font")`` on a machine without a Chinese face.
    """
    with alone(should_stop):
        margins = page_setup.margins
        shares = _Shares(progress)
        press = Press(
            fonts, margins.text_width_pt, should_stop, headings_of(story), page_pt=margins.text_height_pt,
            advanced=shares.advance,
        )  # fmt: skip
        target = io.BytesIO()
        shares.stage(0.0, _SET, sum(block.weight() for block in story))
        flowables: list[Flowable] = []
        done = 0.0
        for block in story:
            press.check()
            flowables += block.flow(press)
            done += block.weight()
            shares.reach(done)
        shares.stage(_SET, _LAID, sum(getattr(flow, "weight", 1) for flow in flowables))
        template = DocumentTemplate(target, page_setup, meta, press)
        template.build(closed(flowables) or [Spacer(1, 1)])
        pages = tuple(template.heading_pages)
        made = Rendered(with_line_ends(target.getvalue()), template.pages, tuple(press.missing), tuple(press.faces), pages)
        progress(1.0)
        return made


def headings_of(story: Sequence[Block]) -> tuple[Heading, ...]:
    """Every heading of a story, in order."""
    return tuple(heading for block in story for heading in block.headings())


def height_pt(story: Sequence[Block], page_setup: PageSetup, fonts: FontLibrary) -> float:
    """How high the story would stand in one endless column, in points.

    For papers that choose their type so that they fit a page. A story with page breaks has no height: ``ValueError``.
    """
    width = page_setup.margins.text_width_pt
    with ONE_AT_A_TIME:
        press = Press(fonts, width, _never, headings_of(story))
        flows = list(single(flow for block in story for flow in block.flow(press)))
        if any(isinstance(flow, ActionFlowable | PageBreak) for flow in flows):
            raise ValueError("a story with page breaks has no height")
        first = flows[0].getSpaceBefore() if flows else 0.0
        return stacked_height(flows, width, above_pt=first)
