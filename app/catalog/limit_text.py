"""Limits of reporting rules in a person's words: 自接报 15 分钟内, 每 60 分钟一次."""

from __future__ import annotations

from app.catalog.wording import Wording
from app.domain.reporting.model import Rule

_DAY_MIN, _HOUR_MIN = 1440, 60


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
