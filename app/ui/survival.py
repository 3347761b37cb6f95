"""One click for going on by hand: the survival pack with everything that stands now, and blank forms with the next numbers."""

from __future__ import annotations

import asyncio
from typing import Any

from PySide6.QtWidgets import QWidget

from app.desk.paper import Paper
from app.desk.survival import FORMS, PACK, pack_fields, reserve, wanted_slips
from app.domain.paper.model import MOST_AT_ONCE, SlipRun
from app.kernel.errors import Fault, Refusal
from app.ui.kit.dialogs import Answer, KitDialog, ask, show, tell
from app.ui.kit.form import Form
from app.ui.kit.form_fields import Field, FieldKind
from app.ui.kit.i18n import translate
from app.ui.kit.working import working
from app.ui.panels.papers import printing
from app.ui.panels.papers.sheet import map_page
from app.ui.paper_out import print_pdf, save_pdf
from app.ui.services import Services

PICTURES = 6
"""Incidents whose map is taken from the window (a second each); the others get the ground in outline."""


async def make_pack(services: Services, parent: QWidget) -> bool:
    """Make the pack of this moment, keep it in the data folder, and offer it to a printer; whether it was made."""
    by_hand = services.workspace.by_hand
    title = services.wording.say("document.survival_pack")
    if by_hand is None:
        await tell(parent, title, translate("Survival", "This program was built without papers: install it anew."))
        return False
    try:
        slips = await _numbers(services, wanted_slips(services.workspace.desk.reference), PACK)
        fields = {**_fields(services, slips), "maps": await _pictures(services)}
        paper = await working(services.workspace.jobs, parent, title, lambda progress: by_hand.make_pack(fields, progress))
        kept = await asyncio.to_thread(by_hand.keeper.put, paper.data)
    except asyncio.CancelledError:
        if (task := asyncio.current_task()) is not None and task.cancelling():
            raise
        services.navigator.say(translate("Survival", "Cancelled; the numbers of its slips stay unused"), "watch")
        return False
    except (Fault, Refusal) as no:
        await tell(parent, title, services.explain(no))
        return False
    text = translate("Survival", "{pages} pages, kept as {name}.").format(pages=paper.pages, name=str(kept))
    await _offer(services, parent, "survival_pack", text, paper)
    return True


async def print_forms(services: Services, parent: QWidget) -> bool:
    """Ask how many of which form, give them the next numbers, and offer them to a printer; whether they were made."""
    by_hand = services.workspace.by_hand
    title = services.wording.say("document.blank_form")
    if by_hand is None:
        await tell(parent, title, translate("Survival", "This program was built without papers: install it anew."))
        return False
    wanted = await _ask_counts(services, parent, title)
    if not wanted:
        return False
    try:
        slips = await _numbers(services, wanted, FORMS)
        if not slips:
            await tell(parent, title, translate("Survival", "This journal cannot be written, so no numbers can be given."))
            return False
        fields = _fields(services, slips)
        paper = await working(services.workspace.jobs, parent, title, lambda progress: by_hand.make_forms(fields, progress))
    except (Fault, Refusal) as no:
        await tell(parent, title, services.explain(no))
        return False
    await _offer(services, parent, "blank_form", translate("Survival", "{pages} pages").format(pages=paper.pages), paper)
    return True


async def _numbers(services: Services, wanted: tuple[tuple[str, int], ...], purpose: str) -> tuple[SlipRun, ...]:
    """The numbers of the slips; none where the journal can only be read: the pack goes out without blank slips."""
    workspace = services.workspace
    if workspace.read_only or workspace.desk.damage is not None:
        return ()
    return await reserve(workspace.desk, wanted, purpose, workspace.context())


def _fields(services: Services, slips: tuple[SlipRun, ...]) -> dict[str, Any]:
    shift = services.state.shift
    return pack_fields(services.workspace.desk, services.wording, services.lang, shift.officer if shift else "", slips)


async def _pictures(services: Services) -> dict[str, Any]:
    """The map around each open incident as a page; what the map does not answer for is drawn in outline."""
    found: dict[str, Any] = {}
    cases = sorted((one for one in services.state.incidents.values() if one.is_open), key=lambda one: one.aware_at, reverse=True)
    for of in cases[:PICTURES]:
        try:
            page = await map_page(services, of.id)
        except (Fault, Refusal):  # the pack must come out whatever the map does: this one is drawn in outline
            continue
        if page is not None:
            found[of.id] = page
    return found


async def _ask_counts(services: Services, parent: QWidget, title: str) -> tuple[tuple[str, int], ...]:
    words = services.wording
    forms = services.workspace.desk.reference.forms.values()
    form = Form(
        tuple(Field(key=one.id, label=words.text(one.title), kind=FieldKind.INT, minimum=0, maximum=MOST_AT_ONCE) for one in forms),
        columns=2, compact=True,
    )
    form.set_values({one.id: one.keep for one in forms})
    text = translate("Survival", "How many of each? They get the next free numbers; no number is printed twice.")
    dialog = KitDialog(parent, title, text)
    dialog.content.addWidget(form)
    dialog.add_answer(Answer("no", translate("Kit", "Cancel")))
    dialog.add_answer(Answer("yes", translate("Survival", "Make"), "primary"), default=True)
    form.focus_first()
    await show(dialog)
    if dialog.answer != "yes":
        return ()
    return tuple((key, count) for key, count in form.values().items() if count)


async def _offer(services: Services, parent: QWidget, document: str, text: str, paper: Paper) -> None:
    title = services.wording.say(f"document.{document}")
    answers = [Answer("save", translate("Survival", "Save a copy…"))]
    if printing.has_printer():
        answers.insert(0, Answer("print", translate("Survival", "Print…"), "primary"))
    chosen = await ask(parent, title, text, tuple(answers))
    try:
        if chosen == "print":
            await print_pdf(services, parent, document, title, paper)
        elif chosen == "save":
            await save_pdf(services, parent, document, title, paper)
    except (Fault, Refusal) as no:
        await tell(parent, title, services.explain(no))
