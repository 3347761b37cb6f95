"""Photographs and maps: any image that Pillow reads, fitted, cleaned of its metadata, never fatal."""

from __future__ import annotations

import io
from typing import Any

import msgspec
from PIL import Image, ImageOps
from reportlab.lib.utils import ImageReader
from reportlab.platypus import Flowable, KeepTogether

from app.reports.kit.blocks import Block, Prose
from app.reports.kit.flowables import BoxFlow
from app.reports.kit.press import Press
from app.reports.kit.style import MM_PT, Align, Style

_DPI = 200
_MOST_PIXELS = 80_000_000


class Picture(Block, frozen=True):
    """An image (PNG, JPEG …) as bytes, fitted into a box, centred, with a caption.

    Position, camera and time hidden in a photograph are not carried over. What cannot be read is printed
    as a frame with ``unreadable`` in it.
    """

    data: bytes
    style: Style
    caption: str = ""
    max_width_mm: float = 156
    max_height_mm: float = 120
    unreadable: str = "（图片无法读取）"
    framed: bool = True

    def flow(self, press: Press) -> list[Flowable]:
        """A box, with its caption below on the same page."""
        press.check()
        most_wide, most_high = self.max_width_mm * MM_PT, self.max_height_mm * MM_PT
        image = _read(self.data, most_wide / 72 * _DPI, most_high / 72 * _DPI)
        if image is None:
            width, height = most_wide, min(most_high, 40 * MM_PT)
        else:
            scale = min(most_wide / image.width, most_high / image.height)
            width, height = image.width * scale, image.height * scale

        def paint(canvas: Any, room: float) -> None:
            x = (room - width) / 2
            if image is None:
                press.line(canvas, self.unreadable, room / 2, height / 2, self.style, align=Align.CENTRE)
            else:
                canvas.drawImage(ImageReader(_packed(image)), x, 0, width, height)
            if self.framed or image is None:
                canvas.setLineWidth(0.5)
                canvas.rect(x, 0, width, height, stroke=1, fill=0)

        box = BoxFlow(height, paint, before_pt=4, after_pt=2)
        if not self.caption:
            return [box]
        return [KeepTogether([box, *Prose(self.caption, self.style).flow(press)])]


class Clean(msgspec.Struct, frozen=True):
    """A picture to be put into a file: its size in pixels and its bytes, without anything hidden in them."""

    width: int
    height: int
    data: bytes


def cleaned(data: bytes, most_wide_pt: float, most_high_pt: float) -> Clean | None:
    """The picture no larger than a box on paper needs it; ``None`` where it cannot be read."""
    image = _read(data, most_wide_pt / 72 * _DPI, most_high_pt / 72 * _DPI)
    return None if image is None else Clean(image.width, image.height, _packed(image).getvalue())


def _read(data: bytes, most_wide: float, most_high: float) -> Image.Image | None:
    try:
        with Image.open(io.BytesIO(data)) as opened:
            if opened.width * opened.height > _MOST_PIXELS:
                return None
            photo = opened.format in {"JPEG", "MPO", "WEBP"}
            image: Image.Image = ImageOps.exif_transpose(opened)
            if "A" in image.getbands() or image.mode == "P":
                solid = image.convert("RGBA")
                white = Image.new("RGBA", solid.size, "white")
                image = Image.alpha_composite(white, solid)
            image = image.convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None  # a broken upload must not cost the report: the frame says so
    image.thumbnail((max(int(most_wide), 1), max(int(most_high), 1)))
    image.info = {"photo": photo}
    return image


def _packed(image: Image.Image) -> io.BytesIO:
    """Photographs stay JPEG (small), drawings stay exact."""
    photo = bool(image.info.get("photo"))
    clean = Image.new("RGB", image.size)
    clean.paste(image)
    out = io.BytesIO()
    clean.save(out, "JPEG" if photo else "PNG", **({"quality": 88} if photo else {}))
    out.seek(0)
    return out
