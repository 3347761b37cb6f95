"""A house fire at night, from the call to the correction clock, on the real catalogue and the demo township.

Readable by a duty officer: each test continues the same night.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from app.bootstrap import DEFAULT_RULEBOOK, load_catalogue
from app.catalog.demo import read_demo
from app.catalog.locations import program_files
from app.domain.deadlines import DeadlineKind, deadlines, obligations, window_of
from app.domain.duty.commands import FoundDesk, RegisterContacts, StartShift
from app.domain.incident.commands import CloseIncident, OpenIncident, RecordFacts
from app.domain.incident.model import Caller, Incident, IncidentStatus, Place
from app.domain.incident.rules import incident_facts
from app.domain.plan.commands import ActivateResponse, ChangeLevel, CompleteTask, SkipTask, TerminateResponse
from app.domain.plan.rules import newest_tasks, recommend
from app.domain.reporting.commands import MakeReport
from app.domain.reporting.model import Channel, Obligation, Stage
from app.domain.resource.commands import RegisterFacilities
from app.domain.unit.commands import DispatchUnits, RegisterUnits, SetUnitStatus
from app.domain.unit.model import UnitStatus
from app.domain.unit.rules import candidates
from app.domain.words import FactStatus, IncidentSeverity, ResponseLevel
from app.kernel.clock import FixedClock
from app.kernel.errors import Refusal
from tests.world import Station

CALL = datetime(2026, 7, 17, 19, 5, tzinfo=UTC)  # 03:05 in Beijing
HAPPENED = CALL - timedelta(minutes=10)


class Night:
    """One night at the desk of the demo township."""

    def __init__(self) -> None:
        files = program_files()
        self.reference = load_catalogue(files).reference
        self.town = read_demo(files.demo, DEFAULT_RULEBOOK)
        self.clock = FixedClock(CALL)
        self.station = Station(clock=self.clock, reference=self.reference)
        for command in (
            FoundDesk(profile=self.town.profile),
            RegisterFacilities(facilities=self.town.facilities),
            RegisterContacts(contacts=self.town.contacts),
            RegisterUnits(units=self.town.units),
            StartShift(leader="Leader", officer="Officer"),
        ):
            self.station.do(command)
        self.incident_id = self.call_comes_in()

    def call_comes_in(self) -> str:
        site = next(one for one in self.town.facilities if one.name.zh == "青石村三组")
        return self.station.open(
            OpenIncident(
                kind="A-FIR", place=Place(site.name.zh, site.point), aware_at=CALL, occurred_at=HAPPENED,
                caller=Caller("Caller", "000-1"), narrative="second floor", facts={"trapped": 2, "minor": 1},
            )
        )

    def at(self, minutes: float) -> None:
        self.clock.set(CALL + timedelta(minutes=minutes))

    @property
    def incident(self) -> Incident:
        return self.station.state.incidents[self.incident_id]

    def owed(self, stage: Stage, channel: Channel) -> Obligation:
        found = obligations(self.incident, self.station.state, self.reference, self.clock.now())
        return next(one for one in found if (one.stage, one.channel) == (stage, channel))

    def activate(self) -> None:
        plan = self.reference.plans["structure-fire"]
        self.station.do(
            ActivateResponse(
                incident_id=self.incident_id, plan_id=plan.id, level=ResponseLevel.II, item="fire", expected_duration_h=4,
                measures=(plan.measures[0].text.zh,), approved_by="Leader",
            )
        )


@pytest.fixture
def night() -> Iterator[Night]:
    made = Night()
    yield made
    made.station.close()


def test_two_trapped_are_below_general_but_ask_for_the_orange_level(night: Night) -> None:
    assert night.incident.severity is None
    facts = incident_facts(night.incident, None, night.clock.now())
    first = recommend("A-FIR", facts, night.reference.plans.values(), night.reference.floors)[0]
    assert (first.plan_id, first.level) == ("structure-fire", ResponseLevel.I)
    assert any(hit.fact in ("trapped", "unaccounted") for reason in first.reasons for hit in reason.hits)


def test_three_dead_are_larger_by_the_decree_and_the_reason_is_kept(night: Night) -> None:
    night.at(20)
    night.station.do(
        RecordFacts(incident_id=night.incident_id, facts={"dead": 3, "trapped": 0}, status=FactStatus.VERIFIED, source="119",
                    reason="found")
    )
    because = night.incident.grading.because[0]
    assert night.incident.severity is IncidentSeverity.III
    assert (because.metric, because.value, because.bound, because.basis.status) == ("dead", 3, 3, "statutory")
    assert "493" in because.basis.title


def test_the_first_reports_are_due_and_a_punctual_call_stays_punctual_after_an_upgrade(night: Night) -> None:
    phone = night.owed(Stage.FIRST, Channel.PHONE)
    assert phone.due_at == CALL + timedelta(minutes=15) and phone.bases[0].basis.status == "suggested"
    night.at(12)
    night.station.do(
        MakeReport(incident_id=night.incident_id, stage=Stage.FIRST, channel=Channel.PHONE, to_role=phone.to_role, whom="Duty",
                   phone="000-2", read_back=True)
    )
    night.at(13)
    night.station.do(RecordFacts(incident_id=night.incident_id, facts={"dead": 3}, source="119"))
    answered = night.owed(Stage.FIRST, Channel.PHONE)
    assert not answered.is_late(night.clock.now())
    assert night.owed(Stage.FIRST, Channel.WRITTEN).due_at == CALL + timedelta(minutes=30)


def test_the_checklist_runs_and_an_upgrade_only_adds(night: Night) -> None:
    night.at(4)
    night.activate()
    activation = night.incident.activations[0]
    tasks = list(activation.tasks.values())
    assert len(tasks) > 15 and all(task.due_at > night.clock.now() for task in tasks)
    night.station.do(CompleteTask(incident_id=night.incident_id, task_id=tasks[0].id, remark="called back"))
    night.station.do(SkipTask(incident_id=night.incident_id, task_id=tasks[1].id, reason="no gas here"))
    night.at(30)
    night.station.do(
        ChangeLevel(incident_id=night.incident_id, activation_id=activation.id, level=ResponseLevel.I, reason="dead found",
                    approved_by="Leader")
    )
    after = night.incident.activations[0]
    added = newest_tasks(after)
    assert added and added.isdisjoint(activation.tasks)
    assert set(after.tasks) == set(activation.tasks) | added
    assert after.tasks[tasks[0].id].closed_by == "Officer" or after.tasks[tasks[0].id].closed_by == "officer"


def test_the_nearest_engine_goes_and_nobody_else_can_have_it(night: Night) -> None:
    place = night.incident.place.point
    nearest = candidates(night.station.state.units.values(), {}, place, night.clock.now(), kind="F-FIRE")[0]
    night.station.do(DispatchUnits(incident_id=night.incident_id, unit_ids=(nearest.unit_id,)))
    other = night.call_comes_in()
    with pytest.raises(Refusal) as refusal:
        night.station.do(DispatchUnits(incident_id=other, unit_ids=(nearest.unit_id,)))
    assert refusal.value.code == "unit_not_available"
    assert any(one.kind is DeadlineKind.ACKNOWLEDGE for one in deadlines(night.station.state, night.reference, night.clock.now()))
    for minute, status in enumerate((UnitStatus.ACKNOWLEDGED, UnitStatus.EN_ROUTE, UnitStatus.ON_SCENE, UnitStatus.RETURNING), 1):
        night.at(minute)
        night.station.do(SetUnitStatus(unit_id=nearest.unit_id, status=status, source="radio"))
    dispatch = next(iter(night.incident.dispatches.values()))
    assert dispatch.first_at(UnitStatus.ON_SCENE) == CALL + timedelta(minutes=3)
    night.station.do(SetUnitStatus(unit_id=nearest.unit_id, status=UnitStatus.ON_STANDBY, source="radio"))
    night.station.do(DispatchUnits(incident_id=other, unit_ids=(nearest.unit_id,)))


def test_after_closing_a_late_death_is_reported_within_seven_days_and_not_after(night: Night) -> None:
    night.at(4)
    night.activate()
    night.at(180)
    activation = night.incident.activations[0]
    night.station.do(
        TerminateResponse(incident_id=night.incident_id, activation_id=activation.id, reason="fire out", approved_by="Leader",
                          conditions_met=(0,))
    )
    assert night.incident.status is IncidentStatus.TERMINATED
    assert night.owed(Stage.FINAL, Channel.WRITTEN).due_at == night.clock.now() + timedelta(hours=24)
    with pytest.raises(Refusal):
        night.station.do(CloseIncident(incident_id=night.incident_id, cause="", outcome="x", losses="x", lessons="x",
                                       measures="x", approved_by="x"))
    night.station.do(CloseIncident(incident_id=night.incident_id, cause="wire", outcome="out", losses="roof", lessons="alarm",
                                   measures="rewire", approved_by="Leader"))
    window = window_of(night.incident, night.station.state, night.reference, night.clock.now())
    assert window is not None and window.until == HAPPENED + timedelta(days=7)
    assert any(d.kind is DeadlineKind.WINDOW for d in deadlines(night.station.state, night.reference, night.clock.now()))
    night.at(3 * 24 * 60)
    night.station.do(RecordFacts(incident_id=night.incident_id, facts={"dead": 1}, source="hospital", reason="died in hospital"))
    assert night.owed(Stage.CORRECTION, Channel.WRITTEN).is_open
    night.at(8 * 24 * 60)
    night.station.do(RecordFacts(incident_id=night.incident_id, facts={"dead": 2}, source="hospital", reason="died in hospital"))
    late = obligations(night.incident, night.station.state, night.reference, night.clock.now())
    assert not [one for one in late if one.stage is Stage.CORRECTION and one.is_open]
