"""Versions of plans: their life, what seals them, what is in force, what is due."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from app.domain.duty.commands import ChangeProfile
from app.domain.incident.commands import OpenIncident
from app.domain.plan.commands import ActivateResponse
from app.domain.plan.model import Upkeep
from app.domain.planning import commands as wish
from app.domain.planning.library import plan_reminders
from app.domain.planning.model import (
    Cause,
    ExtractedItem,
    Extraction,
    Origin,
    Unread,
    Verdict,
    VersionStatus,
    version_key,
)
from app.domain.planning.rules import ReminderKind, add_months, next_drill_on, next_review_on, seal
from app.domain.words import ResponseLevel
from app.kernel.clock import FixedClock, to_local
from app.kernel.errors import Refusal
from tests.world import BASIS, NOON, PLACE, PROFILE, Station, content, sound_plan, text

ITEMS = (
    ExtractedItem("i1", "stop/0", "1.1", "safe", "stop", 0.6),
    ExtractedItem("i2", "tasks/ring", "1.2", "ring", "limit", 0.9),
    ExtractedItem("i3", "action_card/0", "1.1", "call", "card", 0.5),
    ExtractedItem("i4", "action_card/1", "1.2", "ring", "card", 0.5),
)


@pytest.fixture
def station():
    made = Station(clock=FixedClock(NOON)).found()
    yield made
    made.close()


def draft(station, version="2", plan_id="mill", **more):
    station.do(wish.SavePlanDraft(plan_id=plan_id, version=version, content=content(plan_id, version), **more))


def issue(station, version="2", plan_id="mill"):
    station.do(wish.ReviewPlan(plan_id=plan_id, version=version, reviewed_by="Reviewer"))
    station.do(wish.ApprovePlan(plan_id=plan_id, version=version, approved_by="Chief", document_no="No. 1"))
    station.do(wish.PutPlanInForce(plan_id=plan_id, version=version))


def of(station, version="2", plan_id="mill"):
    return station.state.plan_versions[version_key(plan_id, version)]


def refused(station, command):
    with pytest.raises(Refusal) as caught:
        station.do(command)
    return caught.value.code


def test_a_version_goes_from_draft_to_force_with_who_and_when_and_then_decides(station):
    draft(station)
    assert "mill" not in station.desk.reference.plans
    issue(station)
    version = of(station)
    assert [(step.status, step.by) for step in version.steps] == [
        (VersionStatus.DRAFT, "officer"), (VersionStatus.REVIEWED, "Reviewer"), (VersionStatus.APPROVED, "Chief"),
        (VersionStatus.IN_FORCE, "officer"),
    ]
    assert version.document_no == "No. 1"
    assert version.hash == seal(version.content) == station.desk.reference.plans["mill"].hash
    incident = station.open(OpenIncident(kind="A-PRD", place=PLACE, aware_at=NOON, facts={"dead": 1}))
    station.do(
        ActivateResponse(
            incident_id=incident, plan_id="mill", level=ResponseLevel.IV, item="fire", expected_duration_h=2,
            measures=("cordon",), approved_by="Chief",
        )
    )
    response = station.state.incidents[incident].activations[0]
    assert (response.plan_version, response.plan_hash) == ("2", version.hash)


def test_what_was_approved_never_changes(station):
    draft(station)
    station.do(wish.ReviewPlan(plan_id="mill", version="2", reviewed_by="Reviewer"))
    again = wish.SavePlanDraft(plan_id="mill", version="2", content=content(owner=text("other")))
    assert refused(station, again) == "plan_version_fixed"
    station.do(wish.ReturnPlan(plan_id="mill", version="2", reason="typo"))
    station.do(again)
    issue(station)
    assert refused(station, again) == "plan_version_fixed"
    assert refused(station, wish.ReturnPlan(plan_id="mill", version="2", reason="late")) == "plan_version_not_ready"


def test_a_new_version_supersedes_the_old_one_and_answers_its_findings(station):
    draft(station)
    issue(station)
    raised = station.do(wish.RaiseFinding(plan_id="mill", cause=Cause.DRILL, text="late call", source="Drill 1"))
    finding_id = raised[0].stamp.command_id
    assert station.state.plan_findings[finding_id].due_on == to_local(NOON).date() + timedelta(days=30)
    draft(station, "3", based_on="2", answers=(finding_id,))
    assert station.state.plan_findings[finding_id].is_open
    issue(station, "3")
    assert of(station).status is VersionStatus.SUPERSEDED
    assert station.desk.reference.plans["mill"].version == "3"
    answered = station.state.plan_findings[finding_id]
    assert (answered.is_open, answered.answer_version) == (False, "3")


def test_a_reasoned_no_answers_a_finding_and_nothing_less_does(station):
    station.do(wish.RaiseFinding(plan_id="forest", cause=Cause.LAW, text="new law"))
    (finding_id,) = station.state.plan_findings
    assert refused(station, wish.AnswerFinding(finding_id=finding_id)) == "finding_needs_answer"
    assert refused(station, wish.AnswerFinding(finding_id=finding_id, reason=" ")) == "finding_needs_answer"
    assert refused(station, wish.AnswerFinding(finding_id=finding_id, version="9")) == "plan_version_unknown"
    draft(station, "9", "forest")
    assert refused(station, wish.AnswerFinding(finding_id=finding_id, version="9")) == "plan_version_not_ready"
    station.do(wish.AnswerFinding(finding_id=finding_id, reason="does not concern us"))
    assert refused(station, wish.AnswerFinding(finding_id=finding_id, reason="again")) == "finding_answered"


def test_an_unsound_plan_and_one_whose_own_case_fails_are_not_reviewed(station):
    broken = content(stop=(), links={"tasks/nothing": ("9.9",)})
    station.do(wish.SavePlanDraft(plan_id="mill", version="2", content=broken))
    assert refused(station, wish.ReviewPlan(plan_id="mill", version="2", reviewed_by="Reviewer")) == "plan_unsound"
    case = replace(content().cases[0], expect=replace(content().cases[0].expect, level=ResponseLevel.IV))
    station.do(wish.SavePlanDraft(plan_id="mill", version="2", content=replace(content(), cases=(case,))))
    assert refused(station, wish.ReviewPlan(plan_id="mill", version="2", reviewed_by="Reviewer")) == "plan_cases_fail"


def test_extracted_items_wait_for_a_person_and_a_no_takes_the_part_out(station):
    plan = sound_plan(action_card=(text("call first"), text("then ring")))
    extraction = Extraction("plan.docx", "0" * 64, ITEMS, (Unread("1.3", "a picture", "picture"),))
    whole = replace(content(), plan=plan, cases=())
    station.do(
        wish.SavePlanDraft(plan_id="mill", version="2", content=whole, origin=Origin.IMPORTED, extraction=extraction)
    )
    assert refused(station, wish.ReviewPlan(plan_id="mill", version="2", reviewed_by="Reviewer")) == "plan_items_waiting"
    station.do(wish.JudgeExtraction(plan_id="mill", version="2", accepted=("i1",), rejected=("i3", "i2")))
    version = of(station)
    assert [item.verdict for item in version.extraction.items] == [
        Verdict.ACCEPTED, Verdict.REJECTED, Verdict.REJECTED, Verdict.WAITING,
    ]
    assert [task.id for task in version.content.plan.tasks] == ["call"]
    assert version.content.plan.action_card == (text("then ring"),)
    assert version.extraction.items[3].address == "action_card/0"
    assert version.extraction.unread == extraction.unread
    assert refused(station, wish.JudgeExtraction(plan_id="mill", version="2", accepted=("i1",))) == "plan_item_judged"
    station.do(wish.JudgeExtraction(plan_id="mill", version="2", accepted=("i4",)))
    station.do(wish.ReviewPlan(plan_id="mill", version="2", reviewed_by="Reviewer"))


def test_a_part_taken_out_in_the_editor_needs_no_verdict_any_more(station):
    extraction = Extraction("plan.docx", "0" * 64, ITEMS[:2], ())
    station.do(
        wish.SavePlanDraft(plan_id="mill", version="2", content=content(), origin=Origin.IMPORTED, extraction=extraction)
    )
    shorter = replace(content(tasks=sound_plan().tasks[:1]), cases=())
    station.do(wish.SavePlanDraft(plan_id="mill", version="2", content=shorter))
    assert [item.verdict for item in of(station).extraction.items] == [Verdict.WAITING, Verdict.REJECTED]


def test_names_and_versions_that_cannot_be_are_refused(station):
    for plan_id, version, code in (
        ("No Id", "2", "plan_id_shape"), ("../up", "2", "plan_id_shape"), ("mill", "", "plan_version_shape"),
        ("mill", "a b", "plan_version_shape"), ("accident", "1", "plan_version_taken"),
    ):
        command = wish.SavePlanDraft(plan_id=plan_id, version=version, content=content(plan_id, version))
        assert refused(station, command) == code
    other = wish.SavePlanDraft(plan_id="mill", version="2", content=content(version="3"))
    assert refused(station, other) == "plan_draft_mismatch"


def test_a_retired_plan_decides_nothing_until_a_version_of_it_comes_into_force(station):
    station.do(wish.RetirePlan(plan_id="forest", approved_by="Chief", reason="merged"))
    assert "forest" not in station.desk.reference.plans
    assert "forest" in station.desk.reference.shipped
    assert refused(station, wish.RetirePlan(plan_id="forest", approved_by="Chief", reason="again")) == "plan_retired"
    draft(station, "9", "forest")
    issue(station, "9", "forest")
    assert station.desk.reference.plans["forest"].version == "9"


def test_what_came_into_force_survives_a_restart(station):
    draft(station)
    issue(station)
    again = Station(station.journal, FixedClock(NOON), ids=5000)
    assert again.desk.reference.plans["mill"] == station.desk.reference.plans["mill"]


def test_reminders_name_the_day_and_rank_by_it(station):
    upkeep = Upkeep(24, BASIS)
    whole = content(drill=upkeep, review=Upkeep(12, BASIS))
    station.do(wish.SavePlanDraft(plan_id="mill", version="2", content=whole))
    issue(station)
    today = to_local(NOON).date()
    plan, life = station.desk.reference.plans["mill"], station.state.plan_lives["mill"]
    assert next_review_on(plan, life) == add_months(today, 12)
    assert next_drill_on(plan, life, today) == add_months(today, 24)
    assert plan_reminders(station.state, station.desk.reference, NOON) == ()
    later = NOON + timedelta(days=365 * 2)
    kinds = [one.kind for one in plan_reminders(station.state, station.desk.reference, later)]
    assert kinds == [ReminderKind.REVIEW_DUE, ReminderKind.NEVER_DRILLED]
    station.do(wish.RecordPlanDrill(plan_id="mill", held_on=today, words="table top"))
    drilled = plan_reminders(station.state, station.desk.reference, later)
    assert [one.kind for one in drilled] == [ReminderKind.REVIEW_DUE, ReminderKind.DRILL_DUE]
    assert [one.is_overdue(to_local(later).date()) for one in drilled] == [True, False]
    tomorrow = today + timedelta(days=1)
    assert refused(station, wish.RecordPlanDrill(plan_id="mill", held_on=tomorrow, words="soon")) == "date_in_future"


def test_months_end_where_the_month_ends():
    assert add_months(date(2028, 1, 31), 1) == date(2028, 2, 29)
    assert add_months(date(2026, 12, 15), 36) == date(2029, 12, 15)


def test_the_profile_dates_the_desk_once(station):
    founded_at = station.state.founded_at
    station.desk.clock.advance(timedelta(days=1))
    station.do(ChangeProfile(profile=replace(PROFILE, county=text("Other"))))
    assert founded_at == station.state.founded_at == NOON
