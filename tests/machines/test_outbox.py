"""Whatever is wanted of the outbox: one success for a key, waits that never shrink, and a restart that changes nothing."""

from __future__ import annotations

import shutil
import tempfile
from datetime import timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from app.domain.record import Command
from app.domain.sending.commands import (
    GiveUpTransmission,
    QueueTransmission,
    RecordAttempt,
    RecordTransmissionReceipt,
    RetryNow,
)
from app.domain.sending.model import AttemptResult, SendChannel, SendState
from app.domain.sending.rules import LEASE, LONGEST_WAIT, is_due, next_attempt_at, wait_after
from app.kernel.clock import FixedClock
from app.kernel.errors import Refusal
from tests.sending_world import queue
from tests.world import NOON, Station, sqlite_journal

FAILURES = [one for one in AttemptResult if one not in (AttemptResult.BEGUN, AttemptResult.SENT)]


class Outbox(RuleBasedStateMachine):
    """Two workers and a person at one outbox on a real file."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="outbox-"))
        self.clock = FixedClock(NOON)
        self.station = Station(sqlite_journal(self.folder), self.clock).found()
        self.restarts = 0
        self.successes: dict[str, int] = {}

    def _try(self, command: Command) -> bool:
        try:
            self.station.do(command)
        except Refusal:
            return False
        return True

    def _some(self, data: st.DataObject) -> str:
        return data.draw(st.sampled_from(list(self.station.state.transmissions) or ["nobody"]))

    @rule(text=st.sampled_from(["a", "b"]), channel=st.sampled_from([SendChannel.HTTP, SendChannel.FAX]))
    def queue(self, text: str, channel: SendChannel) -> None:
        command: QueueTransmission = queue(text=text, channel=channel)
        self._try(command)

    @rule(data=st.data(), worker=st.sampled_from(["w1", "w2"]))
    def begin(self, data: st.DataObject, worker: str) -> None:
        chosen = self._some(data)
        known = self.station.state.transmissions.get(chosen)
        begun = self._try(RecordAttempt(transmission_id=chosen, result=AttemptResult.BEGUN, worker=worker))
        if known is not None and known.state is SendState.SENDING and begun:
            assert not known.attempts[-1].begun_at - LEASE < self.clock.now() < known.attempts[-1].begun_at + LEASE

    @rule(data=st.data(), worker=st.sampled_from(["w1", "w2", ""]), result=st.sampled_from([*FAILURES, AttemptResult.SENT]))
    def end(self, data: st.DataObject, worker: str, result: AttemptResult) -> None:
        chosen = self._some(data)
        if self._try(RecordAttempt(transmission_id=chosen, result=result, worker=worker)) and result is AttemptResult.SENT:
            key = self.station.state.transmissions[chosen].key
            self.successes[key] = self.successes.get(key, 0) + 1

    @rule(data=st.data())
    def person(self, data: st.DataObject) -> None:
        chosen = self._some(data)
        command = data.draw(st.sampled_from([
            RetryNow(transmission_id=chosen), GiveUpTransmission(transmission_id=chosen, reason="no"),
            RecordTransmissionReceipt(transmission_id=chosen, receipt_by="Wang"),
        ]))
        self._try(command)

    @rule(seconds=st.integers(-400, 2000))
    def time_goes_on(self, seconds: int) -> None:
        self.clock.advance(timedelta(seconds=seconds))

    @rule()
    def restart(self) -> None:
        before = {one.id: (one.state, next_attempt_at(one)) for one in self.station.state.transmissions.values()}
        self.restarts += 1
        self.station.close()
        self.station = Station(sqlite_journal(self.folder), self.clock, ids=self.restarts * 10_000)
        assert {one.id: (one.state, next_attempt_at(one)) for one in self.station.state.transmissions.values()} == before

    @invariant()
    def one_success_for_a_key(self) -> None:
        assert all(count == 1 for count in self.successes.values())
        living = [one.key for one in self.station.state.transmissions.values() if one.state is not SendState.FAILED]
        assert len(living) == len(set(living))

    @invariant()
    def waits_never_shrink_and_never_last(self) -> None:
        for one in self.station.state.transmissions.values():
            results = [attempt.result for attempt in one.attempts]
            waits = [wait_after(results[:count]) for count in range(len(results) + 1)]
            assert waits == sorted(waits)
            assert waits[-1] <= LONGEST_WAIT
            at = next_attempt_at(one)
            assert (at is None) == (not one.is_waiting)
            assert at is None or is_due(one, at)
            assert at is None or is_due(one, self.clock.now()) or at > self.clock.now()

    def teardown(self) -> None:
        self.station.close()
        shutil.rmtree(self.folder, ignore_errors=True)


TestOutbox = Outbox.TestCase
TestOutbox.settings = settings(max_examples=20, stateful_step_count=30, deadline=None)
