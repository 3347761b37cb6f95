"""A press for the tests of the papers panel: real PDF bytes of two pages, without the registry of documents."""

from __future__ import annotations

import io
import threading
from collections.abc import Mapping
from typing import Any

import msgspec
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from app.desk.jobs import Progress
from app.domain.incident.model import PaperFormat
from app.kernel.text import Text


class Made(msgspec.Struct, frozen=True):
    data: bytes
    pages: int
    missing: tuple[str, ...]
    format: PaperFormat = PaperFormat.PDF
    code: str = "0123 4567 89ab cdef"


class Kind(msgspec.Struct, frozen=True):
    id: str
    title: Text
    about: str = "incident"
    inside: bool = False


def pdf_of(lines: list[str], pages: int = 2) -> bytes:
    """A PDF with these lines on every page."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=A4, invariant=1)
    for page in range(pages):
        canvas.setFont("Helvetica", 14)
        for place, line in enumerate([*lines, f"page {page + 1}"]):
            canvas.drawString(72, 740 - 24 * place, line)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


class TestPress:
    """Counts what was made; ``gate`` holds a paper back until it is set."""

    __test__ = False

    def __init__(self, missing: tuple[str, ...] = ()) -> None:
        self.given_facts: list[dict[str, Any]] = []
        self.gate = threading.Event()
        self.gate.set()
        self._missing = missing

    scales = (5_000, 10_000)

    @property
    def documents(self) -> dict[str, Kind]:
        return {
            "incident_report": Kind("incident_report", Text("突发事件信息报告", "Incident report")),
            "leader_brief": Kind("leader_brief", Text("领导专报", "Leader's brief")),
        }

    def given(self, document: str, fields: Mapping[str, Any]) -> dict[str, Any]:
        self.given_facts.append({**fields})
        return self.given_facts[-1]

    def make(self, document: str, given: dict[str, Any], wanted: PaperFormat, progress: Progress) -> Made:
        progress.report(0.5)
        while not self.gate.wait(0.01):
            progress.report(0.5)
        if wanted is not PaperFormat.PDF:
            return Made(f"{document} {wanted}".encode(), 0, self._missing, wanted)
        return Made(pdf_of(["INCIDENT REPORT", given["incident_id"], "needle"]), 2, self._missing)
