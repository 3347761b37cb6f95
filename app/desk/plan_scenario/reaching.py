"""Facts that lead a plan to a level, and to no higher one: from the plan's cases, else from the conditions of its levels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import product

import msgspec

from app.domain.conditions import Condition, FactScalar, fact_names
from app.domain.duty.model import Warning
from app.domain.incident.model import FactType
from app.domain.incident.rules import check_facts, facts_view, grade
from app.domain.plan.cases import PlanCase
from app.domain.plan.model import Plan
from app.domain.plan.rules import recommend_together
from app.domain.reference import Reference, covers
from app.domain.words import AlertLevel, ResponseLevel
from app.kernel.errors import Refusal

_STANDS_FOR: Mapping[str, tuple[str, FactScalar]] = {
    "unaccounted": ("trapped", 1), "hurt": ("minor", 1), "dead_missing": ("missing", 1), "sensitive": ("may_escalate", True),
}
"""Facts that are worked out, and what is told so that they are."""

_MOST_TRIED = 400
_PEOPLE = (120, 80, 60, 40, 30, 20, 12, 8, 6, 5, 4)
"""How many people are threatened, where that changes no level: the most of these."""

_LOSS: Mapping[str, FactScalar] = {"loss_10k_yuan": 5}

_EPOCH = datetime(2026, 1, 1, tzinfo=UTC)


class Ground(msgspec.Struct, frozen=True):
    """How it begins: the kind of incident, what is told of it, and the warning in force (its kind and colour), if one is."""

    kind: str
    facts: dict[str, FactScalar]
    alert: AlertLevel | None = None
    alert_kind: str = ""


def reaching(
    plan: Plan, level: ResponseLevel, kind: str, cases: Iterable[PlanCase], reference: Reference
) -> Ground | None:
    """The first beginning upon which the rules recommend this plan at exactly this level; ``None`` where none was found.

    ``kind``: only this kind of incident, "" for any that the plan covers. Beginnings without a warning come first.
    """
    tried: set[object] = set()
    found = list(_candidates(plan, level, kind, tuple(cases), reference))
    for one in sorted(found, key=lambda one: one.alert is not None):
        key = (one.kind, tuple(sorted((name, str(value)) for name, value in one.facts.items())), one.alert, one.alert_kind)
        if key in tried:
            continue
        tried.add(key)
        if level_of(plan, one, reference) is level:
            return one
        if len(tried) >= _MOST_TRIED:
            break
    return None


def level_of(plan: Plan, ground: Ground, reference: Reference) -> ResponseLevel | None:
    """The level at which the rules recommend this plan upon such a beginning, beside the others; ``None`` for not at all."""
    plain = facts_view(ground.facts, elapsed_h=0.0)
    severity = grade(ground.kind, plain, reference.tables).severity
    facts = facts_view(ground.facts, severity=severity, alert=ground.alert, elapsed_h=0.0)
    warnings: tuple[Warning, ...] = ()
    if ground.alert is not None:
        warnings = (Warning("w", ground.alert_kind, ground.alert, "", "", _EPOCH),)
    together = recommend_together(ground.kind, facts, reference.plans_for(ground.kind), reference.floors, warnings)
    return next((one.level for one in together if one.plan_id == plan.id), None)


def threatened(plan: Plan, level: ResponseLevel, ground: Ground, reference: Reference) -> tuple[Ground, int]:
    """A beginning of this level with people who have to be brought out, and how many; 0 where the plan speaks of none, or where no
    number leaves the level as it is."""
    told = ground.facts.get("threatened", 0)
    if isinstance(told, int | float) and told >= 1:
        counts: tuple[int, ...] = (int(told),)
    else:
        speaks = plan.evacuate.radius_m > 0 or any("threatened" in fact_names(one.when) for one in plan.levels)
        counts = _PEOPLE if speaks else ()
    for people in counts:
        facts = {**ground.facts, "threatened": people}
        out = msgspec.structs.replace(ground, facts={**facts, "evacuated": people})
        if level_of(plan, out, reference) is level:
            return msgspec.structs.replace(ground, facts=facts), people
    return ground, 0


def later_facts(plan: Plan, ground: Ground, cases: Iterable[PlanCase], reference: Reference) -> dict[str, FactScalar]:
    """More that can be told later without another level: what another case of the same level tells, else a loss in money;
    empty where nothing fits."""
    level = level_of(plan, ground, reference)
    settled = {**ground.facts, "evacuated": ground.facts.get("threatened", 0)}
    same = [case.facts for case in cases if case.expect.level is level and covers((case.kind,), ground.kind)]
    for told in (*same, _LOSS):
        news = {name: value for name, value in told.items() if name not in settled and _is_told(name, value, reference)}
        for some in (news, *({name: value} for name, value in news.items())):
            after = msgspec.structs.replace(ground, facts={**settled, **some})
            if some and level_of(plan, after, reference) is level:
                return some
    return {}


def _candidates(
    plan: Plan, level: ResponseLevel, kind: str, cases: tuple[PlanCase, ...], reference: Reference
) -> Iterator[Ground]:
    kinds = [code for code in reference.kinds if covers(plan.kinds, code)]
    asked = [code for code in kinds if code == kind] if kind else kinds
    for case in cases:
        if case.expect.level is level and not case.now_min:
            for code in (case.kind, *asked):
                if code in asked:
                    yield from _ground(code, case.facts, reference)
    entry = plan.level(level)
    if entry is None:
        return
    for facts in _satisfying(entry.when):
        for code in asked[:40]:
            yield from _ground(code, facts, reference)


def _ground(kind: str, facts: Mapping[str, FactScalar], reference: Reference) -> Iterator[Ground]:
    """The beginning that tells these facts, if a person can tell them; a warning is in force and not told."""
    told = {name: value for name, value in facts.items() if name not in ("alert", "alert_kind")}
    alert = facts.get("alert")
    if all(_is_told(name, value, reference) for name, value in told.items()):
        colour = AlertLevel(str(alert)) if alert is not None else None
        yield Ground(kind, told, colour, str(facts.get("alert_kind", "rainstorm")) if colour is not None else "")


def _is_told(name: str, value: FactScalar, reference: Reference) -> bool:
    if name in ("alert", "alert_kind"):
        return False
    try:
        check_facts("", {name: value}, reference.facts)
    except Refusal:
        return False
    return not reference.facts[name].derived and (reference.facts[name].type is FactType.FLAG or value not in (0, ""))


def _satisfying(when: Condition) -> Iterator[dict[str, FactScalar]]:
    """Small sets of facts for which the condition is likely to hold; whoever asks tries them."""
    own = _leaf(when)
    parts = [list(_satisfying(part)) for part in when.all]
    some = [facts for part in when.any for facts in _satisfying(part)] or [{}]
    for number, chosen in enumerate(product(*parts, some)):
        if number >= _MOST_TRIED:
            return
        facts = dict(own)
        for one in chosen:
            facts.update(one)
        yield facts


def _leaf(when: Condition) -> dict[str, FactScalar]:
    value: FactScalar | None = None
    if when.is_ is not None:
        value = when.is_
    elif when.at_least is not None:
        value = when.at_least
    elif when.one_of:
        value = when.one_of[0]
    elif when.ge is not None:
        value = _number(when.ge)
    elif when.gt is not None:
        value = _number(when.gt + 1)
    elif when.lt is not None or when.le is not None:
        bound = when.le if when.le is not None else when.lt or 0
        value = _number(max(bound - 1, 0))
    if not when.fact or value is None:
        return {}
    name, told = _STANDS_FOR.get(when.fact, (when.fact, value))
    return {name: value if name == "trapped" and isinstance(value, int) else told}


def _number(value: float) -> int | float:
    return int(value) if float(value).is_integer() else value
