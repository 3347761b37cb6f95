"""A plan's own reporting rules: owed beside the rulebook's while it runs, copied at the activation, never lost by its end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace as with_parts
from datetime import timedelta

import pytest
from msgspec.structs import replace

from app.domain.apply import fold
from app.domain.deadlines import obligations, plan_rules, window_of
from app.domain.incident.commands import OpenIncident
from app.domain.incident.model import Incident
from app.domain.plan.commands import ActivateResponse, TerminateResponse
from app.domain.reference import Reference
from app.domain.reporting.commands import MakeReport
from app.domain.reporting.model import Channel, Obligation, PlanRules, Stage
from app.domain.reporting.rules import ReportingCase, correction_window, obligations_for, waiting
from app.domain.state import State
from app.domain.words import ClockStart
from app.journal.codec import unseal
from app.kernel.clock import FixedClock
from tests.world import IV, NOON, PLACE, RAIN, REFERENCE, RULEBOOK, Station, rule

PHONE, EMERGENCY = "first:0:phone:county_duty_room", "first:0:phone:county_emergency"
DAY = "follow_up:1:phone:county_emergency"


@pytest.fixture
def station() -> Iterator[Station]:
    made = Station(clock=FixedClock(NOON)).found()
    made.open(OpenIncident(kind="A-PRD", place=PLACE, aware_at=NOON, facts={"dead": 1}))
    yield made
    made.close()


def case(station: Station) -> Incident:
    return next(iter(station.state.incidents.values()))


def start(station: Station, plan_id: str = "rain") -> str:
    command = ActivateResponse(
        incident_id=case(station).id, plan_id=plan_id, level=IV, item="rain", expected_duration_h=4, measures=("out",),
        approved_by="Chief",
    )
    return station.do(command)[0].stamp.command_id


def end(station: Station, activation_id: str) -> None:
    station.do(
        TerminateResponse(incident_id=case(station).id, activation_id=activation_id, reason="over", approved_by="Chief")
    )


def owed(station: Station, reference: Reference = REFERENCE) -> dict[str, Obligation]:
    return {one.key: one for one in obligations(case(station), station.state, reference, station.clock.now())}


def test_the_earliest_rule_wins_and_both_bases_are_listed(station: Station) -> None:
    before = owed(station)
    assert (before[PHONE].due_at, EMERGENCY in before) == (NOON + timedelta(minutes=30), False)
    start(station)
    after = owed(station)
    assert [(ref.rule_id, ref.plan_id, ref.due_at - NOON) for ref in after[PHONE].bases] == [
        ("rain-now", "rain", timedelta(minutes=12)), ("phone", "", timedelta(minutes=30)),
    ]
    assert after[PHONE].due_at == NOON + timedelta(minutes=12)
    assert [ref.plan_id for ref in after[EMERGENCY].bases] == ["rain"]
    assert after[DAY].projected and after[DAY].due_at == NOON + timedelta(minutes=80)


def test_a_report_takes_the_plans_rule_along(station: Station) -> None:
    start(station)
    station.do(
        MakeReport(
            incident_id=case(station).id, stage=Stage.FIRST, channel=Channel.PHONE, to_role="county_emergency", whom="Desk"
        )
    )
    made = case(station).reports[0]
    assert (made.due_at, made.bases[0].plan_id) == (NOON + timedelta(minutes=20), "rain")


def test_what_was_owed_stays_owed_when_the_response_ends_but_nothing_comes_again(station: Station) -> None:
    start(station, "accident")
    end(station, start(station))
    found = owed(station)
    assert found[EMERGENCY].is_open and DAY not in found
    assert [one.ended for one in plan_rules(case(station))] == [True]
    start(station)
    assert [one.ended for one in plan_rules(case(station))] == [False]
    assert DAY in owed(station)


def test_a_plan_changed_later_changes_nothing_that_was_activated(station: Station) -> None:
    start(station)
    changed = with_parts(REFERENCE, plans={**REFERENCE.plans, "rain": replace(RAIN, reporting=())})
    assert owed(station, changed) == owed(station)
    assert case(station).activations[0].reporting == RAIN.reporting
    folded = fold((unseal(line) for line in station.journal.read()), State())
    assert folded == station.state


def test_without_a_rulebook_the_plans_rules_are_owed_alone(station: Station) -> None:
    start(station)
    bare = with_parts(REFERENCE, rulebooks={})
    assert set(owed(station, bare)) == {PHONE, EMERGENCY, DAY}
    assert window_of(case(station), station.state, bare, NOON) is None


def test_windows_and_waiting_clocks_count_the_plans_rules_too() -> None:
    at = ReportingCase("i", "A-PRD", {}, NOON)
    week = rule(
        "week", Stage.CORRECTION, Channel.WRITTEN, limit_min=60, window_days=7, clock_start=ClockStart.CASUALTIES_CHANGED
    )
    last = rule("last", Stage.FINAL, Channel.PHONE, clock_start=ClockStart.TERMINATED, limit_min=60)
    plans = (PlanRules("p", (week, last)),)
    found = correction_window(at, RULEBOOK, plans)
    assert found is not None and (found.rule_id, found.days) == ("week", 7)
    assert [one.id for one in waiting(at, RULEBOOK, plans)] == ["end", "last"]
    assert obligations_for(at, None, NOON, plans) == ()


def test_a_report_made_before_the_plan_started_answers_what_the_plan_asks(station: Station) -> None:
    station.do(
        MakeReport(
            incident_id=case(station).id, stage=Stage.FIRST, channel=Channel.PHONE, to_role="county_emergency",
            whom="officer", phone="1", read_back=True,
        )
    )
    assert EMERGENCY not in owed(station)
    made_at = station.clock.now()
    station.clock.advance(timedelta(minutes=3))
    start(station)
    answered = owed(station)[EMERGENCY]
    assert answered.answered_at == made_at and answered.due_at > made_at
