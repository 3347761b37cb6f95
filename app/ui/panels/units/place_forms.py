"""The form of a place: a shelter with its capacity, a facility, a hazard point, a settlement."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace
from PySide6.QtWidgets import QWidget

from app.domain.record import Command
from app.domain.resource.commands import RegisterFacilities
from app.domain.resource.model import Facility, FacilityCategory
from app.exchange.forces_form import PLACE_KINDS
from app.kernel.geo import Point
from app.kernel.ids import RandomIds
from app.kernel.text import Text
from app.ui.command_dialog import ask_command
from app.ui.kit.form import Form
from app.ui.kit.form_fields import Choice, Field, FieldKind
from app.ui.kit.i18n import translate
from app.ui.panels.units.choices import kind_choices
from app.ui.panels.units.spots import spot_fields, spot_of, spot_values
from app.ui.services import Services

_MOST = 1_000_000


async def edit_place(
    services: Services, parent: QWidget, place: Facility | None = None, category: FacilityCategory | None = None
) -> bool:
    """Ask for the particulars of a known place or of a new one and record them; whether that was done."""
    kind = "shelter" if category is FacilityCategory.SHELTER else ""
    base = place or Facility(
        f"f-{RandomIds().new(services.workspace.desk.clock.now())}", category or FacilityCategory.FACILITY, kind, Text(""),
        Point(0.0, 0.0),
    )
    form = Form(_fields(services, base), columns=2)
    form.set_values({
        "name": base.name.zh or None, "category": base.category if place or category else None, "kind": base.kind or None,
        "village": base.village or None, "capacity": base.capacity or None, "people": base.people or None,
        "households": base.households or None, "contact": base.contact or None, "phone": base.phone or None,
        "note": base.note or None, **spot_values(place.point if place else None),
    })

    def command(values: Mapping[str, Any]) -> Command:
        return RegisterFacilities(facilities=(replace(
            base, name=base.name.written(values.get("name") or ""), category=values["category"],
            kind=values.get("kind") or "", village=values.get("village") or "", capacity=values.get("capacity") or 0,
            people=values.get("people") or 0, households=values.get("households") or 0, contact=values.get("contact") or "",
            phone=values.get("phone") or "", note=values.get("note") or "",
            point=spot_of(values, place.point if place else None) or base.point,
        ),))

    title = translate("Forces", "Change the place") if place else translate("Forces", "New place")
    return await ask_command(services, parent, title, "", form, translate("Forces", "Save"), command)


def _fields(services: Services, base: Facility) -> tuple[Field, ...]:
    say = services.wording.say
    categories = tuple(Choice(one, say(f"facility_category.{one}"), one.value) for one in FacilityCategory)
    kinds = kind_choices(services, PLACE_KINDS, (one.kind for one in services.state.facilities.values()))
    count = FieldKind.INT
    return (
        Field(key="name", label=translate("Forces", "Name"), required=True, max_length=200),
        Field(key="category", label=translate("Forces", "Category"), kind=FieldKind.CHOICE, choices=categories, required=True),
        Field(key="kind", label=translate("Forces", "Kind"), kind=FieldKind.CHOICE, choices=kinds),
        Field(key="village", label=translate("Forces", "Village"), max_length=200),
        Field(key="capacity", label=translate("Forces", "Capacity of a shelter"), kind=count, minimum=0, maximum=_MOST),
        Field(key="people", label=translate("Forces", "People"), kind=count, minimum=0, maximum=_MOST),
        Field(key="households", label=translate("Forces", "Households"), kind=count, minimum=0, maximum=_MOST),
        Field(key="contact", label=translate("Forces", "Contact"), max_length=200),
        Field(key="phone", label=translate("Forces", "Phone"), max_length=60),
        Field(key="note", label=translate("Forces", "Note"), max_length=200),
        *spot_fields(required=True),
    )
