"""整改计划: weaknesses with causes, measures, owners and dates; strengths; lines to sign.

Owners are named in full: the paper tells them what they have to do.
"""

from __future__ import annotations

from app.desk.jobs import Progress
from app.kernel.text import Text
from app.reports.documents.spec import About, DocumentSpec, Draft, ListPaperInput


def _draft(given: ListPaperInput, progress: Progress) -> Draft:
    from app.reports.documents.improvement_plan.layout import draft_of  # noqa: PLC0415 - the page kit is heavy: not at start-up

    return draft_of(given, progress)


SPEC = DocumentSpec("improvement_plan", Text("问题整改计划", "Improvement plan"), About.LIST, _draft, inside=True)
