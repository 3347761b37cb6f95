"""What else means a name that is changed: roles, objectives, injects, incidents. No Qt."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec.structs import replace

from app.domain.exercise.scenario import Earlier, Expected, Hint, Inject, Match, Scenario
from app.ui.panels.drills.editor.draft import ScenarioDraft


def renamed(draft: ScenarioDraft, field: str, at: int, old: str, new: str) -> ScenarioDraft:
    """The draft where whatever means the old name means the new one.

    Nothing follows where the old name is empty, another element has it too (nobody knows whom was meant), or somebody has the
    new one already.
    """
    names = _names(draft.scenario, field)
    if not old or old == new or not new or names.count(old) > 1 or new in names:
        return draft
    scenario = draft.scenario
    if field == "participants":
        return draft.changed(injects=tuple(_with_role(one, old, new) for one in scenario.injects))
    if field == "objectives":
        return draft.changed(injects=tuple(_with_expected(one, "objective", old, new) for one in scenario.injects))
    if field == "injects":
        return draft.changed(injects=tuple(_after_inject(one, old, new) for one in scenario.injects))
    goals = tuple(replace(one, incident=new) if one.incident == old else one for one in scenario.evacuations)
    return draft.changed(injects=tuple(_about(one, old, new) for one in scenario.injects), evacuations=goals)


def _names(scenario: Scenario, field: str) -> list[str]:
    if field == "participants":
        return [one.role for one in scenario.participants]
    if field == "incidents":
        return list(scenario.incidents)
    return [one.id for one in getattr(scenario, field)]


def _with_role(inject: Inject, old: str, new: str) -> Inject:
    inject = _with_expected(inject, "role", old, new)
    return replace(inject, to=new) if inject.to == old else inject


def _with_expected(inject: Inject, name: str, old: str, new: str) -> Inject:
    if not any(getattr(one, name) == old for one in inject.expect):
        return inject
    expects = (replace(one, **{name: new}) if getattr(one, name) == old else one for one in inject.expect)
    return replace(inject, expect=tuple(expects))


def _after_inject(inject: Inject, old: str, new: str) -> Inject:
    if inject.when is None:
        return inject
    fired, met = (_earlier(one, old, new) for one in (inject.when.fired, inject.when.met))
    return inject if (fired, met) == (inject.when.fired, inject.when.met) else replace(
        inject, when=replace(inject.when, fired=fired, met=met)
    )


def _earlier(earlier: Earlier | None, old: str, new: str) -> Earlier | None:
    if earlier is None:
        return None
    swapped = {name: tuple(new if one == old else one for one in getattr(earlier, name)) for name in ("all", "any", "none")}
    return Earlier(**swapped)


def _about(inject: Inject, old: str, new: str) -> Inject:
    """Everything in an inject that is about the incident."""
    when = inject.when
    if when is not None:
        when = replace(
            when, task_done=_swap(when.task_done, "incident", old, new), entry=_swap(when.entry, "incident", old, new),
            deadline_missed=_swap(when.deadline_missed, "incident", old, new),
            response_reached=_swap(when.response_reached, "incident", old, new),
        )
    return replace(
        inject, tells=_swap(inject.tells, "of", old, new), asks=_swap(inject.asks, "of", old, new), when=when,
        expect=tuple(_expected(one, old, new) for one in inject.expect),
    )


def _expected(one: Expected, old: str, new: str) -> Expected:
    matches: tuple[Match, ...] = tuple(_swap(match, "incident", old, new) for match in one.any)
    hint: Hint | None = _swap(one.hint, "incident", old, new)
    return replace(one, any=matches, hint=hint)


def _swap(part: Any, name: str, old: str, new: str) -> Any:
    if not isinstance(part, msgspec.Struct) or getattr(part, name) != old:
        return part
    return replace(part, **{name: new})
