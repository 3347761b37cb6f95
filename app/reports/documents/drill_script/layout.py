"""The list of events on sheets that lie."""

from __future__ import annotations

from app.desk.jobs import Progress
from app.reports.documents.drill_input import DrillPaperInput
from app.reports.documents.drill_layout import drill_draft, lying
from app.reports.documents.drill_script.content import ID, content
from app.reports.documents.spec import Draft


def draft_of(given: DrillPaperInput, progress: Progress) -> Draft:
    """Its draft."""
    paper = content(given)
    progress.report(0.1)
    return drill_draft(ID, paper, given, lying(given.lang))
