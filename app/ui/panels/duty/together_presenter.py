"""Which plans one decision starts: the main one, and those that are recommended to run beside it. No Qt."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.plan.model import Plan, PlanType
from app.domain.words import ResponseLevel
from app.ui.panels.duty.room import Room
from app.ui.panels.duty.tasks_presenter import Advice, pressing

_LEADING = (PlanType.SPECIAL, PlanType.DEPARTMENT, PlanType.VILLAGE, PlanType.SITE)
"""Standings of which one plan leads: beside one of them no other is offered."""

MOST_OFFERS = 2
"""How many recommendations wait for an answer at a time: more would be a flood."""


def beside(main_type: PlanType, main_id: str, given: tuple[Advice, ...]) -> tuple[Advice, ...]:
    """The plans that are recommended to start with the main one; those that run already are not among them."""
    return tuple(
        one
        for one in given
        if one.together and not one.upgrade_of and one.plan_id != main_id and not _rivals(main_type, one.plan_type)
    )


def offers(given: tuple[Advice, ...]) -> tuple[tuple[Advice, tuple[Advice, ...]], ...]:
    """The recommendations that wait for an answer, each with those that the same decision would start."""
    found: list[tuple[Advice, tuple[Advice, ...]]] = []
    named: set[str] = set()
    for one in pressing(given):
        if one.plan_id in named:
            continue
        others = () if one.upgrade_of else tuple(each for each in beside(one.plan_type, one.plan_id, given) if not each.declined)
        named |= {each.plan_id for each in others}
        found.append((one, others))
    return tuple(found[:MOST_OFFERS])


def together_line(others: tuple[Advice, ...], room: Room) -> str:
    """The plans that start with it in one line; "" where there is none."""
    said = [room.say("duty.together_one", plan=one.title, level=one.level_text) for one in others]
    return room.say("duty.together", plans=room.say("list.separator").join(said)) if said else ""


def measures_of(
    plan: Plan, level: ResponseLevel | None, also: tuple[tuple[str, ResponseLevel], ...], plans: Mapping[str, Plan], room: Room
) -> dict[str, str]:
    """The lawful measures of all plans of the decision at their levels: words and basis, each once."""
    found: dict[str, str] = {}
    for one, at in ((plan, level), *((plans[plan_id], chosen) for plan_id, chosen in also)):
        for measure in one.measures:
            if at in measure.levels:
                found.setdefault(room.wording.text(measure.text), room.wording.basis(measure.basis))
    return found


def _rivals(main: PlanType, other: PlanType) -> bool:
    return (main in _LEADING and other in _LEADING) or (main is other is PlanType.OVERALL)
