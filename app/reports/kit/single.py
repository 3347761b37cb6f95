"""One sheet that is drawn and not set: a map, a plan of a site. Any size of paper; text by the same faces as every paper."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from app.reports.kit.faces import FaceRole
from app.reports.kit.fonts import FontLibrary
from app.reports.kit.press import Press
from app.reports.kit.render import ONE_AT_A_TIME, Rendered
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
    with ONE_AT_A_TIME:
        width, height = (length * MM_PT for length in size_mm)
        press = Press(fonts, width, should_stop)
        press.check()
        target = io.BytesIO()
        first = fonts.chain(FaceRole.SONGTI).first.name
        canvas = Canvas(
            target, pagesize=(width, height), invariant=1, pageCompression=1, lang="zh-CN", initialFontName=first
        )
        for tell, words in (
            (canvas.setTitle, meta.title), (canvas.setAuthor, meta.author), (canvas.setSubject, meta.subject),
            (canvas.setCreator, "Zhishou"), (canvas.setProducer, "Zhishou"),
        ):  # fmt: skip
            tell(words)
        if meta.created_at_epoch_s:
            stamp = canvas._doc._timeStamp
            stamp.t, stamp.lt = float(meta.created_at_epoch_s), time.gmtime(meta.created_at_epoch_s)
            stamp.YMDhms = tuple(stamp.lt)[:6]
        paint(canvas, press)
        press.check()
        canvas.showPage()
        canvas.save()
        return Rendered(target.getvalue(), 1, tuple(press.missing), tuple(press.faces))
