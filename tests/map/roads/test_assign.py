"""The joint assignment: what must hold of any question, for the solver and for the plain rules alike."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.dispatching.explain import Explainer
from app.domain.dispatching.model import Assignment, Because, Candidate, CoverRule, CoverSpot, Problem, Want
from app.domain.dispatching.question import Assigner, broken, greedy, problem_of, shortage
from app.domain.dispatching.travel import Measure, Trip
from app.kernel.geo import Point
from app.map.roads.assign import assign
from tests.world import BASIS, text

KINDS = ("F-FIRE", "F-MED")
RULES = (CoverRule(("F-FIRE", "F-MED"), 1, 10, BASIS), CoverRule(("F-FIRE",), 2, 20, BASIS))
SPOTS = tuple(CoverSpot(name, text(name), Point(30.0, 110.0)) for name in ("v1", "v2"))
BOTH = pytest.mark.parametrize("solve", [assign, greedy], ids=["solver", "rules"])


def trip(minutes: float | None) -> Trip:
    return Trip(None, 100.0, Measure.STRAIGHT, "island") if minutes is None else Trip(minutes * 60, minutes * 500, Measure.ROAD)


def candidate(
    name: str, kind: str, *minutes: float | None, crew: int = 4, members: tuple[str, ...] = (), **more: object
) -> Candidate:
    trips = {f"i{at}": trip(one) for at, one in enumerate(minutes)}
    given_: dict[str, object] = {"capabilities": (), "position_age_s": None, **more}
    return Candidate(unit_id=name, kind=kind, crew=crew, bodies=frozenset((name, *members)), trips=trips, **given_)  # type: ignore[arg-type]


def want(incident: str, kind: str, units: int = 1, people: int = 0, priority: int = 1, *capabilities: str) -> Want:
    return Want(incident, kind, units, people, capabilities, priority, BASIS)


@st.composite
def questions(draw: st.DrawFn) -> Problem:
    count = draw(st.integers(1, 9))
    minutes = st.none() | st.integers(1, 60)
    units = []
    for at in range(count):
        members = draw(st.lists(st.sampled_from([f"u{one}" for one in range(at)] or ["u0"]), max_size=2 if at > 4 else 0))
        units.append(
            candidate(
                f"u{at}", draw(st.sampled_from(KINDS)), draw(minutes), draw(minutes), crew=draw(st.integers(0, 8)),
                members=tuple(members), bar=draw(st.sampled_from([None, None, None, Because("busy")])),
                capabilities=tuple(draw(st.lists(st.sampled_from(["pump", "boat"]), max_size=2, unique=True))),
            )
        )
    wants = draw(
        st.lists(
            st.builds(
                want, st.sampled_from(["i0", "i1"]), st.sampled_from(KINDS), st.integers(0, 3), st.sampled_from([0, 5, 12]),
                st.integers(1, 4), st.sampled_from(["pump", "boat"]),
            ),
            min_size=1, max_size=4, unique_by=lambda one: (one.incident_id, one.kind),
        )
    )
    near = st.dictionaries(st.sampled_from(["v1", "v2"]), st.floats(0, 1800))
    return problem_of(wants, units, RULES, SPOTS, {unit.unit_id: draw(near) for unit in units})


@BOTH
@settings(max_examples=80, deadline=None)
@given(asked=questions())
def test_only_free_units_go_and_nobody_goes_twice(solve: Assigner, asked: Problem) -> None:
    answer = solve(asked)
    known = {one.unit_id: one for one in asked.candidates}
    sent = [unit for unit, _ in answer.sent]
    assert len(sent) == len(set(sent))
    for unit, place in answer.sent:
        wish = asked.wants[place]
        assert known[unit].bar is None and known[unit].kind == wish.kind
        assert known[unit].cost_s(wish.incident_id) is not None
    for a, b in itertools.combinations(sent, 2):
        assert not known[a].bodies & known[b].bodies, "a patrol and its member"


@BOTH
@settings(max_examples=80, deadline=None)
@given(asked=questions())
def test_cover_is_broken_only_for_a_severe_incident_and_then_it_is_said(solve: Assigner, asked: Problem) -> None:
    answer = solve(asked)
    holes = broken(asked, [unit for unit, _ in answer.sent])
    if all(one.priority == 1 for one in asked.wants):
        assert not holes
    explained = Explainer(asked, answer)
    said = {why.facts["spot"] for name in ("i0", "i1") for why in explained.advice(name).broken}
    assert said == {one.spot_id for one in holes}


@BOTH
@settings(max_examples=50, deadline=None)
@given(asked=questions(), turn=st.randoms(use_true_random=False))
def test_the_same_question_has_the_same_answer(solve: Assigner, asked: Problem, turn: object) -> None:
    assert solve(asked) == solve(asked)
    units = list(asked.candidates)
    turn.shuffle(units)  # type: ignore[attr-defined]
    near = {unit.unit_id: {} for unit in units}
    again = problem_of(reversed(asked.wants), units, (), (), near)
    straight = problem_of(asked.wants, asked.candidates, (), (), near)
    assert again == straight
    assert solve(again) == solve(straight)


@settings(max_examples=80, deadline=None)
@given(asked=questions())
def test_the_solver_is_never_worse_than_the_plain_rules(asked: Problem) -> None:
    assert _loss(asked, assign(asked)) <= _loss(asked, greedy(asked)) + 1e-6


def _loss(asked: Problem, answer: Assignment) -> float:
    """What the solver is asked to keep small, said in another way."""
    known = {one.unit_id: one for one in asked.candidates}
    total = 0.0
    for place, wish in enumerate(asked.wants):
        units, people, missing = shortage(wish, [known[unit] for unit, at in answer.sent if at == place])
        weight = {1: 1.0, 2: 10_000.0, 3: 20_000.0, 4: 40_000.0}[wish.priority]
        total += weight * (units + (people / wish.people if wish.people else 0.0) + len(missing))
    sent = [unit for unit, _ in answer.sent]
    for guard in asked.guards:
        gone = sum(len(asked.engages[unit] & set(guard.units)) for unit in sent)
        total += 100.0 * max(0, guard.least - (len(guard.units) - gone))
    return total


@settings(max_examples=60, deadline=None)
@given(asked=questions())
def test_everybody_who_is_asked_for_is_either_proposed_or_told_why_not(asked: Problem) -> None:
    explained = Explainer(asked, assign(asked))
    for name in ("i0", "i1"):
        told = explained.advice(name)
        kinds = {wish.kind for wish in asked.wants if wish.incident_id == name}
        named = {one.unit_id for one in told.proposed} | {one.unit_id for one in told.not_chosen}
        assert named == {one.unit_id for one in asked.candidates if one.kind in kinds}
        assert all(one.because for one in told.proposed)


def test_the_nearest_goes_and_says_so() -> None:
    asked = problem_of([want("i0", "F-FIRE")], [candidate("u1", "F-FIRE", 9), candidate("u2", "F-FIRE", 6)], (), (), {})
    told = Explainer(asked, assign(asked)).advice("i0")
    assert told.unit_ids == ("u2",)
    assert told.proposed[0].because[0] == Because("nearest_of_kind", {"unit_kind": "F-FIRE", "minutes": 6})
    assert [(one.unit_id, one.because.code) for one in told.not_chosen] == [("u1", "farther")]


def test_equals_are_decided_by_their_ids() -> None:
    asked = problem_of([want("i0", "F-FIRE")], [candidate(name, "F-FIRE", 6) for name in ("u3", "u1", "u2")], (), (), {})
    assert assign(asked).sent == greedy(asked).sent == (("u1", 0),)


def test_two_incidents_are_weighed_together() -> None:
    """Taking the nearest first would cost 1 + 40 minutes; together it is 2 + 3."""
    units = [candidate("u1", "F-FIRE", 1, 3), candidate("u2", "F-FIRE", 2, 40)]
    asked = problem_of([want("i0", "F-FIRE"), want("i1", "F-FIRE")], units, (), (), {})
    explained = Explainer(asked, assign(asked))
    assert (explained.advice("i0").unit_ids, explained.advice("i1").unit_ids) == (("u2",), ("u1",))
    passed = Because("nearer_elsewhere", {"unit": "u1", "incident_id": "i1", "graver": False})
    assert passed in explained.advice("i0").proposed[0].because
    assert dict(greedy(asked).sent) == {"u1": 0, "u2": 1}


def test_the_graver_incident_gets_the_only_unit() -> None:
    asked = problem_of([want("i0", "F-FIRE"), want("i1", "F-FIRE", priority=3)], [candidate("u1", "F-FIRE", 1, 30)], (), (), {})
    explained = Explainer(asked, assign(asked))
    assert explained.advice("i1").unit_ids == ("u1",)
    unmet = explained.advice("i0").unmet[0]
    assert (unmet.units, unmet.because) == (1, (Because("elsewhere", {"incident_id": "i1", "graver": True}),))


@pytest.mark.parametrize(("priority", "sent"), [(1, ()), (2, ("u1",))])
def test_a_village_keeps_its_last_unit_unless_lives_are_at_stake(priority: int, sent: tuple[str, ...]) -> None:
    rule = (CoverRule(("F-MED",), 1, 10, BASIS),)
    asked = problem_of(
        [want("i0", "F-MED", priority=priority)], [candidate("u1", "F-MED", 5)], rule, SPOTS[:1], {"u1": {"v1": 60.0}}
    )
    told = Explainer(asked, assign(asked)).advice("i0")
    assert told.unit_ids == sent
    if sent:
        assert told.broken == (Because("breaks_cover", {"spot": "v1"}),)
    else:
        assert told.unmet[0].because == (Because("kept_for_cover", {"spot": "v1"}),)
        assert told.not_chosen[0].because == told.unmet[0].because[0]


def test_a_farther_unit_goes_so_that_a_village_stays_covered() -> None:
    units = [candidate("u1", "F-MED", 5), candidate("u2", "F-MED", 12)]
    asked = problem_of([want("i0", "F-MED")], units, (CoverRule(("F-MED",), 1, 10, BASIS),), SPOTS[:1], {"u1": {"v1": 60.0}})
    told = Explainer(asked, assign(asked)).advice("i0")
    assert told.unit_ids == ("u2",)
    assert told.proposed[0].because[1] == Because("nearer_kept_for_cover", {"unit": "u1", "spot": "v1"})


def test_people_and_capabilities_are_brought_by_as_few_minutes_as_possible() -> None:
    units = [
        candidate("u1", "F-FIRE", 2, crew=2), candidate("u2", "F-FIRE", 5, crew=6, capabilities=("pump",)),
        candidate("u3", "F-FIRE", 6, crew=3),
    ]
    asked = problem_of([want("i0", "F-FIRE", 1, 6, 1, "pump")], units, (), (), {})
    told = Explainer(asked, assign(asked)).advice("i0")
    assert told.unit_ids == ("u2",)
    codes = {one.code for one in told.proposed[0].because}
    assert codes >= {"next_of_kind", "nearer_not_enough", "has_capability", "brings_people"}


def test_an_island_is_unreachable_and_an_unknown_distance_is_not() -> None:
    crow = Trip(None, 900.0, Measure.STRAIGHT, "no_graph")
    units = [candidate("u1", "F-FIRE", None), candidate("u2", "F-FIRE")]
    units[1] = Candidate("u2", "F-FIRE", 4, (), frozenset({"u2"}), {"i0": crow}, 30.0)
    asked = problem_of([want("i0", "F-FIRE", 2)], units, (), (), {})
    told = Explainer(asked, assign(asked)).advice("i0")
    assert told.unit_ids == ("u2",)
    assert Because("straight_line", {"why": "no_graph"}) in told.proposed[0].because
    assert told.not_chosen[0].because == Because("unreachable", {"why": "island"})
    assert told.unmet[0].because == (Because("unreachable", {"why": "island"}),)


def test_nothing_asked_is_answered_by_nothing() -> None:
    asked = problem_of([], [], RULES, SPOTS, {})
    assert assign(asked) == Assignment((), best=True)
    assert Explainer(asked, assign(asked)).advice("i0").proposed == ()

