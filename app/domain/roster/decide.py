"""What wishes about the duty roster come to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from msgspec.structs import replace

from app.domain import checks
from app.domain.record import Entry, Stamp
from app.domain.reference import Reference
from app.domain.roster.commands import AssignSlot, ClearSlot, FillRoster, PlanRoster, PublishRoster, SetRosterPattern
from app.domain.roster.entries import (
    RosterFilled,
    RosterPatternSet,
    RosterPlanned,
    RosterPublished,
    SlotAssigned,
    SlotCleared,
)
from app.domain.roster.model import DutySlot, Roster, RosterPattern, RotationPerson, SlotChange, SlotRef
from app.domain.roster.planning import planned
from app.domain.roster.rules import YEARS, bounds, contact_of, days_of, gaps, month_of, proper, uncovered_min
from app.domain.state import State
from app.kernel.clock import to_local
from app.kernel.errors import Refusal

LONGEST_NAME = 60
MOST_SHIFTS = 6
MOST_PEOPLE = 500
MOST_POSTS = 4_000
"""A year of a large duty room; more in one file is a paste into the wrong place."""


def pattern_of(state: State, reference: Reference) -> RosterPattern:
    """The pattern that holds: the desk's own, or the sample of the catalogue."""
    return state.roster.pattern or reference.duty_pattern


def set_pattern(command: SetRosterPattern, state: State, reference: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """Sound shifts that man the room round the clock; a shift that people are planned for cannot go."""
    pattern = command.pattern
    if pattern == state.roster.pattern:
        raise Refusal("nothing_changed")
    if not pattern.shifts or len(pattern.shifts) > MOST_SHIFTS:
        raise Refusal("roster_shifts_wrong", {"most": MOST_SHIFTS})
    ids = {one.id for one in pattern.shifts}
    if len(ids) < len(pattern.shifts):
        raise Refusal("roster_shift_twice")
    for one in pattern.shifts:
        checks.words("shift_id", one.id)
        checks.words("shift_name", one.name.zh)
        if ":" in one.id or not (0 <= one.start_min < 1440 and 0 <= one.end_min < 1440):
            raise Refusal("roster_shift_hours", {"shift": one.name.zh})
    if uncovered := uncovered_min(pattern):
        raise Refusal("roster_not_round_the_clock", {"minutes": uncovered})
    today = to_local(stamp.at).date()
    gone = [one.ref for one in state.roster.slots.values() if one.name and one.ref.day >= today and one.ref.shift not in ids]
    if gone:
        raise Refusal("roster_shift_in_use", {"shift": min(gone).shift, "day": min(gone).day})
    return (RosterPatternSet(pattern=pattern),)


def plan(command: PlanRoster, state: State, reference: Reference, _: Stamp) -> tuple[Entry, ...]:
    """The month as the rotation fills it; nobody is asked twice, nothing published is touched."""
    return (trial(command, state, reference),)


def trial(command: PlanRoster, state: State, reference: Reference) -> RosterPlanned:
    """What planning would come to, for a person to look at before it is wanted."""
    days = days_of(command.month)
    roster, pattern = state.roster, pattern_of(state, reference)
    if command.month in roster.published:
        raise Refusal("roster_published", {"month": command.month})
    if command.since is not None:
        days = tuple(day for day in days if day >= command.since)
    people = _rotation(command.people, state)
    inside = set(days)
    own = [one for one in roster.slots.values() if one.name and one.ref.day in inside]
    cleared = tuple(sorted(one.ref for one in own)) if command.replace else ()
    kept: Mapping[str, DutySlot] = {} if command.replace else {one.ref.key: one for one in own}
    around = [one for one in roster.slots.values() if one.name and one.ref.day not in inside]
    slots = planned(days, pattern, reference.calendar, people, kept, around)
    if not slots and not cleared:
        raise Refusal("nothing_changed")
    return RosterPlanned(month=command.month, slots=slots, people=people, cleared=cleared)


def _rotation(people: Iterable[RotationPerson], state: State) -> tuple[RotationPerson, ...]:
    found = tuple(
        replace(one, name=name, contact_id=_contact(name, one.contact_id, state))
        for one in people for name in (_name(one.name),)
    )
    if not found:
        raise Refusal("roster_nobody")
    if len(found) > MOST_PEOPLE:
        raise Refusal("roster_too_many_people", {"most": MOST_PEOPLE})
    if len({one.person for one in found}) < len(found):
        raise Refusal("roster_person_twice")
    return found


def assign(command: AssignSlot, state: State, reference: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """Somebody holds the post; nobody can be in two places at once."""
    ref = _sound(command.ref, state, reference)
    name = _name(command.name)
    known = state.roster.slots.get(ref.key)
    before = known.name if known is not None else ""
    contact_id = _contact(name, command.contact_id, state)
    if before == name and known is not None and known.contact_id == contact_id:
        raise Refusal("nothing_changed")
    marked, reason = _marked(ref, before, command.reason, state)
    slot = _changed(known, DutySlot(ref, name, contact_id), stamp, reason, marked=marked)
    not_at_once(state.roster, pattern_of(state, reference), (slot,))
    return (SlotAssigned(slot=slot, before=before, reason=reason, marked=marked),)


def clear(command: ClearSlot, state: State, reference: Reference, _: Stamp) -> tuple[Entry, ...]:
    """Nobody holds the post any more."""
    ref = _sound(command.ref, state, reference)
    known = held_slot(ref, state)
    marked, reason = _marked(ref, known.name, command.reason, state)
    return (SlotCleared(ref=ref, before=known.name, reason=reason, marked=marked),)


def fill(command: FillRoster, state: State, reference: Reference, stamp: Stamp) -> tuple[Entry, ...]:
    """Many posts at once: what is the same already stays untouched, what is published needs the reason."""
    if len(command.posts) > MOST_POSTS:
        raise Refusal("roster_too_many_posts", {"most": MOST_POSTS})
    given = [(_sound(ref, state, reference), name.strip()) for ref, name in command.posts]
    if len({ref for ref, _ in given}) < len(given):
        raise Refusal("roster_post_twice")
    slots: list[DutySlot] = []
    cleared: list[SlotRef] = []
    names: dict[str, str] = {}
    for ref, name in given:
        known = state.roster.slots.get(ref.key)
        before = known.name if known is not None else ""
        if name == before:
            continue
        names[ref.key] = before
        marked, reason = _marked(ref, before, command.reason, state)
        if name or marked:
            made = DutySlot(ref, _name(name), _contact(name, "", state)) if name else DutySlot(ref, "")
            slots.append(_changed(known, made, stamp, reason, marked=marked))
        else:
            cleared.append(ref)
    if not names:
        raise Refusal("nothing_changed")
    gone = {ref.key for ref in cleared}
    not_at_once(state.roster, pattern_of(state, reference), slots, gone)
    reason = command.reason.strip()
    return (
        RosterFilled(slots=tuple(slots), before=names, cleared=tuple(cleared), source=command.source.strip(), reason=reason),
    )


def publish(command: PublishRoster, state: State, reference: Reference, _: Stamp) -> tuple[Entry, ...]:
    """The month is up; free posts have to be agreed to."""
    days = days_of(command.month)
    if command.month in state.roster.published:
        raise Refusal("nothing_changed")
    free = gaps(state.roster, pattern_of(state, reference), reference.calendar, days)
    if free and "gaps" not in command.confirmed:
        raise Refusal("roster_has_gaps", {"count": len(free), "day": free[0].day})
    return (RosterPublished(month=command.month, gaps=len(free)),)


def held_slot(ref: SlotRef, state: State) -> DutySlot:
    """Who holds the post; ``Refusal("roster_slot_free")`` where nobody does."""
    known = state.roster.slot(ref)
    if known is None:
        raise Refusal("roster_slot_free", {"day": ref.day, "duty_post": ref.post.value})
    return known


def not_at_once(roster: Roster, pattern: RosterPattern, slots: Iterable[DutySlot], gone: Iterable[str] = ()) -> None:
    """Nobody of these would be in two posts at the same time; ``Refusal("roster_at_once")`` names who, where and when."""
    after = {key: one for key, one in roster.slots.items() if one.name}
    for key in gone:
        after.pop(key, None)
    fresh = list(slots)
    after.update({one.ref.key: one for one in fresh})
    theirs: dict[str, list[DutySlot]] = {one.person: [] for one in fresh if one.name}
    for one in after.values():
        if one.person in theirs and one.name:
            theirs[one.person].append(one)
    for one in fresh:
        since, until = bounds(pattern, one.ref)
        for other in theirs.get(one.person, ()):
            if other.ref == one.ref or abs((other.ref.day - one.ref.day).days) > 1:
                continue
            other_since, other_until = bounds(pattern, other.ref)
            if other_since < until and since < other_until:
                facts = {"name": one.name, "day": one.ref.day, "duty_post": other.ref.post.value, "other_day": other.ref.day}
                raise Refusal("roster_at_once", facts)


def _sound(ref: SlotRef, state: State, reference: Reference) -> SlotRef:
    return sound_ref(ref, pattern_of(state, reference))


def sound_ref(ref: SlotRef, pattern: RosterPattern) -> SlotRef:
    """Where this post is kept; ``Refusal`` for a shift or a day that there is not."""
    if pattern.shift(ref.shift) is None:
        raise Refusal("roster_shift_unknown", {"shift": ref.shift})
    if ref.day.year not in YEARS or ref.day == date(YEARS[-1], 12, 31):
        raise Refusal("roster_day_wrong", {"day": ref.day})
    return proper(pattern, ref)


def _name(text: str) -> str:
    name = checks.words("roster_name", text)
    if len(name) > LONGEST_NAME:
        raise Refusal("roster_name_too_long", {"most": LONGEST_NAME})
    return name


def _contact(name: str, contact_id: str, state: State) -> str:
    if not contact_id:
        return contact_of(state.contacts, name)
    known = state.contacts.get(contact_id)
    if known is None or known.name != name:
        raise Refusal("roster_contact_unknown", {"name": name, "contact": contact_id})
    return contact_id


def _marked(ref: SlotRef, before: str, reason: str, state: State) -> tuple[bool, str]:
    published = month_of(ref.day) in state.roster.published
    reason = reason.strip()
    if published and not reason:
        raise Refusal("roster_reason_needed", {"field": "reason", "month": month_of(ref.day)})
    return published, reason


def _changed(known: DutySlot | None, made: DutySlot, stamp: Stamp, reason: str, *, marked: bool) -> DutySlot:
    """The slot with the marks that it has, and one more where the change has to be marked."""
    marks = known.changes if known is not None else ()
    if marked:
        marks = (*marks, SlotChange(known.name if known is not None else "", stamp.actor, stamp.at, reason))
    return replace(made, changes=marks)
