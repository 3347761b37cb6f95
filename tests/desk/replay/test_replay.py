"""The past is the fold of what was written, whatever was looked at before; nobody can change it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.desk.deadlines import DeadlineWatcher
from app.desk.desk import Notice
from app.desk.jobs import Jobs
from app.desk.replay.footage import Footage, make_reel, read_live
from app.desk.replay.known import Difference, EndedDuties, Standing, duty_rows, known_rows
from app.desk.replay.marks import MarkKind
from app.desk.replay.player import MARGIN, RUN_UP, Player
from app.desk.replay.scale import Scale
from app.desk.replay.tape import Known, Tape, tape_later, tape_then, trusted
from app.desk.replay.watching import PastWatcher
from app.desk.replay.whereabouts import Trace
from app.domain.apply import fold
from app.domain.deadlines import deadlines
from app.domain.duty.commands import StartShift
from app.domain.incident.commands import AddNote, OpenIncident, RecordFacts
from app.domain.incident.model import FactStatus
from app.domain.paper.commands import CatchUp
from app.domain.record import PaperSlip
from app.domain.reporting.commands import MakeReport
from app.domain.reporting.model import Channel, Stage
from app.domain.state import State
from app.domain.unit.commands import DispatchUnits
from app.domain.unit.model import Position
from app.journal.snapshot import state_digest
from app.kernel.errors import Refusal
from tests.world import HERE, NOON, OFFICER, PLACE, REFERENCE, UNITS, Station

MIN = timedelta(minutes=1)


class Night:
    """A fire of two hours: reported late, with a figure that was corrected, and a note that was typed in from paper."""

    def __init__(self) -> None:
        station = Station().found()
        station.do(StartShift(leader="Wang", officer="Li"))
        self.fire = station.open(OpenIncident(kind="A-PRD", place=PLACE, aware_at=NOON, narrative="smoke"))
        self._later(station, 5)
        station.do(RecordFacts(incident_id=self.fire, facts={"dead": 1}, source="phone"))
        station.do(DispatchUnits(incident_id=self.fire, unit_ids=(UNITS[0].id,)))
        self._later(station, 60)
        station.do(RecordFacts(incident_id=self.fire, facts={"dead": 3}, source="scene", status=FactStatus.VERIFIED))
        self.reported_at = station.clock.now()
        station.do(MakeReport(
            incident_id=self.fire, stage=Stage.FIRST, channel=Channel.PHONE, to_role="county_duty_room", whom="Zhao", phone="1",
        ))  # fmt: skip
        self._later(station, 30)
        slip = PaperSlip(0, NOON + 10 * MIN, writer="Sun")
        station.do(CatchUp(slip=slip, command=AddNote(incident_id=self.fire, text="from paper")))
        self.station, self.records = station, station.run(station.desk.records())
        self.digests = tuple(state_digest(fold(self.records[:place], State())) for place in range(len(self.records) + 1))

    @staticmethod
    def _later(station: Station, minutes: int) -> None:
        station.clock.advance(minutes * MIN)  # type: ignore[attr-defined]


@pytest.fixture(scope="module")
def night() -> Iterator[Night]:
    made = Night()
    yield made
    made.station.close()


@settings(max_examples=20)
@given(data=st.data(), every=st.integers(1, 9))
def test_a_place_is_the_fold_of_the_first_entries_in_any_order_of_looking(night: Night, data: st.DataObject, every: int) -> None:
    digests = night.digests
    tape = Tape(night.records, trusted([one.stamp.at for one in night.records]), every=every)
    for place in data.draw(st.lists(st.integers(0, len(night.records)), min_size=1, max_size=12)):
        assert state_digest(tape.state_at(place)) == digests[place]
        assert tape.state_at(place).seq == place
    with pytest.raises(ValueError, match="no such place"):
        tape.state_at(len(tape) + 1)


@given(st.lists(st.integers(0, 50), min_size=1, max_size=40))
def test_moments_never_fall_and_one_wrong_clock_moves_only_its_own_entries(seconds: list[int]) -> None:
    times = [NOON + timedelta(seconds=one) for one in seconds]
    made = trusted(times)
    assert list(made) == sorted(made) and set(made) <= set(times)
    right = sorted(times)
    assert trusted(right) == tuple(right)
    wrong = [right[0], right[0], datetime(1999, 1, 1, tzinfo=UTC), datetime(2099, 1, 1, tzinfo=UTC), *right]
    assert trusted(wrong)[4:] == tuple(right) and trusted(wrong)[2] == right[0]


def test_paper_appears_when_it_was_typed_or_by_wish_when_it_happened(night: Night) -> None:
    then = tape_then(night.records)
    later = tape_later(then)
    at = NOON + 20 * MIN
    assert not then.state_at(then.place_at(at)).incidents[night.fire].notes
    notes = later.state_at(later.place_at(at)).incidents[night.fire].notes
    assert [one.text for one in notes] == ["from paper"] and len(later) == len(then)
    assert {one.seq for one in later.records} == {one.seq for one in then.records}
    assert later.end.incidents == then.end.incidents
    without = tuple(one for one in night.records if one.entry.paper is None)[:6]
    plain = tape_then(without)
    assert tape_later(plain) is plain


def test_a_journal_that_does_not_explain_itself_is_played_as_far_as_it_does(night: Night) -> None:
    broken = (*night.records[:4], *night.records[5:])
    opened = next(one.seq for one in night.records if type(one.entry).__name__ == "IncidentOpened")
    without = tuple(one for one in night.records if one.seq != opened)
    tape = tape_then(without)
    assert tape.cut_at and len(tape) < len(without) and tape.end.seq == len(tape)
    assert tape_then(broken).end.seq == len(tape_then(broken))
    with pytest.raises(Refusal, match="replay_empty"):
        make_reel(Footage((), REFERENCE))


def test_a_replay_desk_is_read_like_any_other_and_refuses_everything(night: Night) -> None:
    async def body() -> None:
        ticks = [0.0]
        player = Player(make_reel(Footage(night.records, REFERENCE)), steady=lambda: ticks[0])
        desk, told = player.desk, list[Notice]()
        await desk.start()
        desk.subscribe(told.append)
        watcher = DeadlineWatcher(desk)
        watcher.start()
        player.choose(night.fire)
        player.seek(NOON + 40 * MIN)
        watcher.refresh()
        overdue = [one for one in watcher.current if one.due_at < desk.clock.now()]
        assert overdue and desk.state.incidents[night.fire].facts["dead"].value == 1
        history = await desk.history(night.fire)
        assert history and max(one.seq for one in history) <= desk.state.seq < len(night.records)
        before = desk.state
        for command in (AddNote(incident_id=night.fire, text="now I know"), RecordFacts(incident_id=night.fire, facts={"dead": 0})):
            with pytest.raises(Refusal, match="replay_read_only"):
                await desk.execute(command, OFFICER)
        assert desk.state is before and await desk.catch_up() == 0
        player.seek(NOON)
        watcher.refresh()
        assert told[-1].after is desk.state and not told[-1].records and not [
            one for one in watcher.current if one.due_at < desk.clock.now()
        ]
        watcher.stop()
        await desk.close()

    night.station.run(body())


def test_the_clocks_of_the_past_are_those_of_the_moment_forwards_and_backwards(night: Night) -> None:
    async def body() -> None:
        player, jobs = Player(make_reel(Footage(night.records, REFERENCE))), Jobs()
        desk = player.desk
        watcher = PastWatcher(desk, jobs)
        told: list[int] = []
        watcher.subscribe(lambda ranked, _crossings: told.append(len(ranked)))
        watcher.start()
        for minutes in (2, 40, 41, 12, 200, 0, 70, 3):
            player.seek(NOON + minutes * MIN)
            watcher.look()
            assert all(one.incident_id in desk.state.incidents for one in watcher.current), "never what is known later"
            while not watcher.is_fresh:  # noqa: ASYNC110 - it is told by no event
                await asyncio.sleep(0.001)
            assert watcher.current == deadlines(desk.state, desk.reference, player.now)
        assert len(told) > 3 and max(told) > 3
        watcher.stop()
        watcher.look()
        assert watcher._work is None
        jobs.close()
        await desk.close()

    night.station.run(body())


def test_it_plays_stands_steps_leaps_and_passes_over_idle_stretches(night: Night) -> None:
    ticks = [0.0]
    player = Player(make_reel(Footage(night.records, REFERENCE)), steady=lambda: ticks[0])
    player.choose(night.fire)
    assert player.now == NOON and player.clock.begins_at == NOON and not player.is_playing
    player.set_speed(60.0)
    player.toggle()
    ticks[0] += 2
    assert player.advance() and player.now == NOON + 2 * MIN and player.desk.state.incidents
    ticks[0] += 4
    assert player.advance() and player.desk.state.incidents[night.fire].facts["dead"].value == 1
    assert player.now == night.reported_at - RUN_UP, "an hour of nothing is passed over"
    ticks[0] += 3600
    assert not player.advance() and player.clock.over and not player.is_playing
    assert player.desk.place == len(player.tape) and player.passed == player.count
    player.seek(NOON)
    seen = [player.desk.place]
    while player.step(1):
        seen.append(player.desk.place)
    assert seen == sorted(set(seen)) and len(seen) >= player.count - 1
    while player.step(-1):
        seen.pop()
        assert player.desk.state.seq == player.desk.place
    assert player.passed == 1 and player.step(1, marked=True)
    kinds = {kind for _, kind, _ in player.marks}
    assert {MarkKind.INCIDENT, MarkKind.DISPATCH, MarkKind.REPORT} <= kinds
    player.go_to_entry(night.records[-1].seq)
    assert player.desk.place == len(night.records) and player.now == night.records[-1].stamp.at
    player.skips = False
    player.seek(NOON + 6 * MIN)
    player.play()
    ticks[0] += 5
    assert player.advance() and player.now == NOON + 11 * MIN
    player.know(Known.LATER)
    assert player.now == NOON + 11 * MIN and player.desk.state.incidents[night.fire].notes
    player.know(Known.THEN)
    assert not player.desk.state.incidents[night.fire].notes
    for bad in (lambda: player.choose("nobody"), lambda: player.go_to_entry(10_000)):
        with pytest.raises(Refusal):
            bad()
    with pytest.raises(ValueError, match="speed"):
        player.set_speed(10_000)


def test_what_was_known_then_stands_beside_what_came_of_it(night: Night) -> None:
    tape = tape_then(night.records)
    now = NOON + 40 * MIN
    then, end_now = tape.state_at(tape.place_at(now)), tape.moments[-1] + MARGIN
    rows = {one.name: one for one in known_rows(then, tape.end, night.fire)}
    deaths = rows["dead"]
    assert deaths.then is not None and (deaths.then.value, deaths.then.source) == (1, "phone")
    assert deaths.end is not None and deaths.end.value == 3 and deaths.difference is Difference.CHANGED
    nothing = known_rows(State(), tape.end, night.fire)
    assert nothing and all(one.difference is Difference.UNKNOWN for one in nothing)
    duties = duty_rows(then, REFERENCE, now, EndedDuties(tape.end, REFERENCE, end_now), night.fire)
    phoned = next(one for one in duties if one.owed.stage is Stage.FIRST and one.owed.channel is Channel.PHONE)
    assert (phoned.standing, phoned.ended, phoned.answered_at) == (Standing.OVERDUE, Standing.LATE, night.reported_at)
    assert known_rows(then, tape.end) == known_rows(then, tape.end, night.fire), "the open ones, when nobody chose"


def test_the_reel_squeezes_nights_and_comes_back_to_the_same_moment() -> None:
    moments = [NOON, NOON + MIN, NOON + timedelta(days=3), NOON + timedelta(days=3, minutes=2)]
    scale = Scale(moments)
    assert scale.length == 60 + 1800 + 120 and len(scale.breaks) == 1
    for at in (*moments, NOON + timedelta(days=1), NOON + 1.5 * MIN):
        assert abs(scale.moment_at(scale.place_of(at)) - at) < timedelta(milliseconds=1)
    assert scale.place_of(NOON - MIN) == 0 and scale.place_of(moments[-1] + MIN) == scale.length
    with pytest.raises(ValueError, match="empty"):
        Scale(()).moment_at(0)


def test_units_stand_where_they_were_and_nothing_older_is_believed() -> None:
    def at(minute: float, lat: float, flags: tuple[str, ...] = ()) -> Position:
        return Position("u", type(HERE)(lat, 110.0), NOON + minute * MIN, "gps", flags=flags)

    trace = Trace(NOON, NOON + timedelta(hours=1), {"u": (at(0, 30.0), at(5, 31.0), at(6, 50.0, ("jump",))), "v": ()})
    assert trace.at(NOON + 4 * MIN)["u"].point.lat == 30.0 and trace.at(NOON + 7 * MIN)["u"].point.lat == 31.0
    assert not trace.at(NOON - MIN) and not trace.at(NOON + 70 * MIN)


def test_an_open_desk_is_read_while_it_works(night: Night) -> None:
    shares: list[float] = []
    footage = night.station.run(read_live(night.station.desk, shares.append))
    assert footage.records == night.records and shares[-1] == 1.0
