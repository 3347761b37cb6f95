"""Conditions as data: the one small language in which plans, thresholds and reporting rules say "when".

A leaf compares one fact; ``any``, ``all`` and ``none`` join conditions. A fact that is not known matches no leaf.
Bounds follow the public-law reading of 以上/以下: the lower bound is included, the upper is not (State Council Decree
493, art. 3, last paragraph), so thresholds are written ``ge`` and ``lt``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

import msgspec

from app.domain.words import ORDER

FactScalar: TypeAlias = bool | int | float | str
"""What a fact may hold."""

Facts: TypeAlias = Mapping[str, FactScalar]
"""Facts by name, as the rules see them (recorded ones and derived ones together)."""


class Condition(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, rename={"is_": "is"}):
    """True or false for a set of facts. An empty condition is always true."""

    fact: str = ""
    ge: float | None = None
    gt: float | None = None
    le: float | None = None
    lt: float | None = None
    is_: bool | str | None = None
    at_least: str | None = None
    one_of: tuple[str, ...] = ()
    any: tuple[Condition, ...] = ()
    all: tuple[Condition, ...] = ()
    none: tuple[Condition, ...] = ()


class Hit(msgspec.Struct, frozen=True, gc=False):  # scalars hold no circles; many are made
    """Why a condition holds: this fact, with this value, passed this bound."""

    fact: str
    op: str
    bound: FactScalar
    value: FactScalar


def holds(condition: Condition, facts: Facts) -> bool:
    """Whether the condition is true for these facts."""
    return evaluate(condition, facts) is not None


def evaluate(condition: Condition, facts: Facts) -> tuple[Hit, ...] | None:
    """The hits that make the condition true (possibly none, for an empty one), or ``None`` where it is false."""
    hits: list[Hit] = []
    if condition.fact:
        leaf = _leaf(condition, facts)
        if leaf is None:
            return None
        if not (condition.all or condition.any or condition.none):
            return tuple(leaf)
        hits += leaf
    for part in condition.all:
        found = evaluate(part, facts)
        if found is None:
            return None
        hits += found
    if condition.any:
        known = (part for part in condition.any if not part.fact or part.fact in facts)  # most facts are not known
        branches = [found for part in known if (found := evaluate(part, facts)) is not None]
        if not branches:
            return None
        hits += [hit for branch in branches for hit in branch]
    if any(holds(part, facts) for part in condition.none):
        return None
    return tuple(dict.fromkeys(hits))


def fact_names(condition: Condition) -> Iterator[str]:
    """Every fact that the condition reads."""
    if condition.fact:
        yield condition.fact
    for part in (*condition.any, *condition.all, *condition.none):
        yield from fact_names(part)


def _leaf(condition: Condition, facts: Facts) -> list[Hit] | None:
    value = facts.get(condition.fact)
    if value is None:
        return None
    hits: list[Hit] = []
    bounds = (("ge", condition.ge), ("gt", condition.gt), ("le", condition.le), ("lt", condition.lt))
    for op, bound in bounds:
        if bound is None:
            continue
        if isinstance(value, str) or not _compares(op, float(value), bound):
            return None
        hits.append(Hit(condition.fact, op, bound, value))
    if condition.is_ is not None:
        if value != condition.is_ or isinstance(value, bool) != isinstance(condition.is_, bool):
            return None
        hits.append(Hit(condition.fact, "is", condition.is_, value))
    if condition.at_least is not None:
        order = ORDER[condition.fact]
        if value not in order or order.index(str(value)) < order.index(condition.at_least):
            return None
        hits.append(Hit(condition.fact, "at_least", condition.at_least, value))
    if condition.one_of:
        if value not in condition.one_of:
            return None
        hits.append(Hit(condition.fact, "one_of", "|".join(condition.one_of), value))
    return hits


def _compares(op: str, value: float, bound: float) -> bool:
    if op == "ge":
        return value >= bound
    if op == "gt":
        return value > bound
    if op == "le":
        return value <= bound
    return value < bound
