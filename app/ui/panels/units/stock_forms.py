"""The forms of materials: a change of stock, a request, and what becomes of it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QWidget

from app.catalog.pinyin import search_keys
from app.desk.describe_forces import amount
from app.domain.record import Command
from app.domain.resource.commands import MoveStock
from app.domain.resource.model import Material, MoveKind
from app.domain.supply.commands import (
    CloseSupply,
    ConfirmArrival,
    IssueSupply,
    PromiseSupply,
    RefuseSupply,
    RequestSupply,
)
from app.domain.supply.model import SupplyRequest
from app.ui.command_dialog import ask_command
from app.ui.kit.dialogs import prompt_text
from app.ui.kit.form import Form
from app.ui.kit.form_fields import Choice, Field, FieldKind
from app.ui.kit.i18n import translate
from app.ui.services import Services

_MOST = 1e9


def _quantity(unit: str = "") -> Field:
    return Field(key="quantity", label=translate("Forces", "Quantity"), kind=FieldKind.DECIMAL, required=True, minimum=0,
                 maximum=_MOST, unit=unit)


async def move(services: Services, parent: QWidget, stock: Material) -> bool:
    """Ask what changed and record it; whether that was done."""
    say = services.wording.say
    moves = tuple(Choice(one, say(f"stock_move.{one}"), f"{one.value} {search_keys(say(f'stock_move.{one}'))}") for one in MoveKind)
    cases = _incidents(services)
    form = Form(
        (
            Field(key="move", label=translate("Forces", "What happened"), kind=FieldKind.CHOICE, choices=moves, required=True),
            _quantity(stock.unit),
            Field(key="whom", label=translate("Forces", "By or to whom"), max_length=200),
            Field(key="incident", label=translate("Forces", "Incident"), kind=FieldKind.CHOICE, choices=cases),
            Field(key="note", label=translate("Forces", "Reason"), max_length=200,
                  hint=translate("Forces", "Needed for a count and a write-off")),
        ),
        compact=True,
    )

    def command(values: Mapping[str, Any]) -> Command:
        return MoveStock(
            material_id=stock.id, move=values["move"], quantity=float(values["quantity"]), whom=values.get("whom") or "",
            incident_id=values.get("incident") or "", note=values.get("note") or "",
        )

    text = translate("Forces", "{left} in store, {out} out.").format(
        left=amount(stock.quantity, stock.unit), out=amount(stock.issued, stock.unit)
    )
    return await ask_command(services, parent, stock.name.of(services.lang), text, form, translate("Forces", "Record"), command)


async def ask_for(services: Services, parent: QWidget, stock: Material | None = None) -> bool:
    """Ask what is needed, where and by when, and record the request; whether that was done."""
    form = Form(
        (
            Field(key="what", label=translate("Forces", "What is needed"), required=True, max_length=200),
            _quantity(),
            Field(key="unit", label=translate("Forces", "Unit of measure"), required=True, max_length=20),
            Field(key="incident", label=translate("Forces", "Incident"), kind=FieldKind.CHOICE, choices=_incidents(services)),
            Field(key="place", label=translate("Forces", "To where"), max_length=200),
            Field(key="asked_by", label=translate("Forces", "Asked by"), max_length=200),
            Field(key="due_at", label=translate("Forces", "Needed by"), kind=FieldKind.DATETIME, lean="future"),
        ),
        now=services.workspace.desk.clock.now, compact=True,
    )
    if stock is not None:
        form.set_values({"what": stock.name.of(services.lang), "unit": stock.unit})

    def command(values: Mapping[str, Any]) -> Command:
        return RequestSupply(
            what=values["what"], quantity=float(values["quantity"]), unit=values["unit"],
            incident_id=values.get("incident") or "", place=values.get("place") or "",
            asked_by=values.get("asked_by") or "", due_at=values.get("due_at"),
        )

    title = translate("Forces", "Ask for materials")
    return await ask_command(services, parent, title, "", form, translate("Forces", "Ask"), command)


async def give(services: Services, parent: QWidget, asked: SupplyRequest, *, issue: bool) -> bool:
    """Ask who promises (or sends) how much and record it; whether that was done."""
    stocks = tuple(
        Choice(one.id, f"{one.name.of(services.lang)}  {one.place}  {amount(one.quantity, one.unit)}", search_keys(one.name.zh))
        for one in sorted(services.state.materials.values(), key=lambda one: (asked.what not in one.name.zh, one.id))
    )
    left = asked.quantity - (asked.issued if issue else asked.promised)
    fields: tuple[Field, ...] = (
        Field(key="material", label=translate("Forces", "Own store"), kind=FieldKind.CHOICE, choices=stocks),
        Field(key="source", label=translate("Forces", "Or from"), max_length=200,
              hint=translate("Forces", "The county, a shop, a neighbour")),
        _quantity(asked.unit),
    )
    if not issue:
        fields += (Field(key="expected", label=translate("Forces", "Expected"), kind=FieldKind.DATETIME, lean="future"),)
    form = Form(fields, now=services.workspace.desk.clock.now, compact=True)
    promised = next((step for step in reversed(asked.steps) if step.material_id), None)
    form.set_values({"quantity": _decimal(left), "material": promised.material_id if issue and promised else None})

    def command(values: Mapping[str, Any]) -> Command:
        common = {
            "request_id": asked.id, "quantity": float(values["quantity"]), "source": values.get("source") or "",
            "material_id": values.get("material") or "",
        }
        return IssueSupply(**common) if issue else PromiseSupply(**common, expected_at=values.get("expected"))

    title = translate("Forces", "Issued: {what}") if issue else translate("Forces", "Promised: {what}")
    return await ask_command(services, parent, title.format(what=asked.what), "", form, translate("Forces", "Record"), command)


async def arrived(services: Services, parent: QWidget, asked: SupplyRequest) -> bool:
    """Ask how much has arrived and record it; whether that was done."""
    form = Form((_quantity(asked.unit),), compact=True)
    form.set_values({"quantity": _decimal(asked.issued - asked.arrived)})

    def command(values: Mapping[str, Any]) -> Command:
        return ConfirmArrival(request_id=asked.id, quantity=float(values["quantity"]))

    title = translate("Forces", "Arrived: {what}").format(what=asked.what)
    return await ask_command(services, parent, title, "", form, translate("Forces", "Record"), command)


async def refused(services: Services, parent: QWidget, asked: SupplyRequest) -> bool:
    """Ask who cannot give and why, and record it; whether that was done."""
    form = Form(
        (
            Field(key="source", label=translate("Forces", "Who"), required=True, max_length=200),
            Field(key="reason", label=translate("Forces", "Reason"), required=True, max_length=200),
        ),
        compact=True,
    )

    def command(values: Mapping[str, Any]) -> Command:
        return RefuseSupply(request_id=asked.id, source=values["source"], reason=values["reason"])

    title = translate("Forces", "Cannot give: {what}").format(what=asked.what)
    return await ask_command(services, parent, title, "", form, translate("Forces", "Record"), command)


async def closed(services: Services, parent: QWidget, asked: SupplyRequest) -> bool:
    """Ask why nothing more is to come and record it; whether that was done."""
    title = translate("Forces", "Close the request: {what}").format(what=asked.what)
    reason = await prompt_text(parent, title, translate("Forces", "Reason"))
    return bool(reason) and await services.attempt(CloseSupply(request_id=asked.id, reason=reason or ""))


def _incidents(services: Services) -> tuple[Choice, ...]:
    return tuple(
        Choice(one.id, f"{one.number} {one.place.words}", search_keys(one.place.words))
        for one in services.state.incidents.values() if one.is_open
    )


def _decimal(value: float) -> Decimal | None:
    return Decimal(f"{value:.12g}") if value > 0 else None
