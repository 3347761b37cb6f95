"""The list on wide pages: a table for each village, boxes to tick, lines to sign."""

from __future__ import annotations

from app.desk.jobs import Progress
from app.reports.documents.drafting import draft, heavy
from app.reports.documents.evacuation_list.content import ID, EvacuationList, Row, Village, content
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

MARGINS = Margins(top_mm=22, right_mm=14, bottom_mm=30, left_mm=18)
"""Narrow ones: eleven columns, and a margin on the left for the file."""
_SHARES = (9, 27, 17, 27, 16, 20, 14, 13, 13, 13, 18)
_TABLES = DENSE.with_cells(9.5, 13, head_size_pt=9, head_leading_pt=12.5)
_HEADING = DENSE.level1.but(before_pt=6, after_pt=2)
_TEXT = DENSE.plain.but(size_pt=11, leading_pt=16)
_LEAST_PT = 130
_ROW_PT = 20
"""High enough to write in by hand."""


def draft_of(given: DocumentInput, progress: Progress) -> Draft:
    """Its draft."""
    paper = content(given)
    return draft(ID, paper, blocks(paper), given, f"{paper.title} {paper.subject}", margins=MARGINS)


def blocks(paper: EvacuationList) -> list[Block]:
    """The whole list."""
    story: list[Block] = [Prose(paper.title, DENSE.title), Prose(paper.subject, DENSE.caption.but(size_pt=13, leading_pt=18))]
    story += [Prose(line, _TEXT) for line in paper.lead if line]
    story += [Prose(paper.basis, _TEXT), *([Prose(heavy(paper.masked), _TEXT)] if paper.masked else [])]
    story.append(Rule(weight_pt=0.9, before_pt=3, after_pt=2))
    if not paper.villages:
        story.append(Prose(paper.empty, _TEXT))
    for village in paper.villages:
        story += _village(village, paper)
    story.append(Together([Space(10), *(Prose(note, DENSE.note) for note in paper.notes), SignatureLine(paper.signatures, _TEXT)]))
    return story


def _village(village: Village, paper: EvacuationList) -> list[Block]:
    columns = [
        Column(head, share, Align.LEFT if 0 < at < 6 else Align.CENTRE)
        for at, (head, share) in enumerate(zip(paper.heads, _SHARES, strict=True))
    ]
    rows = [_row(one) for one in village.rows]
    return [
        Room(_LEAST_PT), Prose(village.heading, _HEADING), Prose(village.responsible, _TEXT), Prose(village.shelters, _TEXT),
        Table(columns, rows, _TABLES, least_row_pt=_ROW_PT, padding_pt=2),
    ]


def _row(one: Row) -> list[TextLike | Cell]:
    ticks = (one.reached or "□", "□", "□")
    name: TextLike = heavy(one.place) if one.is_place else one.place
    cells: list[TextLike] = [one.number, name, one.person, one.phone, one.count, one.need, *ticks, "", ""]
    return [Cell(cell, shaded=True) for cell in cells] if one.is_place else [*cells]
