"""The sheet on its page: a red mast, ruled boxes, the words of the leader set large, room to write."""

from __future__ import annotations

from app.desk.jobs import Progress
from app.reports.documents.drafting import draft, heavy
from app.reports.documents.instruction_sheet.content import ID, InstructionSheet, content
from app.reports.documents.spec import DocumentInput, Draft
from app.reports.kit import (
    DENSE,
    Align,
    Block,
    Cell,
    Column,
    Ends,
    FaceRole,
    KeyValueGrid,
    Margins,
    Prose,
    Rule,
    SignatureLine,
    Space,
    Style,
    Table,
    TextLike,
    Together,
)

MARGINS = Margins(top_mm=22, right_mm=24, bottom_mm=28, left_mm=26)
"""A little more room than an official letter has, so that the sheet is one page."""
_MAST = Style(role=FaceRole.XIAOBIAOSONG, size_pt=32, leading_pt=42, align=Align.CENTRE, tracking_pt=10, red=True)
_LINE = Style(role=FaceRole.FANGSONG, size_pt=13, leading_pt=19, align=Align.LEFT)
_TABLES = DENSE.with_cells(11.5, 17)
_WORDS = Style(role=FaceRole.KAITI, size_pt=15, leading_pt=24, first_indent_chars=2, align=Align.JUSTIFY)
_BY = _TABLES.cell.but(align=Align.RIGHT)
_ROW_PT = 24
_ROOM_LINES = 1


def draft_of(given: DocumentInput, progress: Progress) -> Draft:
    """Its draft."""
    paper = content(given)
    return draft(ID, paper, blocks(paper), given, f"{paper.masthead} {paper.number}", margins=MARGINS)


def blocks(paper: InstructionSheet) -> list[Block]:
    """The whole sheet."""
    label = _TABLES.cell_head
    said: list[list[TextLike | Cell]] = [
        [Cell(paper.summary_label, shaded=True, style=label), paper.summary],
        [Cell(paper.words_label, shaded=True, style=label), Cell(paper.words, style=_WORDS)],
        ["", Cell(paper.words_by, style=_BY)],
        [Cell(paper.proposal.label, shaded=True, style=label), f"{paper.proposal.value}{chr(10) * _ROOM_LINES}"],
    ]
    steps: list[list[TextLike | Cell]] = [[one.at, one.by, one.text] for one in paper.steps]
    steps += [["", "", ""] for _ in range(paper.blank_rows)]
    columns = [Column(head, share) for head, share in zip(paper.step_heads, (2.1, 2.0, 8), strict=True)]
    return [
        Prose(paper.masthead, _MAST), Ends(paper.number, heavy(paper.standing), _LINE),
        Rule(red=True, weight_pt=2.2, before_pt=3, after_pt=6),
        KeyValueGrid([(one.label, one.value) for one in paper.head], _TABLES, name_share=0.46),
        Table([Column("", 1.45), Column("", 8)], said, _TABLES),
        KeyValueGrid([(one.label, one.value) for one in paper.handling], _TABLES, name_share=0.46),
        Prose(paper.steps_heading, DENSE.level2.but(before_pt=8)),
        Table(columns, steps, _TABLES, least_row_pt=_ROW_PT),
        Together([
            KeyValueGrid([(one.label, one.value) for one in paper.answer], _TABLES, columns=1, name_share=0.26),
            Space(10), SignatureLine(paper.signatures, _LINE),
        ]),
    ]
