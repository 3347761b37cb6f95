"""Which equipment the desk has, what is wrong with it, and which tests are due. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

import msgspec

from app.domain.dutylog.model import EquipmentCheck, EquipmentCondition, EquipmentItem
from app.domain.reference import Reference
from app.domain.state import State
from app.kernel.errors import Refusal


class EquipmentStatus(msgspec.Struct, frozen=True):
    """An item with its last test. ``due_at`` is when the next one is due: ``None`` where it is never tested."""

    item: EquipmentItem
    last: EquipmentCheck | None
    due_at: datetime | None

    @property
    def is_faulty(self) -> bool:
        """Whether the last test found that it does not work or is not there."""
        return self.last is not None and self.last.condition is not EquipmentCondition.WORKS

    def is_overdue(self, now: datetime) -> bool:
        """Whether the test should have been made by now."""
        return self.due_at is not None and self.due_at <= now


def known_equipment(state: State, reference: Reference) -> Mapping[str, EquipmentItem]:
    """Every item by id: the suggested ones, each replaced by the desk's own where it has one, then the desk's others."""
    own = sorted(state.equipment_items.items())
    return {**reference.desk_equipment, **dict(own)}


def find_equipment(state: State, reference: Reference, item_id: str) -> EquipmentItem:
    """The item, if the desk has it; ``Refusal("equipment_unknown")`` where it has not."""
    item = known_equipment(state, reference).get(item_id)
    if item is None or not item.used:
        raise Refusal("equipment_unknown", {"item": item_id})
    return item


def equipment(state: State, reference: Reference) -> tuple[EquipmentStatus, ...]:
    """Every item that the desk uses, with its last test. One that was never tested is due from the founding of the desk on."""
    return tuple(_status(one, state) for one in known_equipment(state, reference).values() if one.used)


def overdue_checks(state: State, reference: Reference, now: datetime) -> tuple[EquipmentStatus, ...]:
    """The items whose test is overdue, the longest overdue first."""
    found = [one for one in equipment(state, reference) if one.is_overdue(now)]
    return tuple(sorted(found, key=lambda one: (one.due_at or now, one.item.id)))


def faults(state: State, reference: Reference) -> tuple[EquipmentStatus, ...]:
    """The items that do not work or are not there."""
    return tuple(one for one in equipment(state, reference) if one.is_faulty)


def _status(item: EquipmentItem, state: State) -> EquipmentStatus:
    made = state.equipment_checks.get(item.id, ())
    # tests may be recorded later than they were made: the last one made counts, of two at one moment the last recorded
    last = max(enumerate(made), key=lambda pair: (pair[1].at, pair[0]), default=(0, None))[1]
    if not item.every_h:
        return EquipmentStatus(item, last, None)
    due_at = state.founded_at if last is None else last.at + timedelta(hours=item.every_h)
    return EquipmentStatus(item, last, due_at)
