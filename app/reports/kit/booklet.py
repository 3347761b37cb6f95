"""A finished PDF as a booklet: two pages on each side of a sheet, ordered so that the folded sheets read in order.

Print with "both sides, flip on the short edge", fold in the middle, staple at the fold. On A3 an A4 page keeps its size, on
A4 it becomes A5. Pages of other sizes are fitted, pages wider than high are turned. Bookmarks, links and PDF/A of the
original do not survive: a booklet is for the printer, the original is what is kept.
Decision: every page becomes a form of the new sheet, content and resources untouched, so that time and size stay linear.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    RectangleObject,
    StreamObject,
)

from app.kernel.errors import Fault
from app.reports.kit.style import MM_PT

SHEETS_MM = {"A3": (420.0, 297.0), "A4": (297.0, 210.0)}
"""Width and height of a sheet, lying."""
_PAGES_A_SHEET = 4


def booklet(pdf: bytes, sheet: str = "A4") -> bytes:
    """``pdf`` two-up on lying sheets of this name (``A3`` or ``A4``), blank pages added up to a multiple of four.

    The same arguments give the same bytes. Raises ``ValueError`` for another sheet and ``Fault("booklet_unreadable")`` where
    ``pdf`` is no readable PDF.
    """
    if sheet not in SHEETS_MM:
        raise ValueError(f"no booklet on {sheet}")
    width, height = (side * MM_PT for side in SHEETS_MM[sheet])
    try:
        pages = PdfReader(io.BytesIO(pdf)).pages
        writer = PdfWriter()
        writer.metadata = {"/Producer": "Zhishou", "/Creator": "Zhishou"}
        forms = [_form(page, writer) for page in pages]
    except (PyPdfError, ValueError, KeyError, TypeError, OSError) as error:
        raise Fault("booklet_unreadable", {"why": str(error)}) from error
    for left, right in imposition(len(forms)):
        side = writer.add_blank_page(width, height)
        _lay(side, [forms[n] if n is not None else None for n in (left, right)], width / 2, height, writer)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def imposition(pages: int) -> list[tuple[int | None, int | None]]:
    """Which pages (counted from 0, ``None`` for a blank) stand left and right on each side, front and back in turn."""
    total = -(-pages // _PAGES_A_SHEET) * _PAGES_A_SHEET

    def there(page: int) -> int | None:
        return page if page < pages else None

    sides = []
    for first in range(0, total // 2, 2):
        last = total - 1 - first
        sides.append((there(last), there(first)))
        sides.append((there(first + 1), there(last - 1)))
    return sides


class _Form:
    """A page as a form: its object in the new file, its visible box, its turn in degrees clockwise."""

    def __init__(self, reference: IndirectObject, box: RectangleObject, turned: int) -> None:
        self.reference = reference
        self.box = box
        self.turned = turned

    def matrix(self, x: float, room_wide: float, room_high: float) -> tuple[float, ...]:
        """What brings the box, upright and as large as fits, into the middle of a half that begins at ``x``."""
        left, bottom = float(self.box.left), float(self.box.bottom)
        wide, high = float(self.box.width), float(self.box.height)
        turned = self.turned
        if (wide > high) != (turned in {90, 270}):
            turned = (turned + 270) % 360  # a lying page is read from the right
        shown_wide, shown_high = (high, wide) if turned in {90, 270} else (wide, high)
        scale = min(room_wide / shown_wide, room_high / shown_high)
        cos, sin = {0: (1, 0), 90: (0, -1), 180: (-1, 0), 270: (0, 1)}[turned]
        middle_x, middle_y = left + wide / 2, bottom + high / 2
        a, b, c, d = scale * cos, scale * sin, -scale * sin, scale * cos
        return (a, b, c, d, x + room_wide / 2 - a * middle_x - c * middle_y, room_high / 2 - b * middle_x - d * middle_y)


def _form(page: PageObject, writer: PdfWriter) -> _Form:
    box = page.cropbox
    if float(box.width) <= 0 or float(box.height) <= 0:
        raise ValueError("a page without a size")
    contents = page.get_contents()
    form = StreamObject()
    form.set_data(contents.get_data() if contents is not None else b"")
    form[NameObject("/Type")] = NameObject("/XObject")
    form[NameObject("/Subtype")] = NameObject("/Form")
    form[NameObject("/BBox")] = ArrayObject(FloatObject(float(v)) for v in box)
    form[NameObject("/Resources")] = DictionaryObject()
    for name in ("/Resources", "/Group"):
        kept = page.get(name, DictionaryObject()).get_object()
        if isinstance(kept, DictionaryObject) and kept:
            form[NameObject(name)] = kept.clone(writer)
    return _Form(writer._add_object(form.flate_encode()), box, int(page.rotation) % 360)


def _lay(side: PageObject, forms: Sequence[_Form | None], half: float, height: float, writer: PdfWriter) -> None:
    names = DictionaryObject()
    drawn = []
    for place, form in enumerate(forms):
        if form is not None:
            names[NameObject(f"/P{place}")] = form.reference
            numbers = " ".join(f"{value:.5f}" for value in form.matrix(place * half, half, height))
            drawn.append(f"q {numbers} cm /P{place} Do Q")
    stream = StreamObject()
    stream.set_data("\n".join(drawn).encode("ascii"))
    side[NameObject("/Contents")] = writer._add_object(stream)
    side[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): names})
