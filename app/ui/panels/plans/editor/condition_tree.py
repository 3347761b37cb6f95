"""A condition as a person builds it: groups (any, all, none) of rows "fact, comparison, value", nested as deep as one likes.

``tree_of`` and ``condition_of`` translate both ways; what a condition means never changes by it, and a tree that came from a
condition becomes that tree again. No Qt.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

import msgspec
from msgspec.structs import replace

from app.domain.conditions import Condition, FactScalar
from app.domain.incident.model import FactDef, FactType
from app.domain.words import ORDER

JOINS = ("any", "all", "none")
BOUNDS = ("ge", "gt", "le", "lt")

Place: TypeAlias = tuple[int, ...]
"""Where a node stands: positions from the top group down; () is the top."""


class Row(msgspec.Struct, frozen=True):
    """One comparison. ``op`` is ``ge gt le lt`` (number), ``is`` (bool or choice), ``at_least`` (choice), ``one_of`` (choices)."""

    fact: str
    op: str
    value: FactScalar | tuple[str, ...]


class Group(msgspec.Struct, frozen=True):
    """Parts that are joined: any of them holds, all of them hold, none of them holds. An empty group always holds."""

    join: str = "any"
    parts: tuple[Row | Group, ...] = ()


Node: TypeAlias = Row | Group


def tree_of(condition: Condition) -> Group:
    """The condition as a tree; the top is always a group."""
    parts = _parts(condition)
    if len(parts) == 1 and isinstance(parts[0], Group):
        return parts[0] if parts[0].parts else Group("any", ())  # nothing asked has one form, however deep it was written
    return Group("all" if parts else "any", tuple(parts))


def condition_of(node: Node) -> Condition:
    """The condition that a tree (or a part of one) says."""
    if isinstance(node, Row):
        return _leaf((node,))
    if node.join == "all":
        rows = [part for part in node.parts if isinstance(part, Row)]
        if rows and len(rows) == len(node.parts) and _is_range(rows):
            return _leaf(tuple(rows))
        return Condition(all=tuple(condition_of(part) for part in node.parts))
    return Condition(**{node.join: tuple(condition_of(part) for part in node.parts)})


def nodes(tree: Group) -> Iterator[tuple[Place, Node]]:
    """Every node with its place, the top first, each group before its parts."""
    yield from _nodes(tree, ())


def at(tree: Group, place: Place) -> Node | None:
    """The node at a place, ``None`` where there is none."""
    node: Node = tree
    for step in place:
        if not isinstance(node, Group) or not 0 <= step < len(node.parts):
            return None
        node = node.parts[step]
    return node


def put(tree: Group, place: Place, node: Node) -> Group:
    """The tree with another node there; a row in the place of the top becomes its only part."""
    if not place:
        return node if isinstance(node, Group) else replace(tree, parts=(node,))
    return _changed(tree, place, (node,))


def add(tree: Group, place: Place, node: Node) -> tuple[Group, Place]:
    """The tree with a node more, and where it stands: as the last part of a group, or behind a row."""
    target = at(tree, place)
    if isinstance(target, Group):
        return put(tree, place, replace(target, parts=(*target.parts, node))), (*place, len(target.parts))
    if target is None:
        return tree, ()
    return _changed(tree, place, (target, node)), (*place[:-1], place[-1] + 1)


def without(tree: Group, place: Place) -> tuple[Group, Place]:
    """The tree without a node, and the place next to it; a group that is left empty goes too, but the top stays."""
    if at(tree, place) is None:
        return tree, ()
    if not place:
        return replace(tree, parts=()), ()
    tree = _changed(tree, place, ())
    parent = at(tree, place[:-1])
    if isinstance(parent, Group) and not parent.parts and len(place) > 1:
        return without(tree, place[:-1])
    left = len(parent.parts) if isinstance(parent, Group) else 0
    return tree, (*place[:-1], min(place[-1], left - 1)) if left else place[:-1]


def moved(tree: Group, place: Place, step: int) -> tuple[Group, Place]:
    """The tree with a node one place on (or back) among its siblings; the same where it is the last (the first)."""
    parent = at(tree, place[:-1]) if place else None
    if not isinstance(parent, Group) or not 0 <= place[-1] + step < len(parent.parts):
        return tree, place
    parts = list(parent.parts)
    parts.insert(place[-1] + step, parts.pop(place[-1]))
    return put(tree, place[:-1], replace(parent, parts=tuple(parts))), (*place[:-1], place[-1] + step)


def ops_for(fact: FactDef) -> tuple[str, ...]:
    """The comparisons that fit a fact."""
    if fact.type is FactType.FLAG:
        return ("yes", "no")
    if fact.type is FactType.CHOICE:
        return ("at_least", "is", "one_of") if fact.name in ORDER else ("is", "one_of")
    return BOUNDS


def shown_op(row: Row) -> str:
    """The comparison as it is offered: a flag is ``yes`` or ``no``."""
    return ("yes" if row.value else "no") if isinstance(row.value, bool) else row.op


def row_for(fact: FactDef, op: str = "", value: Any = None) -> Row:
    """A whole row for a fact: the comparison and the value where they fit it, else the first that do."""
    ops = ops_for(fact)
    op = op if op in ops else ops[0]
    if op in ("yes", "no"):
        return Row(fact.name, "is", op == "yes")
    codes = tuple(fact.choices)
    if op == "one_of":
        kept = tuple(one for one in (value if isinstance(value, tuple) else (value,)) if one in codes)
        return Row(fact.name, op, kept or codes[:1])
    if op in ("is", "at_least"):
        known = value[0] if isinstance(value, tuple) and value else value
        return Row(fact.name, op, known if known in codes else codes[0] if codes else "")
    numeric = isinstance(value, int | float) and not isinstance(value, bool)
    return Row(fact.name, op, float(value) if numeric else max(1.0, fact.least))


def first_row(facts: Mapping[str, FactDef], wanted: tuple[str, ...], tree: Group) -> Row:
    """A row to begin with: the first of the wanted facts (then of all) that the tree does not ask about yet."""
    used = {node.fact for _, node in nodes(tree) if isinstance(node, Row)}
    names = [name for name in (*wanted, *facts) if name in facts]
    name = next((one for one in names if one not in used), names[0])
    return row_for(facts[name])


def _parts(condition: Condition) -> list[Node]:
    parts: list[Node] = list(_rows(condition))
    inner: list[Node] = []
    for part in condition.all:
        found = _parts(part)
        inner.append(found[0] if len(found) == 1 else Group("all", tuple(found)))
    if inner:
        # beside other parts, "all" says the same as they do together
        parts += inner if parts or condition.any or condition.none or len(inner) == 1 else [Group("all", tuple(inner))]
    for join in ("any", "none"):
        joined = getattr(condition, join)
        if joined:
            parts.append(Group(join, tuple(_node(part) for part in joined)))
    return parts


def _node(condition: Condition) -> Node:
    parts = _parts(condition)
    return parts[0] if len(parts) == 1 else Group("all", tuple(parts))


def _rows(condition: Condition) -> Iterator[Row]:
    if not condition.fact:
        return
    for op in BOUNDS:
        bound = getattr(condition, op)
        if bound is not None:
            yield Row(condition.fact, op, bound)
    if condition.is_ is not None:
        yield Row(condition.fact, "is", condition.is_)
    if condition.at_least is not None:
        yield Row(condition.fact, "at_least", condition.at_least)
    if condition.one_of:
        yield Row(condition.fact, "one_of", condition.one_of)


def _is_range(rows: list[Row]) -> bool:
    return len(rows) == 1 or (len({row.fact for row in rows}) == 1 and len({row.op for row in rows}) == len(rows))


def _leaf(rows: tuple[Row, ...]) -> Condition:
    named = {"is_" if row.op == "is" else row.op: row.value for row in rows}
    return Condition(fact=rows[0].fact, **named)


def _nodes(node: Node, place: Place) -> Iterator[tuple[Place, Node]]:
    yield place, node
    if isinstance(node, Group):
        for step, part in enumerate(node.parts):
            yield from _nodes(part, (*place, step))


def _changed(tree: Group, place: Place, nodes_there: tuple[Node, ...]) -> Group:
    step, rest = place[0], place[1:]
    if not rest:
        return replace(tree, parts=(*tree.parts[:step], *nodes_there, *tree.parts[step + 1 :]))
    inner = tree.parts[step]
    assert isinstance(inner, Group)  # the place exists
    return replace(tree, parts=(*tree.parts[:step], _changed(inner, rest, nodes_there), *tree.parts[step + 1 :]))
