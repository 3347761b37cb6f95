"""The dialogs of the list: change an item, ask for an admission or an adjustment, and the steps of a request."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from msgspec.structs import replace
from PySide6.QtWidgets import QWidget

from app.domain.record import Command
from app.domain.responsibility.commands import (
    AdjustDutyItem,
    ConsultDutyRequest,
    DecideDutyRequest,
    FileDutyRequest,
    WithdrawDutyRequest,
)
from app.domain.responsibility.model import (
    DutyClass,
    DutyItem,
    DutyRequest,
    Opinion,
    RequestCause,
    RequestKind,
)
from app.exchange.cells import Raw
from app.exchange.duty_cells import day_of
from app.kernel.clock import to_local
from app.ui.command_dialog import CommandDialog, ask_command
from app.ui.duty_item_form import ItemFields, cell_check
from app.ui.kit.dialogs import show
from app.ui.kit.form import Form
from app.ui.kit.form_fields import Choice, Field, FieldKind
from app.ui.kit.i18n import translate
from app.ui.kit.theme import current_theme
from app.ui.services import Services

SETTLED = tuple(one for one in DutyClass if one is not DutyClass.PENDING)
USUAL_DAYS = 15
"""Days that a form proposes for the next step (our suggestion; a person changes it)."""

CAUSES: Mapping[RequestKind, tuple[RequestCause, ...]] = {
    RequestKind.ADMISSION: (RequestCause.HANDED_DOWN, RequestCause.NEW_DUTY, RequestCause.INCIDENT),
    RequestKind.ADJUSTMENT: (RequestCause.LAW_CHANGED, RequestCause.TOWNSHIP_ASKS),
}


async def change_item(services: Services, parent: QWidget, item: DutyItem) -> bool:
    """Ask for a correction of an item, with the reason; whether it was recorded."""
    fields = ItemFields(services)
    reason = Field(key="reason", label=translate("Duties", "Reason"), required=True, max_length=500)
    form = Form((*fields.fields(new=False, classes=tuple(DutyClass)), reason), columns=2)
    form.set_values(fields.values(item))
    return await _ask_broad(
        services, parent, translate("Duties", "Correct {code}").format(code=item.code),
        translate("Duties", "For slips of the pen and decisions that were taken elsewhere; anything else goes through a request."),
        form, translate("Duties", "Record"),
        lambda values: AdjustDutyItem(item=fields.item(values, item), reason=values.get("reason") or ""),
    )


async def ask_adjustment(services: Services, parent: QWidget, item: DutyItem) -> bool:
    """Ask how an item should stand; whether the request was filed."""
    fields = ItemFields(services)
    form = _request_form(services, fields.fields(new=False, classes=SETTLED), RequestKind.ADJUSTMENT)
    form.set_values(fields.values(item))
    return await _ask_broad(
        services, parent, translate("Duties", "Ask for an adjustment of {code}").format(code=item.code),
        translate("Duties", "Write the item as it should stand. The list changes only when the county has decided."), form,
        translate("Duties", "File"), lambda values: _filing(values, RequestKind.ADJUSTMENT, fields.item(values, item)),
    )


async def ask_admission(
    services: Services, parent: QWidget, given: Mapping[str, Any] | None = None, *, incident_id: str = "", task_id: str = ""
) -> bool:
    """Ask for a new duty; ``given`` fills the form. Whether the request was filed."""
    fields = ItemFields(services)
    form = _request_form(services, fields.fields(new=True, classes=SETTLED), RequestKind.ADMISSION)
    form.set_values({"class": DutyClass.SUPPORTING, **(given or {})})

    def command(values: Mapping[str, Any]) -> Command:
        return _filing(values, RequestKind.ADMISSION, fields.item(values, None), incident_id, task_id)

    return await _ask_broad(
        services, parent, translate("Duties", "Ask for the admission of a duty"),
        translate("Duties", "The item stands in the list as pending until the county has decided."), form,
        translate("Duties", "File"), command,
    )


async def consult(services: Services, parent: QWidget, request: DutyRequest) -> bool:
    """Ask for the township's assessment; whether it was recorded."""
    say = services.wording.say
    opinions = tuple(Choice(one, say(f"opinion.{one}"), one.value) for one in Opinion)
    form = Form(
        (
            Field(key="opinion", label=translate("Duties", "Opinion"), kind=FieldKind.CHOICE, choices=opinions, required=True),
            *_step_fields(services, translate("Duties", "Who assessed")), _due_field(services),
        ),
        compact=True,
    )
    form.set_values({"who": services.wording.text(_own_name(services)), "due_on": str(_today(services) + timedelta(USUAL_DAYS))})
    return await ask_command(
        services, parent, translate("Duties", "Consultation"), request.proposal.name.of(services.lang), form,
        translate("Duties", "Record"),
        lambda values: ConsultDutyRequest(
            request_id=request.id, opinion=values["opinion"], who=values.get("who") or "", words=values.get("words") or "",
            due_on=_day(values),
        ),
    )


async def decide(services: Services, parent: QWidget, request: DutyRequest) -> bool:
    """Ask for the county's decision; whether it was recorded."""
    granted = translate("Duties", "Admitted") if request.kind is RequestKind.ADMISSION else translate("Duties", "Adjusted")
    outcomes = (Choice(True, granted), Choice(False, translate("Duties", "Refused")))
    outcome = Field(key="granted", label=translate("Duties", "Decision"), kind=FieldKind.CHOICE, choices=outcomes, required=True)
    form = Form((outcome, *_step_fields(services, translate("Duties", "Who decided"))), compact=True)
    return await ask_command(
        services, parent, translate("Duties", "Decision of the county"),
        translate("Duties", "Only as it was decided. When it is granted, the item of the list changes at once."), form,
        translate("Duties", "Record"),
        lambda values: DecideDutyRequest(
            request_id=request.id, granted=bool(values["granted"]), who=values.get("who") or "", words=values.get("words") or "",
        ),
    )


async def withdraw(services: Services, parent: QWidget, request: DutyRequest) -> bool:
    """Ask why a request is taken back; whether it was."""
    form = Form(_step_fields(services, translate("Duties", "Who withdraws")), compact=True)
    form.set_values({"who": request.steps[0].who})
    return await ask_command(
        services, parent, translate("Duties", "Withdraw the request"), request.proposal.name.of(services.lang), form,
        translate("Duties", "Withdraw"),
        lambda values: WithdrawDutyRequest(
            request_id=request.id, who=values.get("who") or "", words=values.get("words") or ""
        ),
    )


def _request_form(services: Services, item: tuple[Field, ...], kind: RequestKind) -> Form:
    say = services.wording.say
    causes = tuple(Choice(one, say(f"request_cause.{one}"), one.value) for one in CAUSES[kind])
    cause = Field(key="cause", label=translate("Duties", "Cause"), kind=FieldKind.CHOICE, choices=causes, required=True)
    who, words = _step_fields(services, translate("Duties", "Who asks"))
    form = Form((*item, cause, who, _due_field(services), replace(words, wide=True, lines=2)), columns=2)
    form.set_values({"due_on": str(_today(services) + timedelta(USUAL_DAYS))})
    return form


async def _ask_broad(
    services: Services, parent: QWidget, title: str, text: str, form: Form, label: str, make: Callable[[Mapping[str, Any]], Command]
) -> bool:
    """Like ``ask_command``, wide enough for two columns with the names of organisations."""
    dialog = CommandDialog(services, parent, title, text, form, label, make)
    dialog.setMinimumWidth(current_theme().px(800))
    await show(dialog)
    return dialog.answer == "yes"


def _step_fields(services: Services, who: str) -> tuple[Field, Field]:
    return (
        Field(key="who", label=who, required=True, max_length=200),
        Field(key="words", label=translate("Duties", "Words"), kind=FieldKind.MULTILINE, required=True, max_length=2000, lines=3),
    )


def _due_field(services: Services) -> Field:
    problem = cell_check(services, lambda text: day_of(Raw(text)))
    return Field(key="due_on", label=translate("Duties", "Next step due"), max_length=20, placeholder="2026-12-31", check=problem)


def _filing(
    values: Mapping[str, Any], kind: RequestKind, proposal: DutyItem, incident_id: str = "", task_id: str = ""
) -> FileDutyRequest:
    return FileDutyRequest(
        kind=kind, cause=values["cause"], proposal=proposal, who=values.get("who") or "", words=values.get("words") or "",
        due_on=_day(values), incident_id=incident_id, task_id=task_id,
    )


def _day(values: Mapping[str, Any]) -> date | None:
    return day_of(Raw(values.get("due_on")))


def _today(services: Services) -> date:
    return to_local(services.workspace.desk.clock.now()).date()


def _own_name(services: Services) -> Any:
    profile = services.state.profile
    return profile.name if profile else None
