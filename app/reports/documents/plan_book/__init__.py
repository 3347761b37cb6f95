"""预案文本: a plan whole, as a document to be approved, printed and filed: cover, contents, prose, tables of what it holds."""

from __future__ import annotations

from app.desk.jobs import Progress
from app.kernel.text import Text
from app.reports.documents.spec import About, DocumentSpec, Draft, PlanPaperInput


def _draft(given: PlanPaperInput, progress: Progress) -> Draft:
    from app.reports.documents.plan_book.layout import draft_of  # noqa: PLC0415 - the page kit is heavy: not at start-up

    return draft_of(given, progress)


SPEC = DocumentSpec("plan_book", Text("预案文本", "Plan, the whole document"), About.PLAN, _draft, inside=True)
