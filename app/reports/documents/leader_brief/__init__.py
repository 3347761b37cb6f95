"""值班信息（领导参阅）: one page for the leader; what does not fit is left out by rank, the page never overflows."""

from __future__ import annotations

from app.desk.jobs import Progress
from app.kernel.text import Text
from app.reports.documents.spec import About, DocumentInput, DocumentSpec, Draft


def _draft(given: DocumentInput, progress: Progress) -> Draft:
    from app.reports.documents.leader_brief.layout import draft_of  # noqa: PLC0415 - the page kit is heavy: not at start-up

    return draft_of(given, progress)


SPEC = DocumentSpec("leader_brief", Text("值班信息（领导参阅）", "Duty brief for leaders"), About.INCIDENT, _draft)
