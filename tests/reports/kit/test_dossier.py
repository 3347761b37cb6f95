"""Long papers with photographs: nothing hidden is carried over, memory is bounded, the work can be watched and stopped."""

from __future__ import annotations

import io
import threading
import tracemalloc
import zipfile
from itertools import pairwise
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader

from app.reports.kit import DENSE, FontLibrary, Meta, PageSetup, Picture, Prose, RenderStopped, render
from app.reports.kit.docx import write_docx
from app.reports.kit.render import alone
from tests.reports.kit import specimen

META = Meta(title="试")


def pictures_in(pdf: bytes) -> list[Image.Image]:
    return [one.image for page in PdfReader(io.BytesIO(pdf)).pages for one in page.images if one.image is not None]


@pytest.mark.parametrize(("orientation", "dark"), [(3, "right"), (6, "top")])
def test_a_photograph_stands_upright_is_small_and_hides_nothing(fonts: FontLibrary, orientation: int, dark: str) -> None:
    data = specimen.photograph(4000, 3000, orientation)
    assert b"SecretCamera" in data
    block = Picture(data, DENSE.caption)
    pdf = render([block], PageSetup(), fonts, META).pdf
    with zipfile.ZipFile(io.BytesIO(write_docx([block], PageSetup(), META).docx)) as package:
        (name,) = [one for one in package.namelist() if one.startswith("word/media/")]
        in_word = package.read(name)
    assert b"SecretCamera" not in pdf and b"SecretCamera" not in in_word and b"Exif" not in in_word
    for image in (*pictures_in(pdf), Image.open(io.BytesIO(in_word))):
        assert not image.getexif()
        assert max(image.size) <= 156 / 25.4 * 160 + 1
        wide, high = image.size
        assert (wide < high) is (orientation in {6, 8})
        spots = {"left": (5, high // 2), "right": (wide - 5, high // 2), "top": (wide // 2, 5), "bottom": (wide // 2, high - 5)}
        shades = {place: image.convert("L").getpixel(spot) for place, spot in spots.items()}
        assert min(shades, key=lambda place: shades[place]) == dark


def test_photographs_are_read_one_at_a_time_and_let_go(fonts: FontLibrary) -> None:
    data = specimen.photograph(4000, 3000)
    peaks = []
    for count in (2, 8):
        asked = 0

        def read() -> bytes:
            nonlocal asked
            asked += 1
            return data

        story = [Picture(read, DENSE.caption, f"图{n}") for n in range(count)]
        tracemalloc.start()
        made = render(story, PageSetup(), fonts, META)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert asked == count and made.pages == count
    assert peaks[1] - peaks[0] < 6 * 200_000


def test_progress_rises_from_nothing_to_all(fonts: FontLibrary) -> None:
    told: list[float] = []
    render(specimen.dense(150), PageSetup(), fonts, META, progress=told.append)
    assert len(told) > 20 and told[-1] == 1.0 and told[0] < 0.2
    assert all(a < b for a, b in pairwise(told))
    assert max(b - a for a, b in pairwise(told)) < 0.2


@pytest.mark.parametrize("after", [0, 3, 12, 30, 80])
def test_a_stop_ends_the_work_at_any_stage_and_leaves_the_next_paper_alone(fonts: FontLibrary, after: int) -> None:
    asked = 0

    def stop() -> bool:
        nonlocal asked
        asked += 1
        return asked > after

    with pytest.raises(RenderStopped):
        render(specimen.dense(150), PageSetup(), fonts, META, should_stop=stop)
    assert asked == after + 1
    assert render([Prose("值", DENSE.body)], PageSetup(), fonts, META).pages == 1


def test_who_waits_for_another_paper_may_stop_waiting() -> None:
    held, done = threading.Event(), threading.Event()

    def hold() -> None:
        with alone(lambda: False):
            held.set()
            done.wait(30)

    other = threading.Thread(target=hold)
    other.start()
    held.wait(30)
    answers = iter([False, True])
    with pytest.raises(RenderStopped), alone(lambda: next(answers)):
        pass
    done.set()
    other.join()


def test_a_picture_of_too_many_pixels_is_not_opened(fonts: FontLibrary, monkeypatch: Any) -> None:
    monkeypatch.setattr("app.reports.kit.picture._MOST_PIXELS", 1000)
    made = render([Picture(specimen.picture(), DENSE.caption)], PageSetup(), fonts, META)
    assert pictures_in(made.pdf) == []
