"""Every edit as a function from draft to draft; a name that changes takes along whatever means it. No Qt.

``insert``, ``duplicate``, ``remove``, ``move``, ``sort_by_time`` have the names that the table of elements asks a bench for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from msgspec.structs import replace

from app.domain.exercise.kinds import HintDo
from app.domain.exercise.scenario import (
    Asked,
    Earlier,
    Hint,
    Match,
    Missed,
    PlaceRef,
    Reached,
    Reading,
    TaskRef,
    Told,
    Track,
    Trigger,
    WarningTold,
)
from app.domain.words import AlertLevel, ResponseLevel
from app.kernel.text import Text
from app.ui.panels.drills.editor.draft import EXPECTATIONS, ScenarioDraft, listed, with_list
from app.ui.panels.drills.editor.names import renamed
from app.ui.panels.plans.editor.draft import fresh_id

MAKES: Mapping[str, Callable[[], Any]] = MappingProxyType({
    "tells": Told, "asks": Asked, "when": Trigger, "fired": Earlier, "met": Earlier,
    "warning": lambda: WarningTold("rainstorm", AlertLevel.ORANGE, Text(""), Text("")),
    "reading": lambda: Reading(Text(""), 0.0, ""), "track": lambda: Track("", (), 10.0), "task_done": lambda: TaskRef("", ""),
    "deadline_missed": lambda: Missed("", report="first:written"), "response_reached": lambda: Reached("", ResponseLevel.II),
    "entry": lambda: Match("TaskSettled"), "place": lambda: PlaceRef(Text("")), "hint": lambda: Hint(HintDo.NOTE),
    "note": lambda: Text(""), "refuses": lambda: Text(""),
})
"""What comes into being where a part that may lack is filled in."""

_MAY_LACK = ("note", "refuses", "place")
"""Parts that are none where nothing is written in them."""

_NAMES = {"participants": "role", "objectives": "id", "injects": "id"}
"""Lists whose elements others mean, and by what."""


def set_value(draft: ScenarioDraft, path: Sequence[str | int], value: Any) -> ScenarioDraft:
    """The draft with another value at a path of attributes (``("injects", 3, "tells", "place", "words", "zh")``)."""
    if len(path) == 3 and _NAMES.get(str(path[0])) == path[2] and isinstance(path[1], int):
        old = getattr(getattr(draft.scenario, str(path[0]))[path[1]], str(path[2]))
        draft = renamed(draft, str(path[0]), path[1], old, value)
    elif path[-2:] == ("tells", "opens") and isinstance(path[1], int):
        told = draft.scenario.injects[path[1]].tells
        draft = renamed(draft, "incidents", path[1], told.opens if told is not None else "", value)
    return replace(draft, scenario=put(draft.scenario, path, value))


def put(value: Any, path: Sequence[str | int], new: Any) -> Any:
    """The value with another one at a path; parts that lack are made, those left empty are none again."""
    if not path:
        return new
    head, rest = path[0], path[1:]
    if isinstance(head, int):
        return (*value[:head], put(value[head], rest, new), *value[head + 1 :])
    inner = getattr(value, head)
    if inner is None and rest:
        inner = MAKES[head]()
    changed = put(inner, rest, new)
    if rest and head in _MAY_LACK and changed == MAKES[head]():
        changed = None
    return replace(value, **{head: changed})


def insert(draft: ScenarioDraft, field: str, element: Any, at: int) -> ScenarioDraft:
    """The draft with an element more at that place; an expectation goes to the inject of the one before it."""
    if field == EXPECTATIONS:
        where = draft.homes
        if not draft.scenario.injects:
            return draft
        home, inner = where[at - 1] if 0 < at <= len(where) else (0, -1)
        return add_expectation(draft, home, element, inner + 1)
    elements = listed(draft, field)
    at = max(0, min(at, len(elements)))
    return with_list(draft, field, (*elements[:at], element, *elements[at:]))


def add_expectation(draft: ScenarioDraft, inject: int, element: Any, inner: int) -> ScenarioDraft:
    """An expectation more of this inject."""
    expects = draft.scenario.injects[inject].expect
    inner = max(0, min(inner, len(expects)))
    return set_value(draft, ("injects", inject, "expect"), (*expects[:inner], element, *expects[inner:]))


def duplicate(draft: ScenarioDraft, field: str, at: int) -> ScenarioDraft:
    """The draft with the element once more, behind itself, under a name of its own."""
    elements = listed(draft, field)
    if not 0 <= at < len(elements):
        return draft
    copy = elements[at]
    if field == EXPECTATIONS:
        home, inner = draft.homes[at]
        taken = [one.id for one in draft.scenario.injects[home].expect]
        return add_expectation(draft, home, replace(copy, id=fresh_id(f"{copy.id}-2", taken)), inner + 1)
    name = _NAMES.get(field)
    if name is not None:
        copy = replace(copy, **{name: fresh_id(f"{getattr(copy, name)}-2", (getattr(one, name) for one in elements))})
    if field == "injects" and copy.tells is not None and copy.tells.opens:
        copy = replace(copy, tells=replace(copy.tells, opens=fresh_id(f"{copy.tells.opens}-2", draft.scenario.incidents)))
    return insert(draft, field, copy, at + 1)


def remove(draft: ScenarioDraft, field: str, at: int) -> ScenarioDraft:
    """The draft without an element. What meant it goes on meaning it: the list of problems says where."""
    elements = listed(draft, field)
    if not 0 <= at < len(elements):
        return draft
    if field == EXPECTATIONS:
        home, inner = draft.homes[at]
        expects = draft.scenario.injects[home].expect
        return set_value(draft, ("injects", home, "expect"), (*expects[:inner], *expects[inner + 1 :]))
    return with_list(draft, field, (*elements[:at], *elements[at + 1 :]))


def move(draft: ScenarioDraft, field: str, at: int, to: int) -> ScenarioDraft:
    """The draft with an element at another place; an expectation that passes the end of its inject goes over to the next."""
    elements = listed(draft, field)
    if at == to or not (0 <= at < len(elements) and 0 <= to < len(elements)):
        return draft
    if field != EXPECTATIONS:
        rest = [*elements[:at], *elements[at + 1 :]]
        rest.insert(to, elements[at])
        return with_list(draft, field, tuple(rest))
    (home, _), (target, inner) = draft.homes[at], draft.homes[to]
    gone = remove(draft, field, at)
    return add_expectation(gone, target, elements[at], inner + (home != target and to > at))


def rehome(draft: ScenarioDraft, at: int, inject_id: str) -> ScenarioDraft:
    """The draft with an expectation under another inject, at its end."""
    target = next((place for place, one in enumerate(draft.scenario.injects) if one.id == inject_id), None)
    home, _ = draft.homes[at]
    if target is None or target == home:
        return draft
    element = listed(draft, EXPECTATIONS)[at]
    taken = [one.id for one in draft.scenario.injects[target].expect]
    element = replace(element, id=fresh_id(element.id, taken))
    return add_expectation(remove(draft, EXPECTATIONS, at), target, element, len(taken))


def sort_by_time(draft: ScenarioDraft, field: str) -> ScenarioDraft:
    """The injects in the order in which they are likely to come."""
    marks = draft.marks
    order = sorted(range(len(draft.scenario.injects)), key=lambda at: marks[at].minute)
    if order == list(range(len(order))):
        return draft
    return draft.changed(injects=tuple(draft.scenario.injects[at] for at in order))


def set_parts(draft: ScenarioDraft, path: Sequence[str | int], names: Sequence[str], wanted: Sequence[str]) -> ScenarioDraft:
    """The draft where of these parts of a struct exactly the wanted ones are there; what is there stays as it is."""
    value: Any = draft.scenario
    for step in path:
        value = MAKES[str(step)]() if value is None else value[step] if isinstance(step, int) else getattr(value, step)
    if value is None:
        value = MAKES[str(path[-1])]()
    parts = {name: (getattr(value, name) or _made(name, draft)) if name in wanted else None for name in names}
    return set_value(draft, path, replace(value, **parts))


def _made(name: str, draft: ScenarioDraft) -> Any:
    """A part that comes into being, about the first incident where it is about one."""
    made = MAKES[name]()
    incidents = draft.scenario.incidents
    if incidents:
        for field in ("incident", "of"):
            if field in made.__struct_fields__:
                return replace(made, **{field: incidents[0]})
    return made


