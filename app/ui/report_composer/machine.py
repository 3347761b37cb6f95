"""A written report goes into the outbox: to whom, by which of the machine's ways out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain.record import Command
from app.domain.sending.commands import QueueTransmission
from app.domain.sending.model import FieldBlock, SendChannel
from app.ui.command_dialog import ask_command
from app.ui.kit.form import Form
from app.ui.kit.form_fields import Choice, Field, FieldKind
from app.ui.kit.i18n import translate
from app.ui.report_composer.work import ReportWork

BY_MACHINE = (SendChannel.HTTP, SendChannel.EMAIL, SendChannel.FILE)
"""The channels that need nobody to carry anything."""


async def queue_report(parent: QWidget, work: ReportWork, document_sha256: str, document_bytes: int, text: str) -> bool:
    """Ask for recipient and channel and put the report into the outbox with its paper; whether that was done."""
    from app.reports.composing import text_blocks  # noqa: PLC0415 - see ``work.composed``

    services, report = work.services, work.report
    words, roles = services.wording, services.workspace.desk.reference.roles
    blocks = tuple(FieldBlock(one.name, one.text) for one in text_blocks(report, words))
    named = report.to_roles or tuple(code for code, role in roles.items() if role.tier != "village")
    recipients = tuple(Choice(code, words.text(roles[code].name), code) for code in named if code in roles)
    channels = tuple(Choice(one, words.say(f"send_channel.{one}"), one.value) for one in BY_MACHINE)
    form = Form(
        (
            Field(key="to_role", label=translate("Composer", "To"), kind=FieldKind.CHOICE, choices=recipients, required=True),
            Field(key="channel", label=translate("Composer", "By"), kind=FieldKind.CHOICE, choices=channels, required=True),
            Field(key="address", label=translate("Composer", "Address, if not the usual one"), max_length=200),
        ),
        compact=True,
    )
    form.set_values({"to_role": recipients[0].value if recipients else None, "channel": SendChannel.HTTP})

    def command(values: Mapping[str, Any]) -> Command:
        role = values.get("to_role") or ""
        known = roles.get(role)
        return QueueTransmission(
            channel=values.get("channel") or SendChannel.HTTP, to_role=role, recipient=words.text(known.name) if known else role,
            title=report.title.text, address=values.get("address") or "", incident_id=report.incident_id, report_id=report.id,
            stage=report.stage, number=report.number, text=text, blocks=blocks, document_sha256=document_sha256,
            document_bytes=document_bytes,
        )

    told = translate(
        "Composer", "The machine sends it and records when it went and who signed for it. Channels are set up in the settings."
    )
    title = translate("Composer", "Into the outbox")
    return await ask_command(services, parent, title, told, form, translate("Composer", "Put in"), command)
