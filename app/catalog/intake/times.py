"""When it happened: clock times, dates, parts of the day, "ten minutes ago". Always in the past of the moment given.

A spoken hour without a part of the day (三点, 七点半) is the last one that has passed; written with a colon it is read on the
24-hour clock, as duty rooms write it. The other reading stays as an alternative.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

import msgspec

from app.catalog.intake.model import Understood
from app.catalog.intake.numbers import number
from app.catalog.intake.text import one_of
from app.kernel.clock import SHANGHAI

_DIGIT = r"(?:\d{1,2}|[零〇一二两三四五六七八九十]{1,3})"
_SOON = timedelta(days=30)
"""A day of the year that is further ahead was last year's; a nearer one is a plan and no occurrence."""


class TimeWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words of time (``times.yaml``)."""

    days: dict[int, tuple[str, ...]]
    turns: dict[str, tuple[str, ...]]
    now: tuple[str, ...]
    ago: tuple[str, ...]
    not_yet: tuple[str, ...] = ()
    as_of: tuple[str, ...] = ()
    afterwards: tuple[str, ...] = ()
    reported: tuple[str, ...] = ()
    lasting: tuple[str, ...] = ()


class _Said(msgspec.Struct, frozen=True):
    """One time that the text names, with all the moments that it may mean, the likeliest first."""

    start: int
    end: int
    moments: tuple[datetime, ...]
    confidence: float
    occurred: bool = True


class Times:
    """Reads times by these words."""

    def __init__(self, words: TimeWords) -> None:
        self._back = {word: back for back, group in words.days.items() for word in group}
        self._turn = {word: turn for turn, group in words.turns.items() for word in group}
        day = one_of(self._back)
        # 昨晚 says both the day and its part
        turn = one_of(word for word in self._turn if len(word) > 1 or word in "晚夜")
        dated = r"(?:(?P<year>20\d\d)[年./-])?(?P<month>\d{1,2})(?:月|[./-])(?P<date>\d{1,2})(?:日|号)?"
        spoken = rf"(?P<hour>{_DIGIT})(?P<mark>点钟?|时)(?:(?P<half>半)|(?P<quarter>[一三])刻|(?P<minute>{_DIGIT})分?|整)?"
        desks = r"(?<=11[09]:)|(?<=12[02]:)|(?<=[^\d]:)"  # 119:14:05
        colon = rf"(?:(?<![\d:.+-])|{desks})(?P<hour2>[0-2]?\d):(?P<minute2>[0-5]\d)(?::[0-5]\d)?(?![\d:])"
        four = r"(?<![\d.+:-])(?P<hour3>[01]\d|2[0-3])(?P<minute3>[0-5]\d)(?=\s|,|时|有|接|,)(?!\s*(?:年|米|元|人|户|亩|只|头))"
        clock = rf"(?:{spoken}|{colon}|{four})"
        self._when = re.compile(
            rf"(?:(?:{dated})\s*|(?P<day>{day})\s*)?(?P<turn>{turn})?(?:的)?\s*{clock}(?P<about>许|左右|多|前后|,?大概)?",
            re.IGNORECASE,
        )
        unit = r"(?P<unit>个?半?小时|个半小时|个?钟头|分钟|刻钟|天|minutes?|hours?|min)"
        self._ago = re.compile(
            rf"(?P<about>约|大约|大概|差不多)?(?P<n>\d{{1,3}}|[一二两三四五六七八九十半]{{1,3}}|几)\s*{unit}(?P<more>左右|多)?\s*(?:{one_of(words.ago)})",
            re.IGNORECASE,
        )
        self._now = re.compile(one_of(words.now), re.IGNORECASE)
        self._as_of = re.compile(rf"(?:{one_of(words.as_of)})[^,。;]{{0,3}}$")
        self._after = re.compile(rf"^[^,。;:\d]{{0,4}}?(?:{one_of(words.afterwards)})")
        self._reported = re.compile(rf"[\s\x01]*(?:{one_of(words.reported)})")
        self._relative_day = re.compile(one_of(word for word, back in self._back.items() if back))
        self._deadline = re.compile(r"^(?:前|之前|以前)")
        lasting = rf"(?:{one_of(words.lasting)})"
        self._for = re.compile(
            rf"{lasting}(?:有|快|大概|约|差不多|已经)?(?P<n>\d{{1,3}}|[一二两三四五六七八九十半]{{1,3}})\s*(?P<unit>个?多?个?半?小时|个?多?钟头|多?分钟|刻钟)(?P<more>左右|多)?了?"
        )
        self._not_yet = re.compile(rf"(?:{one_of(words.not_yet)})[^,。;]{{0,4}}$")

    def read(self, text: str, now: datetime) -> tuple[Understood[datetime] | None, tuple[tuple[int, int], ...]]:
        """When it happened (aware, not after ``now``), and where the text speaks of any time at all."""
        here = now.astimezone(SHANGHAI)
        said = sorted((*self._clocks(text, here), *self._durations(text, here)), key=lambda one: one.start)
        spans = tuple((one.start, one.end) for one in said)
        first = next((one for one in said if one.occurred and one.moments), None)
        if first is None:
            first = self._just_now(text, here) or next(self._lasting(text, here), None)
        if first is None and not self._relative_day.search(text):
            first = next((one for one in said if one.moments and self._reported.match(text, one.end)), None)
            first = msgspec.structs.replace(first, confidence=0.5) if first is not None else None
        if first is None:
            return None, spans
        moments = tuple(one.astimezone(now.tzinfo) for one in first.moments)
        words = text[first.start : first.end]
        return Understood(moments[0], words, first.start, first.end, first.confidence, moments[1:]), spans

    def _clocks(self, text: str, here: datetime) -> Iterator[_Said]:
        for found in self._when.finditer(text):
            moments, sure = self._moments(found, here)
            before, after = text[: found.start()], text[found.end() :]
            other = (
                self._as_of.search(before) or self._after.search(after) or self._not_yet.search(before)
                or self._reported.match(after) or self._deadline.match(after)
            )  # fmt: skip
            yield _Said(found.start(), found.end(), moments, sure, occurred=other is None)

    def _moments(self, found: re.Match[str], here: datetime) -> tuple[tuple[datetime, ...], float]:
        time = _clock_of(found)
        if time is None:
            return (), 0.0
        hour, minute = time
        day_word = (found["day"] or "").lower()
        turn = self._turn.get((found["turn"] or "").lower()) or self._turn.get(day_word)
        day = _day_of(found, self._back.get(day_word), here)
        sure = 0.7 if found["about"] else 0.95
        if found["month"] and day is None:
            return (), 0.0
        if turn is not None:
            return self._turned(hour, minute, turn, day, here), sure if day is not None else min(sure, 0.9)
        if hour > 24 or (hour == 24 and minute):
            return (), 0.0
        options = [(hour, minute)]
        if found["mark"] in ("点", "点钟") and 1 <= hour <= 12:
            options.append((hour % 12 + 12, minute) if hour < 12 else (0, minute))
        moments = [one for h, m in options for one in (_last(h, m, day, here),) if one is not None]
        if day is None:
            moments.sort(reverse=True)
        return tuple(dict.fromkeys(moments)), (sure if len(moments) < 2 or day is not None else min(sure, 0.6))

    def _turned(self, hour: int, minute: int, turn: str, day: datetime | None, here: datetime) -> tuple[datetime, ...]:
        next_day = False
        if (turn == "late" and 1 <= hour < 12) or (turn == "noon" and 1 <= hour <= 3):
            hour += 12
        elif turn == "night":
            if 6 <= hour < 12:
                hour += 12
            elif hour in (12, 24) or hour <= 5:
                hour, next_day = hour % 12, day is not None
        if hour > 24:
            return ()
        if day is not None and next_day:
            later = _last(hour, minute, day + timedelta(days=1), here)
            return (later,) if later is not None else ()
        moment = _last(hour, minute, day, here)
        return (moment,) if moment is not None else ()

    def _durations(self, text: str, here: datetime) -> Iterator[_Said]:
        for found in self._ago.finditer(text):
            minutes = _minutes(found["n"], found["unit"].lower())
            if minutes is None:
                continue
            at = (here - timedelta(minutes=minutes)).replace(second=0, microsecond=0)
            vague = found["about"] or found["more"] or found["n"] == "几"
            other = self._after.search(text[found.end() :])
            yield _Said(found.start(), found.end(), (at,), 0.6 if vague else 0.85, occurred=other is None)

    def _lasting(self, text: str, here: datetime) -> Iterator[_Said]:
        """烧了一个多小时了: it began that long ago."""
        for found in self._for.finditer(text):
            minutes = _minutes(found["n"], found["unit"])
            if minutes is not None:
                at = (here - timedelta(minutes=minutes)).replace(second=0, microsecond=0)
                yield _Said(*found.span(), (at,), 0.5)

    def _just_now(self, text: str, here: datetime) -> _Said | None:
        for found in self._now.finditer(text):
            if found[0].lower() in ("刚才", "刚刚", "just now") and not self._after.search(text[found.end() :]):
                if re.match(r"[^,。;]{0,10}?(?:接|打|那个|报|通|来电|说)", text[found.end() :]):
                    continue
                return _Said(found.start(), found.end(), (here.replace(second=0, microsecond=0),), 0.5)
        return None


def _clock_of(found: re.Match[str]) -> tuple[int, int] | None:
    hour = number(found["hour"] or found["hour2"] or found["hour3"])
    if hour is None or hour != int(hour):
        return None
    if found["half"]:
        return int(hour), 30
    if found["quarter"]:
        return int(hour), 15 if found["quarter"] == "一" else 45
    minute = number(found["minute"] or found["minute2"] or found["minute3"] or "0")
    return (int(hour), int(minute)) if minute is not None and minute < 60 else None


def _day_of(found: re.Match[str], back: int | None, here: datetime) -> datetime | None:
    midnight = here.replace(hour=0, minute=0, second=0, microsecond=0)
    if back is not None:
        return midnight - timedelta(days=back)
    if not found["month"]:
        return None
    try:
        day = midnight.replace(year=int(found["year"] or here.year), month=int(found["month"]), day=int(found["date"]))
        if not found["year"] and day - midnight > _SOON:
            day = day.replace(year=day.year - 1)
    except ValueError:  # no such day: 13月40日
        return None
    return day


def _last(hour: int, minute: int, day: datetime | None, here: datetime) -> datetime | None:
    """This clock time on that day, or the last time that it was; ``None`` where it is still to come."""
    base = day if day is not None else here.replace(hour=0, minute=0, second=0, microsecond=0)
    try:
        at = base + timedelta(hours=hour, minutes=minute)
        if at > here and day is None:
            at -= timedelta(days=1)
    except OverflowError:
        return None
    return at if at <= here else None


def _minutes(said: str, unit: str) -> float | None:
    amount = 3 if said == "几" else number(said)
    if amount is None:
        return None
    if "半" in unit:  # 一个半小时 is 90 minutes
        amount += 0.5
    if "分" in unit or unit.startswith("min"):
        return amount
    if unit == "刻钟":
        return amount * 15
    return amount * (24 * 60 if unit == "天" else 60)
