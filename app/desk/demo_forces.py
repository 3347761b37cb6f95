"""Puts the demo's forces on the desk: by the same commands that people use, at the moments of its night."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from msgspec.structs import replace

from app.catalog.demo_forces import BeatRow, Crew, DemoForces, FindingRow, PatrolRow, ShelterRow
from app.domain.patrol.commands import PlanPatrol, RegisterBeats, ReportFinding
from app.domain.patrol.model import Beat, BeatForm, BeatPoint
from app.domain.presence.commands import CheckIn
from app.domain.record import Command
from app.domain.resource.model import Material
from app.domain.shelter.commands import Admit, OpenShelter
from app.domain.shelter.model import Sheltered
from app.domain.state import State
from app.domain.supply.commands import PromiseSupply, RequestSupply
from app.domain.unit.commands import RestUnit
from app.domain.unit.model import CrewMember, Equipment, EquipmentState, Position, Qualification, Unit
from app.kernel.geo import Point

Made = Callable[[State, Callable[[str], str]], tuple[Command, ...]]
"""Commands for a moment: from the state of that moment and from the incident that a name of the script became."""


def manned(units: tuple[Unit, ...], forces: DemoForces | None, today: date) -> tuple[Unit, ...]:
    """The units with their people and equipment, expiring so many days from today."""
    crews = {} if forces is None else {crew.unit: crew for crew in forces.units}
    return tuple(_manned(unit, crews[unit.id], today) if unit.id in crews else unit for unit in units)


def limited(materials: tuple[Material, ...], forces: DemoForces | None, today: date) -> tuple[Material, ...]:
    """The stock with its minimum and its last good day."""
    limits = {} if forces is None else {limit.id: limit for limit in forces.limits}
    return tuple(
        replace(
            one, minimum=float(limits[one.id].minimum), counted_on=today - timedelta(days=20),
            expires_on=_day(today, limits[one.id].expires_days),
        )
        if one.id in limits else one
        for one in materials
    )


def beats_of(forces: DemoForces | None) -> tuple[Command, ...]:
    """The beats of the township; none where the demo has no forces."""
    return () if forces is None else (RegisterBeats(beats=tuple(_beat(row) for row in forces.beats)),)


def moments(forces: DemoForces | None, now: datetime) -> list[tuple[float, Made]]:
    """What happens with the forces during the night, each at so many minutes from now."""
    if forces is None:
        return []
    found: list[tuple[float, Made]] = [(row.starts_min - 30, _planned(row, now)) for row in forces.patrols]
    rest = forces.rest
    until = now + timedelta(minutes=rest.until_min)
    found.append((rest.at_min, lambda state, ref: (RestUnit(unit_id=rest.unit, until=until, reason=rest.reason),)))
    for finding in forces.findings:
        found.append((finding.at_min, _reported(finding)))
    for shelter in forces.shelters:
        found.append((shelter.at_min, _opened(shelter)))
    inside, supply = forces.inside, forces.supply
    found.append((inside.at_min, _went_in(forces, now)))
    asked = now + timedelta(minutes=supply.due_min)
    found.append(
        (
            supply.at_min,
            lambda state, ref: (
                RequestSupply(
                    what=supply.what, quantity=supply.quantity, unit=supply.unit, incident_id=ref(supply.incident),
                    place=supply.place, asked_by=supply.asked_by, due_at=asked,
                ),
            ),
        )
    )
    found.append((supply.at_min + 1, lambda state, ref: _promised(forces, state)))
    return found


def trail_of(forces: DemoForces | None, now: datetime) -> tuple[Position, ...]:
    """Where the patrols of the night went, for the store of sampled positions."""
    return () if forces is None else tuple(
        Position(row.unit, Point(spot.lat, spot.lon), now + timedelta(minutes=spot.at_min), "demo", 4.0)
        for row in forces.patrols
        for spot in row.trail
        if spot.at_min <= 0
    )


def _manned(unit: Unit, crew: Crew, today: date) -> Unit:
    people = tuple(
        CrewMember(
            one.name, one.phone, one.role,
            (Qualification(one.paper, _day(today, one.paper_days)),) if one.paper else (),
        )
        for one in crew.people
    )
    kit = tuple(
        Equipment(one.name, one.count, EquipmentState(one.state), _day(today, one.inspection_days or None))
        for one in crew.equipment
    )
    return replace(unit, crew_members=people, equipment=kit)


def _beat(row: BeatRow) -> Beat:
    points = tuple(BeatPoint(Point(spot.lat, spot.lon), spot.name) for spot in row.points)
    return Beat(row.id, row.name, BeatForm(row.form), points, row.organisation)


def _planned(row: PatrolRow, now: datetime) -> Made:
    starts_at, ends_at = now + timedelta(minutes=row.starts_min), now + timedelta(minutes=row.ends_min)
    return lambda state, ref: (
        PlanPatrol(beat_id=row.beat, unit_id=row.unit, starts_at=starts_at, ends_at=ends_at),
    )


def _reported(row: FindingRow) -> Made:
    def made(state: State, _: Callable[[str], str]) -> tuple[Command, ...]:
        plan = next(one for one in state.patrols.values() if one.beat.id == row.patrol)
        return (
            ReportFinding(
                unit_id=plan.unit_id, finding_kind=row.kind, text=row.text, place=row.place, plan_id=plan.id,
                handed_to=row.handed_to,
            ),
        )

    return made


def _opened(row: ShelterRow) -> Made:
    needing = tuple(Sheltered(one.name, one.need) for one in row.needing)

    def made(_: State, ref: Callable[[str], str]) -> tuple[Command, ...]:
        opening = OpenShelter(facility_id=row.shelter, incident_id=ref(row.incident))
        if not row.count:
            return (opening,)
        return (opening, Admit(facility_id=row.shelter, count=row.count, from_place=row.from_place, needing=needing))

    return made


def _went_in(forces: DemoForces, now: datetime) -> Made:
    row = forces.inside
    crew = next(one for one in forces.units if one.unit == row.unit)
    names = tuple(one.name for one in crew.people[1 : 1 + row.named])
    expected = now + timedelta(minutes=row.out_by_min)
    return lambda state, ref: (
        CheckIn(
            incident_id=ref(row.incident), names=names, organisation=row.organisation, unit_id=row.unit, area=row.area,
            expected_out_at=expected,
        ),
    )


def _promised(forces: DemoForces, state: State) -> tuple[Command, ...]:
    row = forces.supply
    asked = next(iter(state.supply_requests.values()))
    return (PromiseSupply(request_id=asked.id, quantity=row.promised, material_id=row.material),)


def _day(today: date, days: int | None) -> date | None:
    return None if days is None else today + timedelta(days=days)
