"""Pictures side by side, each with its words below: two or three photographs in the room of one."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import msgspec
from reportlab.lib.utils import ImageReader
from reportlab.platypus import Flowable

from app.reports.kit.blocks import Block
from app.reports.kit.flowables import BoxFlow
from app.reports.kit.picture import Picture, cleaned
from app.reports.kit.press import Press
from app.reports.kit.style import MM_PT, Align, Style

_GAP_PT = 8.0
_CAPTION_LINES = 2


class Shown(msgspec.Struct, frozen=True):
    """A picture and its words; empty bytes are a frame that says it cannot be read."""

    data: bytes
    caption: str = ""


class PictureRow(Block, frozen=True):
    """Pictures in one row of equal shares, as high as ``height_mm`` allows; ``columns`` shares even where fewer stand in it.

    Words of more than two lines are cut: a list beside the pictures says them whole.
    """

    pictures: Sequence[Shown]
    style: Style
    height_mm: float = 40
    columns: int = 0
    unreadable: str = "（图片无法读取）"

    def flow(self, press: Press) -> list[Flowable]:
        """One box."""
        press.check()
        count = max(self.columns, len(self.pictures), 1)
        share = (press.width_pt - _GAP_PT * (count - 1)) / count
        most_high = self.height_mm * MM_PT
        small = self.style.but(align=Align.CENTRE, first_indent_chars=0, balanced=False)
        words = [press.lay(one.caption, small, share) for one in self.pictures]
        lines = max((min(len(laid.lines), _CAPTION_LINES) for laid, one in zip(words, self.pictures, strict=True) if one.caption),
                    default=0)  # fmt: skip
        below = lines * small.leading_pt + (2 if lines else 0)

        def paint(canvas: Any, width: float) -> None:
            # only here: whoever measures a page sets this row again and again, and its height is that of its frame
            clean = [cleaned(one.data, share, most_high) for one in self.pictures]
            for number, (image, laid) in enumerate(zip(clean, words, strict=True)):
                x = number * (share + _GAP_PT)
                if image is None:
                    wide, high = share, most_high
                    press.line(canvas, self.unreadable, x + share / 2, below + high / 2, small, align=Align.CENTRE)
                else:
                    scale = min(share / image.width, most_high / image.height)
                    wide, high = image.width * scale, image.height * scale
                    canvas.drawImage(ImageReader(io.BytesIO(image.data)), x + (share - wide) / 2, below, wide, high)
                canvas.setLineWidth(0.5)
                canvas.rect(x + (share - wide) / 2, below, wide, high, stroke=1, fill=0)
                if self.pictures[number].caption:
                    laid.paint(canvas, x, below - 2, 0, min(len(laid.lines), _CAPTION_LINES))

        return [BoxFlow(most_high + below, paint, before_pt=3, after_pt=2)]

    def single(self) -> tuple[Picture, ...]:
        """The same below one another, for formats without boxes."""
        return tuple(
            Picture(
                one.data, self.style, caption=one.caption, max_height_mm=self.height_mm * 1.4, unreadable=self.unreadable
            )
            for one in self.pictures
        )

