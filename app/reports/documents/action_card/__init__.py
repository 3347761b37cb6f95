"""处置卡: what one role does in the first minutes, on one sheet to be laminated; and the card of the whole plan."""

from __future__ import annotations

from app.desk.jobs import Progress
from app.kernel.text import Text
from app.reports.documents.spec import About, DocumentSpec, Draft, PlanPaperInput


def _draft(given: PlanPaperInput, progress: Progress) -> Draft:
    from app.reports.documents.action_card.layout import draft_of  # noqa: PLC0415 - the page kit is heavy: not at start-up

    return draft_of(given, progress)


SPEC = DocumentSpec("action_card", Text("处置卡", "Action card"), About.PLAN, _draft, inside=True)
