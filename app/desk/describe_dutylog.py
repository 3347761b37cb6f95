"""Sentences about the duty log and the equipment of the room."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from app.domain.dutylog import entries as dutylog
from app.domain.dutylog.model import EquipmentItem
from app.domain.record import Entry
from app.domain.state import State

if TYPE_CHECKING:
    from app.desk.describe import Describer


def _listed(d: Describer, item: EquipmentItem) -> dict[str, Any]:
    how = d.say("equipment.every", hours=item.every_h) if item.every_h else d.say("equipment.never")
    return {"item": d.text(item.name), "how": how if item.used else d.say("equipment.unused")}


def equipment_name(d: Describer, item_id: str, state: State) -> str:
    """The name of a piece of equipment; its id where the desk and the catalogue know it no longer."""
    known = state.equipment_items.get(item_id) or d.reference.desk_equipment.get(item_id)
    return d.text(known.name) if known is not None else item_id


def _checked(d: Describer, e: dutylog.EquipmentChecked, state: State) -> dict[str, Any]:
    made = e.check
    return {
        "item": equipment_name(d, made.item_id, state), "condition": d.say(f"equipment_condition.{made.condition}"),
        "at": d.clock(made.at), "remark": d.say("equipment.remark", remark=made.remark) if made.remark else "",
    }


def _written(d: Describer, e: dutylog.LogWritten, _: State) -> dict[str, Any]:
    return {"category": d.say(f"log_category.{e.category}"), "text": e.text, "at": d.clock(e.at)}


MAKERS: Mapping[type[Entry], Callable[..., dict[str, Any]]] = MappingProxyType(
    {
        dutylog.LogWritten: _written,
        dutylog.LogCorrected: lambda d, e, s: {"text": e.text, "before": e.before, "reason": e.reason},
        dutylog.EquipmentListed: lambda d, e, s: _listed(d, e.item),
        dutylog.EquipmentChecked: _checked,
    }
)
"""The facts that each entry's sentence needs."""
