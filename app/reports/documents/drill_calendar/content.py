"""The year of drills: who has to drill how often and why, when next, and what was held. Pure."""

from __future__ import annotations

from app.reports.documents.list_pages import ListPages, list_pages
from app.reports.documents.spec import ListPaperInput

ID = "drill_calendar"


def content(given: ListPaperInput) -> ListPages:
    """The paper."""
    return list_pages(given)
