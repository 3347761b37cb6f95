from __future__ import annotations

import io

import pytest
from pypdf import PdfReader
from reportlab.pdfgen.canvas import Canvas

from app.kernel.errors import Fault
from app.reports.kit.booklet import booklet, imposition
from tests.reports.kit.pages import walk

MM = 72 / 25.4


def numbered(pages: int, size: tuple[float, float] = (210 * MM, 297 * MM)) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size, invariant=1)
    for number in range(1, pages + 1):
        canvas.setFont("Helvetica", 20)
        canvas.drawString(size[0] / 2, size[1] / 2, f"P{number}.")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@pytest.mark.parametrize("pages", range(14))
def test_folded_sheets_read_in_order(pages: int) -> None:
    sides = imposition(pages)
    assert len(sides) % 2 == 0 and len(sides) < pages / 2 + 2
    leaves = [(sides[n], sides[n + 1]) for n in range(0, len(sides), 2)]
    read = [page for front, back in leaves for page in (front[1], back[0])]
    read += [page for front, back in reversed(leaves) for page in (back[1], front[0])]
    assert [page for page in read if page is not None] == list(range(pages)) == read[:pages]


@pytest.mark.parametrize(("sheet", "size_mm", "scale"), [("A3", (420, 297), 1.0), ("A4", (297, 210), 210 / 297)])
def test_each_page_stands_in_its_half_in_the_size_that_fits(sheet: str, size_mm: tuple[float, float], scale: float) -> None:
    made = booklet(numbered(5), sheet)
    assert made == booklet(numbered(5), sheet)
    reader = PdfReader(io.BytesIO(made))
    assert len(reader.pages) == 4
    found = {}
    for side, page in enumerate(reader.pages):
        assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx([v * MM for v in size_mm], abs=0.1)
        for one in walk(page).glyphs:
            if one.text == "P":
                found[side, one.x > size_mm[0] * MM / 2] = (one.size / 20, one.y / MM)
    assert set(found) == {(0, True), (1, False), (2, True), (3, False), (3, True)}
    assert all(size == pytest.approx(scale, abs=1e-3) and y == pytest.approx(size_mm[1] / 2, abs=0.1) for size, y in found.values())


def test_a_lying_page_is_turned_and_fills_its_half() -> None:
    page = PdfReader(io.BytesIO(booklet(numbered(1, (297 * MM, 210 * MM)), "A3"))).pages[0]
    assert walk(page).glyphs[0].size == pytest.approx(20, abs=0.01)


def test_what_is_no_pdf_or_no_sheet_is_said() -> None:
    with pytest.raises(Fault) as caught:
        booklet(b"%PDF-1.4 garbage", "A4")
    assert caught.value.code == "booklet_unreadable"
    with pytest.raises(ValueError, match="A5"):
        booklet(numbered(1), "A5")
