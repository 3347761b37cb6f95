"""The duty roster in a person's words: one wording of days, posts, turns, swaps and remarks for window, paper, file and CLI."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import msgspec

from app.desk.describe import Describer
from app.desk.describe_roster import hours, slot_words
from app.domain.roster.decide import pattern_of
from app.domain.roster.model import DayKind, DutySlot, Post, RosterPattern, Swap, SwapState
from app.domain.roster.rules import (
    Conflict,
    ConflictKind,
    Turn,
    conflicts,
    day_kind,
    gaps,
    held,
    next_turn,
    not_announced,
    on_duty,
    services,
)
from app.domain.state import State
from app.domain.work_calendar import WorkCalendar
from app.kernel.clock import Clock, to_local


class PostColumn(msgspec.Struct, frozen=True):
    """A column of the month: a post of a shift ("" for a leader of the whole day is the first shift), and its title."""

    shift: str
    post: Post
    title: str


class Remark(msgspec.Struct, frozen=True):
    """Something to look at: its tone (``watch`` or ``warn``), its words, and the key of the post that it is about ("" : none)."""

    tone: str
    text: str
    key: str = ""


class RosterWords:
    """Says the roster of one state."""

    def __init__(self, state: State, describer: Describer) -> None:
        self.state, self._d = state, describer
        self.pattern: RosterPattern = pattern_of(state, describer.reference)
        self.calendar: WorkCalendar = describer.reference.calendar

    def columns(self, *, whole: bool = False) -> tuple[PostColumn, ...]:
        """The posts of a day: those that any kind of day needs, or (``whole``) all that there may be."""
        required = self.pattern.required
        wanted = {*required.workday, *required.weekend, *required.holiday} if not whole else set(Post)
        found: list[PostColumn] = []
        for place, shift in enumerate(self.pattern.shifts):
            for post in Post:
                if post not in wanted:
                    continue
                leads = post is Post.LEADER and self.pattern.leader_whole_day
                if leads and place:
                    continue
                word = self._d.say(f"roster.post.{post}")
                found.append(PostColumn(shift.id, post, word if leads else f"{self._d.text(shift.name)} {word}"))
        return tuple(found)

    def shift(self, shift_id: str) -> str:
        """The name of a shift."""
        known = self.pattern.shift(shift_id)
        return self._d.text(known.name) if known is not None else shift_id

    def shift_line(self) -> str:
        """All shifts with their hours."""
        shifts = (f"{self._d.text(one.name)} {hours(one)}" for one in self.pattern.shifts)
        return self._d.say("list.separator").join(shifts)

    def weekday(self, day: date) -> str:
        """周五."""
        return self._d.say(f"roster.weekday.{day.weekday()}")

    def kind(self, day: date) -> str:
        """What is special about a day: the festival, a weekend, a weekend that is worked, 未公布; "" for a plain working day."""
        festival = self.calendar.festival(day)
        kind = day_kind(self.calendar, day)
        if kind is DayKind.WORKDAY:
            said = self._d.say("roster.day.worked", festival=self._d.text(festival)) if festival is not None else ""
        else:
            said = self._d.text(festival) if festival is not None else self._d.say(f"roster.day.{kind}")
        if self.calendar.is_certain(day):
            return said
        return " ".join(part for part in (said, self._d.say("roster.day.not_announced")) if part)

    def slot(self, one: DutySlot | None) -> str:
        """Who holds a post; 空缺 for nobody."""
        return one.name if one is not None and one.name else self._d.say("roster.nobody")

    def history(self, one: DutySlot) -> tuple[str, ...]:
        """What was changed after publishing or by swaps, the last one last."""
        return tuple(
            self._d.say(
                "roster.swapped" if mark.swap_id else "roster.changed", at=self._d.clock(mark.at), by=mark.by or "—",
                before=mark.before or self._d.say("roster.nobody"), reason=mark.reason,
            )
            for mark in one.changes
        )

    def swap(self, swap: Swap) -> str:
        """Who changes what with whom."""
        given = ""
        if swap.other is not None:
            given = self._d.say("roster.given_for", slot=slot_words(self._d, self.pattern, swap.other))
        slot = slot_words(self._d, self.pattern, swap.ref)
        return self._d.say("roster.swap.line", name=swap.name, slot=slot, with_name=swap.with_name, given=given)

    def swap_state(self, swap: Swap) -> str:
        """How far it has come."""
        return self._d.say(f"roster.swap.{swap.state}")

    def swap_steps(self, swap: Swap) -> tuple[str, ...]:
        """Who said what, when."""
        return tuple(
            self._d.say(f"roster.swap.step.{one.state}", at=self._d.clock(one.at), who=one.who, words=one.words)
            for one in swap.steps
        )

    def turn(self, turn: Turn | None) -> str:
        """A shift with its people in one line; "" for none."""
        if turn is None:
            return ""
        officers = self._d.say("list.separator").join(one.name for one in turn.officers) or self._d.say("roster.nobody")
        at = to_local(turn.starts_at).strftime("%m-%d %H:%M")
        shift = self._d.text(turn.shift.name)
        return self._d.say("roster.next", at=at, shift=shift, leader=self.slot(turn.leader), officers=officers)

    def remarks(self, days: Sequence[date]) -> tuple[Remark, ...]:
        """What to look at on these days: free posts, impossible or unknown names, days that are not announced."""
        found: list[Remark] = []
        open_days = not_announced(self.calendar, days)
        for year in sorted({day.year for day in open_days}):
            first = min(day for day in open_days if day.year == year)
            found.append(Remark("watch", self._d.say("roster.year_unknown", year=year, first=first.isoformat())))
        clashes = conflicts(self.state.roster, self.pattern, self.state.contacts, days)
        hard = (ConflictKind.AT_ONCE, ConflictKind.IN_A_ROW)
        found += [self._conflict(one) for one in clashes if one.kind in hard]
        for ref in gaps(self.state.roster, self.pattern, self.calendar, days):
            holiday = day_kind(self.calendar, ref.day) is DayKind.HOLIDAY
            said = self._d.say("roster.gap.holiday" if holiday else "roster.gap", slot=slot_words(self._d, self.pattern, ref))
            found.append(Remark("warn" if holiday else "watch", said, ref.key))
        found += [self._conflict(one) for one in clashes if one.kind not in hard]
        return tuple(found)

    def _conflict(self, one: Conflict) -> Remark:
        shown = [slot_words(self._d, self.pattern, ref) for ref in one.refs[:3]]
        slots = self._d.say("list.separator").join(shown) + ("…" if len(one.refs) > 3 else "")
        tone = "warn" if one.kind is ConflictKind.AT_ONCE else "watch"
        return Remark(tone, self._d.say(f"roster.conflict.{one.kind}", name=one.name, slots=slots), one.refs[0].key)


def turn_row(words: RosterWords, turn: Turn | None) -> dict[str, Any] | None:
    """A shift as JSON; ``null`` people hold no post."""
    if turn is None:
        return None
    return {
        "date": turn.day.isoformat(), "shift": turn.shift.id, "shift_name": words.shift(turn.shift.id),
        "starts_at": to_local(turn.starts_at).isoformat(), "ends_at": to_local(turn.ends_at).isoformat(),
        "leader": _person(turn.leader), "officers": [_person(one) for one in turn.officers],
    }  # fmt: skip


def _person(one: DutySlot | None) -> dict[str, str] | None:
    return None if one is None else {"name": one.name, "contact_id": one.contact_id}


def roster_row(words: RosterWords, days: Sequence[date], clock: Clock) -> dict[str, Any]:
    """The roster of these days as JSON: who is on now and next, every post, remarks, counts, swaps that wait."""
    state, now = words.state, clock.now()
    slots = held(state.roster, days)
    month = f"{days[0]:%Y-%m}"
    return {
        "now": turn_row(words, on_duty(state.roster, words.pattern, now)),
        "next": turn_row(words, next_turn(state.roster, words.pattern, now)),
        "month": month,
        "published": month in state.roster.published,
        "shifts": [
            {"id": one.id, "name": words.shift(one.id), "hours": hours(one)} for one in words.pattern.shifts
        ],
        "days": [_day_row(words, day) for day in days],
        "remarks": [{"tone": one.tone, "text": one.text, "key": one.key} for one in words.remarks(days)],
        "counts": [
            {
                "name": one.name, "contact_id": one.contact_id, "total": one.total, "workdays": one.workdays,
                "weekends": one.weekends, "holidays": one.holidays, "nights": one.nights, "leading": one.leading,
            }
            for one in services(words.pattern, words.calendar, slots)
        ],
        "swaps": [swap_row(words, one) for one in state.roster.swaps.values() if one.is_open],
    }  # fmt: skip


def swap_row(words: RosterWords, swap: Swap) -> dict[str, Any]:
    """A swap as JSON."""
    return {
        "id": swap.id, "state": swap.state.value, "name": swap.name, "with_name": swap.with_name, "key": swap.ref.key,
        "other_key": swap.other.key if swap.other is not None else "", "reason": swap.reason,
        "filed": swap.state is SwapState.APPROVED, "text": words.swap(swap), "steps": list(words.swap_steps(swap)),
    }  # fmt: skip


def _day_row(words: RosterWords, day: date) -> dict[str, Any]:
    roster = words.state.roster
    posts = held(roster, (day,))
    return {
        "date": day.isoformat(), "weekday": words.weekday(day), "kind": day_kind(words.calendar, day).value,
        "certain": words.calendar.is_certain(day), "words": words.kind(day),
        "posts": [
            {
                "shift": one.ref.shift, "post": one.ref.post.value, "name": one.name, "contact_id": one.contact_id,
                "changed": list(words.history(one)),
            }
            for one in posts
        ],
        "gaps": [ref.key for ref in gaps(roster, words.pattern, words.calendar, (day,))],
    }  # fmt: skip
