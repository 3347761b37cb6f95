"""The structured part of a plan as the tables behind its prose. Pure."""

from __future__ import annotations

from collections.abc import Callable

from app.domain.plan.model import Demand
from app.reports.documents.plan_book.grids import annex, column
from app.reports.documents.plan_book.lists import basis_table, contact_list, materials, reporting
from app.reports.documents.plan_book.model import Annex, Column, Grid, Set
from app.reports.documents.plan_words import MOST_PHONES, PlanWords

_TICK = "√"
_LEVEL_SHARE = 7.0


def annexes(words: PlanWords) -> tuple[Annex, ...]:
    """Every table that the plan fills, in the order in which they are used: who decides, who does what, who is told."""
    makers: tuple[Callable[[PlanWords], Annex | None], ...] = (
        _levels, _command, _tasks, _forces, _notify, contact_list, materials, reporting, _conditions, _card, basis_table,
    )  # fmt: skip
    return tuple(made for maker in makers if (made := maker(words)) is not None)


def _levels(words: PlanWords) -> Annex | None:
    rows = [
        (
            words.level(level),
            words.text(own.conditions),
            words.role(own.declared_by),
            words.book("hours", hours=f"{hours:g}") if (hours := words.plan.expected_duration_h.get(level.value, 0)) else "",
            words.basis(own.basis),
        )
        for level in words.levels
        if (own := words.plan.level(level)) is not None
    ]
    columns = (
        column(words, "level", 26), column(words, "conditions", 62), column(words, "declared_by", 26),
        column(words, "expected", 20, Set.CENTRE), column(words, "worth", 22, Set.CENTRE),
    )  # fmt: skip
    return annex(words, "levels", (Grid(columns, tuple(rows)),), legend=True)


def _command(words: PlanWords) -> Annex | None:
    grids = []
    command = words.plan.command
    if command is not None:
        posts = [
            (words.book("post.commanders"), words.roles(command.commanders)),
            (words.book("post.deputies"), words.roles(command.deputies)),
            (words.book("post.office"), words.role(command.office) if command.office else ""),
            (words.book("post.field"), words.text(command.field_post)),
            (words.book("head.worth"), words.basis(command.basis)),
        ]
        filled = tuple(row for row in posts if row[1])
        grids.append(Grid((column(words, "post", 32), column(words, "who", 124)), filled, words.book("annex.command_post")))
    groups = [
        (words.text(one.name), words.role(one.lead), words.roles(one.members), words.text(one.duties))
        for one in words.plan.groups
    ]
    if groups:
        columns = (
            column(words, "group", 24), column(words, "lead", 28), column(words, "members", 44),
            column(words, "duties", 60),
        )  # fmt: skip
        grids.append(Grid(columns, tuple(groups), words.book("annex.groups") if command else ""))
    return annex(words, "command", tuple(grids))


def _tasks(words: PlanWords) -> Annex | None:
    chosen = [one for one in words.plan.tasks if words.concerns(one.levels)]
    rows = [
        (
            "\n".join(part for part in (words.minutes(one.due_min), words.counted_from(one.clock_start)) if part),
            words.role(one.role),
            (words.book("critical") if one.critical else "") + words.text(one.text),
            *(_TICK if level in one.levels else "" for level in words.levels),
            words.basis(one.basis),
        )
        for one in sorted(chosen, key=lambda one: one.due_min)
    ]
    columns = (
        column(words, "due", 19, Set.CENTRE), column(words, "role", 26), column(words, "task", 61),
        *_level_columns(words), column(words, "basis", 27),
    )  # fmt: skip
    note = words.book("tasks_note") if rows else ""
    return annex(words, "tasks", (Grid(columns, tuple(rows)),), legend=True, note=note)


def _forces(words: PlanWords) -> Annex | None:
    rows = [
        (
            words.unit_kind(one.kind),
            *(_amount(one, words) if level in one.levels else "" for level in words.levels),
            one.capability,
            words.basis(one.basis),
        )
        for one in words.plan.forces
        if words.concerns(one.levels)
    ]
    columns = (
        column(words, "force", 34), *_level_columns(words, 17.0), column(words, "capability", 38),
        column(words, "worth", 22, Set.CENTRE),
    )  # fmt: skip
    return annex(words, "forces", (Grid(columns, tuple(rows)),), legend=True)


def _amount(one: Demand, words: PlanWords) -> str:
    parts = []
    if one.units:
        parts.append(words.book("amount.units", units=one.units))
    if one.people:
        parts.append(words.book("amount.people", people=one.people))
    return "\n".join(parts) or _TICK


def _notify(words: PlanWords) -> Annex | None:
    chosen = sorted((one for one in words.plan.notify if words.concerns(one.levels)), key=lambda one: one.within_min)
    numbers = {one.role: _numbers(one.role, words) for one in chosen}
    with_numbers = any(numbers.values())
    rows = [
        (
            words.minutes(one.within_min),
            words.role(one.role),
            words.text(one.text),
            *((numbers[one.role],) if with_numbers else ()),
            *(_TICK if level in one.levels else "" for level in words.levels),
            words.basis(one.basis),
        )
        for one in chosen
    ]
    columns = (
        column(words, "within", 20, Set.CENTRE), column(words, "told", 36), column(words, "what", 34),
        *((column(words, "phone", 36),) if with_numbers else ()),
        *_level_columns(words), column(words, "worth", 18, Set.CENTRE),
    )  # fmt: skip
    return annex(words, "notify", (Grid(columns, tuple(rows)),), legend=True, note=words.book("notify_note"))


def _numbers(role: str, words: PlanWords) -> str:
    found = [one for one in words.phones(role) if one.number]
    if len(found) > MOST_PHONES:
        return words.book("see_contacts", count=len(found))
    return "\n".join(f"{one.name} {one.number}".strip() for one in found)


def _conditions(words: PlanWords) -> Annex | None:
    plan = words.plan
    measures = [one for one in plan.measures if words.concerns(one.levels)]
    parts = (
        ("scope", [words.text(plan.scope)], [""]),
        ("triggers", [words.text(one) for one in plan.triggers], [""] * len(plan.triggers)),
        ("evacuate", [_evacuation(words)], [words.basis(plan.evacuate.basis)]),
        (
            "measures",
            [words.book("measure", text=words.text(one.text), levels=words.levels_short(one.levels)) for one in measures],
            [words.basis(one.basis) for one in measures],
        ),
        ("stop", [words.text(one.text) for one in plan.stop], [words.basis(one.basis) for one in plan.stop]),
        ("aftermath", [words.text(one) for one in plan.aftermath], [""] * len(plan.aftermath)),
    )
    rows = [
        (words.book(f"part.{code}") if place == 0 else "", text, worth)
        for code, texts, worths in parts
        for place, (text, worth) in enumerate(zip(texts, worths, strict=True))
        if text
    ]
    columns = (column(words, "part", 24), column(words, "content", 96), column(words, "basis", 36))
    return annex(words, "conditions", (Grid(columns, tuple(rows)),), legend=True)


def _evacuation(words: PlanWords) -> str:
    evacuate = words.plan.evacuate
    said = words.text(evacuate.text)
    return said + words.book("radius", metres=evacuate.radius_m) if evacuate.radius_m else said


def _card(words: PlanWords) -> Annex | None:
    lines = tuple(words.text(one) for one in words.plan.action_card)
    return annex(words, "card", items=lines, note=words.book("card_note")) if lines else None


def _level_columns(words: PlanWords, share: float = _LEVEL_SHARE) -> tuple[Column, ...]:
    return tuple(Column(words.book(f"level.{level}"), share, Set.CENTRE) for level in words.levels)
