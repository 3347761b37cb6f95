"""Conditions and limits of reporting rules in a person's words. No Qt."""

from __future__ import annotations

from app.catalog.wording import Wording
from app.domain.conditions import Condition
from app.domain.reporting.model import Rule

_DAY_MIN, _HOUR_MIN = 1440, 60


def when_text(condition: Condition, words: Wording) -> str:
    """When a rule applies: 敏感 或 事件等级达到较大及以上; 一律 for an empty condition."""
    parts = _parts(condition, words)
    return words.say("when.and").join(parts) if parts else words.say("when.always")


def limit_text(rule: Rule, words: Wording) -> str:
    """Within what time, or how often; "immediately" keeps our own minutes visibly apart."""
    if rule.repeat is not None:
        often = []
        if rule.repeat.every_min:
            often.append(words.say("limit.every", time=span_text(rule.repeat.every_min, words)))
        if rule.repeat.daily_at:
            often.append(words.say("limit.daily", times=words.say("list.separator").join(rule.repeat.daily_at)))
        text = words.say("list.separator").join(often)
        return text + words.say("limit.until", until=words.say(f"until.{rule.repeat.until}"))
    if rule.immediately:
        text = words.say("limit.immediately", time=span_text(rule.immediate_min, words))
    else:
        text = words.say("limit.within", time=span_text(rule.limit_min, words))
    return text + words.say("limit.window", days=rule.window_days) if rule.window_days else text


def span_text(minutes: float, words: Wording) -> str:
    """A span in its largest whole unit: 40 分钟, 2 小时, 30 日."""
    if minutes and minutes % _DAY_MIN == 0 and minutes > _DAY_MIN:
        return words.say("span.days", count=int(minutes // _DAY_MIN))
    if minutes and minutes % _HOUR_MIN == 0 and minutes > _HOUR_MIN:
        return words.say("span.hours", count=int(minutes // _HOUR_MIN))
    return words.say("span.minutes", count=round(minutes))


def _parts(condition: Condition, words: Wording) -> list[str]:
    parts = _leaf(condition, words) if condition.fact else []
    parts += [_grouped(one, words, among_all=True) for one in condition.all]
    if condition.any:
        joined = words.say("when.or").join(_grouped(one, words) for one in condition.any)
        parts.append(words.say("when.group", text=joined) if parts else joined)
    parts += [words.say("when.none", text=when_text(one, words)) for one in condition.none]
    return parts


def _grouped(condition: Condition, words: Wording, *, among_all: bool = False) -> str:
    text = when_text(condition, words)
    mixed = len(condition.any) > 1 if among_all else len(_parts(condition, words)) > 1
    return words.say("when.group", text=text) if mixed else text


def _leaf(condition: Condition, words: Wording) -> list[str]:
    name = condition.fact
    label = words.fact_label(name)
    bounds = {"ge": condition.ge, "gt": condition.gt, "le": condition.le, "lt": condition.lt}
    found = [
        words.say(f"when.{op}", label=label, bound=words.fact_value(name, bound))
        for op, bound in bounds.items()
        if bound is not None
    ]
    if isinstance(condition.is_, bool):
        found.append(words.say("when.flag_yes" if condition.is_ else "when.flag_no", label=label))
    elif condition.is_ is not None:
        found.append(words.say("when.is", label=label, bound=words.fact_value(name, condition.is_)))
    if condition.at_least is not None:
        found.append(words.say("when.at_least", label=label, bound=words.fact_value(name, condition.at_least)))
    if condition.one_of:
        choices = words.say("list.separator").join(words.fact_value(name, one) for one in condition.one_of)
        found.append(words.say("when.one_of", label=label, bound=choices))
    return found
