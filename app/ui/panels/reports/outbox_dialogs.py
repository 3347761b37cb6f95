"""The dialogs of the outbox: put something in, say that it was handed over, call, sign, give up, copy field by field."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.catalog.pinyin import search_keys
from app.desk.describe import Describer
from app.domain.record import Command
from app.domain.reporting.model import Stage
from app.domain.sending.commands import (
    ConfirmByPhone,
    GiveUpTransmission,
    QueueTransmission,
    RecordAttempt,
    RecordTransmissionReceipt,
)
from app.domain.sending.model import AttemptResult, CallOutcome, Evidence, SendChannel, Transmission
from app.kernel.errors import Fault, Refusal
from app.ui.command_dialog import ask_command
from app.ui.kit.dialogs import Answer, KitDialog, prompt_text, save_path, show
from app.ui.kit.form import Form
from app.ui.kit.form_fields import Choice, Field, FieldKind
from app.ui.kit.i18n import translate
from app.ui.kit.table import Column, RowsView
from app.ui.kit.theme import current_theme
from app.ui.kit.working import working
from app.ui.panels.papers.issuing import let_out
from app.ui.panels.papers.make import file_filters, format_of, paper_of
from app.ui.panels.reports.outbox_presenter import blocks_of
from app.ui.services import Services

_LONGEST = 200


async def queue(services: Services, parent: QWidget, incident_id: str = "") -> bool:
    """Ask what is to be sent to whom by what, and put it into the outbox; whether that was done."""
    form = Form(_queue_fields(services), now=services.workspace.desk.clock.now, compact=True)
    form.set_values({
        "incident_id": incident_id or None, "stage": Stage.FIRST, "to_role": "county_duty_room", "channel": SendChannel.FAX,
    })

    def prefill() -> None:
        role = form.values()["to_role"]
        contact = next((one for one in services.state.contacts.values() if one.role == role), None)
        known = services.workspace.desk.reference.roles.get(role or "")
        form.set_values({
            "recipient": services.wording.text(known.name) if known else "", "address": contact.phone if contact else "",
        })

    form.changed.connect(lambda key: prefill() if key == "to_role" else None)
    prefill()
    text = translate("Outbox", "It is sent as it stands here. Machine channels begin at once; print, fax and copy wait for you.")
    return await ask_command(
        services, parent, translate("Outbox", "Put into the outbox"), text, form, translate("Outbox", "Put in"),
        lambda values: _queued(services, values),
    )


async def handed_over(services: Services, parent: QWidget, one: Transmission) -> bool:
    """Ask when a person sent it by hand, and record that."""
    clock = services.workspace.desk.clock
    form = Form(
        (
            Field(key="at", label=translate("Outbox", "At"), kind=FieldKind.DATETIME, required=True),
            Field(key="detail", label=translate("Outbox", "Remark"), max_length=_LONGEST),
        ),
        now=clock.now, compact=True,
    )
    form.set_values({"at": clock.now()})
    return await ask_command(
        services, parent, translate("Outbox", "Sent"), name_of(services, one), form, translate("Outbox", "Record"),
        lambda values: RecordAttempt(
            transmission_id=one.id, result=AttemptResult.SENT, at=values["at"], detail=values["detail"] or ""
        ),
    )


async def call(services: Services, parent: QWidget, one: Transmission) -> bool:
    """Ask what a confirming call brought, and record it."""
    say, clock = services.wording.say, services.workspace.desk.clock
    outcomes = tuple(Choice(it, say(f"call_outcome.{it}"), it.value) for it in CallOutcome)
    form = Form(
        (
            Field(key="whom", label=translate("Outbox", "Spoke to"), required=True, max_length=_LONGEST),
            Field(key="number", label=translate("Outbox", "Number"), required=True, max_length=60),
            Field(key="outcome", label=translate("Outbox", "Outcome"), kind=FieldKind.CHOICE, choices=outcomes, required=True),
            Field(key="read_back", label=translate("Outbox", "Read back and confirmed"), kind=FieldKind.TOGGLE),
            Field(key="at", label=translate("Outbox", "At"), kind=FieldKind.DATETIME, required=True),
            Field(key="remark", label=translate("Outbox", "Remark"), max_length=_LONGEST),
        ),
        now=clock.now, compact=True,
    )
    contacts = [it for it in services.state.contacts.values() if it.role == one.to_role]
    tried = {it.whom for it in one.calls}
    next_one = next((it for it in contacts if it.name not in tried), contacts[0] if contacts else None)
    form.set_values({"at": clock.now(), "outcome": CallOutcome.CONFIRMED})
    if next_one is not None:
        form.set_values({"whom": next_one.name, "number": next_one.phone})
    return await ask_command(
        services, parent, translate("Outbox", "Confirm by phone"), name_of(services, one), form, translate("Outbox", "Record"),
        lambda values: ConfirmByPhone(
            transmission_id=one.id, whom=values["whom"] or "", number=values["number"] or "", outcome=values["outcome"],
            read_back=bool(values["read_back"]), at=values["at"], remark=values["remark"] or "",
        ),
    )


async def sign(services: Services, parent: QWidget, one: Transmission) -> bool:
    """Ask who signed for it, and record that."""
    say, clock = services.wording.say, services.workspace.desk.clock
    offered = (Evidence.SIGNATURE, Evidence.RETURN_FAX, Evidence.SYSTEM, Evidence.PHONE)
    form = Form(
        (
            Field(key="receipt_by", label=translate("Outbox", "Signed for by"), required=True, max_length=_LONGEST),
            Field(key="at", label=translate("Outbox", "At"), kind=FieldKind.DATETIME, required=True),
            Field(key="evidence", label=translate("Outbox", "Known by"), kind=FieldKind.CHOICE, required=True,
                  choices=tuple(Choice(it, say(f"evidence.{it}"), it.value) for it in offered)),
            Field(key="number", label=translate("Outbox", "Their number"), max_length=80),
        ),
        now=clock.now, compact=True,
    )
    form.set_values({"at": clock.now(), "evidence": Evidence.SIGNATURE})
    return await ask_command(
        services, parent, translate("Outbox", "Record receipt"), name_of(services, one), form, translate("Outbox", "Record"),
        lambda values: RecordTransmissionReceipt(
            transmission_id=one.id, receipt_by=values["receipt_by"] or "", at=values["at"], evidence=values["evidence"],
            number=values["number"] or "",
        ),
    )


async def give_up(services: Services, parent: QWidget, one: Transmission) -> None:
    """Ask why it is not sent this way, and record that."""
    reason = await prompt_text(
        parent, translate("Outbox", "Give up sending"),
        translate("Outbox", "Why is it not sent this way? The duty to report stays open."), multiline=True,
    )
    if reason:
        await services.attempt(GiveUpTransmission(transmission_id=one.id, reason=reason))


async def copy_fields(services: Services, parent: QWidget, one: Transmission) -> None:
    """Show the text field by field; Enter puts the current field on the clipboard."""
    theme = current_theme()
    dialog = KitDialog(parent, translate("Outbox", "Copy field by field"), name_of(services, one))
    dialog.setMinimumSize(theme.px(720), theme.px(420))
    columns = (
        Column(key="label", title=translate("Outbox", "Field"), text=lambda row: row[1].label, width=160),
        Column(key="text", title=translate("Outbox", "Text"), text=lambda row: row[1].text, stretch=True,
               tip=lambda row: row[1].text),
    )
    table = RowsView(columns, lambda row: str(row[0]), title=one.title)
    table.set_rows(tuple(enumerate(blocks_of(one))))
    table.select("0")

    def copy(row: Any) -> None:
        if row is not None:
            QGuiApplication.clipboard().setText(row[1].text)
            services.navigator.say(translate("Outbox", "Copied: {field}").format(field=row[1].label))

    table.activated.connect(copy)
    dialog.content.addWidget(table)
    button = dialog.add_answer(Answer("copy", translate("Outbox", "Copy (Enter)"), "primary"))
    button.clicked.disconnect()
    button.clicked.connect(lambda: copy(table.current))
    dialog.add_answer(Answer("close", translate("Kit", "Close")))
    await show(dialog)


async def cover(services: Services, parent: QWidget, one: Transmission) -> None:
    """Make its cover sheet and save it; what the disk or the fonts refuse is said in the status bar."""
    desk, words = services.workspace.desk, services.wording
    profile, shift = desk.state.profile, desk.state.shift
    officer = next((it for it in desk.state.contacts.values() if it.role == "duty_officer"), None)
    paper = next(
        (it for of in desk.state.incidents.values() for it in of.documents if it.sha256 == one.document_sha256), None
    )

    fields = {
        "transmission": one, "report": Describer(desk.reference, words).stage(one.stage, one.number), "wording": words,
        "lang": services.lang, "now": desk.clock.now(), "actor": shift.officer if shift else "", "state": desk.state,
        "place": words.text(profile.name) if profile else "", "own_phone": officer.phone if officer else "",
        "pages": paper.pages if paper else 0,
    }  # fmt: skip
    title = translate("Outbox", "Cover sheet")
    path = await save_path(parent, title, Path.home() / f"{one.stage.value}-{one.number}-cover.pdf", file_filters())
    if path is None:
        return
    try:
        made = await working(services.workspace.jobs, parent, title, paper_of("fax_cover", fields, format_of(path)))
        await let_out(services, "fax_cover", made, path, one.incident_id)
    except (Fault, Refusal) as no:
        services.navigator.say(services.explain(no), "alarm")
    else:
        services.navigator.say(translate("Outbox", "Cover sheet saved: {name}").format(name=path.name))


def name_of(services: Services, one: Transmission) -> str:
    """What it is, for whom, by what: one line above a form."""
    describer = Describer(services.workspace.desk.reference, services.wording)
    channel = services.wording.say(f"send_channel.{one.channel}")
    return f"{describer.stage(one.stage, one.number)} → {one.recipient} · {channel}\n{one.title}"


def _queued(services: Services, values: Mapping[str, Any]) -> Command:
    incident_id = values["incident_id"] or ""
    document = values["document"] or ""
    return QueueTransmission(
        channel=values["channel"], to_role=values["to_role"], recipient=values["recipient"] or "", title=values["title"] or "",
        address=values["address"] or "", incident_id=incident_id, stage=values["stage"], text=values["text"] or "",
        document_sha256=document, document_bytes=_size(services, incident_id, document),
    )


def _size(services: Services, incident_id: str, sha256: str) -> int:
    """The size of an archived document; 0 for none. ``Fault`` where it is gone."""
    return len(services.workspace.archive.read(incident_id, sha256)) if sha256 else 0


def _queue_fields(services: Services) -> tuple[Field, ...]:
    words, state = services.wording, services.state
    describer = Describer(services.workspace.desk.reference, words)
    newest = sorted(state.incidents.values(), key=lambda of: of.aware_at, reverse=True)
    incidents = tuple(
        Choice(of.id, f"{of.number} {describer.incident_title(of)}", search_keys(describer.incident_title(of)))
        for of in newest[:60]
    )
    documents = tuple(
        Choice(
            paper.sha256,
            f"{words.say(f'document.{paper.document}')} · {of.number} · {describer.clock(paper.at)}", of.number,
        )
        for of in newest[:60] for paper in reversed(of.documents)
    )
    roles = services.workspace.desk.reference.roles
    above = tuple(Choice(code, words.text(role.name), code) for code, role in roles.items() if role.tier not in ("village",))
    channels = tuple(Choice(it, words.say(f"send_channel.{it}"), it.value) for it in SendChannel)
    stages = tuple(Choice(it, words.say(f"stage.{it}"), it.value) for it in Stage)
    return (
        Field(key="incident_id", label=translate("Outbox", "Incident"), kind=FieldKind.CHOICE, choices=incidents,
              hint=translate("Outbox", "empty: about none")),
        Field(key="stage", label=translate("Outbox", "Stage"), kind=FieldKind.CHOICE, choices=stages, required=True),
        Field(key="to_role", label=translate("Outbox", "To"), kind=FieldKind.CHOICE, choices=above, required=True),
        Field(key="recipient", label=translate("Outbox", "Recipient"), required=True, max_length=_LONGEST),
        Field(key="channel", label=translate("Outbox", "Channel"), kind=FieldKind.CHOICE, choices=channels, required=True),
        Field(key="address", label=translate("Outbox", "Number or address"), max_length=_LONGEST),
        Field(key="title", label=translate("Outbox", "Title"), required=True, max_length=_LONGEST),
        Field(key="text", label=translate("Outbox", "Text"), kind=FieldKind.MULTILINE, lines=5, max_length=20_000),
        Field(key="document", label=translate("Outbox", "Document"), kind=FieldKind.CHOICE, choices=documents,
              hint=translate("Outbox", "papers that were printed or saved")),
    )
