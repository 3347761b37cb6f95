"""The year of drills on its pages."""

from __future__ import annotations

from app.desk.jobs import Progress
from app.reports.documents.drill_calendar.content import ID, content
from app.reports.documents.list_layout import MARGINS, list_blocks
from app.reports.documents.press import printed
from app.reports.documents.spec import ListPaperInput
from app.reports.kit import Rendered

_SHARES = ((1.8, 2.6, 4.4, 1.8, 1.8, 2.6),)
"""Both tables are as wide: who, how often and why, last, next, months; and a drill with its type, plans and people."""


def make(given: ListPaperInput, progress: Progress) -> Rendered:
    """The PDF. ``Fault("no_chinese_font")`` without a face; ``Cancelled`` soon after the job is told to stop."""
    paper = content(given)
    return printed(ID, paper, list_blocks(paper, _SHARES), given, paper.title, progress, margins=MARGINS)
