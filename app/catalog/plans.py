"""Plans (``plans/<id>/`` with ``plan.yaml``, ``text.md`` and ``cases.yaml``)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from app.catalog import checks
from app.catalog.cases import read_plan_cases, require_cases
from app.catalog.yaml_source import FieldPath, Found, read_bytes, read_source
from app.domain.plan.model import Plan
from app.domain.reference import Reference
from app.domain.words import ResponseLevel
from app.kernel.errors import BadFile, Problem

FILES = ("plan.yaml", "text.md", "cases.yaml")
"""A plan's three files, in the order in which the hash reads them."""


def read_plans(folder: Path, reference: Reference) -> tuple[dict[str, Plan], tuple[Problem, ...]]:
    """Every sound plan by id, and the problems of the others. A folder without ``plan.yaml`` is no plan."""
    plans: dict[str, Plan] = {}
    problems: list[Problem] = []
    for path in sorted(folder.glob("*/plan.yaml")):
        try:
            plan = read_plan(path.parent, reference)
        except BadFile as bad:
            problems += bad.problems
            continue
        plans[plan.id] = plan
    return plans, tuple(problems)


def read_plan(folder: Path, reference: Reference) -> Plan:
    """One plan folder as a value, its ``hash`` set, checked with its cases. Raises ``BadFile`` with every problem."""
    problems: list[Problem] = []
    plan: Plan | None = None
    try:
        source = read_source(folder / "plan.yaml", f"{folder.name}/plan.yaml")
        plan = source.convert(Plan)
        problems += [source.problem(one) for one in _findings(plan, folder.name, reference)]
    except BadFile as bad:
        problems += bad.problems
    try:
        case_source, cases = read_plan_cases(folder / "cases.yaml", folder.name)
        require_cases(case_source, cases, reference)
    except BadFile as bad:
        problems += bad.problems
    digest = hashlib.sha256()
    for name in FILES:
        try:
            digest.update(_framed(read_bytes(folder / name, f"{folder.name}/{name}")))
        except BadFile as bad:
            problems += [problem for problem in bad.problems if problem not in problems]
    if problems or plan is None:
        raise BadFile(tuple(problems))
    return msgspec.structs.replace(plan, hash=digest.hexdigest())


def plan_text(folder: Path, plan_id: str) -> str:
    """The plan as prose (Markdown). Raises ``BadFile`` where it is missing or not UTF-8."""
    name = f"{plan_id}/text.md"
    try:
        return read_bytes(folder / plan_id / "text.md", name).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadFile((Problem(name, 1, "", "not_utf8"),)) from error


def _framed(raw: bytes) -> bytes:
    return len(raw).to_bytes(8, "big") + raw


def _findings(plan: Plan, folder_name: str, reference: Reference) -> Iterator[Found]:
    if plan.id != folder_name:
        yield ("id",), "folder_name", {"id": plan.id, "folder": folder_name}
    yield from checks.kind_patterns(plan.kinds, reference.kinds, ("kinds",))
    yield from checks.statutory_verified(plan, ())
    declared = {entry.level for entry in plan.levels}
    yield from checks.unique((entry.level.value for entry in plan.levels), ("levels",), "level")
    yield from _level_findings(plan, reference)
    yield from _group_findings(plan, reference)
    yield from _task_findings(plan, declared, reference)
    yield from _force_findings(plan, declared, reference)
    for index, measure in enumerate(plan.measures):
        yield from _levels_declared(measure.levels, declared, ("measures", index, "levels"))
    yield from checks.unique((measure.id for measure in plan.measures), ("measures",), "id")
    for level in plan.expected_duration_h:
        if level not in {one.value for one in declared}:
            yield ("expected_duration_h", level), "level_not_declared", {"level": level}
    for level in sorted(one.value for one in declared):
        if plan.expected_duration_h.get(level, 0) <= 0:
            yield ("expected_duration_h",), "duration_missing", {"level": level}


def _level_findings(plan: Plan, reference: Reference) -> Iterator[Found]:
    for index, entry in enumerate(plan.levels):
        path: FieldPath = ("levels", index)
        yield from checks.condition(entry.when, reference.facts, (*path, "when"))
        yield from checks.known(entry.declared_by, reference.roles, (*path, "declared_by"), "unknown_role")


def _group_findings(plan: Plan, reference: Reference) -> Iterator[Found]:
    yield from checks.unique((group.id for group in plan.groups), ("groups",), "id")
    for index, group in enumerate(plan.groups):
        yield from checks.known(group.lead, reference.roles, ("groups", index, "lead"), "unknown_role")
        for place, role in enumerate(group.members):
            yield from checks.known(role, reference.roles, ("groups", index, "members", place), "unknown_role")


def _task_findings(plan: Plan, declared: set[ResponseLevel], reference: Reference) -> Iterator[Found]:
    yield from checks.unique((task.id for task in plan.tasks), ("tasks",), "id")
    groups = [group.id for group in plan.groups]
    for index, task in enumerate(plan.tasks):
        path: FieldPath = ("tasks", index)
        yield from checks.known(task.role, reference.roles, (*path, "role"), "unknown_role")
        if task.group:
            yield from checks.known(task.group, groups, (*path, "group"), "unknown_group")
        if task.due_min < 0:
            yield (*path, "due_min"), "limit_negative", {}
        yield from _levels_declared(task.levels, declared, (*path, "levels"))


def _force_findings(plan: Plan, declared: set[ResponseLevel], reference: Reference) -> Iterator[Found]:
    for index, demand in enumerate(plan.forces):
        path: FieldPath = ("forces", index)
        yield from checks.known(demand.kind, reference.unit_kinds, (*path, "kind"), "unknown_unit_kind")
        if demand.people < 0 or demand.units < 0:
            yield (*path, "people"), "limit_negative", {}
        yield from _levels_declared(demand.levels, declared, (*path, "levels"))
    for index, notify in enumerate(plan.notify):
        path = ("notify", index)
        yield from checks.known(notify.role, reference.roles, (*path, "role"), "unknown_role")
        yield from _levels_declared(notify.levels, declared, (*path, "levels"))


def _levels_declared(
    levels: Iterable[ResponseLevel], declared: set[ResponseLevel], path: FieldPath
) -> Iterator[Found]:
    for index, level in enumerate(levels):
        if level not in declared:
            yield (*path, index), "level_not_declared", {"level": level.value}
