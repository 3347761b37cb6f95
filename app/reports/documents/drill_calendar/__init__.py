"""年度演练计划: who has to drill in a year, how often and by what, and the drills that were held."""

from __future__ import annotations

from app.desk.jobs import Progress
from app.kernel.text import Text
from app.reports.documents.spec import About, DocumentSpec, Draft, ListPaperInput


def _draft(given: ListPaperInput, progress: Progress) -> Draft:
    from app.reports.documents.drill_calendar.layout import draft_of  # noqa: PLC0415 - the page kit is heavy: not at start-up

    return draft_of(given, progress)


SPEC = DocumentSpec("drill_calendar", Text("年度演练计划", "Yearly plan of drills"), About.LIST, _draft, inside=True)
