"""转移安置名单: who has to leave, village by village, with columns to be ticked by hand and signed by the village."""

from __future__ import annotations

from app.desk.jobs import Progress
from app.kernel.text import Text
from app.reports.documents.spec import About, DocumentInput, DocumentSpec, Draft


def _draft(given: DocumentInput, progress: Progress) -> Draft:
    from app.reports.documents.evacuation_list.layout import draft_of  # noqa: PLC0415 - the page kit is heavy: not at start-up

    return draft_of(given, progress)


SPEC = DocumentSpec("evacuation_list", Text("转移安置名单", "Evacuation list"), About.INCIDENT, _draft)
