"""Replay equals live: whatever is commanded, the journal folds to exactly what was on the screen."""

from __future__ import annotations

import shutil
import tempfile
from datetime import timedelta
from pathlib import Path

from hypothesis import note, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from app.domain.apply import fold
from app.domain.incident.model import Incident
from app.domain.plan.composition import find_work, work_of
from app.domain.plan.model import TaskStatus
from app.domain.planning.model import VersionStatus
from app.domain.planning.rules import seal
from app.domain.record import Command
from app.domain.reporting.model import Channel, Stage
from app.domain.responsibility.model import NoticeKind
from app.domain.situation.model import ReportStatus
from app.domain.situation.rules import standing_reports
from app.domain.state import State
from app.domain.unit.model import BUSY, UnitStatus
from app.journal.codec import unseal
from app.journal.port import verify
from app.journal.snapshot import decode_state, encode_state, state_digest, take
from app.kernel.clock import FixedClock
from app.kernel.errors import Refusal
from tests.drill_world import PREPARE
from tests.strategies import busy_start, next_commands
from tests.world import NOON, Station, sqlite_journal


def _waived(case: Incident) -> set[int]:
    """Numbers of follow-ups that a person set aside: a later one recorded by hand counts them."""
    return {int(one.key.split(":")[1]) for one in case.waivers if one.key.startswith("follow_up:")}


class Replay(RuleBasedStateMachine):
    """Random commands through a real desk on a real file."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="replay-"))
        self.clock = FixedClock(NOON)
        self.station = Station(sqlite_journal(self.folder), self.clock)
        self.restarts = 0
        self.middle = State()

    @initialize(founded=st.booleans(), drilled=st.booleans())
    def begin(self, founded: bool, drilled: bool) -> None:
        if drilled:
            self.station.do(PREPARE)
        for command in busy_start(NOON)[0 if founded else 1 :]:
            self.station.do(command)
        self.middle = self.station.state

    def _try(self, command: Command) -> None:
        before = self.station.state
        head = self.station.journal.head()
        try:
            made = self.station.do(command)
        except Refusal as refusal:
            note(f"{refusal}: {command}")
            assert self.station.state is before
            assert self.station.journal.head() == head
        else:
            assert [record.seq for record in made] == list(range(before.seq + 1, self.station.state.seq + 1))

    @rule(data=st.data())
    def incident_work(self, data: st.DataObject) -> None:
        self._some(data, "incident")

    @rule(data=st.data())
    def plan_work(self, data: st.DataObject) -> None:
        self._some(data, "plan")

    @rule(data=st.data())
    def reporting_work(self, data: st.DataObject) -> None:
        self._some(data, "reporting")

    @rule(data=st.data())
    def work_on_plans(self, data: st.DataObject) -> None:
        self._some(data, "planning")

    @rule(data=st.data())
    def unit_work(self, data: st.DataObject) -> None:
        self._some(data, "unit")

    @rule(data=st.data())
    def desk_work(self, data: st.DataObject) -> None:
        self._some(data, "desk")

    @rule(data=st.data())
    def duties_work(self, data: st.DataObject) -> None:
        self._some(data, "duties")

    @rule(data=st.data())
    def drawing_work(self, data: st.DataObject) -> None:
        self._some(data, "drawings")

    @rule(data=st.data())
    def tracking(self, data: st.DataObject) -> None:
        self._some(data, "tracking")

    @rule(data=st.data())
    def written_reports(self, data: st.DataObject) -> None:
        self._some(data, "situation")

    @rule(data=st.data())
    def drill_work(self, data: st.DataObject) -> None:
        self._some(data, "exercise")

    @rule(data=st.data())
    def alarm_work(self, data: st.DataObject) -> None:
        self._some(data, "alarms")

    @rule(data=st.data())
    def forces_work(self, data: st.DataObject) -> None:
        self._some(data, "forces")

    @rule(data=st.data())
    def sending_work(self, data: st.DataObject) -> None:
        self._some(data, "sending")

    @rule(data=st.data())
    def caught_up_from_paper(self, data: st.DataObject) -> None:
        self._some(data, "paper")

    def _some(self, data: st.DataObject, slice_: str) -> None:
        for turn in range(5):
            strategy = next_commands(self.station.state, self.clock.now(), slice_, wild=turn == 2)
            self._try(data.draw(strategy))

    @rule(minutes=st.integers(1, 300))
    def time_goes_on(self, minutes: int) -> None:
        self.clock.advance(timedelta(minutes=minutes))

    @rule()
    def remember_this_moment(self) -> None:
        self.middle = self.station.state

    @rule(snapshot=st.booleans())
    def restart(self, snapshot: bool) -> None:
        state, head_hash = self.station.state, self.station.desk.head_hash
        self.restarts += 1
        if snapshot:
            self.station.journal.save_snapshot(take(state, head_hash))
        self.station.close()
        self.station = Station(sqlite_journal(self.folder), self.clock, ids=self.restarts * 10_000)
        assert self.station.desk.damage is None
        assert state_digest(self.station.state) == state_digest(state)
        assert self.station.desk.head_hash == head_hash

    @invariant()
    def folds_to_the_same_state(self) -> None:
        state = self.station.state
        lines = tuple(self.station.journal.read())
        assert verify(iter(lines)) == (state.seq, None)
        assert [line.seq for line in lines] == list(range(1, state.seq + 1))
        records = tuple(unseal(line) for line in lines)
        digest = state_digest(state)
        assert state_digest(fold(records, State())) == digest
        from_snapshot = decode_state(encode_state(self.middle))
        assert from_snapshot == self.middle
        assert state_digest(fold(records[self.middle.seq :], from_snapshot)) == digest

    @invariant()
    def life_saving_work_waits_for_no_list(self) -> None:
        state = self.station.state
        for work in (work for case in state.incidents.values() for work in work_of(case) if work.task.critical):
            duty = state.assignments.get(work.task.id)
            if duty is not None:
                made = duty.assignment
                assert made.at_once
                assert made.notice is NoticeKind.NONE or made.lead.role == work.task.role

    @invariant()
    def units_and_incidents_agree(self) -> None:
        state = self.station.state
        held: set[tuple[str, str, str]] = set()
        for case in state.incidents.values():
            running = [d for d in case.dispatches.values() if d.ended_at is None]
            assert len({d.unit_id for d in running}) == len(running)
            held |= {(d.unit_id, case.id, d.id) for d in running}
            for work in running:
                assert work.status is state.units[work.unit_id].status
        assert held == {(u.id, u.incident_id, u.dispatch_id) for u in state.units.values() if u.dispatch_id}
        for unit in state.units.values():
            assert bool(unit.incident_id) == bool(unit.dispatch_id)
            if unit.status in BUSY or unit.status is UnitStatus.RETURNING:
                assert unit.dispatch_id
            else:
                assert not unit.dispatch_id

    @invariant()
    def one_version_of_a_plan_is_in_force(self) -> None:
        state, plans = self.station.state, self.station.desk.reference.plans
        in_force = [one for one in state.plan_versions.values() if one.status is VersionStatus.IN_FORCE]
        assert len({one.plan_id for one in in_force}) == len(in_force)
        for one in in_force:
            assert seal(one.content) == one.hash == plans[one.plan_id].hash
        for plan_id, life in state.plan_lives.items():
            assert (plan_id in plans) == (life.retired_at is None)
        for finding in state.plan_findings.values():
            assert finding.is_open or finding.answer_version or finding.answer_reason

    @invariant()
    def stores_and_shelters_add_up(self) -> None:
        state = self.station.state
        for stock in state.materials.values():
            assert stock.quantity >= 0 and stock.issued >= 0
        for need in state.supply_requests.values():
            assert 0 <= need.arrived <= need.issued <= need.quantity
        for use in state.shelters.values():
            assert len(use.needing) <= use.occupied
            assert use.is_open or not use.occupied
        for stay in state.presences.values():
            assert not stay.is_inside or state.incidents[stay.incident_id].is_open
        for plan in state.patrols.values():
            assert plan.starts_at < plan.ends_at and plan.checkpoints

    @invariant()
    def written_reports_are_counted_without_gaps(self) -> None:
        state = self.station.state
        in_work: set[tuple[str, str, str]] = set()
        for one in state.situation_reports.values():
            assert one.status not in (ReportStatus.SIGNED, ReportStatus.ISSUED) or one.signature or not one.incident_id
            assert not one.issued or one.signature is not None
            if one.is_open:
                key = (one.incident_id, one.stage.value, one.query_id)
                assert key not in in_work
                in_work.add(key)
        for case in state.incidents.values():
            numbers = [one.number for one in standing_reports(state, case.id, Stage.FOLLOW_UP)]
            sent = {
                made.number for made in case.reports if made.stage is Stage.FOLLOW_UP and made.channel is Channel.WRITTEN
                and not made.situation_report_id
            }
            assert not numbers or set(range(1, max(numbers))) <= {*numbers, *sent} | _waived(case)

    @invariant()
    def slips_are_numbered_once_and_acts_know_theirs(self) -> None:
        state = self.station.state
        numbers = [number for run in state.slip_runs for number in range(run.first, run.first + run.count)]
        assert numbers == list(range(1, state.next_slip))
        for act_id, one in state.caught_up.items():
            assert one.id == act_id and one.kinds and one.slip.at <= one.typed_at

    @invariant()
    def names_are_unique(self) -> None:
        cases = list(self.station.state.incidents.values())
        assert len({case.number for case in cases}) == len(cases)
        activations = [one for case in cases for one in case.activations]
        tasks = [task for one in activations for task in one.tasks.values()]
        assert len({task.id for task in tasks}) == len(tasks)
        for one in activations:
            assert len({task.plan_task_id for task in one.tasks.values()}) == len(one.tasks)

    @invariant()
    def work_is_told_once_and_nobody_is_forgotten(self) -> None:
        state = self.station.state
        for case in state.incidents.values():
            work = work_of(case)
            claims = [claim.key for one in work for claim in one.claims]
            assert len(set(claims)) == len(claims)
            brought = {(one.id, task.plan_task_id) for one in case.activations for task in one.tasks.values()}
            assert brought <= set(claims)
            running = {one.id for one in case.activations if one.is_running}
            for one in work:
                assert one.is_running == bool(running & {claim.activation_id for claim in one.claims})
                assert one.task.status is not TaskStatus.OPEN or one.task.due_at <= min(claim.due_at for claim in one.claims)
                assert find_work(case, one.task.id).task is one.task
            for one in case.activations:
                for task in one.tasks.values():
                    assert find_work(case, task.id).claimed_by(one.id)

    def teardown(self) -> None:
        self.station.close()
        shutil.rmtree(self.folder, ignore_errors=True)


TestReplay = Replay.TestCase
TestReplay.settings = settings(max_examples=15, stateful_step_count=30, deadline=None)
