"""Plans: what is recommended, what a response asks for, and that a person decides."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from msgspec.structs import replace

from app.domain.conditions import Condition
from app.domain.incident.commands import OpenIncident
from app.domain.incident.model import IncidentStatus
from app.domain.incident.rules import facts_view
from app.domain.plan.commands import (
    ActivateResponse,
    ChangeLevel,
    CompleteTask,
    DeclinePlan,
    ReopenTask,
    SkipTask,
    TerminateResponse,
)
from app.domain.plan.model import PlanType, ResponseFloor, TaskStatus
from app.domain.plan.rules import make_tasks, newest_tasks, recommend, tasks_at
from app.domain.record import Command
from app.domain.words import AlertLevel, ClockStart, ResponseLevel
from app.kernel.clock import FixedClock
from app.kernel.errors import Refusal
from tests.world import ACCIDENT, BASIS, FOREST, III, IV, NOON, PLACE, REFERENCE, I, Station, plan

FLOORS = REFERENCE.floors
ACTIVATE = ActivateResponse(
    incident_id="", plan_id="accident", level=IV, item="mill fire", expected_duration_h=4, measures=("cordon",),
    approved_by="Chief",
)


@pytest.fixture
def station() -> Iterator[Station]:
    made = Station(clock=FixedClock(NOON)).found()
    made.open(OpenIncident(kind="A-PRD", place=PLACE, aware_at=NOON, facts={"dead": 1}))
    yield made
    made.close()


def case(station: Station) -> str:
    return next(iter(station.state.incidents))


def refused(station: Station, command: Command) -> Refusal:
    with pytest.raises(Refusal) as refusal:
        station.do(command)
    return refusal.value


def level(facts: dict[str, float]) -> ResponseLevel | None:
    return recommend("A-PRD", facts_view(facts), (ACCIDENT, FOREST), FLOORS)[0].level


def test_the_strongest_level_whose_condition_holds() -> None:
    assert level({}) is IV
    assert level({"dead": 3}) is III
    assert level({"dead": 30}) is I
    assert [one.plan_id for one in recommend("A-PRD", facts_view({}), (ACCIDENT, FOREST), ())] == ["accident"]
    assert recommend("S-MAS", facts_view({}), (ACCIDENT, FOREST), FLOORS) == ()


def test_a_floor_lifts_to_the_nearest_level_the_plan_has_and_never_lowers() -> None:
    found = recommend("A-PRD", facts_view({"trapped": 1}), (ACCIDENT,), FLOORS)[0]
    assert found.level is III
    assert [(reason.floor, reason.hits[0].fact) for reason in found.reasons] == [(True, "trapped")]
    assert level({"trapped": 1, "dead": 30}) is I
    second = ResponseFloor(ResponseLevel.II, Condition(fact="trapped", ge=1), BASIS)
    assert recommend("A-PRD", facts_view({"trapped": 1}), (ACCIDENT,), (second,))[0].level is I
    both = recommend("A-PRD", facts_view({"trapped": 1, "dead": 3}), (ACCIDENT,), FLOORS)[0]
    assert [reason.floor for reason in both.reasons] == [False, True]


def test_the_stronger_and_the_more_special_plan_comes_first() -> None:
    overall = plan("all", ("*",), {IV: Condition()}, (), type=PlanType.OVERALL)
    grave = plan("grave", ("*",), {I: Condition(fact="dead", ge=1)}, (), type=PlanType.OVERALL)
    calm = recommend("A-PRD", facts_view({}), (overall, grave, ACCIDENT), ())
    assert [(one.plan_id, one.level) for one in calm] == [("accident", IV), ("all", IV), ("grave", None)]
    assert recommend("A-PRD", facts_view({"dead": 1}), (overall, grave, ACCIDENT), ())[0].plan_id == "grave"


def test_a_warning_in_force_speaks_of_natural_hazards_only() -> None:
    overall = plan("all", ("*",), {I: Condition(fact="alert", at_least="red")}, (), type=PlanType.OVERALL)
    warned = facts_view({}, alert=AlertLevel.RED)
    assert recommend("N-RNS", warned, (overall,), ())[0].level is I
    assert recommend("A-RDT", warned, (overall,), ())[0].level is None


def test_activation_copies_the_plan_and_names_what_the_law_wants(station: Station) -> None:
    incident_id = case(station)
    station.do(replace(ACTIVATE, incident_id=incident_id))
    incident = station.state.incident(incident_id)
    one = incident.activations[0]
    assert (one.plan_hash, one.plan_version, one.item, one.measures) == (ACCIDENT.hash, "1", "mill fire", ("cordon",))
    assert [(task.plan_task_id, task.due_at) for task in one.tasks.values()] == [("call", NOON + timedelta(minutes=5))]
    assert incident.status is IncidentStatus.RESPONDING
    assert one.demands == ACCIDENT.forces[:1]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"plan_id": "forest"}, "plan_does_not_cover"), ({"plan_id": "x"}, "plan_unknown"),
        ({"level": ResponseLevel.II}, "level_not_in_plan"), ({"expected_duration_h": 0}, "duration_missing"),
        ({"expected_duration_h": float("nan")}, "duration_missing"),
        ({"expected_duration_h": float("inf")}, "fact_not_a_number"),
        ({"expected_duration_h": 1e9}, "fact_too_large"), ({"measures": ("", " ")}, "measures_missing"),
        ({"item": ""}, "field_empty"), ({"approved_by": ""}, "field_empty"),
    ],
)
def test_what_an_activation_lacks_is_said(station: Station, change: dict[str, object], code: str) -> None:
    assert refused(station, replace(ACTIVATE, incident_id=case(station), **change)).code == code


def test_a_plan_runs_once_at_a_time(station: Station) -> None:
    command = replace(ACTIVATE, incident_id=case(station))
    activation = station.do(command)[0].stamp.command_id
    assert refused(station, command).code == "plan_already_active"
    station.do(TerminateResponse(incident_id=case(station), activation_id=activation, reason="over", approved_by="Chief"))
    station.do(command)
    assert len(station.state.incident(case(station)).activations) == 2
    assert station.state.incident(case(station)).terminated_at is None


def test_an_upgrade_only_adds_and_a_downgrade_takes_nothing(station: Station) -> None:
    incident_id = case(station)
    activation = station.do(replace(ACTIVATE, incident_id=incident_id))[0].stamp.command_id
    call = f"{activation}.call"
    station.do(CompleteTask(incident_id=incident_id, task_id=call))
    assert isinstance(station.clock, FixedClock)
    station.clock.advance(timedelta(minutes=45))

    def change(to: ResponseLevel) -> None:
        station.do(
            ChangeLevel(incident_id=incident_id, activation_id=activation, level=to, reason="grows", approved_by="Chief")
        )

    change(III)
    one = station.state.incident(incident_id).activations[0]
    assert one.tasks[call].status is TaskStatus.DONE
    assert newest_tasks(one) == {f"{activation}.cordon"}
    assert one.tasks[f"{activation}.cordon"].due_at == NOON + timedelta(minutes=45 + 20)  # its own time had passed
    assert len(one.demands) == 2
    change(I)
    change(III)
    one = station.state.incident(incident_id).activations[0]
    assert sorted(task.plan_task_id for task in one.tasks.values()) == ["call", "cordon", "county"]
    assert [step.level for step in one.history] == [IV, III, I, III]
    with pytest.raises(Refusal, match="nothing_changed"):
        change(III)


def test_tasks_count_from_their_own_clock() -> None:
    starts = {ClockStart.AWARE: NOON, ClockStart.ACTIVATED: NOON + timedelta(minutes=10)}
    made = make_tasks(ACCIDENT, III, starts, NOON + timedelta(minutes=1), "a")
    assert {task.plan_task_id: task.due_at - NOON for task in made} == {
        "call": timedelta(minutes=5), "cordon": timedelta(minutes=30),
    }
    assert make_tasks(ACCIDENT, III, starts, NOON, "a", ("call", "cordon")) == ()
    assert [task.id for task in tasks_at(ACCIDENT, I)] == ["call", "county", "cordon"]


def test_ticks_can_be_taken_back_with_a_reason(station: Station) -> None:
    incident_id = case(station)
    activation = station.do(replace(ACTIVATE, incident_id=incident_id))[0].stamp.command_id
    call = f"{activation}.call"

    def task() -> tuple[TaskStatus, bool, bool]:
        found = station.state.incident(incident_id).activations[0].tasks[call]
        return found.status, found.closed_at is not None, found.is_late(NOON + timedelta(hours=1))

    assert refused(station, ReopenTask(incident_id=incident_id, task_id=call, reason="r")).code == "nothing_changed"
    station.do(CompleteTask(incident_id=incident_id, task_id=call))
    assert task() == (TaskStatus.DONE, True, False)
    assert refused(station, ReopenTask(incident_id=incident_id, task_id=call, reason="")).code == "field_empty"
    station.do(ReopenTask(incident_id=incident_id, task_id=call, reason="not yet"))
    assert task() == (TaskStatus.OPEN, False, True)
    assert refused(station, SkipTask(incident_id=incident_id, task_id=call, reason=" ")).code == "field_empty"
    station.do(SkipTask(incident_id=incident_id, task_id=call, reason="no phone"))
    assert task() == (TaskStatus.NOT_APPLICABLE, True, False)
    assert refused(station, CompleteTask(incident_id=incident_id, task_id="x")).code == "task_unknown"


def test_ending_the_last_response_ends_the_response_of_the_incident(station: Station) -> None:
    incident_id = case(station)
    activation = station.do(replace(ACTIVATE, incident_id=incident_id))[0].stamp.command_id
    end = TerminateResponse(
        incident_id=incident_id, activation_id=activation, reason="over", approved_by="Chief", conditions_met=(0, 0)
    )
    assert refused(station, replace(end, conditions_met=(1,))).code == "stop_condition_unknown"
    assert station.do(end)[0].entry.conditions_met == (0,)  # type: ignore[attr-defined]
    incident = station.state.incident(incident_id)
    assert (incident.status, incident.terminated_at, incident.stabilised_at) == (IncidentStatus.TERMINATED, NOON, NOON)
    assert refused(station, end).code == "activation_unknown"


def test_a_recommendation_is_set_aside_with_a_reason(station: Station) -> None:
    decline = DeclinePlan(incident_id=case(station), plan_id="accident", level=IV, reason="")
    assert refused(station, decline).code == "field_empty"
    station.do(replace(decline, reason="neighbour leads"))
    assert station.state.incident(case(station)).declines[0].reason == "neighbour leads"
