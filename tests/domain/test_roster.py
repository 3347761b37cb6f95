"""The duty roster: planned without gaps and fairly, changed with reasons, swapped with consent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from immutables import Map
from msgspec.structs import replace

from app.catalog.work_calendar import read_work_calendar
from app.domain.duty.commands import RegisterContacts
from app.domain.duty.model import Contact
from app.domain.record import Command
from app.domain.roster.commands import (
    ApproveSwap,
    AssignSlot,
    ClearSlot,
    ConsentSwap,
    FillRoster,
    PlanRoster,
    PublishRoster,
    RefuseSwap,
    RequestSwap,
    SetRosterPattern,
)
from app.domain.roster.model import (
    SAMPLE_PATTERN,
    DayKind,
    DutySlot,
    Post,
    Roster,
    RosterPattern,
    RotationPerson,
    ShiftKind,
    SlotRef,
    SwapState,
)
from app.domain.roster.planning import planned
from app.domain.roster.rules import (
    ConflictKind,
    bounds,
    conflicts,
    day_kind,
    days_of,
    due_turn,
    gaps,
    next_turn,
    not_announced,
    on_duty,
    proper,
    required,
    services,
    uncovered_min,
)
from app.kernel.clock import SHANGHAI
from app.kernel.errors import Refusal
from app.kernel.text import Text
from tests.world import Station

CALENDAR = read_work_calendar()
MONTHS = [f"{year}-{month:02d}" for year in (2023, 2024, 2025, 2026, 2027) for month in range(1, 13)]
OFFICERS = (Post.MAIN, Post.SECOND)
EIGHT_HOURS = RosterPattern(
    (ShiftKind("a", Text("a"), 0, 480), ShiftKind("b", Text("b"), 480, 960), ShiftKind("c", Text("c"), 960, 0)),
    leader_whole_day=False,
)


def team(officers: int, leaders: int) -> tuple[RotationPerson, ...]:
    return (
        *(RotationPerson(f"officer {number}", OFFICERS) for number in range(officers)),
        *(RotationPerson(f"leader {number}", (Post.LEADER,)) for number in range(leaders)),
    )


def roster_of(slots: Sequence[DutySlot]) -> Roster:
    return Roster(slots=Map({one.ref.key: one for one in slots}))


def beijing(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=SHANGHAI)  # type: ignore[arg-type, misc]


@pytest.fixture
def station() -> Iterator[Station]:
    made = Station().found()
    people = tuple(Contact(code, name, "county_duty_room", "1") for code, name in (("k1", "Ann"), ("k2", "Ben")))
    made.do(RegisterContacts(contacts=people))
    yield made
    made.close()


def refused(station: Station, command: Command) -> str:
    with pytest.raises(Refusal) as no:
        station.do(command)
    return no.value.code


NEXT = "2026-08"
FIRST = SlotRef(date(2026, 8, 3), "day", Post.MAIN)
LATER = SlotRef(date(2026, 8, 5), "night", Post.MAIN)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(MONTHS), st.integers(4, 14), st.integers(2, 9), st.sampled_from([SAMPLE_PATTERN, EIGHT_HOURS]),
    st.booleans(),
)
def test_a_planned_month_has_no_gap_no_double_booking_and_fair_shares(
    month: str, officers: int, leaders: int, pattern: RosterPattern, second_month: bool
) -> None:
    days, people = days_of(month), team(officers, leaders)
    before: tuple[DutySlot, ...] = ()
    if second_month:
        earlier = days_of(f"{(days[0] - timedelta(days=1)):%Y-%m}")
        before = planned(earlier, pattern, CALENDAR, people, {})
    slots = planned(days, pattern, CALENDAR, people, {}, before)
    assert slots == planned(days, pattern, CALENDAR, people, {}, before)
    roster = roster_of((*before, *slots))
    assert gaps(roster, pattern, CALENDAR, days) == ()
    assert {one.ref for one in slots} == {ref for day in days for ref in required(pattern, CALENDAR, day)}
    found = Counter(one.kind for one in conflicts(roster, pattern, {}, days))
    assert not found[ConflictKind.AT_ONCE]
    told = {one.name: one for one in services(pattern, CALENDAR, slots)}
    for name, size in (("officer", officers), ("leader", leaders)):
        own = [told.get(f"{name} {number}") for number in range(size)]
        totals = [one.total if one else 0 for one in own]
        assert max(totals) - min(totals) <= 3
        if not second_month:
            holidays = [one.holidays if one else 0 for one in own]
            assert max(holidays) - min(holidays) <= 2
    if officers >= 6 and leaders >= 4 and pattern is SAMPLE_PATTERN:
        assert not found[ConflictKind.IN_A_ROW]


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(MONTHS), st.data())
def test_nobody_serves_on_days_off_and_what_is_held_stays(month: str, data: st.DataObject) -> None:
    days = days_of(month)
    away = tuple(data.draw(st.lists(st.sampled_from(days), max_size=8, unique=True)))
    people = (*team(7, 4), RotationPerson("away", tuple(Post), away=away))
    held = DutySlot(SlotRef(data.draw(st.sampled_from(days)), "night", Post.MAIN), "somebody else")
    slots = planned(days, SAMPLE_PATTERN, CALENDAR, people, {held.ref.key: held})
    assert held.ref not in {one.ref for one in slots}
    assert not [one for one in slots if one.name == "away" and one.ref.day in away]
    assert gaps(roster_of((held, *slots)), SAMPLE_PATTERN, CALENDAR, days) == ()


def test_holidays_of_the_year_are_shared_over_the_months() -> None:
    people, roster = team(5, 3), ()
    for month in MONTHS[36:48]:
        roster = (*roster, *planned(days_of(month), SAMPLE_PATTERN, CALENDAR, people, {}, roster))
    shares = [one.holidays for one in services(SAMPLE_PATTERN, CALENDAR, roster) if one.name.startswith("officer")]
    assert max(shares) - min(shares) <= 2
    newcomer = RotationPerson("new", OFFICERS)
    after = planned(days_of("2026-12"), SAMPLE_PATTERN, CALENDAR, (*people, newcomer), {}, roster[:600])
    told = {one.name: one.total for one in services(SAMPLE_PATTERN, CALENDAR, after)}
    assert abs(told["new"] - told["officer 1"]) <= 2


def test_two_posts_at_once_need_two_people() -> None:
    with pytest.raises(Refusal) as no:
        planned(days_of("2026-10"), SAMPLE_PATTERN, CALENDAR, team(1, 2), {})
    assert no.value.code == "roster_too_few" and no.value.facts["people"] == 1


@pytest.mark.parametrize(("month", "length"), [("2024-02", 29), ("2026-02", 28), ("2000-02", 29), ("2026-12", 31), ("2099-11", 30)])
def test_months_have_their_days(month: str, length: int) -> None:
    days = days_of(month)
    assert len(days) == length and {f"{day:%Y-%m}" for day in days} == {month}


@pytest.mark.parametrize("wrong", ["2026-13", "2026-00", "202612", "", "1999-12", "2100-01", "2026-1", "２０２６-12x"])
def test_other_months_are_refused(wrong: str) -> None:
    with pytest.raises(Refusal):
        days_of(wrong)


@pytest.mark.parametrize(
    ("day", "kind", "posts"),
    [
        (date(2026, 10, 1), DayKind.HOLIDAY, 5),  # one leader, two officers in each of two shifts
        (date(2026, 10, 10), DayKind.WORKDAY, 3),  # a Saturday worked in exchange
        (date(2026, 10, 17), DayKind.WEEKEND, 3),
        (date(2026, 10, 12), DayKind.WORKDAY, 3),
    ],
)
def test_posts_follow_the_kind_of_day(day: date, kind: DayKind, posts: int) -> None:
    assert day_kind(CALENDAR, day) is kind
    assert len(required(SAMPLE_PATTERN, CALENDAR, day)) == posts


def test_days_beyond_the_announcement_are_told() -> None:
    known = CALENDAR.known_through
    assert known is not None
    assert not_announced(CALENDAR, [known]) == ()
    assert not_announced(CALENDAR, [known, known + timedelta(days=1)]) == (known + timedelta(days=1),)


def test_who_is_on_duty_now_and_next_over_midnight_and_at_the_turn() -> None:
    slots = [
        DutySlot(proper(SAMPLE_PATTERN, SlotRef(date(2026, 12, 31), "night", Post.LEADER)), "Chief"),
        DutySlot(SlotRef(date(2026, 12, 31), "night", Post.MAIN), "Ann"),
        DutySlot(SlotRef(date(2027, 1, 1), "day", Post.MAIN), "Ben"),
    ]
    roster = roster_of(slots)

    def main(at: datetime) -> str:
        now = on_duty(roster, SAMPLE_PATTERN, at.astimezone(UTC))
        assert now is not None
        return now.main.name if now.main else ""

    assert main(beijing(2026, 12, 31, 17, 0)) == main(beijing(2027, 1, 1, 3, 17)) == main(beijing(2027, 1, 1, 7, 59)) == "Ann"
    assert main(beijing(2027, 1, 1, 8, 0)) == "Ben" and main(beijing(2026, 12, 31, 16, 59)) == ""
    running = on_duty(roster, SAMPLE_PATTERN, beijing(2027, 1, 1, 3))
    assert running is not None and running.leader is not None and running.leader.name == "Chief"
    coming = next_turn(roster, SAMPLE_PATTERN, beijing(2027, 1, 1, 3))
    assert coming is not None and coming.starts_at == beijing(2027, 1, 1, 8) and coming.officers[0].name == "Ben"
    relief = due_turn(roster, SAMPLE_PATTERN, beijing(2027, 1, 1, 7, 52))
    assert relief is not None and relief.main is not None and relief.main.name == "Ben"


def test_somebody_twice_at_once_in_a_row_or_unknown_is_seen() -> None:
    day = date(2026, 8, 3)
    slots = [
        DutySlot(SlotRef(day, "day", Post.MAIN), "Ann"), DutySlot(SlotRef(day, "day", Post.LEADER), "Ann"),
        DutySlot(SlotRef(day, "night", Post.MAIN), "Ben"), DutySlot(SlotRef(day + timedelta(days=1), "day", Post.MAIN), "Ben"),
        DutySlot(SlotRef(day + timedelta(days=1), "night", Post.MAIN), "Cid"),
    ]
    book = {one.id: one for one in (Contact("1", "Cid", "r", ""), Contact("2", "Cid", "r", ""))}
    found = {(one.kind, one.name) for one in conflicts(roster_of(slots), SAMPLE_PATTERN, book, [day, day + timedelta(days=1)])}
    assert found == {
        (ConflictKind.AT_ONCE, "Ann"), (ConflictKind.IN_A_ROW, "Ben"), (ConflictKind.NOT_IN_BOOK, "Ann"),
        (ConflictKind.NOT_IN_BOOK, "Ben"), (ConflictKind.AMBIGUOUS, "Cid"),
    }


def test_a_leader_of_the_whole_day_is_one_duty_and_one_span() -> None:
    ref = SlotRef(date(2026, 8, 3), "night", Post.LEADER)
    assert proper(SAMPLE_PATTERN, ref).shift == "day"
    assert bounds(SAMPLE_PATTERN, ref) == (beijing(2026, 8, 3, 8), beijing(2026, 8, 4, 8))
    single = replace(SAMPLE_PATTERN, leader_whole_day=False)
    assert proper(single, ref) == ref and bounds(single, ref)[0] == beijing(2026, 8, 3, 17)


def test_a_pattern_mans_the_room_round_the_clock(station: Station) -> None:
    assert uncovered_min(SAMPLE_PATTERN) == 0 and uncovered_min(EIGHT_HOURS) == 0
    hole = RosterPattern((ShiftKind("day", Text("day"), 480, 1020),))
    assert uncovered_min(hole) == 900
    assert refused(station, SetRosterPattern(pattern=hole)) == "roster_not_round_the_clock"
    station.do(AssignSlot(ref=FIRST, name="Ann"))
    assert refused(station, SetRosterPattern(pattern=EIGHT_HOURS)) == "roster_shift_in_use"
    assert refused(station, AssignSlot(ref=replace(FIRST, shift="noon"), name="Ann")) == "roster_shift_unknown"
    assert refused(station, AssignSlot(ref=replace(FIRST, day=date.max), name="Ann")) == "roster_day_wrong"
    station.do(ClearSlot(ref=FIRST))
    station.do(SetRosterPattern(pattern=EIGHT_HOURS))
    assert refused(station, SetRosterPattern(pattern=EIGHT_HOURS)) == "nothing_changed"


def test_names_find_their_contact_and_nobody_is_in_two_places(station: Station) -> None:
    station.do(AssignSlot(ref=FIRST, name=" Ann "))
    held = station.state.roster.slot(FIRST)
    assert held is not None and (held.name, held.contact_id) == ("Ann", "k1")
    assert refused(station, AssignSlot(ref=FIRST, name="Ann")) == "nothing_changed"
    assert refused(station, AssignSlot(ref=replace(FIRST, post=Post.SECOND), name="Ann")) == "roster_at_once"
    assert refused(station, AssignSlot(ref=FIRST, name="Ben", contact_id="k1")) == "roster_contact_unknown"
    assert refused(station, AssignSlot(ref=FIRST, name=" ")) == "field_empty"
    both = tuple((replace(LATER, post=post), "Cid") for post in OFFICERS)
    assert refused(station, FillRoster(posts=both)) == "roster_at_once"
    assert refused(station, FillRoster(posts=(both[0], both[0]))) == "roster_post_twice"
    assert station.state.roster.slot(LATER) is None
    station.do(FillRoster(posts=(both[0], (FIRST, "")), source="x.xlsx"))
    assert station.state.roster.slot(FIRST) is None and station.state.roster.slot(LATER) is not None


def test_after_publishing_a_change_needs_a_reason_and_stays_marked(station: Station) -> None:
    assert refused(station, PublishRoster(month=NEXT)) == "roster_has_gaps"
    station.do(PlanRoster(month=NEXT, people=team(6, 4)))
    station.do(PublishRoster(month=NEXT))
    assert refused(station, PublishRoster(month=NEXT)) == "nothing_changed"
    assert refused(station, PlanRoster(month=NEXT, people=team(6, 4))) == "roster_published"
    assert refused(station, AssignSlot(ref=FIRST, name="Ann")) == "roster_reason_needed"
    assert refused(station, ClearSlot(ref=FIRST)) == "roster_reason_needed"
    before = station.state.roster.slots[FIRST.key].name
    station.do(AssignSlot(ref=FIRST, name="Ann", reason="ill"))
    station.do(ClearSlot(ref=FIRST, reason="away"))
    marks = station.state.roster.slots[FIRST.key].changes
    assert [(one.before, one.reason) for one in marks] == [(before, "ill"), ("Ann", "away")]
    assert station.state.roster.slot(FIRST) is None
    assert refused(station, ClearSlot(ref=FIRST, reason="again")) == "roster_slot_free"


def test_planning_again_keeps_or_replaces(station: Station) -> None:
    station.do(AssignSlot(ref=FIRST, name="Ann"))
    station.do(PlanRoster(month=NEXT, people=team(6, 4)))
    assert station.state.roster.slots[FIRST.key].name == "Ann"
    assert refused(station, PlanRoster(month=NEXT, people=team(6, 4))) == "nothing_changed"
    since = date(2026, 8, 15)
    kept = {key: one.name for key, one in station.state.roster.slots.items() if one.ref.day < since}
    station.do(PlanRoster(month=NEXT, people=team(8, 4), replace=True, since=since))
    assert kept == {key: one.name for key, one in station.state.roster.slots.items() if one.ref.day < since}
    assert any(one.name == "officer 7" for one in station.state.roster.slots.values())
    assert len(station.state.roster.rotation) == 12
    assert refused(station, PlanRoster(month=NEXT, people=())) == "roster_nobody"
    assert refused(station, PlanRoster(month=NEXT, people=team(1, 0) * 2)) == "roster_person_twice"


def swap_of(station: Station, command: RequestSwap) -> str:
    return station.do(command)[0].stamp.command_id


def test_a_swap_holds_when_the_other_and_the_leader_have_agreed(station: Station) -> None:
    station.do(FillRoster(posts=((FIRST, "Ann"), (LATER, "Ben"))))
    swap = swap_of(station, RequestSwap(ref=FIRST, other=LATER, reason="training"))
    assert refused(station, RequestSwap(ref=FIRST, with_name="Cid", reason="x")) == "swap_pending"
    assert refused(station, ApproveSwap(swap_id=swap, leader="Chief")) == "swap_no_consent"
    assert refused(station, ConsentSwap(swap_id=swap, who="Ann")) == "swap_not_asked"
    station.do(ConsentSwap(swap_id=swap, who="Ben"))
    assert refused(station, ConsentSwap(swap_id=swap, who="Ben")) == "swap_consented"
    assert refused(station, ApproveSwap(swap_id=swap, leader="Ben")) == "swap_own_approval"
    assert station.state.roster.slots[FIRST.key].name == "Ann"
    station.do(ApproveSwap(swap_id=swap, leader="Chief"))
    slots = station.state.roster.slots
    assert (slots[FIRST.key].name, slots[LATER.key].name) == ("Ben", "Ann")
    assert (slots[FIRST.key].contact_id, slots[FIRST.key].changes[-1].swap_id) == ("k2", swap)
    done = station.state.roster.swaps[swap]
    assert [one.state for one in done.steps] == [SwapState.REQUESTED, SwapState.CONSENTED, SwapState.APPROVED]
    assert refused(station, RefuseSwap(swap_id=swap, who="Chief", reason="x")) == "swap_unknown"


def test_swaps_that_cannot_be_are_refused(station: Station) -> None:
    gone = SlotRef(date(2020, 1, 1), "day", Post.MAIN)
    leader = SlotRef(LATER.day, "day", Post.LEADER)
    station.do(FillRoster(posts=((FIRST, "Ann"), (LATER, "Ben"), (gone, "Ann"), (leader, "Chief"))))
    assert refused(station, RequestSwap(ref=gone, with_name="Ben", reason="x")) == "swap_over"
    assert refused(station, RequestSwap(ref=FIRST, other=leader, reason="x")) == "swap_other_post"
    assert refused(station, RequestSwap(ref=FIRST, with_name="Ann", reason="x")) == "swap_with_oneself"
    assert refused(station, RequestSwap(ref=FIRST, with_name=" ", reason="x")) == "field_empty"
    assert refused(station, RequestSwap(ref=FIRST, with_name="Ben", reason=" ")) == "field_empty"
    assert refused(station, RequestSwap(ref=replace(FIRST, post=Post.SECOND), with_name="Ben", reason="x")) == "roster_slot_free"
    assert refused(station, RequestSwap(ref=LATER, with_name="Chief", reason="x")) == "roster_at_once"
    swap = swap_of(station, RequestSwap(ref=FIRST, with_name="Ben", reason="x"))
    station.do(ConsentSwap(swap_id=swap, who="Ben"))
    station.do(AssignSlot(ref=FIRST, name="Cid"))
    assert refused(station, ApproveSwap(swap_id=swap, leader="Chief")) == "swap_stale"
    station.do(RefuseSwap(swap_id=swap, who="Ann", reason="no longer needed"))
    assert station.state.roster.swaps[swap].state is SwapState.REFUSED


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_exchanges_keep_the_number_of_duties(data: st.DataObject) -> None:
    station = Station().found()
    try:
        station.do(PlanRoster(month=NEXT, people=team(6, 4)))
        totals = {one.name: one.total for one in services(SAMPLE_PATTERN, CALENDAR, station.state.roster.slots.values())}
        for _ in range(3):
            refs = st.sampled_from(sorted(one.ref for one in station.state.roster.slots.values()))
            command = RequestSwap(ref=data.draw(refs), other=data.draw(refs), reason="x")
            try:
                swap = swap_of(station, command)
            except Refusal:
                continue
            station.do(ConsentSwap(swap_id=swap, who=station.state.roster.swaps[swap].with_name))
            station.do(ApproveSwap(swap_id=swap, leader="Chief"))
        after = station.state.roster
        assert totals == {one.name: one.total for one in services(SAMPLE_PATTERN, CALENDAR, after.slots.values())}
        assert not [one for one in conflicts(after, SAMPLE_PATTERN, {}, days_of(NEXT)) if one.kind is ConflictKind.AT_ONCE]
    finally:
        station.close()
