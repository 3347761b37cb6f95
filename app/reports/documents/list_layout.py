"""The pages of ``list_pages`` as kit blocks; each paper gives the shares of its tables' columns."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from app.reports.documents.list_pages import ListPages, Part
from app.reports.kit import DENSE, Block, Column, Margins, Prose, Rule, SignatureLine, Space, Styles, Table, Together

MARGINS = Margins(top_mm=18, right_mm=14, bottom_mm=26, left_mm=16)
"""Room for tables of many columns."""

_CLOSE = DENSE.with_cells(9.5, 12)


def part_blocks(part: Part, *shares: tuple[float, ...], styles: Styles = DENSE, empty: str = "") -> list[Block]:
    """A table under its heading, and below it how many rows did not go in; one as wide as one of ``shares`` takes it, any other
    has even columns. ``empty`` stands in a table without rows ("": the table's own words)."""
    even = (1.0,) * len(part.heads)
    widths = next((one for one in shares if len(one) == len(part.heads)), even)
    columns = [Column(head, share) for head, share in zip(part.heads, widths, strict=True)]
    table = Table(columns, [list(row) for row in part.rows], styles)
    if empty:
        table = replace(table, empty=empty)
    left_out = [Prose(part.left_out, DENSE.note)] if part.left_out else []
    return [Prose(part.heading, DENSE.level2), table, *left_out]


def list_blocks(paper: ListPages, shares: Sequence[tuple[float, ...]]) -> list[Block]:
    """The blocks; a table as wide as one of ``shares`` takes it, any other has even columns."""
    blocks: list[Block] = [Prose(paper.title, DENSE.title), Prose(paper.lead, DENSE.plain)]
    blocks.append(Rule(weight_pt=0.9, before_pt=2, after_pt=2))
    blocks += [Prose(line, DENSE.plain) for line in paper.totals]
    for part in paper.parts:
        blocks += part_blocks(part, *shares, styles=_CLOSE)
    if paper.signatures:
        blocks.append(Together([Space(12), SignatureLine(paper.signatures, DENSE.plain)]))
    return blocks
