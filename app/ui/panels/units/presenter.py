"""What the units board shows: rows, particulars, allowed steps, the history of a unit. No Qt."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

import msgspec

from app.catalog.wording import Wording
from app.desk.describe import Describer
from app.domain.incident.model import Incident
from app.domain.reminders import WARN_BEFORE
from app.domain.resource.model import Facility, FacilityCategory, Material
from app.domain.state import State
from app.domain.unit.decide import engagements
from app.domain.unit.model import ChangeKind, Dispatch, Position, Unit, UnitChange, UnitStatus
from app.domain.unit.rules import NEXT, Standing, is_available, is_resting, last_point, standing
from app.kernel.clock import to_local
from app.kernel.geo import Point

_S = UnitStatus
TONES: Mapping[UnitStatus, str] = {
    _S.ON_STANDBY: "ok", _S.DISPATCHED: "watch", _S.ACKNOWLEDGED: "info", _S.EN_ROUTE: "info", _S.ON_SCENE: "info",
    _S.WORKING: "info", _S.STAGED: "info", _S.RETURNING: "neutral", _S.OUT_OF_SERVICE: "muted",
}
"""A unit that is where it should be is calm; only one that was sent and has not answered is to be watched."""

STEPS = (
    _S.ACKNOWLEDGED, _S.EN_ROUTE, _S.ON_SCENE, _S.WORKING, _S.STAGED, _S.RETURNING, _S.ON_STANDBY, _S.OUT_OF_SERVICE,
)
"""The order in which the buttons stand."""


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


class OrganisationRow(msgspec.Struct, frozen=True):
    """An organisation with how many units it has, and how many of them stand by; an empty id is all of them."""

    id: str
    name: str
    units: int
    free: int


class PlaceRow(msgspec.Struct, frozen=True):
    """A fixed place as the table shows it."""

    id: str
    category: str
    category_code: str
    kind: str
    name: str
    place: Facility


class StockRow(msgspec.Struct, frozen=True):
    """Stock as the table shows it."""

    id: str
    kind: str
    name: str
    stock: Material


class Step(msgspec.Struct, frozen=True):
    """A line of a unit's history: when, what, for which incident, from what source, typed by whom."""

    id: str
    at: datetime
    status: str
    tone: str
    incident: str
    incident_id: str
    source: str
    by: str


class UnitsPresenter:
    """Words and rows of one state in one language."""

    def __init__(self, describer: Describer, wording: Wording) -> None:
        self._words = describer
        self._wording = wording
        self._lang = wording.lang

    def rows(
        self, state: State, *, now: datetime | None = None, kind: str = "", status: str = "", available: bool = False,
        organisation: str | None = None,
    ) -> tuple[UnitRow, ...]:
        """The units that pass the filters, by kind and name. ``status`` is a status, ``resting`` or ``out`` (for an incident);
        ``now`` tells who rests (nobody without it); ``organisation`` may be "" for those of none."""
        held = _held_through(state)
        rows = (self._row(unit, state, held, now) for unit in state.units.values())
        kept = [
            row for row in rows
            if kind in ("", row.unit.kind) and _has_status(row, status) and (row.available or not available)
            and organisation in (None, row.unit.organisation)
        ]
        return tuple(sorted(kept, key=lambda row: (row.unit.kind, row.unit.name.zh, row.id)))

    def organisations(self, state: State, now: datetime, everyone: str, none: str) -> tuple[OrganisationRow, ...]:
        """All units first, then each organisation by name; ``everyone`` and ``none`` are the names of the two others."""
        units: dict[str, list[Unit]] = {}
        for unit in state.units.values():
            units.setdefault(unit.organisation, []).append(unit)
        rows = [_organisation(f"={name}", name or none, own, now) for name, own in sorted(units.items())]
        return (_organisation("", everyone, list(state.units.values()), now), *rows)

    def standings(self, state: State, now: datetime) -> dict[Standing, int]:
        """How many units stand how."""
        found = dict.fromkeys(Standing, 0)
        for unit in state.units.values():
            found[standing(unit, now)] += 1
        return found

    def standing(self, stands: Standing) -> str:
        """The word for where a unit stands."""
        return self._words.say(f"standing.{stands}")

    def kinds(self, state: State) -> tuple[tuple[str, str], ...]:
        """The kinds that the desk has, with their names."""
        return tuple((code, self._words.unit_kind(code)) for code in sorted({u.kind for u in state.units.values()}))

    def counts(self, state: State) -> tuple[int, int, int, int]:
        """All units, those that may go, those at work, those out of service."""
        units = state.units.values()
        busy = sum(1 for unit in units if unit.is_busy)
        out = sum(1 for unit in units if unit.status is UnitStatus.OUT_OF_SERVICE)
        free = sum(1 for unit in units if is_available(unit))
        return len(state.units), free, busy, out

    def incident_of(self, unit: Unit, state: State) -> str:
        """The title of the incident that the unit belongs to, if any."""
        of = state.incidents.get(unit.incident_id)
        return self._words.incident_title(of) if of else ""

    def members(self, unit: Unit, state: State) -> tuple[Unit, ...]:
        """The units that a joint patrol is made of, as far as they are known."""
        return tuple(state.units[member] for member in unit.members if member in state.units)

    def patrols(self, unit: Unit, state: State) -> tuple[Unit, ...]:
        """The joint patrols that the unit belongs to."""
        return tuple(other for other in state.units.values() if unit.id in other.members)

    def steps(self, unit: Unit) -> tuple[tuple[UnitStatus, str], ...]:
        """The statuses that may be set now, with their words."""
        return tuple((status, self.status(status)) for status in STEPS if status in NEXT[unit.status])

    def history(self, unit: Unit, state: State) -> tuple[Step, ...]:
        """Every step of every dispatch and every change outside them, the newest first."""
        found = [
            (incident, dispatch)
            for incident in state.incidents.values()
            for dispatch in incident.dispatches.values()
            if dispatch.unit_id == unit.id
        ]
        steps = [step for incident, dispatch in found for step in self._steps_of(incident, dispatch)]
        steps += [self._change(place, one) for place, one in enumerate(unit.history)]
        return tuple(sorted(steps, key=lambda step: (step.at, step.id), reverse=True))

    def places(self, state: State, category: str = "") -> tuple[PlaceRow, ...]:
        """Fixed places of a category ("" for all), roads left out of "all"."""
        rows = [
            PlaceRow(
                id=one.id, category=self._words.say(f"facility_category.{one.category}"), category_code=one.category.value,
                kind=self._word("place_kind", one.kind), name=one.name.of(self._lang), place=one,
            )
            for one in state.facilities.values()
            if category == one.category.value or (not category and one.category is not FacilityCategory.ROAD)
        ]
        return tuple(sorted(rows, key=lambda row: (row.category_code, row.place.village, row.place.name.zh, row.id)))

    def stock(self, state: State) -> tuple[StockRow, ...]:
        """All materials, by kind and name."""
        rows = [
            StockRow(one.id, self._word("stock_kind", one.kind), one.name.of(self._lang), one)
            for one in state.materials.values()
        ]
        return tuple(sorted(rows, key=lambda row: (row.stock.kind, row.stock.name.zh, row.id)))

    def status(self, status: UnitStatus) -> str:
        """The word for a status."""
        return self._words.say(f"unit_status.{status}")

    def source(self, code: str) -> str:
        """The word for a source; one without a word is shown as it was written."""
        return self._word("source", code)

    def capabilities(self, unit: Unit) -> str:
        """The unit's capabilities in words."""
        return self._words.say("list.separator").join(self._word("capability", one) for one in unit.capabilities)

    def _word(self, family: str, code: str) -> str:
        known = f"{family}.{code}"
        return self._wording.say(known) if self._wording.knows(known) else code

    def _change(self, place: int, one: UnitChange) -> Step:
        said = self.status(one.status) if one.status else self._words.say(f"unit_change.{one.change}")
        until = self._words.say("unit_change.until", at=self._words.clock(one.until)) if one.until else ""
        words = " ".join(part for part in (until, one.words) if part)
        tone = TONES[one.status] if one.status else "watch" if one.change is ChangeKind.REST_OVERRIDDEN else "muted"
        return Step(f"own.{place:03}", one.at, said, tone, words, "", self.source(one.source), one.by)

    def _row(self, unit: Unit, state: State, held: Mapping[str, Unit], now: datetime | None) -> UnitRow:
        through = held.get(unit.id)
        rests = now is not None and is_resting(unit, now)
        stands = standing(unit, now) if now is not None else Standing.ON_STANDBY
        return UnitRow(
            id=unit.id, unit=unit, kind=self._words.unit_kind(unit.kind), name=unit.name.of(self._lang),
            status=self.standing(Standing.RESTING) if rests else self.status(unit.status),
            tone="muted" if rests else TONES[unit.status], standing=stands,
            warned=0 if now is None else _expiring(unit, to_local(now).date()), incident=self.incident_of(unit, state),
            capabilities=self.capabilities(unit), through=through.name.of(self._lang) if through else "",
            available=is_available(unit) and through is None and not rests,
        )

    def _steps_of(self, incident: Incident, dispatch: Dispatch) -> list[Step]:
        title = self._words.incident_title(incident)
        return [
            Step(
                f"{dispatch.id}.{place:03}", step.at, self.status(step.status), TONES[step.status], title, incident.id,
                self.source(step.source), step.by,
            )
            for place, step in enumerate(dispatch.steps)
        ]


def _has_status(row: UnitRow, status: str) -> bool:
    if status == Standing.RESTING.value:
        return row.standing is Standing.RESTING
    if status == Standing.OUT.value:
        return row.standing is Standing.OUT
    if status == Standing.ON_STANDBY.value:
        return row.unit.status is UnitStatus.ON_STANDBY and row.standing is not Standing.RESTING
    return status in ("", row.unit.status.value)


def _organisation(key: str, name: str, units: list[Unit], now: datetime) -> OrganisationRow:
    free = sum(1 for unit in units if standing(unit, now) is Standing.ON_STANDBY)
    return OrganisationRow(key, name, len(units), free)


def _expiring(unit: Unit, today: date) -> int:
    """How many certificates and inspections of a unit run out within the time of a reminder, or have run out."""
    limit = today + WARN_BEFORE
    papers = (paper.expires_on for one in unit.crew_members for paper in one.qualifications)
    days = (*papers, *(item.next_inspection_on for item in unit.equipment))
    return sum(1 for day in days if day is not None and day <= limit)


def age(position: Position | None, now: datetime) -> timedelta | None:
    """How old the last position is; ``None`` where only the base is known."""
    return None if position is None else max(now - position.at, timedelta(0))


def age_tone(old: timedelta | None, stale_after_s: float) -> str:
    """Old positions are marked; unknown ones are quiet."""
    if old is None:
        return "muted"
    return "watch" if old.total_seconds() > stale_after_s else "neutral"


def where(unit: Unit, positions: Mapping[str, Position]) -> Point | None:
    """Where to look for the unit on the map."""
    return last_point(unit, positions.get(unit.id))


def _held_through(state: State) -> dict[str, Unit]:
    """Units that are free by themselves but out with a joint patrol, or a patrol with a busy member."""
    return {unit_id: through for unit_id, through in engagements(state.units).items() if not state.units[unit_id].is_busy}
