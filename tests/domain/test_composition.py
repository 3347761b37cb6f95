"""Several plans on one incident: what merges, whose time counts, and that nobody's claim is lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace as with_parts
from datetime import timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from app.domain.apply import fold
from app.domain.conditions import Condition
from app.domain.deadlines import DeadlineKind, deadlines
from app.domain.decide import decide
from app.domain.incident.commands import CloseIncident, OpenIncident
from app.domain.incident.model import Incident, IncidentStatus
from app.domain.plan.claims import TaskClaim
from app.domain.plan.commands import ActivateResponse, ChangeLevel, CompleteTask, ReopenTask, SkipTask, TerminateResponse
from app.domain.plan.composition import (
    Asker,
    Work,
    compose,
    find_work,
    normalised,
    open_work,
    running_work,
    same_work,
    work_of,
)
from app.domain.plan.model import Plan, PlanTask, PlanType, TaskStatus
from app.domain.plan.needs import needs_of
from app.domain.plan.rules import make_tasks
from app.domain.record import Command
from app.domain.reporting.commands import MakeReport
from app.domain.reporting.model import Channel, Stage
from app.domain.state import State
from app.domain.words import ClockStart, ResponseLevel
from app.kernel.clock import FixedClock
from app.kernel.errors import Refusal
from app.kernel.text import Text
from tests.world import BASIS, III, IV, NOON, PLACE, REFERENCE, I, Station, plan, records, stamp_at, task

ACTIVATE = ActivateResponse(
    incident_id="", plan_id="accident", level=III, item="mill fire", expected_duration_h=4, measures=("cordon",),
    approved_by="Chief",
)


@pytest.fixture
def station() -> Iterator[Station]:
    made = Station(clock=FixedClock(NOON)).found()
    made.open(OpenIncident(kind="A-PRD", place=PLACE, aware_at=NOON, facts={"dead": 1}))
    yield made
    made.close()


def case(station: Station) -> Incident:
    return next(iter(station.state.incidents.values()))


def start(station: Station, plan_id: str, level: ResponseLevel = III, *also: tuple[str, ResponseLevel]) -> str:
    command = replace(ACTIVATE, incident_id=case(station).id, plan_id=plan_id, level=level, also=also)
    return station.do(command)[0].stamp.command_id


def end(station: Station, activation_id: str) -> None:
    station.do(
        TerminateResponse(incident_id=case(station).id, activation_id=activation_id, reason="over", approved_by="Chief")
    )


def the(station: Station, plan_task_id: str) -> Work:
    return next(one for one in work_of(case(station)) if any(claim.plan_task_id == plan_task_id for claim in one.claims))


def later(station: Station, minutes: float) -> None:
    assert isinstance(station.clock, FixedClock)
    station.clock.advance(timedelta(minutes=minutes))


# --- what a person sees -------------------------------------------------------------------------------------------------


def test_one_decision_starts_several_plans_and_the_special_one_stands_first(station: Station) -> None:
    command_id = start(station, "rain", IV, ("overall", III), ("accident", III))
    of = case(station)
    assert [(one.plan_id, one.level) for one in of.activations] == [("accident", III), ("overall", III), ("rain", IV)]
    assert {one.plan_id: one.id for one in of.activations}["rain"] == command_id
    assert len({one.id for one in of.activations}) == 3
    call = the(station, "call")
    assert [(claim.plan_id, claim.due_at - NOON) for claim in call.claims] == [
        ("rain", timedelta(minutes=3)), ("accident", timedelta(minutes=5)), ("overall", timedelta(minutes=10)),
    ]
    assert call.task.due_at == NOON + timedelta(minutes=3)
    assert [claim.basis for claim in call.claims] == [BASIS] * 3
    assert len([one for one in work_of(of) if one.task.text == call.task.text]) == 1


def test_all_of_a_decision_or_nothing(station: Station) -> None:
    before = station.state
    for also, code in (
        (("forest", III), "plan_does_not_cover"), (("nowhere", III), "plan_unknown"), (("rain", I), "level_not_in_plan"),
        (("overall", IV), "plan_named_twice"), (("accident", III), "plan_named_twice"),
    ):
        with pytest.raises(Refusal) as refusal:
            start(station, "accident", III, ("overall", III), also)
        assert refusal.value.code == code
        assert station.state is before
    start(station, "overall")
    with pytest.raises(Refusal, match="plan_already_active"):
        start(station, "accident", III, ("overall", III))


def test_the_same_report_the_same_name_and_the_same_words_are_the_same_work(station: Station) -> None:
    start(station, "accident", I)
    start(station, "overall")
    start(station, "rain")
    assert {claim.plan_id for claim in the(station, "tell").claims} == {"overall", "rain"}
    county = the(station, "county")
    assert {claim.plan_task_id for claim in county.claims} == {"county", "superior"}
    assert county.task.critical and county.task.due_at == NOON + timedelta(minutes=8)
    assert county.task.text.zh == "county"


def test_a_done_task_stays_done_and_takes_the_claim(station: Station) -> None:
    start(station, "accident")
    station.do(CompleteTask(incident_id=case(station).id, task_id=the(station, "call").task.id))
    closed = the(station, "call").task
    start(station, "rain")
    again = the(station, "call")
    assert (again.task.status, again.task.closed_at, again.task.due_at) == (TaskStatus.DONE, closed.closed_at, closed.due_at)
    assert {claim.plan_id for claim in again.claims} == {"accident", "rain"}
    assert not again.task.is_late(NOON + timedelta(hours=1))
    station.do(ReopenTask(incident_id=case(station).id, task_id=closed.id, reason="slip"))
    assert the(station, "call").task.due_at == NOON + timedelta(minutes=3)


def test_a_task_that_does_not_apply_is_not_asked_for_again(station: Station) -> None:
    start(station, "accident")
    station.do(SkipTask(incident_id=case(station).id, task_id=the(station, "call").task.id, reason="no phone"))
    start(station, "overall")
    assert the(station, "call").task.status is TaskStatus.NOT_APPLICABLE
    assert the(station, "call").claimed_by(case(station).activations[1].id)


def test_a_task_lives_while_any_response_that_claims_it_runs(station: Station) -> None:
    first = start(station, "accident")
    second = start(station, "overall")
    assert {one.task.plan_task_id for one in open_work(case(station))} == {"call", "cordon", "tell", "superior", "gather"}
    end(station, first)
    of = case(station)
    assert of.status is IncidentStatus.RESPONDING
    assert {one.task.plan_task_id for one in open_work(of)} == {"call", "tell", "superior", "gather"}
    due = {one.ref for one in deadlines(station.state, REFERENCE, NOON) if one.kind is DeadlineKind.TASK}
    assert due == {one.task.id for one in open_work(of)}
    station.do(CompleteTask(incident_id=of.id, task_id=the(station, "call").task.id))
    with pytest.raises(Refusal, match="response_running"):
        station.do(CloseIncident(incident_id=of.id, cause="c", outcome="o", losses="l", lessons="l", measures="m", approved_by="C"))
    end(station, second)
    assert open_work(case(station)) == () and len(work_of(case(station))) == 5
    assert case(station).status is IncidentStatus.TERMINATED


def test_a_response_that_starts_after_another_ended_brings_its_own_work(station: Station) -> None:
    end(station, start(station, "accident"))
    later(station, 2)
    start(station, "overall")
    assert [one.activation.plan_id for one in running_work(case(station)) if one.task.plan_task_id == "call"] == ["overall"]
    assert len([one for one in work_of(case(station)) if one.task.plan_task_id == "call"]) == 2


def test_raising_one_of_several_adds_claims_and_never_asks_twice(station: Station) -> None:
    start(station, "accident", I)
    overall = start(station, "overall", IV)
    change = ChangeLevel(incident_id=case(station).id, activation_id=overall, level=III, reason="grows", approved_by="Chief")
    station.do(change)
    assert {claim.plan_task_id for claim in the(station, "county").claims} == {"county", "superior"}
    assert not case(station).activations[1].tasks.get(f"{overall}.superior")
    station.do(replace(change, level=IV, reason="calms"))
    entry = station.do(change)[0].entry
    assert (entry.tasks, entry.merged) == ((), ())  # type: ignore[attr-defined]


def test_recording_the_report_settles_the_task_of_every_plan(station: Station) -> None:
    start(station, "overall")
    start(station, "rain")
    station.do(
        MakeReport(
            incident_id=case(station).id, stage=Stage.FIRST, channel=Channel.PHONE, to_role="county_duty_room", whom="Desk"
        )
    )
    assert the(station, "phone-up").task.status is TaskStatus.DONE
    assert the(station, "phone-up") == the(station, "tell")


def test_the_largest_need_of_each_kind_counts_and_everybody_who_asks_is_named(station: Station) -> None:
    start(station, "accident", III)
    overall = start(station, "overall", III)
    found = {one.demand.kind: one for one in needs_of(case(station))}
    fire = found["F-FIRE"]
    assert (fire.demand.people, fire.demand.units) == (10, 3)
    assert [(claim.plan_id, claim.demand.people, claim.demand.units) for claim in fire.claims] == [
        ("accident", 10, 2), ("overall", 4, 3),
    ]
    assert len(found["F-MED"].claims) == len(found["F-JPT"].claims) == 1
    end(station, overall)
    assert {one.demand.kind: one.demand.units for one in needs_of(case(station))} == {"F-FIRE": 2, "F-MED": 1}


def test_open_tasks_that_a_third_plan_shows_to_be_one_go_on_as_one() -> None:
    """Neither of the first two knows of the other; the third one names both."""
    plans = (
        special("a", task("x", IV, due_min=20)), special("b", task("y", IV, due_min=10, critical=True)),
        special("c", task("x", IV, due_min=30, same_as="y")),
    )
    _, apart = started(plans[:2])
    assert len(work_of(apart)) == 2
    _, together = started(plans)
    (one,) = work_of(together)
    assert {claim.plan_id for claim in one.claims} == {"a", "b", "c"}
    assert (one.task.due_at, one.task.critical) == (NOON + timedelta(minutes=10), True)
    gone = next(each for each in together.activations[1].tasks.values())
    assert find_work(together, gone.id) == one
    with pytest.raises(Refusal, match="task_unknown"):
        find_work(together, "nothing")


def test_two_lines_of_one_plan_stay_two_at_a_raise_as_well() -> None:
    low, high = task("low", IV, settled_by="first:phone"), task("high", III, settled_by="first:phone")
    own = plan("own", ("*",), {IV: Condition(), III: Condition()}, (low, high))
    state, _ = started((own,))
    reference = with_parts(REFERENCE, plans={"own": own})
    raising = ChangeLevel(incident_id="i", activation_id="a0", level=III, reason="grows", approved_by="Chief")
    state = fold(records(decide(raising, state, reference, stamp_at()), state), state)
    assert [len(one.claims) for one in open_work(state.incidents["i"])] == [1, 1]


def test_words_are_compared_without_spaces_punctuation_and_width() -> None:
    assert normalised(Text("封闭涵洞、 低洼路段。（A）")) == normalised(Text("封闭涵洞，低洼路段；Ａ"))
    assert normalised(Text("，。 ")) == ""
    blank = claim("p", "one", words="，")
    assert not same_work(blank, claim("q", "two", words="。"))


# --- laws ---------------------------------------------------------------------------------------------------------------


def special(id_: str, *tasks: PlanTask, type_: PlanType = PlanType.SPECIAL) -> Plan:
    return plan(id_, ("*",), {IV: Condition()}, tasks, type=type_)


def claim(plan_id: str, task_id: str, words: str = "") -> TaskClaim:
    return TaskClaim(plan_id, plan_id, Text(plan_id), task_id, Text(words or task_id), "duty_officer", BASIS, IV, NOON)


def started(plans: Sequence[Plan], settled: Sequence[Command] = (), *, at_once: bool = False) -> tuple[State, Incident]:
    """The incident after these plans were activated in this order, with some of the first one's tasks settled before the
    others came."""
    reference = with_parts(REFERENCE, plans={one.id: one for one in plans})
    state = State()
    opening = OpenIncident(kind="A-PRD", place=PLACE, aware_at=NOON)
    state = fold(records(decide(opening, state, reference, stamp_at(command_id="i")), state), state)
    groups = [plans] if at_once else [[one] for one in plans]
    for number, group in enumerate(groups):
        command = replace(
            ACTIVATE, incident_id="i", plan_id=group[0].id, level=IV, also=tuple((one.id, IV) for one in group[1:])
        )
        state = fold(records(decide(command, state, reference, stamp_at(command_id=f"a{number}")), state), state)
        for each in settled if number == 0 else ():
            state = fold(records(decide(each, state, reference, stamp_at()), state), state)
    return state, state.incidents["i"]


_IDS = ("call", "cordon", "phone", "watch", "move")
_WORDS = ("封闭涵洞、低洼路段", "封闭涵洞，低洼路段。", "电话首报", "巡堤查险", "")


@st.composite
def plan_tasks(draw: st.DrawFn) -> tuple[PlanTask, ...]:
    ids = draw(st.lists(st.sampled_from(_IDS), unique=True, max_size=4))
    return tuple(
        PlanTask(
            id=one, text=Text(draw(st.sampled_from(_WORDS)) or one), role=draw(st.sampled_from(("police", "water"))), levels=(IV,),
            due_min=draw(st.integers(1, 60)), basis=replace(BASIS, article=str(draw(st.integers(1, 5)))),
            critical=draw(st.booleans()), settled_by=draw(st.sampled_from(("", "", "first:phone", "first:written"))),
            same_as=draw(st.sampled_from(("", "", "", *_IDS))),
        )
        for one in ids
    )


PLANS = st.lists(st.tuples(plan_tasks(), st.sampled_from(list(PlanType))), min_size=1, max_size=4).map(
    lambda drawn: tuple(special(f"plan-{at}", *tasks, type_=kind) for at, (tasks, kind) in enumerate(drawn))
)


def told(incident: Incident) -> set[tuple[object, ...]]:
    """The open work as people see it: who claims it, by when, how weighty, in whose words."""
    return {
        (
            frozenset((claim.plan_id, claim.plan_task_id, claim.due_at, claim.basis) for claim in one.claims),
            one.task.due_at, one.task.critical, one.task.text, one.task.role,
        )
        for one in open_work(incident)
    }


@given(PLANS, st.data())
def test_the_order_of_activation_changes_nothing(plans: tuple[Plan, ...], data: st.DataObject) -> None:
    order = data.draw(st.sampled_from(list(permutations(plans))))
    assert told(started(plans)[1]) == told(started(order)[1]) == told(started(order, at_once=True)[1])


@given(PLANS)
def test_a_plan_that_is_there_adds_nothing_again(plans: tuple[Plan, ...]) -> None:
    _, incident = started(plans)
    starts = dict.fromkeys(ClockStart, NOON)
    for one in incident.activations:
        mine = next(each for each in plans if each.id == one.plan_id)
        again = compose(
            incident, make_tasks(mine, IV, starts, NOON, one.id), Asker(one.id, one.plan_id, one.plan_title, one.plan_type)
        )
        assert (again.tasks, again.merged) == ((), ())


@given(PLANS)
def test_nothing_is_asked_twice_no_claim_is_lost_and_the_strictest_time_counts(plans: tuple[Plan, ...]) -> None:
    _, incident = started(plans)
    work = open_work(incident)
    claims = [claim for one in work for claim in one.claims]
    assert sorted((claim.plan_id, claim.plan_task_id) for claim in claims) == sorted(
        (one.id, each.id) for one in plans for each in one.tasks
    )
    asked = {(one.id, each.id): each for one in plans for each in one.tasks}
    for one in work:
        assert one.task.due_at == min(claim.due_at for claim in one.claims)
        assert one.task.critical == any(claim.critical for claim in one.claims)
        for each in one.claims:
            own = asked[each.plan_id, each.plan_task_id]
            assert (each.basis, each.text, each.role) == (own.basis, own.text, own.role)
            assert one.task.due_at <= each.due_at == NOON + timedelta(minutes=own.due_min)
    for one in work:
        for other in work:
            if one is not other:
                assert not any(
                    same_work(a, b) for a in one.claims for b in other.claims if a.activation_id != b.activation_id
                )


@given(PLANS, st.data())
def test_what_was_settled_stays_as_it_is(plans: tuple[Plan, ...], data: st.DataObject) -> None:
    first = plans[0]
    ids = data.draw(st.lists(st.sampled_from([one.id for one in first.tasks] or ["-"]), unique=True))
    settled = tuple(
        data.draw(
            st.sampled_from(
                [CompleteTask(incident_id="i", task_id=f"a0.{one}"), SkipTask(incident_id="i", task_id=f"a0.{one}", reason="r")]
            )
        )
        for one in ids
        if one != "-"
    )
    _, alone = started(plans[:1], settled)
    _, incident = started(plans, settled)
    for one in work_of(alone):
        after = find_work(incident, one.task.id).task
        if one.task.status is not TaskStatus.OPEN:
            assert replace(after, claims=(), critical=one.task.critical) == one.task
    found = [claim.key for one in work_of(incident) for claim in one.claims]
    assert len(set(found)) == len(found) == sum(len(one.tasks) for one in plans)


@given(PLANS, st.data())
def test_ending_one_response_leaves_what_another_claims(plans: tuple[Plan, ...], data: st.DataObject) -> None:
    state, incident = started(plans)
    gone = data.draw(st.sampled_from(incident.activations))
    ending = TerminateResponse(incident_id="i", activation_id=gone.id, reason="over", approved_by="Chief")
    state = fold(records(decide(ending, state, REFERENCE, stamp_at()), state), state)
    after = state.incidents["i"]
    left = {one.task.id for one in open_work(after)}
    for one in work_of(incident):
        others = {claim.activation_id for claim in one.claims} - {gone.id}
        assert (one.task.id in left) == bool(others)
    assert {one.task.id for one in work_of(after)} == {one.task.id for one in work_of(incident)}
