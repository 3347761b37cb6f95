"""What two rulebooks say differently: rules added, removed or changed, field by field. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Any

import msgspec

from app.domain.reporting.model import Rule, Rulebook

_WHOLE = ("title", "jurisdiction", "note", "notice", "when", "kinds", "levels", "sens_flags", "cc")
"""Fields that are shown as one, however they are made up; others are opened: ``repeat.every_min``, ``basis.article``."""


class Change(StrEnum):
    """What became of a rule."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class FieldChange(msgspec.Struct, frozen=True):
    """One field: what it was and what it is, as plain data (``None``: it was or is not there)."""

    field: str
    old: Any
    new: Any


class RuleDifference(msgspec.Struct, frozen=True):
    """One rule that differs; ``fields`` only of a changed one. ``rule`` is the new one, the old one where it was removed."""

    rule_id: str
    change: Change
    rule: Rule
    fields: tuple[FieldChange, ...] = ()


class BookDifference(msgspec.Struct, frozen=True):
    """All that differs: the book's own fields (version, notice, approval …) and its rules."""

    fields: tuple[FieldChange, ...] = ()
    rules: tuple[RuleDifference, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether both say the same."""
        return not self.fields and not self.rules


def differences(old: Rulebook, new: Rulebook) -> BookDifference:
    """What the new rulebook says otherwise; rules are told apart by their ids, and their order does not count.

    Changed and added rules come in the order of the new book, removed ones in that of the old one after them.
    """
    before = {rule.id: rule for rule in old.rules}
    after = {rule.id: rule for rule in new.rules}
    found = [one for rule in new.rules if (one := _of_rule(before.get(rule.id), rule)) is not None]
    found += [RuleDifference(rule.id, Change.REMOVED, rule) for rule in old.rules if rule.id not in after]
    return BookDifference(_fields(old, new, without=("rules",)), tuple(found))


def _of_rule(old: Rule | None, new: Rule) -> RuleDifference | None:
    if old is None:
        return RuleDifference(new.id, Change.ADDED, new)
    fields = _fields(old, new)
    return RuleDifference(new.id, Change.CHANGED, new, fields) if fields else None


def _fields(old: Rule | Rulebook, new: Rule | Rulebook, without: tuple[str, ...] = ()) -> tuple[FieldChange, ...]:
    before, after = (dict(_flat(msgspec.to_builtins(one))) for one in (old, new))
    names = dict.fromkeys((*before, *after))
    return tuple(
        FieldChange(name, before.get(name), after.get(name))
        for name in names
        if name.split(".")[0] not in without and before.get(name) != after.get(name)
    )


def _flat(value: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for name, one in value.items():
        if isinstance(one, dict) and name not in _WHOLE:
            yield from _flat(one, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", one
