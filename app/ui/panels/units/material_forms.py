"""The form of a stock: what it is, where it lies and who keeps it. How much there is changes by stock changes alone."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from msgspec.structs import replace
from PySide6.QtWidgets import QWidget

from app.domain.record import Command
from app.domain.resource.commands import RegisterMaterials
from app.domain.resource.model import Material
from app.exchange.forces_form import STOCK_KINDS
from app.kernel.ids import RandomIds
from app.kernel.text import Text
from app.ui.command_dialog import ask_command
from app.ui.kit.form import Form
from app.ui.kit.form_fields import Field, FieldKind
from app.ui.kit.i18n import translate
from app.ui.panels.units.choices import kind_choices
from app.ui.panels.units.spots import spot_fields, spot_of, spot_values
from app.ui.services import Services

_MOST = 1e9


async def edit_material(services: Services, parent: QWidget, stock: Material | None = None) -> bool:
    """Ask for the particulars of a known stock or of a new one and record them; whether that was done."""
    base = stock or Material(f"m-{RandomIds().new(services.workspace.desk.clock.now())}", Text(""), "", "", 0.0, "")
    form = Form(_fields(services, new=stock is None), columns=2)
    form.set_values({
        "name": base.name.zh or None, "kind": base.kind or None, "unit": base.unit or None, "place": base.place or None,
        "keeper": base.keeper or None, "phone": base.phone or None,
        "minimum": Decimal(f"{base.minimum:.12g}") if base.minimum else None,
        "expires": base.expires_on, **spot_values(base.point),
    })

    def command(values: Mapping[str, Any]) -> Command:
        return RegisterMaterials(materials=(replace(
            base, name=base.name.written(values.get("name") or ""), kind=values["kind"], unit=values["unit"],
            quantity=float(values.get("quantity") or 0) if stock is None else services.state.materials[base.id].quantity,
            place=values.get("place") or "", keeper=values.get("keeper") or "", phone=values.get("phone") or "",
            minimum=float(values.get("minimum") or 0), expires_on=values.get("expires"), point=spot_of(values, base.point),
        ),))

    title = translate("Forces", "Change the stock") if stock else translate("Forces", "New stock")
    text = "" if stock is None else translate("Forces", "How much there is changes by “Stock change”.")
    return await ask_command(services, parent, title, text, form, translate("Forces", "Save"), command)


def _fields(services: Services, *, new: bool) -> tuple[Field, ...]:
    kinds = kind_choices(services, STOCK_KINDS, (one.kind for one in services.state.materials.values()))
    first = Field(key="quantity", label=translate("Forces", "In store"), kind=FieldKind.DECIMAL, minimum=0, maximum=_MOST,
                  decimals=6)
    return (
        Field(key="name", label=translate("Forces", "Name"), required=True, max_length=200),
        Field(key="kind", label=translate("Forces", "Kind"), kind=FieldKind.CHOICE, choices=kinds, required=True),
        Field(key="unit", label=translate("Forces", "Unit of measure"), required=True, max_length=20),
        *((first,) if new else ()),
        Field(key="minimum", label=translate("Forces", "Minimum"), kind=FieldKind.DECIMAL, minimum=0, maximum=_MOST,
              decimals=6),
        Field(key="expires", label=translate("Forces", "Usable until"), kind=FieldKind.DATE, lean="none"),
        Field(key="place", label=translate("Forces", "Kept at"), max_length=200),
        Field(key="keeper", label=translate("Forces", "Keeper"), max_length=200),
        Field(key="phone", label=translate("Forces", "Phone"), max_length=60),
        *spot_fields(required=False),
    )
