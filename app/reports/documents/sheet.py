"""The few kinds of blocks that the papers are made of, set by the page kit's type; one call makes the PDF.

Outside text never passes a markup parser; lines are broken by the kit's Chinese rules; every character is printed or
named. Lengths are in points unless a name says mm.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Table

from app.reports.kit.fonts import FontLibrary
from app.reports.kit.linebreak import Line, balanced_lines, break_lines
from app.reports.kit.shape import Shaped, TextLike, as_runs, shape
from app.reports.kit.style import MM_PT, Align, Style

WIDE_BLANK = "\u3000"
RED = (0.78, 0.05, 0.05)
_RISE = 0.82
"""Where the baseline stands in the type size, from its top."""


class Ink:
    """Type on a page: shapes text with the faces at hand and remembers which characters no face had."""

    def __init__(self, fonts: FontLibrary) -> None:
        self.fonts = fonts
        self.missing: dict[str, None] = {}
        self.faces: dict[str, None] = {}

    def shape(self, text: TextLike, style: Style) -> Shaped:
        """The characters of a text with their faces and widths."""
        shaped = shape(as_runs(text), style.role, style.size_pt, style.tracking_pt, self.fonts)
        self.missing.update(dict.fromkeys(shaped.missing))
        return shaped

    def width(self, text: TextLike, style: Style) -> float:
        """How wide a line of text is."""
        return sum(self.shape(text, style).widths)

    def line(self, canvas: Canvas, text: TextLike, style: Style, x: float, baseline: float) -> None:
        """One line of text from ``x`` on."""
        shaped = self.shape(text, style)
        whole = Line(0, len(shaped.text), len(shaped.text), sum(shaped.widths), False, True)
        draw_line(canvas, shaped, whole, style, x, baseline, 0.0)
        self.faces.update(dict.fromkeys(face.name for face in shaped.faces))


def draw_line(
    canvas: Canvas, shaped: Shaped, line: Line, style: Style, x: float, baseline: float, stretch: float
) -> None:
    """The characters of one line, run by run of one face; ``stretch`` is added behind every character."""
    at = line.start
    while at < line.visible_end:
        end = at + 1
        while end < line.visible_end and shaped.faces[end] is shaped.faces[at] and shaped.runs[end] is shaped.runs[at]:
            end += 1
        wide = sum(shaped.widths[at:end]) + stretch * (end - at)
        run = shaped.runs[at]
        canvas.setFillColorRGB(*(RED if style.red or run.red else (0, 0, 0)))
        _chunks(canvas, shaped, style, at, end, x, baseline, stretch)
        if run.strike or run.underline:
            canvas.setLineWidth(style.size_pt / 18)
            canvas.setStrokeColorRGB(0, 0, 0)
            height = baseline + style.size_pt * (0.34 if run.strike else -0.14)
            canvas.line(x, height, x + wide - stretch, height)
        x += wide
        at = end


def _chunks(
    canvas: Canvas, shaped: Shaped, style: Style, start: int, end: int, x: float, baseline: float, stretch: float
) -> None:
    """One run of one face; full-width characters carry the style's tracking, others do not."""
    face = shaped.faces[start]
    at = start
    while at < end:
        extra = _tracking(shaped, style, at)
        stop = at + 1
        while stop < end and abs(_tracking(shaped, style, stop) - extra) < 1e-6:
            stop += 1
        text = canvas.beginText(x, baseline)
        text.setFont(face.name, style.size_pt)
        text.setCharSpace(extra + stretch)
        text.textOut(shaped.text[at:stop])
        canvas.drawText(text)
        x += sum(shaped.widths[at:stop]) + stretch * (stop - at)
        at = stop


def _tracking(shaped: Shaped, style: Style, at: int) -> float:
    own = shaped.faces[at].widths.get(ord(shaped.text[at]), 1000) * style.size_pt / 1000
    return round(shaped.widths[at] - own, 4)


class Words(Flowable):  # type: ignore[misc]
    """A text in one style; it splits between lines."""

    def __init__(self, text: TextLike, style: Style, ink: Ink) -> None:
        super().__init__()
        self._style = style
        self._ink = ink
        self._shaped = ink.shape(text, style)
        self._lines: list[Line] | None = None
        self._first = True
        self._width = 0.0
        self.spaceBefore = style.before_pt
        self.spaceAfter = style.after_pt
        self.keepWithNext = style.keep_with_next

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Breaks the text at this width."""
        style = self._style
        if self._lines is None or abs(width - self._width) > 0.01:
            self._width = width
            room = max(width - style.indent_pt - style.right_indent_pt, style.size_pt)
            indent = style.first_indent_chars * style.size_pt if self._first else 0.0
            if style.balanced:
                self._lines = balanced_lines(self._shaped.text, self._shaped.widths, room)
                return width, max(len(self._lines), 1) * style.leading_pt
            self._lines = break_lines(self._shaped.text, self._shaped.widths, room, max(room - indent, style.size_pt))
        return width, max(len(self._lines), 1) * style.leading_pt

    def split(self, width: float, height: float) -> list[Flowable]:
        """The lines that fit, and the rest."""
        self.wrap(width, height)
        lines = self._lines or []
        fitting = int((height + 0.01) // self._style.leading_pt)
        if fitting < 1 or fitting >= len(lines):
            return [] if fitting < 1 else [self]
        return [self._part(lines[:fitting], self._first), self._part(lines[fitting:], False)]

    def _part(self, lines: list[Line], first: bool) -> Words:
        part = Words("", self._style, self._ink)
        part._shaped, part._lines, part._first, part._width = self._shaped, lines, first, self._width
        return part

    def draw(self) -> None:
        """The lines, from the top."""
        style = self._style
        lines = self._lines or []
        fresh = self._first
        top = len(lines) * style.leading_pt
        gap = (style.leading_pt - style.size_pt) / 2
        for number, line in enumerate(lines):
            indent = style.first_indent_chars * style.size_pt if fresh else 0.0
            room = self._width - style.indent_pt - style.right_indent_pt - indent
            x = style.indent_pt + indent
            stretch = 0.0
            left = room - line.width
            count = line.visible_end - line.start
            if style.align is Align.CENTRE:
                x += left / 2
            elif style.align is Align.RIGHT:
                x += left
            elif style.align is Align.JUSTIFY and not line.last and count > 1 and left < style.size_pt * 3:
                stretch = left / (count - 1)
            baseline = top - number * style.leading_pt - gap - style.size_pt * _RISE
            draw_line(self.canv, self._shaped, line, style, x, baseline, stretch)
            fresh = line.last
        self._ink.faces.update(dict.fromkeys(face.name for face in self._shaped.faces))


class HorizontalRule(Flowable):  # type: ignore[misc]
    """A line across the text."""

    def __init__(self, thickness_pt: float, *, red: bool = False, before_pt: float = 0, after_pt: float = 0) -> None:
        super().__init__()
        self._thickness = thickness_pt
        self._red = red
        self.spaceBefore, self.spaceAfter = before_pt, after_pt

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """As wide as the text."""
        self.width = width
        return width, self._thickness

    def draw(self) -> None:
        """The line."""
        self.canv.setStrokeColorRGB(*(RED if self._red else (0, 0, 0)))
        self.canv.setLineWidth(self._thickness)
        self.canv.line(0, self._thickness / 2, self.width, self._thickness / 2)


class MapPicture(Flowable):  # type: ignore[misc]
    """A picture, as wide as the text at most, with a thin frame."""

    def __init__(self, png: bytes, most_height_mm: float = 95) -> None:
        super().__init__()
        self._image = ImageReader(io.BytesIO(png))
        self._most_height = most_height_mm * MM_PT
        self._drawn = (0.0, 0.0)
        self.spaceBefore, self.spaceAfter = 2, 2

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Fits the picture into the width and its greatest height, keeping its proportions."""
        wide, high = self._image.getSize()
        scale = min(width / wide, self._most_height / high)
        self._drawn = (wide * scale, high * scale)
        self._left = (width - self._drawn[0]) / 2
        return width, self._drawn[1]

    def draw(self) -> None:
        """The picture and its frame."""
        self.canv.drawImage(self._image, self._left, 0, *self._drawn)
        self.canv.setStrokeColorRGB(0, 0, 0)
        self.canv.setLineWidth(0.5)
        self.canv.rect(self._left, 0, *self._drawn)


_PADDING_PT = 3.5
_TALLEST_ROW_PT = 330.0
"""A taller row is set as several: platypus' own way of splitting rows leaves lines in the margin (it was tried)."""
_GRID = (
    ("GRID", (0, 0), (-1, -1), 0.4, (0.35, 0.35, 0.35)),
    ("BOX", (0, 0), (-1, -1), 0.9, (0, 0, 0)),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), _PADDING_PT),
    ("RIGHTPADDING", (0, 0), (-1, -1), _PADDING_PT),
    ("TOPPADDING", (0, 0), (-1, -1), 1.5),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5),
)


def broken_at_gaps(text: str, style: Style, ink: Ink, width: float) -> str:
    """A title that is too long for a line, broken at the wide blank that balances its two lines best."""
    if ink.width(text, style) <= width:
        return text
    parts = text.split(WIDE_BLANK)
    pairs = [(WIDE_BLANK.join(parts[:at]), WIDE_BLANK.join(parts[at:])) for at in range(1, len(parts))]
    fitting = [pair for pair in pairs if max(ink.width(one, style) for one in pair) <= width]
    best = min(fitting, key=lambda pair: abs(ink.width(pair[0], style) - ink.width(pair[1], style)), default=None)
    return text if best is None else "\n".join(best)


def grid(rows: Sequence[Sequence[Words]], widths_mm: Sequence[float], *, head_rows: int = 0, shaded: Sequence[int] = ()) -> Table:
    """A ruled table that repeats its head and can hold rows longer than a page; ``shaded`` columns (and the head) are light grey."""
    widths = [width * MM_PT for width in widths_mm]
    looks: list[tuple[object, ...]] = list(_GRID)
    grey = (0.93, 0.93, 0.93)
    looks += [("BACKGROUND", (column, 0), (column, -1), grey) for column in shaded]
    if head_rows:
        looks.append(("BACKGROUND", (0, 0), (-1, head_rows - 1), grey))
    cells = [part for row in rows for part in _parts_of_row(row, widths)]
    return Table(
        cells, colWidths=widths, repeatRows=head_rows, style=looks, hAlign="LEFT", spaceBefore=2, spaceAfter=4
    )


def _parts_of_row(row: Sequence[Words], widths: Sequence[float]) -> list[list[Flowable | str]]:
    """The row, or, where it is taller than a page can be sure to hold, rows of some lines each."""
    rest: list[Flowable | str] = list(row)
    parts: list[list[Flowable | str]] = []
    while any(_height(cell, width) > _TALLEST_ROW_PT for cell, width in zip(rest, widths, strict=True)):
        upper: list[Flowable | str] = []
        lower: list[Flowable | str] = []
        for cell, width in zip(rest, widths, strict=True):
            halves = [] if isinstance(cell, str) else cell.split(width - 2 * _PADDING_PT, _TALLEST_ROW_PT)
            upper.append(halves[0] if halves else cell)
            lower.append(halves[1] if len(halves) > 1 else "")
        parts.append(upper)
        rest = lower
    return [*parts, rest]


def _height(cell: Flowable | str, width: float) -> float:
    return 0.0 if isinstance(cell, str) else float(cell.wrap(width - 2 * _PADDING_PT, 0)[1])
