"""范围内情况清单: what lies inside a piece of ground, with the people to be called; made to be used beside the phone."""

from __future__ import annotations

from app.desk.jobs import Progress
from app.kernel.text import Text
from app.reports.documents.spec import About, DocumentSpec, Draft, ListPaperInput


def _draft(given: ListPaperInput, progress: Progress) -> Draft:
    from app.reports.documents.around_list.layout import draft_of  # noqa: PLC0415 - the page kit is heavy: not at start-up

    return draft_of(given, progress)


SPEC = DocumentSpec("around_list", Text("范围内情况清单", "What is inside"), About.LIST, _draft, inside=True)
