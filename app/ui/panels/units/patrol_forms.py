"""The forms of patrols: plan one, cancel it, report what it found, hand a finding on or link it with an incident."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from PySide6.QtWidgets import QWidget

from app.catalog.pinyin import search_keys
from app.domain.patrol.commands import CancelPatrol, HandFinding, LinkFinding, PlanPatrol, ReportFinding
from app.domain.patrol.model import Beat, Checkpoint, FindingKind, PatrolFinding, PatrolPlan
from app.domain.record import Command
from app.kernel.clock import to_local
from app.kernel.errors import Refusal
from app.ui.command_dialog import ask_command
from app.ui.kit.dialogs import Option, choose, prompt_text
from app.ui.kit.form import Form
from app.ui.kit.form_fields import Choice, Field, FieldKind
from app.ui.kit.i18n import translate
from app.ui.panels.units.choices import joint_first
from app.ui.services import Services

_TIMED = re.compile(r"(.+?)[\s,、;]+([01]?\d|2[0-3]):([0-5]\d)")


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
            Field(key="points", label=translate("Forces", "Checkpoints and times"), kind=FieldKind.MULTILINE, lines=5,
                  max_length=20_000, hint=translate("Forces", "One a line; a time where it is to be passed by then: Bridge 21:30")),
            Field(key="note", label=translate("Forces", "Note"), max_length=200),
        ),
        now=clock.now, compact=True,
    )
    now = clock.now()

    def refill(key: str) -> None:
        beat = services.state.beats.get(form.value("beat") or "") if key == "beat" else None
        if beat is not None:
            form.set_values({"points": point_lines(beat) or None})

    form.changed.connect(refill)
    chosen = services.state.beats.get(beat_id)
    lines = point_lines(chosen) if chosen else ""
    form.set_values({
        "beat": beat_id or None, "points": lines or None, "starts": now, "ends": now + timedelta(hours=2), "radius": 60,
    })

    def command(values: Mapping[str, Any]) -> Command:
        return PlanPatrol(
            beat_id=values["beat"], unit_id=values["unit"], starts_at=values["starts"], ends_at=values["ends"],
            radius_m=float(values["radius"]), note=values.get("note") or "",
            checkpoints=read_points(services.state.beats[values["beat"]], values.get("points") or "", values["starts"]),
        )

    text = translate("Forces", "Every named point of the beat is a checkpoint; a line taken out is not passed.")
    return await ask_command(
        services, parent, translate("Forces", "Plan a patrol"), text, form, translate("Forces", "Plan"), command
    )


def point_lines(beat: Beat) -> str:
    """The named points of a beat, one a line."""
    return "\n".join(one.name for one in beat.named)


def read_points(beat: Beat, text: str, starts_at: datetime) -> tuple[Checkpoint, ...]:
    """The checkpoints of these lines: a name of the beat and, after it, the time on the wall clock by which it is passed (the first
    such time from the start on). ``Refusal("checkpoint_unknown")`` for a name that the beat has not."""
    spots = {one.name: one.point for one in beat.named}
    found = []
    for line in filter(None, map(str.strip, text.splitlines())):
        timed = _TIMED.fullmatch(unicodedata.normalize("NFKC", line))
        name = line if line in spots or timed is None else timed[1].strip()
        if name not in spots:
            raise Refusal("checkpoint_unknown", {"field": "points", "name": name, "beat": beat.name})
        due_at = None
        if name != line and timed is not None:
            start = to_local(starts_at)
            due = start.replace(hour=int(timed[2]), minute=int(timed[3]), second=0, microsecond=0)
            due_at = (due if due >= start.replace(second=0, microsecond=0) else due + timedelta(days=1)).astimezone(UTC)
            due_at = max(due_at, starts_at)
        found.append(Checkpoint(name, spots[name], due_at))
    return tuple(found)


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
