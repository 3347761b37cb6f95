"""突发事件信息首报: the first written report to the superior, in the style of GB/T 9704-2012, masked."""

from __future__ import annotations

from app.desk.jobs import Progress
from app.domain.reporting.model import Stage
from app.kernel.text import Text
from app.reports.documents.report_paper import report_of
from app.reports.documents.spec import About, DocumentInput, DocumentSpec, Draft


def _draft(given: DocumentInput, progress: Progress) -> Draft:
    from app.reports.documents.first_report.layout import draft_of  # noqa: PLC0415 - the page kit is heavy: not at start-up
    from app.reports.documents.report_layout import draft_of as written  # noqa: PLC0415

    if report_of(given, Stage.FIRST) is not None:  # it was composed here: its own text, not another one
        return written("first_report", given, progress, Stage.FIRST)
    return draft_of(given, progress)


SPEC = DocumentSpec("first_report", Text("突发事件信息首报", "First written report"), About.INCIDENT, _draft)
