"""The improvement loop: from a drill's evaluation to closed, and to open again; who drills how often."""

from __future__ import annotations

from dataclasses import replace as with_
from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from app.domain.deadlines import DeadlineKind, deadlines
from app.domain.handover.model import HandoverKind
from app.domain.handover.rules import items_of
from app.domain.improvement import commands as wish
from app.domain.improvement.frequency import FrequencyRule, SubjectKind, calendar_year, drill_duties
from app.domain.improvement.model import Gravity, RootCause, Standing
from app.domain.improvement.rules import due_on, hanging_on, retests_for, standing, unanswered_plans
from app.domain.incident.commands import OpenIncident
from app.domain.planning import commands as planning
from app.domain.planning.library import plan_reminders
from app.domain.reference import Reference
from app.kernel.clock import FixedClock, to_local
from app.kernel.errors import Refusal
from tests.improvement_world import HEAD, batch, held
from tests.world import BASIS, NOON, PLACE, Station, content, text


@pytest.fixture
def station() -> Station:
    made = Station(clock=FixedClock(NOON)).found()
    made.do(batch(day_of(made)))
    return made


def day_of(station: Station) -> date:
    return to_local(station.desk.clock.now()).date()


def refused(station: Station, command: object) -> str:
    with pytest.raises(Refusal) as no:
        station.do(command)
    return no.value.code


def stands(station: Station, finding_id: str) -> Standing:
    return standing(station.state.findings[finding_id], day_of(station))


def assign(station: Station, finding_id: str, **more: object) -> str:
    given: dict[str, object] = {"measure": "radio", "organisation": "town", "owner": "Ann", **more}
    return station.do(wish.AssignAction(finding_id=finding_id, **given))[0].stamp.command_id


def test_a_batch_keeps_where_it_came_from_and_comes_once(station: Station) -> None:
    late, radio, good = sorted(station.state.findings.values(), key=lambda one: one.number)
    assert [one.number for one in (late, radio, good)] == ["2026-001", "2026-002", "2026-003"]
    assert late.source.journal_hash == HEAD and late.evidence and (late.item, late.objective) == ("phone_report", "report")
    assert (late.due_on - day_of(station)).days == 15 and (radio.due_on - day_of(station)).days == 30
    assert stands(station, good.id) is Standing.NOTED
    assert refused(station, batch(day_of(station))) == "findings_known"
    assert refused(station, wish.AssignAction(finding_id=good.id, measure="m", organisation="o", owner="w")) == "finding_not_ready"


def test_the_whole_way_of_a_finding(station: Station) -> None:
    _, radio, _ = sorted(station.state.findings)
    assert stands(station, radio) is Standing.TO_ASSIGN
    no_cause = wish.AssignAction(finding_id=radio, measure="m", organisation="o", owner="w")
    assert refused(station, no_cause) == "finding_cause_missing"
    action = assign(station, radio, cause=RootCause.COMMUNICATION)
    assert stands(station, radio) is Standing.IN_PROGRESS
    assert refused(station, wish.ReviewFinding(finding_id=radio, passed=True, reviewer="Bob")) == "finding_not_ready"
    station.do(wish.SubmitEvidence(finding_id=radio, action_id=action, words="half", finished=False))
    assert stands(station, radio) is Standing.IN_PROGRESS
    station.do(wish.SubmitEvidence(finding_id=radio, action_id=action, words="bought"))
    assert stands(station, radio) is Standing.TO_REVIEW
    assert refused(station, wish.ReviewFinding(finding_id=radio, passed=True, reviewer="Ann")) == "review_own_work"
    new_day = day_of(station) + timedelta(days=5)
    station.do(wish.ReviewFinding(finding_id=radio, passed=False, reviewer="Bob", words="no licence", due_on=new_day))
    found = station.state.findings[radio]
    assert stands(station, radio) is Standing.IN_PROGRESS and due_on(found) == new_day
    assert found.actions[0].postponed[0].reason == "no licence" and len(found.actions[0].evidence) == 2
    station.do(wish.SubmitEvidence(finding_id=radio, action_id=action, words="licensed"))
    station.do(wish.ReviewFinding(finding_id=radio, passed=True, reviewer="Bob"))
    assert stands(station, radio) is Standing.CLOSED
    assert refused(station, wish.WithdrawFinding(finding_id=radio, reason="x")) == "finding_not_ready"


def test_what_is_overdue_reaches_the_leader_but_never_stands_before_a_clock(station: Station) -> None:
    late, radio, _ = sorted(station.state.findings)
    assert not [one for one in deadlines(station.state, station.desk.reference, NOON) if one.kind is DeadlineKind.FINDING]
    station.clock.advance(timedelta(days=16))
    now = station.desk.clock.now()
    station.open(OpenIncident(kind="A-PRD", place=PLACE, aware_at=now))
    ranked = deadlines(station.state, station.desk.reference, now + timedelta(minutes=25))
    kinds = [one.kind for one in ranked]
    assert kinds.count(DeadlineKind.FINDING) == 1 and kinds[0] is DeadlineKind.REPORT
    assert stands(station, late) is Standing.OVERDUE and stands(station, radio) is Standing.TO_ASSIGN
    items = items_of(station.state, station.desk.reference, now)
    assert [one.facts["finding"] for one in items if one.kind is HandoverKind.FINDING] == ["2026-001"]
    assert not any(one.kind is HandoverKind.CLOCK and one.facts["clock"] == "finding" for one in items)


def test_a_finding_hangs_on_its_plan_until_a_version_in_force_answers(station: Station) -> None:
    late, _, _ = sorted(station.state.findings)
    action = assign(station, late)
    station.do(wish.SubmitEvidence(finding_id=late, action_id=action, words="rewritten"))
    assert refused(station, wish.ReviewFinding(finding_id=late, passed=True, reviewer="Bob")) == "finding_hangs_on_plan"
    reminded = plan_reminders(station.state, station.desk.reference, station.desk.clock.now())
    assert [one.ref for one in reminded if one.plan_id == "accident" and one.ref == late]
    new = content("accident", version="2")
    station.do(planning.SavePlanDraft(plan_id="accident", version="2", content=new))
    station.do(planning.ReviewPlan(plan_id="accident", version="2", reviewed_by="Reviewer"))
    approve = planning.ApprovePlan(plan_id="accident", version="2", approved_by="Chief", answers=(late,))
    assert refused(station, approve) == "field_empty"
    assert refused(station, replace(approve, answers=("nothing",), answer_reason="x")) == "finding_unknown"
    station.do(replace(approve, answer_reason="two phones in 3.2"))
    assert hanging_on(station.state, "accident"), "an approved version is not in force yet"
    station.do(planning.PutPlanInForce(plan_id="accident", version="2"))
    found = station.state.findings[late]
    assert not unanswered_plans(found)
    assert (found.answers[0].version, found.answers[0].reason) == ("2", "two phones in 3.2")
    station.do(wish.ReviewFinding(finding_id=late, passed=True, reviewer="Bob"))
    assert stands(station, late) is Standing.CLOSED


def test_the_next_drill_tests_again_and_opens_what_is_not_mended(station: Station) -> None:
    late, radio, _ = sorted(station.state.findings)
    today = day_of(station)
    needs = retests_for(station.state, ("accident",), today, items=("phone_report",), objectives=("dispatch",))
    assert [(one.finding_id, one.item, one.objective, one.exercised) for one in needs] == [
        (late, "phone_report", "", True), (radio, "", "dispatch", True),
    ]
    assert [one.exercised for one in retests_for(station.state, ("overall",), today)] == [False]
    assert not retests_for(station.state, ("forest",), today)
    action = assign(station, radio, cause=RootCause.EQUIPMENT)
    station.do(wish.SubmitEvidence(finding_id=radio, action_id=action, words="bought"))
    station.do(wish.AnswerForPlan(finding_id=radio, plan_id="overall", reason="no change needed"))
    station.do(wish.ReviewFinding(finding_id=radio, passed=True, reviewer="Bob"))
    station.clock.advance(timedelta(hours=1))
    again = wish.RecordRetest(finding_id=radio, drill_id="drill-2", on=today, passed=False, words="silent", journal_hash=HEAD)
    assert refused(station, replace(again, drill_id="drill-1")) == "retest_twice"
    station.do(again)
    found = station.state.findings[radio]
    assert stands(station, radio) is Standing.TO_ASSIGN and found.actions[0].past and not found.live_actions
    assert unanswered_plans(found) == ("accident", "overall"), "a plan that answered once has to answer anew"
    action = assign(station, radio)
    station.do(wish.SubmitEvidence(finding_id=radio, action_id=action, words="another one"))
    station.do(wish.ReviewFinding(finding_id=radio, passed=True, reviewer="Bob"))
    station.do(replace(again, drill_id="drill-3", passed=True, words="heard"))
    assert radio not in {one.finding_id for one in retests_for(station.state, ("accident",), today)}


def test_gravity_moves_the_suggested_day_and_corrections_need_a_reason_once_work_began(station: Station) -> None:
    _, radio, _ = sorted(station.state.findings)
    station.do(wish.CorrectFinding(finding_id=radio, gravity=Gravity.MAJOR, cause=RootCause.PEOPLE))
    assert (station.state.findings[radio].due_on - day_of(station)).days == 15
    assert refused(station, wish.CorrectFinding(finding_id=radio, gravity=Gravity.MAJOR)) == "nothing_changed"
    assign(station, radio)
    assert refused(station, wish.CorrectFinding(finding_id=radio, gravity=Gravity.MINOR)) == "field_empty"
    past = wish.AssignAction(
        finding_id=radio, measure="m", organisation="o", owner="w", due_on=day_of(station) - timedelta(days=1)
    )
    assert refused(station, past) == "date_in_past"


RULES = (
    FrequencyRule("government", text("gov"), SubjectKind.DESK, 24, BASIS, tiers=("township",), kinds=("A-*",)),
    FrequencyRule("plans", text("plans"), SubjectKind.PLAN, 36, BASIS, plan_types=("special",)),
    FrequencyRule("far", text("far"), SubjectKind.PLAN, 1, BASIS, plan_types=("special",), where="nowhere"),
)


def ruled(station: Station) -> Reference:
    return with_(station.desk.reference, drill_rules=RULES)


def test_a_held_drill_counts_for_its_plans_and_for_the_tier_until_it_is_struck(station: Station) -> None:
    today, reference = day_of(station), ruled(station)
    since = {one.subject.key: one for one in drill_duties(station.state, reference, today)}
    assert since["desk:"].last_on is None and since["desk:"].due_on == today.replace(year=today.year + 2)
    assert all(one.rule_id != "far" for one in since.values())
    drill = station.do(held(today, score=90, drill_id="drill-1", journal_hash=HEAD))[0].stamp.command_id
    assert refused(station, held(today, drill_id="drill-1")) == "drill_recorded"
    assert refused(station, held(today, plan_ids=())) == "drill_of_nobody"
    assert refused(station, held(today + timedelta(days=1))) == "date_in_future"
    assert station.state.plan_lives["accident"].drills[0].held_id == drill
    now = {one.subject.key: one for one in drill_duties(station.state, reference, today)}
    assert now["desk:"].last_on == now["plan:accident"].last_on == today
    rows = {row.subject.key: row for row in calendar_year(station.state, reference, today.year, today)}
    assert rows["plan:accident"].months[today.month - 1].held == (today,)
    station.do(wish.StrikeDrillHeld(held_id=drill, reason="entered twice"))
    assert not station.state.plan_lives["accident"].drills
    assert {one.subject.key: one for one in drill_duties(station.state, reference, today)}["desk:"].last_on is None


def test_an_overdue_month_says_so_and_the_earliest_duty_leads(station: Station) -> None:
    later = day_of(station).replace(year=day_of(station).year + 3) + timedelta(days=40)
    rows = {row.subject.key: row for row in calendar_year(station.state, ruled(station), later.year, later)}
    desk, plan = rows["desk:"], rows["plan:accident"]
    assert desk.due_on < later and plan.duties[0].is_overdue(later)
    cell = plan.months[plan.due_on.month - 1]
    assert cell.overdue and cell.due == (plan.due_on,)
