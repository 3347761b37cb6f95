"""Who is on duty and who is next, what is missing, what cannot be, and how much everybody serves. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum

import msgspec

from app.domain.duty.model import Contact
from app.domain.roster.model import DayKind, DutySlot, Post, Roster, RosterPattern, ShiftKind, SlotRef
from app.domain.work_calendar import WorkCalendar
from app.kernel.clock import SHANGHAI, as_utc, to_local
from app.kernel.errors import Refusal

YEARS = range(2000, 2100)
"""Outside these a day is a slip of the hand."""

EARLY = timedelta(minutes=10)
"""The relief comes this much before its hour (facts file §3.6, a sample)."""

_MONTH = re.compile(r"(\d{4})-(\d{2})")
_SATURDAY = 5


class Turn(msgspec.Struct, frozen=True):
    """A shift of a day with those who hold its posts (``None`` for a free one)."""

    day: date
    shift: ShiftKind
    starts_at: datetime
    ends_at: datetime
    leader: DutySlot | None = None
    main: DutySlot | None = None
    second: DutySlot | None = None

    @property
    def officers(self) -> tuple[DutySlot, ...]:
        """The officers, the main one first."""
        return tuple(one for one in (self.main, self.second) if one is not None)


class ConflictKind(StrEnum):
    """What is wrong with a name: in two posts at once, two shifts in a row, not in the contact book, or there twice."""

    AT_ONCE = "at_once"
    IN_A_ROW = "in_a_row"
    NOT_IN_BOOK = "not_in_book"
    AMBIGUOUS = "ambiguous"


class Conflict(msgspec.Struct, frozen=True):
    """Something to look at: the posts it is about, the earlier first, and whose they are."""

    kind: ConflictKind
    name: str
    refs: tuple[SlotRef, ...]


class Service(msgspec.Struct, frozen=True):
    """How much somebody serves: duties by kind of day, and how many were at night or as the leader."""

    name: str
    contact_id: str = ""
    workdays: int = 0
    weekends: int = 0
    holidays: int = 0
    nights: int = 0
    leading: int = 0

    @property
    def total(self) -> int:
        """All duties."""
        return self.workdays + self.weekends + self.holidays


def days_of(month: str) -> tuple[date, ...]:
    """The days of a month written ``2026-12``; ``Refusal("roster_month_wrong")`` for anything else."""
    found = _MONTH.fullmatch(month)
    if found is None or not (1 <= int(found[2]) <= 12 and int(found[1]) in YEARS):
        raise Refusal("roster_month_wrong", {"month": month[:20]})
    first = date(int(found[1]), int(found[2]), 1)
    after = (first + timedelta(days=31)).replace(day=1)
    return tuple(first + timedelta(days=step) for step in range((after - first).days))


def month_of(day: date) -> str:
    """The month of a day: ``2026-12``."""
    return f"{day:%Y-%m}"


def day_kind(calendar: WorkCalendar, day: date) -> DayKind:
    """Working day, weekend or holiday; beyond the announced calendar by the weekday alone."""
    if calendar.is_workday(day):
        return DayKind.WORKDAY
    return DayKind.HOLIDAY if day in calendar.holidays else DayKind.WEEKEND


def proper(pattern: RosterPattern, ref: SlotRef) -> SlotRef:
    """Where a post is kept: a leader of the whole day stands at the day's first shift."""
    if ref.post is Post.LEADER and pattern.leader_whole_day:
        return SlotRef(ref.day, pattern.shifts[0].id, Post.LEADER)
    return ref


def required(pattern: RosterPattern, calendar: WorkCalendar, day: date) -> tuple[SlotRef, ...]:
    """The posts that a day needs, in the order of the shifts."""
    posts = pattern.required.of(day_kind(calendar, day))
    found = (proper(pattern, SlotRef(day, shift.id, post)) for shift in pattern.shifts for post in Post if post in posts)
    return tuple(dict.fromkeys(found))


def bounds(pattern: RosterPattern, ref: SlotRef) -> tuple[datetime, datetime]:
    """When a post is held, from and until, UTC; nothing (an empty span) for a shift that there is no longer."""
    midnight = datetime(ref.day.year, ref.day.month, ref.day.day, tzinfo=SHANGHAI)
    shifts: Sequence[ShiftKind] = pattern.shifts
    if not (ref.post is Post.LEADER and pattern.leader_whole_day):
        shifts = [one for one in pattern.shifts if one.id == ref.shift]
    if not shifts:
        return as_utc(midnight), as_utc(midnight)
    start = min(one.start_min for one in shifts)
    end = max(one.start_min + one.length_min for one in shifts)
    return as_utc(midnight + timedelta(minutes=start)), as_utc(midnight + timedelta(minutes=end))


def uncovered_min(pattern: RosterPattern) -> int:
    """Minutes of a day in which nobody would be on duty: a duty room is manned round the clock (facts file §3.6)."""
    manned = {(one.start_min + step) % 1440 for one in pattern.shifts for step in range(one.length_min)}
    return 1440 - len(manned)


def turn(roster: Roster, pattern: RosterPattern, day: date, shift: ShiftKind) -> Turn:
    """A shift of a day with its people."""
    held = {post: roster.slot(proper(pattern, SlotRef(day, shift.id, post))) for post in Post}
    starts, ends = bounds(pattern, SlotRef(day, shift.id, Post.MAIN))
    return Turn(day, shift, starts, ends, held[Post.LEADER], held[Post.MAIN], held[Post.SECOND])


def on_duty(roster: Roster, pattern: RosterPattern, at: datetime) -> Turn | None:
    """The shift that runs at this moment, the one that began last where two overlap; ``None`` where none runs."""
    running = [one for one in _around(roster, pattern, at) if one.starts_at <= at < one.ends_at]
    return max(running, key=lambda one: one.starts_at, default=None)


def next_turn(roster: Roster, pattern: RosterPattern, at: datetime) -> Turn | None:
    """The first shift that begins after this moment."""
    return min((one for one in _around(roster, pattern, at) if one.starts_at > at), key=lambda one: one.starts_at, default=None)


def due_turn(roster: Roster, pattern: RosterPattern, at: datetime) -> Turn | None:
    """The shift whose people take over at this moment: the one that runs, or the next one ten minutes before its hour."""
    return on_duty(roster, pattern, at + EARLY)


def _around(roster: Roster, pattern: RosterPattern, at: datetime) -> Iterator[Turn]:
    today = to_local(at).date()
    for step in (-1, 0, 1, 2):
        for shift in pattern.shifts:
            yield turn(roster, pattern, today + timedelta(days=step), shift)


def gaps(roster: Roster, pattern: RosterPattern, calendar: WorkCalendar, days: Iterable[date]) -> tuple[SlotRef, ...]:
    """The posts that these days need and nobody holds, in order."""
    return tuple(ref for day in days for ref in required(pattern, calendar, day) if roster.slot(ref) is None)


def not_announced(calendar: WorkCalendar, days: Iterable[date]) -> tuple[date, ...]:
    """The days whose holidays were not announced yet: their kind goes by the weekday alone (未公布)."""
    return tuple(day for day in days if not calendar.is_certain(day))


def held(roster: Roster, days: Iterable[date]) -> tuple[DutySlot, ...]:
    """Every post that somebody holds on these days, in order of day, shift and post."""
    wanted = set(days)
    found = [one for one in roster.slots.values() if one.name and one.ref.day in wanted]
    return tuple(sorted(found, key=lambda one: one.ref))


def conflicts(
    roster: Roster, pattern: RosterPattern, contacts: Mapping[str, Contact], days: Sequence[date]
) -> tuple[Conflict, ...]:
    """What is wrong with the names of these days; shifts in a row are seen across the edge of the month too."""
    if not days:
        return ()
    wide = [days[0] - timedelta(days=1), *days, days[-1] + timedelta(days=1)]
    inside = set(days)
    spans = [(one, *bounds(pattern, one.ref)) for one in held(roster, wide)]
    found: list[Conflict] = []
    by_person: dict[str, list[tuple[DutySlot, datetime, datetime]]] = {}
    for span in sorted(spans, key=lambda span: (span[1], span[2], span[0].ref)):
        by_person.setdefault(span[0].person, []).append(span)
    for own in by_person.values():
        for at, (one, _starts, ends) in enumerate(own):
            for other, other_starts, _other_ends in own[at + 1 :]:
                if other_starts > ends:
                    break
                if inside & {one.ref.day, other.ref.day}:
                    kind = ConflictKind.AT_ONCE if other_starts < ends else ConflictKind.IN_A_ROW
                    found.append(Conflict(kind, one.name, (one.ref, other.ref)))
    found += _unknown(held(roster, days), contacts)
    return tuple(sorted(found, key=lambda one: (one.refs, one.kind)))


def _unknown(slots: Iterable[DutySlot], contacts: Mapping[str, Contact]) -> Iterator[Conflict]:
    names: dict[str, int] = {}
    for contact in contacts.values():
        names[contact.name] = names.get(contact.name, 0) + 1
    refs: dict[str, list[SlotRef]] = {}
    for one in slots:
        if one.contact_id not in contacts:
            refs.setdefault(one.name, []).append(one.ref)
    for name, where in refs.items():
        kind = ConflictKind.AMBIGUOUS if names.get(name, 0) > 1 else ConflictKind.NOT_IN_BOOK
        yield Conflict(kind, name, tuple(where))


def services(pattern: RosterPattern, calendar: WorkCalendar, slots: Iterable[DutySlot]) -> tuple[Service, ...]:
    """How much everybody serves, by name."""
    found: dict[str, Service] = {}
    for one in slots:
        known = found.get(one.person) or Service(one.name, one.contact_id)
        found[one.person] = _served(known, one.ref, day_kind(calendar, one.ref.day), pattern.shift(one.ref.shift))
    return tuple(sorted(found.values(), key=lambda one: (one.name, one.contact_id)))


def _served(known: Service, ref: SlotRef, kind: DayKind, shift: ShiftKind | None) -> Service:
    leads = ref.post is Post.LEADER
    return msgspec.structs.replace(
        known,
        workdays=known.workdays + (kind is DayKind.WORKDAY), weekends=known.weekends + (kind is DayKind.WEEKEND),
        holidays=known.holidays + (kind is DayKind.HOLIDAY), leading=known.leading + leads,
        nights=known.nights + (not leads and shift is not None and is_night(shift)),
    )


def is_night(shift: ShiftKind) -> bool:
    """Whether a shift goes over midnight."""
    return shift.start_min + shift.length_min > 1440


def contact_of(contacts: Mapping[str, Contact], name: str) -> str:
    """The id of the only contact of this name, "" for none or several."""
    found = [one.id for one in contacts.values() if one.name == name]
    return found[0] if len(found) == 1 else ""
