"""A story in, a PDF out. Runs in any thread; one at a time, because reportlab's faces keep state while
they are set."""

from __future__ import annotations

import io
import threading
from collections.abc import Callable, Sequence

import msgspec
from reportlab.platypus import Flowable, PageBreak, Spacer
from reportlab.platypus.doctemplate import ActionFlowable

from app.reports.kit.archive import with_line_ends
from app.reports.kit.blocks import Block
from app.reports.kit.closing import closed
from app.reports.kit.flowables import single, stacked_height
from app.reports.kit.fonts import FontLibrary
from app.reports.kit.page import DocumentTemplate
from app.reports.kit.press import Heading, Press
from app.reports.kit.sheet import Meta, PageSetup

ONE_AT_A_TIME = threading.Lock()
"""Held while a paper is set or drawn."""


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


def render(
    story: Sequence[Block],
    page_setup: PageSetup,
    fonts: FontLibrary,
    meta: Meta,
    *,
    should_stop: Callable[[], bool] = _never,
) -> Rendered:
    """Sets ``story`` on paper. The same arguments on the same machine give the same bytes.

    Raises ``RenderStopped`` soon after ``should_stop`` first says yes, and ``Fault("no_chinese_font")`` on a
    machine without a Chinese face.
    """
    with ONE_AT_A_TIME:
        margins = page_setup.margins
        press = Press(fonts, margins.text_width_pt, should_stop, headings_of(story), page_pt=margins.text_height_pt)
        target = io.BytesIO()
        template = DocumentTemplate(target, page_setup, meta, press)
        flowables: list[Flowable] = []
        for block in story:
            press.check()
            flowables += block.flow(press)
        template.build(closed(flowables) or [Spacer(1, 1)])
        pages = tuple(template.heading_pages)
        return Rendered(with_line_ends(target.getvalue()), template.pages, tuple(press.missing), tuple(press.faces), pages)


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
