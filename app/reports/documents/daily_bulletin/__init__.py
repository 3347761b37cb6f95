"""每日值班要情: the day of the desk on a page or two, for the leaders in the morning."""

from __future__ import annotations

from app.desk.jobs import Progress
from app.kernel.text import Text
from app.reports.documents.spec import About, DocumentInput, DocumentSpec, Draft


def _draft(given: DocumentInput, progress: Progress) -> Draft:
    from app.reports.documents.daily_bulletin.layout import draft_of  # noqa: PLC0415 - the page kit is heavy: not at start-up

    return draft_of(given, progress)


SPEC = DocumentSpec("daily_bulletin", Text("每日值班要情", "Daily duty bulletin"), About.AREA, _draft)
