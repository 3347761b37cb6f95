"""What holds of obligations whatever the rules and the facts: Hypothesis looks for the case that breaks it."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from app.domain.conditions import Condition
from app.domain.reporting.clocks import ReportingCase, due_after
from app.domain.reporting.model import Channel, DaySort, Obligation, Repeat, ReportMade, Rule, Rulebook, Stage, Until, Waiver
from app.domain.reporting.rules import changes_at, next_number, obligation_key, obligations_for
from app.domain.words import ClockStart, IncidentSeverity
from app.domain.work_calendar import WorkCalendar
from app.kernel.clock import SHANGHAI
from tests.world import BASIS, NOON, rule, text

ROLES = ("county_duty_room", "city_duty_room")
STARTS = (
    ClockStart.AWARE, ClockStart.OCCURRED, ClockStart.JUDGED, ClockStart.REQUESTED, ClockStart.STABILISED,
    ClockStart.TERMINATED, ClockStart.WARNING_RECEIVED,
)
CALENDAR = WorkCalendar(
    holidays={date(2026, 3, 11) + timedelta(days=n): text("off") for n in range(3)}, workdays={date(2026, 3, 14): text("worked")},
    known_through=date(2026, 12, 31),
)
TIMES = ("08:00", "16:30", "23:59")

limits = st.one_of(
    st.fixed_dictionaries({"limit_min": st.integers(1, 3000)}),
    st.fixed_dictionaries({"limit_days": st.integers(1, 60)}),
    st.fixed_dictionaries({"limit_workdays": st.integers(1, 10)}),
    st.fixed_dictionaries({"immediately": st.just(True), "immediate_min": st.integers(1, 60)}),
)
repeats = st.builds(
    Repeat, every_min=st.integers(1, 2000), daily_at=st.lists(st.sampled_from(TIMES), unique=True).map(tuple),
    until=st.sampled_from(Until), every_days=st.integers(0, 12), on_days=st.sampled_from(DaySort),
)


@st.composite
def rules(draw: Any) -> tuple[Rule, ...]:
    """Up to eight rules of different sorts, some for the same recipient and channel."""
    found = []
    for at in range(draw(st.integers(1, 8))):
        channel, to = draw(st.sampled_from((Channel.PHONE, Channel.WRITTEN))), draw(st.sampled_from(ROLES))
        when = draw(st.sampled_from((Condition(), Condition(fact="dead", ge=3))))
        levels = draw(st.sampled_from(((), (IncidentSeverity.III,))))
        more: dict[str, Any] = {"when": when, "levels": levels, "sens_flags": ("sensitive",) if levels else ()}
        if draw(st.booleans()):
            stage = draw(st.sampled_from((Stage.FOLLOW_UP, Stage.DAILY)))
            more["repeat"], more["clock_start"] = draw(repeats), ClockStart.PREVIOUS_REPORT
        else:
            stage = draw(st.sampled_from((Stage.FIRST, Stage.FINAL, Stage.NOTIFY, Stage.DISASTER_COUNT)))
            more |= draw(limits)
            more["clock_start"] = draw(st.sampled_from(STARTS))
        found.append(rule(f"r{at}", stage, channel, to, **more))
    return tuple(found)


def moments(*names: str) -> st.SearchStrategy[dict[str, datetime | None]]:
    after = st.one_of(st.none(), st.integers(0, 5000).map(lambda minutes: NOON + timedelta(minutes=minutes)))
    return st.fixed_dictionaries(dict.fromkeys(names, after))


cases = st.builds(
    lambda facts, more: ReportingCase("i", "A-PRD", facts, NOON, **more),
    st.sampled_from(({}, {"dead": 3}, {"dead": 3, "severity": "III"}, {"sensitive": True})),
    moments("judged_at", "requested_at", "stabilised_at", "terminated_at", "closed_at", "warning_received_at", "alert_lifted_at"),
)


def book(found: tuple[Rule, ...]) -> Rulebook:
    return Rulebook("b", text("b"), text("b"), "township", "1", BASIS, found)


def owed(case: ReportingCase, found: tuple[Rule, ...], now: datetime = NOON) -> tuple[Obligation, ...]:
    return obligations_for(case, book(found), now, calendar=CALENDAR)


@given(case=cases, found=rules())
def test_the_earliest_of_all_bases_wins(case: ReportingCase, found: tuple[Rule, ...]) -> None:
    for one in owed(case, found):
        assert one.due_at == min(ref.due_at for ref in one.bases) == one.bases[0].due_at
        assert one.due_at >= one.started_at
    keys = [one.key for one in owed(case, found)]
    assert len(keys) == len(set(keys))


@given(case=cases, found=rules())
def test_each_rule_alone_is_never_earlier_than_all_together(case: ReportingCase, found: tuple[Rule, ...]) -> None:
    once = tuple(one for one in found if one.repeat is None)
    together = {one.key: one for one in owed(case, once)}
    for alone in once:
        for one in owed(case, (alone,)):
            assert together[one.key].due_at <= one.due_at
            assert alone.id in {ref.rule_id for ref in together[one.key].bases}


@given(case=cases, found=rules(), seed=st.integers(0, 1000))
def test_the_order_of_rules_does_not_matter(case: ReportingCase, found: tuple[Rule, ...], seed: int) -> None:
    shuffled = list(found)
    random.Random(seed).shuffle(shuffled)
    assert owed(case, found) == owed(case, tuple(shuffled))


@given(start_min=st.integers(0, 60 * 1440), count=st.integers(1, 15))
def test_a_limit_in_working_days_ends_with_the_last_of_them(start_min: int, count: int) -> None:
    start_at = datetime(2026, 3, 1, tzinfo=SHANGHAI) + timedelta(minutes=start_min)
    due = due_after(rule("r", Stage.FIRST, Channel.WRITTEN, limit_workdays=count), start_at, CALENDAR)
    last = (due.at - timedelta(seconds=1)).astimezone(SHANGHAI)
    assert (due.at.astimezone(SHANGHAI).hour, due.at.astimezone(SHANGHAI).minute) == (0, 0)
    assert CALENDAR.is_workday(last.date()) and due.certain
    days = (last.date() - start_at.date()).days
    worked = [start_at.date() + timedelta(days=n) for n in range(1, days + 1)]
    assert sum(CALENDAR.is_workday(day) for day in worked) == count


@given(count=st.integers(1, 15))
def test_a_day_beyond_the_announced_holidays_is_uncertain(count: int) -> None:
    start_at = datetime(2027, 1, 1, tzinfo=SHANGHAI)
    assert not due_after(rule("r", Stage.FIRST, Channel.WRITTEN, limit_workdays=count), start_at, CALENDAR).certain
    assert due_after(rule("r", Stage.FIRST, Channel.WRITTEN, limit_days=count), start_at, CALENDAR).certain


ENDS = {
    Until.STABILISED: ("stabilised_at", "terminated_at", "closed_at"), Until.TERMINATED: ("terminated_at", "closed_at"),
    Until.CLOSED: ("closed_at",), Until.ALERT_LIFTED: ("closed_at",),
}


@given(case=cases, found=rules())
def test_repeats_never_run_past_their_end(case: ReportingCase, found: tuple[Rule, ...]) -> None:
    of = {one.id: one for one in found}
    for one in owed(case, found):
        for ref in one.bases:
            repeat = of[ref.rule_id].repeat
            if repeat is None:
                continue
            assert all(getattr(case, name) is None for name in ENDS[repeat.until])
            if repeat.until is Until.ALERT_LIFTED:
                over = case.alert_lifted_at if case.warning_received_at is not None else case.terminated_at
                assert over is None


@given(found=rules(), at_min=st.integers(0, 400), case=cases, later=cases, other=rules(), days=st.integers(0, 90))
def test_a_report_that_was_in_time_never_becomes_late(
    found: tuple[Rule, ...], at_min: int, case: ReportingCase, later: ReportingCase, other: tuple[Rule, ...], days: int
) -> None:
    """Facts, moments and even the rulebook may change: what was answered in time stays in time."""
    made_at = NOON + timedelta(minutes=at_min)
    in_time = [one for one in owed(case, found, made_at) if one.due_at >= made_at]
    reports = tuple(
        ReportMade(one.key, one.stage, one.number, one.channel, one.to_role, made_at, "officer", due_at=one.due_at, bases=one.bases)
        for one in in_time
    )
    now = made_at + timedelta(days=days)
    after = {one.key: one for one in owed(replace(later, reports=reports), other, now)}
    for one in in_time:
        assert after[one.key].answered_at == made_at
        assert after[one.key].due_at == one.due_at
        assert not after[one.key].is_late(now)


@given(found=rules(), case=cases, at_min=st.integers(0, 6000))
def test_a_report_that_nobody_asked_for_is_never_late(found: tuple[Rule, ...], case: ReportingCase, at_min: int) -> None:
    made_at = NOON + timedelta(minutes=at_min)
    extra = ReportMade("x", Stage.FIRST, 0, Channel.PHONE, ROLES[0], made_at, "officer")
    now = NOON + timedelta(days=30)
    for one in owed(replace(case, reports=(extra,)), found, now):
        if one.answered_at is not None:
            assert not one.is_late(now)


@given(found=rules(), case=cases, steps=st.lists(st.integers(1, 600), min_size=1, max_size=6))
@settings(max_examples=60)
def test_answering_one_after_the_other_is_the_same_as_looking_at_all_of_it(
    found: tuple[Rule, ...], case: ReportingCase, steps: list[int]
) -> None:
    """Replay equality: what is computed depends on what is recorded, not on how often somebody looked before."""
    at, reports, waivers = NOON, (), ()
    for step in steps:
        at += timedelta(minutes=step)
        seen = replace(case, reports=reports, waivers=waivers)
        still = [one for one in owed(seen, found, at) if one.is_open]
        if not still:
            continue
        one = still[0]
        if step % 3 == 0:
            waivers = (*waivers, Waiver(one.key, "told in person", "officer", at))
            continue
        number = next_number(seen, one.stage, one.channel, one.to_role)
        assert obligation_key(one.stage, number, one.channel, one.to_role) == one.key
        made = ReportMade(f"m{len(reports)}", one.stage, number, one.channel, one.to_role, at, "officer", due_at=one.due_at)
        reports = (*reports, made)
    end = replace(case, reports=reports, waivers=waivers)
    again = replace(end, reports=reports[::-1], waivers=waivers[::-1])
    assert owed(end, found, at) == owed(again, found, at)
    assert len({one.key for one in owed(end, found, at)}) == len(owed(end, found, at))


@given(hours=st.integers(1, 72), now_min=st.integers(0, 6000), out=st.booleans())
def test_elapsed_hours_start_a_clock_at_the_very_moment(hours: int, now_min: int, out: bool) -> None:
    burning = rule(
        "fire", Stage.FIRST, Channel.PHONE, clock_start=ClockStart.ELAPSED, elapsed_h=hours, immediately=True,
        when=Condition(none=(Condition(fact="fire_out", is_=True),)),
    )
    case = ReportingCase("i", "A-PRD", {"fire_out": out}, NOON, occurred_at=NOON - timedelta(hours=1))
    reached_at, now = NOON + timedelta(hours=hours - 1), NOON + timedelta(minutes=now_min)
    found = obligations_for(case, book((burning,)), now)
    assert bool(found) is (not out and now >= reached_at)
    assert all(one.started_at == reached_at and one.due_at == reached_at + timedelta(minutes=5) for one in found)
    ahead = changes_at(case, book((burning,)), now)
    assert ahead == (reached_at if now < reached_at else None)


def test_a_condition_on_hours_is_a_moment_ahead_as_well() -> None:
    grown = rule("long", Stage.FIRST, Channel.PHONE, limit_min=5, when=Condition(any=(Condition(fact="elapsed_h", ge=4),)))
    case = ReportingCase("i", "A-PRD", {}, NOON)
    assert changes_at(case, book((grown,)), NOON) == NOON + timedelta(hours=4)
    assert changes_at(case, book((grown,)), NOON + timedelta(hours=4)) is None
    assert changes_at(replace(case, kind="N-FOR"), book((replace(grown, kinds=("A-*",)),)), NOON) is None


def test_between_two_such_moments_nothing_changes_by_itself() -> None:
    burning = rule("fire", Stage.FIRST, Channel.PHONE, clock_start=ClockStart.ELAPSED, elapsed_h=12, immediately=True)
    daily = rule("day", Stage.DAILY, Channel.WRITTEN, clock_start=ClockStart.FIXED_TIME, repeat=Repeat(daily_at=("08:00",)))
    case = ReportingCase("i", "A-PRD", {}, NOON)
    before = obligations_for(case, book((burning, daily)), NOON)
    assert before == obligations_for(case, book((burning, daily)), NOON + timedelta(hours=12) - timedelta(seconds=1))
    assert before != obligations_for(case, book((burning, daily)), NOON + timedelta(hours=12))
