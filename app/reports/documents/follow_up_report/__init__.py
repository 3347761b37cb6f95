"""突发事件信息续报: what is new since the report before, in the style of GB/T 9704-2012, masked."""

from __future__ import annotations

from app.desk.jobs import Progress
from app.domain.reporting.model import Stage
from app.kernel.text import Text
from app.reports.documents.spec import About, DocumentInput, DocumentSpec, Draft


def _draft(given: DocumentInput, progress: Progress) -> Draft:
    from app.reports.documents.report_layout import draft_of  # noqa: PLC0415 - the page kit is heavy: not at start-up

    return draft_of("follow_up_report", given, progress, Stage.FOLLOW_UP)


SPEC = DocumentSpec("follow_up_report", Text("突发事件信息续报", "Follow-up report"), About.INCIDENT, _draft)
