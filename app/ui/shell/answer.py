"""The dialogs that answer a deadline: phoned, sent, waived; task done; unit acknowledged; duration changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from app.desk.describe import Describer
from app.domain.deadlines import Deadline, DeadlineKind
from app.domain.instruction.rules import HANDLE
from app.domain.plan.commands import CompleteTask, SkipTask
from app.domain.presence.commands import CheckOut
from app.domain.record import Command
from app.domain.reporting.commands import MakeReport, WaiveObligation
from app.domain.reporting.model import Channel, Obligation
from app.domain.situation.rules import WRITTEN_STAGES
from app.domain.unit.commands import SetUnitStatus
from app.domain.unit.model import UnitStatus
from app.ui import instructions
from app.ui.command_dialog import ask_command
from app.ui.kit.dialogs import Answer, ask, prompt_text
from app.ui.kit.form import Form
from app.ui.kit.form_fields import Choice, Field, FieldKind
from app.ui.kit.i18n import translate
from app.ui.panels.reports import outbox_dialogs
from app.ui.panels.units.scene_forms import extend
from app.ui.report_composer import open_composer
from app.ui.services import Services

MEANS = ("fax", "network", "messenger", "email", "by_hand")
"""How a written report goes out (worded under ``means.<code>``)."""


async def answer_deadline(services: Services, parent: QWidget, one: Deadline) -> None:
    """Ask what was done about a deadline and record it; nothing is recorded on Escape."""
    describer = Describer(services.workspace.desk.reference, services.wording)
    if one.kind is DeadlineKind.RECEIPT:
        await _answer_receipt(services, parent, one, describer.deadline(one, services.state))
        return
    if one.kind is DeadlineKind.INSTRUCTION:
        await _answer_instruction(services, parent, one, describer.deadline(one, services.state))
        return
    if one.kind is DeadlineKind.CALL:
        services.navigator.show_call_down(one.subject)
        return
    if one.kind is DeadlineKind.FINDING:
        services.navigator.show_panel("drills")
        return
    if one.kind is DeadlineKind.WARNING:
        services.navigator.show_panel("contacts")
        return
    of = services.state.incidents.get(one.incident_id)
    if of is None:
        return
    title = describer.deadline(one, services.state)
    where = describer.incident_title(of)
    if one.obligation is not None:
        await _answer_report(services, parent, one.obligation, title, where, describer)
    elif one.kind is DeadlineKind.TASK:
        await _answer_task(services, parent, one, title, where)
    elif one.kind is DeadlineKind.PERSON:
        await _answer_person(services, parent, one, title, where)
    elif one.kind is DeadlineKind.SUPPLY:
        services.navigator.show_panel("units")
    elif one.kind is DeadlineKind.ACKNOWLEDGE:
        await _answer_acknowledge(services, parent, one, title, where)
    else:
        services.navigator.show_incident(one.incident_id, "tasks")


async def _answer_report(
    services: Services, parent: QWidget, owed: Obligation, title: str, where: str, describer: Describer
) -> None:
    text = "\n".join((where, _due_line(owed, describer), _basis_line(owed, describer)))
    said = translate("Answer", "Phoned") if owed.channel is Channel.PHONE else translate("Answer", "Done or sent")
    answers = [Answer("cancel", translate("Answer", "Cancel")), Answer("waive", translate("Answer", "Waive…"))]
    composes = owed.stage in WRITTEN_STAGES
    first = "compose" if composes and owed.channel is Channel.WRITTEN else "done"
    ways = [Answer("done", said, "primary" if first == "done" else "plain")]
    if composes:
        ways.append(Answer("compose", translate("Answer", "Compose report…"), "primary" if first == "compose" else "plain"))
    answers += ways if first == "compose" else ways[::-1]
    chosen = await ask(parent, title, text, answers, first)
    if chosen == "waive":
        reason = await prompt_text(parent, title, translate("Answer", "Why is this duty not answered?"), multiline=True)
        if reason:
            await services.attempt(WaiveObligation(incident_id=owed.incident_id, key=owed.key, reason=reason))
    elif chosen == "compose":
        await open_composer(services, parent, owed.incident_id, owed.stage)
    elif chosen == "done":
        await report_made(services, parent, owed, title, where)


async def report_made(services: Services, parent: QWidget, owed: Obligation, title: str, where: str) -> None:
    """Ask for the particulars of a report that was made and record it."""
    fields = _phone_fields() if owed.channel is Channel.PHONE else _sent_fields(services)
    form = Form(fields, now=services.workspace.desk.clock.now, compact=True)
    contact = next((c for c in services.state.contacts.values() if c.role == owed.to_role), None)
    form.set_values({"at": services.workspace.desk.clock.now()})
    if contact is not None and owed.channel is Channel.PHONE:
        form.set_values({"whom": contact.name, "phone": contact.phone})

    def command(values: Mapping[str, Any]) -> Command:
        return MakeReport(
            incident_id=owed.incident_id,
            stage=owed.stage,
            channel=owed.channel,
            to_role=owed.to_role,
            whom=values.get("whom") or "",
            phone=values.get("phone") or "",
            read_back=bool(values.get("read_back")),
            means=values.get("means") or "",
            content=values.get("content") or "",
            at=values.get("at"),
        )

    await ask_command(services, parent, title, where, form, translate("Answer", "Record"), command)


async def _answer_task(services: Services, parent: QWidget, one: Deadline, title: str, where: str) -> None:
    answers = [
        Answer("cancel", translate("Answer", "Cancel")),
        Answer("list", translate("Answer", "Show checklist")),
        Answer("skip", translate("Answer", "Does not apply…")),
        Answer("done", translate("Answer", "Done"), "primary"),
    ]
    chosen = await ask(parent, title, where, answers, "done")
    if chosen == "done":
        await services.attempt(CompleteTask(incident_id=one.incident_id, task_id=one.ref))
    elif chosen == "list":
        services.navigator.show_incident(one.incident_id, "tasks")
    elif chosen == "skip":
        reason = await prompt_text(parent, title, translate("Answer", "Why does it not apply?"), multiline=True)
        if reason:
            await services.attempt(SkipTask(incident_id=one.incident_id, task_id=one.ref, reason=reason))


async def _answer_acknowledge(services: Services, parent: QWidget, one: Deadline, title: str, where: str) -> None:
    dispatch = services.state.incidents[one.incident_id].dispatches[one.ref]
    unit = services.state.units.get(dispatch.unit_id)
    phone = f"{unit.leader} {unit.phone}" if unit else ""
    answers = [
        Answer("cancel", translate("Answer", "Cancel")),
        Answer("en_route", translate("Answer", "Already under way")),
        Answer("acknowledged", translate("Answer", "Acknowledged"), "primary"),
    ]
    chosen = await ask(parent, title, "\n".join(line for line in (where, phone) if line.strip()), answers, "acknowledged")
    if chosen in ("acknowledged", "en_route"):
        status = UnitStatus(chosen)
        await services.attempt(SetUnitStatus(unit_id=dispatch.unit_id, status=status, source="phone"))


async def _answer_person(services: Services, parent: QWidget, one: Deadline, title: str, where: str) -> None:
    stay = services.state.presences.get(one.ref)
    if stay is None or not stay.is_inside:
        return
    answers = [
        Answer("cancel", translate("Answer", "Cancel")),
        Answer("list", translate("Answer", "Show who is inside")),
        Answer("later", translate("Answer", "Still at work: other time…")),
        Answer("out", translate("Answer", "Is out, was seen"), "primary"),
    ]
    chosen = await ask(parent, title, "\n".join(line for line in (where, stay.area) if line), answers, "later")
    if chosen == "out":
        await services.attempt(CheckOut(presence_ids=(stay.id,)))
    elif chosen == "later":
        await extend(services, parent, stay)
    elif chosen == "list":
        services.navigator.show_panel("units")


async def _answer_receipt(services: Services, parent: QWidget, one: Deadline, title: str) -> None:
    sent = services.state.transmissions.get(one.subject)
    if sent is None:
        return
    answers = [
        Answer("cancel", translate("Answer", "Cancel")),
        Answer("list", translate("Answer", "Show outbox")),
        Answer("signed", translate("Answer", "Signed for…")),
        Answer("call", translate("Answer", "Confirm by phone…"), "primary"),
    ]
    chosen = await ask(parent, title, outbox_dialogs.name_of(services, sent), answers, "call")
    if chosen == "call":
        await outbox_dialogs.call(services, parent, sent)
    elif chosen == "signed":
        await outbox_dialogs.sign(services, parent, sent)
    elif chosen == "list":
        services.navigator.show_panel("reports")


async def _answer_instruction(services: Services, parent: QWidget, one: Deadline, title: str) -> None:
    wanted = services.state.instructions.get(one.subject)
    if wanted is None:
        return
    answers = [
        Answer("cancel", translate("Answer", "Cancel")),
        Answer("list", translate("Answer", "Show list")),
        Answer("step", translate("Answer", "Record a step…")),
        Answer("answer", translate("Answer", "Answer…"), "primary"),
    ]
    default = "step" if one.step == HANDLE else "answer"
    chosen = await ask(parent, title, wanted.text, answers, default)
    if chosen == "answer":
        await instructions.answer(services, parent, wanted)
    elif chosen == "step":
        await instructions.progress(services, parent, wanted)
    elif chosen == "list":
        services.navigator.show_panel("reports")


def _phone_fields() -> tuple[Field, ...]:
    return (
        Field(key="whom", label=translate("Answer", "Spoke to"), required=True),
        Field(key="phone", label=translate("Answer", "Number")),
        Field(key="at", label=translate("Answer", "At"), kind=FieldKind.DATETIME, required=True),
        Field(key="read_back", label=translate("Answer", "Read back and confirmed"), kind=FieldKind.TOGGLE),
        Field(key="content", label=translate("Answer", "What was said"), kind=FieldKind.MULTILINE),
    )


def _sent_fields(services: Services) -> tuple[Field, ...]:
    say = services.wording.say
    means = tuple(Choice(code, say(f"means.{code}"), code) for code in MEANS)
    return (
        Field(key="means", label=translate("Answer", "Sent by"), kind=FieldKind.CHOICE, choices=means, required=True),
        Field(key="at", label=translate("Answer", "At"), kind=FieldKind.DATETIME, required=True),
        Field(key="content", label=translate("Answer", "Remark"), kind=FieldKind.MULTILINE),
    )


def _due_line(owed: Obligation, describer: Describer) -> str:
    return translate("Answer", "Due {time}").format(time=describer.clock(owed.due_at))


def _basis_line(owed: Obligation, describer: Describer) -> str:
    cites = ((ref.rule_id, describer.rule_basis(ref)) for ref in owed.bases)
    return "\n".join(cite if rule_id in cite else f"{rule_id} {cite}" for rule_id, cite in cites)
