"""What must be true of a plan beyond its shape: names exist, levels are declared, links point at something. Pure.

The catalogue reports findings with the lines of ``plan.yaml``; the workshop shows the same ones beside the form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from app.domain import soundness
from app.domain.plan.addresses import elements
from app.domain.plan.model import Plan
from app.domain.plan.prose import paragraphs
from app.domain.reference import Reference
from app.domain.reporting.soundness import rule_findings
from app.domain.soundness import FieldPath, Found
from app.domain.words import ResponseLevel

PLAN_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""A plan's id is also the name of its folder."""

LONGEST_PLAN_ID = 60

_TEXTS = ("title", "owner", "scope")
_LISTS = ("kinds", "basis", "triggers", "levels", "groups", "tasks", "stop", "action_card")


def plan_findings(plan: Plan, text: str, reference: Reference) -> Iterator[Found]:
    """Everything that keeps this plan from being used, with the field it stands in; nothing for a sound plan."""
    if not PLAN_ID.fullmatch(plan.id) or len(plan.id) > LONGEST_PLAN_ID:
        yield ("id",), "plan_id_shape", {"id": plan.id}
    if not plan.version.strip():
        yield ("version",), "text_empty", {}
    yield from _complete(plan)
    yield from soundness.kind_patterns(plan.kinds, reference.kinds, ("kinds",))
    yield from soundness.statutory_verified(plan, ())
    declared = {entry.level for entry in plan.levels}
    yield from soundness.unique((entry.level.value for entry in plan.levels), ("levels",), "level")
    yield from _levels(plan, reference)
    yield from _groups(plan, reference)
    yield from _tasks(plan, declared, reference)
    yield from _forces(plan, declared, reference)
    yield from _command(plan, reference)
    yield from _reporting(plan, reference)
    yield from _lists(plan, reference)
    for index, measure in enumerate(plan.measures):
        yield from _declared(measure.levels, declared, ("measures", index, "levels"))
    yield from soundness.unique((measure.id for measure in plan.measures), ("measures",), "id")
    yield from _durations(plan, declared)
    yield from _links(plan, text)


def _complete(plan: Plan) -> Iterator[Found]:
    for field in _TEXTS:
        if not getattr(plan, field).zh.strip():
            yield (field, "zh"), "text_empty", {}
    for field in _LISTS:
        if not getattr(plan, field):
            yield (field,), "list_empty", {}
    if not plan.evacuate.text.zh.strip():
        yield ("evacuate", "text", "zh"), "text_empty", {}
    for field in ("tasks", "measures", "stop", "notify"):
        for index, one in enumerate(getattr(plan, field)):
            if not one.text.zh.strip():
                yield (field, index, "text", "zh"), "text_empty", {}


def _levels(plan: Plan, reference: Reference) -> Iterator[Found]:
    for index, entry in enumerate(plan.levels):
        path: FieldPath = ("levels", index)
        yield from soundness.condition(entry.when, reference.facts, (*path, "when"))
        yield from soundness.known(entry.declared_by, reference.roles, (*path, "declared_by"), "unknown_role")


def _groups(plan: Plan, reference: Reference) -> Iterator[Found]:
    yield from soundness.unique((group.id for group in plan.groups), ("groups",), "id")
    for index, group in enumerate(plan.groups):
        yield from soundness.known(group.lead, reference.roles, ("groups", index, "lead"), "unknown_role")
        for place, role in enumerate(group.members):
            yield from soundness.known(role, reference.roles, ("groups", index, "members", place), "unknown_role")


def _tasks(plan: Plan, declared: set[ResponseLevel], reference: Reference) -> Iterator[Found]:
    yield from soundness.unique((task.id for task in plan.tasks), ("tasks",), "id")
    groups = [group.id for group in plan.groups]
    for index, task in enumerate(plan.tasks):
        path: FieldPath = ("tasks", index)
        yield from soundness.known(task.role, reference.roles, (*path, "role"), "unknown_role")
        if task.group:
            yield from soundness.known(task.group, groups, (*path, "group"), "unknown_group")
        if task.due_min < 0:
            yield (*path, "due_min"), "limit_negative", {}
        if not task.levels:
            yield (*path, "levels"), "list_empty", {}
        yield from _declared(task.levels, declared, (*path, "levels"))


def _forces(plan: Plan, declared: set[ResponseLevel], reference: Reference) -> Iterator[Found]:
    for index, demand in enumerate(plan.forces):
        path: FieldPath = ("forces", index)
        yield from soundness.known(demand.kind, reference.unit_kinds, (*path, "kind"), "unknown_unit_kind")
        if demand.people < 0 or demand.units < 0:
            yield (*path, "people"), "limit_negative", {}
        yield from _declared(demand.levels, declared, (*path, "levels"))
    for index, notify in enumerate(plan.notify):
        path = ("notify", index)
        yield from soundness.known(notify.role, reference.roles, (*path, "role"), "unknown_role")
        yield from _declared(notify.levels, declared, (*path, "levels"))


def _command(plan: Plan, reference: Reference) -> Iterator[Found]:
    if plan.command is None:
        return
    for field in ("commanders", "deputies"):
        for place, role in enumerate(getattr(plan.command, field)):
            yield from soundness.known(role, reference.roles, ("command", field, place), "unknown_role")
    yield from soundness.known(plan.command.office, reference.roles, ("command", "office"), "unknown_role")


def _reporting(plan: Plan, reference: Reference) -> Iterator[Found]:
    yield from soundness.unique((rule.id for rule in plan.reporting), ("reporting",), "id")
    for index, rule in enumerate(plan.reporting):
        yield from rule_findings(rule, ("reporting", index), reference)


def _lists(plan: Plan, reference: Reference) -> Iterator[Found]:
    yield from soundness.unique((one.id for one in plan.contacts), ("contacts",), "id")
    yield from soundness.unique((one.id for one in plan.materials), ("materials",), "id")
    for index, contact in enumerate(plan.contacts):
        if contact.role:
            yield from soundness.known(contact.role, reference.roles, ("contacts", index, "role"), "unknown_role")
    for index, material in enumerate(plan.materials):
        if not material.quantity >= 0:  # put so that NaN fails it
            yield ("materials", index, "quantity"), "limit_negative", {}


def _durations(plan: Plan, declared: set[ResponseLevel]) -> Iterator[Found]:
    codes = {one.value for one in declared}
    for level in plan.expected_duration_h:
        if level not in codes:
            yield ("expected_duration_h", level), "level_not_declared", {"level": level}
    for level in sorted(codes):
        if not plan.expected_duration_h.get(level, 0) > 0:
            yield ("expected_duration_h",), "duration_missing", {"level": level}
    for field in ("review", "drill"):
        upkeep = getattr(plan, field)
        if upkeep is not None and upkeep.every_months < 1:
            yield (field, "every_months"), "limit_negative", {}


def _links(plan: Plan, text: str) -> Iterator[Found]:
    if not plan.links:
        return
    known = [address for address, _ in elements(plan)]
    keys = [paragraph.key for paragraph in paragraphs(text)]
    for address, named in plan.links.items():
        yield from soundness.known(address, known, ("links", address), "link_unknown")
        for place, key in enumerate(named):
            yield from soundness.known(key, keys, ("links", address, place), "paragraph_unknown")


def _declared(levels: Iterable[ResponseLevel], declared: set[ResponseLevel], path: FieldPath) -> Iterator[Found]:
    for index, level in enumerate(levels):
        if level not in declared:
            yield (*path, index), "level_not_declared", {"level": level.value}
