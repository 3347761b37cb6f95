"""A story in, a PDF out. Runs in any thread; one at a time, because reportlab's faces keep state while
they are set."""

from __future__ import annotations

import io
import threading
from collections.abc import Callable, Sequence

import msgspec
from reportlab.platypus import Flowable, Spacer

from app.reports.kit.blocks import Block, Press
from app.reports.kit.fonts import FontLibrary
from app.reports.kit.page import DocumentTemplate, Meta, PageSetup
from app.reports.kit.style import TEXT_WIDTH_PT

_one_at_a_time = threading.Lock()


class Rendered(msgspec.Struct, frozen=True):
    """A finished PDF.

    ``missing`` are the characters that no face has, each once: printed as 〔U+XXXX〕 and to be named in
    the preview; ``faces`` are the families in use.
    """

    pdf: bytes
    pages: int
    missing: tuple[str, ...]
    faces: tuple[str, ...]


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
    with _one_at_a_time:
        press = Press(fonts, TEXT_WIDTH_PT, should_stop)
        target = io.BytesIO()
        template = DocumentTemplate(target, page_setup, meta, press)
        flowables: list[Flowable] = []
        for block in story:
            press.check()
            flowables += block.flow(press)
        template.build(flowables or [Spacer(1, 1)])
        return Rendered(target.getvalue(), template.pages, tuple(press.missing), tuple(press.faces))
