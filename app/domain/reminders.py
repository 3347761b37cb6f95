"""What runs out or runs low in the stores and in the teams: reminders for the forces board. Pure.

They ask for an action within days, not minutes, so they never stand in the deadline strip.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum

import msgspec

from app.domain.improvement.frequency import SubjectKind, drill_duties
from app.domain.reference import Reference
from app.domain.state import State
from app.domain.unit.model import EquipmentState, UnitStatus

WARN_BEFORE = timedelta(days=30)
"""Expiries are reminded of this long before (the desk's suggestion)."""


class ReminderKind(StrEnum):
    """What is reminded of; the order is the rank on the same day."""

    QUALIFICATION = "qualification"
    INSPECTION = "inspection"
    MATERIAL_EXPIRY = "material_expiry"
    MATERIAL_LOW = "material_low"
    DRILL = "drill"


class Reminder(msgspec.Struct, frozen=True):
    """One reminder. ``due_on`` is the last good day (``None`` for stock that is low); ``subject_id`` is the unit or material;
    ``who`` the person or the piece of equipment, ``what`` the certificate or the rule that asks for a drill."""

    kind: ReminderKind
    subject_id: str
    due_on: date | None
    who: str = ""
    what: str = ""

    def is_over(self, today: date) -> bool:
        """Whether the day has passed; low stock is low now."""
        return self.due_on is None or self.due_on < today


def reminders(
    state: State, today: date, before: timedelta = WARN_BEFORE, reference: Reference | None = None
) -> tuple[Reminder, ...]:
    """Everything that has run out, runs out within ``before``, or is low: what is over first, then by day.

    With the ``reference`` also the drills that its rules ask of units.
    """
    limit = today + before
    found = [*_of_units(state, limit), *_of_stock(state, limit)]
    if reference is not None:
        found += _drills(state, reference, today, limit)
    return tuple(sorted(found, key=lambda one: _rank(one, today)))


def _of_units(state: State, limit: date) -> Iterator[Reminder]:
    for unit in state.units.values():
        if unit.status is UnitStatus.OUT_OF_SERVICE:
            continue
        for person in unit.crew_members:
            for one in person.qualifications:
                if one.expires_on is not None and one.expires_on <= limit:
                    yield Reminder(ReminderKind.QUALIFICATION, unit.id, one.expires_on, person.name, one.name)
        for item in unit.equipment:
            due_on = item.next_inspection_on
            if due_on is not None and due_on <= limit and item.state is not EquipmentState.OUT_OF_USE:
                yield Reminder(ReminderKind.INSPECTION, unit.id, due_on, item.name)


def _drills(state: State, reference: Reference, today: date, limit: date) -> Iterator[Reminder]:
    for one in drill_duties(state, reference, today):
        if one.subject.kind is SubjectKind.UNIT and one.due_on <= limit:
            yield Reminder(ReminderKind.DRILL, one.subject.id, one.due_on, what=one.rule_id)


def _of_stock(state: State, limit: date) -> Iterator[Reminder]:
    for stock in state.materials.values():
        if stock.expires_on is not None and stock.expires_on <= limit and stock.quantity > 0:
            yield Reminder(ReminderKind.MATERIAL_EXPIRY, stock.id, stock.expires_on)
        if stock.is_low:
            yield Reminder(ReminderKind.MATERIAL_LOW, stock.id, None)


_KIND_ORDER = tuple(ReminderKind)


def _rank(one: Reminder, today: date) -> tuple[bool, date, int, str, str]:
    over = one.due_on is not None and one.due_on < today
    return not over, one.due_on or today + WARN_BEFORE, _KIND_ORDER.index(one.kind), one.subject_id, one.who
