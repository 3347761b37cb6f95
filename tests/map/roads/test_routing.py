"""Travel times and ways: what must hold of any network, and what people see of a known one."""

from __future__ import annotations

import heapq
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.dispatching.travel import Measure, Start
from app.domain.drawing.model import Shape, ShapeForm
from app.kernel.geo import Point, distance_m
from app.map.roads.graph import RoadGraph
from app.map.roads.network import RoadNetwork
from app.map.roads.router import Router
from tests.map.roads.road_world import FERRY, LOCAL, PATH, SECONDARY, at, network, networks, speeds, spots

FEW = settings(max_examples=40, deadline=None)
SPEEDS = speeds()
CAR = SPEEDS.of("F-MIL")


def router(of: RoadNetwork) -> Router:
    return Router(RoadGraph(of), SPEEDS)


def square() -> RoadNetwork:
    """A ring road 0-1-2-3, named on two sides, and an island 4-5 far to the east."""
    return network(
        [(0, 0), (1, 0), (1, 1), (0, 1), (9, 0), (9, 1)], [(0, 1), (1, 2), (2, 3), (3, 0), (4, 5)],
        kinds=[SECONDARY, LOCAL, LOCAL, LOCAL, LOCAL], names=["县道101", "村道", "", "", "岛路"],
    )


def seconds(made: Router, start: Point, goal: Point, *closed: Shape, kind: str = "F-MIL") -> float:
    trip = made.trips([Start(start, kind)], [goal], closed)[0][0]
    return math.inf if trip.travel_s is None else trip.travel_s


shapes = st.one_of(
    st.builds(lambda p: Shape(ShapeForm.POINT, (p,)), spots()),
    st.builds(lambda a, b: Shape(ShapeForm.LINE, (a, b)), spots(), spots()),
    st.builds(lambda p, r: Shape(ShapeForm.CIRCLE, (p,), r), spots(), st.floats(50, 1500)),
    st.builds(lambda a, b, c: Shape(ShapeForm.AREA, (a, b, c)), spots(), spots(), spots()),
)


def naive(of: RoadNetwork, weights: np.ndarray, goal: int) -> list[float]:
    """Seconds from every node to one, by a heap and plain Python."""
    before: dict[int, list[tuple[int, float]]] = {}
    for a, b, cost in zip(of.tail.tolist(), of.head.tolist(), weights.tolist(), strict=True):
        if math.isfinite(cost):
            before.setdefault(b, []).append((a, cost))
    best = [math.inf] * of.nodes
    best[goal] = 0.0
    queue = [(0.0, goal)]
    while queue:
        cost, node = heapq.heappop(queue)
        for other, more in before.get(node, []) if cost <= best[node] else []:
            if cost + more < best[other]:
                best[other] = cost + more
                heapq.heappush(queue, (best[other], other))
    return best


@FEW
@given(networks(two_way=False), st.integers(0, 24))
def test_the_search_finds_what_a_plain_search_finds(of: RoadNetwork, goal: int) -> None:
    graph = RoadGraph(of)
    weights = graph.weights(CAR)
    goals = graph.snap([Point(float(of.lat[goal]), float(of.lon[goal]))], weights, 1.0)
    if goals.piece[0] < 0:
        return
    field = graph.search(goals, weights)
    assert np.allclose(field.seconds[0, : of.nodes], naive(of, weights, goal), atol=0.1)


@FEW
@given(networks(two_way=False), st.lists(spots(), min_size=2, max_size=4), shapes)
def test_closing_a_road_never_makes_anything_quicker(of: RoadNetwork, places: list[Point], shape: Shape) -> None:
    graph = RoadGraph(of)
    from app.map.roads.closing import closed_pieces

    shut, _ = closed_pieces(graph.segments, graph.plane, [shape])
    free, closed = graph.weights(CAR), graph.weights(CAR, shut)
    snaps = graph.snap(places, closed, 1500)
    before = graph.between(snaps, graph.search(snaps, free))
    after = graph.between(snaps, graph.search(snaps, closed))
    assert np.all(after >= before - 1e-6)
    assert np.all(np.isfinite(graph.weights(CAR)) == np.isfinite(free)), "the graph itself is as it was"


@FEW
@given(networks(), st.lists(spots(), min_size=2, max_size=3))
def test_on_two_way_roads_there_and_back_is_the_same(of: RoadNetwork, places: list[Point]) -> None:
    graph = RoadGraph(of)
    weights = graph.weights(SPEEDS.of("foot"))
    snaps = graph.snap(places, weights, 1500)
    there = graph.between(snaps, graph.search(snaps, weights, toward=True))
    back = graph.between(snaps, graph.search(snaps, weights, toward=False))
    plain = of.kind != FERRY  # boarding is waited for at either shore, but only when one gets on
    if plain.all():
        assert np.allclose(there, there.T, atol=0.01)
    assert np.allclose(there, back.T, atol=0.01)


@FEW
@given(networks(two_way=False), spots(), spots(), spots())
def test_a_way_round_is_never_shorter(of: RoadNetwork, a: Point, b: Point, c: Point) -> None:
    graph = RoadGraph(of)
    weights = graph.weights(CAR)
    snaps = graph.snap([a, b, c], weights, 1500)
    found = graph.between(snaps, graph.search(snaps, weights))
    if np.all(snaps.piece >= 0):
        assert found[0, 2] <= found[0, 1] + found[1, 2] + 1e-6


@FEW
@given(networks(), spots(), spots())
def test_a_route_is_as_long_as_its_trip_and_its_legs(of: RoadNetwork, a: Point, b: Point) -> None:
    made = router(of)
    trip = made.trips([Start(a)], [b], ())[0][0]
    route = made.route(Start(a), b, ())
    assert route.trip == trip
    if trip.measure is not Measure.ROAD:
        return
    assert trip.distance_m is not None and trip.travel_s is not None
    drawn = sum(distance_m(one, two) for one, two in zip(route.points, route.points[1:], strict=False))
    assert drawn == pytest.approx(trip.distance_m, rel=0.01, abs=5)
    told = sum(leg.distance_m for leg in route.legs)
    assert told == pytest.approx(trip.distance_m, abs=len(route.points) + 3)
    assert sum(leg.travel_s or 0 for leg in route.legs) == pytest.approx(trip.travel_s, abs=len(route.points) * 3 + 3)


def test_a_turn_list_names_roads_and_headings() -> None:
    route = router(square()).route(Start(at(0.2, 0), "F-FIRE"), at(1, 0.8), ())
    assert [(leg.name, leg.heading) for leg in route.legs] == [("县道101", "e"), ("村道", "n")]
    assert route.legs[0].distance_m == pytest.approx(771, abs=3)


def test_a_place_on_the_same_piece_of_road_is_not_driven_around() -> None:
    made = router(square())
    trip = made.trips([Start(at(0.2, 0))], [at(0.7, 0)], ())[0][0]
    assert trip.distance_m == pytest.approx(482, abs=3)


def test_one_way_streets_are_driven_around() -> None:
    ring = network([(0, 0), (1, 0), (1, 1), (0, 1)], [(0, 1), (1, 2), (2, 3), (3, 0)], two_way=False)
    made = router(ring)
    onward, back = seconds(made, at(0.2, 0), at(0.7, 0)), seconds(made, at(0.7, 0), at(0.2, 0))
    assert back > 5 * onward


def test_a_closed_road_is_driven_around_and_a_closed_ring_is_said() -> None:
    made = router(square())
    start, goal = at(0.1, 0), at(0.9, 0)
    middle = Shape(ShapeForm.POINT, (at(0.5, 0.0002),))
    assert seconds(made, start, at(1, 0.5), middle) > seconds(made, start, at(1, 0.5))
    across = Shape(ShapeForm.LINE, (at(-0.5, 0.5), at(1.5, 0.5)))
    trip = made.trips([Start(at(0.5, 0))], [at(0.5, 1)], [across])[0][0]
    assert (trip.travel_s, trip.measure, trip.why) == (None, Measure.STRAIGHT, "roads_closed")
    assert not trip.reaches
    assert math.isfinite(seconds(made, start, goal)), "open again"


def test_a_road_closed_to_vehicles_lets_walkers_through() -> None:
    made = router(square())
    across = Shape(ShapeForm.LINE, (at(-0.5, 0.5), at(1.5, 0.5)))
    start, goal = at(0.5, 0), at(0.5, 1)
    car, walker = made.trips([Start(start, "F-MIL"), Start(start, "foot")], [goal], (), to_vehicles=(across,))
    assert (car[0].why, walker[0].measure) == ("roads_closed", Measure.ROAD)
    assert walker[0].travel_s == pytest.approx(seconds(made, start, goal, kind="foot"))
    assert made.trips([Start(start, "foot")], [goal], (across,))[0][0].why == "roads_closed", "closed to everyone"
    assert made.route(Start(start, "foot"), goal, (), to_vehicles=(across,)).trip.measure is Measure.ROAD
    assert made.route(Start(start, "F-MIL"), goal, (), to_vehicles=(across,)).trip.measure is Measure.STRAIGHT


def test_islands_are_said_not_hidden() -> None:
    trip = router(square()).trips([Start(at(0, 0))], [at(9, 0.5)], ())[0][0]
    assert (trip.travel_s, trip.why) == (None, "island")
    assert trip.distance_m == pytest.approx(distance_m(at(0, 0), at(9, 0.5)))


def test_what_lies_far_from_any_road_is_said_and_can_still_be_proposed() -> None:
    made = router(square())
    trip = made.trips([Start(at(0, 0))], [at(4, 4)], ())[0][0]
    assert (trip.travel_s, trip.why, trip.reaches) == (None, "no_road_near", True)
    near = made.trips([Start(at(0, 0))], [at(1.3, 0)], ())[0][0]
    walked_m = distance_m(at(1, 0), at(1.3, 0))
    assert near.distance_m == pytest.approx(distance_m(at(0, 0), at(1, 0)) + walked_m, rel=0.01)
    assert near.travel_s is not None and near.travel_s > walked_m / (CAR.off_road_kmh / 3.6)


def test_cars_stay_off_paths_and_walkers_do_not() -> None:
    of = network([(0, 0), (1, 0), (2, 0)], [(0, 1), (1, 2)], kinds=[LOCAL, PATH])
    made = router(of)
    by_car, on_foot = made.route(Start(at(0, 0)), at(1.9, 0), ()), made.route(Start(at(0, 0), "foot"), at(1.9, 0), ())
    assert by_car.legs[-1].mode == "walk" and on_foot.legs[-1].road_kind == "path"


def test_a_ferry_is_waited_for_once() -> None:
    of = network([(0, 0), (1, 0), (1.5, 0), (2, 0), (3, 0)], [(0, 1), (1, 2), (2, 3), (3, 4)], kinds=[LOCAL, FERRY, FERRY, LOCAL])
    graph = RoadGraph(of)
    weights = graph.weights(CAR)
    sailing = [float(weights[arc]) for arc in range(of.arcs) if of.kind[arc] == FERRY]
    waits = [cost for cost in sailing if cost > CAR.ferry_wait_min * 60]
    assert len(sailing) == 4 and len(waits) == 2


def test_a_closure_far_from_roads_has_no_effect_and_is_named() -> None:
    made = router(square())
    idle = Shape(ShapeForm.POINT, (at(0.5, 0.5),))
    good = Shape(ShapeForm.CIRCLE, (at(1, 1),), 50.0)
    assert made.without_effect([good, idle]) == (1,)


def test_rings_grow_and_hold_what_is_reached() -> None:
    import shapely

    places = [(float(x), float(y)) for y in range(9) for x in range(9)]
    near = [(a, b) for a in range(81) for b in (a + 1, a + 9) if b < 81 and (b == a + 9 or b % 9)]
    made = router(network(places, near, [SECONDARY] * len(near)))
    middle = at(4, 4)
    rings = made.rings(middle, "F-MIL", (5, 10, 15), ())
    areas = [
        shapely.union_all([shapely.Polygon([(p.lon, p.lat) for p in area[0]], [[(p.lon, p.lat) for p in hole] for hole in area[1:]])
                           for area in ring.areas]) for ring in rings
    ]  # fmt: skip
    assert areas[0].area < areas[1].area < areas[2].area
    for x, y in places:
        spent = seconds(made, at(x, y), middle) / 60
        for ring, area in zip(rings, areas, strict=True):
            here = shapely.Point(at(x, y).lon, at(x, y).lat)
            if spent <= ring.minutes - 0.5:
                assert area.contains(here)
            if spent >= ring.minutes + 2:
                assert not area.contains(here)


def test_a_ring_without_roads_is_empty() -> None:
    made = router(square())
    assert [ring.areas for ring in made.rings(at(4, 4), "", (5, 10), ())] == [(), ()]


def test_an_empty_network_answers_too() -> None:
    made = router(network([], []))
    trip = made.trips([Start(at(0, 0))], [at(1, 1)], [Shape(ShapeForm.POINT, (at(0, 0),))])[0][0]
    assert trip.why == "no_road_near"
    assert made.trips([], [], ()) == ()
