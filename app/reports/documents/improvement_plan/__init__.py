"""整改计划: weaknesses with causes, measures, owners and dates; strengths; lines to sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.desk.jobs import Progress
from app.kernel.text import Text
from app.reports.documents.spec import ListDocumentSpec, ListPaperInput

if TYPE_CHECKING:
    from app.reports.kit import Rendered


def _make(given: ListPaperInput, progress: Progress) -> Rendered:
    from app.reports.documents.improvement_plan.layout import make  # noqa: PLC0415 - the page kit is heavy: not at start-up

    return make(given, progress)


SPEC = ListDocumentSpec("improvement_plan", Text("问题整改计划", "Improvement plan"), _make)
