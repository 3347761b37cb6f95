"""What is owed upwards, by when: computed, never stored."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from msgspec.structs import replace

from app.domain.conditions import Condition
from app.domain.reporting.model import Channel, Obligation, Repeat, ReportMade, Rule, Rulebook, Stage, Until, Waiver
from app.domain.reporting.rules import (
    ReportingCase,
    Urgency,
    correction_window,
    next_number,
    obligations_for,
    urgency,
    waiting,
)
from app.domain.words import ClockStart
from app.kernel.clock import SHANGHAI
from tests.world import BASIS, NOON, rule, text

CASE = ReportingCase("i", "A-PRD", {}, NOON)
DUTY = "county_duty_room"


def minutes(count: float) -> datetime:
    return NOON + timedelta(minutes=count)


def days(count: float) -> datetime:
    return NOON + timedelta(days=count)


def owed(case: ReportingCase, *rules: Rule, now: datetime = NOON) -> dict[str, Obligation]:
    book = Rulebook("b", text("b"), text("b"), "township", "1", BASIS, rules)
    return {one.key: one for one in obligations_for(case, book, now)}


def window(case: ReportingCase, *rules: Rule) -> datetime | None:
    found = correction_window(case, Rulebook("b", text("b"), text("b"), "township", "1", BASIS, rules))
    return None if found is None else found.until


def made(stage: Stage, at: datetime, number: int = 0, due_at: datetime | None = None) -> ReportMade:
    return ReportMade(f"{stage}{number}{at}", stage, number, Channel.WRITTEN, DUTY, at, "officer", due_at=due_at)


FIRST = rule("first", Stage.FIRST, Channel.WRITTEN, limit_min=60)
EVERY_2H = rule("more", Stage.FOLLOW_UP, Channel.WRITTEN, repeat=Repeat(every_min=120, until=Until.STABILISED))
DAILY = rule("daily", Stage.FOLLOW_UP, Channel.WRITTEN, repeat=Repeat(daily_at=("08:00", "17:30"), until=Until.TERMINATED))


def test_for_one_recipient_and_channel_the_earliest_wins_and_all_bases_are_named() -> None:
    slow = rule("R20", Stage.FIRST, Channel.PHONE, limit_min=120)
    fast = rule("R21", Stage.FIRST, Channel.PHONE, limit_min=30)
    found = owed(CASE, slow, fast, rule("other", Stage.FIRST, Channel.PHONE, "county_emergency", limit_min=10))
    duty = found[f"first:0:phone:{DUTY}"]
    assert duty.due_at == minutes(30)
    assert [(ref.rule_id, ref.due_at) for ref in duty.bases] == [("R21", minutes(30)), ("R20", minutes(120))]
    assert found["first:0:phone:county_emergency"].due_at == minutes(10)


def test_rules_of_other_kinds_and_unmet_conditions_are_silent() -> None:
    forest = rule("f", Stage.FIRST, Channel.PHONE, kinds=("N-*",), limit_min=10)
    grave = rule("g", Stage.FIRST, Channel.PHONE, when=Condition(fact="dead", ge=3), limit_min=10)
    assert owed(CASE, forest, grave) == {}
    assert owed(replace(CASE, facts={"dead": 3}), forest, grave)


def test_immediately_has_no_minutes_in_the_law_and_says_so() -> None:
    duty = owed(CASE, rule("now", Stage.FIRST, Channel.PHONE, immediately=True, immediate_min=5))[f"first:0:phone:{DUTY}"]
    assert duty.due_at == minutes(5)
    assert duty.bases[0].immediately


@pytest.mark.parametrize(
    ("start", "moment"),
    [
        (ClockStart.OCCURRED, minutes(-20)), (ClockStart.AWARE, NOON), (ClockStart.JUDGED, minutes(7)),
        (ClockStart.REQUESTED, minutes(9)), (ClockStart.STABILISED, minutes(50)), (ClockStart.TERMINATED, minutes(60)),
    ],
)
def test_every_clock_starts_where_its_rule_says(start: ClockStart, moment: datetime) -> None:
    case = replace(
        CASE, occurred_at=minutes(-20), judged_at=minutes(7), requested_at=minutes(9), stabilised_at=minutes(50),
        terminated_at=minutes(60),
    )
    duty = owed(case, rule("r", Stage.FINAL, Channel.WRITTEN, clock_start=start, limit_min=10))[f"final:0:written:{DUTY}"]
    assert (duty.started_at, duty.due_at) == (moment, moment + timedelta(minutes=10))


def test_a_rule_whose_clock_has_not_started_waits() -> None:
    final = rule("r", Stage.FINAL, Channel.WRITTEN, clock_start=ClockStart.TERMINATED, limit_min=10)
    assert owed(CASE, final) == {}
    assert waiting(CASE, Rulebook("b", text("b"), text("b"), "township", "1", BASIS, (final, FIRST))) == (final,)


def test_an_upgrade_does_not_make_an_answered_report_late() -> None:
    strict = rule("strict", Stage.FIRST, Channel.WRITTEN, when=Condition(fact="dead", ge=3), limit_min=15)
    report = made(Stage.FIRST, minutes(40), due_at=minutes(60))
    case = replace(CASE, facts={"dead": 3}, reports=(report,))
    duty = owed(case, FIRST, strict, now=minutes(300))[f"first:0:written:{DUTY}"]
    assert (duty.answered_at, duty.due_at) == (minutes(40), minutes(60))
    assert not duty.is_open
    assert not duty.is_late(minutes(300))
    open_duty = owed(replace(CASE, facts={"dead": 3}), FIRST, strict)[f"first:0:written:{DUTY}"]
    assert open_duty.due_at == minutes(15)


def test_late_means_after_the_limit_and_not_at_it() -> None:
    duty = owed(CASE, FIRST)[f"first:0:written:{DUTY}"]
    assert not duty.is_late(minutes(60))
    assert duty.is_late(minutes(60) + timedelta(seconds=1))
    late = replace(CASE, reports=(made(Stage.FIRST, minutes(61), due_at=minutes(60)),))
    assert owed(late, FIRST)[f"first:0:written:{DUTY}"].is_late(minutes(62))


def test_a_waived_duty_stays_on_the_record_and_is_never_late() -> None:
    case = replace(CASE, waivers=(Waiver(f"first:0:written:{DUTY}", "told in person", "officer", minutes(5)),))
    duty = owed(case, FIRST)[f"first:0:written:{DUTY}"]
    assert duty.waived_reason == "told in person"
    assert not duty.is_open
    assert not duty.is_late(days(3))


def test_follow_ups_count_from_the_report_before_and_are_projected_until_there_is_one() -> None:
    expected = owed(CASE, FIRST, EVERY_2H)[f"follow_up:1:written:{DUTY}"]
    assert (expected.due_at, expected.projected) == (minutes(180), True)
    told = replace(CASE, reports=(made(Stage.FIRST, minutes(50), due_at=minutes(60)),))
    first = owed(told, FIRST, EVERY_2H)[f"follow_up:1:written:{DUTY}"]
    assert (first.due_at, first.projected) == (minutes(170), False)
    again = replace(told, reports=(*told.reports, made(Stage.FOLLOW_UP, minutes(100), 1, minutes(170))))
    found = owed(again, FIRST, EVERY_2H)
    assert found[f"follow_up:2:written:{DUTY}"].due_at == minutes(220)
    assert not found[f"follow_up:1:written:{DUTY}"].is_open


def test_a_waived_follow_up_gives_way_to_the_next() -> None:
    told = replace(
        CASE, reports=(made(Stage.FIRST, minutes(50), due_at=minutes(60)),),
        waivers=(Waiver(f"follow_up:1:written:{DUTY}", "nothing new", "officer", minutes(160)),),
    )
    assert owed(told, FIRST, EVERY_2H)[f"follow_up:2:written:{DUTY}"].due_at == minutes(280)


def test_follow_ups_end_when_their_rule_says() -> None:
    calm = replace(CASE, reports=(made(Stage.FIRST, minutes(50), due_at=minutes(60)),), stabilised_at=minutes(70))
    key = f"follow_up:1:written:{DUTY}"
    assert key not in owed(calm, FIRST, EVERY_2H)
    assert key in owed(calm, FIRST, DAILY)
    assert key not in owed(replace(calm, terminated_at=minutes(80)), FIRST, DAILY)
    assert key not in owed(replace(calm, stabilised_at=None, closed_at=minutes(80)), FIRST, EVERY_2H)


@pytest.mark.parametrize(
    ("told", "due"),
    [
        ("2026-03-10 07:59", "2026-03-10 08:00"), ("2026-03-10 08:00", "2026-03-10 17:30"),
        ("2026-03-10 17:30", "2026-03-11 08:00"), ("2026-03-10 23:59", "2026-03-11 08:00"),
        ("2026-03-11 00:01", "2026-03-11 08:00"), ("2026-12-31 18:00", "2027-01-01 08:00"),
    ],
)
def test_fixed_times_are_beijing_times_and_go_over_midnight(told: str, due: str) -> None:
    at, expected = (datetime.fromisoformat(one).replace(tzinfo=SHANGHAI) for one in (told, due))
    case = replace(CASE, aware_at=at - timedelta(hours=1), reports=(made(Stage.FIRST, at),))
    duty = owed(case, DAILY)[f"follow_up:1:written:{DUTY}"]
    assert duty.due_at == expected
    assert duty.due_at.utcoffset() == timedelta(0)


CHANGE_30 = rule(
    "d30", Stage.CORRECTION, Channel.WRITTEN, limit_min=60, window_days=30, clock_start=ClockStart.CASUALTIES_CHANGED
)
CHANGE_7 = replace(CHANGE_30, id="d7", kinds=("A-RDT",), window_days=7)
ROAD = replace(CASE, kind="A-RDT", terminated_at=days(1))
CHANGE_KEY = f"correction:1:written:{DUTY}"


@pytest.mark.parametrize(
    ("case", "changed_on", "asked"),
    [
        (replace(CASE, terminated_at=days(1)), 29.9, True), (replace(CASE, terminated_at=days(1)), 30.1, False),
        (ROAD, 6.9, True), (ROAD, 8.0, False),
    ],
)
def test_changed_figures_are_told_again_within_the_window(case: ReportingCase, changed_on: float, asked: bool) -> None:
    rules = (CHANGE_7,) if case.kind == "A-RDT" else (CHANGE_30, CHANGE_7)
    found = owed(replace(case, casualties_changed_at=days(changed_on)), *rules, now=days(changed_on))
    assert (CHANGE_KEY in found) is asked
    if asked:
        assert found[CHANGE_KEY].due_at == days(changed_on) + timedelta(minutes=60)


def test_the_shortest_window_counts_from_the_occurrence() -> None:
    assert window(ROAD, CHANGE_30, CHANGE_7) == days(7)
    assert window(replace(ROAD, occurred_at=days(-1)), CHANGE_30, CHANGE_7) == days(6)
    assert window(CASE, CHANGE_30, CHANGE_7) == days(30)
    assert window(CASE, FIRST) is None


def test_figures_that_change_during_the_response_belong_to_the_follow_ups() -> None:
    assert owed(replace(CASE, casualties_changed_at=days(1)), CHANGE_30) == {}
    assert owed(replace(CASE, casualties_changed_at=days(1), terminated_at=days(2)), CHANGE_30) == {}


def test_a_correction_is_answered_by_telling_and_asked_again_by_the_next_change() -> None:
    case = replace(CASE, terminated_at=days(1), casualties_changed_at=days(2))
    report = made(Stage.CORRECTION, days(2.01), 1, days(2) + timedelta(minutes=60))
    told = replace(case, reports=(report,))
    assert not owed(told, CHANGE_30)[CHANGE_KEY].is_open
    assert list(owed(told, CHANGE_30)) == [CHANGE_KEY]
    again = owed(replace(told, casualties_changed_at=days(3)), CHANGE_30)
    assert again[f"correction:2:written:{DUTY}"].is_open


def test_a_waived_correction_is_not_asked_for_again_until_figures_change_again() -> None:
    case = replace(CASE, terminated_at=days(1), casualties_changed_at=days(2))
    waived = replace(case, waivers=(Waiver(CHANGE_KEY, "told by phone", "officer", days(2.01)),))
    assert [one for one in owed(waived, CHANGE_30).values() if one.is_open] == []
    again = owed(replace(waived, casualties_changed_at=days(3)), CHANGE_30)
    assert again[f"correction:2:written:{DUTY}"].is_open


def test_numbers_count_per_recipient_and_channel() -> None:
    case = replace(CASE, reports=(made(Stage.FIRST, NOON), made(Stage.FOLLOW_UP, NOON, 1), made(Stage.FOLLOW_UP, NOON, 2)))
    assert next_number(case, Stage.FOLLOW_UP, Channel.WRITTEN, DUTY) == 3
    assert next_number(case, Stage.FOLLOW_UP, Channel.PHONE, DUTY) == 1
    assert next_number(case, Stage.FOLLOW_UP, Channel.WRITTEN, "county_emergency") == 1
    assert next_number(case, Stage.FINAL, Channel.WRITTEN, DUTY) == 0


def test_obligations_come_by_their_time() -> None:
    found = list(owed(CASE, FIRST, EVERY_2H, rule("p", Stage.FIRST, Channel.PHONE, limit_min=30)).values())
    assert [one.due_at for one in found] == sorted(one.due_at for one in found)


@pytest.mark.parametrize(
    ("left_min", "expected"),
    [
        (60, Urgency.CALM), (30.1, Urgency.CALM), (30, Urgency.SOON), (12.1, Urgency.SOON), (12, Urgency.NEAR),
        (0, Urgency.NEAR), (-0.01, Urgency.OVERDUE),
    ],
)
def test_urgency(left_min: float, expected: Urgency) -> None:
    assert urgency(NOON, minutes(60), minutes(60 - left_min)) is expected
