"""Units: who may go, in which order statuses follow, and that nobody is in two places."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from msgspec.structs import replace

from app.domain.incident.commands import OpenIncident
from app.domain.record import Command
from app.domain.unit.commands import DispatchUnits, RegisterUnits, SetUnitStatus
from app.domain.unit.model import BUSY, Position, Unit, UnitStatus
from app.domain.unit.rules import NEXT, STALE_AFTER_S, candidates, coverage
from app.kernel.clock import FixedClock
from app.kernel.errors import Refusal
from app.kernel.geo import Crs, Point, distance_m, to_gcj02
from tests.world import ACCIDENT, HERE, NOON, PLACE, UNITS, Station, text

S = UnitStatus


@pytest.fixture
def station() -> Iterator[Station]:
    made = Station(clock=FixedClock(NOON)).found()
    for _ in range(2):
        made.open(OpenIncident(kind="A-PRD", place=PLACE, aware_at=NOON))
    yield made
    made.close()


def refused(station: Station, command: Command) -> Refusal:
    with pytest.raises(Refusal) as refusal:
        station.do(command)
    return refusal.value


def send(case: str, *units: str) -> DispatchUnits:
    return DispatchUnits(incident_id=case, unit_ids=units)


def status(unit: str, to: UnitStatus, minutes: float | None = None) -> SetUnitStatus:
    at = None if minutes is None else NOON + timedelta(minutes=minutes)
    return SetUnitStatus(unit_id=unit, status=to, source="radio", at=at)


def test_all_go_or_none(station: Station) -> None:
    one, other = sorted(station.state.incidents)
    station.do(send(one, "u1"))
    refusal = refused(station, send(other, "u3", "u1"))
    assert refusal.code == "unit_not_available"
    assert refusal.facts["incident"] == station.state.incident(one).number
    assert station.state.units["u3"].status is S.ON_STANDBY
    assert refused(station, send(one)).code == "no_unit_chosen"
    assert refused(station, send(one, "u9")).code == "unit_unknown"
    assert len(station.do(send(other, "u3", "u3"))) == 1


def test_unit_and_incident_know_each_other(station: Station) -> None:
    one, _ = sorted(station.state.incidents)
    station.do(send(one, "u1"))
    unit = station.state.units["u1"]
    work = station.state.incident(one).dispatches[unit.dispatch_id]
    assert (unit.incident_id, work.unit_id, work.status, work.crew) == (one, "u1", S.DISPATCHED, 6)
    station.do(status("u1", S.ON_SCENE))
    station.do(status("u1", S.ON_STANDBY))
    unit = station.state.units["u1"]
    assert (unit.incident_id, unit.dispatch_id) == ("", "")
    done = station.state.incident(one).dispatches[work.id]
    assert [step.status for step in done.steps] == [S.DISPATCHED, S.ON_SCENE, S.ON_STANDBY]
    assert done.ended_at == NOON
    assert done.first_at(S.ON_SCENE) == NOON
    assert done.first_at(S.WORKING) is None


def test_a_returning_unit_may_be_sent_on(station: Station) -> None:
    one, other = sorted(station.state.incidents)
    station.do(send(one, "u1"))
    station.do(status("u1", S.RETURNING))
    station.do(send(other, "u1"))
    assert station.state.units["u1"].incident_id == other
    assert [work.ended_at for work in station.state.incident(one).dispatches.values()] == [NOON]


def test_a_joint_patrol_and_its_members_are_not_in_two_places(station: Station) -> None:
    one, other = sorted(station.state.incidents)
    station.do(send(one, "joint"))
    for member in ("u2", "u3"):
        assert refused(station, send(other, member)).code == "unit_engaged_through"
    station.do(send(other, "u1"))
    station.do(status("joint", S.ON_STANDBY))
    station.do(send(other, "u2"))
    refusal = refused(station, send(one, "joint"))
    assert refusal.code == "unit_engaged_through"
    assert refusal.facts["through"] == "Fire 2"


@pytest.mark.parametrize("chosen", [("joint", "u2"), ("u2", "joint")])
def test_a_joint_patrol_is_not_sent_beside_its_own_member(station: Station, chosen: tuple[str, ...]) -> None:
    one, _ = sorted(station.state.incidents)
    assert refused(station, send(one, *chosen)).code == "unit_engaged_through"
    assert not station.state.incident(one).dispatches


@pytest.mark.parametrize("before", list(S))
@pytest.mark.parametrize("after", list(S))
def test_only_what_may_follow_follows(station: Station, before: UnitStatus, after: UnitStatus) -> None:
    one, _ = sorted(station.state.incidents)
    if before in BUSY or before is S.RETURNING:
        station.do(send(one, "u1"))
    if before is S.ACKNOWLEDGED or before in NEXT[S.DISPATCHED] - {S.ON_STANDBY}:
        station.do(status("u1", before))
    if before is S.OUT_OF_SERVICE:
        station.do(status("u1", before))
    assert station.state.units["u1"].status is before
    if after in NEXT[before]:
        station.do(status("u1", after))
        assert station.state.units["u1"].status is after
    else:
        assert refused(station, status("u1", after)).code == "status_not_allowed"


def test_going_out_is_always_by_dispatch() -> None:
    assert all(S.DISPATCHED not in following for following in NEXT.values())
    assert set(NEXT) == set(S)


def test_times_only_go_forward(station: Station) -> None:
    one, _ = sorted(station.state.incidents)
    station.do(send(one, "u1"))
    assert refused(station, status("u1", S.EN_ROUTE, -1)).code == "status_before_last"
    assert refused(station, status("u1", S.EN_ROUTE, 3)).code == "time_in_future"
    station.do(status("u1", S.EN_ROUTE, 1))
    assert refused(station, status("u1", S.ON_SCENE, 0.5)).code == "status_before_last"
    assert refused(station, replace(status("u1", S.ON_SCENE, 1), source=" ")).code == "field_empty"


def test_new_master_data_does_not_touch_the_work(station: Station) -> None:
    one, _ = sorted(station.state.incidents)
    station.do(send(one, "u1"))
    before = station.state.units["u1"]
    station.do(RegisterUnits(units=(replace(UNITS[0], crew=9, status=S.OUT_OF_SERVICE, incident_id="x"),)))
    after = station.state.units["u1"]
    assert replace(after, history=before.history) == replace(before, crew=9)
    assert len(after.history) == len(before.history) + 1
    station.do(RegisterUnits(units=(Unit("u9", "F-MED", text("New"), status=S.WORKING, incident_id=one, dispatch_id="d"),)))
    new = station.state.units["u9"]
    assert (new.status, new.incident_id, new.dispatch_id) == (S.ON_STANDBY, "", "")


@pytest.mark.parametrize(
    ("unit", "code"),
    [
        (Unit("u9", "F-XXX", text("New")), "unit_kind_unknown"),
        (Unit("", "F-MED", text("New")), "field_empty"),
        (Unit("u9", "F-MED", text(" ")), "field_empty"),
        (Unit("u9", "F-JPT", text("New"), members=("u1", "nobody")), "unit_unknown"),
        (Unit("u9", "F-MED", text("New"), home=Point(95.0, 0.0)), "point_not_on_earth"),
    ],
)
def test_master_data_is_checked(station: Station, unit: Unit, code: str) -> None:
    assert refused(station, RegisterUnits(units=(unit,))).code == code


def test_a_base_is_stored_as_the_world_measures(station: Station) -> None:
    station.do(RegisterUnits(units=(Unit("u9", "F-MED", text("New"), home=to_gcj02(HERE)),)))
    home = station.state.units["u9"].home
    assert home is not None
    assert home.crs is Crs.WGS84
    assert distance_m(home, HERE) < 1


def test_the_nearest_comes_first_and_old_positions_are_marked() -> None:
    old = NOON - timedelta(seconds=STALE_AFTER_S + 1)
    positions = {"u2": Position("u2", HERE, old, "app")}
    units = (*UNITS, replace(UNITS[0], id="busy", status=S.WORKING), replace(UNITS[0], id="back", status=S.RETURNING))
    found = candidates(units, positions, HERE, NOON)
    assert [one.unit_id for one in found] == ["u2", "back", "u1", "joint", "u3"]
    assert [(one.stale, one.distance_m is None) for one in found] == [
        (True, False), (False, False), (False, False), (False, True), (False, True),
    ]
    assert found[0].position_age_s == STALE_AFTER_S + 1
    assert [one.unit_id for one in candidates(units, {}, HERE, NOON, kind="F-FIRE", capability="pump")] == ["back", "u1"]


def test_what_the_plan_asks_for_is_counted_by_kind(station: Station) -> None:
    one, _ = sorted(station.state.incidents)
    station.do(send(one, "u1", "u2"))
    fire, medical = coverage(ACCIDENT.forces, station.state.incident(one).dispatches.values())
    assert (fire.people, fire.units, fire.is_met) == (11, 2, True)
    assert (medical.people, medical.units, medical.is_met) == (0, 0, False)
    station.do(status("u2", S.RETURNING))
    fire, _ = coverage(ACCIDENT.forces, station.state.incident(one).dispatches.values())
    assert (fire.people, fire.is_met) == (6, False)
