"""The dialogs at the end: the situation is stable; the incident is closed with the legal fields."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.domain.deadlines import window_of
from app.domain.incident.commands import CloseIncident, MarkStabilised
from app.domain.incident.model import Incident
from app.ui.command_dialog import ask_command
from app.ui.kit.form import Form
from app.ui.kit.form_fields import Field, FieldKind
from app.ui.kit.i18n import translate
from app.ui.panels.duty.look import room_of
from app.ui.services import Services

LEGAL_FIELDS = ("cause", "outcome", "losses", "lessons", "measures")
"""What the law wants written down of a closed incident (Emergency Response Law 2024, art. 87, 92)."""


async def mark_stabilised(services: Services, parent: QWidget, of: Incident) -> bool:
    """Whether the situation was called stable from a moment on."""
    now = services.workspace.desk.clock.now
    room = room_of(services)
    form = Form((Field(key="at", label=room.say("field.at"), kind=FieldKind.DATETIME, required=True),), now=now, compact=True)
    form.set_values({"at": now()})
    text = translate("Duty", "Some reporting clocks end, others begin at this moment.")
    return await ask_command(
        services, parent, translate("Duty", "The situation is stable"), text, form, translate("Duty", "Record"),
        lambda values: MarkStabilised(incident_id=of.id, at=values["at"]),
    )


async def close_incident(services: Services, parent: QWidget, of: Incident) -> bool:
    """Whether the incident was closed; says until when changed figures still have to be reported."""
    room = room_of(services)
    fields = [
        Field(key=name, label=room.say(f"field.{name}"), kind=FieldKind.MULTILINE, lines=2, required=True)
        for name in LEGAL_FIELDS
    ]
    fields.append(Field(key="approved_by", label=room.say("field.approved_by"), required=True))
    form = Form(fields, compact=True)
    form.set_values({"approved_by": room.state.shift.leader if room.state.shift else None})
    lines = [room.describer.incident_title(of)]
    window = window_of(of, room.state, room.reference, room.now)
    if window is not None and window.until > room.now:
        lines.append(room.say("duty.window", until=room.clock(window.until), days=window.days, rule=window.rule_id))
    return await ask_command(
        services, parent, translate("Duty", "Close the incident"), "\n".join(lines), form, translate("Duty", "Close it"),
        lambda values: CloseIncident(
            incident_id=of.id, approved_by=values["approved_by"] or "", **{name: values[name] or "" for name in LEGAL_FIELDS}
        ),
    )
