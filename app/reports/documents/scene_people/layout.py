"""The roll call on its pages."""

from __future__ import annotations

from app.desk.jobs import Progress
from app.reports.documents.drafting import draft
from app.reports.documents.list_layout import MARGINS, list_blocks
from app.reports.documents.scene_people.content import ID, content
from app.reports.documents.spec import Draft, ListPaperInput

_SHARES = ((0.7, 1.5, 2.6, 2.4, 1.8, 1.5, 1.5, 1.3, 1.4),)
"""Number, name, organisation, unit, where inside, in, expected out, state, and the box."""


def draft_of(given: ListPaperInput, progress: Progress) -> Draft:
    """Its draft."""
    paper = content(given)
    return draft(ID, paper, list_blocks(paper, _SHARES), given, paper.title, margins=MARGINS)
