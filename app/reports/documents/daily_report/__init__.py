"""每日值班信息（日报、零报告）: about one incident or, without one, about the whole area; masked."""

from __future__ import annotations

from app.desk.jobs import Progress
from app.domain.reporting.model import Stage
from app.kernel.text import Text
from app.reports.documents.spec import About, DocumentInput, DocumentSpec, Draft


def _draft(given: DocumentInput, progress: Progress) -> Draft:
    from app.reports.documents.report_layout import draft_of  # noqa: PLC0415 - the page kit is heavy: not at start-up

    return draft_of("daily_report", given, progress, Stage.DAILY, Stage.ZERO)


SPEC = DocumentSpec("daily_report", Text("突发事件信息日报（零报告）", "Daily or zero report"), About.AREA, _draft)
