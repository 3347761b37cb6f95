"""What a table is, by its headings: which sort, which column is what, where its rows begin."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from app.catalog.recognition_rules import Sort, TableSort, TableWords
from app.exchange.plan_document.blocks import Block
from app.exchange.plan_document.plain import tight

MOST_HEAD_ROWS = 2
MOST_ROWS_BEFORE = 3


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

    def cell(self, row: int, column: str, empty: tuple[str, ...] = ()) -> str:
        """The words of a cell, "" where the table has no such column or the cell says that there is nothing.

        Of several columns with one meaning (office and mobile telephone) the words are joined.
        """
        said = []
        for place in self.columns.get(column, ()):
            words = self.block.rows[row][place].strip()
            if words and tight(words) not in empty and words not in said:
                said.append(words)
        return " / ".join(said)


def grids_of(block: Block, words: TableWords) -> tuple[Grid, ...]:
    """The table as grids of a known sort: several where two lists stand side by side under the same headings."""
    whole = grid_of(block, words)
    if whole is None:
        return ()
    heads = _heads(block, whole.first_row - 1, 1)
    for times in (3, 2):
        width, rest = divmod(len(heads), times)
        if rest or width < 2 or heads != heads[:width] * times:
            continue
        return tuple(
            Grid(whole.sort, _within(whole.columns, part * width, (part + 1) * width), whole.first_row, block)
            for part in range(times)
        )
    return (whole,)


def _within(columns: dict[str, tuple[int, ...]], start: int, end: int) -> dict[str, tuple[int, ...]]:
    kept = {code: tuple(place for place in places if start <= place < end) for code, places in columns.items()}
    return {code: places for code, places in kept.items() if places}


def grid_of(block: Block, words: TableWords) -> Grid | None:
    """The table as a grid of a known sort, ``None`` where its headings are those of none."""
    for top in range(min(MOST_ROWS_BEFORE, len(block.rows))):
        for depth in range(1, MOST_HEAD_ROWS + 1):
            if top + depth >= len(block.rows):
                break
            heads = _heads(block, top, depth)
            for sort in words.sorts:
                columns = _columns(heads, sort, words)
                if all(any(one in columns for one in need.split("|")) for need in sort.need):
                    deeper = depth == 1 and _is_head_too(block, top + 1)
                    if deeper and top + 2 < len(block.rows):
                        columns = _columns(_heads(block, top, 2), sort, words)
                        return Grid(sort.code, columns, top + 2, block)
                    return Grid(sort.code, columns, top + depth, block)
    return None


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


def _columns(heads: list[str], sort: Sort, words: TableWords) -> dict[str, tuple[int, ...]]:
    ignored = {tight(word) for word in words.ignored}
    found: dict[str, list[int]] = {}
    exact: set[int] = set()
    for place, head in enumerate(heads):
        for column in sort.columns:
            if head in {tight(word) for word in column.words} and place not in exact:
                found.setdefault(column.code, []).append(place)
                exact.add(place)
    for place, head in enumerate(heads):
        if place in exact or not head or head in ignored:
            continue
        best = max(
            ((len(word), column.code) for column in sort.columns for word in map(tight, column.words) if word in head),
            default=None,
        )
        if best is not None:
            found.setdefault(best[1], []).append(place)
    return {code: tuple(sorted(places)) for code, places in found.items()}
