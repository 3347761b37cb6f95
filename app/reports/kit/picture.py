"""Photographs and maps: any image that Pillow reads, fitted, cleaned of its metadata, never fatal."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import msgspec
from PIL import Image, ImageOps
from reportlab.lib.utils import ImageReader
from reportlab.platypus import Flowable, KeepTogether

from app.reports.kit.blocks import Block, Prose
from app.reports.kit.flowables import BoxFlow
from app.reports.kit.press import Press
from app.reports.kit.style import MM_PT, Align, Style

_DPI, _PHOTO_DPI = 200, 160
"""Lines and letters of a drawing want more than an office printer can show of a photograph."""
_JPEG = b"\xff\xd8"
_ORIENTATION = 0x0112
_LYING = {5, 6, 7, 8}
"""The values of a photograph's orientation that swap width and height."""
_MOST_PIXELS, _MOST_SCALED_PIXELS = 50_000_000, 150_000_000
"""Larger images are not opened: 150 MB of memory for one; a JPEG is never read in full."""


class Picture(Block, frozen=True):
    """An image (PNG, JPEG …), fitted into a box, centred, with a caption.

    ``data`` are its bytes, or a function that reads them when they are wanted, so that a paper of many photographs holds one at
    a time (the function must give the same bytes whenever it is asked, and may not raise: nothing at all is an image that
    cannot be read). Position, camera and time hidden in a photograph are not carried over; it is set upright as its camera
    meant it, and no larger than paper needs. What cannot be read is printed as a frame with ``unreadable`` in it.
    """

    data: bytes | Callable[[], bytes]
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
        image = cleaned(self.data, most_wide, most_high)
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
                canvas.drawImage(_Reader(image.data), x, 0, width, height)
            if self.framed or image is None:
                canvas.setLineWidth(0.5)
                canvas.rect(x, 0, width, height, stroke=1, fill=0)

        box = BoxFlow(height, paint, before_pt=4, after_pt=2)
        if not self.caption:
            return [box]
        return [KeepTogether([box, *Prose(self.caption, self.style).flow(press)])]

    def weight(self) -> float:
        """A photograph takes as long as many paragraphs."""
        return 40.0


class _Reader(ImageReader):  # type: ignore[misc]
    """A picture for reportlab, which would unpack each photograph again only to give it a name by its dots."""

    def __init__(self, data: bytes) -> None:
        super().__init__(io.BytesIO(data))
        self._packed = data
        self._dataA = None  # what reportlab finds out by unpacking: no photograph is transparent

    def getRGBData(self) -> bytes:  # noqa: N802 - reportlab's name
        """The dots; for a JPEG, which is put into the file as it is, its own bytes are name enough."""
        return self._packed if self._packed.startswith(_JPEG) else bytes(super().getRGBData())


class Clean(msgspec.Struct, frozen=True):
    """A picture to be put into a file: its size in pixels and its bytes, without anything hidden in them."""

    width: int
    height: int
    data: bytes


def cleaned(data: bytes | Callable[[], bytes], most_wide_pt: float, most_high_pt: float) -> Clean | None:
    """The picture no larger than a box on paper needs it; ``None`` where it cannot be read."""
    image = _read(data if isinstance(data, bytes) else data(), most_wide_pt / 72, most_high_pt / 72)
    return None if image is None else Clean(image.width, image.height, _packed(image))


def _read(data: bytes, wide_inch: float, high_inch: float) -> Image.Image | None:
    try:
        with Image.open(io.BytesIO(data)) as opened:
            photo = opened.format in {"JPEG", "MPO", "WEBP"}
            if opened.width * opened.height > (_MOST_SCALED_PIXELS if opened.format == "JPEG" else _MOST_PIXELS):
                return None
            turned = opened.getexif().get(_ORIENTATION, 1) in _LYING
            box = (high_inch, wide_inch) if turned else (wide_inch, high_inch)
            dpi = _PHOTO_DPI if photo else _DPI
            size = (max(int(box[0] * dpi), 1), max(int(box[1] * dpi), 1))
            opened.draft(None, size)  # a JPEG is read in about the size that is wanted: a fraction of time and memory
            image: Image.Image = opened
            if "A" in image.getbands() or image.mode == "P":
                solid = image.convert("RGBA")
                image = Image.alpha_composite(Image.new("RGBA", solid.size, "white"), solid)
            elif not photo:
                image = image.convert("RGB")
            image.thumbnail(size)
            image = ImageOps.exif_transpose(image).convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None  # a broken upload must not cost the report: the frame says so
    image.info = {"photo": photo}
    return image


def _packed(image: Image.Image) -> bytes:
    """Photographs stay JPEG (small), drawings stay exact."""
    photo = bool(image.info.get("photo"))
    clean = Image.new("RGB", image.size)
    clean.paste(image)
    out = io.BytesIO()
    if photo:
        clean.save(out, "JPEG", quality=88)
    else:
        clean.save(out, "PNG", compress_level=3)
    return out.getvalue()
