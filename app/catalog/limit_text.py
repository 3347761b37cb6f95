"""Limits and conditions of reporting rules in a person's words: 15 分钟内, 每 60 分钟一次, 事件等级为较大、重大."""

from __future__ import annotations

from app.catalog.condition_text import condition_sentence
from app.catalog.wording import Wording
from app.domain.conditions import Condition
from app.domain.reporting.model import DaySort, Repeat, Rule

_DAY_MIN, _HOUR_MIN = 1440, 60
_DAILY = {DaySort.ALL: "limit.daily", DaySort.OFF: "limit.off_daily", DaySort.WORKED: "limit.worked_daily"}


def limit_text(rule: Rule, words: Wording) -> str:
    """Within what time, or how often; "immediately" keeps our own minutes visibly apart."""
    text = _often(rule.repeat, words) if rule.repeat is not None else _within(rule, words)
    if rule.elapsed_h:
        text = words.say("limit.elapsed", time=span_text(rule.elapsed_h * _HOUR_MIN, words), limit=text)
    return text + words.say("limit.window", days=rule.window_days) if rule.window_days else text


def _within(rule: Rule, words: Wording) -> str:
    if rule.immediately:
        return words.say("limit.immediately", time=span_text(rule.immediate_min, words))
    if rule.limit_workdays:
        return words.say("limit.workdays", count=rule.limit_workdays)
    if rule.limit_days:
        return words.say("limit.days", count=rule.limit_days)
    return words.say("limit.within", time=span_text(rule.limit_min, words))


def _often(repeat: Repeat, words: Wording) -> str:
    often = []
    if repeat.every_min:
        often.append(words.say("limit.every", time=span_text(repeat.every_min, words)))
    if repeat.every_days:
        often.append(words.say("limit.every_days", count=repeat.every_days))
    if repeat.daily_at:
        often.append(words.say(_DAILY[repeat.on_days], times=words.say("list.separator").join(repeat.daily_at)))
    return words.say("list.separator").join(often) + words.say("limit.until", until=words.say(f"until.{repeat.until}"))


def when_text(rule: Rule, words: Wording) -> str:
    """In what case the rule speaks, beside its kinds: the grades, the flags that lift them, and its condition."""
    separator = words.say("list.separator")
    graded = []
    if rule.levels:
        levels = separator.join(words.fact_value("severity", level.value) for level in rule.levels)
        graded.append(words.say("rule_when.levels", levels=levels))
    if rule.sens_flags:
        flags = separator.join(words.fact_label(flag) for flag in rule.sens_flags)
        graded.append(words.say("rule_when.flags", flags=flags))
    parts = [words.say("when.or").join(graded)] if graded else []
    if rule.when != Condition() or not parts:
        parts.append(condition_sentence(rule.when, words))
    return words.say("when.and").join(parts)


def span_text(minutes: float, words: Wording) -> str:
    """A span in its largest whole unit: 40 分钟, 2 小时, 30 日."""
    if minutes and minutes % _DAY_MIN == 0 and minutes > _DAY_MIN:
        return words.say("span.days", count=int(minutes // _DAY_MIN))
    if minutes and minutes % _HOUR_MIN == 0 and minutes > _HOUR_MIN:
        return words.say("span.hours", count=int(minutes // _HOUR_MIN))
    return words.say("span.minutes", count=round(minutes))
