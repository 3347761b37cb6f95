"""The joint assignment as a mixed-integer programme, solved by HiGHS.

First what matters: demands of severe incidents, then minimum cover, then all other demands. Then, among the answers that are
best in this, the shortest ways; among those the lower ids. No limit of time but one of steps, so that one question has one
answer on every machine.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, milp
from scipy.sparse import csr_array

from app.domain.dispatching.model import SEVERE_FROM, Assignment, Problem
from app.domain.dispatching.question import greedy

_SEVERE, _COVER, _ORDINARY = 10_000.0, 100.0, 1.0
_BY_PRIORITY = {1: 1.0, 2: 1.0, 3: 2.0, 4: 4.0}
_MOST_STEPS = 5_000
_TIE_S = 1e-3
"""What the next id costs: it only decides between equals."""

Row = tuple[dict[int, float], float, float]


def assign(problem: Problem) -> Assignment:
    """Who goes where; by plain rules, and marked so, where the solver gives up."""
    if not problem.options:
        return Assignment((), best=True)
    model = _Model(problem)
    first = _solve(model.matters, model)
    if first.x is None:
        return greedy(problem)
    reached = float(model.matters @ first.x)
    model.rows.append(({int(at): float(model.matters[at]) for at in np.flatnonzero(model.matters)}, -np.inf, reached + 1e-3))
    second = _solve(model.ways, model)
    found = first.x if second.x is None else second.x
    sent = [(one.unit_id, one.want) for at, one in enumerate(problem.options) if found[at] > 0.5]
    return Assignment(tuple(sorted(sent)), best=first.status == 0 and second.status == 0)


class _Model:
    """Columns: one for each option, then what each want lacks (units, people, capabilities), then broken cover."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._crew = {one.unit_id: one for one in problem.candidates}
        self.rows: list[Row] = []
        self._matters: list[float] = [0.0] * len(problem.options)
        self.most: list[float] = [1.0] * len(problem.options)
        self.whole: list[float] = [1.0] * len(problem.options)
        self._columns: dict[str, list[int]] = {}
        for at, option in enumerate(problem.options):
            self._columns.setdefault(option.unit_id, []).append(at)
        self._at_most_once()
        for place in range(len(problem.wants)):
            self._want(place)
        for at in range(len(problem.guards)):
            self._guard(at)
        self.matters: NDArray[np.float64] = np.array(self._matters)
        order = {one.unit_id: at for at, one in enumerate(problem.candidates)}
        costs = [round(one.cost_s, 1) + order[one.unit_id] * _TIE_S + 0.5 for one in problem.options]
        self.ways: NDArray[np.float64] = np.array(costs + [0.0] * (len(self._matters) - len(costs)))

    def _slack(self, weight: float, most: float, *, whole: bool) -> int:
        self._matters.append(weight)
        self.most.append(most)
        self.whole.append(1.0 if whole else 0.0)
        return len(self._matters) - 1

    def _at_most_once(self) -> None:
        by_unit = self._columns
        for columns in by_unit.values():
            if len(columns) > 1:
                self.rows.append((dict.fromkeys(columns, 1.0), -np.inf, 1.0))
        for a, b in self._problem.clashes:
            columns = [*by_unit.get(a, ()), *by_unit.get(b, ())]
            if by_unit.get(a) and by_unit.get(b):
                self.rows.append((dict.fromkeys(columns, 1.0), -np.inf, 1.0))

    def _want(self, place: int) -> None:
        want = self._problem.wants[place]
        weight = _BY_PRIORITY[want.priority] * (_SEVERE if want.priority >= SEVERE_FROM else _ORDINARY)
        mine = [(at, self._crew[one.unit_id]) for at, one in enumerate(self._problem.options) if one.want == place]
        if want.units:
            lacking = self._slack(weight, want.units, whole=True)
            self.rows.append(({**{at: 1.0 for at, _ in mine}, lacking: 1.0}, want.units, np.inf))
        if want.people:
            lacking = self._slack(weight / want.people, want.people, whole=False)
            crews = {at: float(one.crew) for at, one in mine if one.crew}
            self.rows.append(({**crews, lacking: 1.0}, want.people, np.inf))
        for capability in want.capabilities:
            lacking = self._slack(weight, 1.0, whole=True)
            able = {at: 1.0 for at, one in mine if capability in one.capabilities}
            self.rows.append(({**able, lacking: 1.0}, 1.0, np.inf))

    def _guard(self, at: int) -> None:
        guard = self._problem.guards[at]
        takes: dict[int, float] = {}
        for unit in guard.units:
            for other in self._problem.engages[unit]:  # who takes this one away is whom this one takes away
                for column in self._columns.get(other, ()):
                    takes[column] = takes.get(column, 0.0) + 1.0
        if takes:
            broken = self._slack(_COVER, len(guard.units), whole=True)
            self.rows.append(({**takes, broken: -1.0}, -np.inf, float(len(guard.units) - guard.least)))


def _solve(costs: NDArray[np.float64], model: _Model) -> OptimizeResult:
    matrix, low, high = _matrix(model.rows, len(costs))
    return milp(
        costs,
        integrality=np.array(model.whole),
        bounds=Bounds(np.zeros(len(costs)), np.array(model.most)),
        constraints=LinearConstraint(matrix, low, high),
        options={"node_limit": _MOST_STEPS, "mip_rel_gap": 0.0},
    )


def _matrix(rows: Iterable[Row], columns: int) -> tuple[csr_array, list[float], list[float]]:
    data: list[float] = []
    where: list[int] = []
    begin, low, high = [0], [], []
    for entries, least, most in rows:
        for column, value in sorted(entries.items()):
            where.append(column)
            data.append(value)
        begin.append(len(where))
        low.append(least)
        high.append(most)
    return csr_array((data, where, begin), shape=(len(low), columns)), low, high
