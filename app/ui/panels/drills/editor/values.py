"""Between a field of a form and the draft: what it shows, and the edit that an answer makes. No Qt.

``special`` fields: ``moment`` (aware, shown on the Chinese wall clock), ``weight`` (points of a scored item, none: the usual
ones), ``briefing``, ``maybe`` (a number that may lack), ``parts`` (which parts are there), ``table:<name>`` (see ``tables``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from types import MappingProxyType
from typing import Any

from msgspec import UNSET
from msgspec.structs import replace

from app.domain.exercise.kinds import (
    DrillForm,
    DrillNotice,
    DrillPurpose,
    DrillScope,
    HintDo,
    InjectChannel,
    ItemKind,
    JudgingForm,
    SeatKind,
)
from app.domain.exercise.scenario import Hint
from app.domain.instruction.model import InstructionKind
from app.domain.unit.model import UnitStatus
from app.domain.words import AlertLevel, ResponseLevel
from app.kernel.clock import to_local
from app.ui.panels.drills.editor.draft import ScenarioDraft, path_to
from app.ui.panels.drills.editor.edits import rehome, set_parts, set_value
from app.ui.panels.drills.editor.schema import INJECT_PARTS, TRIGGER_PARTS
from app.ui.panels.plans.editor.asking import Ask, FieldSpec, PartSpec
from app.ui.panels.plans.editor.values import as_stored, as_typed, number

Edit = Callable[[ScenarioDraft], ScenarioDraft]

ENUMS: Mapping[str, type[Enum]] = MappingProxyType({
    "forms": DrillForm, "scopes": DrillScope, "purposes": DrillPurpose, "notices": DrillNotice, "seat_kinds": SeatKind,
    "items": ItemKind, "inject_channels": InjectChannel, "levels": ResponseLevel, "ask_kinds": InstructionKind,
    "alerts": AlertLevel, "statuses": UnitStatus, "hints": HintDo, "judging_forms": JudgingForm,
})
"""The vocabulary behind a source of choices, where the scenario keeps a member of one."""


def base_of(draft: ScenarioDraft, part: PartSpec, row: int | None) -> tuple[str | int, ...]:
    """Where the element that a form edits stands; nothing for the scenario itself."""
    if row is None or part.list is None:
        return ()
    return path_to(draft, part.list.field, row)


def steps_of(spec: FieldSpec) -> tuple[str, ...]:
    """The field's path of attributes within its element."""
    steps = tuple(spec.key.split("."))
    return steps[:-1] if spec.special == "parts" else steps


def shown(draft: ScenarioDraft, part: PartSpec, spec: FieldSpec, row: int | None) -> Any:
    """What a field shows, typed as ``app.ui.kit.form_fields`` types it."""
    if spec.special == "briefing":
        return draft.briefing or None
    if spec.special == "weight":
        points = draft.scenario.weights.get(ItemKind(spec.key.partition(".")[2]))
        return None if points is None else number(points)
    if part.id == "drill_expectations" and spec.key == "inject" and row is not None:
        return draft.scenario.injects[draft.homes[row][0]].id or None
    value = value_at(draft, (*base_of(draft, part, row), *steps_of(spec)))
    if spec.special == "parts":
        return tuple(name for name in names_of(spec) if value is not None and getattr(value, name) is not None)
    if spec.special.startswith("table:") or spec.special == "moment":
        return value
    return typed(spec, value)


def edit_of(draft: ScenarioDraft, part: PartSpec, spec: FieldSpec, row: int | None, value: Any) -> Edit | None:
    """The edit that this answer makes; ``None`` where it makes none (a number that was emptied and must not be)."""
    path = (*base_of(draft, part, row), *steps_of(spec))
    if spec.special == "briefing":
        return lambda draft: replace(draft, briefing=value or "")
    if spec.special == "weight":
        return lambda draft: _weighed(draft, ItemKind(spec.key.partition(".")[2]), value)
    if spec.special == "parts":
        return lambda draft: set_parts(draft, path, names_of(spec), value or ())
    if part.id == "drill_expectations" and spec.key == "inject":
        return None if value is None or row is None else lambda draft: rehome(draft, row, value)
    if spec.key == "hint.do":
        return lambda draft: _hinted(draft, path[:-1], value)
    stored = _stored(spec, value)
    return None if stored is UNSET else lambda draft: set_value(draft, path, stored)


def _stored(spec: FieldSpec, value: Any) -> Any:
    if spec.special == "moment":
        return UNSET if value is None else to_local(value)
    return value if spec.special.startswith("table:") else kept(spec, value)


def names_of(spec: FieldSpec) -> tuple[str, ...]:
    """The parts that a field of parts ticks."""
    return TRIGGER_PARTS if spec.key.startswith("when.") else INJECT_PARTS


def value_at(draft: ScenarioDraft, path: tuple[str | int, ...]) -> Any:
    """What stands at a path of attributes; ``None`` within a part that lacks."""
    value: Any = draft.scenario
    for step in path:
        if value is None:
            return None
        value = value[step] if isinstance(step, int) else getattr(value, step)
    return value


def typed(spec: FieldSpec, value: Any) -> Any:
    """What a field shows for a value that is kept."""
    if spec.ask is Ask.MANY:
        return tuple(one.value if isinstance(one, Enum) else one for one in value or ())
    return bool(value) if spec.ask is Ask.TICK else as_typed(spec, value)


def kept(spec: FieldSpec, value: Any) -> Any:
    """The value as the scenario keeps it; ``UNSET`` where the answer cannot be kept. A choice may be emptied."""
    if spec.ask is Ask.ONE:
        if spec.choices in ENUMS:
            return UNSET if value is None else ENUMS[spec.choices](value)
        return value or ""
    if spec.ask is Ask.MANY:
        member = ENUMS.get(spec.choices, str)
        return tuple(member(one) for one in value or ())
    if spec.ask is Ask.TICK:
        return bool(value)
    return None if value is None and spec.special == "maybe" else as_stored(spec, value)


def _weighed(draft: ScenarioDraft, item: ItemKind, points: Any) -> ScenarioDraft:
    weights = {name: value for name, value in draft.scenario.weights.items() if name is not item}
    if points is not None:
        weights[item] = float(points)
    ordered = {one: weights[one] for one in ItemKind if one in weights}
    return draft if ordered == draft.scenario.weights else draft.changed(weights=ordered)


def _hinted(draft: ScenarioDraft, path: tuple[str | int, ...], do: Any) -> ScenarioDraft:
    before: Hint | None = value_at(draft, path)
    if do is None:
        return set_value(draft, path, None)
    made = replace(before, do=HintDo(do)) if before is not None else Hint(HintDo(do))
    return set_value(draft, path, made)
