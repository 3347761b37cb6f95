"""突发事件信息终报: course, outcome, present state, next steps, in the style of GB/T 9704-2012, masked."""

from __future__ import annotations

from app.desk.jobs import Progress
from app.domain.reporting.model import Stage
from app.kernel.text import Text
from app.reports.documents.spec import About, DocumentInput, DocumentSpec, Draft


def _draft(given: DocumentInput, progress: Progress) -> Draft:
    from app.reports.documents.report_layout import draft_of  # noqa: PLC0415 - the page kit is heavy: not at start-up

    return draft_of("final_report", given, progress, Stage.FINAL)


SPEC = DocumentSpec("final_report", Text("突发事件信息终报", "Final report"), About.INCIDENT, _draft)
