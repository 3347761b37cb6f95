"""What a document is made of: frozen values that know nothing of fonts; ``Press`` turns them into
flowables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import msgspec
from reportlab.platypus import Flowable, KeepTogether, PageBreak, Spacer

from app.reports.kit.faces import FaceRole
from app.reports.kit.flowables import BoxFlow, CellPart, ProseFlow, RowPart, TableFlow
from app.reports.kit.fonts import FontLibrary
from app.reports.kit.paint import BLACK, RED, Laid, paint_text
from app.reports.kit.shape import Run, TextLike, plain_text
from app.reports.kit.style import MM_PT, Align, Style, Styles

_CELL_PADDING_PT = 3
_CELL_SIDE_PT = 4


class RenderStopped(Exception):  # noqa: N818 - a wish that was granted, not an error
    """The caller's ``should_stop`` said yes; nothing was written."""


class Press:
    """What blocks need to become flowables: faces, the width of the text area, and who asks to stop.

    Collects the characters that no face has (``missing``) and the faces used (``faces``).
    """

    def __init__(self, fonts: FontLibrary, width_pt: float, should_stop: Callable[[], bool]) -> None:
        self.fonts = fonts
        self.width_pt = width_pt
        self._should_stop = should_stop
        self.missing: dict[str, None] = {}
        self.faces: dict[str, None] = {}

    def check(self) -> None:
        """Raises ``RenderStopped`` when the caller has lost interest."""
        if self._should_stop():
            raise RenderStopped

    def lay(self, text: TextLike, style: Style, width_pt: float) -> Laid:
        """``text`` broken to ``width_pt``."""
        laid = Laid(text, style, width_pt, self.fonts)
        self.missing.update(dict.fromkeys(laid.shaped.missing))
        self.faces.update(dict.fromkeys(face.family for face in {id(f): f for f in laid.shaped.faces}.values()))
        return laid

    def line(self, canvas: Any, text: TextLike, x: float, baseline: float, style: Style, *, align: Align) -> None:
        """One line of text on a canvas, by ``style``."""
        lost = paint_text(
            canvas, text, x, baseline, role=style.role, size_pt=style.size_pt, fonts=self.fonts,
            align=align, tracking_pt=style.tracking_pt, red=style.red,
        )  # fmt: skip
        self.missing.update(dict.fromkeys(lost))


class Block(msgspec.Struct, frozen=True):
    """One piece of a story."""

    def flow(self, press: Press) -> list[Flowable]:
        """The flowables that print it."""
        raise NotImplementedError


class Prose(Block, frozen=True):
    """A paragraph (or several, parted by newlines) in one style."""

    text: TextLike
    style: Style

    def flow(self, press: Press) -> list[Flowable]:
        """One splittable paragraph."""
        style = self.style
        words = plain_text(self.text)
        outline = (words.replace("\n", ""), style.outline_level) if style.outline_level >= 0 else None
        return [
            ProseFlow(
                lambda width: press.lay(self.text, style, width), before_pt=style.before_pt,
                after_pt=style.after_pt, keep=style.keep_with_next, outline=outline,
            )
        ]  # fmt: skip


class Space(Block, frozen=True):
    """Empty height."""

    height_pt: float

    def flow(self, press: Press) -> list[Flowable]:
        """A spacer."""
        return [Spacer(1, self.height_pt)]


class NewPage(Block, frozen=True):
    """What follows starts on a new page."""

    def flow(self, press: Press) -> list[Flowable]:
        """A page break."""
        return [PageBreak()]


class Together(Block, frozen=True):
    """Blocks kept on one page where they fit one."""

    blocks: Sequence[Block]

    def flow(self, press: Press) -> list[Flowable]:
        """All of them, kept together."""
        return [KeepTogether([flow for block in self.blocks for flow in block.flow(press)])]


class Rule(Block, frozen=True):
    """A line across the text area (red under a letterhead)."""

    red: bool = False
    weight_pt: float = 0.75
    before_pt: float = 4
    after_pt: float = 4

    def flow(self, press: Press) -> list[Flowable]:
        """A painted line."""

        def paint(canvas: Any, width: float) -> None:
            canvas.setStrokeColorRGB(*(RED if self.red else BLACK))
            canvas.setLineWidth(self.weight_pt)
            canvas.line(0, self.weight_pt / 2, width, self.weight_pt / 2)
            canvas.setStrokeColorRGB(*BLACK)

        return [BoxFlow(self.weight_pt, paint, before_pt=self.before_pt, after_pt=self.after_pt)]


class Column(msgspec.Struct, frozen=True):
    """A column of a table: its head, its share of the width, and how its cells stand."""

    head: TextLike
    share: float = 1
    align: Align = Align.LEFT


class Cell(msgspec.Struct, frozen=True):
    """A cell that differs from its column: over several columns, shaded, in another style."""

    text: TextLike
    span: int = 1
    shaded: bool = False
    style: Style | None = None


class Table(Block, frozen=True):
    """Columns and rows on a thin grid; the head comes again on every page; rows of any height split.

    A row shorter than the columns is filled with empty cells. ``empty`` is printed when there are no rows.
    """

    columns: Sequence[Column]
    rows: Sequence[Sequence[TextLike | Cell]]
    styles: Styles
    width_pt: float = 0
    least_row_pt: float = 0
    empty: str = "（无）"

    def flow(self, press: Press) -> list[Flowable]:
        """One table flowable."""
        total = self.width_pt or press.width_pt
        shares = sum(c.share for c in self.columns)
        widths = [total * c.share / shares for c in self.columns]
        header = []
        if any(plain_text(c.head) for c in self.columns):
            heads = [Cell(c.head, style=self.styles.cell_head, shaded=True) for c in self.columns]
            header = [self._row(press, heads, widths)]
        rows = []
        for number, cells in enumerate(self.rows or ([Cell(self.empty, span=len(widths))],)):
            if number % 50 == 0:
                press.check()
            rows.append(self._row(press, cells, widths))
        return [TableFlow(widths, header, rows)]

    def _row(self, press: Press, cells: Sequence[TextLike | Cell], widths: Sequence[float]) -> RowPart:
        parts: list[CellPart] = []
        column = 0
        for content in (*cells, *("" for _ in widths)):
            if column >= len(widths):
                break
            cell = content if isinstance(content, Cell) else Cell(content)
            span = min(max(cell.span, 1), len(widths) - column)
            style = cell.style or self.styles.cell.but(align=self.columns[column].align)
            room = sum(widths[column : column + span]) - 2 * _CELL_SIDE_PT
            laid = press.lay(cell.text, style, room)
            parts.append(CellPart(laid, column, span, cell.shaded, 0, len(laid.lines)))
            column += span
        return RowPart(tuple(parts), self.least_row_pt or self.styles.cell.leading_pt, _CELL_PADDING_PT)


class KeyValueGrid(Block, frozen=True):
    """Names and values side by side on a grid: ``pairs`` are (name, value), ``columns`` pairs to a row.

    Names in ``wide`` take a row of their own.
    """

    pairs: Sequence[tuple[str, TextLike]]
    styles: Styles
    columns: int = 2
    wide: frozenset[str] = frozenset()
    name_share: float = 0.45

    def flow(self, press: Press) -> list[Flowable]:
        """A table without a head."""
        name_style = self.styles.cell_head
        rows: list[list[TextLike | Cell]] = []
        row: list[TextLike | Cell] = []
        for name, value in self.pairs:
            whole = name in self.wide
            if row and (whole or len(row) >= 2 * self.columns):
                rows.append(self._filled(row))
                row = []
            row += [
                Cell(name, shaded=True, style=name_style),
                Cell(value, span=2 * self.columns - 1 if whole else 1),
            ]
            if whole:
                rows.append(row)
                row = []
        if row:
            rows.append(self._filled(row))
        columns = [Column("", share) for _ in range(self.columns) for share in (self.name_share, 1.0)]
        return Table(columns, rows, self.styles).flow(press)

    def _filled(self, row: list[TextLike | Cell]) -> list[TextLike | Cell]:
        free = 2 * self.columns - len(row)
        if free <= 0:
            return row
        last = row[-1]
        text = last.text if isinstance(last, Cell) else last
        return [*row[:-1], Cell(text, span=free + 1)]


class SignatureLine(Block, frozen=True):
    """Names with a rule to sign on, side by side: ``("交班人", "接班人", "带班领导")``."""

    labels: Sequence[str]
    style: Style

    def flow(self, press: Press) -> list[Flowable]:
        """A painted box."""
        plain = self.style.but(first_indent_chars=0, align=Align.LEFT)
        height = plain.leading_pt * 1.6

        def paint(canvas: Any, width: float) -> None:
            part = width / max(len(self.labels), 1)
            for n, label in enumerate(self.labels):
                laid = press.lay(label + "：", plain, part)
                laid.paint(canvas, n * part, plain.leading_pt + 2, 0, 1)
                start = n * part + laid.natural_width_pt()
                canvas.setLineWidth(0.5)
                canvas.line(start, 4, (n + 1) * part - plain.size_pt, 4)

        return [BoxFlow(height, paint, before_pt=6)]


class Drawing(Block, frozen=True):
    """Anything else (a code, a chart): ``paint(pen)`` in points from the lower left corner of a box."""

    height_mm: float
    paint: Callable[[Pen], None]
    style: Style
    caption: str = ""

    def flow(self, press: Press) -> list[Flowable]:
        """A box, with its caption below."""
        box = BoxFlow(self.height_mm * MM_PT, lambda canvas, width: self.paint(Pen(press, canvas, width, self.style)))
        if not self.caption:
            return [box]
        return [KeepTogether([box, *Prose(self.caption, self.style).flow(press)])]


class Pen:
    """The canvas of a ``Drawing``: lines, boxes, text by our own faces; points from the lower left
    corner."""

    def __init__(self, press: Press, canvas: Any, width_pt: float, style: Style) -> None:
        self._press = press
        self._canvas = canvas
        self.width_pt = width_pt
        self._style = style

    def text(self, x: float, baseline: float, text: TextLike, align: Align = Align.LEFT, size_pt: float = 0) -> None:
        """One line of text."""
        style = self._style.but(size_pt=size_pt or self._style.size_pt, first_indent_chars=0)
        self._press.line(self._canvas, text, x, baseline, style, align=align)

    def line(self, x1: float, y1: float, x2: float, y2: float, weight_pt: float = 0.5) -> None:
        """A straight line."""
        self._canvas.setLineWidth(weight_pt)
        self._canvas.line(x1, y1, x2, y2)

    def box(self, x: float, y: float, width: float, height: float, grey: float | None = None) -> None:
        """A rectangle: outlined, or filled with ``grey`` (0 black to 1 white)."""
        if grey is None:
            self._canvas.rect(x, y, width, height, stroke=1, fill=0)
            return
        self._canvas.setFillGray(grey)
        self._canvas.rect(x, y, width, height, stroke=0, fill=1)
        self._canvas.setFillGray(0)


def mark(word: str) -> Run:
    """A status beside a figure (已报, 核实, 更正): set off by brackets and face, never by colour."""
    return Run(f"〔{word}〕", role=FaceRole.KAITI)


def struck(text: str) -> Run:
    """A fact that was corrected: still legible, struck through."""
    return Run(text, strike=True)
