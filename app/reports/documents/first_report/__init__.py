"""突发事件信息首报: the first written report to the superior, in the style of GB/T 9704-2012, masked."""

from __future__ import annotations

from app.kernel.text import Text
from app.reports.documents.first_report.layout import make
from app.reports.documents.spec import DocumentSpec

SPEC = DocumentSpec("first_report", Text("突发事件信息首报", "First written report"), make)
