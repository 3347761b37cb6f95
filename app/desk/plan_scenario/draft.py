"""The scenario: an opening call that leads to the level, every task of it expected, the county above, news, and the end."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import msgspec

from app.desk.plan_scenario.injects import INCIDENT, Making, injects_of
from app.desk.plan_scenario.reaching import Ground, later_facts, reaching, threatened
from app.desk.plan_scenario.seats import objectives_of, participants_of
from app.desk.plan_scenario.words import Both, Phrases
from app.desk.plan_scenario.work import work_of
from app.domain.exercise.kinds import DrillForm, DrillNotice, DrillPurpose, DrillScope, ItemKind
from app.domain.exercise.scenario import EvacuationGoal, Limits, Opening, PlaceRef, Scenario, WarningTold
from app.domain.plan.cases import PlanCase
from app.domain.plan.model import Plan
from app.domain.plan.rules import demands_at
from app.domain.reference import Reference
from app.domain.words import ResponseLevel
from app.kernel.errors import Refusal
from app.kernel.text import Text

LENGTHS_MIN = (60.0, 480.0)
"""A shorter drill has no room for the first hour, a longer one is no longer a script from a plan."""

EVACUATED_WITHIN_MIN, ARRIVAL_MIN = 60.0, 45.0
"""Limits that no rule gives (this platform's suggestions)."""

_FORCES = (ItemKind.DISPATCH, ItemKind.ARRIVAL, ItemKind.FORCES)


class DraftWish(msgspec.Struct, frozen=True):
    """What is to be drilled: a plan at a level, when, for how long, and where.

    ``kind``: only this kind of incident ("" any that the plan covers). ``place``: where it happens (``None``: the area in words).
    ``shelter``: where people are brought, by id. ``scenario_id`` of what is made.
    """

    plan: str
    level: ResponseLevel
    starts_at: datetime
    area: Text
    scenario_id: str = ""
    kind: str = ""
    place: PlaceRef | None = None
    shelter: str = ""
    length_min: float = 120.0


class Drafted(msgspec.Struct, frozen=True):
    """A scenario, what participants are told before, and how many of the plan's tasks it expects."""

    scenario: Scenario
    briefing: str
    tasks: int


def draft_scenario(wish: DraftWish, cases: Iterable[PlanCase], reference: Reference, words: Both) -> Drafted:
    """The scenario that the wish asks for; the same for the same wish.

    ``Refusal``: ``plan_unknown``, ``level_not_in_plan``, ``scenario_length_wrong``, and ``scenario_level_unreached`` where the
    plan has no case and no condition that leads to that level alone.
    """
    plan = reference.plans.get(wish.plan)
    if plan is None:
        raise Refusal("plan_unknown", {"plan": wish.plan})
    if plan.level(wish.level) is None:
        raise Refusal("level_not_in_plan", {"plan": plan.id, "level": wish.level.value})
    if not LENGTHS_MIN[0] <= wish.length_min <= LENGTHS_MIN[1]:
        raise Refusal("scenario_length_wrong", {"least": f"{LENGTHS_MIN[0]:g}", "most": f"{LENGTHS_MIN[1]:g}"})
    cases = tuple(cases)
    ground = reaching(plan, wish.level, wish.kind, cases, reference)
    if ground is None:
        raise Refusal("scenario_level_unreached", {"plan": plan.id, "level": wish.level.value, "kind": wish.kind or "*"})
    ground, people = threatened(plan, wish.level, ground, reference)
    news = later_facts(plan, ground, cases, reference)
    phrases = Phrases(words)
    work = work_of(plan, wish.level, wish.length_min)
    place = wish.place or PlaceRef(wish.area)
    making = Making(plan, wish.level, ground, news, place, wish.length_min, work, reference, phrases)
    scenario = _scenario(wish, plan, making, people)
    return Drafted(scenario, _briefing(scenario, making), len(work.all))


def scenario_id_of(plan: str, level: ResponseLevel) -> str:
    """The name of a scenario that nobody named: ``flood-typhoon-level-2``."""
    return f"{plan}-level-{list(ResponseLevel).index(level) + 1}"


def _scenario(wish: DraftWish, plan: Plan, making: Making, people: int) -> Scenario:
    say, level = making.phrases.say, making.level_name
    goals: tuple[EvacuationGoal, ...] = ()
    if people:
        within = min(EVACUATED_WITHIN_MIN, wish.length_min)
        goals = (EvacuationGoal(INCIDENT, people, within, wish.shelter),)
    return Scenario(
        id=wish.scenario_id or scenario_id_of(plan.id, wish.level), version="1",
        title=say("script.title", plan=plan.title, level=level), form=DrillForm.TABLETOP, scope=DrillScope.COMPREHENSIVE,
        purpose=DrillPurpose.TEST, notice=DrillNotice.ANNOUNCED, starts_at=wish.starts_at, length_min=wish.length_min,
        area=wish.area, plans=(plan.id,), participants=participants_of(making), objectives=objectives_of(making),
        injects=injects_of(making), opening=_opening(making.ground, making.phrases), evacuations=goals,
        summary=say("script.summary", plan=plan.title, level=level, tasks=len(making.work.all), kind=making.kind_name),
        limits=Limits(arrival_min=ARRIVAL_MIN), weights=_weights(plan, wish.level),
    )


def _weights(plan: Plan, level: ResponseLevel) -> dict[ItemKind, float]:
    """Where the plan asks for no forces at the level nobody is judged by whether some were sent."""
    return {} if demands_at(plan, level) else dict.fromkeys(_FORCES, 0.0)


def _opening(ground: Ground, phrases: Phrases) -> Opening:
    if ground.alert is None:
        return Opening()
    headline = phrases.say("script.warning", facts=phrases.facts({"alert_kind": ground.alert_kind, "alert": ground.alert.value}))
    return Opening((WarningTold(ground.alert_kind, ground.alert, headline, phrases.say("script.weather")),))


def _briefing(scenario: Scenario, making: Making) -> str:
    """Both languages, one below the other, as the shipped ones; it does not give away what will be asked."""
    hour = scenario.starts_at.strftime("%Y-%m-%d %H:%M")
    facts = {"title": scenario.title, "kind": making.kind_name, "place": making.place.words, "start": hour, "area": scenario.area,
             "length": f"{scenario.length_min:g}"}
    told = making.phrases.say("script.briefing", **facts)
    return f"{told.zh.strip()}\n\n---\n\n{told.en.strip()}\n"
