"""A plan's cases are told by its own reporting rules as well as by the rulebook."""

from __future__ import annotations

from msgspec.structs import replace

from app.domain.cases import check_plan_case
from app.domain.plan.cases import ExpectedReport, PlanCase, PlanExpectation
from app.domain.reporting.model import Channel, Stage
from tests.world import RAIN, REFERENCE, RULEBOOK


def case(within_min: int, *rules: str, to: str = "county_duty_room") -> PlanCase:
    wanted = ExpectedReport(Stage.FIRST, Channel.PHONE, to=to, within_min=within_min, rules=rules)
    return PlanCase(name="case", kind="A-PRD", facts={"alert": "blue"}, expect=PlanExpectation(reports=(wanted,)))


def test_the_earlier_of_plan_and_rulebook_is_expected() -> None:
    assert check_plan_case(case(12, "rain-now", "phone"), RAIN, REFERENCE, RULEBOOK) == []
    assert check_plan_case(case(11), RAIN, REFERENCE, RULEBOOK) == ["first/phone: expected within 11 min, is 12 min"]
    assert check_plan_case(case(20, "rain-first", to="county_emergency"), RAIN, REFERENCE, RULEBOOK) == []


def test_without_rules_of_its_own_only_the_rulebook_counts() -> None:
    bare = replace(RAIN, reporting=())
    assert check_plan_case(case(30, "phone"), bare, REFERENCE, RULEBOOK) == []
    assert check_plan_case(case(20, to="county_emergency"), bare, REFERENCE, RULEBOOK) == [
        "first/phone to county_emergency is not owed"
    ]
