"""What is edited: a scenario and its briefing, and its lists by name. No Qt."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import msgspec
from msgspec.structs import replace

from app.domain.exercise.scenario import Scenario
from app.domain.soundness import FieldPath
from app.ui.panels.drills.editor.places import Mark, minutes_of

EXPECTATIONS = "expectations"
"""All expectations of all injects as one list."""

NESTED: dict[str, tuple[str, ...]] = {"opening_warnings": ("opening", "warnings"), "opening_units": ("opening", "units")}
"""Lists that stand deeper, by the name that the editor has for them."""


class ScenarioDraft(msgspec.Struct, frozen=True, dict=True):
    """The scenario and what participants are told before; what is worked out of it is worked out once."""

    scenario: Scenario
    briefing: str

    def changed(self, **parts: Any) -> ScenarioDraft:
        """The same with other parts of the scenario."""
        return replace(self, scenario=replace(self.scenario, **parts))

    @cached_property
    def homes(self) -> tuple[tuple[int, int], ...]:
        """Of each expectation of the one list: its inject's place, and its place there."""
        return tuple((at, place) for at, one in enumerate(self.scenario.injects) for place in range(len(one.expect)))

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """Where each inject stands in time."""
        return minutes_of(self.scenario)


def listed(draft: ScenarioDraft, field: str) -> tuple[Any, ...]:
    """The elements of a list."""
    scenario = draft.scenario
    if field == EXPECTATIONS:
        return tuple(one for inject in scenario.injects for one in inject.expect)
    value: Any = scenario
    for step in NESTED.get(field, (field,)):
        value = getattr(value, step)
    found: tuple[Any, ...] = value
    return found


def with_list(draft: ScenarioDraft, field: str, elements: tuple[Any, ...]) -> ScenarioDraft:
    """The draft with other elements in a list that is one."""
    if field in NESTED:
        outer, inner = NESTED[field]
        return draft.changed(**{outer: replace(getattr(draft.scenario, outer), **{inner: elements})})
    return draft.changed(**{field: elements})


def path_to(draft: ScenarioDraft, field: str, place: int) -> FieldPath:
    """Where an element stands in the scenario."""
    if field == EXPECTATIONS:
        at, inner = draft.homes[place]
        return ("injects", at, "expect", inner)
    return (*NESTED.get(field, (field,)), place)


def place_in(draft: ScenarioDraft, path: FieldPath) -> tuple[str, int, FieldPath] | None:
    """The list, the place in it and the rest of a path of the scenario; ``None`` where it leads into no list."""
    if len(path) > 3 and path[0] == "injects" and path[2] == "expect" and isinstance(path[3], int):
        try:
            return EXPECTATIONS, draft.homes.index((int(path[1]), path[3])), path[4:]
        except ValueError:
            return None
    for field, steps in NESTED.items():
        if path[: len(steps)] == steps and len(path) > len(steps) and isinstance(path[len(steps)], int):
            return field, int(path[len(steps)]), path[len(steps) + 1 :]
    if len(path) > 1 and isinstance(path[1], int):
        return str(path[0]), path[1], path[2:]
    return None
