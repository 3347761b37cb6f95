"""A worded month → what stands on the sheet. Pure; every text is bounded."""

from __future__ import annotations

import msgspec

from app.reports.documents.phrases import Phrases
from app.reports.documents.spec import ListPaperInput

ID = "duty_roster"
_CELL_MOST = 24
_LINE_MOST = 160
_ROWS_MOST = 400


class Section(msgspec.Struct, frozen=True):
    """A table under its heading; the first one is the month itself and stands under the title without one."""

    heading: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class MonthSheet(msgspec.Struct, frozen=True):
    """The sheet: title, whose it is, remarks, the month, the other tables, the legend of its marks."""

    title: str
    lead: str
    remarks: tuple[str, ...]
    sections: tuple[Section, ...]
    legend: str


def content(given: ListPaperInput) -> MonthSheet:
    """The whole sheet; empty tables are left out."""
    words = Phrases(given)
    sections = tuple(
        Section(
            words.clip(one.title, _LINE_MOST), one.heads,
            tuple(
                tuple(words.clip(cell, _LINE_MOST if place > 1 else _CELL_MOST) for cell in row) for row in one.rows[:_ROWS_MOST]
            ),
        )
        for place, one in enumerate(given.groups) if one.rows
    )
    return MonthSheet(
        title=words.clip(given.subject, 60), lead=words.paper("roster.lead", place=words.clip(given.place, 40)),
        remarks=tuple(words.clip(one, _LINE_MOST) for one in given.totals), sections=sections, legend=words.paper("roster.legend"),
    )
