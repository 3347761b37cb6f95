"""叫应单: a call-down on paper, with what was reached and columns to go on by hand."""

from __future__ import annotations

from app.desk.jobs import Progress
from app.kernel.text import Text
from app.reports.documents.spec import About, DocumentInput, DocumentSpec, Draft


def _draft(given: DocumentInput, progress: Progress) -> Draft:
    from app.reports.documents.call_down_sheet.layout import draft_of  # noqa: PLC0415 - the page kit is heavy: not at start-up

    return draft_of(given, progress)


SPEC = DocumentSpec("call_down_sheet", Text("叫应单", "Call-down sheet"), About.AREA, _draft, inside=True)
