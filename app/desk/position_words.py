"""How old a position is, and what is doubtful about it: one wording wherever a position is shown."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import datetime

from app.domain.unit.model import Position
from app.domain.unit.rules import position_age_s

Say = Callable[..., str]
"""A word of the catalogue, with its facts."""

_HOUR_S, _DAY_S = 3_600.0, 86_400.0


def age_words(seconds: float, say: Say) -> str:
    """Whole minutes; from two hours on whole hours, from two days on whole days."""
    if seconds >= 2 * _DAY_S:
        return say("span.days", count=int(seconds // _DAY_S))
    if seconds >= 2 * _HOUR_S:
        return say("span.hours", count=int(seconds // _HOUR_S))
    return say("span.minutes", count=int(seconds // 60))


def seen_words(position: Position, now: datetime, say: Say, stale_after_s: float = math.inf) -> str:
    """``位置 3 分钟前``, marked where it is stale, with every flag that the position has."""
    old_s = position_age_s(position, now)
    told = say("duty.stale_age" if old_s > stale_after_s else "duty.position_age", age=age_words(old_s, say))
    return " · ".join((told, *(say(f"tracking.flag.{flag}") for flag in position.flags)))
