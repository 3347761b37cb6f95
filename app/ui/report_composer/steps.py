"""What is done with a report: submit, give back, sign, authorise by telephone, phone, send, withdraw. Each asks what it needs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain.record import Command
from app.domain.reporting.commands import MakeReport
from app.domain.reporting.model import Channel
from app.domain.situation.commands import (
    AuthoriseByPhone,
    ReturnReport,
    SendDeskReport,
    SignReport,
    SubmitReport,
    WithdrawReport,
)
from app.ui.command_dialog import ask_command
from app.ui.kit import time_text
from app.ui.kit.dialogs import Answer, Option, ask, choose, prompt_text
from app.ui.kit.form import Form
from app.ui.kit.form_fields import Choice, Field, FieldKind
from app.ui.kit.i18n import translate
from app.ui.panels.duty.look import room_of
from app.ui.report_composer import presenter
from app.ui.report_composer.outlets import OUTLETS, Sent, print_report
from app.ui.report_composer.work import ReportWork

MEANS = ("fax", "network", "messenger", "email", "by_hand")
"""How a written report goes out (worded under ``means.<code>``)."""


async def may_go(parent: QWidget, work: ReportWork) -> bool:
    """Whether the report goes on although something is missing: asked once, with what is missing and the time that is left;
    what is missing is then said to be 正在核实. Nothing missing asks nothing."""
    room = room_of(work.services)
    lacking = presenter.missing_names(presenter.element_rows(work.checks(), room))
    if not lacking or not work.report.is_editable:
        return True
    names = room.say("list.separator").join(one.name for one in lacking)
    lines = [translate("Composer", "Missing: {elements}").format(elements=names), _left(work)]
    answers = (
        Answer("back", translate("Composer", "Back, fill them in")),
        Answer("go", translate("Composer", "Mark them “being checked” and go on"), "primary"),
    )
    chosen = await ask(
        parent, translate("Composer", "The report is not complete"), "\n".join(line for line in lines if line), answers, "go"
    )
    if chosen != "go":
        return False
    await work.mark(tuple(one.code for one in lacking))
    return True


async def submit(parent: QWidget, work: ReportWork) -> bool:
    """Put it before the leader."""
    if not await may_go(parent, work):
        return False
    report = work.report
    await work.services.execute(SubmitReport(report_id=report.id, revision=report.revision))
    return True


async def give_back(parent: QWidget, work: ReportWork) -> bool:
    """The leader wants it changed."""
    reason = await prompt_text(
        parent, translate("Composer", "Give back"), translate("Composer", "What is to be changed?"), multiline=True
    )
    if reason:
        await work.services.execute(ReturnReport(report_id=work.report_id, reason=reason))
    return bool(reason)


async def sign(parent: QWidget, work: ReportWork) -> bool:
    """The leader signs what is on the screen."""
    if not await may_go(parent, work):
        return False
    report, shift = work.report, work.services.state.shift
    form = Form(_signer_fields(work), now=work.services.workspace.desk.clock.now, compact=True)
    form.set_values({"by": shift.leader if shift else ""})

    def make(values: Mapping[str, Any]) -> Command:
        return SignReport(
            report_id=report.id, revision=report.revision, by=values["by"] or "", post=values["post"] or "",
            reason=values.get("reason") or "",
        )

    title = translate("Composer", "Sign the report")
    return await ask_command(work.services, parent, title, _promise(work), form, translate("Composer", "Sign"), make)


async def authorise(parent: QWidget, work: ReportWork) -> bool:
    """A leader's word on the telephone is recorded."""
    if not await may_go(parent, work):
        return False
    report, services = work.report, work.services
    shift, room = services.state.shift, room_of(services)
    fields = (
        *_signer_fields(work)[:2],
        Field(key="phone", label=room.say("field.phone"), required=True),
        Field(key="at", label=room.say("field.at"), kind=FieldKind.DATETIME, required=True),
        *_signer_fields(work)[2:],
    )
    form = Form(fields, now=services.workspace.desk.clock.now, compact=True)
    leader = shift.leader if shift else ""
    known = next((one for one in services.state.contacts.values() if one.name == leader and leader), None)
    form.set_values(
        {"by": leader, "at": services.workspace.desk.clock.now(), "phone": known.phone if known else None,
         "post": known.title or None if known else None}
    )

    def make(values: Mapping[str, Any]) -> Command:
        return AuthoriseByPhone(
            report_id=report.id, revision=report.revision, by=values["by"] or "", post=values["post"] or "",
            phone=values["phone"] or "", at=values["at"], reason=values.get("reason") or "",
        )

    title = translate("Composer", "Authorised by telephone")
    return await ask_command(services, parent, title, _promise(work), form, translate("Composer", "Record"), make)


async def phone(parent: QWidget, work: ReportWork) -> bool:
    """It was read out on the telephone: this waits for no signature and for no element."""
    room = room_of(work.services)
    fields = (
        _recipients(work),
        Field(key="whom", label=room.say("field.whom"), required=True),
        Field(key="phone", label=room.say("field.phone")),
        Field(key="at", label=room.say("field.at"), kind=FieldKind.DATETIME, required=True),
        Field(key="read_back", label=room.say("field.read_back"), kind=FieldKind.TOGGLE),
        Field(key="content", label=room.say("field.content"), kind=FieldKind.MULTILINE, lines=2),
    )
    form = Form(fields, now=work.services.workspace.desk.clock.now, compact=True)

    def prefill() -> None:
        contact = room.contact(form.values()["to_role"] or "")
        form.set_values({"whom": contact.name if contact else None, "phone": contact.phone if contact else None})

    form.set_values({"to_role": _to_role(work), "at": work.services.workspace.desk.clock.now()})
    prefill()
    form.changed.connect(lambda key: prefill() if key == "to_role" else None)
    title = translate("Composer", "Reported by telephone")
    text = presenter.report_name(work.report, room)
    return await ask_command(
        work.services, parent, title, text, form, translate("Composer", "Record"),
        lambda values: made(work, Channel.PHONE, values),
    )


async def send(parent: QWidget, work: ReportWork) -> bool:
    """Choose a way out, let it do its work, and record the report as sent."""
    room = room_of(work.services)
    options = [Option(one, room.say(f"outlet.{one.id}"), room.say(f"outlet.{one.id}.detail")) for one in OUTLETS]
    outlet = await choose(parent, translate("Composer", "Issue the report"), options, _promise(work))
    sent = None if outlet is None else await outlet.run(parent, work)
    return False if sent is None else await record_sent(parent, work, sent)


async def print_out(parent: QWidget, work: ReportWork) -> bool:
    """Print it as it stands (a draft says on the paper that it is one); nothing is recorded as sent."""
    return await print_report(parent, work) is not None


async def record_sent(parent: QWidget, work: ReportWork, sent: Sent) -> bool:
    """Record to whom it went, by what means and when."""
    room = room_of(work.services)
    means = tuple(Choice(code, room.say(f"means.{code}"), code) for code in MEANS)
    fields = (
        _recipients(work),
        Field(key="means", label=room.say("field.means"), kind=FieldKind.CHOICE, choices=means, required=True),
        Field(key="at", label=room.say("field.at"), kind=FieldKind.DATETIME, required=True),
        Field(key="content", label=room.say("field.content"), kind=FieldKind.MULTILINE, lines=2),
    )
    form = Form(fields, now=work.services.workspace.desk.clock.now, compact=True)
    form.set_values(
        {"to_role": _to_role(work), "means": sent.means, "at": work.services.workspace.desk.clock.now(),
         "content": sent.remark or None}
    )
    title = translate("Composer", "Record the report as sent")
    return await ask_command(
        work.services, parent, title, presenter.report_name(work.report, room), form, translate("Composer", "Record"),
        lambda values: made(work, Channel.WRITTEN, values, sent.document_sha256),
    )


async def withdraw(parent: QWidget, work: ReportWork) -> bool:
    """Give it up."""
    reason = await prompt_text(
        parent, translate("Composer", "Withdraw the report"), translate("Composer", "Why? It stays on the record."), multiline=True
    )
    if reason:
        await work.services.execute(WithdrawReport(report_id=work.report_id, reason=reason))
    return bool(reason)


def made(work: ReportWork, channel: Channel, values: Mapping[str, Any], sha256: str = "") -> Command:
    """The command that records it as made."""
    report, said = work.report, {
        "channel": channel,
        "to_role": values["to_role"] or "",
        "whom": values.get("whom") or "",
        "phone": values.get("phone") or "",
        "read_back": bool(values.get("read_back")),
        "means": values.get("means") or "",
        "content": values.get("content") or "",
        "at": values.get("at"),
        "document_sha256": sha256,
    }
    if not report.incident_id:
        return SendDeskReport(report_id=report.id, **said)
    return MakeReport(incident_id=report.incident_id, stage=report.stage, situation_report_id=report.id, **said)


def _to_role(work: ReportWork) -> str:
    owed = work.owed()
    return owed.to_role if owed else next(iter(work.report.to_roles), "county_duty_room")


def _recipients(work: ReportWork) -> Field:
    room = room_of(work.services)
    roles = tuple(Choice(code, room.wording.text(role.name), code) for code, role in room.reference.roles.items())
    return Field(key="to_role", label=room.say("field.to_role"), kind=FieldKind.CHOICE, choices=roles, required=True)


def _signer_fields(work: ReportWork) -> tuple[Field, ...]:
    room = room_of(work.services)
    fields = [Field(key="by", label=room.say("field.by"), required=True), Field(key="post", label=room.say("field.post"))]
    if work.report.phoned:
        fields.append(
            Field(key="reason", label=translate("Composer", "Signed after the fact because"), required=True)
        )
    return tuple(fields)


def _promise(work: ReportWork) -> str:
    """What leaves the room, in a line: which report, of what."""
    room, of = room_of(work.services), work.incident
    name = presenter.report_name(work.report, room)
    lines = [name if of is None else f"{name}  {room.describer.incident_title(of)}", work.report.title.text, _left(work)]
    return "\n".join(line for line in lines if line)


def _left(work: ReportWork) -> str:
    owed = work.owed()
    if owed is None:
        return ""
    room = room_of(work.services)
    line = presenter.due_line(owed, room)
    return f"{line.text}  {time_text.remaining(owed.due_at - room.now)}"
