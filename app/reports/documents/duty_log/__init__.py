"""值班日志: the log of a shift or a day with the fields of facts file §3.6, to be signed."""

from __future__ import annotations

from app.desk.jobs import Progress
from app.kernel.text import Text
from app.reports.documents.spec import About, DocumentSpec, Draft, ListPaperInput


def _draft(given: ListPaperInput, progress: Progress) -> Draft:
    from app.reports.documents.duty_log.layout import draft_of  # noqa: PLC0415 - the page kit is heavy: not at start-up

    return draft_of(given, progress)


SPEC = DocumentSpec("duty_log", Text("值班日志", "Duty log"), About.LIST, _draft, inside=True)
