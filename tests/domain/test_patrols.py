"""Beats, patrol plans against trails, and findings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from app.domain.incident.commands import OpenIncident
from app.domain.patrol import commands as patrol
from app.domain.patrol.model import Beat, BeatForm, BeatPoint, Checkpoint, FindingKind, PatrolPlan
from app.domain.patrol.trail import GAP_S, PassState, check_patrol, walkers
from app.domain.record import Command
from app.domain.unit.model import Position, Unit
from app.kernel.errors import Refusal
from app.kernel.geo import Point
from app.kernel.text import Text
from tests.forces_world import AREA, BEAT
from tests.world import HERE, NOON, PLACE, Station

HOUR = timedelta(hours=1)
PLAN = PatrolPlan(
    "p1", BEAT, "joint", NOON, NOON + 2 * HOUR, tuple(Checkpoint(one.name, one.point) for one in BEAT.named), 50.0
)


@pytest.fixture
def station() -> Iterator[Station]:
    made = Station().found()
    made.do(patrol.RegisterBeats(beats=(BEAT, AREA)))
    yield made
    made.close()


def refusal(station: Station, command: Command) -> str:
    with pytest.raises(Refusal) as no:
        station.do(command)
    return no.value.code


def walk(*points: tuple[float, float], every_s: float = 60, start: float = 0) -> list[Position]:
    return [
        Position("joint", Point(lat, lon), NOON + timedelta(seconds=start + place * every_s), "app")
        for place, (lat, lon) in enumerate(points)
    ]


def along(a: tuple[float, float], b: tuple[float, float], steps: int) -> list[tuple[float, float]]:
    return [(a[0] + (b[0] - a[0]) * k / steps, a[1] + (b[1] - a[1]) * k / steps) for k in range(steps + 1)]


def states(check: Any) -> list[PassState]:
    return [one.state for one in check.passes]


def test_who_walks_the_whole_beat_passes_everything() -> None:
    way = [*along((30.0, 110.0), (30.0, 110.01), 10), *along((30.0, 110.01), (30.005, 110.01), 6)]
    check = check_patrol(PLAN, walk(*way), NOON + 3 * HOUR)
    assert states(check) == [PassState.PASSED] * 3 and check.share == 1.0
    assert check.walked_m == pytest.approx(963 + 556, rel=0.02)
    assert [one.passed_at for one in check.passes] == sorted(one.passed_at for one in check.passes if one.passed_at)


def test_half_of_the_beat_is_half_of_it() -> None:
    check = check_patrol(PLAN, walk(*along((30.0, 110.0), (30.0, 110.01), 10)), NOON + 3 * HOUR)
    assert states(check) == [PassState.PASSED, PassState.PASSED, PassState.MISSED]
    assert 0.6 < check.share < 0.72


def test_late_missed_and_still_to_come() -> None:
    due = tuple(replace(one, due_at=NOON + timedelta(minutes=5)) for one in PLAN.checkpoints)
    plan = replace(PLAN, checkpoints=due)
    trail = walk(*along((30.0, 110.0), (30.0, 110.01), 10))
    assert states(check_patrol(plan, trail, NOON + HOUR)) == [PassState.PASSED, PassState.LATE, PassState.WAITING]
    assert states(check_patrol(plan, trail, NOON + 3 * HOUR))[-1] is PassState.MISSED


def test_the_moment_of_passing_is_found_between_two_positions() -> None:
    check = check_patrol(PLAN, walk((30.0, 109.99), (30.0, 110.01), every_s=200), NOON + 3 * HOUR)
    passed = check.passes[0].passed_at
    assert passed is not None and abs((passed - NOON).total_seconds() - 95) < 2


def test_over_a_gap_nothing_is_assumed() -> None:
    check = check_patrol(PLAN, walk((30.0, 109.99), (30.0, 110.02), every_s=GAP_S + 1), NOON + 3 * HOUR)
    assert states(check) == [PassState.MISSED] * 3 and check.gaps == 1 and check.walked_m == 0


def test_positions_outside_the_window_do_not_count() -> None:
    check = check_patrol(PLAN, walk((30.0, 110.0), start=-3600), NOON + 3 * HOUR)
    assert check.positions == 0 and check.share == 0 and states(check) == [PassState.MISSED] * 3


def test_members_walk_for_a_joint_patrol_each_on_a_trail_of_its_own() -> None:
    west = [replace(one, unit_id="u1") for one in walk(*along((30.0, 110.0), (30.0, 110.01), 10))]
    east = [replace(one, unit_id="u2") for one in walk(*along((30.005, 110.01), (30.0, 110.01), 10))]
    whole = check_patrol(PLAN, [*west, *east], NOON + 3 * HOUR)
    alone = check_patrol(PLAN, west, NOON + 3 * HOUR)
    assert whole.share > 0.95 > alone.share and whole.count(PassState.MISSED) == 0
    assert whole.walked_m == pytest.approx(alone.walked_m)  # nobody ran to and fro between the two
    units = {"joint": Unit("joint", "F-JPT", Text("联巡"), members=("u1", "u2"))}
    assert walkers(PLAN, units) == ("joint", "u1", "u2") and walkers(PLAN, {}) == ("joint",)
    jump = replace(walk((30.0, 110.0), start=30)[0], flags=("jump",))
    assert check_patrol(PLAN, [jump], NOON + 3 * HOUR).positions == 0


def test_an_area_is_walked_in_lanes() -> None:
    plan = replace(PLAN, beat=AREA, checkpoints=(Checkpoint("north", HERE),))
    lanes = [point for k in range(9) for point in ((30.0, 110.0 + k * 0.0005), (30.004, 110.0 + k * 0.0005))]
    whole = check_patrol(plan, walk(*lanes), NOON + 3 * HOUR)
    part = check_patrol(plan, walk(*lanes[:8]), NOON + 3 * HOUR)
    assert whole.share > 0.9 > part.share > 0.3


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.floats(29.99, 30.01), st.floats(109.99, 110.02)), max_size=30), st.floats(10, 1000))
def test_more_trail_never_proves_less(points: list[tuple[float, float]], radius_m: float) -> None:
    plan = replace(PLAN, radius_m=radius_m)
    before = check_patrol(plan, walk(*points[:-1]), NOON + 3 * HOUR)
    after = check_patrol(plan, walk(*points), NOON + 3 * HOUR)
    assert 0 <= before.share <= after.share <= 1
    for old, new in zip(before.passes, after.passes, strict=True):
        assert old.passed_at is None or old.passed_at == new.passed_at


def planned(**more: Any) -> patrol.PlanPatrol:
    return patrol.PlanPatrol(**{"beat_id": "b1", "unit_id": "joint", "starts_at": NOON, "ends_at": NOON + HOUR, **more})


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"beat_id": "b9"}, "beat_unknown"),
        ({"unit_id": "u9"}, "unit_unknown"),
        ({"ends_at": NOON}, "patrol_window_wrong"),
        ({"ends_at": NOON + 25 * HOUR}, "patrol_window_wrong"),
        ({"starts_at": NOON + 2000 * HOUR, "ends_at": NOON + 2001 * HOUR}, "patrol_too_far"),
        ({"radius_m": 1.0}, "patrol_radius_wrong"),
        ({"radius_m": float("nan")}, "patrol_radius_wrong"),
        ({"checkpoints": (Checkpoint("", HERE),)}, "field_empty"),
        ({"checkpoints": (Checkpoint("x", Point(200.0, 0.0)),)}, "point_not_on_earth"),
        ({"checkpoints": (Checkpoint("x", HERE, NOON - HOUR),)}, "checkpoint_outside_window"),
    ],
)
def test_a_plan_without_sense_is_refused(station: Station, more: dict[str, Any], code: str) -> None:
    assert refusal(station, planned(**more)) == code


def test_a_unit_walks_one_patrol_at_a_time(station: Station) -> None:
    plan_id = station.do(planned())[0].stamp.command_id
    assert [one.name for one in station.state.patrols[plan_id].checkpoints] == ["gate", "bridge", "mill"]
    assert refusal(station, planned(beat_id="b2")) == "patrol_overlaps"
    station.do(patrol.CancelPatrol(plan_id=plan_id, reason="storm"))
    station.do(planned(beat_id="b2"))


def test_a_redrawn_beat_leaves_the_plan_as_it_was(station: Station) -> None:
    plan_id = station.do(planned())[0].stamp.command_id
    station.do(patrol.RegisterBeats(beats=(replace(BEAT, points=BEAT.points[:2]),)))
    assert station.state.patrols[plan_id].beat == BEAT
    station.do(patrol.RemoveBeat(beat_id="b1", reason="merged"))
    assert "b1" not in station.state.beats and station.state.patrols[plan_id].beat == BEAT


@pytest.mark.parametrize(
    ("beat", "code"),
    [
        (Beat("b3", "x", BeatForm.ROUTE, (BeatPoint(HERE), BeatPoint(HERE))), "beat_points_too_few"),
        (Beat("b3", "x", BeatForm.AREA, BEAT.points[:2]), "beat_points_too_few"),
        (Beat("b3", "", BeatForm.ROUTE, BEAT.points), "field_empty"),
        (Beat("b3", "x", BeatForm.ROUTE, (BeatPoint(HERE), BeatPoint(Point(10.0, 10.0)))), "point_outside_region"),
        (
            Beat(
                "b3", "x", BeatForm.AREA,
                tuple(BeatPoint(Point(30 + a, 110 + b)) for a, b in ((0, 0), (0.1, 0.1), (0.1, 0), (0, 0.1))),
            ),
            "shape_crosses_itself",
        ),
    ],
)
def test_a_beat_without_sense_is_refused(station: Station, beat: Beat, code: str) -> None:
    assert refusal(station, patrol.RegisterBeats(beats=(beat,))) == code


def test_a_finding_is_handed_on_and_becomes_one_incident(station: Station) -> None:
    plan_id = station.do(planned())[0].stamp.command_id
    found = station.do(
        patrol.ReportFinding(unit_id="joint", finding_kind=FindingKind.DISPUTE, text="quarrel", place="mill", plan_id=plan_id)
    )[0].stamp.command_id
    assert station.state.patrol_findings[found].waits
    station.do(patrol.HandFinding(finding_id=found, to="centre"))
    case = station.open(OpenIncident(kind="S-MAS", place=PLACE, aware_at=NOON))
    station.do(patrol.LinkFinding(finding_id=found, incident_id=case))
    after = station.state.patrol_findings[found]
    assert not after.waits and after.incident_id == case and after.handed_to == "centre"
    assert refusal(station, patrol.LinkFinding(finding_id=found, incident_id=case)) == "finding_linked"
    other = patrol.ReportFinding(
        unit_id="u1", finding_kind=FindingKind.HAZARD, text="x", place="y", plan_id=plan_id
    )
    assert refusal(station, other) == "patrol_unknown"
