"""A row for every unit, kept as long as nothing that it tells has changed: ten thousand units cost what of them is new. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime

import msgspec

from app.domain.incident.model import Incident
from app.domain.reminders import WARN_BEFORE
from app.domain.state import State
from app.domain.unit.decide import engagements
from app.domain.unit.model import Unit
from app.domain.unit.rules import Standing, is_resting, standing
from app.kernel.clock import to_local


class UnitRow(msgspec.Struct, frozen=True):
    """A unit as the table shows it. ``through`` names the busy joint patrol (or member) that keeps it from going."""

    id: str
    unit: Unit
    kind: str
    name: str
    status: str
    tone: str
    incident: str
    capabilities: str
    through: str
    available: bool
    standing: Standing = Standing.ON_STANDBY
    warned: int = 0


class Beside(msgspec.Struct, frozen=True):
    """What else a row tells: the incident, the patrol (or member) that keeps the unit, rest, standing, the day."""

    incident: Incident | None
    through: Unit | None
    rests: bool
    standing: Standing
    today: date | None


class RowKeeper:
    """Makes rows and keeps them. ``make`` writes one row."""

    def __init__(self, make: Callable[[Unit, Beside], UnitRow]) -> None:
        self._make = make
        self._known: dict[str, tuple[Unit, Beside, UnitRow]] = {}
        self._order: list[str] = []
        self._last: tuple[State, datetime | None, tuple[UnitRow, ...]] | None = None

    def rows(self, state: State, now: datetime | None) -> tuple[UnitRow, ...]:
        """Those that are still ours by kind and name; ``now`` tells who rests and what runs out (nobody and nothing without it)."""
        last = self._last
        if last is not None and last[1] == now and last[0].units is state.units and last[0].incidents is state.incidents:
            return last[2]
        held = held_through(state)
        today = None if now is None else to_local(now).date()
        units = {unit_id: unit for unit_id, unit in state.units.items() if not unit.retired}
        order = [unit_id for unit_id in self._order if unit_id in units]  # nearly sorted is soon sorted
        known = set(order)
        order += [unit_id for unit_id in units if unit_id not in known]
        made = [self._row(units[unit_id], state, held.get(unit_id), now, today) for unit_id in order]
        made.sort(key=_place)
        self._order = [row.id for row in made]
        if len(self._known) > len(made):
            self._known = {unit_id: self._known[unit_id] for unit_id in self._order}
        found = tuple(made)
        self._last = (state, now, found)
        return found

    def row(self, unit: Unit, state: State, now: datetime | None) -> UnitRow:
        """One of them."""
        last = self._last
        today = None if now is None else to_local(now).date()
        known = self._known.get(unit.id)
        if known is not None and known[0] is unit and last is not None and last[0].units is state.units:
            return self._row(unit, state, known[1].through, now, today)
        return self._row(unit, state, held_through(state).get(unit.id), now, today)

    def _row(
        self, unit: Unit, state: State, through: Unit | None, now: datetime | None, today: date | None
    ) -> UnitRow:
        incident = state.incidents.get(unit.incident_id) if unit.incident_id else None
        rests = now is not None and unit.resting_until is not None and is_resting(unit, now)
        known = self._known.get(unit.id)
        if (
            known is not None and known[0] is unit and known[1].incident is incident and known[1].through is through
            and known[1].rests is rests and known[1].today == today
        ):
            return known[2]
        stands = standing(unit, now) if now is not None else Standing.ON_STANDBY
        beside = Beside(incident, through, rests, stands, today)
        row = self._make(unit, beside)
        self._known[unit.id] = (unit, beside, row)
        return row


def expiring(unit: Unit, today: date | None) -> int:
    """How many certificates and inspections of a unit run out within the time of a reminder, or have run out."""
    if today is None:
        return 0
    limit = today + WARN_BEFORE
    days = _days(unit)
    return sum(1 for day in days if day is not None and day <= limit)


def _days(unit: Unit) -> Iterator[date | None]:
    for one in unit.crew_members:
        for paper in one.qualifications:
            yield paper.expires_on
    for item in unit.equipment:
        yield item.next_inspection_on


def held_through(state: State) -> Mapping[str, Unit]:
    """Units that are free by themselves but out with a joint patrol, and patrols with a busy member: who keeps them."""
    return {unit_id: through for unit_id, through in engagements(state.units).items() if not state.units[unit_id].is_busy}


def _place(row: UnitRow) -> tuple[str, str, str]:
    return row.unit.kind, row.unit.name.zh, row.id
