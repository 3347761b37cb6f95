"""What a table is, by its headings: which sort, which column is what, where its rows begin."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from app.catalog.recognition_rules import Sort, TableSort, TableWords
from app.exchange.plan_document.blocks import Block
from app.exchange.plan_document.plain import tight

MOST_HEAD_ROWS = 2
MOST_ROWS_BEFORE = 3
SIDE_BY_SIDE = (3, 2)


class Grid(msgspec.Struct, frozen=True):
    """A table of a known sort: the columns by their code, and the number of its first row of content."""

    sort: TableSort
    columns: dict[str, tuple[int, ...]]
    first_row: int
    block: Block

    def rows(self) -> Iterator[int]:
        """The rows of content that say anything."""
        for row in range(self.first_row, len(self.block.rows)):
            if any(cell for cell in self.block.rows[row]):
                yield row

    def cell(self, row: int, column: str, empty: frozenset[str] = frozenset()) -> str:
        """The words of a cell, "" where the table has no such column or the cell says that there is nothing.

        Of several columns with one meaning (office and mobile telephone) the words are joined.
        """
        said = []
        for place in self.columns.get(column, ()):
            words = self.block.rows[row][place].strip()
            if words and tight(words) not in empty and words not in said:
                said.append(words)
        return " / ".join(said)


class Tables:
    """Tells tables apart by these words; what was told once is kept."""

    def __init__(self, words: TableWords) -> None:
        self._sorts = [_Headings(sort) for sort in words.sorts]
        self._ignored = frozenset(map(tight, words.ignored))
        self.empty = frozenset(map(tight, words.empty))
        self._known: dict[str, tuple[Grid, ...]] = {}

    def of(self, block: Block) -> tuple[Grid, ...]:
        """The table as grids of a known sort: none, one, or several where lists stand side by side under the same headings."""
        if block.key not in self._known:
            self._known[block.key] = self._grids(block)
        return self._known[block.key]

    def _grids(self, block: Block) -> tuple[Grid, ...]:
        whole = self._grid(block)
        if whole is None:
            return ()
        heads = _heads(block, whole.first_row - 1, 1)
        for times in SIDE_BY_SIDE:
            width, rest = divmod(len(heads), times)
            if rest or width < 2 or heads != heads[:width] * times:
                continue
            return tuple(
                Grid(whole.sort, _within(whole.columns, part * width, (part + 1) * width), whole.first_row, block)
                for part in range(times)
            )
        return (whole,)

    def _grid(self, block: Block) -> Grid | None:
        for top in range(min(MOST_ROWS_BEFORE, len(block.rows))):
            for depth in range(1, MOST_HEAD_ROWS + 1):
                if top + depth >= len(block.rows):
                    break
                heads = _heads(block, top, depth)
                for sort in self._sorts:
                    columns = sort.columns(heads, self._ignored)
                    if not sort.is_met(columns):
                        continue
                    if depth == 1 and top + 2 < len(block.rows) and _is_head_too(block, top + 1):
                        return Grid(sort.code, sort.columns(_heads(block, top, 2), self._ignored), top + 2, block)
                    return Grid(sort.code, columns, top + depth, block)
        return None


class _Headings:
    """The headings of one sort of table, in the compared form."""

    def __init__(self, sort: Sort) -> None:
        self.code = sort.code
        self._need = [need.split("|") for need in sort.need]
        self._exact = {tight(word): column.code for column in reversed(sort.columns) for word in column.words}
        self._words = sorted(self._exact.items(), key=lambda entry: -len(entry[0]))

    def is_met(self, columns: dict[str, tuple[int, ...]]) -> bool:
        """Whether the columns are there without which it is no table of this sort."""
        return all(any(one in columns for one in need) for need in self._need)

    def columns(self, heads: list[str], ignored: frozenset[str]) -> dict[str, tuple[int, ...]]:
        """Which place is which column: by an equal heading, else by the longest usual one that the heading holds."""
        found: dict[str, list[int]] = {}
        for place, head in enumerate(heads):
            code = self._exact.get(head)
            if code is None and head and head not in ignored:
                code = next((code for word, code in self._words if word in head), None)
            if code is not None:
                found.setdefault(code, []).append(place)
        return {code: tuple(places) for code, places in found.items()}


def _heads(block: Block, top: int, depth: int) -> list[str]:
    """The heading of each column; a heading over two rows is joined, one that goes through both is said once."""
    heads = []
    for column in range(len(block.rows[top])):
        parts = [tight(block.rows[row][column]) for row in range(top, top + depth)]
        heads.append("".join(dict.fromkeys(part for part in parts if part)))
    return heads


def _is_head_too(block: Block, row: int) -> bool:
    """Whether the row goes on with the heading: some of its cells are merged with the ones above."""
    return any((row, column) in block.merged for column in range(len(block.rows[row]))) and not any(
        letter.isdigit() for cell in block.rows[row] for letter in cell
    )


def _within(columns: dict[str, tuple[int, ...]], start: int, end: int) -> dict[str, tuple[int, ...]]:
    kept = {code: tuple(place for place in places if start <= place < end) for code, places in columns.items()}
    return {code: places for code, places in kept.items() if places}
