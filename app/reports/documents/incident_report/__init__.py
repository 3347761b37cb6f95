"""突发事件情况报告: the dossier of one incident for the desk itself; full, unmasked, black-and-white safe."""

from __future__ import annotations

from app.kernel.text import Text
from app.reports.documents.incident_report.layout import make
from app.reports.documents.spec import DocumentSpec

SPEC = DocumentSpec("incident_report", Text("突发事件情况报告", "Incident report"), make)
