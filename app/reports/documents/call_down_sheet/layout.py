"""The sheet on its pages: high rows to write in, the columns of three more tries."""

from __future__ import annotations

from app.desk.jobs import Progress
from app.reports.documents.call_down_sheet.content import ID, CallDownSheet, CallRow, content
from app.reports.documents.drafting import draft, heavy
from app.reports.documents.spec import DocumentInput, Draft
from app.reports.kit import (
    DENSE,
    Align,
    Block,
    Cell,
    Column,
    Margins,
    Prose,
    Room,
    Rule,
    SignatureLine,
    Space,
    Table,
    TextLike,
    Together,
)

MARGINS = Margins(top_mm=24, right_mm=16, bottom_mm=30, left_mm=20)
"""Narrow ones: nine columns."""
_WAITING = (9, 17, 30, 27, 15, 23, 24, 24, 24)
_REACHED = (9, 17, 30, 50, 15, 72)
_TABLES = DENSE.with_cells(9.5, 13)
_TICK = _TABLES.cell.but(size_pt=8.5, leading_pt=14)
_HEADING = DENSE.level1.but(before_pt=6, after_pt=2)
_TEXT = DENSE.plain.but(size_pt=11, leading_pt=16)
_LEAST_PT = 90
_ROW_PT = 26


def draft_of(given: DocumentInput, progress: Progress) -> Draft:
    """Its draft."""
    paper = content(given)
    return draft(ID, paper, blocks(paper), given, f"{paper.title} {paper.subject}", margins=MARGINS)


def blocks(paper: CallDownSheet) -> list[Block]:
    """The whole sheet."""
    tick = Cell(paper.tick, style=_TICK)
    waiting: list[list[TextLike | Cell]] = [[*_cells(one), tick, tick, tick] for one in paper.waiting]
    return [
        Prose(paper.title, DENSE.title), Prose(paper.subject, DENSE.caption.but(size_pt=13, leading_pt=18)),
        *(Prose(line, _TEXT) for line in paper.lead), Rule(weight_pt=0.9, before_pt=3, after_pt=2),
        Prose(paper.waiting_heading, _HEADING),
        Table(_columns(paper.waiting_heads, _WAITING), waiting, _TABLES, least_row_pt=_ROW_PT, empty=paper.nobody_waiting),
        Room(_LEAST_PT), Prose(paper.reached_heading, _HEADING),
        Table(_columns(paper.reached_heads, _REACHED), [_cells(one) for one in paper.reached], _TABLES, empty=paper.nobody_reached),
        Together([Space(8), *(Prose(note, DENSE.note) for note in paper.notes), SignatureLine(paper.signatures, _TEXT)]),
    ]


def _columns(heads: tuple[str, ...], shares: tuple[float, ...]) -> list[Column]:
    return [Column(head, share, Align.CENTRE if at in (0, 4) else Align.LEFT)
            for at, (head, share) in enumerate(zip(heads, shares, strict=True))]  # fmt: skip


def _cells(one: CallRow) -> list[TextLike]:
    return [one.number, heavy(one.name), one.phone, one.about, one.count, one.last]
