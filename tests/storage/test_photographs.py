"""Photographs: what hides in them stays outside, what is no picture is refused, what is kept comes back for paper."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image

from app.domain.incident.model import PictureKind
from app.kernel.errors import BadFile
from app.storage import photograph_file
from app.storage.archive import Archive

SECRET = b"serial 0815 of the camera"


def camera(form: str = "JPEG", size: tuple[int, int] = (64, 48), taken: str = "2026:06:18 20:41:07", offset: str = "") -> bytes:
    """A picture as a phone writes it: lying on its side, with its time, its place and a serial number."""
    image = Image.new("RGB", size, (200, 30, 30))
    exif = image.getexif()
    exif[0x0112] = 6  # the phone was held upright
    exif.get_ifd(0x8769).update({0x9003: taken, 0xA431: SECRET.decode(), **({0x9011: offset} if offset else {})})
    exif.get_ifd(0x8825).update({1: "N", 2: (18.0, 36.0, 21.0), 3: "E", 4: (114.0, 28.0, 28.0)})
    out = io.BytesIO()
    image.save(out, form, exif=exif, **({"comment": SECRET} if form == "JPEG" else {}))
    return out.getvalue()


@pytest.mark.parametrize(("form", "kind"), [("JPEG", PictureKind.JPEG), ("PNG", PictureKind.PNG), ("WEBP", PictureKind.WEBP)])
def test_what_hides_in_a_photograph_is_not_kept_and_its_time_is_read_before(tmp_path: Path, form: str, kind: PictureKind) -> None:
    raw = camera(form)
    assert SECRET in raw
    archive = Archive(tmp_path)
    sha256, kept = archive.keep_photograph("INC1", raw, "a.jpg")
    stored = archive.photograph("INC1", sha256, kind)
    assert (kept.kind, kept.taken_at) == (kind, datetime(2026, 6, 18, 12, 41, 7, tzinfo=UTC))
    assert SECRET not in stored and b"Exif" not in stored and b"eXIf" not in stored
    with Image.open(io.BytesIO(stored)) as image:
        assert image.size == (48, 64)  # turned upright, since what said so is gone
        assert not image.getexif() and not set(image.info) & {"exif", "xmp", "comment", "icc_profile"}
    assert archive.keep_photograph("INC1", raw, "again.jpg")[0] == sha256
    with Image.open(io.BytesIO(archive.photograph_for_paper("INC1", sha256, kind, 20))) as small:
        assert small.format == "JPEG" and max(small.size) == 20


def test_a_camera_that_tells_its_zone_is_believed_and_nonsense_is_no_time() -> None:
    told = photograph_file.clean(camera(offset="+00:00"), "a.jpg").taken_at
    assert told == datetime(2026, 6, 18, 20, 41, 7, tzinfo=UTC)
    assert photograph_file.clean(camera(taken="0000:00:00 00:00:00"), "a.jpg").taken_at is None


def test_what_is_no_photograph_is_refused_before_it_is_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    def code(data: bytes) -> str:
        with pytest.raises(BadFile) as bad:
            photograph_file.clean(data, "x.jpg")
        return bad.value.problems[0].code

    gif = io.BytesIO()
    Image.new("P", (4, 4)).save(gif, "GIF")
    assert code(b"") == code(b"%PDF-1.7") == code(b"<svg onload='x'/>") == code(gif.getvalue()) == "photograph_format"
    assert code(camera()[:-40]) == "photograph_unreadable"
    monkeypatch.setattr(photograph_file, "PIXELS_MOST", 64 * 48 - 1)
    assert code(camera()) == "photograph_too_many_pixels"
    monkeypatch.setattr(photograph_file, "BYTES_MOST", 10)
    assert code(camera()) == "photograph_too_large"
