"""The rules of drills: what fires when, which incident is which, what counts as an answer, how points are given."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.domain.exercise import commands as exercise
from app.domain.exercise.chance import share
from app.domain.exercise.entries import InjectFired
from app.domain.exercise.matching import holds
from app.domain.exercise.model import DrillStatus
from app.domain.exercise.observing import Observed, observe
from app.domain.exercise.scenario import Missed, Trigger, Where
from app.domain.exercise.schedule import Look, Standing, next_due, timeline
from app.domain.exercise.score import in_time
from app.domain.exercise.scoring import score
from app.domain.incident.commands import OpenIncident, RecordFacts
from app.domain.instruction.commands import AnswerInstruction, CloseInstruction
from app.domain.plan.commands import ActivateResponse
from app.domain.reporting.commands import MakeReport
from app.domain.reporting.model import Channel, Stage
from app.domain.state import State
from app.domain.unit.commands import DispatchUnits
from app.domain.words import ResponseLevel
from app.kernel.clock import FixedClock
from app.kernel.errors import Refusal
from tests.drill_world import PREPARE, inject, scenario
from tests.world import NOON, PLACE, Station


class Held(Station):
    """A drill on a desk, told step by step."""

    def __init__(self, **parts: object) -> None:
        super().__init__(clock=FixedClock(NOON))
        self.do(exercise.PrepareDrill(drill_id="d1", scenario=scenario(**parts), seed=7) if parts else PREPARE)
        self.found()
        self.do(exercise.StartDrill())

    def look(self) -> Look:
        observed, state = Observed(), State()
        from app.domain.apply import apply

        for record in self.run(self.desk.records()):
            state = apply(record, state)
            observed = observe(observed, record, state)
        return Look(self.state, self.desk.reference, observed, self.clock.now())

    def after(self, minutes: float) -> None:
        """Let every inject come that is due until then."""
        until = self.clock.now() + timedelta(minutes=minutes)
        while (due := next_due(timeline(self.look()))) is not None and due.at is not None and due.at <= until:
            self.clock.set(max(due.at, self.clock.now()))
            told = due.inject.asks
            known = self.look().observed.incidents.get(told.of if told else "", "")
            self.do(exercise.FireInject(inject_id=due.inject.id, incident_id=known))
        self.clock.set(until)

    def standing(self) -> dict[str, Standing]:
        return {one.inject.id: one.standing for one in timeline(self.look())}

    def fire(self) -> str:
        return self.open(OpenIncident(kind="A-PRD", place=PLACE, aware_at=self.clock.now(), facts={"dead": 1}))


@pytest.fixture
def held():
    station = Held()
    yield station
    station.close()


def test_a_live_desk_never_becomes_a_drill_and_takes_nothing_of_one():
    live = Station().found()
    before = live.state
    radio = exercise.HearRadio(unit_id="u1", text="x")
    for command in (PREPARE, exercise.StartDrill(), exercise.FireInject(inject_id="i1"), radio):
        with pytest.raises(Refusal) as no:
            live.do(command)
        assert no.value.code in ("drill_desk_in_use", "not_a_drill")
    assert live.state is before
    live.close()


def test_injects_come_at_their_minute_or_after_their_trigger_and_one_branch_excludes_the_other(held):
    held.after(7)
    assert held.standing() == {
        "i1": Standing.FIRED, "i2": Standing.FIRED, "i6": Standing.DUE, "i4": Standing.DUE, "i3": Standing.WAITING,
        "i5": Standing.WAITING,
    }
    fire = held.fire()
    held.do(RecordFacts(incident_id=fire, facts={"dead": 3}))
    held.do(MakeReport(incident_id=fire, stage=Stage.FIRST, channel=Channel.PHONE, to_role="county_duty_room", whom="County"))
    held.after(4)  # the report brings the query; what was expected of i2 was done, which brings i5
    assert held.standing()["i3"] is held.standing()["i5"] is Standing.FIRED
    query = next(iter(held.state.instructions.values()))
    assert (query.incident_id, query.feedback_due_at - query.received_at) == (fire, timedelta(minutes=15))
    held.after(20)  # i4 was for those who had made no report
    assert held.standing()["i4"] is Standing.PASSED


def test_a_missed_deadline_brings_its_inject_and_a_kept_one_does_not():
    chase = inject("i9", when=Trigger(deadline_missed=Missed("fire", "first:phone")), after_min=2)
    for told in (True, False):
        held = Held(injects=(*scenario().injects[:1], chase))
        held.after(1)
        fire = held.fire()
        if told:
            held.do(MakeReport(incident_id=fire, stage=Stage.FIRST, channel=Channel.PHONE, to_role="county_duty_room", whom="C"))
        held.after(31)  # thirty minutes is the limit of the small rulebook
        assert held.standing()["i9"] is (Standing.WAITING if told else Standing.DUE)
        held.after(1)
        assert held.standing()["i9"] is (Standing.WAITING if told else Standing.FIRED)
        held.close()


def test_the_conductor_delays_edits_skips_and_puts_in(held):
    from app.kernel.text import Text

    held.do(exercise.DelayInject(inject_id="i1", to=NOON + timedelta(minutes=10)))
    held.do(exercise.EditInject(inject_id="i1", text=Text("other")))
    held.do(exercise.SkipInject(inject_id="i2", reason="no time"))
    held.do(exercise.AddInject(inject=inject("x1", at_min=3)))
    held.after(9)
    assert held.standing()["i1"] is Standing.DUE
    assert held.standing()["x1"] is Standing.FIRED
    held.after(1)
    told = [one.entry.text.zh for one in held.run(held.desk.records()) if isinstance(one.entry, InjectFired)]
    assert told == ["words of x1", "words of i6", "other"]
    with pytest.raises(Refusal, match="inject_over"):
        held.do(exercise.FireInject(inject_id="i1"))


def test_points_rest_on_entries_and_late_hours_typed_in_gain_nothing(held):
    held.after(1)
    held.clock.advance(timedelta(minutes=25))
    late = held.open(OpenIncident(kind="A-PRD", place=PLACE, aware_at=held.clock.now(), facts={"dead": 1}))
    sent = held.do(DispatchUnits(incident_id=late, unit_ids=("u1",)))
    held.do(
        ActivateResponse(
            incident_id=late, plan_id="accident", level=ResponseLevel.IV, item="fire", expected_duration_h=1, measures=("m",),
            approved_by="Chief",
        )
    )
    held.after(34)
    held.do(exercise.EndDrill())
    scored = score(held.run(held.desk.records()), held.desk.reference)
    parts = {one.key: one for one in scored.parts}
    assert parts["dispatch:fire"].facts["took_min"] == 25.0
    assert parts["dispatch:fire"].share == in_time(25, 10)
    assert parts["dispatch:fire"].evidence[-1] == sent[0].seq
    assert parts["expected:i1:open"].share == 0.0  # five minutes were given, twenty-five it took
    assert parts["task:fire:call"].code == "task_missed"
    assert parts["evacuation:fire"].share == 0.0
    assert held.state.drill is not None
    assert held.state.drill.status is DrillStatus.ENDED
    assert sum(one.of for one in scored.parts) == pytest.approx(sum(one.of for one in scored.items))


def test_an_instruction_counts_whole_only_when_it_is_put_away(held):
    held.after(1)
    fire = held.fire()
    held.do(MakeReport(incident_id=fire, stage=Stage.FIRST, channel=Channel.PHONE, to_role="county_duty_room", whom="C"))
    held.after(3)
    query = next(iter(held.state.instructions))
    shares = []
    for command in (AnswerInstruction(instruction_id=query, answer="two"), CloseInstruction(instruction_id=query)):
        held.do(command)
        scored = score(held.run(held.desk.records()), held.desk.reference)
        shares += [one.share for one in scored.parts if one.key == "instruction:i3"]
    assert shares == [0.7, 1.0]


@pytest.mark.parametrize(
    ("where", "value", "answer"),
    [
        (Where("f", ge=3), 3, True), (Where("f", ge=3), 2, False), (Where("f", le=0), 0, True), (Where("f", ge=1), True, False),
        (Where("f", is_=True), True, True), (Where("f", is_=True), 1, False), (Where("f", one_of=("a", "b")), "b", True),
        (Where("f", contains="mill"), "the mill burns", True), (Where("f"), None, False), (Where("f"), "", True),
    ],
)
def test_a_field_is_tested_as_it_is_written(where, value, answer):
    assert holds(where, value) is answer


def test_chance_is_the_same_for_a_seed_and_spread_over_names():
    assert share(1, "a", "b") == share(1, "a", "b") != share(2, "a", "b")
    drawn = [share(5, "unit", str(n)) for n in range(200)]
    assert 0.4 < sum(drawn) / len(drawn) < 0.6
    assert min(drawn) >= 0
    assert max(drawn) < 1
