"""交接班记录: every matter with its acceptance, both names, and the seal of the journal that it stands on."""

from __future__ import annotations

from app.desk.jobs import Progress
from app.kernel.text import Text
from app.reports.documents.spec import About, DocumentSpec, Draft, ListPaperInput


def _draft(given: ListPaperInput, progress: Progress) -> Draft:
    from app.reports.documents.handover_sheet.layout import draft_of  # noqa: PLC0415 - the page kit is heavy: not at start-up

    return draft_of(given, progress)


SPEC = DocumentSpec("handover_sheet", Text("交接班记录", "Handover record"), About.LIST, _draft, inside=True)
