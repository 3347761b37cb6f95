"""One sheet that is drawn and not set: a map, a plan of a site. Any size of paper; text by the same faces as every paper."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from app.reports.kit.archive import archive, describe, with_line_ends
from app.reports.kit.faces import FaceRole
from app.reports.kit.fonts import FontLibrary
from app.reports.kit.press import Press
from app.reports.kit.render import Rendered, alone
from app.reports.kit.sheet import Meta
from app.reports.kit.style import MM_PT


def render_single(
    size_mm: tuple[float, float], paint: Callable[[Any, Press], None], fonts: FontLibrary, meta: Meta,
    *, should_stop: Callable[[], bool] = lambda: False,
) -> Rendered:  # fmt: skip
    """One page of this width and height on which ``paint(canvas, press)`` has drawn, in points from the lower left corner.

    The same arguments on the same machine give the same bytes. Raises ``RenderStopped`` and ``Fault("no_chinese_font")`` as
    ``render`` does.
    """
    with alone(should_stop):
        width, height = (length * MM_PT for length in size_mm)
        press = Press(fonts, width, should_stop)
        press.check()
        target = io.BytesIO()
        first = fonts.chain(FaceRole.SONGTI).first.name
        canvas = Canvas(
            target, pagesize=(width, height), invariant=1, pageCompression=1, lang="zh-CN", initialFontName=first
        )
        paint(canvas, press)
        press.check()
        canvas.showPage()
        describe(canvas, meta)
        archive(canvas, meta, press.check)
        canvas.save()
        return Rendered(with_line_ends(target.getvalue()), 1, tuple(press.missing), tuple(press.faces))
