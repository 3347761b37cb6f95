"""Tables: columns and rows on a thin grid, and names with values."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from reportlab.platypus import Flowable

from app.reports.kit.blocks import Block
from app.reports.kit.press import Press
from app.reports.kit.rows import CellPart, RowPart, TableFlow
from app.reports.kit.shape import TextLike, plain_text
from app.reports.kit.style import Align, Style, Styles

_MOST_HEAD_PT = 200
"""A higher head comes once, as a row."""
_ROWS_AT_A_TIME = 25
CELL_SIDE_PT = 4
"""White left and right of the words of a cell."""


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

    A row shorter than the columns is filled with empty cells. ``empty`` is printed when there are no rows. Without
    ``ruled`` there is no grid; ``padding_pt`` is the white above and below the words of a cell.
    """

    columns: Sequence[Column]
    rows: Sequence[Sequence[TextLike | Cell]]
    styles: Styles
    width_pt: float = 0
    least_row_pt: float = 0
    empty: str = "（无）"
    ruled: bool = True
    padding_pt: float = 3

    def flow(self, press: Press) -> list[Flowable]:
        """One table flowable."""
        widths = self.widths(press.width_pt)
        head = self.head()
        header = [self._row(press, head, widths)] if head else []
        rows = []
        for number, cells in enumerate(self.body(), start=1):
            if number % _ROWS_AT_A_TIME == 0:
                press.advance(_ROWS_AT_A_TIME)
            rows.append(self._row(press, cells, widths))
        if header and header[0].height_pt > _MOST_HEAD_PT:  # a head as high as a page would leave no room for any row
            header, rows = [], [*header, *rows]
        return [TableFlow(widths, header, rows, ruled=self.ruled)]

    def weight(self) -> float:
        """A row takes about as long as a paragraph."""
        return max(len(self.rows), 1)

    def widths(self, room_pt: float) -> list[float]:
        """How wide each column is where the text is ``room_pt`` wide, in points."""
        total = self.width_pt or room_pt
        shares = sum(c.share for c in self.columns)
        return [total * c.share / shares for c in self.columns]

    def head(self) -> list[Cell]:
        """The cells of the head; none where no column has one."""
        if not any(plain_text(c.head) for c in self.columns):
            return []
        return self.filled([Cell(c.head, style=self.styles.cell_head, shaded=True) for c in self.columns])

    def body(self) -> list[list[Cell]]:
        """The rows, each filled to all columns, every cell with its style; one that says so where there are none."""
        return [self.filled(cells) for cells in self.rows or ([Cell(self.empty, span=len(self.columns))],)]

    def filled(self, cells: Sequence[TextLike | Cell]) -> list[Cell]:
        """A row over all columns: what is too much falls off at the right, what lacks is empty."""
        row: list[Cell] = []
        column = 0
        for content in (*cells, *("" for _ in self.columns)):
            if column >= len(self.columns):
                break
            cell = content if isinstance(content, Cell) else Cell(content)
            span = min(max(cell.span, 1), len(self.columns) - column)
            style = cell.style or self.styles.cell.but(align=self.columns[column].align)
            row.append(msgspec.structs.replace(cell, span=span, style=style))
            column += span
        return row

    def _row(self, press: Press, cells: Sequence[Cell], widths: Sequence[float]) -> RowPart:
        parts: list[CellPart] = []
        column = 0
        for cell in cells:
            room = sum(widths[column : column + cell.span]) - 2 * CELL_SIDE_PT
            laid = press.lay(cell.text, cell.style or self.styles.cell, room)
            parts.append(CellPart(laid, column, cell.span, cell.shaded, 0, len(laid.lines)))
            column += cell.span
        return RowPart(tuple(parts), self.least_row_pt or self.styles.cell.leading_pt, self.padding_pt)


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
        return self.table().flow(press)

    def table(self) -> Table:
        """The same as a table without a head."""
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
        return Table(columns, rows, self.styles)

    def _filled(self, row: list[TextLike | Cell]) -> list[TextLike | Cell]:
        free = 2 * self.columns - len(row)
        if free <= 0:
            return row
        last = row[-1]
        text = last.text if isinstance(last, Cell) else last
        return [*row[:-1], Cell(text, span=free + 1)]
