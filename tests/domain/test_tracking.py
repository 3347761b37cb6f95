"""Terminals, which of their reports are believed, and what positions suggest."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from app.domain.incident.commands import OpenIncident
from app.domain.incident.model import Incident, Place
from app.domain.tracking.commands import EnrolDevice, RenewDevice, RevokeDevice
from app.domain.tracking.judge import CONFIRMED_BY, JUMP_LEAST_M, NEAR_DEG, STEADY_COUNT, Seen, Verdict, judge
from app.domain.tracking.model import Device, Fix, Flag, TrackerApp
from app.domain.tracking.rules import Fences, Suggestion, Trace, follow, watched
from app.domain.unit.commands import DispatchUnits, SetUnitStatus
from app.domain.unit.model import Position, Unit, UnitStatus
from app.kernel.errors import Refusal
from app.kernel.geo import Crs, Point, distance_m, to_gcj02
from tests.world import HERE, NOON, REGION, Station

HASH = "a" * 64
PHONE = Device("D1", "u1", "phone", TrackerApp.OWNTRACKS, HASH, NOON, "officer")
S = timedelta(seconds=1)


def enrolled(station: Station, unit: str = "u1") -> str:
    before = set(station.state.devices)
    station.do(EnrolDevice(unit_id=unit, name="phone", app=TrackerApp.TRACCAR, token_hash=HASH))
    return next(iter(set(station.state.devices) - before))


def test_a_terminal_is_enrolled_renewed_revoked_and_let_in_again() -> None:
    station = Station().found()
    device = enrolled(station)
    assert len(device) == 8
    assert station.state.devices[device].is_active
    station.do(RevokeDevice(device_id=device, reason="lost"))
    gone = station.state.devices[device]
    assert (gone.is_active, gone.revoked_because) == (False, "lost")
    with pytest.raises(Refusal, match="device_revoked"):
        station.do(RevokeDevice(device_id=device, reason="again"))
    station.do(RenewDevice(device_id=device, token_hash="b" * 64))
    back = station.state.devices[device]
    assert (back.is_active, back.token_hash, back.revoked_because) == (True, "b" * 64, "")


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (EnrolDevice(unit_id="zz", name="x", app=TrackerApp.OWNTRACKS, token_hash=HASH), "unit_unknown"),
        (EnrolDevice(unit_id="u1", name="  ", app=TrackerApp.OWNTRACKS, token_hash=HASH), "field_empty"),
        (EnrolDevice(unit_id="u1", name="x", app=TrackerApp.OWNTRACKS, token_hash="secret"), "token_hash_wrong"),
        (RenewDevice(device_id="zz", token_hash=HASH), "device_unknown"),
        (RevokeDevice(device_id="zz", reason="x"), "device_unknown"),
    ],
)
def test_what_makes_no_sense_is_refused(command: EnrolDevice, code: str) -> None:
    with pytest.raises(Refusal, match=code):
        Station().found().do(command)


def test_a_token_is_not_renewed_by_itself_and_ids_never_meet() -> None:
    station = Station().found()
    devices = {enrolled(station) for _ in range(5)}
    assert len(devices) == len(station.state.devices) == 5
    with pytest.raises(Refusal, match="nothing_changed"):
        station.do(RenewDevice(device_id=next(iter(devices)), token_hash=HASH))


def run(fixes: list[tuple[Fix, datetime]], seen: Seen | None = None) -> list[Verdict]:
    seen = seen or Seen()
    found = []
    for fix, now in fixes:
        verdict = judge(seen, fix, PHONE, now, REGION)
        seen = verdict.seen
        found.append(verdict)
    return found


def at(seconds: float, lat: float = 30.0, lon: float = 110.0, **more: float) -> Fix:
    return Fix(lat, lon, NOON + timedelta(seconds=seconds), **more)


def test_a_report_becomes_a_position_of_its_unit() -> None:
    (found,) = run([(at(0, accuracy_m=7, battery_pct=50), NOON)])
    position = found.kept
    assert position is not None
    assert position == found.shown
    assert (position.unit_id, position.device_id, position.at, position.flags) == ("u1", "D1", NOON, ())
    assert (position.accuracy_m, position.battery_pct, position.source) == (7, 50, "owntracks")


def test_what_was_heard_before_comes_to_nothing() -> None:
    found = run([(at(10), NOON + 10 * S), (at(10), NOON + 11 * S), (at(5), NOON + 12 * S), (at(11), NOON + 13 * S)])
    assert [one.kept is not None for one in found] == [True, False, False, True]
    assert found[1].seen == found[0].seen


def test_a_clock_that_is_ahead_is_flagged_and_the_arrival_stands() -> None:
    (found,) = run([(at(7200), NOON)])
    assert found.shown is not None
    assert (found.shown.at, found.shown.flags) == (NOON, ("clock_off",))


def test_a_clock_that_was_mended_is_believed_again() -> None:
    found = run([(at(7200), NOON), (at(30), NOON + 30 * S), (at(31), NOON + 31 * S)])
    assert [one.shown.flags if one.shown else None for one in found] == [("clock_off",), (), ()]


def test_a_slow_clock_is_found_by_its_steady_delay() -> None:
    late = 3 * 3600
    found = run([(at(60 * n - late), NOON + 60 * n * S) for n in range(STEADY_COUNT + 3)])
    flags = [one.kept.flags if one.kept else None for one in found]
    assert flags[:STEADY_COUNT] == [()] * STEADY_COUNT
    assert flags[STEADY_COUNT:] == [("clock_off",)] * 3
    assert found[-1].shown is not None
    assert found[-1].shown.at == NOON + 60 * (STEADY_COUNT + 2) * S


def test_reports_that_waited_for_a_network_keep_their_time() -> None:
    burst = [(at(30 * n - 7200), NOON + n * 0.2 * S) for n in range(100)]
    assert all(one.kept is not None and one.kept.flags == () for one in run(burst))


def test_a_clock_that_was_never_set_is_wrong() -> None:
    (found,) = run([(Fix(30.0, 110.0, datetime(1980, 1, 6, tzinfo=NOON.tzinfo)), NOON)])
    assert found.shown is not None
    assert (found.shown.at, found.shown.flags) == (NOON, ("clock_off",))


def test_a_jump_is_kept_but_not_shown_until_the_next_ones_confirm_it() -> None:
    there = [(at(10 + n, lat=30.3), NOON + (10 + n) * S) for n in range(CONFIRMED_BY + 1)]
    found = run([(at(0), NOON), *there])
    assert [one.shown is not None for one in found] == [True, *[False] * CONFIRMED_BY, True]
    assert [one.kept.flags for one in found if one.kept] == [(), *[("jump",)] * CONFIRMED_BY, ()]
    assert [one.at for one in found[-1].confirmed] == [NOON + (10 + n) * S for n in range(CONFIRMED_BY)]
    assert all(one.flags == () for one in found[-1].confirmed)


def test_a_single_stray_position_never_comes_on_the_map() -> None:
    found = run([(at(0), NOON), (at(5, lat=30.4), NOON + 5 * S), (at(10), NOON + 10 * S), (at(15, lat=30.4), NOON + 15 * S)])
    assert [one.shown is not None for one in found] == [True, False, True, False]
    assert found[-1].seen.doubted != ()


def test_scatter_and_honest_driving_are_no_jumps() -> None:
    scatter = [(at(n, lat=30.0 + 0.002 * (n % 2)), NOON + n * S) for n in range(6)]
    drive = [(at(60 * n, lat=30.0 + 0.015 * n), NOON + 60 * n * S) for n in range(6)]
    for fixes in (scatter, drive):
        assert all(one.shown is not None for one in run(fixes))


@given(
    lat=st.floats(-90 + NEAR_DEG, 90 - NEAR_DEG), lon=st.floats(-180, 180), share=st.floats(0, 1),
    north=st.sampled_from((-1, 1)), east=st.sampled_from((-1, 1)),
)  # fmt: skip
def test_what_is_taken_for_near_without_measuring_is_near(lat: float, lon: float, share: float, north: int, east: int) -> None:
    there = Point(lat + north * share * NEAR_DEG, lon + east * (1 - share) * NEAR_DEG)
    assert distance_m(Point(lat, lon), there) < JUMP_LEAST_M


def test_a_wide_accuracy_excuses_a_distance() -> None:
    wide = run([(at(0), NOON), (at(1, lat=30.03, accuracy_m=4_000), NOON + S)])
    assert wide[-1].shown is not None


def test_outside_the_region_is_said_and_off_the_earth_is_refused() -> None:
    (found,) = run([(at(0, lat=40.0), NOON)])
    assert found.shown is not None
    assert found.shown.flags == ("outside_region",)
    for lat, lon in ((91.0, 0.0), (0.0, 181.0), (float("nan"), 0.0)):
        with pytest.raises(Refusal, match="point_not_on_earth"):
            judge(Seen(), Fix(lat, lon), PHONE, NOON, REGION)


def test_a_phone_of_shifted_places_is_shifted_back() -> None:
    shifted = to_gcj02(HERE)
    phone = replace(PHONE, crs=Crs.GCJ02)
    found = judge(Seen(), Fix(shifted.lat, shifted.lon, NOON), phone, NOON, REGION)
    assert found.shown is not None
    assert distance_m(found.shown.point, HERE) < 1
    assert found.shown.point.crs is Crs.WGS84


@given(
    st.lists(
        st.tuples(st.floats(-90, 90), st.floats(-180, 180), st.integers(-10**6, 10**6), st.integers(0, 300), st.floats(0, 1e6)),
        max_size=20,
    )
)
def test_whatever_comes_only_newer_reports_are_kept_and_shown_ones_are_kept(
    reports: list[tuple[float, float, int, int, float]],
) -> None:
    seen, now = Seen(), NOON
    for lat, lon, offset, waited, accuracy_m in reports:
        now += waited * S
        found = judge(seen, Fix(lat, lon, NOON + offset * S, accuracy_m), PHONE, now, REGION)
        if found.kept is None:
            assert (found.shown, found.confirmed, found.seen) == (None, (), seen)
        else:
            assert found.shown in (None, found.kept)
            assert (Flag.JUMP.value in found.kept.flags) == (found.shown is None)
            assert found.kept.at <= now + timedelta(minutes=2)
            again = judge(found.seen, Fix(lat, lon, NOON + offset * S, accuracy_m), PHONE, now, REGION)
            assert again.kept is None or found.seen.clock_off
        seen = found.seen


class Outing:
    """A unit that is out, and where it is seen."""

    def __init__(self, fences: Fences | None = None) -> None:
        self.station = Station().found()
        self.case = self.station.open(OpenIncident(kind="A-PRD", place=Place("mill", HERE), aware_at=NOON))
        self.station.do(DispatchUnits(incident_id=self.case, unit_ids=("u1",)))
        self.fences = fences or Fences()
        self.trace: Trace | None = None
        self.second = 0

    @property
    def unit(self) -> Unit:
        return self.station.state.units["u1"]

    @property
    def incident(self) -> Incident:
        return self.station.state.incidents[self.case]

    def seen(self, point: Point, times: int = 1, **more: object) -> Suggestion | None:
        found = None
        for _ in range(times):
            self.second += 10
            position = Position("u1", point, NOON + self.second * S, "owntracks", **more)  # type: ignore[arg-type]
            self.trace, found = follow(self.trace, self.unit, self.incident, position, self.fences)
        return found

    def set(self, status: UnitStatus) -> None:
        self.station.clock.advance(timedelta(seconds=self.second + 1 - (self.station.clock.now() - NOON).total_seconds()))  # type: ignore[attr-defined]
        self.station.do(SetUnitStatus(unit_id="u1", status=status, source="radio"))


def north(metres: float, of: Point = HERE) -> Point:
    return Point(of.lat + metres / 111_195, of.lon)


def test_arrived_left_and_back_are_suggested_in_turn() -> None:
    out = Outing()
    assert out.seen(north(5_000), 3) is None
    assert out.seen(north(100), 2) is None
    arrived = out.seen(north(100))
    assert arrived is not None
    assert (arrived.status, arrived.positions, round(arrived.distance_m)) == (UnitStatus.ON_SCENE, 3, 100)
    assert arrived.at == NOON + 40 * S
    out.set(UnitStatus.ON_SCENE)
    assert out.seen(north(50), 5) is None
    left = out.seen(north(900), 3)
    assert left is not None
    assert left.status is UnitStatus.RETURNING
    out.set(UnitStatus.RETURNING)
    home = out.unit.home
    assert home is not None
    back = out.seen(north(80, home), 3)
    assert back is not None
    assert back.status is UnitStatus.ON_STANDBY
    out.set(UnitStatus.ON_STANDBY)
    assert not watched(out.unit)


def test_a_pass_by_is_no_arrival() -> None:
    out = Outing()
    assert [out.seen(point) for point in (north(100), north(400), north(100), north(100), north(600))] == [None] * 5


def test_who_was_said_to_be_there_but_never_was_has_not_left() -> None:
    out = Outing()
    out.set(UnitStatus.ON_SCENE)
    assert out.seen(north(9_000), 10) is None


def test_positions_from_before_the_status_or_too_vague_or_doubted_prove_nothing() -> None:
    out = Outing()
    assert out.seen(north(50), 10, accuracy_m=800.0) is None
    assert out.seen(north(50), 10, flags=("jump",)) is None
    old = Position("u1", HERE, NOON - 60 * S, "owntracks")
    assert follow(None, out.unit, out.incident, old, out.fences) == (None, None)


def test_the_same_position_counts_once() -> None:
    out = Outing()
    position = Position("u1", HERE, NOON + 5 * S, "owntracks")
    for _ in range(9):
        out.trace, found = follow(out.trace, out.unit, out.incident, position, out.fences)
        assert found is None


def test_an_incident_without_a_place_suggests_nothing() -> None:
    out = Outing()
    nowhere = replace(out.incident, place=Place("somewhere"))
    position = Position("u1", HERE, NOON + 5 * S, "owntracks")
    assert follow(None, out.unit, nowhere, position, Fences(positions=1))[1] is None
