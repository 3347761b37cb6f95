"""The forms of a scene: sign people in, out, and expect them at another time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from PySide6.QtWidgets import QWidget

from app.catalog.pinyin import search_keys
from app.domain.presence.commands import CheckIn, CheckOut, ExtendStay
from app.domain.presence.model import Presence
from app.domain.record import Command
from app.ui.command_dialog import ask_command
from app.ui.kit.dialogs import confirm
from app.ui.kit.form import Form
from app.ui.kit.form_fields import Choice, Field, FieldKind
from app.ui.kit.i18n import translate
from app.ui.panels.units.choices import unit_choices
from app.ui.services import Services

STAY_MIN = 30
"""What the form suggests for the time until somebody should be out."""


async def check_in(services: Services, parent: QWidget, scenes: tuple[tuple[str, str], ...], incident_id: str = "") -> bool:
    """Ask who goes in where and until when, and record it; whether that was done."""
    state, clock = services.state, services.workspace.desk.clock
    units = unit_choices(services, sorted(state.units.values(), key=lambda one: (not one.incident_id, one.kind, one.id)))
    form = Form(
        (
            Field(key="incident", label=translate("Forces", "Scene"), kind=FieldKind.CHOICE, required=True,
                  choices=tuple(Choice(key, title, search_keys(title)) for key, title in scenes)),
            Field(key="unit", label=translate("Forces", "Unit"), kind=FieldKind.CHOICE, choices=units),
            Field(key="names", label=translate("Forces", "Names"), kind=FieldKind.MULTILINE, lines=4, max_length=4000,
                  required=True, hint=translate("Forces", "One a line, or between commas")),
            Field(key="organisation", label=translate("Forces", "Organisation"), max_length=200),
            Field(key="area", label=translate("Forces", "Where inside"), max_length=200),
            Field(key="expected", label=translate("Forces", "Expected out"), kind=FieldKind.DATETIME, lean="future"),
        ),
        now=clock.now, compact=True,
    )
    incident_id = incident_id or (scenes[0][0] if len(scenes) == 1 else "")
    form.set_values({"incident": incident_id or None, "expected": clock.now() + timedelta(minutes=STAY_MIN)})

    def fill(key: str) -> None:
        unit = state.units.get(form.value("unit") or "")
        if key == "unit" and unit is not None:
            names = "\n".join(one.name for one in unit.crew_members)
            form.set_values({"names": names or unit.leader or None, "organisation": unit.organisation or None})

    form.changed.connect(fill)

    def command(values: Mapping[str, Any]) -> Command:
        typed = (values.get("names") or "").replace("，", "\n").replace(",", "\n").replace("、", "\n")
        return CheckIn(
            incident_id=values["incident"], names=tuple(name.strip() for name in typed.splitlines() if name.strip()),
            organisation=values.get("organisation") or "", unit_id=values.get("unit") or "",
            area=values.get("area") or "", expected_out_at=values.get("expected"),
        )

    text = translate("Forces", "From the expected time on a missing sign-out is an alarm.")
    title = translate("Forces", "Sign people in")
    return await ask_command(services, parent, title, text, form, translate("Forces", "Sign in"), command)


async def check_out(services: Services, parent: QWidget, stays: tuple[Presence, ...]) -> bool:
    """Sign people out after a person has confirmed that they were seen; whether that was done."""
    names = "\n".join(one.name for one in stays[:12]) + ("\n…" if len(stays) > 12 else "")
    text = translate("Forces", "{count} out, seen with own eyes or heard by radio:").format(count=len(stays))
    title = translate("Forces", "Sign people out")
    if not await confirm(parent, title, f"{text}\n{names}", translate("Forces", "Sign out")):
        return False
    return await services.attempt(CheckOut(presence_ids=tuple(one.id for one in stays)))


async def extend(services: Services, parent: QWidget, stay: Presence) -> bool:
    """Ask for another time and the reason, and record it; whether that was done."""
    clock = services.workspace.desk.clock
    form = Form(
        (
            Field(key="expected", label=translate("Forces", "Expected out"), kind=FieldKind.DATETIME, required=True, lean="future"),
            Field(key="reason", label=translate("Forces", "Reason"), required=True, max_length=200),
        ),
        now=clock.now, compact=True,
    )
    form.set_values({"expected": clock.now() + timedelta(minutes=STAY_MIN)})

    def command(values: Mapping[str, Any]) -> Command:
        return ExtendStay(presence_ids=(stay.id,), expected_out_at=values["expected"], reason=values["reason"])

    title = translate("Forces", "Expect {name} at another time").format(name=stay.name)
    return await ask_command(services, parent, title, "", form, translate("Forces", "Save"), command)
