"""The dialogs of the overview: record, verify and correct a figure; correct the intake; grade otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QWidget

from app.catalog.intake.lexicon import Lexicon
from app.domain.conditions import FactScalar
from app.domain.incident.commands import CorrectIncident, OverrideSeverity, RecordFacts, WithdrawOverride
from app.domain.incident.model import FactDef, Incident, Place
from app.domain.record import Command
from app.domain.words import FactStatus, IncidentSeverity
from app.ui.command_dialog import ask_command
from app.ui.kit.form import Form
from app.ui.kit.form_fields import Choice, Field, FieldKind
from app.ui.kit.i18n import translate
from app.ui.panels.duty.intake_fields import caller_of, fact_field, main_fields, point_of, point_text
from app.ui.panels.duty.look import room_of
from app.ui.services import Services

NO_SEVERITY = "none"
"""The choice "below general" of an override."""


async def record_fact(services: Services, parent: QWidget, of: Incident, one: FactDef, status: FactStatus) -> bool:
    """Whether a figure was recorded, verified or corrected; a correction needs its reason."""
    room = room_of(services)
    known = of.facts.get(one.name)
    statuses = tuple(Choice(each, room.say(f"fact_status.{each}"), each.value) for each in FactStatus)
    fields = (
        fact_field(one, room, key="value", required=True),
        Field(key="status", label=room.say("field.fact_status"), kind=FieldKind.CHOICE, choices=statuses, required=True),
        Field(key="source", label=room.say("field.source"), required=True),
        Field(key="reason", label=room.say("field.reason"), required=status is FactStatus.CORRECTED),
    )
    form = Form(fields, now=services.workspace.desk.clock.now, compact=True)
    form.set_values({"status": status})
    if known is not None:
        form.set_values({"value": known.value})
    titles = {
        FactStatus.REPORTED: translate("Duty", "Record a figure"),
        FactStatus.VERIFIED: translate("Duty", "Verify a figure"),
        FactStatus.CORRECTED: translate("Duty", "Correct a figure"),
    }
    was = ""
    if known is not None:
        was = translate("Duty", "Now: {value} ({status}), {source}").format(
            value=room.wording.fact_value(one.name, known.value), status=room.say(f"fact_status.{known.status}"),
            source=room.source(known.source),
        )

    def make(values: Mapping[str, Any]) -> Command:
        return RecordFacts(
            incident_id=of.id, facts={one.name: _scalar(values["value"])}, status=values["status"],
            source=values["source"] or "", reason=values["reason"] or "",
        )

    return await ask_command(services, parent, titles[status], was, form, translate("Duty", "Record"), make)


async def remove_fact(services: Services, parent: QWidget, of: Incident, name: str) -> bool:
    """Whether a figure was withdrawn as not known, with the reason."""
    room = room_of(services)
    fields = (
        Field(key="source", label=room.say("field.source")),
        Field(key="reason", label=room.say("field.reason"), required=True),
    )
    return await ask_command(
        services, parent, translate("Duty", "Withdraw a figure"), room.wording.fact_label(name), Form(fields, compact=True),
        translate("Duty", "Withdraw"),
        lambda values: RecordFacts(
            incident_id=of.id, removed=(name,), status=FactStatus.CORRECTED, source=values["source"] or "",
            reason=values["reason"] or "",
        ),
    )


async def correct_intake(services: Services, parent: QWidget, of: Incident, lexicon: Lexicon) -> bool:
    """Whether the intake was put right; the old words stay in the journal with the reason."""
    room = room_of(services)
    now = services.workspace.desk.clock.now
    reason = Field(key="reason", label=room.say("field.reason"), required=True, wide=True)
    outside = Field(key="outside", label="", kind=FieldKind.TOGGLE, placeholder=room.say("duty.outside"), wide=True)
    form = Form((*main_fields(room, lexicon, now), outside, reason), now=now, columns=2)
    caller = of.caller
    known = {"kind": of.kind, "place": of.place.words, "point": point_text(of.place.point) or None, "aware_at": of.aware_at}
    form.set_values(
        {
            **known, "occurred_at": of.occurred_at, "caller_name": caller.name or None, "caller_phone": caller.phone or None,
            "channel": caller.channel if room.wording.knows(f"caller.{caller.channel}") else None,
            "organisation": caller.organisation or None, "narrative": of.narrative or None,
        }
    )

    def make(values: Mapping[str, Any]) -> Command:
        return CorrectIncident(
            incident_id=of.id,
            reason=values["reason"] or "",
            kind=values["kind"],
            place=_place(of, values),
            occurred_at=values["occurred_at"],
            aware_at=values["aware_at"],
            caller=caller_of(values),
            narrative=values["narrative"] or "",
            confirmed=("outside_region",) if values["outside"] else (),
        )

    return await ask_command(
        services, parent, translate("Duty", "Correct the intake"), of.number, form, translate("Duty", "Correct"), make
    )


async def override_severity(services: Services, parent: QWidget, of: Incident) -> bool:
    """Whether a person's grading was put beside the machine's."""
    room = room_of(services)
    choices = [Choice(each.value, room.wording.severity(each.value, of.kind), each.value) for each in IncidentSeverity]
    choices.append(Choice(NO_SEVERITY, room.say("severity.none"), "0"))
    fields = (
        Field(
            key="severity", label=room.say("field.severity"), kind=FieldKind.CHOICE, choices=tuple(choices), required=True
        ),
        Field(key="reason", label=room.say("field.reason"), kind=FieldKind.MULTILINE, lines=2, required=True),
    )

    def make(values: Mapping[str, Any]) -> Command:
        chosen = values["severity"]
        severity = None if chosen == NO_SEVERITY else IncidentSeverity(chosen)
        return OverrideSeverity(incident_id=of.id, severity=severity, reason=values["reason"] or "")

    text = translate("Duty", "The machine's grade stays visible beside yours.")
    title = translate("Duty", "Grade by a person")
    return await ask_command(services, parent, title, text, Form(fields, compact=True), translate("Duty", "Set the grade"), make)


async def withdraw_override(services: Services, parent: QWidget, of: Incident) -> bool:
    """Whether the machine's grading counts again."""
    room = room_of(services)
    fields = (Field(key="reason", label=room.say("field.reason"), required=True),)
    return await ask_command(
        services, parent, translate("Duty", "Withdraw the personal grade"), "", Form(fields, compact=True),
        translate("Duty", "Withdraw"), lambda values: WithdrawOverride(incident_id=of.id, reason=values["reason"] or ""),
    )




def _place(of: Incident, values: Mapping[str, Any]) -> Place:
    words, point = values["place"] or "", point_of(values["point"])
    same = words == of.place.words and point_text(point) == point_text(of.place.point)
    return of.place if same else Place(words, point)


def _scalar(value: Any) -> FactScalar:
    return float(value) if isinstance(value, Decimal) else value
