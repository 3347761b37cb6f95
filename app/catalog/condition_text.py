"""Conditions in a person's words: as indented lines (a plan's level) or as one sentence (a reporting rule)."""

from __future__ import annotations

from collections.abc import Iterator

from app.catalog.wording import Wording
from app.domain.conditions import Condition

_BOUNDS = ("ge", "gt", "le", "lt")


def leaf_words(condition: Condition, words: Wording) -> tuple[str, ...]:
    """What the condition itself asks of its fact; nothing for one that only joins others."""
    return tuple(_leaf(condition, words)) if condition.fact else ()


def condition_lines(condition: Condition, words: Wording, depth: int = 0) -> Iterator[tuple[int, str]]:
    """Depth and words of every line; an empty condition holds in any case."""
    leaf = leaf_words(condition, words)
    for text in leaf:
        yield depth, text
    for join in ("any", "all", "none"):
        parts = getattr(condition, join)
        if not parts:
            continue
        yield depth, words.say(f"condition.{join}")
        for part in parts:
            yield from condition_lines(part, words, depth + 1)
    if not leaf and not (condition.any or condition.all or condition.none):
        yield depth, words.say("condition.always")


def condition_sentence(condition: Condition, words: Wording) -> str:
    """The whole condition in one line: 敏感 或 事件等级达到较大及以上; 一律 for an empty one."""
    parts = _parts(condition, words)
    return words.say("when.and").join(parts) if parts else words.say("when.always")


def _parts(condition: Condition, words: Wording) -> list[str]:
    parts = list(leaf_words(condition, words))
    parts += [_grouped(one, words, among_all=True) for one in condition.all]
    if condition.any:
        joined = words.say("when.or").join(_grouped(one, words) for one in condition.any)
        parts.append(words.say("when.group", text=joined) if parts else joined)
    parts += [words.say("when.none", text=condition_sentence(one, words)) for one in condition.none]
    return parts


def _grouped(condition: Condition, words: Wording, *, among_all: bool = False) -> str:
    text = condition_sentence(condition, words)
    mixed = len(condition.any) > 1 if among_all else len(_parts(condition, words)) > 1
    return words.say("when.group", text=text) if mixed else text


def _leaf(condition: Condition, words: Wording) -> Iterator[str]:
    fact, label = condition.fact, words.fact_label(condition.fact)
    for op in _BOUNDS:
        bound = getattr(condition, op)
        if bound is not None:
            yield words.say(f"condition.{op}", label=label, bound=words.fact_value(fact, bound))
    if isinstance(condition.is_, bool):
        yield words.say("condition.yes" if condition.is_ else "condition.no", label=label)
    elif condition.is_ is not None:
        yield words.say("condition.is", label=label, bound=words.fact_value(fact, condition.is_))
    if condition.at_least is not None:
        yield words.say("condition.at_least", label=label, bound=words.fact_value(fact, condition.at_least))
    if condition.one_of:
        choices = words.say("list.separator").join(words.fact_value(fact, one) for one in condition.one_of)
        yield words.say("condition.one_of", label=label, bound=choices)
