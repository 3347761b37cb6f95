"""The year of drills on its pages."""

from __future__ import annotations

from app.desk.jobs import Progress
from app.reports.documents.drafting import draft
from app.reports.documents.drill_calendar.content import ID, content
from app.reports.documents.list_layout import MARGINS, list_blocks
from app.reports.documents.spec import Draft, ListPaperInput

_SHARES = ((1.8, 2.6, 4.4, 1.8, 1.8, 2.6),)
"""Both tables are as wide: who, how often and why, last, next, months; and a drill with its type, plans and people."""


def draft_of(given: ListPaperInput, progress: Progress) -> Draft:
    """Its draft."""
    paper = content(given)
    return draft(ID, paper, list_blocks(paper, _SHARES), given, paper.title, margins=MARGINS)
