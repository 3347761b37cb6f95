"""The bulletin on its pages: a red mast over a red rule, then the parts with their tables."""

from __future__ import annotations

import msgspec

from app.desk.jobs import Progress
from app.reports.documents.daily_bulletin.content import ID, BulletinTable, DailyBulletin, content
from app.reports.documents.drafting import draft, heavy
from app.reports.documents.phrases import Phrases
from app.reports.documents.spec import DocumentInput, Draft
from app.reports.kit import DENSE, Align, Block, Column, Ends, FaceRole, Margins, Prose, Room, Rule, Style, Table, Together

MARGINS = Margins(top_mm=26, right_mm=24, bottom_mm=30, left_mm=26)
"""A little more room than an official letter has."""
_MAST = Style(role=FaceRole.XIAOBIAOSONG, size_pt=34, leading_pt=42, align=Align.CENTRE, tracking_pt=8, red=True)
_LINE = Style(role=FaceRole.FANGSONG, size_pt=13, leading_pt=19, align=Align.LEFT)
_HEADING = DENSE.level1.but(before_pt=8, after_pt=3)
_BODY = DENSE.body.but(size_pt=12, leading_pt=18.5)
_FOOT = Style(role=FaceRole.FANGSONG, size_pt=11, leading_pt=15, align=Align.LEFT)
_TABLES = DENSE.with_cells(10, 14)
_NUMBERS = msgspec.structs.replace(_TABLES, cell=_TABLES.cell.but(align=Align.CENTRE))
_LEAST_PT = 90
"""A part begins on this page where so much of it stands here."""


def draft_of(given: DocumentInput, progress: Progress) -> Draft:
    """Its draft."""
    paper = content(given)
    return draft(ID, paper, blocks(paper, Phrases(given)), given, f"{paper.masthead} {paper.date}", margins=MARGINS)


def blocks(paper: DailyBulletin, words: Phrases) -> list[Block]:
    """The whole bulletin."""
    counts, cases, running, matters, overdue, tomorrow = paper.headings
    story: list[Block] = [
        Prose(paper.masthead, _MAST),
        Ends(paper.issue, paper.sign_off, _LINE), Ends(paper.desk, paper.date, _LINE),
        Rule(red=True, weight_pt=2.2, before_pt=3, after_pt=4),
        *(Prose(line, _BODY) for line in paper.lead),
        Room(_LEAST_PT), Prose(counts, _HEADING), _table(paper.counts, (3, 1.5, 1.5, 1.5, 1.5, 1.5, 1.3), centred=True),
        Room(_LEAST_PT), Prose(cases, _HEADING), *_cases(paper, words),
        *_part(running, paper.open_incidents, (2.6, 3, 1.5, 1.5, 1.9, 3.4)),
        *_part(matters, paper.matters, (1.8, 5, 3.6, 2.6)),
        *_part(overdue, paper.overdue, (5, 3.6, 1.9, 2.1)),
        Room(_LEAST_PT), Prose(tomorrow, _HEADING), *(Prose(f"{n}. {line}", _BODY) for n, line in enumerate(paper.tomorrow, 1)),
        Together([Rule(weight_pt=0.9, before_pt=6, after_pt=2), Ends(paper.foot[0], paper.foot[1], _FOOT)]),
    ]
    return story


def _cases(paper: DailyBulletin, words: Phrases) -> list[Block]:
    if not paper.cases:
        return [Prose(words.paper("bulletin.no_case"), _BODY)]
    made: list[Block] = [Prose([heavy(f"{n}. {one.heading}{words.paper('colon')}"), one.text], _BODY)
                         for n, one in enumerate(paper.cases, 1)]  # fmt: skip
    return [*made, Prose(paper.cases_left_out, DENSE.note)] if paper.cases_left_out else made


def _part(heading: str, table: BulletinTable, shares: tuple[float, ...]) -> list[Block]:
    made: list[Block] = [Room(_LEAST_PT), Prose(heading, _HEADING), _table(table, shares)]
    return [*made, Prose(table.left_out, DENSE.note)] if table.left_out else made


def _table(table: BulletinTable, shares: tuple[float, ...], *, centred: bool = False) -> Block:
    align = [Align.LEFT, *([Align.CENTRE if centred else Align.LEFT] * (len(shares) - 1))]
    columns = [Column(head, share, one) for head, share, one in zip(table.heads, shares, align, strict=True)]
    return Table(columns, [list(row) for row in table.rows], _NUMBERS if centred else _TABLES, empty=table.empty)
