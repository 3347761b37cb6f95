"""What the plan asks for at the level, sorted for a drill: at once, by group, and beyond the drill's end."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from app.domain.plan.model import Plan, PlanTask
from app.domain.plan.rules import tasks_at
from app.domain.reporting.model import Stage
from app.domain.words import ClockStart, ResponseLevel

TAKES_IN_MIN, RESPONDS_MIN = 3.0, 4.0
"""So long it takes to take the call in, and then to start the response (this platform's suggestions)."""

LEAST_MIN = 12.0
"""No task is expected earlier after the call: it is known once the response runs, and five minutes are given to it then."""

FIRST_MIN = 15.0
"""What has to be done within so many minutes of the call is expected upon the call itself."""

GROUP_AT_MIN, GROUP_STEP_MIN = 9.0, 3.0
"""When the first group comes in, and how long after it the next."""

MARGIN_MIN = 5.0
"""So long before the end of the drill the last expectation ends, and so long at least a group has for its first task."""


class Slice(msgspec.Struct, frozen=True):
    """Tasks of one group (``group`` is its id, "" for those of no group, then by ``role``) that are expected upon one inject, each
    with the minutes after the call by which it has to be done."""

    group: str
    role: str
    tasks: tuple[tuple[PlanTask, float], ...]
    at_min: float = 0.0


class Work(msgspec.Struct, frozen=True):
    """Every task of the plan at the level, each once. ``later``: those whose time lies past the drill's end."""

    first: tuple[tuple[PlanTask, float], ...]
    groups: tuple[Slice, ...]
    later: tuple[PlanTask, ...]

    @property
    def all(self) -> tuple[PlanTask, ...]:
        """All of them."""
        grouped = (task for one in self.groups for task, _ in one.tasks)
        return (*(task for task, _ in self.first), *grouped, *self.later)


def limit_min(task: PlanTask) -> float:
    """Minutes after the call by which the task has to be done: its own, or as many after the response has started."""
    started = TAKES_IN_MIN + RESPONDS_MIN
    own = task.due_min if task.clock_start in (ClockStart.AWARE, ClockStart.OCCURRED) else task.due_min + started
    return max(float(own), LEAST_MIN)


def work_of(plan: Plan, level: ResponseLevel, length_min: float) -> Work:
    """The plan's tasks at the level, sorted for a drill of this length."""
    timed = [(task, _limit(task, length_min)) for task in tasks_at(plan, level)]
    later = tuple(task for task, limit in timed if limit > length_min - MARGIN_MIN)
    within = [pair for pair in timed if pair[1] <= length_min - MARGIN_MIN]
    first = tuple(pair for pair in within if pair[1] <= FIRST_MIN)
    rest = [pair for pair in within if pair[1] > FIRST_MIN]
    return Work(first, tuple(_slices(plan, rest)), later)


def _limit(task: PlanTask, length_min: float) -> float:
    """A task that a later report ticks has the time of that report, which the rules in force give: until the drill's end."""
    stage, _, _ = task.settled_by.partition(":")
    return limit_min(task) if stage in ("", Stage.FIRST) else length_min - MARGIN_MIN


def _slices(plan: Plan, timed: Iterable[tuple[PlanTask, float]]) -> list[Slice]:
    groups: dict[tuple[str, str], list[tuple[PlanTask, float]]] = {}
    for task, limit in timed:
        groups.setdefault((task.group, "" if task.group else task.role), []).append((task, limit))
    order = {group.id: place for place, group in enumerate(plan.groups)}
    names = sorted(groups, key=lambda name: (min(limit for _, limit in groups[name]), order.get(name[0], len(order)), name))
    made = []
    for place, name in enumerate(names):
        tasks = groups[name]
        latest = min(limit for _, limit in tasks) - MARGIN_MIN
        at_min = max(1.0, min(GROUP_AT_MIN + GROUP_STEP_MIN * place, latest))
        lead = next((group.lead for group in plan.groups if group.id == name[0]), name[1] or tasks[0][0].role)
        made.append(Slice(name[0], lead, tuple(tasks), at_min))
    return made
