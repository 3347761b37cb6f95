"""Photographs as they come from cameras and phones → as they may be kept: a picture, and nothing that hides in it.

The camera's time is read out first; position, serial number, embedded previews, comments and everything else that is no
pixel is left behind (issue 6: photographs stripped of metadata). Files are hostile: their size, their pixels and their
format are bounded before a pixel is decoded.
"""

from __future__ import annotations

import io
from datetime import datetime, timedelta

import msgspec
from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

from app.domain.incident.model import PictureKind
from app.kernel.clock import SHANGHAI, as_utc
from app.kernel.errors import BadFile, Problem

BYTES_MOST = 40 * 1024 * 1024
"""A photograph is no larger; what is, is something else."""

PIXELS_MOST = 64_000_000
"""Phones take 48 to 50 million pixels; a decoded one of this size needs 200 MB for a moment."""

PAPER_PX = 1250
"""The longer side of a photograph on paper: 156 mm at 200 dpi."""

_KINDS = {"JPEG": PictureKind.JPEG, "MPO": PictureKind.JPEG, "PNG": PictureKind.PNG, "WEBP": PictureKind.WEBP}
_FORMATS = ("JPEG", "PNG", "WEBP")
"""Pillow opens a phone's picture of several views (MPO) as a JPEG, the first view."""

_QUALITY = 90
_PAPER_QUALITY = 85
_TIMES = (
    (ExifTags.Base.DateTimeOriginal, ExifTags.Base.OffsetTimeOriginal),
    (ExifTags.Base.DateTimeDigitized, ExifTags.Base.OffsetTimeDigitized),
)


class CleanPhotograph(msgspec.Struct, frozen=True):
    """A photograph ready to be kept: its bytes, its kind, its size in pixels, and when the camera says it was taken."""

    data: bytes
    kind: PictureKind
    width_px: int
    height_px: int
    taken_at: datetime | None


def clean(data: bytes, name: str) -> CleanPhotograph:
    """The picture alone, turned upright. ``BadFile`` for what is too large, no JPEG, PNG or WebP, or cannot be read whole."""
    if len(data) > BYTES_MOST:
        raise _bad(name, "photograph_too_large", most=str(BYTES_MOST // 1024 // 1024))
    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as opened:
            if opened.width * opened.height > PIXELS_MOST:
                raise _bad(name, "photograph_too_many_pixels", most=str(PIXELS_MOST // 1_000_000))
            kind = _KINDS[opened.format or ""]
            taken_at = _taken_at(opened)
            image = _bare(ImageOps.exif_transpose(opened), kind)
    except UnidentifiedImageError as error:
        raise _bad(name, "photograph_format") from error
    except (OSError, ValueError, SyntaxError, KeyError, EOFError, Image.DecompressionBombError) as error:
        raise _bad(name, "photograph_unreadable", detail=type(error).__name__) from error
    return CleanPhotograph(_written(image, kind, _QUALITY), kind, image.width, image.height, taken_at)


def for_paper(data: bytes, most_px: int = PAPER_PX) -> bytes:
    """A kept photograph as a JPEG no larger than paper shows it. ``OSError`` or ``ValueError`` where it cannot be read."""
    with Image.open(io.BytesIO(data), formats=_FORMATS) as opened:
        opened.draft("RGB", (most_px, most_px))
        image = _bare(opened, PictureKind.JPEG)
    image.thumbnail((most_px, most_px))
    return _written(image, PictureKind.JPEG, _PAPER_QUALITY)


def _bare(opened: Image.Image, kind: PictureKind) -> Image.Image:
    """The pixels in a fresh picture, so that nothing of the file comes along; what is see-through lies on white."""
    clear = "A" in opened.getbands() or "transparency" in opened.info
    if clear and kind is not PictureKind.JPEG:
        solid, mode = opened.convert("RGBA"), "RGBA"
    elif clear:
        layer = opened.convert("RGBA")
        solid, mode = Image.alpha_composite(Image.new("RGBA", layer.size, "white"), layer).convert("RGB"), "RGB"
    else:
        solid, mode = opened.convert("RGB"), "RGB"
    bare = Image.new(mode, solid.size)
    bare.paste(solid)
    return bare


def _written(image: Image.Image, kind: PictureKind, quality: int) -> bytes:
    out = io.BytesIO()
    if kind is PictureKind.PNG:
        image.save(out, "PNG")
    else:
        image.save(out, kind.value.upper(), quality=quality)
    return out.getvalue()


def _taken_at(opened: Image.Image) -> datetime | None:
    """The camera's time: by its own offset where it wrote one, else as Beijing time; ``None`` where it makes no sense."""
    try:
        told = opened.getexif().get_ifd(ExifTags.IFD.Exif)
    except (OSError, ValueError, SyntaxError, KeyError, TypeError):
        return None
    for moment, offset in _TIMES:
        try:
            at = datetime.strptime(str(told.get(moment, "")).strip("\x00 "), "%Y:%m:%d %H:%M:%S").replace(tzinfo=SHANGHAI)
        except ValueError:
            continue
        return as_utc(_shifted(at, str(told.get(offset, "")).strip("\x00 ")))
    return None


def _shifted(at: datetime, offset: str) -> datetime:
    try:
        zone = datetime.strptime(offset, "%z").tzinfo
    except ValueError:
        return at
    return at.replace(tzinfo=zone) if zone is not None and abs(zone.utcoffset(at) or timedelta()) <= timedelta(hours=14) else at


def _bad(name: str, code: str, **facts: str) -> BadFile:
    return BadFile((Problem(name, 0, "", code, facts),))
