"""The forms of a shelter: open it, let people in, let them leave, close it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from app.catalog.pinyin import search_keys
from app.domain.record import Command
from app.domain.resource.model import Facility
from app.domain.shelter.commands import Admit, CloseShelter, Leave, OpenShelter
from app.domain.shelter.model import Need, Sheltered, ShelterUse
from app.domain.shelter.rules import room_left
from app.ui.command_dialog import ask_command
from app.ui.kit.dialogs import prompt_text
from app.ui.kit.form import Form
from app.ui.kit.form_fields import Choice, Field, FieldKind
from app.ui.kit.i18n import translate
from app.ui.services import Services


async def open_shelter(services: Services, parent: QWidget, place: Facility) -> bool:
    """Ask for which incident and open it; whether that was done."""
    cases = tuple(
        Choice(one.id, f"{one.number} {one.place.words}", search_keys(one.place.words))
        for one in services.state.incidents.values() if one.is_open
    )
    form = Form(
        (
            Field(key="incident", label=translate("Forces", "Incident"), kind=FieldKind.CHOICE, choices=cases),
            Field(key="note", label=translate("Forces", "Note"), max_length=200),
        ),
        compact=True,
    )

    def command(values: Mapping[str, Any]) -> Command:
        return OpenShelter(facility_id=place.id, incident_id=values.get("incident") or "", note=values.get("note") or "")

    text = translate("Forces", "Announce address and way by broadcast and text message.")
    title = translate("Forces", "Open {name}").format(name=place.name.of(services.lang))
    return await ask_command(services, parent, title, text, form, translate("Forces", "Open the shelter"), command)


async def admit(services: Services, parent: QWidget, place: Facility, use: ShelterUse) -> bool:
    """Ask how many come and record it; more than it takes only after a person has confirmed it."""
    say = services.wording.say
    needs = tuple(Choice(one, say(f"shelter_need.{one}"), one.value) for one in Need)
    form = Form(
        (
            _how_many(),
            Field(key="from_place", label=translate("Forces", "From where"), max_length=200),
            Field(key="names", label=translate("Forces", "Need help (names)"), kind=FieldKind.MULTILINE, lines=2, max_length=2000,
                  hint=translate("Forces", "Only those who need help; one a line")),
            Field(key="need", label=translate("Forces", "Which help"), kind=FieldKind.CHOICE, choices=needs),
            Field(key="over", label=translate("Forces", "Confirmed beyond its capacity"), kind=FieldKind.TOGGLE),
        ),
        compact=True,
    )

    def command(values: Mapping[str, Any]) -> Command:
        need = values.get("need") or Need.OTHER
        names = (name.strip() for name in (values.get("names") or "").splitlines())
        return Admit(
            facility_id=place.id, count=values["count"], from_place=values.get("from_place") or "",
            needing=tuple(Sheltered(name, need) for name in names if name),
            confirmed=("over_capacity",) if values.get("over") else (),
        )

    text = translate("Forces", "{occupied} in, room for {left}.").format(occupied=use.occupied, left=room_left(place, use))
    title = translate("Forces", "Let people into {name}").format(name=place.name.of(services.lang))
    return await ask_command(services, parent, title, text, form, translate("Forces", "Let in"), command)


async def leave(services: Services, parent: QWidget, place: Facility, use: ShelterUse) -> bool:
    """Ask how many leave, and who of those needing help, and record it; whether that was done."""
    names = tuple(dict.fromkeys(one.name for one in use.needing))
    fields: tuple[Field, ...] = (
        _how_many(),
        Field(key="to_place", label=translate("Forces", "To where"), max_length=200),
    )
    if names:
        choices = tuple(Choice(name, name) for name in names)
        fields += (Field(key="names", label=translate("Forces", "Of those needing help"), kind=FieldKind.FLAGS, choices=choices),)
    form = Form(fields, compact=True)

    def command(values: Mapping[str, Any]) -> Command:
        return Leave(
            facility_id=place.id, count=values["count"], to_place=values.get("to_place") or "",
            names=tuple(values.get("names") or ()),
        )

    text = translate("Forces", "{occupied} in.").format(occupied=use.occupied)
    title = translate("Forces", "Leaving {name}").format(name=place.name.of(services.lang))
    return await ask_command(services, parent, title, text, form, translate("Forces", "Record"), command)


async def close_shelter(services: Services, parent: QWidget, place: Facility) -> bool:
    """Ask why and close it; whether that was done."""
    title = translate("Forces", "Close {name}").format(name=place.name.of(services.lang))
    reason = await prompt_text(parent, title, translate("Forces", "Reason"))
    return bool(reason) and await services.attempt(CloseShelter(facility_id=place.id, reason=reason or ""))


def _how_many() -> Field:
    return Field(
        key="count", label=translate("Forces", "How many"), kind=FieldKind.INT, minimum=1, maximum=100_000, required=True
    )
