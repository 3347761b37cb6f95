"""New things with nothing in them yet: an element of a list, a part, a whole plan. No Qt.

A new element is as strict as nobody asked for yet: its levels are all that the plan has, its basis is the one that the plan
uses most among those that claim no law, its condition is never "always".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from app.domain.basis import Basis
from app.domain.conditions import Condition
from app.domain.plan.cases import PlanCase, PlanExpectation
from app.domain.plan.model import (
    CommandStructure,
    Demand,
    Evacuation,
    Group,
    Measure,
    Notify,
    Plan,
    PlanContact,
    PlanLevel,
    PlanMaterial,
    PlanTask,
    PlanType,
    StopCondition,
)
from app.domain.planning.model import PlanContent
from app.domain.reporting.model import Channel, Rule, Stage
from app.domain.words import AlertLevel, Checked, ClockStart, ResponseLevel, RuleStatus
from app.kernel.text import Text
from app.ui.panels.plans.editor.draft import Draft, fresh_id
from app.ui.panels.plans.editor.editing import free_levels
from app.ui.panels.plans.editor.values import bases_in_use

Both = Callable[[str], Text]
"""The words of a code in both languages."""

SUGGESTED_MIN = 10
"""What a new task or call starts with, until somebody says otherwise (suggested)."""

COLOURS: Mapping[ResponseLevel, AlertLevel] = {
    ResponseLevel.I: AlertLevel.RED, ResponseLevel.II: AlertLevel.ORANGE, ResponseLevel.III: AlertLevel.YELLOW,
    ResponseLevel.IV: AlertLevel.BLUE,
}


def default_basis(plan: Plan, both: Both) -> Basis:
    """What a new part rests on: never law, for nobody has compared it with any."""
    for basis in bases_in_use(plan):
        if basis.status is RuleStatus.SUGGESTED and basis.checked is Checked.DEFAULT:
            return basis
    words = both("plan_editor.own_basis")
    return Basis(title=words.zh, title_en=words.en)


def blank_element(field: str, draft: Draft, both: Both, beside: Any = None) -> Any:
    """An empty element of a list; ``None`` for a level where the plan has all four. ``beside`` is the one it stands behind."""
    plan, basis = draft.plan, default_basis(draft.plan, both)
    levels = tuple(entry.level for entry in plan.levels)
    nothing = Text("")
    makers: Mapping[str, Callable[[], Any]] = {
        "basis": lambda: Basis(""),
        "triggers": lambda: nothing, "action_card": lambda: nothing, "aftermath": lambda: nothing,
        "levels": lambda: _level(draft, both, basis),
        "groups": lambda: Group(_id("group", plan.groups), nothing, "", (), nothing),
        "tasks": lambda: PlanTask(
            _id("task", plan.tasks), nothing, "", levels, beside.due_min if beside else SUGGESTED_MIN, basis,
            group=beside.group if beside else "",
        ),
        "forces": lambda: Demand("", levels, basis),
        "notify": lambda: Notify("", levels, beside.within_min if beside else SUGGESTED_MIN, nothing, basis),
        "measures": lambda: Measure(_id("measure", plan.measures), nothing, levels, basis),
        "stop": lambda: StopCondition(nothing, basis),
        "reporting": lambda: Rule(
            _id("report", plan.reporting), Stage.FIRST, Channel.WRITTEN, plan.kinds, "", "", ClockStart.AWARE, basis, nothing,
            limit_min=60,
        ),
        "contacts": lambda: PlanContact(_id("contact", plan.contacts), ""),
        "materials": lambda: PlanMaterial(_id("material", plan.materials), ""),
        "cases": lambda: PlanCase(name="", kind=plan.kinds[0] if plan.kinds else "", expect=PlanExpectation()),
    }
    return makers[field]()


def blank_command(draft: Draft, both: Both) -> CommandStructure:
    """A command structure without anybody in it."""
    return CommandStructure((), (), "", Text(""), default_basis(draft.plan, both))


def blank_plan(plan_id: str, version: str, title: Text, plan_type: PlanType, both: Both) -> PlanContent:
    """A whole plan with nothing in it but its name, and a text of the chapters that a township's plan has."""
    words = both("plan_editor.own_basis")
    basis = Basis(title=words.zh, title_en=words.en)
    plan = Plan(
        id=plan_id, version=version, title=title, type=plan_type, kinds=(), owner=Text(""), basis=(), scope=Text(""),
        triggers=(), levels=(), groups=(), tasks=(), forces=(), notify=(), evacuate=Evacuation(Text(""), basis), measures=(),
        stop=(), action_card=(), aftermath=(), expected_duration_h={},
    )
    return PlanContent(plan, both("plan_editor.chapters").zh.format(title=title.zh))


def _level(draft: Draft, both: Both, basis: Basis) -> PlanLevel | None:
    free = free_levels(draft)
    if not free:
        return None
    level = free[0]
    return PlanLevel(
        level, both(f"response.{level.value}"), COLOURS[level], Condition(fact="severity", at_least=level.value), "", Text(""),
        basis,
    )


def _id(stem: str, among: tuple[Any, ...]) -> str:
    return fresh_id(f"{stem}-{len(among) + 1}", (one.id for one in among))
