"""What differs between two versions of a plan, part by part and paragraph by paragraph. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

import msgspec

from app.domain.plan.addresses import NAMED, PLACED, SINGLE
from app.domain.plan.model import Plan
from app.domain.plan.prose import paragraphs

_HEAD = (
    "version", "title", "type", "kinds", "owner", "issued_on", "issued_no", "expected_duration_h", "review", "drill",
    "next_review_on",
)


class ChangeKind(StrEnum):
    """What happened to a part."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class FieldChange(msgspec.Struct, frozen=True):
    """A field of a part before and after, as plain values (codes, numbers, texts, lists of them)."""

    field: str
    before: Any
    after: Any


class Change(msgspec.Struct, frozen=True):
    """A part that differs. ``address`` is that in the newer version, or in the older one where it was removed.

    ``before`` and ``after`` are the parts as plain values (``None`` where there is none).
    """

    address: str
    kind: ChangeKind
    before: Any = None
    after: Any = None
    fields: tuple[FieldChange, ...] = ()


class Passage(msgspec.Struct, frozen=True):
    """A stretch of prose in both versions; equal ones are told apart by ``same``."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    same: bool


def differences(old: Plan, new: Plan) -> tuple[Change, ...]:
    """Every part that differs, in the order of the file. Parts with ids are compared by id, the others by their content."""
    return tuple(_differences(old, new))


def text_differences(old: str, new: str) -> tuple[Passage, ...]:
    """The prose side by side: stretches of paragraphs that are equal, or that stand for one another."""
    before = tuple(one.text for one in paragraphs(old))
    after = tuple(one.text for one in paragraphs(new))
    return tuple(
        Passage(before[i1:i2], after[j1:j2], tag == "equal")
        for tag, i1, i2, j1, j2 in SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes()
    )


def _differences(old: Plan, new: Plan) -> Iterator[Change]:
    for field in (*_HEAD, *SINGLE):
        yield from _single(field, getattr(old, field), getattr(new, field))
    yield from _by_id("levels", "level", old, new)
    for field in NAMED:
        yield from _by_id(field, "id", old, new)
    for field in PLACED:
        yield from _by_content(field, getattr(old, field), getattr(new, field))


def _single(field: str, old: Any, new: Any) -> Iterator[Change]:
    if old == new:
        return
    before, after = msgspec.to_builtins(old), msgspec.to_builtins(new)
    kind = ChangeKind.ADDED if old is None else ChangeKind.REMOVED if new is None else ChangeKind.CHANGED
    yield Change(field, kind, before, after, _fields(before, after))


def _by_id(field: str, id_: str, old: Plan, new: Plan) -> Iterator[Change]:
    before = {str(getattr(one, id_)): one for one in getattr(old, field)}
    after = {str(getattr(one, id_)): one for one in getattr(new, field)}
    for key, one in after.items():
        yield from _single(f"{field}/{key}", before.get(key), one)
    for key, one in before.items():
        if key not in after:
            yield from _single(f"{field}/{key}", one, None)


def _by_content(field: str, old: tuple[Any, ...], new: tuple[Any, ...]) -> Iterator[Change]:
    before, after = ([msgspec.json.encode(msgspec.to_builtins(one)) for one in side] for side in (old, new))
    for tag, i1, i2, j1, j2 in SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        paired = min(i2 - i1, j2 - j1)
        for step in range(paired):
            yield from _single(f"{field}/{j1 + step}", old[i1 + step], new[j1 + step])
        for place in range(j1 + paired, j2):
            yield from _single(f"{field}/{place}", None, new[place])
        for place in range(i1 + paired, i2):
            yield from _single(f"{field}/{place}", old[place], None)


def _fields(before: Any, after: Any) -> tuple[FieldChange, ...]:
    if not isinstance(before, dict) or not isinstance(after, dict):
        return ()
    names = dict.fromkeys((*before, *after))
    return tuple(
        FieldChange(name, before.get(name), after.get(name)) for name in names if before.get(name) != after.get(name)
    )
