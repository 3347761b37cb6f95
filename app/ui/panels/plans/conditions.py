"""A condition in words, one line a leaf, deeper ones indented. No Qt."""

from __future__ import annotations

from collections.abc import Iterator

from app.catalog.wording import Wording
from app.domain.conditions import Condition

_BOUNDS = ("ge", "gt", "le", "lt")


def condition_lines(condition: Condition, wording: Wording, depth: int = 0) -> Iterator[tuple[int, str]]:
    """Depth and words of every line; an empty condition holds in any case."""
    leaf = tuple(_leaf(condition, wording))
    for words in leaf:
        yield depth, words
    for join in ("any", "all", "none"):
        parts = getattr(condition, join)
        if not parts:
            continue
        yield depth, wording.say(f"condition.{join}")
        for part in parts:
            yield from condition_lines(part, wording, depth + 1)
    if not leaf and not (condition.any or condition.all or condition.none):
        yield depth, wording.say("condition.always")


def _leaf(condition: Condition, wording: Wording) -> Iterator[str]:
    if not condition.fact:
        return
    fact, label = condition.fact, wording.fact_label(condition.fact)
    for op in _BOUNDS:
        bound = getattr(condition, op)
        if bound is not None:
            yield wording.say(f"condition.{op}", label=label, bound=wording.fact_value(fact, bound))
    if isinstance(condition.is_, bool):
        yield wording.say("condition.yes" if condition.is_ else "condition.no", label=label)
    elif condition.is_ is not None:
        yield wording.say("condition.is", label=label, bound=wording.fact_value(fact, condition.is_))
    if condition.at_least is not None:
        yield wording.say("condition.at_least", label=label, bound=wording.fact_value(fact, condition.at_least))
    if condition.one_of:
        words = wording.say("list.separator").join(wording.fact_value(fact, one) for one in condition.one_of)
        yield wording.say("condition.one_of", label=label, bound=words)
