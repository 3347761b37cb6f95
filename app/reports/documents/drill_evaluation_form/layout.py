"""The evaluation form, a sheet for each objective."""

from __future__ import annotations

from app.desk.jobs import Progress
from app.reports.documents.drill_evaluation_form.content import ID, content
from app.reports.documents.drill_input import DrillPaperInput
from app.reports.documents.drill_layout import drill_draft, to_write_on
from app.reports.documents.spec import Draft


def draft_of(given: DrillPaperInput, progress: Progress) -> Draft:
    """Its draft."""
    paper = content(given)
    progress.report(0.1)
    return drill_draft(ID, paper, given, to_write_on(given.lang))
