"""The forms of patrols: plan one, cancel it, report what it found, hand a finding on or link it with an incident."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from PySide6.QtWidgets import QWidget

from app.catalog.pinyin import search_keys
from app.domain.patrol.commands import CancelPatrol, HandFinding, LinkFinding, PlanPatrol, ReportFinding
from app.domain.patrol.model import FindingKind, PatrolFinding, PatrolPlan
from app.domain.record import Command
from app.ui.command_dialog import ask_command
from app.ui.kit.dialogs import Option, choose, prompt_text
from app.ui.kit.form import Form
from app.ui.kit.form_fields import Choice, Field, FieldKind
from app.ui.kit.i18n import translate
from app.ui.panels.units.choices import joint_first
from app.ui.services import Services


async def plan(services: Services, parent: QWidget, beat_id: str = "") -> bool:
    """Ask who patrols which beat when, and record it; whether that was done."""
    clock = services.workspace.desk.clock
    beats = tuple(Choice(beat.id, beat.name, search_keys(beat.name)) for beat in services.state.beats.values())
    form = Form(
        (
            Field(key="beat", label=translate("Forces", "Beat"), kind=FieldKind.CHOICE, choices=beats, required=True),
            Field(key="unit", label=translate("Forces", "Patrol"), kind=FieldKind.CHOICE, choices=joint_first(services),
                  required=True),
            Field(key="starts", label=translate("Forces", "From"), kind=FieldKind.DATETIME, required=True, lean="none"),
            Field(key="ends", label=translate("Forces", "Until"), kind=FieldKind.DATETIME, required=True, lean="none"),
            Field(key="radius", label=translate("Forces", "Counts as passed within"), kind=FieldKind.INT, required=True, minimum=10,
                  maximum=1000, unit="m"),
            Field(key="note", label=translate("Forces", "Note"), max_length=200),
        ),
        now=clock.now, compact=True,
    )
    now = clock.now()
    form.set_values({"beat": beat_id or None, "starts": now, "ends": now + timedelta(hours=2), "radius": 60})

    def command(values: Mapping[str, Any]) -> Command:
        return PlanPatrol(
            beat_id=values["beat"], unit_id=values["unit"], starts_at=values["starts"], ends_at=values["ends"],
            radius_m=float(values["radius"]), note=values.get("note") or "",
        )

    text = translate("Forces", "Every named point of the beat is a checkpoint.")
    return await ask_command(
        services, parent, translate("Forces", "Plan a patrol"), text, form, translate("Forces", "Plan"), command
    )


async def cancel(services: Services, parent: QWidget, of: PatrolPlan) -> bool:
    """Ask why and cancel a patrol; whether that was done."""
    title = translate("Forces", "Cancel the patrol of {beat}").format(beat=of.beat.name)
    reason = await prompt_text(parent, title, translate("Forces", "Reason"))
    return bool(reason) and await services.attempt(CancelPatrol(plan_id=of.id, reason=reason or ""))


async def report(services: Services, parent: QWidget, of: PatrolPlan | None) -> bool:
    """Ask what a patrol found and record it; whether that was done."""
    say = services.wording.say
    kinds = tuple(
        Choice(one, say(f"patrol_finding.{one}"), f"{one.value} {search_keys(say(f'patrol_finding.{one}'))}")
        for one in FindingKind
    )
    form = Form(
        (
            Field(key="unit", label=translate("Forces", "Reported by"), kind=FieldKind.CHOICE, choices=joint_first(services),
                  required=True),
            Field(key="kind", label=translate("Forces", "What"), kind=FieldKind.CHOICE, choices=kinds, required=True),
            Field(key="place", label=translate("Forces", "Where"), required=True, max_length=200),
            Field(key="text", label=translate("Forces", "Words"), kind=FieldKind.MULTILINE, required=True, max_length=2000),
            Field(key="to", label=translate("Forces", "Handed to"), max_length=200),
        ),
        compact=True,
    )
    form.set_values({"unit": of.unit_id if of else None})

    def command(values: Mapping[str, Any]) -> Command:
        same = of is not None and of.unit_id == values["unit"]
        return ReportFinding(
            unit_id=values["unit"], finding_kind=values["kind"], text=values["text"], place=values["place"],
            plan_id=of.id if of is not None and same else "", handed_to=values.get("to") or "",
        )

    text = translate("Forces", "Work orders only: nothing of an investigation belongs here.")
    return await ask_command(
        services, parent, translate("Forces", "Report a finding"), text, form, translate("Forces", "Record"), command
    )


async def hand_on(services: Services, parent: QWidget, finding: PatrolFinding) -> bool:
    """Ask to whom a finding goes and record it; whether that was done."""
    to = await prompt_text(parent, translate("Forces", "Hand the finding on"), translate("Forces", "To whom"), finding.handed_to)
    return bool(to) and await services.attempt(HandFinding(finding_id=finding.id, to=to or ""))


async def link(services: Services, parent: QWidget, finding: PatrolFinding) -> bool:
    """Ask which incident a finding became and record it; whether that was done."""
    options = tuple(
        Option(one.id, one.number, one.place.words)
        for one in sorted(services.state.incidents.values(), key=lambda one: one.id, reverse=True) if one.is_open
    )
    if not options:
        services.navigator.say(translate("Forces", "No incident is open: begin the intake first"), "watch")
        return False
    chosen = await choose(parent, translate("Forces", "Which incident did it become?"), options, finding.text)
    return chosen is not None and await services.attempt(LinkFinding(finding_id=finding.id, incident_id=chosen))
