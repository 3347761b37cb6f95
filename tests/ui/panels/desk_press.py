"""A press for the tests of the papers panel: real PDF bytes of two pages, without the registry of documents."""

from __future__ import annotations

import io
import threading
from typing import Any

import msgspec
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from app.desk.jobs import Progress
from app.domain.incident.model import PaperFormat
from app.kernel.text import Text
from app.reports import documents

CODE = "0123 4567 89ab cdef"
"""The check code of everything that is made here."""


class Made(msgspec.Struct, frozen=True):
    data: bytes
    pages: int
    missing: tuple[str, ...]
    format: PaperFormat = PaperFormat.PDF
    code: str = CODE


class Kind(msgspec.Struct, frozen=True):
    id: str
    title: Text
    about: str = "incident"
    inside: bool = False
    formats: tuple[PaperFormat, ...] = tuple(PaperFormat)


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
        kinds = (
            Kind("incident_report", Text("突发事件情况报告", "Incident report")),
            Kind("leader_brief", Text("值班信息（领导参阅）", "Duty brief")),
            Kind("daily_report", Text("值班日报", "Daily report"), "area"),
            Kind("plan_book", Text("预案文本", "Plan book"), "plan"),
            Kind("duty_roster", Text("值班表", "Roster"), "list", inside=True),
            Kind("map_sheet", Text("地图", "Map"), "map"),
        )
        return {one.id: one for one in kinds}

    def given(self, document: str, fields: dict[str, Any]) -> dict[str, Any]:
        self.given_facts.append(dict(fields))
        return self.given_facts[-1]

    def make(self, document: str, given: Any, wanted: PaperFormat, progress: Progress) -> Made:
        """Two pages, as text or as a PDF; what stands for Word's file is text as well. A map is made by the real press."""
        if document == "map_sheet":
            return documents.make(document, given, wanted, progress)  # type: ignore[return-value]
        progress.report(0.5)
        while not self.gate.wait(0.01):
            progress.report(0.5)
        name = "FULL NAME" if given["unmasked"] else "masked"
        lines = ["INCIDENT REPORT", str(given.get("incident_id", "")), name, "needle", f"code {CODE}"]
        if wanted is PaperFormat.PDF:
            return Made(pdf_of(lines), 2, self._missing)
        return Made("\n".join(lines).encode(), 0, (), wanted)
