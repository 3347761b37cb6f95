"""The injects of a drafted scenario, in the order in which they come."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from app.desk.plan_scenario.reaching import Ground
from app.desk.plan_scenario.words import Phrases
from app.desk.plan_scenario.work import MARGIN_MIN, RESPONDS_MIN, TAKES_IN_MIN, Slice, Work
from app.domain.conditions import FactScalar
from app.domain.exercise.kinds import HintDo, InjectChannel
from app.domain.exercise.scenario import (
    Asked,
    CallerRef,
    Expected,
    Hint,
    Inject,
    Match,
    Missed,
    PlaceRef,
    Reached,
    Told,
    Trigger,
    Where,
)
from app.domain.instruction.model import InstructionKind
from app.domain.plan.model import Plan, PlanTask
from app.domain.reference import Reference
from app.domain.words import ResponseLevel, response_rank
from app.kernel.text import Text

OFFICER = "duty_officer"
INCIDENT = "main"
"""The name of the incident within the scenario."""

QUERY_AT_MIN, QUERY_MIN = 8.0, 20.0
LEADER_MIN, URGED_MIN = 30.0, 15.0
NEWS_SHARE, LEADER_SHARE = 0.3, 0.42
"""When news comes in, and when the leader asks, as shares of the drill's length."""

END_MIN, STABLE_MIN = 15.0, 12.0
"""So long before the end it is over; so long the room has to say so."""

CRITICAL_WEIGHT, RESPONSE_WEIGHT = 3.0, 2.0
_NO_ID = re.compile(r"[^A-Za-z0-9_-]+")


class Making(msgspec.Struct, frozen=True):
    """Everything that a drafted scenario is made of."""

    plan: Plan
    level: ResponseLevel
    ground: Ground
    news: Mapping[str, FactScalar]
    place: PlaceRef
    length_min: float
    work: Work
    reference: Reference
    phrases: Phrases

    @property
    def level_name(self) -> Text:
        """What the plan calls the level."""
        entry = self.plan.level(self.level)
        return entry.name if entry is not None else Text(self.level.value)

    @property
    def kind_name(self) -> Text:
        """The kind of incident."""
        return self.reference.kinds[self.ground.kind].name

    def role_name(self, role: str) -> Text:
        """A role in words."""
        known = self.reference.roles.get(role)
        return known.name if known is not None else Text(role)


def injects_of(making: Making) -> tuple[Inject, ...]:
    """All of them, by the minute at which they come; those that wait for something follow the one before which they stand."""
    timed = [_call(making), _query(making), *_groups(making), _news(making), _remark(making), _end(making)]
    timed.sort(key=lambda one: one.at_min or 0.0)
    waiting = [_urged(making), *_later(making)]
    ordered = [*timed[:2], *waiting, *timed[2:]]
    return tuple(msgspec.structs.replace(one, id=f"i{number:02d}") for number, one in enumerate(ordered, start=1))


def group_objective(task: PlanTask, plan: Plan) -> str:
    """The objective that speaks of a task: that of its group, else that of carrying out the plan."""
    return f"g-{task.group}" if any(group.id == task.group for group in plan.groups) else "plan"


def _call(making: Making) -> Inject:
    say, ground = making.phrases.say, making.ground
    told = making.phrases.facts(ground.facts)
    text = say("script.call" if ground.facts else "script.call_bare", place=making.place.words, kind=making.kind_name, facts=told)
    taken = Expected(
        "taken", say("script.expect.taken"), (Match("IncidentOpened"),), TAKES_IN_MIN + 1, "reporting",
    )  # fmt: skip
    high = tuple(one.value for one in ResponseLevel if response_rank(one) >= response_rank(making.level))
    started = (
        Match("PlanActivated", INCIDENT, where=(Where("plan_id", is_=making.plan.id), Where("level", one_of=high))),
        Match("ResponseLevelChanged", INCIDENT, where=(Where("level", one_of=high),)),
    )
    respond = Expected(
        "respond", say("script.expect.respond", plan=making.plan.title, level=making.level_name), started,
        TAKES_IN_MIN + RESPONDS_MIN + MARGIN_MIN, "plan", RESPONSE_WEIGHT, "duty_leader",
    )  # fmt: skip
    tasks = (_task(task, limit, 0.0, making) for task, limit in making.work.first)
    return _inject(
        InjectChannel.CALL, say("script.caller"), text, 0.0,
        tells=Told(
            opens=INCIDENT, kinds=(ground.kind,), place=making.place, occurred_min_ago=5.0, facts=dict(ground.facts),
            caller=CallerRef(say("script.caller_name").zh, "", "phone", ""),
        ),
        expect=(taken, respond, *tasks),
    )  # fmt: skip


def _query(making: Making) -> Inject:
    say = making.phrases.say
    text = say("script.query", kind=making.kind_name, place=making.place.words, minutes=f"{QUERY_MIN:g}")
    asks = Asked(of=INCIDENT, answer_within_min=QUERY_MIN)
    return _inject(InjectChannel.QUERY, say("script.county"), text, QUERY_AT_MIN, asks=asks)


def _urged(making: Making) -> Inject:
    say = making.phrases.say
    return _inject(
        InjectChannel.QUERY, say("script.county"), say("script.urged", place=making.place.words, kind=making.kind_name), None,
        after_min=2.0,
        when=Trigger(deadline_missed=Missed(INCIDENT, report="first:written")),
        asks=Asked(InstructionKind.SUPERVISE, INCIDENT, URGED_MIN),
    )


def _groups(making: Making) -> Iterator[Inject]:
    """Each group comes in by its leader and asks for its orders; what it has to do by the plan is expected."""
    groups = {group.id: group.name for group in making.plan.groups}
    for one in making.work.groups:
        name = groups.get(one.group) or making.role_name(one.role)
        expects = tuple(_task(task, limit, one.at_min, making) for task, limit in one.tasks)
        yield _inject(
            InjectChannel.NOTE, making.phrases.say("script.actor", who=name), making.phrases.say("script.group", group=name),
            one.at_min,
            to=one.role, expect=expects, note=_note(one, making),
        )


def _note(one: Slice, making: Making) -> Text:
    return making.phrases.say("script.note", tasks=making.phrases.joined([task.text for task, _ in one.tasks]))


def _task(task: PlanTask, limit_min: float, at_min: float, making: Making) -> Expected:
    """The task ticked within its limit; what was ticked before the group asked counts as well."""
    return Expected(
        _NO_ID.sub("-", task.id), task.text, (Match("TaskSettled", INCIDENT, task.id),), limit_min - at_min,
        group_objective(task, making.plan), CRITICAL_WEIGHT if task.critical else 1.0, task.role, at_min > 0,
    )


def _later(making: Making) -> Iterator[Inject]:
    """Tasks whose time lies past the end of the drill: whoever does one is credited, nobody loses by them."""
    if not making.work.later:
        return
    expects = []
    for task in making.work.later:
        expects.append(msgspec.structs.replace(_task(task, float(task.due_min), 0.0, making), early=True))
    texts = making.phrases.joined([task.text for task in making.work.later])
    yield _inject(
        InjectChannel.NOTE, making.phrases.say("script.conductor"), making.phrases.say("script.later"), None, after_min=1.0,
        when=Trigger(response_reached=Reached(INCIDENT, making.level)), expect=tuple(expects),
        note=making.phrases.say("script.note", tasks=texts),
    )


def _news(making: Making) -> Inject:
    """More is known on the scene."""
    say, at_min = making.phrases.say, round(making.length_min * NEWS_SHARE)
    if not making.news:
        return _inject(InjectChannel.NOTE, say("script.scene"), say("script.news_none"), float(at_min))
    told = making.phrases.facts(making.news)
    name, value = next(iter(making.news.items()))
    seen = Where(f"facts.{name}", is_=value)
    noted = Expected(
        "noted", say("script.expect.noted", facts=told), (Match("FactsRecorded", INCIDENT, where=(seen,)),), 8.0, "reporting",
    )  # fmt: skip
    return _inject(
        InjectChannel.CALL, say("script.scene"), say("script.news", facts=told), float(at_min), expect=(noted,),
        tells=Told(of=INCIDENT, facts=dict(making.news), caller=CallerRef(say("script.scene_name").zh)),
    )


def _remark(making: Making) -> Inject:
    say = making.phrases.say
    at_min = float(round(making.length_min * LEADER_SHARE))
    minutes = min(LEADER_MIN, making.length_min - at_min - MARGIN_MIN)
    return _inject(
        InjectChannel.QUERY, say("script.leader"), say("script.remark", kind=making.kind_name, minutes=f"{minutes:g}"), at_min,
        to="duty_leader",
        asks=Asked(InstructionKind.LEADER, INCIDENT, minutes),
    )


def _end(making: Making) -> Inject:
    say = making.phrases.say
    stable = Expected(
        "stable", say("script.expect.stable"), (Match("IncidentStabilised", INCIDENT),), STABLE_MIN, "plan", early=True,
        hint=Hint(HintDo.STABILISE, incident=INCIDENT),
    )
    return _inject(
        InjectChannel.CALL, say("script.scene"), say("script.end", place=making.place.words), making.length_min - END_MIN,
        expect=(stable,),
        tells=Told(of=INCIDENT, caller=CallerRef(say("script.scene_name").zh)),
    )


def _inject(channel: InjectChannel, sender: Text, text: Text, at_min: float | None, to: str = OFFICER, **more: Any) -> Inject:
    return Inject("", channel, sender, to, text, at_min=at_min, **more)
