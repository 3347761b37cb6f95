"""预案文本: a plan whole, as a document to be approved, printed and filed: cover, contents, prose, tables of what it holds."""

from __future__ import annotations

from app.desk.jobs import Progress
from app.kernel.text import Text
from app.reports.documents.spec import PaperFormat, PlanDocumentSpec, PlanPaper, PlanPaperInput


def _make(given: PlanPaperInput, wanted: PaperFormat, progress: Progress) -> PlanPaper:
    from app.reports.documents.plan_book.layout import make  # noqa: PLC0415 - the page kit is heavy: not at start-up

    return make(given, wanted, progress)


SPEC = PlanDocumentSpec("plan_book", Text("预案文本", "Plan, the whole document"), _make)
