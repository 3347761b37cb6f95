"""The tests that plans carry: what differs as codes, and the present outcome as what a case expects."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from app.domain.cases import check_plan_case, plan_case_differences, present_expectation
from app.domain.plan.cases import ExpectedReport, PlanCase, PlanExpectation
from app.domain.plan.model import Demand
from app.domain.reporting.model import Channel, Stage
from app.domain.words import IncidentSeverity, ResponseLevel
from tests.world import BASIS, REFERENCE, RULEBOOK, sound_plan

PLAN = sound_plan(forces=(Demand("F-MED", (ResponseLevel.III,), BASIS, units=1),))


def case(kind="A-PRD", facts=None, **expect):
    return PlanCase(name="c", kind=kind, facts=facts or {"dead": 3}, expect=PlanExpectation(**expect))


@pytest.mark.parametrize(
    ("expect", "code", "wanted", "found"),
    [
        ({"severity": IncidentSeverity.I}, "severity", "I", "III"),
        ({"level": None}, "level", "", "III"),
        ({"tasks": ("nothing",)}, "task_missing", "nothing", ""),
        ({"no_tasks": ("call",)}, "task_unwanted", "", "call"),
        ({"forces": ("F-FIRE",)}, "force_missing", "F-FIRE", ""),
        ({"no_forces": ("F-MED",)}, "force_unwanted", "", "F-MED"),
        ({"reports": (ExpectedReport(Stage.DAILY, Channel.PHONE),)}, "report_missing", "", ""),
        ({"reports": (ExpectedReport(Stage.FIRST, Channel.PHONE, within_min=5),)}, "report_late", "5", "30"),
        ({"reports": (ExpectedReport(Stage.FIRST, Channel.PHONE, rules=("x",)),)}, "report_rules", "x", "phone"),
    ],
)
def test_each_difference_has_its_code(expect, code, wanted, found):
    (one,) = plan_case_differences(case(**expect), PLAN, REFERENCE, RULEBOOK)
    assert (one.code, one.wanted, one.given) == (code, wanted, found)
    assert check_plan_case(case(**expect), PLAN, REFERENCE, RULEBOOK) == [one.words]


def test_a_kind_that_the_plan_does_not_cover_and_a_missing_rulebook_are_said():
    assert [one.code for one in plan_case_differences(case("N-FOR"), PLAN, REFERENCE, RULEBOOK)] == ["kind"]
    wanting = case(reports=(ExpectedReport(Stage.FIRST, Channel.PHONE),))
    assert [one.code for one in plan_case_differences(wanting, PLAN, REFERENCE)] == ["no_rulebook"]


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(st.sampled_from(["dead", "serious", "minor", "trapped"]), st.integers(0, 200)),
    st.booleans(), st.none() | st.integers(-300, 0), st.integers(0, 600),
)
def test_the_present_outcome_always_holds(facts, sensitive, occurred_min, now_min):
    given_facts = {**facts, "sens_place": sensitive}
    made = PlanCase(
        name="c", kind="A-PRD", facts=given_facts, occurred_min=occurred_min, now_min=now_min, expect=PlanExpectation()
    )
    made = replace(made, expect=present_expectation(made, PLAN, REFERENCE, RULEBOOK))
    assert plan_case_differences(made, PLAN, REFERENCE, RULEBOOK) == []
    assert made.expect.reports
