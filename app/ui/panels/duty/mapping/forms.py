"""The forms after a drawing: what it means, other words for it, why it no longer holds, a ring around it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain.drawing.commands import Draw, Redraw, RemoveDrawing
from app.domain.drawing.model import ClosedTo, Drawing, DrawingKind, Shape
from app.domain.record import Command
from app.ui.command_dialog import ask_command
from app.ui.kit.form import Form
from app.ui.kit.form_fields import Choice, Field, FieldKind
from app.ui.kit.i18n import translate
from app.ui.panels.duty.look import room_of
from app.ui.panels.duty.mapping.presenter import kinds_for
from app.ui.services import Services

RINGS_M = (50, 100, 200, 300, 500, 1000, 3000, 5000)
"""Widths that a ring is offered in."""


async def ask_draw(services: Services, parent: QWidget, shape: Shape, kind: str, incident_id: str) -> bool:
    """Whether the shape was kept: its kind (only those that may have this form), words and incident are asked for."""
    room = room_of(services)
    kinds = tuple(Choice(code, room.say(f"drawing_kind.{code}"), code) for code in kinds_for(shape.form))
    cases = [
        Choice(one.id, f"{one.number} {room.describer.incident_title(one)}")
        for one in room.state.incidents.values() if one.is_open
    ]
    fields = (
        Field(key="kind", label=translate("Duty", "Meaning"), kind=FieldKind.CHOICE, choices=kinds, required=True),
        Field(key="title", label=translate("Duty", "Name"), hint=translate("Duty", "May stay empty")),
        Field(key="note", label=translate("Duty", "Note"), kind=FieldKind.MULTILINE, lines=2),
        Field(key="incident", label=translate("Duty", "Incident"), kind=FieldKind.CHOICE, choices=tuple(cases)),
        *(_closed_to(services) if DrawingKind.ROAD_CLOSED in kinds_for(shape.form) else ()),
        _outside(services),
    )
    form = Form(fields, compact=True)
    known = kind if kind in kinds_for(shape.form) else None
    form.set_values({"kind": known, "incident": incident_id if _is_open(services, incident_id) else None})

    def make(values: Mapping[str, Any]) -> Command:
        return Draw(
            kind=DrawingKind(values["kind"]), shape=shape, title=values["title"] or "", note=values["note"] or "",
            incident_id=values["incident"] or "", confirmed=("outside_region",) if values["outside"] else (),
            closed_to=ClosedTo(values["closed_to"]) if values.get("closed_to") else ClosedTo.EVERYONE,
        )

    title = translate("Duty", "Keep the drawing")
    return await ask_command(services, parent, title, "", form, translate("Duty", "Keep"), make)


async def ask_words(services: Services, parent: QWidget, one: Drawing) -> bool:
    """Whether a drawing got another name or note."""
    fields = (
        Field(key="title", label=translate("Duty", "Name")),
        Field(key="note", label=translate("Duty", "Note"), kind=FieldKind.MULTILINE, lines=2),
        *(_closed_to(services) if one.kind is DrawingKind.ROAD_CLOSED else ()),
    )
    form = Form(fields, compact=True)
    known: dict[str, Any] = {"title": one.title or None, "note": one.note or None}
    form.set_values(known | ({"closed_to": one.closed_to.value} if one.kind is DrawingKind.ROAD_CLOSED else {}))
    kind = services.wording.say(f"drawing_kind.{one.kind}")
    return await ask_command(
        services, parent, translate("Duty", "Change the words"), kind, form, translate("Duty", "Change"),
        lambda values: Redraw(
            drawing_id=one.id, title=values["title"] or "", note=values["note"] or "",
            closed_to=ClosedTo(values["closed_to"]) if values.get("closed_to") else None,
        ),
    )


async def ask_outside(services: Services, parent: QWidget, one: Drawing, shape: Shape) -> bool:
    """Whether a shape that reaches out of the region is meant so."""
    form = Form((_outside(services),), compact=True)
    return await ask_command(
        services, parent, translate("Duty", "Keep the shape"), services.wording.say(f"drawing_kind.{one.kind}"), form,
        translate("Duty", "Keep"),
        lambda values: Redraw(drawing_id=one.id, shape=shape, confirmed=("outside_region",) if values["outside"] else ()),
    )


async def ask_remove(services: Services, parent: QWidget, one: Drawing) -> bool:
    """Whether a drawing no longer holds, with the reason; it stays in the journal."""
    fields = (Field(key="reason", label=services.wording.say("field.reason"), required=True),)
    text = translate("Duty", "It leaves the map and stays in the journal with the reason.")
    return await ask_command(
        services, parent, translate("Duty", "Remove the drawing"), text, Form(fields, compact=True),
        translate("Duty", "Remove"), lambda values: RemoveDrawing(drawing_id=one.id, reason=values["reason"] or ""),
    )


def _closed_to(services: Services) -> tuple[Field, ...]:
    say = services.wording.say
    choices = tuple(Choice(one.value, say(f"closed_to.{one}"), one.value) for one in ClosedTo)
    hint = translate("Duty", "Of closed roads only; empty: everyone")
    return (Field(key="closed_to", label=say("field.closed_to"), kind=FieldKind.CHOICE, choices=choices, hint=hint),)


def _outside(services: Services) -> Field:
    return Field(key="outside", label="", kind=FieldKind.TOGGLE, placeholder=services.wording.say("duty.outside"), wide=True)


def _is_open(services: Services, incident_id: str) -> bool:
    of = services.state.incidents.get(incident_id)
    return of is not None and of.is_open
