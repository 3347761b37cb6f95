"""Who goes, at a desk: who is left out and why, what is wanted, closed roads, arrivals, and the officer's own choice."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from datetime import timedelta

import pytest
from msgspec.structs import replace

from app.desk.describe import Describer
from app.desk.who_goes import Guide, Question, advise, arrivals, closures, cover_rules, find_router
from app.desk.who_picture import picture_of
from app.desk.who_words import WhoWords
from app.domain.dispatching.model import CapabilityWords, CoverRule, IncidentAdvice
from app.domain.dispatching.question import greedy
from app.domain.dispatching.travel import Leg, Measure, Ring, Route, Start, Trip
from app.domain.dispatching.wants import capabilities_in, priority_of, wants_of
from app.domain.drawing.commands import Draw, RemoveDrawing
from app.domain.drawing.model import ClosedTo, DrawingKind, Shape, ShapeForm
from app.domain.incident.commands import OpenIncident, RecordFacts
from app.domain.incident.model import Place
from app.domain.plan.commands import ActivateResponse
from app.domain.reference import Reference
from app.domain.resource.commands import RegisterFacilities
from app.domain.resource.model import Facility, FacilityCategory
from app.domain.unit.commands import DispatchUnits, RegisterUnits, SetUnitStatus
from app.domain.unit.entries import ProposalAnswered, UnitDispatched
from app.domain.unit.model import Assembly, Position, Unit, UnitStatus
from app.domain.words import ResponseLevel
from app.kernel.clock import FixedClock
from app.kernel.errors import BadFile, Problem, Refusal
from app.kernel.geo import Point, distance_m
from tests.world import BASIS, HERE, NOON, PLACE, REFERENCE, Station, text

NEAR = Point(30.001, 110.0)


class Straight:
    """A router on which everybody drives 10 m/s as the crow flies."""

    def __init__(self, idle: tuple[int, ...] = ()) -> None:
        self.asked: list[tuple[Shape, ...]] = []
        self._idle = idle

    def trips(
        self, starts: Sequence[Start], goals: Sequence[Point], closed: Sequence[Shape], limit_s: float = 1e9,
        *, to_vehicles: Sequence[Shape] = (),
    ) -> tuple[tuple[Trip, ...], ...]:
        self.asked.append(tuple(closed))
        self.to_vehicles = tuple(to_vehicles)
        far = [[distance_m(one.point, goal) for goal in goals] for one in starts]
        return tuple(tuple(Trip(metres / 10, metres, Measure.ROAD) for metres in row) for row in far)

    def route(self, start: Start, goal: Point, closed: Sequence[Shape], *, to_vehicles: Sequence[Shape] = ()) -> Route:
        (trip,), = self.trips([start], [goal], closed)
        return Route(trip, (Leg("road", "", "local", "n", trip.distance_m or 0, trip.travel_s),), (start.point, goal))

    def rings(
        self, goal: Point, unit_kind: str, minutes: Sequence[float], closed: Sequence[Shape], *, to_vehicles: Sequence[Shape] = ()
    ) -> tuple[Ring, ...]:
        return tuple(Ring(one, (((goal, goal, goal, goal),),)) for one in minutes)

    def without_effect(self, closed: Sequence[Shape]) -> tuple[int, ...]:
        return self._idle


class Roads:
    def __init__(self, router: Straight | None = None, bad: bool = False) -> None:
        self._router, self._bad = router, bad

    def router(self) -> Straight | None:
        if self._bad:
            raise BadFile((Problem("roads.npz", 0, "", "road_file_broken"),))
        return self._router

    def names(self) -> tuple[str, ...]:
        return ()


@pytest.fixture
def station() -> Iterator[Station]:
    made = Station(clock=FixedClock(NOON)).found()
    made.do(
        RegisterUnits(
            units=(
                Unit("u5", "F-FIRE", text("Fire 5"), crew=4, home=NEAR),
                Unit("u6", "F-FIRE", text("Fire 6"), crew=4, home=Point(30.05, 110.0)),
            )
        )
    )
    yield made
    made.close()


def incident(station: Station, kind: str = "A-PRD", **more: object) -> str:
    command = OpenIncident(kind=kind, place=more.pop("place", PLACE), aware_at=NOON, **more)  # type: ignore[arg-type]
    return station.open(command)


def question(station: Station, *seen: Position, **more: object) -> Question:
    given: dict[str, object] = {"positions": {one.unit_id: one for one in seen}, **more}
    return Question(station.state, REFERENCE, now=station.clock.now(), **given)  # type: ignore[arg-type]


def replace_reference(asked: Question, reference: Reference) -> Question:
    return dataclasses.replace(asked, reference=reference)


def why(told: IncidentAdvice) -> dict[str, str]:
    return {one.unit_id: one.because.code for one in told.not_chosen}


def seen(unit: str, minutes: float, point: Point = NEAR) -> Position:
    return Position(unit, point, NOON - timedelta(minutes=minutes), "gps")


def test_the_recommended_plan_asks_before_any_response_runs(station: Station) -> None:
    case = incident(station, facts={"dead": 1})
    told = advise(question(station), Straight(), greedy).incidents[case]
    assert told.preliminary
    # The overall plan wants three fire units, the special one ten people: the nearest three go.
    assert told.unit_ids == ("u5", "u1", "u6")
    assert why(told) == {"u2": "farther"}
    station.do(
        ActivateResponse(
            incident_id=case, plan_id="accident", level=ResponseLevel.IV, item="fire", expected_duration_h=4, measures=("m",),
            approved_by="Chief",
        )
    )
    running = advise(question(station), Straight(), greedy).incidents[case]
    assert not running.preliminary
    assert running.unit_ids == ("u5", "u1")


def test_who_is_busy_lost_or_resting_stays_and_says_why(station: Station) -> None:
    first, case = incident(station, facts={"dead": 1}), incident(station, facts={"dead": 1})
    station.do(DispatchUnits(incident_id=first, unit_ids=("u5",)))
    asked = question(station, seen("u1", 20), seen("u6", 90), resting={"u2": "since six"})
    told = advise(asked, Straight(), greedy, only=case).incidents[case]
    assert told.proposed == ()
    assert why(told) == {"u1": "stale", "u2": "resting", "u5": "busy", "u6": "offline"}
    assert told.unmet[0].because[0].code == "none_free"


def test_a_unit_that_went_out_within_a_patrol_stays(station: Station) -> None:
    first, case = incident(station), incident(station, facts={"dead": 1})
    station.do(DispatchUnits(incident_id=first, unit_ids=("joint",)))
    assert why(advise(question(station), Straight(), greedy, only=case).incidents[case])["u2"] == "engaged_through"


def test_what_is_out_already_is_not_asked_for_again(station: Station) -> None:
    case = incident(station, facts={"dead": 1})
    before = wants_of(station.state.incident(case), station.state, REFERENCE, NOON)
    station.do(DispatchUnits(incident_id=case, unit_ids=("u1", "u5")))
    after = wants_of(station.state.incident(case), station.state, REFERENCE, NOON)
    assert [(one.kind, one.units, one.people) for one in before] == [("F-FIRE", 3, 10)]
    assert [(one.kind, one.units, one.people) for one in after] == [("F-FIRE", 1, 0)]


def test_lives_at_stake_are_never_an_ordinary_incident(station: Station) -> None:
    case = incident(station)
    assert priority_of(station.state.incident(case)) == 1
    station.do(RecordFacts(incident_id=case, facts={"trapped": 1}))
    assert priority_of(station.state.incident(case)) == 2


def test_the_words_of_a_plan_name_capabilities() -> None:
    words = CapabilityWords("、，", ("不",), {"rescue": ("破拆", "救援"), "boat": ("舟艇",), "cordon": ("警戒",)})
    assert capabilities_in(("破拆、防火", "不进警戒区，boat"), words) == ("boat", "rescue")
    assert capabilities_in(("讲究", ""), words) == ()
    assert capabilities_in(("破拆",), CapabilityWords()) == ()


def test_without_roads_the_distance_is_straight_and_labelled(station: Station) -> None:
    case = incident(station, facts={"dead": 1})
    advice = advise(question(station), None, greedy)
    assert (advice.measure, advice.trouble) == (Measure.STRAIGHT, "no_graph")
    proposed = advice.incidents[case].proposed[0]
    assert (proposed.unit_id, proposed.trip.travel_s, proposed.trip.measure) == ("u5", None, Measure.STRAIGHT)
    assert "straight_line" in {one.code for one in proposed.because}


def test_an_incident_without_a_point_gets_no_proposal_and_says_so(station: Station) -> None:
    case = incident(station, place=Place("somewhere"), facts={"dead": 1})
    told = advise(question(station), Straight(), greedy).incidents[case]
    assert told.proposed == ()
    assert set(why(told).values()) == {"unreachable"}


def test_closed_roads_reach_the_router_and_idle_ones_are_named(station: Station) -> None:
    case = incident(station, facts={"dead": 1})
    shape = Shape(ShapeForm.LINE, (HERE, NEAR))
    drawing = station.do(Draw(kind=DrawingKind.ROAD_CLOSED, shape=shape))[0].entry.drawing_id
    router = Straight(idle=(0,))
    advice = advise(question(station), router, greedy)
    assert all(closed == (shape,) for closed in router.asked) and router.asked
    assert advice.idle_closures == (drawing,)
    assert case in advice.incidents
    station.do(RemoveDrawing(drawing_id=drawing, reason="open"))
    assert closures(station.state) == ()


def test_a_road_that_is_closed_to_vehicles_is_told_apart(station: Station) -> None:
    incident(station, facts={"dead": 1})
    shape = Shape(ShapeForm.LINE, (HERE, NEAR))
    station.do(Draw(kind=DrawingKind.ROAD_CLOSED, shape=shape, closed_to=ClosedTo.VEHICLES))
    router = Straight()
    advise(question(station), router, greedy)
    assert set(router.asked) == {()} and router.to_vehicles == (shape,)


def test_people_who_have_to_come_together_arrive_later_and_it_is_said(station: Station) -> None:
    slow = replace(REFERENCE.unit_kinds["F-FIRE"], assembly=Assembly(20, BASIS))
    reference = dataclasses.replace(REFERENCE, unit_kinds={**REFERENCE.unit_kinds, "F-FIRE": slow})
    case = incident(station, facts={"dead": 1})
    quick, late = (
        advise(replace_reference(question(station), one), Straight(), greedy).incidents[case].proposed[0]
        for one in (REFERENCE, reference)
    )  # fmt: skip
    assert quick.trip.travel_s is not None and quick.trip.assembly_s == 0
    assert late.trip.travel_s == pytest.approx(quick.trip.travel_s + 1200) and late.trip.assembly_s == 1200
    assert {one.code for one in late.because} - {one.code for one in quick.because} == {"assembles"}
    station.do(DispatchUnits(incident_id=case, unit_ids=("u5",)))
    called = arrivals(replace_reference(question(station), reference), Straight())["u5"]
    assert called.at == NOON + timedelta(seconds=1200 + (called.trip.travel_s or 0))
    station.do(SetUnitStatus(unit_id="u5", status=UnitStatus.EN_ROUTE, source="radio"))
    out = arrivals(replace_reference(question(station), reference), Straight())["u5"]
    assert out.at == NOON + timedelta(seconds=out.trip.travel_s or 0), "they are on their way"


def test_cover_is_kept_and_can_be_switched_off(station: Station) -> None:
    village = Facility("v1", FacilityCategory.SETTLEMENT, "village", text("Village"), NEAR)
    station.do(RegisterFacilities(facilities=(village,)))
    case = incident(station, facts={"dead": 1})
    rule = CoverRule(("F-FIRE",), 2, 12, BASIS)
    kept = advise(question(station, cover=(rule,)), Straight(), greedy).incidents[case]
    assert "kept_for_cover" in why(kept).values()
    assert len(kept.proposed) < len(advise(question(station), Straight(), greedy).incidents[case].proposed)
    reference = type("Some", (), {"cover": (rule,)})()
    assert cover_rules(reference, 0, None) == ()
    assert cover_rules(reference, 1, 30)[0] == replace(rule, units=1, within_min=30)
    assert cover_rules(reference, None, None) == (rule,)


def test_arrivals_count_from_where_and_when_a_unit_was_seen(station: Station) -> None:
    case = incident(station)
    station.do(DispatchUnits(incident_id=case, unit_ids=("u1", "u3", "u5")))
    station.do(SetUnitStatus(unit_id="u5", status=UnitStatus.ON_SCENE, source="radio"))
    there = Point(30.012, 110.0)
    found = arrivals(question(station, seen("u1", 1, there)), Straight())
    assert set(found) == {"u1"}, "on the scene, or nowhere known: nobody waits for them"
    eta = found["u1"]
    assert eta.at is not None and eta.trip.travel_s is not None
    assert (eta.at - NOON).total_seconds() == pytest.approx(eta.trip.travel_s - 60)
    unknown = arrivals(question(station, seen("u1", 1, there)), None)["u1"]
    assert (unknown.at, unknown.trip.measure) == (None, Measure.STRAIGHT)


def test_a_picture_has_ways_and_rings_of_the_incident_in_front(station: Station) -> None:
    case = incident(station, facts={"dead": 1})
    station.do(DispatchUnits(incident_id=case, unit_ids=("u1",)))
    guide = Guide(Roads(Straight()))
    made = picture_of(question(station), guide, case, with_ways=True, with_rings=True)
    assert {(way.unit_id, way.proposed) for way in made.ways} >= {("u1", False), ("u5", True)}
    assert [ring.minutes for ring in made.rings] == [5, 10, 15]
    bare = picture_of(question(station), guide, case, with_ways=False, with_rings=False)
    assert (bare.ways, bare.rings) == ((), ())
    assert picture_of(question(station), Guide(), case, with_ways=True, with_rings=True).ways == ()
    stopped = picture_of(question(station), guide, case, with_ways=True, with_rings=True, should_stop=lambda: True)
    assert (stopped.ways, stopped.rings) == ((), ())


def test_a_broken_road_file_is_said_and_stops_nothing() -> None:
    assert find_router(Guide(Roads(bad=True))) == (None, "road_file_broken")
    assert find_router(Guide(Roads())) == (None, "no_graph")
    assert find_router(Guide()) == (None, "no_graph")


# -- the officer's own choice ----------------------------------------------------------------------------------------------


def sent(station: Station, case: str, *units: str, proposed: tuple[str, ...] = (), reason: str = "") -> list[object]:
    records = station.do(DispatchUnits(incident_id=case, unit_ids=units, proposed=proposed, reason=reason))
    return [one.entry for one in records]


def test_sending_others_needs_a_reason_and_both_are_kept(station: Station) -> None:
    case = incident(station)
    with pytest.raises(Refusal) as no:
        sent(station, case, "u1", proposed=("u5",), reason="  ")
    assert no.value.code == "dispatch_reason_missing"
    assert station.state.units["u1"].status is UnitStatus.ON_STANDBY
    entries = sent(station, case, "u1", proposed=("u5",), reason=" nearer ")
    assert entries[-1] == ProposalAnswered(incident_id=case, proposed=("u5",), sent=("u1",), reason="nearer")


def test_following_a_proposal_needs_none_and_without_one_nothing_is_told(station: Station) -> None:
    case = incident(station)
    assert sent(station, case, "u1", "u5", proposed=("u5", "u1"))[-1] == ProposalAnswered(
        incident_id=case, proposed=("u5", "u1"), sent=("u1", "u5")
    )
    assert [type(one) for one in sent(station, case, "u6")] == [UnitDispatched]
    with pytest.raises(Refusal) as no:
        sent(station, case, "u2", proposed=("u99",), reason="r")
    assert no.value.code == "unit_unknown"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_reason_and_every_answer_has_words(station: Station, lang: str) -> None:
    from app.catalog.locations import program_files
    from app.catalog.wording import Wording, read_words

    wording = Wording(read_words(program_files().resources / "i18n"), lang, REFERENCE)
    describer = Describer(REFERENCE, wording)
    first, case = incident(station, facts={"dead": 1}), incident(station, facts={"dead": 3})
    station.do(DispatchUnits(incident_id=first, unit_ids=("u5",), proposed=("u6",), reason="nearer"))
    for router in (Straight(), None):
        advice = advise(question(station, seen("u6", 30)), router, greedy)
        words = WhoWords(describer, station.state)
        for told in advice.incidents.values():
            lines = [words.reasons(one.because) for one in told.proposed]
            lines += [words.unmet(one) for one in told.unmet] + [words.because(one.because) for one in told.not_chosen]
            lines += words.notes(advice, told)
            assert all(line and "{" not in line for line in lines)
    record = station.do(DispatchUnits(incident_id=case, unit_ids=("u1",), proposed=("u1",)))[-1]
    assert "{" not in describer.record(record, station.state)
    assert not wording.missing
