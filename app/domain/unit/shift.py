"""When a unit is on shift, by the hours that its shift names. Pure."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime

from app.kernel.clock import to_local

_HOURS = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)[^\d:,;\u3001]{1,6}([01]?\d|2[0-4]):([0-5]\d)")
"""Two moments with a dash or a word (until, the next day) between them."""
_DAY_MIN = 24 * 60


def hours_of(words: str) -> tuple[tuple[int, int], ...]:
    """The spans that a shift names, in minutes of the day on the wall clock; one that ends at or before its beginning ends the next
    day. Nothing where no hours are named (a unit that is there day and night, or a rotation by word)."""
    found = _HOURS.findall(unicodedata.normalize("NFKC", words))
    return tuple((int(a) * 60 + int(b), min(int(c) * 60 + int(d), _DAY_MIN)) for a, b, c, d in found)


def on_shift(words: str, now: datetime) -> bool | None:
    """Whether a unit of this shift is on duty now; ``None`` where its shift names no hours."""
    spans = hours_of(words)
    if not spans:
        return None
    local = to_local(now)
    minute = local.hour * 60 + local.minute
    return any(start <= minute < end if start < end else minute >= start or minute < end for start, end in spans)
