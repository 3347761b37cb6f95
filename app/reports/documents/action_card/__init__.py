"""处置卡: what one role does in the first minutes, on one sheet to be laminated; and the card of the whole plan."""

from __future__ import annotations

from app.desk.jobs import Progress
from app.kernel.text import Text
from app.reports.documents.spec import PaperFormat, PlanDocumentSpec, PlanPaper, PlanPaperInput


def _make(given: PlanPaperInput, wanted: PaperFormat, progress: Progress) -> PlanPaper:
    from app.reports.documents.action_card.layout import make  # noqa: PLC0415 - the page kit is heavy: not at start-up

    return make(given, wanted, progress)


SPEC = PlanDocumentSpec("action_card", Text("处置卡", "Action card"), _make)
