"""Whatever clocks, sleep, restarts and people do: what is due sounds until somebody acknowledges that very stage."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from datetime import timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from app.domain.alarm.model import DUE_STEP, AlarmRank
from app.domain.alarm.rules import REPEAT_S, is_pressing, step_at
from app.domain.duty.commands import StartShift
from app.domain.incident.commands import OpenIncident
from app.domain.reporting.commands import MakeReport, WaiveObligation
from app.domain.reporting.model import Channel, Stage
from app.kernel.errors import Refusal
from tests.desk.alarm_world import AlarmWorld
from tests.world import PLACE, sqlite_journal


class Night(RuleBasedStateMachine):
    """A real desk, watcher and keeper on clocks that are moved."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="alarms-"))
        self.world = AlarmWorld(self.folder, sqlite_journal(self.folder), escalate_after_min=10)
        self.acknowledged: set[tuple[str, int]] = set()

    @initialize(shift=st.booleans())
    def begin(self, shift: bool) -> None:
        self.world.station.found()
        if shift:
            self.world.station.do(StartShift(leader="Wang", officer="Li"))
        self.world.settle()

    @rule(ago_min=st.integers(0, 60))
    def a_call_comes_in(self, ago_min: int) -> None:
        at = self.world.clock.now() - timedelta(minutes=ago_min)
        self.world.station.open(OpenIncident(kind="A-PRD", place=PLACE, aware_at=at))
        self.world.settle()

    @rule(seconds=st.integers(1, 1200))
    def time_goes_on(self, seconds: int) -> None:
        self.world.pass_time(seconds)

    @rule(seconds=st.integers(100, 30_000))
    def the_machine_sleeps(self, seconds: int) -> None:
        self.world.pass_time(seconds, asleep=True)
        self.world.wake()

    @rule(seconds=st.integers(-7200, 7200))
    def somebody_sets_the_clock(self, seconds: int) -> None:
        self.world.set_clock(seconds)
        self.world.wake()

    @precondition(lambda self: bool(self.world.keeper.standing))
    @rule()
    def somebody_acknowledges_what_sounds(self) -> None:
        seen = {(one.key, one.step) for one in self.world.alarms.sounding}
        self.world.acknowledge()
        self.acknowledged |= seen
        assert not {(one.key, one.step) for one in self.world.keeper.standing} & seen

    @rule(stage=st.sampled_from([Stage.FIRST, Stage.FOLLOW_UP]), channel=st.sampled_from(list(Channel)), waive=st.booleans())
    def somebody_answers(self, stage: Stage, channel: Channel, waive: bool) -> None:
        for case in list(self.world.station.state.incidents.values())[:1]:
            try:
                if waive:
                    key = f"{stage}:0:{channel}:county_duty_room"
                    self.world.station.do(WaiveObligation(incident_id=case.id, key=key, reason="no line"))
                else:
                    report = MakeReport(
                        incident_id=case.id, stage=stage, channel=channel, to_role="county_duty_room", whom="x", means="fax"
                    )
                    self.world.station.do(report)
            except Refusal:
                continue
        self.world.settle()

    @rule(orderly=st.booleans(), away_s=st.integers(0, 20_000), moved_s=st.sampled_from([0, 0, -5000, 5000]))
    def the_program_starts_anew(self, orderly: bool, away_s: int, moved_s: int) -> None:
        self.world.close(orderly=orderly)
        self.world.pass_time(away_s, asleep=True)
        self.world.set_clock(moved_s)
        self.world.journal = sqlite_journal(self.folder)
        self.world.open()

    @precondition(lambda self: any(one.rank is AlarmRank.ALARM for one in self.world.keeper.standing))
    @rule()
    def what_is_due_is_heard_again(self) -> None:
        heard = len(self.world.ear.heard)
        self.world.pass_time(REPEAT_S + 1)
        assert len(self.world.ear.heard) > heard

    @invariant()
    def nothing_due_is_missing(self) -> None:
        world, now = self.world, self.world.clock.now()
        known = world.keeper.alarms
        for one in world.watcher.current:
            if is_pressing(one) and step_at(one, now) >= DUE_STEP:
                assert one.key in known and known[one.key].step >= step_at(one, now)
                silent = (one.key, known[one.key].step) in self.acknowledged
                assert known[one.key].stands is not silent

    @invariant()
    def no_stage_comes_twice_and_one_sounds_at_a_time(self) -> None:
        assert max(Counter(self.world.raised()).values(), default=1) == 1
        assert self.world.ear.most_at_once <= 1

    @invariant()
    def what_is_kept_stays_small(self) -> None:
        state = self.world.station.state
        assert len(state.alarms) <= len(self.world.watcher.current) + 200

    def teardown(self) -> None:
        self.world.close()
        shutil.rmtree(self.folder, ignore_errors=True)


Night.TestCase.settings = settings(
    max_examples=15, stateful_step_count=20, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
TestNight = Night.TestCase
