"""Plans (``plans/<id>/`` with ``plan.yaml``, ``text.md`` and ``cases.yaml``)."""

from __future__ import annotations

from pathlib import Path

import msgspec

from app.catalog.cases import read_plan_cases, require_cases
from app.catalog.sealed_folder import read_prose, sealed
from app.catalog.yaml_source import read_source
from app.domain.plan.model import Plan
from app.domain.plan.soundness import plan_findings
from app.domain.reference import Reference
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
    plan: Plan | None = None
    seal, unread = sealed(folder, FILES)
    problems = list(unread)
    text = ""
    try:
        text = plan_text(folder.parent, folder.name)
    except BadFile as bad:
        problems += [problem for problem in bad.problems if problem not in problems]
    try:
        source = read_source(folder / "plan.yaml", f"{folder.name}/plan.yaml")
        plan = source.convert(Plan)
        if plan.id != folder.name:
            problems.append(source.problem((("id",), "folder_name", {"id": plan.id, "folder": folder.name})))
        problems += [source.problem(one) for one in plan_findings(plan, text, reference)]
    except BadFile as bad:
        problems += [problem for problem in bad.problems if problem not in problems]
    try:
        case_source, cases = read_plan_cases(folder / "cases.yaml", folder.name)
        require_cases(case_source, cases, reference)
    except BadFile as bad:
        problems += [problem for problem in bad.problems if problem not in problems]
    if problems or plan is None:
        raise BadFile(tuple(problems))
    return msgspec.structs.replace(plan, hash=seal)


def plan_text(folder: Path, plan_id: str) -> str:
    """The plan as prose (Markdown). Raises ``BadFile`` where it is missing or not UTF-8."""
    return read_prose(folder / plan_id / "text.md", f"{plan_id}/text.md")
