"""The index that is kept piece by piece says at every moment what computing everything anew would say."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from app.desk.deadline_index import DeadlineIndex
from app.domain.conditions import Condition
from app.domain.deadlines import deadlines
from app.domain.incident.commands import OpenIncident
from app.domain.reporting.clocks import elapsed_bounds
from app.domain.reporting.model import Channel, Stage
from app.domain.reporting.rules import Urgency
from app.domain.words import ClockStart
from app.kernel.clock import FixedClock
from app.kernel.errors import Refusal
from tests.strategies import busy_start, next_commands
from tests.world import NOON, PLACE, REFERENCE, RULEBOOK, Station, rule


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
    assert sorted(elapsed_bounds(rule("r", Stage.FIRST, Channel.PHONE, limit_min=5, when=when))) == [6, 24]


def test_a_fire_that_burns_on_wakes_the_index_at_its_hour() -> None:
    burning = rule(
        "burning", Stage.FIRST, Channel.PHONE, "county_emergency", clock_start=ClockStart.ELAPSED, elapsed_h=4, immediately=True,
        when=Condition(none=(Condition(fact="fire_out", is_=True),)),
    )
    world = replace(REFERENCE, rulebooks={"town": structs.replace(RULEBOOK, rules=(burning,))})
    clock = FixedClock(NOON)
    station = Station(clock=clock, reference=world).found()
    station.open(OpenIncident(kind="N-FOR", place=PLACE, aware_at=NOON))
    index = DeadlineIndex()
    index.update(station.state, station.desk.reference, NOON)
    reached_at = NOON + timedelta(hours=4)
    assert not [one for one in index.ranked if one.obligation] and index.next_at() is not None
    while (at := index.next_at()) is not None and at <= reached_at + timedelta(seconds=1):
        clock.set(at)
        index.update(station.state, station.desk.reference, at)
    (owed,) = [one for one in index.ranked if one.obligation]
    assert (owed.started_at, owed.due_at) == (reached_at, reached_at + timedelta(minutes=5))
    station.close()
