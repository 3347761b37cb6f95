"""Who takes part in a drafted scenario, and what it is to show: the plan's own groups."""

from __future__ import annotations

from app.desk.plan_scenario.injects import Making, group_objective
from app.domain.exercise.kinds import ItemKind, SeatKind
from app.domain.exercise.scenario import Objective, Participant
from app.kernel.text import Text

FIXED: tuple[tuple[str, tuple[ItemKind, ...]], ...] = (
    ("reporting", (ItemKind.PHONE_REPORT, ItemKind.WRITTEN_REPORT, ItemKind.COMPLETENESS, ItemKind.FOLLOW_UPS)),
    ("response", (ItemKind.DISPATCH, ItemKind.ARRIVAL, ItemKind.FORCES)),
    ("people", (ItemKind.CALL_DOWN, ItemKind.EVACUATION)),
    ("plan", (ItemKind.TASKS,)),
    ("liaison", (ItemKind.INSTRUCTIONS, ItemKind.WARNINGS)),
)
"""What every drill shows, with the items that speak of it."""


def participants_of(making: Making) -> tuple[Participant, ...]:
    """The duty room, everybody who has a task at the level or leads a group with one, a conductor and an evaluator."""
    say = making.phrases.say
    groups = {group.id: group for group in making.plan.groups}
    wanted: dict[str, Text] = {role: say("script.duty_room") for role in ("duty_officer", "duty_leader")}
    for one in making.work.groups:
        wanted.setdefault(one.role, groups[one.group].name if one.group in groups else Text(""))
    for task in making.work.all:
        wanted.setdefault(task.role, groups[task.group].name if task.group in groups else Text(""))
    players = [Participant(role, making.role_name(role), SeatKind.PLAYER, group) for role, group in wanted.items()]
    others = tuple(Participant(kind.value, say(f"script.{kind.value}"), kind) for kind in (SeatKind.CONDUCTOR, SeatKind.EVALUATOR))
    return (*players, *others)


def objectives_of(making: Making) -> tuple[Objective, ...]:
    """What every drill shows, then one for each group of the plan that has a task at the level."""
    say = making.phrases.say
    found = [Objective(name, say(f"script.objective.{name}"), say(f"script.capability.{name}"), items) for name, items in FIXED]
    used = {group_objective(task, making.plan) for task in making.work.all}
    for group in making.plan.groups:
        if f"g-{group.id}" in used:
            duties = group.duties if group.duties.zh.strip() else group.name
            found.append(Objective(f"g-{group.id}", say("script.group_objective", group=group.name, duties=duties), group.name))
    return tuple(found)
