"""Between a field of a form and the draft: what it shows, and the edit that an answer makes. No Qt."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import Enum
from types import MappingProxyType
from typing import Any

from msgspec import UNSET

from app.domain.basis import Basis
from app.domain.plan.model import Plan, PlanType, Upkeep
from app.domain.reporting.model import Channel, DaySort, Repeat, Stage, Until
from app.domain.soundness import FieldPath
from app.domain.words import AlertLevel, Checked, ClockStart, IncidentSeverity, ResponseLevel, RuleStatus
from app.ui.panels.plans.editor.asking import Ask, FieldSpec, PartSpec
from app.ui.panels.plans.editor.draft import Draft, address_of, listed
from app.ui.panels.plans.editor.editing import Edit, set_duration, set_links, set_single, set_value

ENUMS: Mapping[str, type[Enum]] = MappingProxyType(
    {
        "plan_types": PlanType, "colours": AlertLevel, "free_levels": ResponseLevel, "clock_starts": ClockStart,
        "rule_statuses": RuleStatus, "checked": Checked, "stages": Stage, "channels": Channel, "untils": Until,
        "day_sorts": DaySort, "severities": IncidentSeverity,
        "expected_severities": IncidentSeverity, "expected_levels": ResponseLevel,
    }
)
"""The vocabulary behind a source of choices, where the plan keeps a member of one."""

UNCHECKED, NONE = "unchecked", "none"
"""What a case may expect beside a level: nothing in particular, or that none is reached."""

EVERY_MIN = 60
"""How often a duty repeats until somebody says otherwise (suggested)."""

_SPLIT = re.compile(r"[\s,，、;；]+")


def path_of(part: PartSpec, spec: FieldSpec, place: int | None) -> FieldPath:
    """Where the field stands in the plan (or among the cases)."""
    steps = tuple(spec.key.split("."))
    if place is None:
        return (part.single, *steps) if part.single else steps
    assert part.list is not None  # a place is a place in a list
    return (part.list.field, place, *steps)


def address(draft: Draft, part: PartSpec, place: int | None) -> str:
    """The address that links of this part or element are kept under."""
    if place is None:
        return part.single or part.id
    return address_of(draft, part.list.field, place) if part.list is not None else ""


def shown(draft: Draft, part: PartSpec, specs: tuple[FieldSpec, ...], place: int | None) -> dict[str, Any]:
    """What each field of the form shows: values as ``app.ui.kit.form_fields`` types them."""
    return {spec.key: value_of(draft, part, spec, place) for spec in specs}


def value_of(draft: Draft, part: PartSpec, spec: FieldSpec, place: int | None) -> Any:
    """What one field shows."""
    if spec.special in _SPECIAL_SHOWN:
        return _SPECIAL_SHOWN[spec.special](draft, part, spec, place)
    return as_typed(spec, _at(draft, path_of(part, spec, place)))


def edit_of(part: PartSpec, spec: FieldSpec, place: int | None, value: Any, fallback: Basis) -> Edit | None:
    """The edit that this answer makes; ``None`` where it makes none (a number that was emptied and must not be).

    ``fallback`` is the basis of a part that comes into being by the answer.
    """
    if spec.special in _SPECIAL_EDITS:
        return _SPECIAL_EDITS[spec.special](part, spec, place, value, fallback)
    stored = as_stored(spec, value)
    if stored is UNSET:
        return None
    path = path_of(part, spec, place)
    return lambda draft: set_value(draft, path, stored)


def _at(draft: Draft, path: FieldPath) -> Any:
    value: Any = draft.content if path[0] == "cases" else draft.plan
    for step in path:
        if value is None:
            return None
        value = value[step] if isinstance(step, int) else getattr(value, step)
    return value


def as_typed(spec: FieldSpec, value: Any) -> Any:
    """What a field shows for a value that is kept."""
    if spec.ask in (Ask.LINE, Ask.WORDS):
        return value or None
    if spec.ask is Ask.ONE:
        return (value.value if isinstance(value, Enum) else value) or None
    if spec.ask in (Ask.WHOLE, Ask.NUMBER):
        return None if value is None or (spec.empty_zero and not value) else number(value)
    return value


def number(value: float) -> int | Decimal:
    """A number as a form types it, without a nought behind the point."""
    return int(value) if float(value).is_integer() else Decimal(str(value))


def as_stored(spec: FieldSpec, value: Any) -> Any:
    """The value as the plan keeps it; ``UNSET`` where the answer cannot be kept."""
    if spec.ask in (Ask.LINE, Ask.WORDS):
        return value or ""
    if spec.ask is Ask.ONE:
        if value is None:
            return UNSET if spec.needed else ""
        return ENUMS[spec.choices](value) if spec.choices in ENUMS else value
    if spec.ask in (Ask.WHOLE, Ask.NUMBER):
        if value is None:
            return 0 if spec.empty_zero else UNSET
        return int(value) if spec.ask is Ask.WHOLE else float(value)
    if spec.ask in (Ask.LEVELS, Ask.MANY):
        member = ResponseLevel if spec.ask is Ask.LEVELS else ENUMS.get(spec.choices, str)
        return tuple(member(one) for one in value or ())
    return UNSET if spec.ask in (Ask.BASIS, Ask.WHEN) and value is None else value


# what stands elsewhere than its field


def _shown_links(draft: Draft, part: PartSpec, spec: FieldSpec, place: int | None) -> Any:
    return draft.plan.links.get(address(draft, part, place), ())


def _shown_hours(draft: Draft, part: PartSpec, spec: FieldSpec, place: int | None) -> Any:
    level = draft.plan.levels[place or 0].level
    hours = draft.plan.expected_duration_h.get(level.value)
    return None if hours is None else number(hours)


def _shown_repeats(draft: Draft, part: PartSpec, spec: FieldSpec, place: int | None) -> Any:
    return draft.plan.reporting[place or 0].repeat is not None


def _shown_repeat(draft: Draft, part: PartSpec, spec: FieldSpec, place: int | None) -> Any:
    return shown_repeat(spec, draft.plan.reporting[place or 0].repeat)


def shown_repeat(spec: FieldSpec, repeat: Repeat | None) -> Any:
    """What a field of a repetition shows; nothing where there is none."""
    if repeat is None:
        return None
    value = getattr(repeat, spec.key.split(".")[1])
    return "  ".join(value) or None if isinstance(value, tuple) else as_typed(spec, value)


def stored_repeat(spec: FieldSpec, value: Any) -> Any:
    """What is kept of a field of a repetition; ``UNSET`` where the answer cannot be kept."""
    if spec.key.endswith("daily_at"):
        return tuple(_SPLIT.split(value)) if value else ()
    stored = as_stored(spec, value)
    return UNSET if stored == "" else stored


def _shown_upkeep(draft: Draft, part: PartSpec, spec: FieldSpec, place: int | None) -> Any:
    field, inner = spec.key.split(".")
    upkeep = getattr(draft.plan, field)
    return None if upkeep is None else as_typed(spec, getattr(upkeep, inner))


def _shown_expected(draft: Draft, part: PartSpec, spec: FieldSpec, place: int | None) -> Any:
    value = _at(draft, path_of(part, spec, place))
    return UNCHECKED if value is UNSET else NONE if value is None else value.value


def _shown_maybe(draft: Draft, part: PartSpec, spec: FieldSpec, place: int | None) -> Any:
    return _at(draft, path_of(part, spec, place))


def _edit_links(part: PartSpec, spec: FieldSpec, place: int | None, value: Any, fallback: Basis) -> Edit:
    return lambda draft: set_links(draft, address(draft, part, place), value or ())


def _edit_hours(part: PartSpec, spec: FieldSpec, place: int | None, value: Any, fallback: Basis) -> Edit:
    hours = None if value is None else float(value)
    return lambda draft: set_duration(draft, draft.plan.levels[place or 0].level, hours)


def _edit_repeats(part: PartSpec, spec: FieldSpec, place: int | None, value: Any, fallback: Basis) -> Edit:
    repeat = Repeat(every_min=EVERY_MIN) if value else None
    return lambda draft: set_value(draft, ("reporting", place or 0, "repeat"), repeat)


def _edit_repeat(part: PartSpec, spec: FieldSpec, place: int | None, value: Any, fallback: Basis) -> Edit | None:
    path = path_of(part, spec, place)
    stored = stored_repeat(spec, value)
    if stored is UNSET:
        return None
    return lambda draft: draft if _at(draft, path[:-1]) is None else set_value(draft, path, stored)


def _edit_upkeep(part: PartSpec, spec: FieldSpec, place: int | None, value: Any, fallback: Basis) -> Edit | None:
    field, inner = spec.key.split(".")
    if inner == "basis":
        return lambda draft: draft if getattr(draft.plan, field) is None else set_value(draft, (field, "basis"), value)
    if not value:
        return lambda draft: set_single(draft, field, None)

    def edit(draft: Draft) -> Draft:
        before: Upkeep | None = getattr(draft.plan, field)
        return set_single(draft, field, Upkeep(int(value), before.basis if before else fallback))

    return edit


def _edit_expected(part: PartSpec, spec: FieldSpec, place: int | None, value: Any, fallback: Basis) -> Edit:
    stored = None if value == NONE else UNSET if value in (UNCHECKED, None) else ENUMS[spec.choices](value)
    path = path_of(part, spec, place)
    return lambda draft: set_value(draft, path, stored)


def _edit_maybe(part: PartSpec, spec: FieldSpec, place: int | None, value: Any, fallback: Basis) -> Edit:
    path = path_of(part, spec, place)
    return lambda draft: set_value(draft, path, value)


_SPECIAL_SHOWN: Mapping[str, Callable[[Draft, PartSpec, FieldSpec, int | None], Any]] = MappingProxyType(
    {
        "links": _shown_links, "hours": _shown_hours, "repeats": _shown_repeats, "repeat": _shown_repeat,
        "upkeep": _shown_upkeep, "expected": _shown_expected, "maybe": _shown_maybe,
    }
)
_SPECIAL_EDITS: Mapping[str, Callable[[PartSpec, FieldSpec, int | None, Any, Basis], Edit | None]] = MappingProxyType(
    {
        "links": _edit_links, "hours": _edit_hours, "repeats": _edit_repeats, "repeat": _edit_repeat,
        "upkeep": _edit_upkeep, "expected": _edit_expected, "maybe": _edit_maybe,
    }
)


def bases_in_use(plan: Plan) -> tuple[Basis, ...]:
    """Every basis that the plan names, those of most parts first."""
    counted: dict[Basis, int] = {}
    for field in ("levels", "tasks", "forces", "notify", "measures", "stop", "reporting"):
        for element in getattr(plan, field):
            counted[element.basis] = counted.get(element.basis, 0) + 1
    single = [one.basis for one in (plan.command, plan.review, plan.drill, plan.evacuate) if one is not None]
    for basis in (*single, *plan.basis):
        counted.setdefault(basis, 0)
    return tuple(sorted(counted, key=lambda basis: -counted[basis]))


def exists(draft: Draft, part: PartSpec, place: int | None) -> bool:
    """Whether what the form edits is there."""
    if place is None:
        return not part.single or getattr(draft.plan, part.single) is not None
    return part.list is not None and place < len(listed(draft, part.list.field))
