"""Which plans are to run together: the fittest special one, the overall one, the warning plans whose warning is in force."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from app.domain.conditions import Condition
from app.domain.duty.commands import LiftWarning, RecordWarning
from app.domain.duty.model import Warning
from app.domain.incident.rules import facts_view
from app.domain.plan.model import Plan, PlanType, ResponseFloor
from app.domain.plan.rules import recommend, recommend_together
from app.domain.reference import Reference, covers
from app.domain.words import AlertLevel, ResponseLevel
from tests.world import ACCIDENT, BASIS, FOREST, III, IV, NOON, OVERALL, RAIN, REFERENCE, I, Station, plan

ALL = (RAIN, OVERALL, FOREST, ACCIDENT)


def warning(kind: str, level: AlertLevel) -> Warning:
    return Warning(f"{kind}-{level}", kind, level, "", "weather", NOON)


def together(
    facts: dict[str, float | str], *warnings: Warning, plans: tuple[Plan, ...] = ALL, kind: str = "A-PRD",
    floors: tuple[ResponseFloor, ...] = (),
) -> list[tuple[str, ResponseLevel | None]]:
    found = recommend_together(kind, facts_view(facts), plans, floors, warnings)
    assert all(one.reasons for one in found)
    return [(one.plan_id, one.level) for one in found]


def test_special_overall_and_warning_each_at_its_own_level() -> None:
    assert together({}) == [("accident", IV), ("overall", IV)]
    orange = warning("rainstorm", AlertLevel.ORANGE)
    assert together({"dead": 3}, orange) == [("accident", III), ("overall", III), ("rain", III)]
    assert together({}, warning("rainstorm", AlertLevel.BLUE)) == [("accident", IV), ("overall", IV), ("rain", IV)]


def test_the_fittest_special_plan_leads_even_where_the_overall_one_stands_higher() -> None:
    grave = replace(OVERALL, levels=(replace(OVERALL.levels[0], level=I, when=Condition(fact="dead", ge=1)),))
    rival = plan("rival", ("A-PRD",), {III: Condition(fact="dead", ge=1)}, ())
    plans = (grave, ACCIDENT, rival)
    assert recommend("A-PRD", facts_view({"dead": 1}), plans, ())[0].plan_id == "overall"
    assert together({"dead": 1}, plans=plans) == [("rival", III), ("overall", I)]


def test_a_departments_plan_stands_in_and_a_villages_does_not() -> None:
    office = plan("office", ("*",), {IV: Condition()}, (), type=PlanType.DEPARTMENT)
    village = plan("village", ("*",), {IV: Condition()}, (), type=PlanType.VILLAGE)
    assert together({}, plans=(village, office, OVERALL)) == [("office", IV), ("overall", IV)]
    assert together({}, plans=(village, office, ACCIDENT)) == [("accident", IV)]
    assert together({}, plans=(village,)) == []


def test_each_warning_is_asked_by_its_own_kind() -> None:
    heat = warning("heat", AlertLevel.RED)
    rain = warning("rainstorm", AlertLevel.YELLOW)
    assert together({}, heat, rain)[-1] == ("rain", IV)
    assert together({}, heat, warning("rainstorm", AlertLevel.ORANGE))[-1] == ("rain", III)
    slide = replace(RAIN, levels=(replace(RAIN.levels[1], when=Condition(fact="alert_kind", is_="geohazard")),))
    assert together({}, warning("geological", AlertLevel.BLUE), plans=(slide,)) == [("rain", III)]


def test_no_floor_calls_for_a_warning_plan_that_no_warning_calls_for() -> None:
    floor = ResponseFloor(III, Condition(fact="trapped", ge=1), BASIS)
    assert together({"trapped": 1}, floors=(floor,)) == [("accident", III), ("overall", III)]
    assert together({"trapped": 1}, warning("rainstorm", AlertLevel.BLUE), floors=(floor,))[-1] == ("rain", III)
    assert {one.plan_id: one.level for one in recommend("A-PRD", facts_view({"trapped": 1}), (RAIN,), (floor,))} == {"rain": None}


def test_a_lifted_warning_is_in_force_no_more() -> None:
    station = Station().found()
    ids = [
        station.do(RecordWarning(kind=kind, level=AlertLevel.RED, text="", issued_by="weather"))[0].stamp.command_id
        for kind in ("rainstorm", "heat")
    ]
    station.do(LiftWarning(warning_id=ids[0]))
    assert [one.kind for one in station.state.in_force()] == ["heat"]
    station.close()


@pytest.mark.parametrize("kind", [*REFERENCE.kinds, "X-XXX"])
def test_the_reference_knows_its_plans_by_kind(kind: str) -> None:
    reference = Reference(plans={one.id: one for one in ALL})
    expected = tuple(one for one in ALL if covers(one.kinds, kind))
    assert reference.plans_for(kind) == expected == reference.plans_for(kind)
    assert reference == Reference(plans={one.id: one for one in ALL})
