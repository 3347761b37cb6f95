"""值班表: a month of the duty roster on A4, days marked by word and shape, phones masked unless whole ones are asked for."""

from __future__ import annotations

from app.desk.jobs import Progress
from app.kernel.text import Text
from app.reports.documents.spec import About, DocumentSpec, Draft, ListPaperInput


def _draft(given: ListPaperInput, progress: Progress) -> Draft:
    from app.reports.documents.duty_roster.layout import draft_of  # noqa: PLC0415 - the page kit is heavy: not at start-up

    return draft_of(given, progress)


SPEC = DocumentSpec("duty_roster", Text("值班表", "Duty roster"), About.LIST, _draft, inside=True)
