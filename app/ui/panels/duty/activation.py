"""The dialogs of a response: activate (item, level, duration, measures), decline, change the level, end."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain.incident.model import Incident
from app.domain.plan.commands import ChangeLevel, DeclinePlan, TerminateResponse
from app.domain.plan.model import Activation, Plan
from app.domain.record import Command
from app.domain.words import ResponseLevel
from app.ui.command_dialog import ask_command
from app.ui.kit.dialogs import show
from app.ui.kit.form import Form
from app.ui.kit.form_fields import Choice, Field, FieldKind
from app.ui.kit.i18n import translate
from app.ui.panels.duty.activation_dialog import ActivationDialog
from app.ui.panels.duty.checklist_dialog import ChecklistDialog, Tick
from app.ui.panels.duty.look import room_of
from app.ui.panels.duty.tasks_presenter import Advice, plan_levels
from app.ui.services import Services


async def activate(
    services: Services, parent: QWidget, of: Incident, plan: Plan, advice: Advice | None, others: tuple[Advice, ...] = ()
) -> bool:
    """Whether the plan was activated, with those of the ``others`` that stayed ticked."""
    level, reasons = (advice.level, advice.reasons) if advice else (None, ())
    dialog = ActivationDialog(services, parent, of, plan, level, reasons, others)
    await show(dialog)
    return dialog.answer == "yes"


async def decline(services: Services, parent: QWidget, of: Incident, advice: Advice) -> bool:
    """Whether the advice was set aside, with a reason."""
    form = Form((_reason_field(translate("Duty", "Reason")),), compact=True)
    return await ask_command(
        services, parent, translate("Duty", "Do not activate {plan}").format(plan=advice.title), advice.level_text, form,
        translate("Duty", "Decline"),
        lambda values: DeclinePlan(
            incident_id=of.id, plan_id=advice.plan_id, level=advice.level, reason=values["reason"] or ""
        ),
    )


async def change_level(
    services: Services, parent: QWidget, of: Incident, activation: Activation, advised: ResponseLevel | None = None
) -> bool:
    """Whether the response got another level; what the new one adds becomes new work."""
    room = room_of(services)
    plan = room.reference.plans.get(activation.plan_id)
    levels = plan_levels(plan, room) if plan else ()
    choices = tuple(Choice(level, name, level.value) for level, name in levels if level is not activation.level)
    fields = (
        Field(key="level", label=translate("Duty", "New level"), kind=FieldKind.CHOICE, choices=choices, required=True),
        _reason_field(translate("Duty", "Reason")),
        Field(key="approved_by", label=room.say("field.approved_by"), required=True),
    )
    form = Form(fields, compact=True)
    form.set_values(
        {
            "level": advised if advised is not activation.level else None,
            "approved_by": room.state.shift.leader if room.state.shift else None,
        }
    )
    now = translate("Duty", "Now: {level}").format(level=room.wording.text(activation.level_name))
    return await ask_command(
        services, parent, translate("Duty", "Change the level"), f"{room.wording.text(activation.plan_title)}\n{now}", form,
        translate("Duty", "Change"),
        lambda values: ChangeLevel(
            incident_id=of.id, activation_id=activation.id, level=values["level"], reason=values["reason"] or "",
            approved_by=values["approved_by"] or "",
        ),
    )


async def end_response(services: Services, parent: QWidget, of: Incident, activation: Activation) -> bool:
    """Whether the response ended, with the conditions that were met, the reason and who decided (art. 86)."""
    room = room_of(services)
    form = Form(
        (_reason_field(translate("Duty", "Reason")), Field(key="approved_by", label=room.say("field.approved_by"), required=True)),
        compact=True,
    )
    form.set_values({"approved_by": room.state.shift.leader if room.state.shift else None})

    def make(values: Mapping[str, Any]) -> Command:
        return TerminateResponse(
            incident_id=of.id, activation_id=activation.id, reason=values["reason"] or "",
            approved_by=values["approved_by"] or "", conditions_met=values["ticked"],
        )

    dialog = ChecklistDialog(
        services, parent, translate("Duty", "End the response"), room.wording.text(activation.plan_title), form,
        translate("Duty", "End the response"), make, translate("Duty", "Tick what is met"),
    )
    dialog.set_ticks(
        [
            Tick(place, room.wording.text(one.text), room.wording.basis(one.basis))
            for place, one in enumerate(activation.stop)
        ]
    )
    await show(dialog)
    return dialog.answer == "yes"


def _reason_field(label: str) -> Field:
    return Field(key="reason", label=label, kind=FieldKind.MULTILINE, required=True, lines=2)
