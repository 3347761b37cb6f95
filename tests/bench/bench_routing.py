"""Travel times, rings and joint assignment on a county-sized graph: ``python -m tests.bench.bench_routing``.

100,000 roads, both ways. One-to-many from an incident is compared with a heap and plain Python in the same run, the joint
assignment with the nearest-first rule. The limit of the desk for one-to-many is 50 ms. Never fails on a time: figures are
for people.
"""

from __future__ import annotations

import heapq
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from app.catalog.locations import program_files
from app.domain.dispatching.explain import Explainer
from app.domain.dispatching.model import Candidate, CoverRule, CoverSpot, Problem, Want
from app.domain.dispatching.question import broken, greedy, problem_of
from app.domain.dispatching.travel import Start
from app.domain.drawing.model import Shape, ShapeForm
from app.kernel.geo import Point
from app.map.roads.assign import assign
from app.map.roads.graph import RoadGraph
from app.map.roads.network import ROAD_KINDS, RoadNetwork
from app.map.roads.router import Router
from app.map.roads.speeds import read_speeds
from tests.bench.bench_journal import table
from tests.world import BASIS, text

SIDE, UNITS, INCIDENTS, ROUNDS = 225, 500, 5, 9
KINDS = ("F-FIRE", "F-MED", "F-POL", "F-ERT")


def county() -> RoadNetwork:
    """A bent grid of 50,625 nodes, 200 m apart, with main roads every ten."""
    chance = np.random.default_rng(7)
    y, x = np.mgrid[0:SIDE, 0:SIDE]
    lat = 30 + y.ravel() * 0.0018 + chance.normal(0, 2e-4, SIDE * SIDE)
    lon = 110 + x.ravel() * 0.0021 + chance.normal(0, 2e-4, SIDE * SIDE)
    node = np.arange(SIDE * SIDE).reshape(SIDE, SIDE)
    along = np.column_stack((node[:, :-1].ravel(), node[:, 1:].ravel()))
    up = np.column_stack((node[:-1].ravel(), node[1:].ravel()))
    main = np.r_[along[:, 0] // SIDE % 10 == 0, up[:, 0] % SIDE % 10 == 0]
    edges = np.concatenate((along, up)).astype(np.int32)
    metres = np.hypot((lat[edges[:, 0]] - lat[edges[:, 1]]) * 111_195, (lon[edges[:, 0]] - lon[edges[:, 1]]) * 96_300)
    kind = np.where(main, ROAD_KINDS.index("secondary"), ROAD_KINDS.index("local")).astype(np.uint8)
    return RoadNetwork(
        lat, lon, np.concatenate((edges[:, 0], edges[:, 1])), np.concatenate((edges[:, 1], edges[:, 0])),
        np.tile(metres, 2).astype(np.float32), np.tile(kind, 2), np.zeros(2 * len(edges), np.int32), np.array([""]),
    )


def timed(work: Callable[[], Any]) -> float:
    """Milliseconds of one run."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def plain_search(near: list[list[tuple[int, float]]], goal: int) -> list[float]:
    """Seconds from everywhere to one node with a heap."""
    best = [float("inf")] * len(near)
    best[goal] = 0.0
    queue = [(0.0, goal)]
    while queue:
        cost, node = heapq.heappop(queue)
        if cost > best[node]:
            continue
        for other, more in near[node]:
            if cost + more < best[other]:
                best[other] = cost + more
                heapq.heappush(queue, (best[other], other))
    return best


def places(network: RoadNetwork, count: int, seed: int) -> list[Point]:
    """So many places near roads."""
    chance = np.random.default_rng(seed)
    chosen = chance.integers(0, network.nodes, count)
    return [Point(float(network.lat[one]) + 2e-4, float(network.lon[one]) + 3e-4) for one in chosen]


def question(router: Router, network: RoadNetwork) -> Problem:
    """500 units for five incidents of four kinds each, with 20 villages to keep covered."""
    starts = [Start(one, KINDS[at % 4]) for at, one in enumerate(places(network, UNITS, 1))]
    goals, villages = places(network, INCIDENTS, 2), places(network, 20, 3)
    rows, cover = router.trips(starts, goals, ()), router.trips(starts, villages, (), 1200)
    units = [
        Candidate(
            f"u{at:03}", start.unit_kind, 4 + at % 5, (), frozenset({f"u{at:03}"}),
            {f"i{place}": one for place, one in enumerate(row)}, None,
        )
        for at, (start, row) in enumerate(zip(starts, rows, strict=True))
    ]
    wants = [
        Want(f"i{place}", kind, units_, people, (), 1 + place % 3, BASIS)
        for place in range(INCIDENTS)
        for kind, units_, people in zip(KINDS, (2, 1, 1, 1), (12, 0, 0, 15), strict=True)
    ]
    spots = [CoverSpot(f"v{at:02}", text("v"), one) for at, one in enumerate(villages)]
    rules = [CoverRule((kind,), 2, 15, BASIS) for kind in KINDS]
    near = {
        unit.unit_id: {spot.id: trip.travel_s for spot, trip in zip(spots, row, strict=True) if trip.travel_s is not None}
        for unit, row in zip(units, cover, strict=True)
    }
    return problem_of(wants, units, rules, spots, near)


def driving(problem: Problem, sent: tuple[tuple[str, int], ...]) -> str:
    """Minutes of all ways together, units sent, covers broken."""
    cost = {(one.unit_id, one.want): one.cost_s for one in problem.options}
    minutes = sum(cost[pair] for pair in sent) / 60
    return f"{len(sent)} units, {minutes:.0f} min, {len(broken(problem, [unit for unit, _ in sent]))} covers broken"


def main() -> int:
    network = county()
    speeds = read_speeds(program_files().resources / "catalog" / "road_speeds.yaml")
    profile = speeds.of("F-FIRE")
    build = timed(lambda: RoadGraph(network).segments.tree)
    graph = RoadGraph(network)
    router = Router(graph, speeds)
    weights = graph.weights(profile)
    near: list[list[tuple[int, float]]] = [[] for _ in range(network.nodes)]
    for a, b, cost in zip(network.tail.tolist(), network.head.tolist(), weights.tolist(), strict=True):
        near[b].append((a, cost))
    units = [Start(one, "F-FIRE") for one in places(network, UNITS, 1)]
    goals = places(network, INCIDENTS, 2)
    snaps = graph.snap([one.point for one in units], weights, 1500)
    shape = Shape(ShapeForm.CIRCLE, (goals[0],), 3000.0)

    def one_to_many(place: int) -> None:
        goal = graph.snap([goals[place % INCIDENTS]], weights, 1500)
        graph.between(snaps, graph.search(goal, weights))

    fast, slow, whole, closing, rings = [], [], [], [], []
    router.trips(units[:1], goals[:1], ())
    for turn in range(ROUNDS):
        fast.append(timed(lambda turn=turn: one_to_many(turn)))
        slow.append(timed(lambda turn=turn: plain_search(near, 1000 * turn + 25_000 % network.nodes)))
        whole.append(timed(lambda turn=turn: router.trips(units, [goals[turn % INCIDENTS]], ())))
        closing.append(timed(lambda: graph.weights(profile, np.asarray(graph.segments.a % 97 == 0))))
        rings.append(timed(lambda turn=turn: router.rings(goals[turn % INCIDENTS], "F-FIRE", (5, 10, 15), ())))
    cut = timed(lambda: router.trips(units, goals[:1], [shape]))
    many = timed(lambda: router.trips(units, goals, ()))
    problem = question(router, network)
    best = [timed(lambda: assign(problem)) for _ in range(5)]
    rules = [timed(lambda: greedy(problem)) for _ in range(5)]
    answer = assign(problem)
    said = timed(lambda: [explained.advice(f"i{at}") for explained in (Explainer(problem, answer),) for at in range(INCIDENTS)])
    middle = statistics.median
    rows = [
        ("graph and index of 100,800 roads, built", f"{build:.0f} ms", "once"),
        ("one-to-many: times of 500 units", f"{middle(fast):.1f} ms", f"a heap: {middle(slow) / middle(fast):.1f} times as long"),
        ("the same with metres, snapping, walking", f"{middle(whole):.1f} ms", f"{middle(slow) / middle(whole):.1f} times"),
        ("the same, 5 incidents", f"{many:.0f} ms", ""),
        ("1,000 roads closed in a copy", f"{middle(closing):.2f} ms", ""),
        ("a circle of 3 km closed, then 500 trips", f"{cut:.0f} ms", ""),
        ("rings of 5, 10, 15 minutes", f"{middle(rings):.0f} ms", ""),
        ("joint assignment, 500 × 5 × 4, 80 covers", f"{middle(best):.0f} ms", driving(problem, answer.sent)),
        ("nearest first", f"{middle(rules):.0f} ms", driving(problem, greedy(problem).sent)),
        ("every reason of the assignment", f"{said:.0f} ms", ""),
    ]
    table([("what", "median", "ratio"), *rows])
    return 0


if __name__ == "__main__":
    sys.exit(main())
