"""A month from a rotation: nobody twice at once, nobody two shifts in a row where it can be helped, everybody about as often.

The same rotation on the same roster always gives the same month. Holidays are given out first, then weekends, then working
days: so the days that nobody wants are shared most evenly, and the others make up the difference. Holidays of the year before
count too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

from app.domain.roster.model import DayKind, DutySlot, Post, RosterPattern, RotationPerson, SlotRef
from app.domain.roster.rules import bounds, day_kind, is_night, required
from app.domain.work_calendar import WorkCalendar
from app.kernel.errors import Refusal

REST = timedelta(hours=24)
"""A duty is kept this far from the person's last one where it can be (a suggestion, no rule says so)."""

REMEMBERED = timedelta(days=366)
"""Holidays of this time before count when holidays are shared."""

_ORDER = (DayKind.HOLIDAY, DayKind.WEEKEND, DayKind.WORKDAY)
_Span = tuple[datetime, datetime]


class _Pool:
    """What is known of everybody while the month is filled; leading and sitting at the phone are counted apart."""

    def __init__(self, pattern: RosterPattern, calendar: WorkCalendar, people: Sequence[RotationPerson]) -> None:
        self._pattern, self._calendar = pattern, calendar
        self._people = {one.person: place for place, one in enumerate(people)}
        self._spans: dict[str, list[_Span]] = {one.person: [] for one in people}
        self._count: dict[tuple[str, bool], dict[str, int]] = {}

    def tally(self, person: str, leads: bool) -> dict[str, int]:
        return self._count.setdefault((person, leads), {"total": 0, "nights": 0, **{kind.value: 0 for kind in DayKind}})

    def busy(self, slot: DutySlot) -> None:
        """This time is taken."""
        if slot.person in self._people:
            self._spans[slot.person].append(bounds(self._pattern, slot.ref))

    def serve(self, slot: DutySlot) -> None:
        """This duty counts."""
        self.busy(slot)
        if slot.person not in self._people:
            return
        known = self.tally(slot.person, slot.ref.post is Post.LEADER)
        known["total"] += 1
        known[day_kind(self._calendar, slot.ref.day).value] += 1
        known["nights"] += self._is_night(slot.ref)

    def remember(self, slots: Iterable[DutySlot]) -> None:
        """Holidays served before: who has served fewer comes first; a newcomer begins with the fewest of the others."""
        before: dict[tuple[str, bool], int] = {}
        seen: set[tuple[str, bool]] = set()
        for one in slots:
            who = (one.person, one.ref.post is Post.LEADER)
            seen.add(who)
            before[who] = before.get(who, 0) + (day_kind(self._calendar, one.ref.day) is DayKind.HOLIDAY)
        for leads in (False, True):
            known = [before[person, leads] for person in self._people if (person, leads) in seen]
            fewest = min(known, default=0)
            for person in self._people:
                self.tally(person, leads)[DayKind.HOLIDAY.value] += before.get((person, leads), fewest) - fewest

    def best(self, ref: SlotRef, people: Iterable[RotationPerson]) -> RotationPerson | None:
        """Who should hold this post; ``None`` where everybody is away or busy at that time."""
        span = bounds(self._pattern, ref)
        free = [one for one in people if ref.day not in one.away and not self._is_busy(one.person, span)]
        return min(free, key=lambda one: self._key(one.person, ref, span), default=None)

    def _key(self, person: str, ref: SlotRef, span: _Span) -> tuple[int, int, int, int, float, int]:
        known = self.tally(person, ref.post is Post.LEADER)
        kind = day_kind(self._calendar, ref.day)
        rest = min((max(span[0] - until, since - span[1]) for since, until in self._spans[person]), default=REST * 400)
        pressed = 2 if rest <= timedelta(0) else 1 if rest < REST else 0
        of_kind = known[kind.value] if kind is not DayKind.WORKDAY else known["total"]
        nights = known["nights"] if self._is_night(ref) else -known["nights"]
        return pressed, of_kind, known["total"], nights, -rest.total_seconds(), self._people[person]

    def _is_busy(self, person: str, span: _Span) -> bool:
        return any(since < span[1] and span[0] < until for since, until in self._spans[person])

    def _is_night(self, ref: SlotRef) -> bool:
        shift = self._pattern.shift(ref.shift)
        return ref.post is not Post.LEADER and shift is not None and is_night(shift)


def planned(
    days: Sequence[date], pattern: RosterPattern, calendar: WorkCalendar, people: Sequence[RotationPerson],
    kept: Mapping[str, DutySlot], around: Iterable[DutySlot] = (),
) -> tuple[DutySlot, ...]:
    """Every post of these days that nobody of ``kept`` holds, given to somebody, in order.

    ``around`` are the posts held before and after these days. ``Refusal("roster_too_few")`` names the first post for which
    nobody is left.
    """
    pool = _Pool(pattern, calendar, people)
    others = list(around)
    pool.remember(one for one in others if days and days[0] - REMEMBERED <= one.ref.day < days[0])
    for one in others:
        if days and abs((one.ref.day - days[0]).days) <= len(days) + 2:
            pool.busy(one)
    for one in kept.values():
        pool.serve(one)
    wanted = [ref for day in days for ref in required(pattern, calendar, day) if ref.key not in kept]
    wanted.sort(key=lambda ref: _ORDER.index(day_kind(calendar, ref.day)))  # stable: within a kind in the order of the days
    given: list[DutySlot] = []
    for ref in wanted:
        fitting = [one for one in people if ref.post in one.posts]
        chosen = pool.best(ref, fitting)
        if chosen is None:
            raise Refusal("roster_too_few", {"day": ref.day, "duty_post": ref.post.value, "people": len(fitting)})
        slot = DutySlot(ref, chosen.name, chosen.contact_id)
        pool.serve(slot)
        given.append(slot)
    return tuple(sorted(given, key=lambda one: one.ref))
