"""年度演练计划: who has to drill in a year, how often and by what, and the drills that were held."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.desk.jobs import Progress
from app.kernel.text import Text
from app.reports.documents.spec import ListDocumentSpec, ListPaperInput

if TYPE_CHECKING:
    from app.reports.kit import Rendered


def _make(given: ListPaperInput, progress: Progress) -> Rendered:
    from app.reports.documents.drill_calendar.layout import make  # noqa: PLC0415 - the page kit is heavy: not at start-up

    return make(given, progress)


SPEC = ListDocumentSpec("drill_calendar", Text("年度演练计划", "Yearly plan of drills"), _make)
