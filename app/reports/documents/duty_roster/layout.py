"""The month on its page: a title, the table of days, then phones, counts and swaps."""

from __future__ import annotations

from app.desk.jobs import Progress
from app.reports.documents.drafting import draft
from app.reports.documents.duty_roster.content import ID, MonthSheet, Section, content
from app.reports.documents.spec import Draft, ListPaperInput
from app.reports.kit import DENSE, Block, Column, Margins, Prose, Rule, Table

_DAY_SHARES = (1.0, 0.9, 2.1)
"""Day, weekday, what is special about it; every post takes as much as the rest allows."""

_POST_SHARE = 1.7

_MARGINS = Margins(top_mm=18, right_mm=16, bottom_mm=26, left_mm=18)
_CLOSE = DENSE.with_cells(9.5, 11.5)
"""A month hangs on one sheet: 31 days with their heading fit between these margins in this type."""


def draft_of(given: ListPaperInput, progress: Progress) -> Draft:
    """Its draft."""
    sheet = content(given)
    return draft(ID, sheet, _blocks(sheet), given, sheet.title, margins=_MARGINS)


def _blocks(sheet: MonthSheet) -> list[Block]:
    blocks: list[Block] = [Prose(sheet.title, DENSE.title), Prose(sheet.lead, DENSE.plain)]
    blocks += [Prose(line, DENSE.plain) for line in sheet.remarks]
    blocks.append(Rule(weight_pt=0.9, before_pt=2, after_pt=2))
    for place, section in enumerate(sheet.sections):
        if place:
            blocks.append(Prose(section.heading, DENSE.level2))
        blocks.append(_table(section, is_month=not place))
        if not place:
            blocks.append(Prose(sheet.legend, DENSE.note))
    return blocks


def _table(section: Section, *, is_month: bool) -> Table:
    rest = len(section.heads) - len(_DAY_SHARES)
    shares = (*_DAY_SHARES, *(_POST_SHARE for _ in range(rest))) if is_month and rest > 0 else (1.0,) * len(section.heads)
    columns = [Column(head, share) for head, share in zip(section.heads, shares, strict=True)]
    return Table(columns, [list(row) for row in section.rows], _CLOSE if is_month else DENSE)
