"""How a shift changes hands in the window: who takes over, the handover itself, the sheet; or an emergency without."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from app.desk.describe import Describer
from app.desk.duty_sheets import handover_sheet
from app.domain.duty.commands import StartShift
from app.domain.handover.commands import StartHandover
from app.domain.record import Command
from app.ui.command_dialog import ask_command
from app.ui.kit.dialogs import Answer, ask, show
from app.ui.kit.form import Form
from app.ui.kit.form_fields import Field, FieldKind
from app.ui.kit.i18n import translate
from app.ui.panels.contacts.handover_dialog import LONGEST, HandoverDialog
from app.ui.panels.contacts.presenter import ContactsPresenter
from app.ui.panels.contacts.sheets import head_of, print_sheet
from app.ui.services import Services


async def take_over(services: Services, presenter: ContactsPresenter, parent: QWidget) -> bool:
    """Whatever it takes for the next shift: nobody on duty: the names; a handover that runs: go on with it; else begin one, or
    in an emergency take over without. Whether another shift is on duty then."""
    if services.state.shift is None:
        return await _without(services, presenter, parent, needs_reason=False)
    if services.state.handover is None:
        title = translate("Handover", "Take over the shift")
        text = translate("Handover", "{officer} is on duty. What is open is handed over matter by matter.").format(
            officer=services.state.shift.officer
        )
        answers = (
            Answer("begin", translate("Handover", "Begin the handover…"), "primary"),
            Answer("without", translate("Handover", "Emergency: without a handover…"), "danger"),
            Answer("no", translate("Kit", "Cancel")),
        )
        chosen = await ask(parent, title, text, answers)
        if chosen == "without":
            return await _without(services, presenter, parent, needs_reason=True)
        if chosen != "begin" or not await _begin(services, presenter, parent):
            return False
    return await go_on(services, parent)


async def go_on(services: Services, parent: QWidget) -> bool:
    """Work the running handover off; whether it was completed. The sheet of a completed one is offered for printing."""
    running = services.state.handover
    if running is None:
        return False
    dialog = HandoverDialog(services, parent, running)
    await show(dialog)
    if dialog.answer != "done":
        return False
    desk = services.workspace.desk
    title, text = translate("Handover", "The shift has changed hands"), translate("Handover", "Print the sheet for both to sign?")
    answers = (Answer("yes", translate("Handover", "Print the sheet…"), "primary"), Answer("no", translate("Kit", "Close")))
    if await ask(parent, title, text, answers) == "yes":
        describer = Describer(desk.reference, services.wording)
        of = desk.state.handovers[-1]
        sheet = handover_sheet(of, desk.state, desk.reference, describer, desk.clock.now(), head_of(services))
        await print_sheet(services, parent, "handover_sheet", sheet)
    return True


def _names(services: Services, presenter: ContactsPresenter) -> tuple[Field, Field]:
    state = services.state
    leaders = presenter.people(state, "duty_leader", "deputy_commander", "commander")
    officers = presenter.people(state, "duty_officer", "emergency_station")
    return (
        Field(key="leader", label=translate("DutyRoom", "Leader on duty"), required=True, max_length=LONGEST, hint=_hint(leaders)),
        Field(key="officer", label=translate("DutyRoom", "Officer on duty"), required=True, max_length=LONGEST,
              hint=_hint(officers)),
    )  # fmt: skip


async def _begin(services: Services, presenter: ContactsPresenter, parent: QWidget) -> bool:
    def command(values: Mapping[str, Any]) -> Command:
        return StartHandover(leader=values["leader"] or "", officer=values["officer"] or "")

    form = Form(_names(services, presenter), compact=True)
    form.set_values(presenter.rostered(services.state, services.workspace.desk.clock.now()))
    title = translate("Handover", "Who takes over?")
    return await ask_command(services, parent, title, "", form, translate("Handover", "Begin"), command)


async def _without(services: Services, presenter: ContactsPresenter, parent: QWidget, *, needs_reason: bool) -> bool:
    fields: tuple[Field, ...] = _names(services, presenter)
    text = translate("DutyRoom", "From now on every entry is signed with the officer's name.")
    if needs_reason:
        reason = Field(key="reason", label=translate("Handover", "Why is nothing handed over?"), kind=FieldKind.MULTILINE,
                       required=True, lines=2, max_length=LONGEST)  # fmt: skip
        fields = (*fields, reason)
        text = translate("Handover", "Nothing is accepted; the reason stands in the duty log.")

    def command(values: Mapping[str, Any]) -> Command:
        return StartShift(
            leader=values["leader"] or "", officer=values["officer"] or "", reason=values.get("reason") or ""
        )

    form = Form(fields, compact=True)
    form.set_values(presenter.rostered(services.state, services.workspace.desk.clock.now()))
    title = translate("DutyRoom", "Take over the shift")
    return await ask_command(services, parent, title, text, form, translate("DutyRoom", "Take over"), command)


def _hint(names: tuple[str, ...], most: int = 4) -> str:
    return translate("DutyRoom", "For example {names}").format(names="  ".join(names[:most])) if names else ""
