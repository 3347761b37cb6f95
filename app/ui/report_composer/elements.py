"""From an element that is missing to the place where it is filled in."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.catalog.intake.lexicon import read_lexicon
from app.domain.words import FactStatus
from app.ui.kit.dialogs import prompt_text, tell
from app.ui.kit.i18n import translate
from app.ui.panels.duty import closing, fact_dialogs
from app.ui.panels.duty.look import room_of
from app.ui.report_composer.presenter import ElementRow
from app.ui.report_composer.work import ReportWork

SIGN = "sign"
"""What ``fill_in`` returns where the step itself is to be taken; a section's code after ``section:`` puts the keyboard there."""


async def fill_in(parent: QWidget, work: ReportWork, row: ElementRow) -> str:
    """Open the dialog that gives the element; what is left to do for the caller, "" for nothing."""
    sources = (*row.check.element.any_of, *row.check.element.all_of)
    if "answer" in sources:
        await _ask_answer(parent, work, row)
        return ""
    family, _, name = row.check.jump.partition(":")
    of = work.incident
    if family == "section":
        return row.check.jump
    if row.check.jump == "person:signer":
        return SIGN
    if family == "person":
        return await _say_where(parent, row, translate("Composer", "Start the shift in the duty room."))
    if family == "fact" and of is not None:
        known = work.services.workspace.desk.reference.facts[name]
        await fact_dialogs.record_fact(work.services, parent, of, known, FactStatus.REPORTED)
        return ""
    if family == "field" and of is not None:
        return await _fill_field(parent, work, row, name)
    section = next((source for source in sources if source.startswith("section:")), "")
    return section or await _say_where(
        parent, row, translate("Composer", "It comes from the response, the units sent and the tasks done.")
    )


async def verify_figure(parent: QWidget, work: ReportWork, name: str) -> None:
    """Verify or correct a figure where it is kept."""
    of = work.incident
    known = work.services.workspace.desk.reference.facts.get(name)
    if of is not None and known is not None:
        await fact_dialogs.record_fact(work.services, parent, of, known, FactStatus.VERIFIED)


async def _ask_answer(parent: QWidget, work: ReportWork, row: ElementRow) -> None:
    room = room_of(work.services)
    element = row.check.element
    label = room.wording.text(element.help) if element.help else row.name
    known = work.report.answer(row.code)
    text = await prompt_text(parent, row.name, label, known, multiline=True, required=False)
    if text is not None and text != known:
        await work.answer(row.code, text)


async def _fill_field(parent: QWidget, work: ReportWork, row: ElementRow, name: str) -> str:
    of, services = work.incident, work.services
    assert of is not None
    if name == "stable":
        await closing.mark_stabilised(services, parent, of)
    elif name == "closure":
        await closing.close_incident(services, parent, of)
    elif name == "ended":
        return await _say_where(parent, row, translate("Composer", "End the response on the tasks tab of the incident."))
    else:
        reference = services.workspace.desk.reference
        lexicon = read_lexicon(services.workspace.files.resources / "catalog", reference.kinds, reference.facts)
        await fact_dialogs.correct_intake(services, parent, of, lexicon)
    return ""


async def _say_where(parent: QWidget, row: ElementRow, text: str) -> str:
    await tell(parent, row.name, text)
    return ""
