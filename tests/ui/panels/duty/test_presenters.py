"""What the panel would show, without Qt."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from app.desk.demo import founding_commands
from app.desk.desk import Desk
from app.desk.who_picture import WhoPicture
from app.domain.deadlines import deadlines
from app.domain.dispatching.model import Advice, IncidentAdvice
from app.domain.dispatching.travel import Measure
from app.domain.incident.commands import AddNote, OpenIncident, OverrideSeverity, RecordFacts, StrikeNote
from app.domain.incident.model import Place
from app.domain.plan.commands import ActivateResponse, ChangeLevel, CompleteTask
from app.domain.unit.commands import DispatchUnits, SetUnitStatus
from app.domain.unit.model import Position, UnitStatus
from app.domain.words import FactStatus, IncidentSeverity, ResponseLevel
from app.journal.port import MemoryJournal
from app.kernel.clock import FixedClock
from app.kernel.errors import Refusal
from app.kernel.ids import CountedIds
from app.ui.panels.duty import (
    head_presenter,
    intake_presenter,
    list_presenter,
    overview_presenter,
    reports_presenter,
    tasks_presenter,
    timeline_presenter,
    units_presenter,
    who_presenter,
)
from app.ui.panels.duty.intake_presenter import Draft
from app.ui.panels.duty.room import Room
from tests.ui.panels.duty.duty_bench import ME, NOW, reference, town, wording


class Hand:
    """A desk of the demo township without its day."""

    def __init__(self) -> None:
        self.clock = FixedClock(NOW)
        self.desk = Desk(MemoryJournal(), reference(), self.clock, CountedIds())
        self.run(self.desk.start())
        for command in founding_commands(town()):
            self.do(command)

    def run(self, coroutine):
        return asyncio.run(coroutine)

    def do(self, command):
        self.desk._lane = asyncio.Lock()
        return self.run(self.desk.execute(command, ME))

    def open(self, kind="A-FIR", place="青石村", **facts):
        site = next(one for one in self.desk.state.facilities.values() if one.name.zh == place)
        command = OpenIncident(kind=kind, place=Place(place, site.point, site.id), aware_at=self.clock.now(), facts=facts)
        return self.do(command)[0].entry.incident_id

    def activate(self, incident_id, level=ResponseLevel.III, plan="structure-fire"):
        self.do(
            ActivateResponse(
                incident_id=incident_id, plan_id=plan, level=level, item="x", expected_duration_h=4, measures=("y",),
                approved_by="z",
            )
        )

    @property
    def room(self) -> Room:
        return Room(self.desk.state, reference(), wording(), self.clock.now(), self.desk.telemetry.positions)

    def ranked(self):
        return deadlines(self.desk.state, reference(), self.clock.now())

    def incident(self, incident_id):
        return self.desk.state.incidents[incident_id]


@pytest.fixture
def hand() -> Hand:
    return Hand()


def test_the_list_begins_with_the_most_urgent_clock(hand: Hand) -> None:
    old = hand.open(place="青石村")
    hand.clock.advance(timedelta(hours=3))
    new = hand.open(kind="A-RDT", place="大桥村")
    rows = list_presenter.present(hand.room, hand.ranked())
    assert [row.id for row in rows] == [old, new]
    assert rows[0].due_at is not None
    assert rows[0].due_at < rows[1].due_at


def test_the_list_is_searched_by_initials_and_filtered(hand: Hand) -> None:
    fire = hand.open(place="青石村")
    hand.open(kind="A-RDT", place="大桥村")
    assert [row.id for row in list_presenter.present(hand.room, hand.ranked(), "qsc")] == [fire]
    assert [row.id for row in list_presenter.present(hand.room, hand.ranked(), "fwhz")] == [fire]
    assert list_presenter.present(hand.room, hand.ranked(), "", "closed") == ()


def test_an_override_stands_beside_the_machine(hand: Hand) -> None:
    case = hand.open(dead=3)
    hand.do(OverrideSeverity(incident_id=case, severity=IncidentSeverity.II, reason="敏感时期"))
    head = head_presenter.present(hand.incident(case), hand.ranked(), hand.room)
    assert head.severity == "重大"
    assert "较大" in head.machine
    assert "敏感时期" in head.machine
    assert any("死亡 3 人 ≥ 3 人" in line for line in head.because)


def test_figures_carry_the_mark_of_their_status(hand: Hand) -> None:
    case = hand.open(trapped=2)
    hand.do(RecordFacts(incident_id=case, facts={"trapped": 2}, status=FactStatus.VERIFIED, source="消防"))
    head = head_presenter.present(hand.incident(case), hand.ranked(), hand.room)
    assert [(one.text, one.mark) for one in head.figures] == [("被困（被埋） 2 人", "核实")]
    assert [row.status for row in overview_presenter.facts(hand.incident(case), hand.room)] == ["核实"]


def test_closing_waits_for_the_response_and_the_units(hand: Hand) -> None:
    case = hand.open(trapped=2)
    assert "close" not in head_presenter.present(hand.incident(case), (), hand.room).blocked
    hand.activate(case)
    assert "响应" in head_presenter.present(hand.incident(case), (), hand.room).blocked["close"]


def test_a_recommendation_says_why_and_leaves_when_followed(hand: Hand) -> None:
    case = hand.open(trapped=2)
    given = tasks_presenter.pressing(tasks_presenter.advice(hand.incident(case), hand.room))
    assert given[0].plan_id == "structure-fire"
    assert given[0].reasons
    hand.activate(case, given[0].level)
    assert not tasks_presenter.pressing(tasks_presenter.advice(hand.incident(case), hand.room))


def test_the_overall_plan_stands_back_behind_a_nearer_one_and_fills_its_gap(hand: Hand) -> None:
    case = hand.open(trapped=2)
    given = tasks_presenter.advice(hand.incident(case), hand.room)
    assert {one.plan_id: one.stands_back for one in given} == {"structure-fire": False, "township-overall": True}
    hand.activate(case, given[0].level)
    left = tasks_presenter.advice(hand.incident(case), hand.room)
    assert [(one.plan_id, one.stands_back) for one in left] == [("township-overall", True)]
    alone = hand.open(kind="S-CYB", beyond_township=True)
    given = tasks_presenter.pressing(tasks_presenter.advice(hand.incident(alone), hand.room))
    assert [one.plan_id for one in given] == ["township-overall"]


def test_an_upgrade_shows_only_what_it_adds_as_new(hand: Hand) -> None:
    case = hand.open(open_flame=True)
    hand.activate(case, ResponseLevel.III)
    before = {row.id for row in tasks_presenter.checklist(hand.incident(case), hand.room)}
    assert not any(row.is_new for row in tasks_presenter.checklist(hand.incident(case), hand.room))
    hand.clock.advance(timedelta(minutes=9))
    live = hand.incident(case).activations[0]
    hand.do(ChangeLevel(incident_id=case, activation_id=live.id, level=ResponseLevel.II, reason="r", approved_by="a"))
    rows = tasks_presenter.checklist(hand.incident(case), hand.room)
    assert {row.id for row in rows if row.is_new} == {row.id for row in rows} - before
    assert {row.id for row in rows} - before


def test_a_task_done_names_who_and_when_and_lateness(hand: Hand) -> None:
    case = hand.open(trapped=2)
    hand.activate(case)
    first = tasks_presenter.checklist(hand.incident(case), hand.room)[0]
    hand.clock.advance(timedelta(hours=2))
    late = tasks_presenter.checklist(hand.incident(case), hand.room)[0]
    assert (late.badge, late.tone) == ("逾期", "alarm")
    hand.do(CompleteTask(incident_id=case, task_id=first.id))
    done = tasks_presenter.checklist(hand.incident(case), hand.room)[0]
    assert done.badge == "逾期完成"
    assert "officer" in done.settled
    assert tasks_presenter.running(hand.incident(case), hand.room)[0].done == 1


def test_what_the_plan_lacks_comes_first_then_the_nearest(hand: Hand) -> None:
    case = hand.open(trapped=2)
    hand.activate(case, ResponseLevel.II)
    rows = units_presenter.free(hand.incident(case), hand.room).rows
    wanted = [row.wanted for row in rows]
    assert wanted == sorted(wanted, reverse=True)
    assert any(wanted)
    unit = hand.desk.state.units[rows[0].unit_id]
    hand.desk.telemetry.report([Position(unit.id, unit.home, NOW - timedelta(minutes=40), "app")])
    aged = next(row for row in units_presenter.free(hand.incident(case), hand.room).rows if row.unit_id == unit.id)
    assert aged.stale
    assert "40 分钟前" in aged.right


def test_a_unit_sent_counts_for_the_demand_and_may_step_on(hand: Hand) -> None:
    case = hand.open(trapped=2)
    hand.activate(case, ResponseLevel.II)
    row = units_presenter.free(hand.incident(case), hand.room).rows[0]
    hand.do(DispatchUnits(incident_id=case, unit_ids=(row.unit_id,)))
    sent = units_presenter.out(hand.incident(case), hand.room)[0]
    assert sent.next_steps[0] is UnitStatus.ACKNOWLEDGED
    assert row.unit_id not in units_presenter.free(hand.incident(case), hand.room).ids
    hand.do(SetUnitStatus(unit_id=row.unit_id, status=UnitStatus.ON_SCENE, source="radio"))
    sent = units_presenter.out(hand.incident(case), hand.room)[0]
    assert sent.badge == "到场"
    assert "对讲机" in sent.right
    assert sent.next_steps[0] is UnitStatus.WORKING
    hand.do(SetUnitStatus(unit_id=row.unit_id, status=UnitStatus.ON_STANDBY, source="radio"))
    assert units_presenter.out(hand.incident(case), hand.room)[0].next_steps == ()


def test_duties_are_open_first_and_say_their_rule(hand: Hand) -> None:
    case = hand.open(dead=3)
    rows = reports_presenter.owed(hand.incident(case), hand.room)
    assert rows
    assert all(row.is_open for row in rows)
    assert rows[0].tip
    hand.clock.advance(timedelta(hours=5))
    assert reports_presenter.owed(hand.incident(case), hand.room)[0].tone == "alarm"


def test_a_struck_note_stays_with_its_reason(hand: Hand) -> None:
    case = hand.open()
    note = hand.do(AddNote(incident_id=case, text="风向转东"))[0].entry.note_id
    hand.do(StrikeNote(incident_id=case, note_id=note, reason="误记"))
    records = hand.run(hand.desk.history(case))
    rows = timeline_presenter.present(hand.incident(case), records, hand.room)
    struck = next(row for row in rows if row.note_id == note)
    assert struck.struck_reason == "误记"
    assert not struck.can_be_struck
    assert [row.seq for row in timeline_presenter.present(hand.incident(case), records, hand.room, "fxzd")] == [struck.seq]


def test_the_preview_is_what_the_desk_will_decide(hand: Hand) -> None:
    shown = intake_presenter.preview(Draft(kind="A-FIR", facts={"dead": 3}), hand.room)
    assert shown.severity == "较大"
    assert any("≥ 3 人" in line for line in shown.because)
    assert shown.plan
    assert shown.deadlines
    assert intake_presenter.preview(Draft(kind="A-FIR", facts={"dead": -1}), hand.room).is_empty
    assert intake_presenter.preview(Draft(), hand.room).is_empty


@pytest.mark.parametrize(
    ("no", "field"),
    [
        (Refusal("fact_too_small", {"fact": "dead"}), "fact.dead"),
        (Refusal("point_swapped"), "point"),
        (Refusal("place_missing"), "place"),
        (Refusal("time_in_future", {"field": "aware_at"}), "aware_at"),
    ],
)
def test_a_refusal_finds_its_field(no: Refusal, field: str) -> None:
    assert intake_presenter.field_of(no) == field


def test_no_word_is_missing(hand: Hand) -> None:
    words = wording()
    words.missing.clear()
    case = hand.open(dead=3, sens_people=True)
    hand.activate(case, ResponseLevel.I)
    of = hand.incident(case)
    for present in (overview_presenter.facts, overview_presenter.intake_lines, overview_presenter.sensitivity,
                    tasks_presenter.advice, tasks_presenter.running, tasks_presenter.checklist, units_presenter.demands,
                    units_presenter.free, reports_presenter.owed, reports_presenter.made, reports_presenter.notice):
        present(of, hand.room)
    assert not words.missing


def test_every_question_of_every_kind_may_be_answered(hand: Hand) -> None:
    from app.domain.incident.rules import check_facts
    from app.ui.panels.duty.intake_fields import common_fields, facts_of, kind_fields

    for kind in reference().kinds:
        fields = (*common_fields(hand.room), *kind_fields(kind, hand.room))
        ticked = {field.key: tuple(choice.value for choice in field.choices) for field in fields if field.key.startswith("flags.")}
        numbers = {field.key: 1 for field in fields if field.key.startswith("fact.") and not field.choices}
        check_facts(kind, facts_of({**ticked, **numbers}), reference().facts)


def test_nothing_proposed_is_not_called_enough_while_no_plan_asks_for_anything() -> None:
    hand = Hand()
    case = hand.open()
    advice = Advice({case: IncidentAdvice(case, True, (), (), (), ())}, Measure.ROAD, best=True)

    def line() -> str:
        return who_presenter.summary(case, replace(hand.room, who=WhoPicture(advice))).line

    assert line().startswith("预案目前没有提出更多力量要求")
    hand.activate(case)
    assert line().startswith("预案要求的力量已派足")
