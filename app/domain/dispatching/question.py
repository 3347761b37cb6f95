"""The joint question for the solver, and an answer by plain rules where no solver is at hand. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeAlias

from app.domain.dispatching.model import (
    SEVERE_FROM,
    Assignment,
    Candidate,
    CoverRule,
    CoverSpot,
    Guard,
    Option,
    Problem,
    Want,
)

Assigner: TypeAlias = Callable[[Problem], Assignment]
"""Answers the joint question: the same question always with the same answer."""


def problem_of(
    wants: Iterable[Want], candidates: Iterable[Candidate], rules: Sequence[CoverRule], spots: Sequence[CoverSpot],
    reach_s: Mapping[str, Mapping[str, float]],
) -> Problem:
    """Put the question together. ``reach_s``: by unit id the seconds to each spot that it can get to."""
    every = tuple(sorted(candidates, key=lambda one: one.unit_id))
    asked = tuple(sorted(wants, key=lambda one: (one.incident_id, one.kind)))
    options = tuple(
        Option(one.unit_id, place, cost_s)
        for one in every
        for place, want in enumerate(asked)
        if one.kind == want.kind and (cost_s := one.cost_s(want.incident_id)) is not None
    )
    free = [one for one in every if one.bar is None]
    touching = _touching(free)
    clashes = tuple((a, b) for a, others in sorted(touching.items()) for b in sorted(others) if a < b)
    engages = {one.unit_id: touching[one.unit_id] | {one.unit_id} for one in free}
    return Problem(asked, every, options, clashes, engages, tuple(_guards(free, rules, spots, reach_s)))


def _touching(free: Sequence[Candidate]) -> dict[str, frozenset[str]]:
    """By unit the others that share somebody with it: a patrol and its members, two patrols of one member."""
    by_body: dict[str, set[str]] = {}
    for one in free:
        for body in one.bodies:
            by_body.setdefault(body, set()).add(one.unit_id)
    return {
        one.unit_id: frozenset(other for body in one.bodies for other in by_body[body] if other != one.unit_id) for one in free
    }


def _guards(
    free: Sequence[Candidate], rules: Sequence[CoverRule], spots: Sequence[CoverSpot], reach_s: Mapping[str, Mapping[str, float]]
) -> Iterable[Guard]:
    """The places whose cover can still be broken. Where less than the minimum is there already, none of that may go."""
    for number, rule in enumerate(rules):
        of_kind = [one.unit_id for one in free if one.kind in rule.kinds]
        for spot in sorted(spots, key=lambda one: one.id):
            near = tuple(unit for unit in of_kind if reach_s.get(unit, {}).get(spot.id, float("inf")) <= rule.within_min * 60)
            if near and rule.units > 0:
                yield Guard(spot.id, number, near, min(rule.units, len(near)))


def lost(problem: Problem, guard: Guard, sent: Iterable[str]) -> int:
    """How many units a guarded place loses when these go."""
    gone = {other for one in sent for other in problem.engages[one]}
    return sum(1 for unit in guard.units if unit in gone)


def broken(problem: Problem, sent: Iterable[str]) -> tuple[Guard, ...]:
    """The places whose minimum is broken when these go."""
    going = tuple(sent)
    return tuple(one for one in problem.guards if len(one.units) - lost(problem, one, going) < one.least)


def greedy(problem: Problem) -> Assignment:
    """The nearest unit for each want in turn, the gravest incident first; cover is broken only for a severe one, last."""
    taken: dict[str, int] = {}
    order = sorted(range(len(problem.wants)), key=lambda place: (-problem.wants[place].priority, place))
    near: dict[int, list[Option]] = {}
    for option in sorted(problem.options, key=lambda one: (one.cost_s, one.unit_id)):
        near.setdefault(option.want, []).append(option)
    clashes: dict[str, set[str]] = {}
    for a, b in problem.clashes:
        clashes.setdefault(a, set()).add(b)
        clashes.setdefault(b, set()).add(a)
    for may_break in (False, True):
        for place in order:
            if may_break and problem.wants[place].priority < SEVERE_FROM:
                continue
            _fill(problem, place, near.get(place, []), taken, clashes, may_break=may_break)
    return Assignment(tuple(sorted(taken.items())), best=False)


def _fill(
    problem: Problem, place: int, near: Sequence[Option], taken: dict[str, int], clashes: Mapping[str, set[str]], *, may_break: bool
) -> None:
    crews = {one.unit_id: one for one in problem.candidates}
    for option in near:
        mine = [crews[unit] for unit, want in taken.items() if want == place]
        if not helps(problem.wants[place], mine, crews[option.unit_id]):
            continue
        if option.unit_id in taken or clashes.get(option.unit_id, set()) & taken.keys():
            continue
        before = len(broken(problem, taken))
        if may_break or len(broken(problem, (*taken, option.unit_id))) <= before:
            taken[option.unit_id] = place


def helps(want: Want, sent: Sequence[Candidate], more: Candidate) -> bool:
    """Whether one more unit brings something that this want still lacks."""
    units, people, missing = shortage(want, sent)
    return units > 0 or (people > 0 and more.crew > 0) or any(one in more.capabilities for one in missing)


def shortage(want: Want, sent: Sequence[Candidate]) -> tuple[int, int, tuple[str, ...]]:
    """What a want lacks when these go: units, people, capabilities."""
    units = max(0, want.units - len(sent))
    people = max(0, want.people - sum(one.crew for one in sent))
    return units, people, tuple(one for one in want.capabilities if all(one not in unit.capabilities for unit in sent))
