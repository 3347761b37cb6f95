"""领导批示件、督办单: an instruction from above in full, who handles it until when, and what was reported back."""

from __future__ import annotations

from app.desk.jobs import Progress
from app.kernel.text import Text
from app.reports.documents.spec import About, DocumentInput, DocumentSpec, Draft


def _draft(given: DocumentInput, progress: Progress) -> Draft:
    from app.reports.documents.instruction_sheet.layout import draft_of  # noqa: PLC0415 - the page kit is heavy: not at start-up

    return draft_of(given, progress)


SPEC = DocumentSpec("instruction_sheet", Text("领导批示件（督办单）", "Instruction sheet"), About.AREA, _draft)
