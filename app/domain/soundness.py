"""What the shape of a file cannot say: that names exist, ids are unique, bounds fit their facts, law was verified."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from fnmatch import fnmatchcase
from typing import TypeAlias

import msgspec

from app.domain.basis import Basis
from app.domain.conditions import Condition
from app.domain.incident.model import FactDef, FactType
from app.domain.words import ORDER, Checked, RuleStatus

FieldPath: TypeAlias = tuple[str | int, ...]
"""Where in a document: keys and list positions from the top."""

Found: TypeAlias = tuple[FieldPath, str, dict[str, str]]
"""A finding before it has a line: where, which ``problem.<code>``, and the facts for its words."""

_BOUNDS = ("ge", "gt", "le", "lt")


def field_name(path: FieldPath) -> str:
    """The field as people point at it: ``levels[0].when.ge`` (list positions count from 0, as in the file's order)."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else str(step)
    return text


def unique(ids: Iterable[str], path: FieldPath, field: str) -> Iterator[Found]:
    """A finding for each id that was used before; ``path`` is the list, ``field`` the id's field in an item."""
    seen: set[str] = set()
    for index, one in enumerate(ids):
        if one in seen:
            yield (*path, index, field), "duplicate_id", {"id": one}
        seen.add(one)


def known(name: str, names: Iterable[str], path: FieldPath, code: str) -> Iterator[Found]:
    """A finding where the name is not among the known ones, with the nearest that is."""
    names = list(names)
    if name not in names:
        near = get_close_matches(name, names, n=3, cutoff=0.5)
        yield path, code, {"name": name, "near": ", ".join(near) or "-"}


def kind_patterns(patterns: Iterable[str], kinds: Iterable[str], path: FieldPath) -> Iterator[Found]:
    """A finding for each code or pattern that covers no kind."""
    kinds = list(kinds)
    for index, pattern in enumerate(patterns):
        if not any(fnmatchcase(kind, pattern) for kind in kinds):
            yield from known(pattern, kinds, (*path, index), "unknown_kind")


def statutory_verified(value: object, path: FieldPath) -> Iterator[Found]:
    """A finding for each basis in the value, however deep, that claims law without having been compared with it."""
    if isinstance(value, Basis):
        if value.status is RuleStatus.STATUTORY and value.checked is not Checked.VERIFIED:
            yield (*path, "checked"), "statutory_unverified", {"title": value.title}
    elif isinstance(value, msgspec.Struct):
        for name, written in zip(value.__struct_fields__, value.__struct_encode_fields__, strict=True):
            yield from statutory_verified(getattr(value, name), (*path, written))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from statutory_verified(item, (*path, index))


def condition(when: Condition, facts: Mapping[str, FactDef], path: FieldPath) -> Iterator[Found]:
    """Findings for a condition: unknown facts, bounds that do not fit the fact, choices that do not exist."""
    if when.fact:
        yield from _leaf(when, facts, path)
    elif _comparisons(when):
        yield path, "condition_no_fact", {}
    for branch in ("any", "all", "none"):
        for index, part in enumerate(getattr(when, branch)):
            yield from condition(part, facts, (*path, branch, index))


def _comparisons(when: Condition) -> list[str]:
    used = [op for op in _BOUNDS if getattr(when, op) is not None]
    used += ["is"] if when.is_ is not None else []
    used += ["at_least"] if when.at_least is not None else []
    return used + (["one_of"] if when.one_of else [])


def _leaf(when: Condition, facts: Mapping[str, FactDef], path: FieldPath) -> Iterator[Found]:
    fact = facts.get(when.fact)
    if fact is None:
        yield from known(when.fact, facts, (*path, "fact"), "unknown_fact")
        return
    used = _comparisons(when)
    if not used:
        yield path, "condition_no_op", {"fact": when.fact}
    for op in used:
        yield from _operator(op, when, fact, path)


def _operator(op: str, when: Condition, fact: FactDef, path: FieldPath) -> Iterator[Found]:
    here = (*path, op)
    numeric = fact.type in (FactType.COUNT, FactType.NUMBER)
    if op in _BOUNDS and not numeric:
        yield here, "fact_wrong_op", {"fact": fact.name, "op": op, "type": fact.type.value}
    elif op == "is":
        yield from _is(when, fact, here)
    elif op == "at_least":
        order = ORDER.get(fact.name)
        if order is None:
            yield here, "fact_without_order", {"fact": fact.name}
        else:
            yield from known(str(when.at_least), order, here, "fact_bad_choice")
    elif op == "one_of":
        for index, value in enumerate(when.one_of):
            yield from known(value, fact.choices, (*here, index), "fact_bad_choice")


def _is(when: Condition, fact: FactDef, here: FieldPath) -> Iterator[Found]:
    flag, choice = fact.type is FactType.FLAG, fact.type is FactType.CHOICE
    if isinstance(when.is_, bool) != flag or not (flag or choice):
        yield here, "fact_wrong_op", {"fact": fact.name, "op": "is", "type": fact.type.value}
    elif choice:
        yield from known(str(when.is_), fact.choices, here, "fact_bad_choice")
