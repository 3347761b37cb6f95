"""Which plan, at which level, with which tasks. Pure. Rules only recommend; a person activates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from app.domain.conditions import Facts, Hit, evaluate
from app.domain.duty.model import Warning
from app.domain.duty.rules import warning_facts
from app.domain.plan.model import (
    Activation,
    Demand,
    Plan,
    PlanTask,
    PlanType,
    Reason,
    Recommendation,
    ResponseFloor,
    Task,
)
from app.domain.reference import covers
from app.domain.words import ClockStart, ResponseLevel, response_rank

NATURAL = "N-"
"""What the codes of natural hazards start with."""

_TYPE_ORDER = (
    PlanType.SPECIAL, PlanType.DEPARTMENT, PlanType.WARNING, PlanType.OVERALL, PlanType.VILLAGE, PlanType.SITE,
)


def recommend(
    kind: str, facts: Facts, plans: Iterable[Plan], floors: Iterable[ResponseFloor], warnings: Iterable[Warning] = ()
) -> tuple[Recommendation, ...]:
    """Every plan that covers the kind, with the level its conditions and the floors give; the fittest first.

    A level of ``None`` means that the plan covers the kind but no condition is met. The strongest level wins; a floor
    (trapped, dead, sensitive …) lifts it to the nearest level that the plan has at or above the floor. A warning in force
    speaks of natural hazards only: a road accident under a red rainstorm warning is not a red incident for that. A warning
    plan is asked about each of the ``warnings`` in force by itself, and no floor lifts it where none of them calls for it.
    """
    facts = facts if kind.startswith(NATURAL) else {name: value for name, value in facts.items() if name != "alert"}
    lifted = [(floor, hits) for floor in floors if (hits := evaluate(floor.when, facts)) is not None]
    warned = [{**facts, **warning_facts(one)} for one in warnings]
    found = [
        _recommendation(plan, (facts, *warned) if plan.type is PlanType.WARNING else (facts,), lifted)
        for plan in plans
        if covers(plan.kinds, kind)
    ]
    return tuple(one for _, one in sorted(found, key=lambda pair: pair[0]))


def recommend_together(
    kind: str, facts: Facts, plans: Iterable[Plan], floors: Iterable[ResponseFloor], warnings: Iterable[Warning] = ()
) -> tuple[Recommendation, ...]:
    """The plans to run together, in the order in which they start: the fittest special plan, the overall plan, and every
    warning plan whose warning is in force; each only where a level is reached, with its reasons.

    A department's plan stands in for the special one where no special plan reaches a level.
    """
    every = tuple(plans)
    return run_together(recommend(kind, facts, every, floors, warnings), every)


def run_together(found: Iterable[Recommendation], plans: Iterable[Plan]) -> tuple[Recommendation, ...]:
    """Those of the recommendations that are to run together (``recommend_together``), in the order in which they start."""
    known = {plan.id: plan.type for plan in plans}
    reached = [one for one in found if one.level is not None]

    def of(plan_type: PlanType) -> list[Recommendation]:
        return [one for one in reached if known[one.plan_id] is plan_type]

    leading = of(PlanType.SPECIAL) or of(PlanType.DEPARTMENT)
    return (*leading[:1], *of(PlanType.OVERALL)[:1], *of(PlanType.WARNING))


def _recommendation(
    plan: Plan, views: Iterable[Facts], lifted: list[tuple[ResponseFloor, tuple[Hit, ...]]]
) -> tuple[tuple[int, int, int, str], Recommendation]:
    best, reasons = _reached(plan, views)
    if best is not None or plan.type is not PlanType.WARNING:
        best, reasons = _lifted(plan, best, reasons, lifted)
    order = (-response_rank(best), _TYPE_ORDER.index(plan.type), len(plan.kinds), plan.id)
    return order, Recommendation(plan.id, plan.version, best, tuple(reasons))


def _reached(plan: Plan, views: Iterable[Facts]) -> tuple[ResponseLevel | None, list[Reason]]:
    """The strongest level of the plan that any of these views of the facts reaches, and why."""
    best: ResponseLevel | None = None
    reasons: list[Reason] = []
    for facts in views:
        for entry in plan.levels:
            if response_rank(entry.level) < response_rank(best):
                continue
            hits = evaluate(entry.when, facts)
            if hits is None:
                continue
            reason = Reason(hits, entry.basis)
            if entry.level is not best:
                best, reasons = entry.level, [reason]
            elif reason not in reasons:
                reasons.append(reason)
    return best, reasons


def _lifted(
    plan: Plan, best: ResponseLevel | None, reasons: list[Reason], lifted: list[tuple[ResponseFloor, tuple[Hit, ...]]]
) -> tuple[ResponseLevel | None, list[Reason]]:
    for floor, floor_hits in lifted:
        target = _at_or_above(plan, floor.level)
        if target is None or response_rank(target) < response_rank(best):
            continue
        if target is not best:
            best, reasons = target, []
        reasons.append(Reason(floor_hits, floor.basis, floor=True))
    return best, reasons


def _at_or_above(plan: Plan, level: ResponseLevel) -> ResponseLevel | None:
    fitting = [entry.level for entry in plan.levels if response_rank(entry.level) >= response_rank(level)]
    return min(fitting, key=response_rank, default=None)


def tasks_at(plan: Plan, level: ResponseLevel) -> tuple[PlanTask, ...]:
    """The tasks that the plan wants at this level, in the order of their times."""
    return tuple(sorted((task for task in plan.tasks if level in task.levels), key=lambda task: task.due_min))


def demands_at(plan: Plan, level: ResponseLevel) -> tuple[Demand, ...]:
    """The forces that the plan asks for at this level."""
    return tuple(demand for demand in plan.forces if level in demand.levels)


def make_tasks(
    plan: Plan, level: ResponseLevel, starts: Mapping[ClockStart, datetime], now: datetime, prefix: str,
    known: Iterable[str] = (),
) -> tuple[Task, ...]:
    """Tasks of the plan at this level as dated work, without those already ``known`` (plan task ids).

    A task whose plan time lies before ``now`` because the level was reached late gets its full allowance from now: on an
    upgrade nobody is late for what was not asked before.
    """
    skip = set(known)
    made = []
    for task in tasks_at(plan, level):
        if task.id in skip:
            continue
        due_at = starts.get(task.clock_start, now) + timedelta(minutes=task.due_min)
        if due_at <= now:
            due_at = now + timedelta(minutes=max(task.due_min, 1))
        made.append(
            Task(
                id=f"{prefix}.{task.id}", plan_task_id=task.id, text=task.text, role=task.role, due_at=due_at,
                basis=task.basis, level=level, added_at=now, group=task.group, critical=task.critical,
                settled_by=task.settled_by, same_as=task.same_as,
            )
        )
    return tuple(made)


def newest_tasks(activation: Activation) -> frozenset[str]:
    """Ids of the tasks that the last level change added: what the checklist shows as new."""
    if len(activation.history) < 2:
        return frozenset()
    changed_at = activation.history[-1].at
    return frozenset(task.id for task in activation.tasks.values() if task.added_at == changed_at)
