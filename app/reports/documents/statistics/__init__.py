"""突发事件统计: incidents in figures with charts, each beside its table; readable in black and white."""

from __future__ import annotations

from app.desk.jobs import Progress
from app.kernel.text import Text
from app.reports.documents.spec import About, DocumentInput, DocumentSpec, Draft


def _draft(given: DocumentInput, progress: Progress) -> Draft:
    from app.reports.documents.statistics.layout import draft_of  # noqa: PLC0415 - the page kit is heavy: not at start-up

    return draft_of(given, progress)


SPEC = DocumentSpec("statistics", Text("突发事件统计", "Incident statistics"), About.AREA, _draft)
