"""What must be true of a scenario beyond its shape: times add up, names exist, everything that is to be shown is tried, every
inject has somebody to act, and no inject waits for what can never come. Pure; the reader reports findings with their lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import msgspec

from app.domain import soundness
from app.domain.exercise import soundness_injects as injects
from app.domain.exercise.kinds import ItemKind, SeatKind
from app.domain.exercise.scenario import Scenario
from app.domain.exercise.soundness_injects import Ground
from app.domain.reference import Reference, covers
from app.domain.soundness import Found
from app.domain.unit.model import UnitStatus

__all__ = ["Ground", "scenario_findings"]

SCENARIO_ID = re.compile(r"[a-z0-9]+(?:[_-][a-z0-9]+)*")
"""A scenario's id is also the name of its folder."""

LONGEST_MIN = 3 * 24 * 60.0
"""Three days: nothing longer is drilled in one piece."""

_TEXTS = ("title", "area")


def scenario_findings(scenario: Scenario, reference: Reference, ground: Ground | None = None) -> Iterator[Found]:
    """Everything that keeps this scenario from being held, with the field it stands in; nothing for a sound one."""
    if not SCENARIO_ID.fullmatch(scenario.id) or len(scenario.id) > 60:
        yield ("id",), "scenario_id_shape", {"id": scenario.id}
    for field in _TEXTS:
        if not getattr(scenario, field).zh.strip():
            yield (field, "zh"), "text_empty", {}
    if not 0 < scenario.length_min <= LONGEST_MIN:
        yield ("length_min",), "minutes_wrong", {"value": f"{scenario.length_min:g}", "most": f"{LONGEST_MIN:g}"}
    for field in ("plans", "participants", "objectives", "injects"):
        if not getattr(scenario, field):
            yield (field,), "list_empty", {}
    yield from _participants(scenario, reference)
    yield from _objectives(scenario)
    yield from _plans(scenario, reference)
    yield from injects.inject_findings(scenario, reference, ground)
    yield from _units(scenario, reference, ground)
    yield from _evacuations(scenario, ground)
    yield from _numbers(scenario)


def _participants(scenario: Scenario, reference: Reference) -> Iterator[Found]:
    yield from soundness.unique((one.role for one in scenario.participants), ("participants",), "role")
    for index, one in enumerate(scenario.participants):
        if one.kind is SeatKind.PLAYER:
            yield from soundness.known(one.role, reference.roles, ("participants", index, "role"), "unknown_role")
        if not one.title.zh.strip():
            yield ("participants", index, "title", "zh"), "text_empty", {}


def _objectives(scenario: Scenario) -> Iterator[Found]:
    """Each is tried by a scored item or by something that is expected; no item speaks of two."""
    yield from soundness.unique((one.id for one in scenario.objectives), ("objectives",), "id")
    tried = {expected.objective for inject in scenario.injects for expected in inject.expect}
    taken: dict[ItemKind, str] = {}
    for index, one in enumerate(scenario.objectives):
        here = ("objectives", index)
        for field in ("text", "capability"):
            if not getattr(one, field).zh.strip():
                yield (*here, field, "zh"), "text_empty", {}
        if not one.items and one.id not in tried:
            yield here, "objective_untried", {"objective": one.id}
        for at, item in enumerate(one.items):
            if item is ItemKind.EXPECTED or item in taken:
                yield (*here, "items", at), "item_twice", {"item": item.value, "objective": taken.get(item, one.id)}
            taken.setdefault(item, one.id)


def _plans(scenario: Scenario, reference: Reference) -> Iterator[Found]:
    kinds = [kind for one in scenario.injects if one.tells is not None and one.tells.opens for kind in one.tells.kinds]
    for index, plan_id in enumerate(scenario.plans):
        yield from soundness.known(plan_id, reference.plans, ("plans", index), "unknown_plan")
        plan = reference.plans.get(plan_id)
        if plan is not None and kinds and not any(covers(plan.kinds, kind) for kind in kinds):
            yield ("plans", index), "plan_unused", {"plan": plan_id}


def _units(scenario: Scenario, reference: Reference, ground: Ground | None) -> Iterator[Found]:
    for index, one in enumerate(scenario.units):
        here = ("units", index)
        if bool(one.unit) == bool(one.kind):
            yield here, "behaviour_of_whom", {}
        if one.kind:
            yield from soundness.known(one.kind, reference.unit_kinds, (*here, "kind"), "unknown_unit_kind")
        if one.unit and ground is not None:
            yield from soundness.known(one.unit, ground.units, (*here, "unit"), "unknown_unit")
        for status in one.radio:
            yield from soundness.known(status, list(UnitStatus), (*here, "radio", status), "unknown_status")
        if one.slow_factor <= 0:
            yield (*here, "slow_factor"), "number_not_positive", {"value": f"{one.slow_factor:g}"}
    for index, change in enumerate(scenario.opening.units):
        if ground is not None:
            yield from soundness.known(change.unit, ground.units, ("opening", "units", index, "unit"), "unknown_unit")


def _evacuations(scenario: Scenario, ground: Ground | None) -> Iterator[Found]:
    for index, one in enumerate(scenario.evacuations):
        here = ("evacuations", index)
        yield from soundness.known(one.incident, scenario.incidents, (*here, "incident"), "unknown_scenario_incident")
        if one.people <= 0:
            yield (*here, "people"), "number_not_positive", {"value": str(one.people)}
        if not 0 < one.within_min <= scenario.length_min:
            yield (*here, "within_min"), "minutes_wrong", {"value": f"{one.within_min:g}", "most": f"{scenario.length_min:g}"}
        if one.shelter and ground is not None:
            yield from soundness.known(one.shelter, ground.facilities, (*here, "shelter"), "unknown_place")


def _numbers(scenario: Scenario) -> Iterator[Found]:
    limits: Mapping[str, float] = msgspec.structs.asdict(scenario.limits)
    for name, value in limits.items():
        if value <= 0:
            yield ("limits", name), "number_not_positive", {"value": f"{value:g}"}
    if not 0 <= scenario.judging.weight <= 1:
        yield ("judging", "weight"), "judging_weight_wrong", {"value": f"{scenario.judging.weight:g}"}
    if not scenario.judging.forms:
        yield ("judging", "forms"), "list_empty", {}
    for kind, points in scenario.weights.items():
        if points < 0 or kind is ItemKind.EXPECTED:
            yield ("weights", kind.value), "weight_wrong", {"item": kind.value, "value": f"{points:g}"}


