"""The improvement plan on its pages."""

from __future__ import annotations

from app.desk.jobs import Progress
from app.reports.documents.drafting import draft
from app.reports.documents.improvement_plan.content import ID, content
from app.reports.documents.list_layout import MARGINS, list_blocks
from app.reports.documents.spec import Draft, ListPaperInput

_SHARES = ((1.5, 3.6, 0.9, 3.6, 1.5, 1.2, 1.7, 1.1), (1.7, 3.4, 3.4, 5.0), (1.7, 6.8, 5.0))
"""The measures; their sources and evidence."""


def draft_of(given: ListPaperInput, progress: Progress) -> Draft:
    """Its draft."""
    paper = content(given)
    return draft(ID, paper, list_blocks(paper, _SHARES), given, paper.title, margins=MARGINS)
