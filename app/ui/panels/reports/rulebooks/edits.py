"""Every edit of a rulebook's list as a function from ``Rulebook`` to ``Rulebook``. No Qt.

The names are those of ``app.ui.panels.plans.editor.editing``: the table of elements asks a bench for its ``edits``.
"""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from app.domain.reporting.model import Rule, Rulebook
from app.domain.soundness import FieldPath
from app.kernel.text import Text
from app.ui.panels.plans.editor.draft import fresh_id
from app.ui.panels.plans.editor.editing import put

_MAY_LACK = ("note", "jurisdiction", "notice")
"""Texts that may be absent: an empty one is none."""


def set_value(book: Rulebook, path: FieldPath, value: Any) -> Rulebook:
    """The book with another value at a path (``("rules", 3, "limit_min")``, ``("title", "zh")``); the same one for a rule
    that is not there."""
    if path[0] == "rules" and not 0 <= int(path[1]) < len(book.rules):
        return book
    changed: Rulebook = put(book, path, value)
    if len(path) > 1 and path[-2] in _MAY_LACK:
        changed = _without_empty(changed, path[:-1])
    return changed


def insert(book: Rulebook, field: str, rule: Rule, at: int) -> Rulebook:
    """The book with a rule more, at that place or at the end."""
    at = max(0, min(at, len(book.rules)))
    return replace(book, rules=(*book.rules[:at], rule, *book.rules[at:]))


def duplicate(book: Rulebook, field: str, at: int) -> Rulebook:
    """The book with the rule once more, behind itself, under an id of its own."""
    if not 0 <= at < len(book.rules):
        return book
    rule = book.rules[at]
    copy = replace(rule, id=fresh_id(f"{rule.id}-2", (one.id for one in book.rules)))
    return insert(book, field, copy, at + 1)


def remove(book: Rulebook, field: str, at: int) -> Rulebook:
    """The book without a rule."""
    if not 0 <= at < len(book.rules):
        return book
    return replace(book, rules=(*book.rules[:at], *book.rules[at + 1 :]))


def move(book: Rulebook, field: str, at: int, to: int) -> Rulebook:
    """The book with a rule at another place; nothing changes where either place does not exist."""
    count = len(book.rules)
    if at == to or not (0 <= at < count and 0 <= to < count):
        return book
    return insert(remove(book, field, at), field, book.rules[at], to)


def _without_empty(book: Rulebook, path: FieldPath) -> Rulebook:
    value: Any = book
    for step in path:
        value = value[step] if isinstance(step, int) else getattr(value, step)
    if value != Text(""):
        return book
    emptied: Rulebook = put(book, path, None)
    return emptied
