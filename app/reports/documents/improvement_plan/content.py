"""The improvement plan: what was found, why, who puts it right until when, and on what it rests. Pure."""

from __future__ import annotations

from app.reports.documents.list_pages import ListPages, list_pages
from app.reports.documents.phrases import Phrases
from app.reports.documents.spec import ListPaperInput

ID = "improvement_plan"


def content(given: ListPaperInput) -> ListPages:
    """The paper, to be signed by who made it, who reviewed it and who approved it."""
    words = Phrases(given)
    return list_pages(given, tuple(words.paper(f"improvement.{one}") for one in ("made_by", "reviewed_by", "approved_by")))
