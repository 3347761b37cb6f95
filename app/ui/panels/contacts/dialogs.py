"""Two forms of the duty room: record a warning, enter or change a contact."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from app.catalog.pinyin import search_keys
from app.domain.duty.model import Contact
from app.domain.record import Command
from app.kernel.ids import RandomIds
from app.ui.command_dialog import ask_command
from app.ui.kit.form import Form
from app.ui.kit.form_fields import Choice, Field, FieldKind
from app.ui.kit.i18n import translate
from app.ui.panels.contacts.presenter import ContactsPresenter, record_warning, register_contact
from app.ui.services import Services

LONGEST = 200


def _choices(pairs: tuple[tuple[Any, str], ...]) -> tuple[Choice, ...]:
    return tuple(Choice(value, name, f"{value} {search_keys(name)}") for value, name in pairs)


async def take_in_warning(services: Services, presenter: ContactsPresenter, parent: QWidget) -> bool:
    """Ask for a warning that was received and record it; whether it was."""
    form = Form(
        (
            Field(key="kind", label=translate("DutyRoom", "Warning of"), kind=FieldKind.CHOICE, choices=_choices(presenter.kinds()),
                  required=True),
            Field(key="level", label=translate("DutyRoom", "Level"), kind=FieldKind.CHOICE, choices=_choices(presenter.levels()),
                  required=True),
            Field(key="issued_by", label=translate("DutyRoom", "Issued by"), required=True, max_length=LONGEST),
            Field(key="identifier", label=translate("DutyRoom", "Warning number"), max_length=31),
            Field(key="text", label=translate("DutyRoom", "Words of the warning"), kind=FieldKind.MULTILINE, max_length=2000,
                  lines=4),
        ),
        compact=True,
    )
    text = translate("DutyRoom", "Only as received from whoever may issue it; the desk passes warnings on and never makes them.")
    return await ask_command(services, parent, translate("DutyRoom", "Record a warning"), text, form,
                             translate("DutyRoom", "Record"), record_warning)


async def edit_contact(
    services: Services, presenter: ContactsPresenter, parent: QWidget, contact: Contact | None = None
) -> bool:
    """Ask for a new contact, or for the changes of a known one, and record them; whether that was done."""
    clock = services.workspace.desk.clock
    contact_id = contact.id if contact else f"c-{RandomIds().new(clock.now())}"
    sides = (Choice("A", translate("DutyRoom", "A (first)")), Choice("B", translate("DutyRoom", "B (stand-in)")))
    form = Form(
        (
            Field(key="name", label=translate("DutyRoom", "Name"), required=True, max_length=LONGEST),
            Field(key="role", label=translate("DutyRoom", "Role"), kind=FieldKind.CHOICE, choices=_choices(presenter.roles()),
                  required=True),
            Field(key="phone", label=translate("DutyRoom", "Phone"), required=True, max_length=60),
            Field(key="title", label=translate("DutyRoom", "Title"), max_length=LONGEST),
            Field(key="organisation", label=translate("DutyRoom", "Organisation"), max_length=LONGEST),
            Field(key="a_b", label=translate("DutyRoom", "A/B"), kind=FieldKind.CHOICE, choices=sides, required=True),
            Field(key="tier", label=translate("DutyRoom", "Tier"), kind=FieldKind.CHOICE, choices=_choices(presenter.tiers()),
                  required=True),
        ),
        compact=True,
    )
    if contact is None:
        form.set_values({"a_b": "A", "tier": "township"})
    else:
        form.set_values({key: getattr(contact, key) for key in form.values()})

    def command(values: Mapping[str, Any]) -> Command:
        return register_contact(values, contact_id)

    title = translate("DutyRoom", "Change a contact") if contact else translate("DutyRoom", "New contact")
    return await ask_command(services, parent, title, "", form, translate("DutyRoom", "Save"), command)
