"""The index that is kept piece by piece says at every moment what computing everything anew would say."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from app.desk.deadline_index import DeadlineIndex, elapsed_hours
from app.domain.conditions import Condition
from app.domain.deadlines import deadlines
from app.domain.reporting.rules import Urgency
from app.kernel.clock import FixedClock
from app.kernel.errors import Refusal
from tests.strategies import busy_start, next_commands
from tests.world import NOON, Station


@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_it_equals_what_is_computed_anew(data: st.DataObject) -> None:
    clock = FixedClock(NOON)
    station = Station(clock=clock)
    for command in busy_start(NOON):
        station.do(command)
    index, reference = DeadlineIndex(), station.desk.reference
    index.update(station.state, station.desk.reference, clock.now())
    for _ in range(data.draw(st.integers(1, 12))):
        if data.draw(st.booleans()):
            clock.advance(timedelta(seconds=data.draw(st.integers(-4_000, 12_000))))
        else:
            before = station.state.seq
            slice_ = data.draw(st.sampled_from(["incident", "plan", "reporting", "unit", "desk", "forces"]))
            try:
                station.do(data.draw(next_commands(station.state, clock.now(), slice_)))
            except Refusal:
                assert station.state.seq == before
        reference = station.desk.reference
        index.update(station.state, reference, clock.now())
        wanted = deadlines(station.state, reference, clock.now())
        assert index.ranked == wanted
        assert index.rows == len(wanted) and all(index.get(one.key) == one for one in wanted)
        at = index.next_at()
        assert at is None or at > clock.now()
    station.close()


def test_it_finds_the_next_moment_by_itself() -> None:
    clock = FixedClock(NOON)
    station = Station(clock=clock)
    for command in busy_start(NOON):
        station.do(command)
    index = DeadlineIndex()
    seen = {one.key: one.urgency(NOON) for one in deadlines(station.state, station.desk.reference, NOON)}
    index.update(station.state, station.desk.reference, NOON)
    for _ in range(60):
        at = index.next_at()
        if at is None or at > NOON + timedelta(hours=4):
            break
        assert at > clock.now()
        just_before = at - timedelta(milliseconds=2)
        if just_before > clock.now():  # nothing changes before the moment that it names
            quiet = {one.key: one.urgency(just_before) for one in deadlines(station.state, station.desk.reference, just_before)}
            assert quiet == seen
        clock.set(at)
        index.update(station.state, station.desk.reference, at)
        seen = {one.key: one.urgency(at) for one in index.ranked}
    assert Urgency.OVERDUE in seen.values()
    station.close()


def test_nothing_changed_is_nothing_told() -> None:
    station = Station(clock=FixedClock(NOON))
    for command in busy_start(NOON):
        station.do(command)
    index = DeadlineIndex()
    assert index.update(station.state, station.desk.reference, NOON).anything
    assert not index.update(station.state, station.desk.reference, NOON).anything
    station.close()


def test_hours_that_rules_ask_for_are_found_at_any_depth() -> None:
    late = Condition(all=(Condition(fact="dead", ge=3), Condition(fact="elapsed_h", gt=24)))
    when = Condition(any=(Condition(fact="elapsed_h", ge=6), late))
    assert sorted(elapsed_hours(when)) == [6, 24]
