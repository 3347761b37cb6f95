"""突发事件情况报告: the dossier of one incident for the desk itself; full, unmasked, black-and-white safe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.desk.jobs import Progress
from app.kernel.text import Text
from app.reports.documents.spec import DocumentInput, DocumentSpec

if TYPE_CHECKING:
    from app.reports.kit import Rendered


def _make(given: DocumentInput, progress: Progress) -> Rendered:
    from app.reports.documents.incident_report.layout import make  # noqa: PLC0415 - the page kit is heavy: not at start-up

    return make(given, progress)


SPEC = DocumentSpec("incident_report", Text("突发事件情况报告", "Incident report"), _make)
