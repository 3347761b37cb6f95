"""突发事件信息首报: the first written report to the superior, in the style of GB/T 9704-2012, masked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.desk.jobs import Progress
from app.domain.reporting.model import Stage
from app.kernel.text import Text
from app.reports.documents.report_paper import report_of
from app.reports.documents.spec import DocumentInput, DocumentSpec

if TYPE_CHECKING:
    from app.reports.kit import Rendered


def _make(given: DocumentInput, progress: Progress) -> Rendered:
    from app.reports.documents.first_report.layout import make  # noqa: PLC0415 - the page kit is heavy: not at start-up
    from app.reports.documents.report_layout import make as make_written  # noqa: PLC0415

    if report_of(given, Stage.FIRST) is not None:  # it was composed here: its own text, not another one
        return make_written("first_report", given, progress, Stage.FIRST)
    return make(given, progress)


SPEC = DocumentSpec("first_report", Text("突发事件信息首报", "First written report"), _make)
