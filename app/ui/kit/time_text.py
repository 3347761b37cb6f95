"""Times as the room says them: Beijing time, 24 hours, seconds only where they matter; and times as a person
types them.

Every moment taken or given is aware UTC; only the text is local.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime, timedelta

from app.kernel.clock import SHANGHAI, to_local
from app.ui.kit.i18n import translate

_DAY_WORDS = {
    "今": 0,
    "今天": 0,
    "今日": 0,
    "t": 0,
    "昨": -1,
    "昨天": -1,
    "昨日": -1,
    "y": -1,
    "前": -2,
    "前天": -2,
    "明": 1,
    "明天": 1,
    "明日": 1,
    "m": 1,
}
_TIME = re.compile(r"(?:(\d{1,2}):(\d{2})(?::(\d{2}))?|(\d{3,4}))$")
_FULL_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$")
_MONTH_DAY = re.compile(r"(\d{1,2})[-/.月](\d{1,2})日?$")
_DAY = re.compile(r"(\d{1,2})日?$")
_AGO = re.compile(r"([+-])(\d{1,4})$")


def clock(at: datetime) -> str:
    """``02:55``."""
    return to_local(at).strftime("%H:%M")


def clock_seconds(at: datetime) -> str:
    """``02:55:07``."""
    return to_local(at).strftime("%H:%M:%S")


def date(at: datetime) -> str:
    """``2026-07-18``."""
    return to_local(at).strftime("%Y-%m-%d")


def weekday(at: datetime) -> str:
    """The day of the week in the language in use, as short as it goes."""
    names = (
        translate("Kit", "Mon"),
        translate("Kit", "Tue"),
        translate("Kit", "Wed"),
        translate("Kit", "Thu"),
        translate("Kit", "Fri"),
        translate("Kit", "Sat"),
        translate("Kit", "Sun"),
    )
    return names[to_local(at).weekday()]


def full(at: datetime) -> str:
    """``2026-07-18 03:17:42 Sat``: the clock of the window."""
    return f"{date(at)} {clock_seconds(at)} {weekday(at)}"


def day_clock(at: datetime, now: datetime) -> str:
    """``02:55`` on the day of ``now``; a day word before it one day off; else the date, with the year when it
    differs."""
    local, today = to_local(at), to_local(now)
    days = (local.date() - today.date()).days
    if days == 0:
        return clock(at)
    if days == -1:
        return translate("Kit", "yesterday {time}").format(time=clock(at))
    if days == 1:
        return translate("Kit", "tomorrow {time}").format(time=clock(at))
    pattern = "%m-%d %H:%M" if local.year == today.year else "%Y-%m-%d %H:%M"
    return local.strftime(pattern)


def duration(span: timedelta) -> str:
    """``06:12`` (minutes, seconds), ``1:02:11`` from an hour on, with days before it from two days on; never
    signed."""
    seconds = abs(int(span.total_seconds()))
    hours, rest = divmod(seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    if hours >= 48:
        return translate("Kit", "{days} d {hours:02}:{minutes:02}").format(
            days=hours // 24, hours=hours % 24, minutes=minutes
        )
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes:02}:{seconds:02}"


def remaining(span: timedelta) -> str:
    """``06:12 left``, or ``02:11 over`` once the span is negative: the text of a countdown."""
    whole = timedelta(seconds=int(span.total_seconds()))
    if whole < timedelta(0):
        return translate("Kit", "{time} over").format(time=duration(whole))
    return translate("Kit", "{time} left").format(time=duration(whole))


def parse(text: str, now: datetime, lean: str = "past") -> datetime:
    """The moment that a person typed, aware UTC; raises ``ValueError`` when it cannot be read.

    ``0255`` ``02:55`` ``2:55:10``; with a day before it: ``昨 23:40`` ``y 2340`` ``18 0255`` ``7-18 02:55``
    ``2026-07-18 02:55``; ``-5`` and ``+30`` are minutes from ``now``. Without a day, ``lean`` decides which:
    ``past`` takes the last such moment (23:40 typed at 00:10 is yesterday's), ``future`` the next one,
    ``none`` today's.
    """
    clean = " ".join(unicodedata.normalize("NFKC", text).strip().lower().replace("：", ":").split())
    relative = _AGO.match(clean)
    if relative:
        minutes = int(relative[2]) * (1 if relative[1] == "+" else -1)
        return (now + timedelta(minutes=minutes)).astimezone(UTC)
    found = _TIME.search(clean)
    if not found:
        raise ValueError(text)
    day_text = clean[: found.start()].strip()
    if not day_text and found[4] and len(clean) < 3:
        raise ValueError(text)
    hour, minute, second = _time_parts(found)
    local_now = to_local(now)
    if not day_text:
        at = local_now.replace(hour=hour, minute=minute, second=second, microsecond=0)
        return _lean(at, local_now, lean).astimezone(UTC)
    year, month, day = _day_parts(day_text, local_now, lean)
    return datetime(year, month, day, hour, minute, second, tzinfo=SHANGHAI).astimezone(UTC)


def _time_parts(found: re.Match[str]) -> tuple[int, int, int]:
    if found[4]:
        number = int(found[4])
        hour, minute, second = number // 100, number % 100, 0
    else:
        hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
    if hour > 23 or minute > 59 or second > 59:
        raise ValueError(found[0])
    return hour, minute, second


def _lean(at: datetime, now: datetime, lean: str) -> datetime:
    if lean == "past" and at > now:
        return at - timedelta(days=1)
    if lean == "future" and at < now.replace(second=0, microsecond=0):
        return at + timedelta(days=1)
    return at


def _day_parts(text: str, now: datetime, lean: str) -> tuple[int, int, int]:
    if text in _DAY_WORDS:
        day = now.date() + timedelta(days=_DAY_WORDS[text])
        return day.year, day.month, day.day
    if found := _FULL_DAY.match(text):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _MONTH_DAY.match(text):
        month, day_of_month = int(found[1]), int(found[2])
        year = now.year
        if lean == "past" and (month, day_of_month) > (now.month, now.day):
            year -= 1
        elif lean == "future" and (month, day_of_month) < (now.month, now.day):
            year += 1
        return year, month, day_of_month
    if found := _DAY.match(text):
        return _this_or_neighbour_month(int(found[1]), now, lean)
    raise ValueError(text)


def _this_or_neighbour_month(day: int, now: datetime, lean: str) -> tuple[int, int, int]:
    months = now.year * 12 + now.month - 1
    if lean == "past" and day > now.day:
        months -= 1
    elif lean == "future" and day < now.day:
        months += 1
    return months // 12, months % 12 + 1, day
