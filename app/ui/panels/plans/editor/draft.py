"""What is edited: all of a plan and what was read out of a document, as one value. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import msgspec
from msgspec.structs import replace

from app.domain.plan.addresses import NAMED, PLACED
from app.domain.plan.model import Plan
from app.domain.planning.model import Extraction, PlanContent

LISTS = ("levels", *NAMED, *PLACED)
"""The lists of a plan; ``cases`` is the one list beside it."""


class Cut(msgspec.Struct, frozen=True):
    """A paragraph that was taken out of the text while parts pointed at it: if the same words come back, so do the links."""

    words: str
    addresses: tuple[str, ...]


class Draft(msgspec.Struct, frozen=True):
    """The content, the extraction whose positions follow it, and what was cut out of the text."""

    content: PlanContent
    extraction: Extraction | None = None
    cut: tuple[Cut, ...] = ()

    @property
    def plan(self) -> Plan:
        """The structured part."""
        return self.content.plan

    def with_plan(self, plan: Plan) -> Draft:
        """The same with another structured part."""
        return replace(self, content=replace(self.content, plan=plan))

    def changed(self, **parts: Any) -> Draft:
        """The same with other parts of the plan."""
        return self.with_plan(replace(self.plan, **parts))

    def same_as(self, other: Draft) -> bool:
        """Whether there is nothing to save between the two."""
        return self.content == other.content and self.extraction == other.extraction


def listed(draft: Draft, field: str) -> tuple[Any, ...]:
    """The elements of a list; raises ``KeyError`` for another field."""
    if field == "cases":
        return draft.content.cases
    if field not in LISTS:
        raise KeyError(field)
    found: tuple[Any, ...] = getattr(draft.plan, field)
    return found


def with_list(draft: Draft, field: str, elements: Iterable[Any]) -> Draft:
    """The draft with other elements in a list; links and positions are not touched."""
    if field == "cases":
        return replace(draft, content=replace(draft.content, cases=tuple(elements)))
    return draft.changed(**{field: tuple(elements)})


def address_of(draft: Draft, field: str, place: int | None = None) -> str:
    """The address of a part (``app.domain.plan.addresses``); "" for what has none (head data, cases)."""
    if place is None:
        return field
    if field == "cases" or not 0 <= place < len(listed(draft, field)):
        return ""
    element = listed(draft, field)[place]
    if field == "levels":
        return f"levels/{element.level.value}"
    return f"{field}/{element.id}" if field in NAMED else f"{field}/{place}"


def readdressed(draft: Draft, rename: Callable[[str], str]) -> Draft:
    """The draft with links and extracted items pointing at the renamed addresses; links that meet are joined."""
    links: dict[str, tuple[str, ...]] = {}
    for address, keys in draft.plan.links.items():
        target = rename(address)
        links[target] = tuple(dict.fromkeys((*links.get(target, ()), *keys)))
    if links != draft.plan.links:
        draft = draft.changed(links=links)
    if draft.extraction is None:
        return draft
    items = tuple(
        item if rename(item.address) == item.address else replace(item, address=rename(item.address))
        for item in draft.extraction.items
    )
    return replace(draft, extraction=replace(draft.extraction, items=items))


def fresh_id(stem: str, taken: Iterable[str]) -> str:
    """An id that nobody has: the stem itself, else ``stem-2``, ``stem-3`` …"""
    known = set(taken)
    number, found = 1, stem
    while found in known:
        number += 1
        found = f"{stem}-{number}"
    return found
