"""Who owns a task by the responsibility list; above all: life-saving first response is never moved or held up."""

from __future__ import annotations

from dataclasses import replace as with_parts
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from immutables import Map
from msgspec.structs import replace

from app.domain.duty.model import Tier
from app.domain.incident.commands import OpenIncident
from app.domain.incident.model import Caller, Grading, Incident, IncidentStatus
from app.domain.plan.commands import ActivateResponse, ChangeLevel, SkipTask
from app.domain.plan.composition import work_of
from app.domain.plan.model import PlanType, Task
from app.domain.reference import Role
from app.domain.responsibility import rules
from app.domain.responsibility.commands import FileDutyRequest, RecordDutyNotice, RegisterDutyItems
from app.domain.responsibility.entries import DutiesAssigned
from app.domain.responsibility.model import (
    Assignment,
    DutyClass,
    DutyItem,
    MatchedBy,
    NoticeChannel,
    NoticeKind,
    Organisation,
    Partner,
    RequestCause,
    RequestKind,
    Standing,
)
from app.kernel.text import Text
from tests.duty_world import COUNTY, LIST, REGISTER, item
from tests.world import ACCIDENT, BASIS, III, IV, NOON, PLACE, REFERENCE, Station, text

TODAY = date(2026, 3, 10)
ROLES = {
    code: Role(code, text(code), tier)
    for code, tier in {"police": "township", "village": "village", "county_police": "county", "city_duty_room": "city"}.items()
}
INCIDENT = Incident("i1", "20260310-01", "A-FIR", PLACE, NOON, None, Caller(), "", NOON, "x", Grading(None, (), ()))
SCENE = item("S", DutyClass.WITHDRAWN, words=("guard the scene",), kinds=("A-FIR",), township="guards only",
             supporting=(Partner("Police station", "police", "guards"),))


def task(words: str = "guard the scene", role: str = "police", **more: Any) -> Task:
    return Task("a.t", "t", Text(words), role, NOON, BASIS, IV, NOON, **more)


def routed(work: Task, *items: DutyItem, code: str = "", on: date = TODAY) -> Assignment:
    return rules.route(work, INCIDENT, Map({one.code: one for one in items}), ROLES, on, code)


organisations = st.builds(Organisation, st.sampled_from(["Bureau", "Station"]), st.sampled_from(["", *ROLES]))
items = st.lists(
    st.builds(
        DutyItem, code=st.sampled_from("ABCDEF"), name=st.builds(Text, st.sampled_from(["guard", "scene", "search"])),
        duty_class=st.sampled_from(list(DutyClass)), lead=organisations, basis=st.just(BASIS),
        supporting=st.lists(st.builds(Partner, st.sampled_from(["P", "Q"]), st.sampled_from(["", *ROLES])), max_size=3).map(tuple),
        township=st.sampled_from(["", "guards the scene"]), limit=st.none(),
        kinds=st.sampled_from([(), ("*",), ("A-FIR",), ("N-*",)]), words=st.sampled_from([(), ("guard",), ("search",)]),
        valid_from=st.sampled_from([None, TODAY, TODAY + timedelta(1)]), valid_until=st.sampled_from([None, TODAY]),
    ),
    max_size=6, unique_by=lambda one: one.code,
)
tasks = st.builds(
    task, st.sampled_from(["guard the scene", "search the house", "x"]), st.sampled_from([*ROLES, "nobody"]),
    critical=st.booleans(),
)


@settings(max_examples=300)
@given(work=tasks, given_items=items, code=st.sampled_from(["", *"ABCDEF"]))
def test_life_saving_first_response_stays_where_it_is_and_waits_for_nobody(
    work: Task, given_items: list[DutyItem], code: str
) -> None:
    made = routed(work, *given_items, code=code)
    assert (made.task_id, made.doer, made.at_once) == (work.id, work.role, work.critical)
    if not work.critical:
        return
    if made.notice is not NoticeKind.NONE or made.unclaimed:
        assert made.lead.role == work.role, "the list took a life-saving task away from those who do it"
    assert made.lead.role in (work.role, "", "police", "village"), "a life-saving task is led from above"
    assert made.tier is not Tier.COUNTY or work.role == "county_police"
    assert (made.notice_to is None) == (made.notice is NoticeKind.NONE)
    if made.notice_to is not None and made.notice_to.name != made.lead.name and made.notice_to.role != made.lead.role:
        assert any(order.to == made.notice_to for order in made.supporting), "the county does not stand beside it"


@settings(max_examples=300)
@given(work=tasks, given_items=items, code=st.sampled_from(["", *"ABCDEF"]))
def test_every_task_has_exactly_one_lead_and_follows_its_class(work: Task, given_items: list[DutyItem], code: str) -> None:
    made = routed(work, *given_items, code=code)
    by_code = {one.code: one for one in given_items}
    own = by_code.get(made.item)
    assert made.lead.name
    assert (own is None) == (made.matched is MatchedBy.NOTHING)
    assert made.unclaimed == (own is None or own.duty_class is DutyClass.PENDING)
    if own is None:
        assert made.notice is NoticeKind.NONE
        return
    assert own.in_force(TODAY) and made.duty_class is own.duty_class
    assert made.notice is rules.NOTICE_OF[own.duty_class]
    if own.duty_class is DutyClass.BASIC:
        assert made.tier is Tier.TOWNSHIP or made.lead.role == work.role
        assert made.lead in (own.lead, Organisation(_name(work.role), work.role))
    if made.notice is not NoticeKind.NONE:
        assert made.notice_to == own.lead
        if not work.critical:
            assert (made.lead, made.tier) == (own.lead, Tier.COUNTY)
    named = by_code.get(code)
    if named is not None and named.in_force(TODAY):
        assert (made.item, made.matched) == (code, MatchedBy.CODE)


def _name(role: str) -> str:
    return ROLES[role].name.zh if role in ROLES else role


def test_a_withdrawn_item_goes_to_the_county_with_the_township_only_beside_it() -> None:
    made = routed(task(), SCENE)
    assert (made.lead, made.tier, made.notice, made.notice_to) == (COUNTY, Tier.COUNTY, NoticeKind.REFERRAL, COUNTY)
    assert [(order.to.role, order.words) for order in made.supporting] == [("police", "guards only")]
    assert not made.at_once and not made.unclaimed


def test_the_same_task_as_life_saving_is_done_by_those_who_are_there() -> None:
    made = routed(task(critical=True), SCENE)
    assert (made.lead.role, made.tier, made.at_once) == ("police", Tier.TOWNSHIP, True)
    assert (made.notice, made.notice_to) == (NoticeKind.REFERRAL, COUNTY)
    assert made.supporting[0].to == COUNTY


def test_a_supporting_item_gives_the_main_order_up_and_a_sub_order_down() -> None:
    own = item("P", DutyClass.SUPPORTING, words=("guard",), township="helps",
               supporting=(Partner("Village", "village", "leads the way"), Partner("Police station", "police")))
    made = routed(task(), own)
    assert (made.lead, made.tier, made.notice) == (COUNTY, Tier.COUNTY, NoticeKind.ORDER)
    assert [(order.to.role, order.words) for order in made.supporting] == [("police", "helps"), ("village", "leads the way")]


def test_a_basic_item_is_led_by_the_township_and_worked_by_its_role() -> None:
    own = item("B", words=("guard",), supporting=(Partner("Police", "police", "guards"), Partner("Village", "village")))
    made = routed(task(), own)
    assert (made.lead, made.tier, made.notice) == (own.lead, Tier.TOWNSHIP, NoticeKind.NONE)
    assert [(order.to.role, order.words) for order in made.supporting] == [("police", "guards"), ("village", "")]
    nameless = replace(own, lead=Organisation(""))
    assert routed(task(), nameless).lead.role == "police"


@pytest.mark.parametrize("duty_class", [DutyClass.PENDING, None])
def test_what_no_settled_item_covers_is_handled_first_and_claimed_afterwards(duty_class: DutyClass | None) -> None:
    known = () if duty_class is None else (item("Z", duty_class, words=("guard",)),)
    made = routed(task(), *known)
    assert made.unclaimed and made.lead.role == "police" and made.notice is NoticeKind.NONE
    assert made.item == ("Z" if known else "")


@pytest.mark.parametrize(
    ("words", "role", "more", "found"),
    [
        ("guard the scene", "police", {}, True),
        ("guard the scene", "nobody", {}, True),
        ("x", "police", {}, False),  # a withdrawn item needs words: the role alone moves nothing
        ("guard the scene", "police", {"kinds": ("N-*",)}, False),
        ("guard the scene", "police", {"kinds": ("*",)}, True),
        ("guard the scene", "police", {"kinds": ()}, True),
        ("guard the scene", "police", {"valid_until": TODAY}, False),
        ("guard the scene", "police", {"valid_from": TODAY + timedelta(1)}, False),
        ("guard the scene", "police", {"valid_from": TODAY, "valid_until": TODAY + timedelta(1)}, True),
    ],
)
def test_kind_role_words_and_day_decide(words: str, role: str, more: dict[str, Any], found: bool) -> None:
    made = routed(task(words, role), replace(SCENE, **more))
    assert (made.item == "S") is found


def test_chinese_words_are_found_without_a_word_list_and_common_ones_say_nothing() -> None:
    made = [replace(item(f"F{n}"), name=Text(f"做好某项工作{n}"), township="负责做好工作") for n in range(8)]
    spill = replace(item("E"), name=Text("污染处置"), township="筑坝围堵，通知下游取水口", lead=Organisation("站", "police"))
    found = routed(task("漏液入沟渠的筑坝围堵，通知下游取水口，做好工作"), *made, spill)
    assert (found.item, found.matched) == ("E", MatchedBy.WORDS)
    assert routed(task("负责做好工作"), *made, spill).item == ""


def activated(station: Station, kind: str = "A-PRD", level: Any = IV) -> tuple[str, str]:
    incident_id = station.open(OpenIncident(kind=kind, place=PLACE, aware_at=NOON))
    made = station.do(
        ActivateResponse(
            incident_id=incident_id, plan_id="accident", level=level, item="mill", expected_duration_h=2,
            measures=("cordon",), approved_by="Chief",
        )
    )
    return incident_id, made[0].stamp.command_id


def test_owners_are_recorded_right_after_the_activation_and_after_a_raise() -> None:
    station = Station().found()
    station.do(REGISTER)
    incident_id, response = activated(station)
    entries = [type(record.entry).__name__ for record in _records(station)][-2:]
    assert entries == ["PlanActivated", "DutiesAssigned"]
    assert set(station.state.assignments) == {f"{response}.call"}
    assert station.state.assignments[f"{response}.call"].assignment.at_once
    raised = station.do(
        ChangeLevel(incident_id=incident_id, activation_id=response, level=III, reason="grows", approved_by="Chief")
    )
    assert isinstance(raised[1].entry, DutiesAssigned)
    assert [one.task_id for one in raised[1].entry.assignments] == [f"{response}.cordon"]
    assert station.state.assignments[f"{response}.cordon"].assignment.notice is NoticeKind.REFERRAL
    station.close()


def test_without_a_list_nothing_is_recorded_and_the_code_of_the_plan_counts() -> None:
    station = Station().found()
    activated(station)
    assert not station.state.assignments
    station.close()
    coded = replace(ACCIDENT, tasks=tuple(replace(one, item="D-3") for one in ACCIDENT.tasks))
    station = Station(reference=with_parts(REFERENCE, plans={"accident": coded})).found()
    station.do(REGISTER)
    _, response = activated(station)
    made = station.state.assignments[f"{response}.call"].assignment
    assert (made.item, made.matched, made.at_once, made.lead.role) == ("D-3", MatchedBy.CODE, True, "duty_officer")
    station.close()


def test_work_that_another_plan_calls_life_saving_comes_back_to_the_township() -> None:
    """The special plan's cordon is the county's by the list; the overall plan says the same work saves lives."""
    whole = replace(
        ACCIDENT, id="overall", type=PlanType.OVERALL, kinds=("*",),
        tasks=(replace(next(one for one in ACCIDENT.tasks if one.id == "cordon"), critical=True),),
    )
    station = Station(reference=with_parts(REFERENCE, plans={"accident": ACCIDENT, "overall": whole})).found()
    station.do(REGISTER)
    incident_id, response = activated(station, level=III)
    task_id = f"{response}.cordon"
    assert station.state.assignments[task_id].assignment.lead == COUNTY
    station.do(
        RecordDutyNotice(incident_id=incident_id, task_ids=(task_id,), whom="Desk", channel=NoticeChannel.PHONE)
    )
    made = station.do(
        ActivateResponse(
            incident_id=incident_id, plan_id="overall", level=III, item="mill", expected_duration_h=2,
            measures=("cordon",), approved_by="Chief",
        )
    )
    assert [one.task_id for one in made[-1].entry.assignments] == [task_id]
    duty = station.state.assignments[task_id]
    assert duty.assignment.at_once and duty.assignment.lead.role == "duty_officer"
    assert duty.assignment.notice_to == COUNTY and duty.standing is Standing.TOLD, "what was told stays told"
    assert set(station.state.assignments) == {work.task.id for work in work_of(station.state.incidents[incident_id])}
    station.close()


def test_a_list_that_is_replaced_does_not_change_what_was_assigned() -> None:
    station = Station().found()
    station.do(REGISTER)
    _, response = activated(station, level=III)
    before = station.state.assignments
    station.do(RegisterDutyItems(items=(item("N"),), name="another"))
    assert station.state.assignments is before and set(station.state.duties) == {"N"}
    assert station.state.assignments[f"{response}.cordon"].assignment.item == "D-2"
    station.close()


def test_open_notices_are_grouped_by_unit_and_end_when_it_was_told() -> None:
    station = Station().found()
    station.do(REGISTER)
    incident_id, response = activated(station, level=III)
    state = station.state
    owed = rules.open_notices(state.incidents[incident_id], state.assignments)
    assert [(one.to, one.kind, one.task_ids) for one in owed] == [(COUNTY, NoticeKind.REFERRAL, (f"{response}.cordon",))]
    assert owed[0].due_at == state.incidents[incident_id].activations[0].tasks[f"{response}.cordon"].due_at
    assert rules.open_notices(state.incidents[incident_id], state.assignments, NoticeKind.ORDER) == ()
    closed = replace(state.incidents[incident_id], status=IncidentStatus.CLOSED)
    assert rules.open_notices(closed, state.assignments) == ()
    station.do(SkipTask(incident_id=incident_id, task_id=f"{response}.cordon", reason="alone"))
    assert rules.open_notices(station.state.incidents[incident_id], station.state.assignments) == ()
    station.do(
        RecordDutyNotice(
            incident_id=incident_id, task_ids=(f"{response}.cordon",), whom="Desk", channel=NoticeChannel.PHONE
        )
    )
    assert rules.open_notices(state.incidents[incident_id], station.state.assignments) == ()
    station.close()


def test_a_consultation_is_offered_for_what_is_unclaimed_until_somebody_asks() -> None:
    station = Station().found()
    station.do(RegisterDutyItems(items=(item("N", kinds=("N-*",)),), name="list"))
    incident_id, response = activated(station)
    task_id = f"{response}.call"

    def offered() -> tuple[str, ...]:
        state = station.state
        return rules.unclaimed(state.incidents[incident_id], state.assignments, state.duty_requests)

    assert offered() == (task_id,)
    station.do(
        FileDutyRequest(
            kind=RequestKind.ADMISSION, cause=RequestCause.INCIDENT, proposal=item("D-8"), who="Town", words="who does it",
            incident_id=incident_id, task_id=task_id,
        )
    )
    assert offered() == ()
    station.close()


def test_changes_of_an_edition_are_named_by_field() -> None:
    before = Map({one.code: one for one in LIST})
    after = (replace(LIST[0], township="new words"), LIST[1], item("D-7"))
    found = rules.changes(before, after)
    assert [one.code for one in found.added] == ["D-7"] and [one.code for one in found.removed] == ["D-3"]
    assert [(one.after.code, one.fields) for one in found.changed] == [("D-1", ("township",))] and found.same == 1
    assert rules.changes(before, LIST).is_empty


def _records(station: Station) -> list[Any]:
    from app.journal.codec import unseal

    return [unseal(line) for line in station.journal.read()]
