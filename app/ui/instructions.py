"""The dialogs about what comes in from above: receive, assign, record a step, answer, close. Used by several panels."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from PySide6.QtWidgets import QWidget

from app.catalog.pinyin import search_keys
from app.desk.describe import Describer
from app.domain.instruction.commands import (
    AnswerInstruction,
    AssignInstruction,
    CloseInstruction,
    ReceiveInstruction,
    RecordProgress,
)
from app.domain.instruction.model import Instruction, InstructionKind, ReceivedBy
from app.domain.record import Command
from app.ui.command_dialog import ask_command
from app.ui.kit.form import Form
from app.ui.kit.form_fields import Choice, Field, FieldKind
from app.ui.kit.i18n import translate
from app.ui.services import Services

SUGGESTED_ANSWER = timedelta(minutes=30)
"""What is proposed as the limit of a query's answer (facts file §3.2, suggested): a person changes or empties it."""

_LONGEST = 200
_MEANS = ("phone", "fax", "network", "messenger", "email", "by_hand")


async def receive(services: Services, parent: QWidget, incident_id: str = "") -> bool:
    """Ask what came in, from whom, by when it has to be done, and record it; whether that was done."""
    clock = services.workspace.desk.clock
    form = Form(_receive_fields(services), now=clock.now, columns=2, compact=True)
    form.set_values({
        "kind": InstructionKind.QUERY, "how": ReceivedBy.PHONE, "received_at": clock.now(), "incident_id": incident_id or None,
        "feedback_due_at": clock.now() + SUGGESTED_ANSWER,
    })

    def suggest() -> None:
        query = form.values()["kind"] is InstructionKind.QUERY
        form.set_values({"feedback_due_at": clock.now() + SUGGESTED_ANSWER if query else None})

    form.changed.connect(lambda key: suggest() if key == "kind" else None)

    def command(values: Mapping[str, Any]) -> Command:
        said = {key: value for key, value in values.items() if value is not None}
        return ReceiveInstruction(**{"from_name": "", "text": "", **said})

    text = translate("Instructions", "Word for word. A query about an incident starts the clock of its verification at once.")
    return await ask_command(
        services, parent, translate("Instructions", "Received from above"), text, form, translate("Instructions", "Record"),
        command,
    )


async def assign(services: Services, parent: QWidget, one: Instruction) -> bool:
    """Ask who is responsible and by when."""
    form = Form(
        (
            Field(key="responsible", label=translate("Instructions", "Responsible unit or person"), required=True,
                  max_length=_LONGEST),
            *_limit_fields(),
        ),
        now=services.workspace.desk.clock.now, compact=True,
    )
    form.set_values({
        "responsible": one.responsible or None, "handle_due_at": one.handle_due_at, "feedback_due_at": one.feedback_due_at,
    })
    return await ask_command(
        services, parent, translate("Instructions", "Assign"), one.text, form, translate("Instructions", "Assign"),
        lambda values: AssignInstruction(
            instruction_id=one.id, responsible=values["responsible"] or "", handle_due_at=values["handle_due_at"],
            feedback_due_at=values["feedback_due_at"],
        ),
    )


async def progress(services: Services, parent: QWidget, one: Instruction) -> bool:
    """Ask what was done."""
    form = Form(
        (
            Field(key="text", label=translate("Instructions", "What was done"), kind=FieldKind.MULTILINE, required=True),
            Field(key="handled", label=translate("Instructions", "The work is done; only the answer is left"),
                  kind=FieldKind.TOGGLE),
            _at_field(),
        ),
        now=services.workspace.desk.clock.now, compact=True,
    )
    form.set_values({"at": services.workspace.desk.clock.now()})
    return await ask_command(
        services, parent, translate("Instructions", "Record a step"), one.text, form, translate("Instructions", "Record"),
        lambda values: RecordProgress(
            instruction_id=one.id, text=values["text"] or "", handled=bool(values["handled"]), at=values["at"]
        ),
    )


async def answer(services: Services, parent: QWidget, one: Instruction) -> bool:
    """Ask what was answered, by what and when."""
    say = services.wording.say
    means = tuple(Choice(it, say("channel.phone") if it == "phone" else say(f"means.{it}"), it) for it in _MEANS)
    form = Form(
        (
            Field(key="answer", label=translate("Instructions", "Answer"), kind=FieldKind.MULTILINE, required=True, lines=5,
                  max_length=10_000),
            Field(key="means", label=translate("Instructions", "By"), kind=FieldKind.CHOICE, choices=means, required=True),
            _at_field(),
        ),
        now=services.workspace.desk.clock.now, compact=True,
    )
    form.set_values({"at": services.workspace.desk.clock.now(), "means": "phone"})
    return await ask_command(
        services, parent, translate("Instructions", "Answer"), one.text, form, translate("Instructions", "Record answer"),
        lambda values: AnswerInstruction(
            instruction_id=one.id, answer=values["answer"] or "", means=values["means"] or "", at=values["at"]
        ),
    )


async def close(services: Services, parent: QWidget, one: Instruction) -> bool:
    """Ask for a last word and put it away; what was never answered needs one."""
    form = Form(
        (
            Field(key="note", label=translate("Instructions", "Note"), kind=FieldKind.MULTILINE, required=one.answered_at is None,
                  hint="" if one.answered_at else translate("Instructions", "It was not answered: say why")),
        ),
        compact=True,
    )
    return await ask_command(
        services, parent, translate("Instructions", "Close"), one.text, form, translate("Instructions", "Close it"),
        lambda values: CloseInstruction(instruction_id=one.id, note=values["note"] or ""),
    )


def _at_field() -> Field:
    return Field(key="at", label=translate("Instructions", "At"), kind=FieldKind.DATETIME, required=True)


def _limit_fields(hint: str = "") -> tuple[Field, ...]:
    return (
        Field(key="handle_due_at", label=translate("Instructions", "To be handled by"), kind=FieldKind.DATETIME, lean="future",
              wide=True),
        Field(key="feedback_due_at", label=translate("Instructions", "To be answered by"), kind=FieldKind.DATETIME, lean="future",
              wide=True, hint=hint),
    )


def _receive_fields(services: Services) -> tuple[Field, ...]:
    words, reference = services.wording, services.workspace.desk.reference
    describer = Describer(reference, words)
    kinds = tuple(Choice(it, words.say(f"instruction_kind.{it}"), it.value) for it in InstructionKind)
    ways = tuple(Choice(it, words.say(f"received_by.{it}"), it.value) for it in ReceivedBy)
    incidents = tuple(
        Choice(of.id, f"{of.number} {describer.incident_title(of)}", search_keys(describer.incident_title(of)))
        for of in sorted(services.state.incidents.values(), key=lambda of: of.aware_at, reverse=True)[:60]
    )
    return (
        Field(key="kind", label=translate("Instructions", "Kind"), kind=FieldKind.CHOICE, choices=kinds, required=True),
        Field(key="how", label=translate("Instructions", "Came by"), kind=FieldKind.CHOICE, choices=ways, required=True),
        Field(key="from_name", label=translate("Instructions", "From"), required=True, max_length=_LONGEST),
        Field(key="from_post", label=translate("Instructions", "Post"), max_length=_LONGEST),
        Field(key="from_desk", label=translate("Instructions", "Office and phone"), max_length=_LONGEST, wide=True),
        Field(key="received_at", label=translate("Instructions", "Received at"), kind=FieldKind.DATETIME, required=True, wide=True),
        Field(key="text", label=translate("Instructions", "Words"), kind=FieldKind.MULTILINE, lines=4, required=True,
              max_length=10_000, wide=True),
        Field(key="incident_id", label=translate("Instructions", "Incident"), kind=FieldKind.CHOICE, choices=incidents, wide=True),
        Field(key="responsible", label=translate("Instructions", "Responsible"), max_length=_LONGEST, wide=True),
        *_limit_fields(translate("Instructions", "suggested for a query: 30 min; as the superior set it")),
    )
