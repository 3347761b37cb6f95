"""Compares what was read with what a person would mark (``truth/*.yaml``): recall and precision for each field.

``python -m tests.exchange.plan_document.scores`` prints the table and everything missed or made up.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from app.catalog.locations import program_files
from app.catalog.recognition import read_recognition
from app.catalog.recognition_rules import RecognitionRules
from app.catalog.reference import load_reference
from app.desk.jobs import Progress
from app.domain.conditions import Condition
from app.domain.plan.model import Plan
from app.domain.reference import Reference
from app.domain.words import RuleStatus
from app.exchange.plan_document.importing import ImportedPlan, import_plan
from app.exchange.plan_document.plain import plain
from tests.exchange.plan_document.make_samples import SEEN, write

TRUTHS = Path(__file__).parent / "truth"
FIELDS = (
    "head", "scope", "basis", "command", "groups", "leads", "members", "duties", "levels", "conditions", "declared_by",
    "limits", "notify", "tasks", "task_roles", "task_levels", "contacts", "contact_roles", "materials", "evacuate", "stop",
    "aftermath", "upkeep",
)  # fmt: skip


class Score(NamedTuple):
    """What was asked for and found, what was missed, what was found and not asked for."""

    hit: frozenset[str]
    missed: frozenset[str]
    extra: frozenset[str]

    @property
    def recall(self) -> float:
        asked = len(self.hit) + len(self.missed)
        return len(self.hit) / asked if asked else 1.0

    @property
    def precision(self) -> float:
        found = len(self.hit) + len(self.extra)
        return len(self.hit) / found if found else 1.0


@cache
def catalogue() -> tuple[Reference, RecognitionRules]:
    files = program_files()
    reference = load_reference(files.plans, files.resources).reference
    return reference, read_recognition(files.resources / "recognition", reference)


@cache
def imported(name: str) -> ImportedPlan:
    with tempfile.TemporaryDirectory() as folder:
        return import_plan(write(name, Path(folder)), *catalogue(), Progress(lambda _share, _words: None))


def truth(name: str) -> dict[str, Any]:
    return yaml.safe_load((TRUTHS / f"{name}.yaml").read_text(encoding="utf-8"))


def score(name: str) -> dict[str, Score]:
    """The score of every field of one sample."""
    true, read = truth(name), imported(name)
    plan = read.content.plan
    words = {item.address: item.words for item in read.extraction.items}
    may = true.get("may", [])
    out = {}
    for field in FIELDS:
        if field.startswith("task"):
            continue
        asked, found = set(_asked(field, true)), set(_found(field, plan, true))
        out[field] = Score(frozenset(asked & found), frozenset(asked - found), frozenset(found - asked))
    out |= _tasks(plan, words, true, may)
    return {field: out[field] for field in FIELDS}


def _asked(field: str, true: dict[str, Any]) -> Iterator[str]:
    if field in ("groups", "leads", "members", "duties"):
        yield from _asked_groups(field, true)
    elif field in ("levels", "conditions", "declared_by"):
        for level, row in true["levels"].items():
            yield from _asked_level(field, level, row)
    elif field in ("limits", "notify", "stop", "aftermath"):
        yield from true[field]
    else:
        yield from _SIMPLE[field](true)


def _asked_head(true: dict[str, Any]) -> Iterator[str]:
    yield from (f"{key} {true[key]}" for key in ("title", "type", "owner", "issued_no", "issued_on") if key in true)
    yield f"kinds {sorted(true['kinds'])}"


def _asked_command(true: dict[str, Any]) -> Iterator[str]:
    for key in ("commanders", "deputies"):
        yield from (f"{key} {role}" for role in true[key])
    yield f"office {true['office']}"


def _asked_evacuation(true: dict[str, Any]) -> Iterator[str]:
    yield from [f"radius {true['evacuate']['radius_m']}"] if "radius_m" in true["evacuate"] else []
    yield from [true["evacuate"]["say"]] if "say" in true["evacuate"] else []


_SIMPLE: dict[str, Callable[[dict[str, Any]], Iterable[str]]] = {
    "head": _asked_head,
    "command": _asked_command,
    "evacuate": _asked_evacuation,
    "scope": lambda true: [true["scope"]] if true["scope"] else [],
    "basis": lambda true: (f"{title} {article}".strip() for title, article in true["basis"]),
    "contacts": lambda true: (f"{one['name']} {one['phone']}" for one in true["contacts"]),
    "contact_roles": lambda true: (f"{one['phone']} {one['role']}" for one in true["contacts"] if "role" in one),
    "materials": lambda true: (f"{name} {quantity:g} {unit}" for name, quantity, unit in true["materials"]),
    "upkeep": lambda true: (f"{key} {true[key]}" for key in ("drill", "review") if key in true),
}


def _asked_groups(field: str, true: dict[str, Any]) -> Iterator[str]:
    for group in true["groups"]:
        if field == "groups":
            yield group["name"]
        elif field == "leads":
            yield f"{group['name']} {group['lead']}"
        elif field == "members":
            yield from (f"{group['name']} {role}" for role in group["members"])
        else:
            yield f"{group['name']}: {group['duty']}"


def _asked_level(field: str, level: str, row: dict[str, Any]) -> Iterator[str]:
    if field == "levels":
        yield level
    elif field == "declared_by":
        yield from [f"{level} {row['declared_by']}"] if row["declared_by"] else []
    else:
        yield from (f"{level}: {leaf}" for leaf in row["when"])


def _found(field: str, plan: Plan, true: dict[str, Any]) -> Iterator[str]:
    if field == "head":
        values = {"title": plan.title.zh, "type": plan.type.value, "owner": plan.owner.zh, "issued_no": plan.issued_no,
                  "issued_on": str(plan.issued_on)}  # fmt: skip
        yield from (f"{key} {value}" for key, value in values.items() if key in true)
        yield f"kinds {sorted(plan.kinds)}"
    elif field == "scope":
        yield from [true["scope"] if true["scope"] in plan.scope.zh else plan.scope.zh] if plan.scope.zh else []
    elif field == "basis":
        yield from (f"{one.title} {one.article}".strip() for one in plan.basis)
    elif field == "command" and plan.command is not None:
        yield from (f"commanders {role}" for role in plan.command.commanders)
        yield from (f"deputies {role}" for role in plan.command.deputies)
        yield from [f"office {plan.command.office}"] if plan.command.office else []
    elif field in ("groups", "leads", "members", "duties"):
        yield from _found_groups(field, plan, true)
    elif field in ("levels", "conditions", "declared_by"):
        yield from _found_levels(field, plan)
    elif field == "limits":
        yield from (_limit(rule) for rule in plan.reporting)
    elif field == "notify":
        for one in plan.notify:
            yield f"{one.role} {0 if one.basis.status is RuleStatus.SUGGESTED else one.within_min}"
    elif field in ("stop", "aftermath"):
        texts = [one.text.zh for one in plan.stop] if field == "stop" else [one.zh for one in plan.aftermath]
        for text in texts:
            said = [want for want in true[field] if want in text]
            yield from said or [text]
    else:
        yield from _found_lists(field, plan, true)


def _found_lists(field: str, plan: Plan, true: dict[str, Any]) -> Iterator[str]:
    if field == "contacts":
        yield from (f"{one.name or one.organisation} {_number(one.phone, true)}" for one in plan.contacts)
    elif field == "contact_roles":
        asked = {one["phone"] for one in true["contacts"] if "role" in one}
        numbers = ((_number(one.phone, true), one.role) for one in plan.contacts)
        yield from (f"{phone} {role}" for phone, role in numbers if phone in asked and role)
    elif field == "materials":
        yield from (f"{one.name} {one.quantity:g} {one.unit}" for one in plan.materials)
    elif field == "evacuate" and plan.evacuate.text.zh:
        yield from [f"radius {plan.evacuate.radius_m}"] if plan.evacuate.radius_m else []
        say = true["evacuate"].get("say", "-")
        yield say if say in plain(plan.evacuate.text.zh) else plan.evacuate.text.zh
    elif field == "upkeep":
        for key in ("drill", "review"):
            upkeep = getattr(plan, key)
            yield from [f"{key} {upkeep.every_months}"] if upkeep else []


def _number(phone: str, true: dict[str, Any]) -> str:
    """The number that the truth names, of those that the contact has; else the first."""
    numbers = phone.split(" / ")
    asked = {one["phone"] for one in true["contacts"]}
    return next((one for one in numbers if one in asked), numbers[0])


def _found_groups(field: str, plan: Plan, true: dict[str, Any]) -> Iterator[str]:
    duties = {group["name"]: group["duty"] for group in true["groups"]}
    for group in plan.groups:
        name = group.name.zh
        if field == "groups":
            yield name
        elif field == "leads" and group.lead:
            yield f"{name} {group.lead}"
        elif field == "members":
            yield from (f"{name} {role}" for role in group.members)
        elif field == "duties" and group.duties.zh:
            want = duties.get(name, "-")
            yield f"{name}: {want if want in group.duties.zh else group.duties.zh}"


def _found_levels(field: str, plan: Plan) -> Iterator[str]:
    for one in plan.levels:
        if field == "levels":
            yield one.level.value
        elif field == "declared_by" and one.declared_by:
            yield f"{one.level.value} {one.declared_by}"
        elif field == "conditions":
            yield from (f"{one.level.value}: {leaf}" for leaf in leaves(one.when))


def leaves(condition: Condition) -> Iterator[str]:
    """Every comparison in the condition: fact, operator, bound."""
    for op in ("ge", "gt", "le", "lt"):
        if (bound := getattr(condition, op)) is not None:
            yield f"{condition.fact} {op} {bound:g}"
    if condition.is_ is not None:
        yield f"{condition.fact} is {str(condition.is_).lower() if isinstance(condition.is_, bool) else condition.is_}"
    if condition.at_least is not None:
        yield f"{condition.fact} at_least {condition.at_least}"
    for part in (*condition.any, *condition.all):
        yield from leaves(part)


def _limit(rule: Any) -> str:
    if rule.repeat is not None:
        every = f"every {rule.repeat.every_min}" if rule.repeat.every_min else f"daily {','.join(rule.repeat.daily_at)}"
        return f"{rule.to_role} {rule.stage.value} {every}"
    if rule.stage.value == "final":
        return f"{rule.to_role} final within {rule.limit_min}"
    return f"{rule.to_role} {rule.stage.value} {'at_once' if rule.immediately else rule.channel.value} {rule.limit_min}"


def _tasks(plan: Plan, words: dict[str, str], true: dict[str, Any], may: list[str]) -> dict[str, Score]:
    hit, extra, roles, wrong_roles, levels, wrong_levels = set(), set(), set(), set(), set(), set()
    wanted = {one["say"]: one for one in true["tasks"]}
    for task in plan.tasks:
        due = 0 if task.basis.status is RuleStatus.SUGGESTED else task.due_min
        said = [s for s, one in wanted.items() if s in plain(task.text.zh) and one.get("due", 0) == due]
        if not said and not any(one in plain(task.text.zh) for one in may):
            extra.add(f"[{task.role} {due}] {task.text.zh}")
        hit |= set(said)  # a task may hold two acts that a person would part
        for say in said:
            want = wanted[say]
            if "role" in want:
                (roles if task.role == want["role"] else wrong_roles).add(f"{say}: {task.role}")
            if "levels" in want:
                same = sorted(level.value for level in task.levels) == sorted(want["levels"])
                (levels if same else wrong_levels).add(f"{say}: {','.join(task.levels)}")
    right_roles = {one.partition(":")[0] for one in roles}
    wrong_roles = {one for one in wrong_roles if one.partition(":")[0] not in right_roles}
    missed = {say for say in wanted if say not in hit}
    missed_roles = {say for say, one in wanted.items() if "role" in one and say not in right_roles}
    missed_levels = {say for say, one in wanted.items() if "levels" in one and say not in {x.partition(":")[0] for x in levels}}
    return {
        "tasks": Score(frozenset(hit), frozenset(missed), frozenset(extra)),
        "task_roles": Score(frozenset(roles), frozenset(missed_roles), frozenset(wrong_roles)),
        "task_levels": Score(frozenset(levels), frozenset(missed_levels), frozenset(wrong_levels)),
    }


def table(names: tuple[str, ...]) -> str:
    """Recognised of asked, and found too much, for each field and sample."""
    scores = {name: score(name) for name in names}
    lines = ["field         " + "".join(f"{name:>16}" for name in names)]
    for field in FIELDS:
        cells = []
        for name in names:
            one = scores[name][field]
            asked = len(one.hit) + len(one.missed)
            cells.append(f"{len(one.hit)}/{asked}" + (f" +{len(one.extra)}" if one.extra else "") if asked or one.extra else "-")
        lines.append(f"{field:14}" + "".join(f"{cell:>16}" for cell in cells))
    return "\n".join(lines)


if __name__ == "__main__":
    chosen = tuple(sys.argv[1:]) or SEEN
    print(table(chosen))
    for one in chosen:
        for kind, result in score(one).items():
            for sign, things in (("-", result.missed), ("+", result.extra)):
                for thing in sorted(things):
                    print(f"{one} {kind} {sign} {thing}")
