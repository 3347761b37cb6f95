"""Who is inside at a scene, those overdue first, each with a box to tick; and who signs for the count. Pure."""

from __future__ import annotations

from app.reports.documents.list_pages import ListPages, list_pages
from app.reports.documents.phrases import Phrases
from app.reports.documents.spec import ListPaperInput

ID = "scene_people"


def content(given: ListPaperInput) -> ListPages:
    """The paper."""
    words = Phrases(given)
    return list_pages(given, tuple(words.paper(f"scene_people.{one}") for one in ("counted_by", "commander", "counted_at")))
