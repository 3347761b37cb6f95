"""突发事件信息补报: figures that changed, within which period, and why, in the style of GB/T 9704-2012, masked."""

from __future__ import annotations

from app.desk.jobs import Progress
from app.domain.reporting.model import Stage
from app.kernel.text import Text
from app.reports.documents.spec import About, DocumentInput, DocumentSpec, Draft


def _draft(given: DocumentInput, progress: Progress) -> Draft:
    from app.reports.documents.report_layout import draft_of  # noqa: PLC0415 - the page kit is heavy: not at start-up

    return draft_of("correction_report", given, progress, Stage.CORRECTION)


SPEC = DocumentSpec("correction_report", Text("突发事件信息补报", "Correction"), About.INCIDENT, _draft)
