"""突发事件情况报告: the dossier of one incident, masked unless it is wanted whole; black-and-white safe."""

from __future__ import annotations

from app.desk.jobs import Progress
from app.kernel.text import Text
from app.reports.documents.spec import About, DocumentInput, DocumentSpec, Draft


def _draft(given: DocumentInput, progress: Progress) -> Draft:
    from app.reports.documents.incident_report.layout import draft_of  # noqa: PLC0415 - the page kit is heavy: not at start-up

    return draft_of(given, progress)


SPEC = DocumentSpec("incident_report", Text("突发事件情况报告", "Incident report"), About.INCIDENT, _draft)
