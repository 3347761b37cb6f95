"""A flood at night under an orange rainstorm warning: the special, the overall and the warning plan run as one response.

Readable by a duty officer: each test continues the same night.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from app.bootstrap import DEFAULT_RULEBOOK, load_catalogue
from app.catalog.demo import read_demo
from app.catalog.locations import program_files
from app.domain.deadlines import DeadlineKind, deadlines, obligations
from app.domain.duty.commands import FoundDesk, RecordWarning, StartShift
from app.domain.incident.commands import OpenIncident, RecordFacts
from app.domain.incident.model import Incident, IncidentStatus, Place
from app.domain.incident.rules import incident_facts
from app.domain.plan.commands import ActivateResponse, ChangeLevel, CompleteTask, TerminateResponse
from app.domain.plan.composition import Work, open_work, running_work, work_of
from app.domain.plan.model import Recommendation, TaskStatus
from app.domain.plan.needs import needs_of
from app.domain.plan.rules import recommend_together
from app.domain.reporting.commands import MakeReport
from app.domain.reporting.model import Channel, Stage
from app.domain.unit.commands import RegisterUnits
from app.domain.words import AlertLevel, ResponseLevel
from app.journal.snapshot import state_digest
from app.kernel.clock import FixedClock
from tests.together import with_companions
from tests.world import Station

I, II, III, IV = ResponseLevel.I, ResponseLevel.II, ResponseLevel.III, ResponseLevel.IV  # noqa: E741
CALL = datetime(2026, 7, 17, 19, 5, tzinfo=UTC)  # 03:05 in Beijing


class Night:
    """The demo township's desk: an orange rainstorm warning is in force, and a village calls that people are cut off."""

    def __init__(self) -> None:
        files = program_files()
        self.reference = with_companions(load_catalogue(files).reference)
        town = read_demo(files.demo, DEFAULT_RULEBOOK)
        self.clock = FixedClock(CALL)
        self.station = Station(clock=self.clock, reference=self.reference)
        for command in (
            FoundDesk(profile=town.profile), RegisterUnits(units=town.units), StartShift(leader="Leader", officer="Officer"),
            RecordWarning(kind="rainstorm", level=AlertLevel.ORANGE, text="", issued_by="weather"),
            RecordWarning(kind="heat", level=AlertLevel.RED, text="", issued_by="weather"),
        ):
            self.station.do(command)
        self.incident_id = self.station.open(
            OpenIncident(kind="N-FLD", place=Place("青石村"), aware_at=CALL, facts={"trapped": 2, "threatened": 12})
        )

    def at(self, minutes: float) -> None:
        self.clock.set(CALL + timedelta(minutes=minutes))

    @property
    def incident(self) -> Incident:
        return self.station.state.incidents[self.incident_id]

    def recommended(self) -> tuple[Recommendation, ...]:
        state, of = self.station.state, self.incident
        facts = incident_facts(of, state.alert(), self.clock.now())
        plans = self.reference.plans_for(of.kind)
        return recommend_together(of.kind, facts, plans, self.reference.floors, state.in_force())

    def decide(self) -> None:
        """The leader follows the recommendation: one decision, three plans."""
        first, *others = [(one.plan_id, one.level) for one in self.recommended() if one.level is not None]
        self.station.do(
            ActivateResponse(
                incident_id=self.incident_id, plan_id=first[0], level=first[1], item="青石村洪涝", expected_duration_h=12.0,
                measures=("转移危险地带人员",), approved_by="Leader", also=tuple(others),
            )
        )

    def work(self, plan_task_id: str) -> Work:
        return next(
            one for one in work_of(self.incident) if any(claim.plan_task_id == plan_task_id for claim in one.claims)
        )

    def activation(self, plan_id: str) -> str:
        return next(one.id for one in self.incident.activations if one.plan_id == plan_id)


@pytest.fixture
def night() -> Iterator[Night]:
    made = Night()
    yield made
    made.station.close()


def minutes(at: datetime) -> float:
    return (at - CALL).total_seconds() / 60


def test_three_plans_are_recommended_each_with_its_level_and_reason(night: Night) -> None:
    """A red heat warning calls for nothing here; the orange rainstorm warning calls for its own plan at orange."""
    assert [one.plan_id for one in night.recommended()] == ["flood-typhoon", "overall", "rain-warning"]
    levels = {one.plan_id: one.level for one in night.recommended()}
    assert (levels["overall"], levels["rain-warning"]) == (II, II)
    assert all(one.reasons for one in night.recommended())


def test_one_decision_gives_one_checklist(night: Night) -> None:
    night.at(1)
    night.decide()
    assert [one.plan_id for one in night.incident.activations] == ["flood-typhoon", "overall", "rain-warning"]
    work = running_work(night.incident)
    asked = [
        (one.id, each.id)
        for one in (night.reference.plans[a.plan_id] for a in night.incident.activations)
        for each in one.tasks
        if next(a.level for a in night.incident.activations if a.plan_id == one.id) in each.levels
    ]
    assert len(work) < len(asked) == sum(len(one.claims) for one in work)
    assert [one.plan_hash for one in night.incident.activations] == [
        night.reference.plans[one.plan_id].hash for one in night.incident.activations
    ]


def test_the_stricter_time_wins_in_the_words_of_the_special_plan(night: Night) -> None:
    night.at(1)
    night.decide()
    villages = night.work("call-each-village")
    assert {claim.plan_id: minutes(claim.due_at) for claim in villages.claims} == {"rain-warning": 8, "flood-typhoon": 10}
    assert minutes(villages.task.due_at) == 8
    assert villages.task.text == next(
        task.text for task in night.reference.plans["flood-typhoon"].tasks if task.id == "call-each-village"
    )
    assert night.work("culverts") == night.work("close-low-roads")  # the same words of the same role
    assert night.work("standby") == night.work("first-forces")  # one names the other
    assert night.work("phone-county") == night.work("phone-first-report")  # one report settles both
    assert minutes(night.work("phone-county").task.due_at) == 10


def test_the_largest_need_of_each_kind_and_everybody_who_asks(night: Night) -> None:
    night.at(1)
    night.decide()
    needs = {one.demand.kind: one for one in needs_of(night.incident)}
    assert (needs["F-ERT"].demand.people, [c.plan_id for c in needs["F-ERT"].claims]) == (20, ["flood-typhoon", "overall"])
    assert (needs["F-MED"].demand.people, needs["F-MED"].demand.units) == (4, 2)
    assert (needs["F-GRD"].demand.people, len(needs["F-GRD"].capabilities)) == (10, 2)


def test_the_warning_plans_own_reports_are_owed_while_it_runs(night: Night) -> None:
    night.at(1)
    night.decide()
    owed = {(one.channel, one.to_role): one for one in obligations(night.incident, night.station.state, night.reference, CALL)}
    assert minutes(owed[Channel.PHONE, "county_flood"].due_at) == 12
    county = owed[Channel.PHONE, "county_duty_room"]
    assert county.bases[0].plan_id == "rain-warning" and len(county.bases) > 1
    assert minutes(county.due_at) == 8
    night.at(6)
    night.station.do(
        MakeReport(incident_id=night.incident_id, stage=Stage.FIRST, channel=Channel.PHONE, to_role="county_duty_room", whom="D")
    )
    assert night.work("phone-county").task.status is TaskStatus.DONE
    assert night.incident.reports[0].bases == county.bases


def test_a_raise_of_the_overall_plan_asks_for_nothing_twice(night: Night) -> None:
    night.at(1)
    night.decide()
    before = {one.task.id for one in running_work(night.incident)}
    night.at(20)
    night.station.do(RecordFacts(incident_id=night.incident_id, facts={"dead": 1}, source="village"))
    assert {one.plan_id: one.level for one in night.recommended()} == {"flood-typhoon": I, "overall": I, "rain-warning": I}
    night.station.do(
        ChangeLevel(
            incident_id=night.incident_id, activation_id=night.activation("overall"), level=I, reason="dead", approved_by="Leader"
        )
    )
    assert {one.task.id for one in running_work(night.incident)} == before
    levels = {one.plan_id: one.level for one in night.incident.activations}
    assert (levels["overall"], levels["rain-warning"]) == (I, II)


def test_the_warning_ends_before_the_flood_does(night: Night) -> None:
    night.at(1)
    night.decide()
    night.at(9)
    night.station.do(CompleteTask(incident_id=night.incident_id, task_id=night.work("broadcast-warning").task.id))
    night.at(120)
    for plan_id, only, shared in (
        ("rain-warning", "outdoor-stop", "call-each-village"), ("flood-typhoon", "dyke-patrol", "call-back"),
    ):
        assert night.work(only).is_open
        night.station.do(
            TerminateResponse(
                incident_id=night.incident_id, activation_id=night.activation(plan_id), reason="lifted", approved_by="Leader"
            )
        )
        assert not night.work(only).is_running
        assert night.work(shared).is_open
        assert night.incident.status is IncidentStatus.RESPONDING
    due = {one.ref for one in deadlines(night.station.state, night.reference, night.clock.now()) if one.kind is DeadlineKind.TASK}
    assert due == {one.task.id for one in open_work(night.incident)}
    assert {claim.plan_id for one in open_work(night.incident) for claim in one.claims} == {
        "flood-typhoon", "overall", "rain-warning",
    }


def test_the_journal_tells_the_same_night_again(night: Night) -> None:
    night.at(1)
    night.decide()
    again = Station(night.station.journal, night.clock, reference=night.reference)
    assert state_digest(again.state) == state_digest(night.station.state)
    again.run(again.desk.verify())
    assert again.desk.damage is None
