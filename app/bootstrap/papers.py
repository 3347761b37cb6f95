"""What makes papers, texts and plans out of documents; loaded when the first of them is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from app.catalog.locations import program_files
from app.catalog.wording import Wording
from app.cli.doors import ComposedReport, ImportedPlan, PaperKind, Papers
from app.desk.jobs import Progress
from app.desk.paper import Paper
from app.domain.incident.model import PaperFormat
from app.domain.reference import Reference
from app.domain.reporting.model import Stage
from app.domain.situation.model import SituationReport
from app.kernel.errors import Fault


def papers() -> Papers:
    """The documents that can be printed; ``Fault("part_not_loaded")`` where what makes them does not load.

    Made in a job's thread. ``Fault("no_chinese_font")`` where a PDF has no face to be set in; ``Refusal("role_without_card")``
    for a card of a role that the plan gives nothing.
    """
    try:
        from app.reports import documents  # noqa: PLC0415 - loaded when the first paper is asked for
        from app.reports.documents import map_sheet  # noqa: PLC0415
        from app.reports.documents.action_card.content import card_roles  # noqa: PLC0415
        from app.reports.documents.plan_words import PlanWords  # noqa: PLC0415
    except ImportError as error:
        raise Fault("part_not_loaded", {"detail": str(error)}) from error

    def signs() -> bytes:
        return (program_files().resources / "signs" / "signs.json").read_bytes()

    def make(name: str, fields: Mapping[str, Any], wanted: PaperFormat, progress: Progress) -> Paper:
        drawn = {"signs": signs()} if documents.DOCUMENTS[name].about is documents.About.MAP else {}
        return documents.make(name, documents.input_of(name, {**fields, **drawn}), wanted, progress)

    return Papers(
        {
            name: PaperKind(spec.title, spec.about.value, spec.formats, spec.inside)
            for name, spec in documents.DOCUMENTS.items()
        },
        make,
        page=lambda picture, fields: map_sheet.page(map_sheet.composed_of(picture, fields, signs())),
        roles=lambda fields: card_roles(PlanWords(documents.PlanPaperInput(**fields))),
        every_role=documents.EVERY_ROLE,
    )


def compose_report(
    fields: Mapping[str, Any], stage: Stage, report: SituationReport | None, question: str
) -> ComposedReport:
    """What the machine would write now; ``Fault("part_not_loaded")`` where what tells it does not load."""
    try:
        from app.reports.composing import compose  # noqa: PLC0415 - loaded when the first report is asked for
        from app.reports.documents import DocumentInput  # noqa: PLC0415
    except ImportError as error:
        raise Fault("part_not_loaded", {"detail": str(error)}) from error
    return compose(DocumentInput(**fields), stage, report, question)


def report_text(report: SituationReport, wording: Wording) -> str:
    """A written report as plain text; ``Fault("part_not_loaded")`` where what tells it does not load."""
    try:
        from app.reports.composing import plain_text  # noqa: PLC0415 - as above
    except ImportError as error:
        raise Fault("part_not_loaded", {"detail": str(error)}) from error
    return plain_text(report, wording)


def import_plan(path: Path, reference: Reference, progress: Progress) -> ImportedPlan:
    """A Word or text file of a plan as a draft; ``BadFile`` where it cannot be read or must not be opened."""
    try:
        from app.catalog.recognition import read_recognition  # noqa: PLC0415
        from app.exchange.plan_document.importing import import_plan as read  # noqa: PLC0415 - python-docx takes a while to load
    except ImportError as error:
        raise Fault("part_not_loaded", {"detail": str(error)}) from error
    return read(path, reference, read_recognition(program_files().resources / "recognition", reference), progress)

