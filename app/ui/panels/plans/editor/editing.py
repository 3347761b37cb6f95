"""Every edit of a draft as a function from ``Draft`` to ``Draft``. No Qt, no I/O; what an edit touches elsewhere follows.

Links and extracted items follow an element that moves or gets another id; tasks follow their group's id, cases their task's;
a level that goes takes itself out of everything that named it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import msgspec
from msgspec.structs import replace

from app.domain.plan.addresses import NAMED, PLACED, find
from app.domain.plan.cases import PlanCase
from app.domain.planning.model import Verdict
from app.domain.planning.rules import remove_part
from app.domain.soundness import FieldPath
from app.domain.words import ResponseLevel
from app.kernel.text import Text
from app.ui.panels.plans.editor.draft import Draft, address_of, fresh_id, listed, readdressed, with_list

Edit = Callable[[Draft], Draft]

LEVELLED = ("tasks", "forces", "notify", "measures")
"""The lists whose elements name levels."""


def set_value(draft: Draft, path: FieldPath, value: Any) -> Draft:
    """The draft with another value at a path (``("tasks", 3, "due_min")``, ``("scope", "zh")``, ``("cases", 0, "name")``).

    A path to an element that is not there changes nothing. Ids and levels take with them what points at them.
    """
    if len(path) > 1 and isinstance(path[1], int) and not 0 <= path[1] < len(listed(draft, str(path[0]))):
        return draft
    if len(path) == 3 and path[2] in ("id", "level") and path[0] != "cases":
        return _renamed(draft, str(path[0]), int(path[1]), str(path[2]), value)
    if path[0] == "cases":
        return with_list(draft, "cases", put(draft.content.cases, path[1:], value))
    return draft.with_plan(put(draft.plan, path, value))


def insert(draft: Draft, field: str, element: Any, at: int) -> Draft:
    """The draft with an element more, at that place or at the end."""
    elements = listed(draft, field)
    at = max(0, min(at, len(elements)))
    order: list[int | None] = [*range(at), None, *range(at, len(elements))]
    return _arranged(draft, field, order, element)


def duplicate(draft: Draft, field: str, at: int) -> Draft:
    """The draft with the element once more, behind itself, under an id of its own; links are not copied.

    A level is copied as the next one that the plan does not have; nothing changes where it has all four.
    """
    elements = listed(draft, field)
    if not 0 <= at < len(elements):
        return draft
    copy = elements[at]
    if field == "levels":
        free = free_levels(draft)
        if not free:
            return draft
        copy = replace(copy, level=free[0])
    elif field in NAMED:
        copy = replace(copy, id=fresh_id(f"{copy.id}-2", (one.id for one in elements)))
    return insert(draft, field, copy, at + 1)


def remove(draft: Draft, field: str, at: int) -> Draft:
    """The draft without an element, its links and its place in the extraction; later places move up."""
    elements = listed(draft, field)
    if not 0 <= at < len(elements):
        return draft
    gone = elements[at]
    if field == "cases" or _shares_its_address(draft, field, at):
        return with_list(draft, field, (*elements[:at], *elements[at + 1 :]))
    draft = _without_part(draft, address_of(draft, field, at))
    if field == "levels":
        return _without_level(draft, gone.level)
    if field == "groups":
        return _tasks_of_group(draft, gone.id, "")
    return draft


def move(draft: Draft, field: str, at: int, to: int) -> Draft:
    """The draft with an element at another place; nothing changes where either place does not exist."""
    count = len(listed(draft, field))
    if at == to or not (0 <= at < count and 0 <= to < count):
        return draft
    order: list[int | None] = [place for place in range(count) if place != at]
    order.insert(to, at)
    return _arranged(draft, field, order)


def sort_by_time(draft: Draft, field: str) -> Draft:
    """The draft with the tasks (by ``due_min``) or the people to tell (by ``within_min``) in the order of their times."""
    key = {"tasks": "due_min", "notify": "within_min"}[field]
    elements = listed(draft, field)
    order: list[int | None] = list(sorted(range(len(elements)), key=lambda place: getattr(elements[place], key)))
    return draft if order == list(range(len(elements))) else _arranged(draft, field, order)


def set_duration(draft: Draft, level: ResponseLevel, hours: float | None) -> Draft:
    """The draft with another expected duration of a level (hours); ``None`` takes it out."""
    durations = dict(draft.plan.expected_duration_h)
    if hours is None:
        durations.pop(level.value, None)
    else:
        durations[level.value] = float(hours)
    return draft.changed(expected_duration_h=durations)


def set_links(draft: Draft, address: str, keys: Iterable[str]) -> Draft:
    """The draft with other paragraphs behind a part."""
    links = {**draft.plan.links, address: tuple(dict.fromkeys(keys))}
    if not links[address]:
        del links[address]
    return draft.changed(links=links)


def set_single(draft: Draft, field: str, value: Any) -> Draft:
    """The draft with or without (``None``) one of the parts that a plan may lack: ``command``, ``review``, ``drill``."""
    if value is None and find(draft.plan, field) is not None:
        return _without_part(draft, field)
    return draft.changed(**{field: value})


def free_levels(draft: Draft) -> tuple[ResponseLevel, ...]:
    """The levels that the plan does not have, weakest first."""
    used = {entry.level for entry in draft.plan.levels}
    return tuple(level for level in reversed(ResponseLevel) if level not in used)


def _without_part(draft: Draft, address: str) -> Draft:
    """The part leaves. Items that wait for a verdict on it point nowhere from now on: the place may belong to another part,
    and what points nowhere counts as refused once the draft is kept."""
    content, extraction = remove_part(draft.content, draft.extraction, address)
    if draft.extraction is not None and extraction is not None:
        gone = {item.id for item in draft.extraction.items if item.address == address and item.verdict is Verdict.WAITING}
        items = tuple(replace(item, address="") if item.id in gone else item for item in extraction.items)
        extraction = replace(extraction, items=items)
    return replace(draft, content=content, extraction=extraction)


def put(value: Any, path: Sequence[str | int], new: Any) -> Any:
    """The value (structs, tuples, dicts within each other) with another one at a path."""
    if not path:
        return new
    head, rest = path[0], path[1:]
    if isinstance(head, int):
        return (*value[:head], put(value[head], rest, new), *value[head + 1 :])
    if isinstance(value, dict):
        return {**value, head: put(value.get(head), rest, new)}
    inner = getattr(value, head)
    if inner is None and rest and rest[0] in ("zh", "en"):
        inner = Text("")
    return replace(value, **{head: put(inner, rest, new)})


def _renamed(draft: Draft, field: str, at: int, id_: str, value: Any) -> Draft:
    elements = listed(draft, field)
    old = getattr(elements[at], id_)
    shared = _shares_its_address(draft, field, at)
    before = address_of(draft, field, at)
    draft = with_list(draft, field, put(elements, (at, id_), value))
    if shared or old == value:
        return draft
    after = address_of(draft, field, at)
    draft = readdressed(draft, lambda address: after if address == before else address)
    if field == "groups":
        return _tasks_of_group(draft, old, value)
    if field == "tasks":
        return with_list(draft, "cases", (_expecting(case, old, value) for case in draft.content.cases))
    return _other_level(draft, old, value) if field == "levels" else draft


def _shares_its_address(draft: Draft, field: str, at: int) -> bool:
    """Whether another element has the same id, as it may while one is being typed."""
    mine = address_of(draft, field, at)
    return any(address_of(draft, field, place) == mine for place in range(len(listed(draft, field))) if place != at)


def _arranged(draft: Draft, field: str, order: Sequence[int | None], new: Any = None) -> Draft:
    """The draft with the elements in the order of their old places; ``None`` stands for the new one."""
    elements = listed(draft, field)
    draft = with_list(draft, field, (new if place is None else elements[place] for place in order))
    if field not in PLACED:
        return draft
    names = {
        f"{field}/{old}": f"{field}/{place}" for place, old in enumerate(order) if old is not None and old != place
    }
    return readdressed(draft, lambda address: names.get(address, address)) if names else draft


def _tasks_of_group(draft: Draft, old: str, new: str) -> Draft:
    if not any(task.group == old for task in draft.plan.tasks):
        return draft
    tasks = (replace(task, group=new) if task.group == old else task for task in draft.plan.tasks)
    return draft.changed(tasks=tuple(tasks))


def _expecting(case: PlanCase, old: str, new: str) -> PlanCase:
    expect = case.expect
    if old not in (*expect.tasks, *expect.no_tasks):
        return case
    tasks, no_tasks = (
        tuple(new if one == old else one for one in side) for side in (expect.tasks, expect.no_tasks)
    )
    return replace(case, expect=replace(expect, tasks=tasks, no_tasks=no_tasks))


def _without_level(draft: Draft, level: ResponseLevel) -> Draft:
    return set_duration(_relevelled(draft, lambda levels: tuple(one for one in levels if one is not level)), level, None)


def _other_level(draft: Draft, old: ResponseLevel, new: ResponseLevel) -> Draft:
    """What named the old level names the new one, unless the plan has both."""
    if any(entry.level is old for entry in draft.plan.levels):
        return draft
    hours = draft.plan.expected_duration_h.get(old.value)
    draft = _relevelled(draft, lambda levels: tuple(dict.fromkeys(new if one is old else one for one in levels)))
    draft = set_duration(draft, old, None)
    return draft if hours is None else set_duration(draft, new, hours)


def _relevelled(draft: Draft, change: Callable[[tuple[ResponseLevel, ...]], tuple[ResponseLevel, ...]]) -> Draft:
    def changed(element: msgspec.Struct) -> Any:
        levels = element.levels  # type: ignore[attr-defined]
        return element if change(levels) == levels else replace(element, levels=change(levels))

    return draft.changed(**{field: tuple(map(changed, listed(draft, field))) for field in LEVELLED})
