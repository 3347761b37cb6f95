"""Written reports: numbered, written in, signed once, issued; nothing that a person wrote is lost."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.duty.commands import StartShift
from app.domain.incident.commands import OpenIncident, RecordFacts
from app.domain.incident.model import Caller
from app.domain.record import Context
from app.domain.reporting.commands import MakeReport
from app.domain.reporting.model import Channel, Stage
from app.domain.situation import commands as situation
from app.domain.situation.model import ReportAnswer, ReportStatus, SignOff, SituationReport, Standing
from app.domain.situation.rules import (
    checked_elements,
    figures_now,
    missing,
    number_of_next,
    open_report,
    previous_report,
    standing_reports,
)
from app.domain.words import FactStatus
from app.kernel.clock import FixedClock
from app.kernel.errors import Refusal
from tests.report_world import ROLE, composing
from tests.world import NOON, PLACE, REFERENCE, Station


class Room:
    """A desk with one mill on fire and a shift."""

    def __init__(self, **facts: Any) -> None:
        self.clock = FixedClock(NOON)
        self.station = Station(clock=self.clock).found()
        self.do(StartShift(leader="Chief", officer="officer"))
        self.case = self.station.open(OpenIncident(kind="A-PRD", place=PLACE, aware_at=NOON, facts=facts or {"dead": 1}))

    def do(self, command: Any) -> str:
        return self.station.do(command)[0].stamp.command_id

    def compose(self, stage: Stage = Stage.FIRST, **more: Any) -> str:
        report_id = self.do(composing(self.case, stage, **more))
        self.clock.advance(timedelta(minutes=1))
        return report_id

    def report(self, report_id: str) -> SituationReport:
        return self.station.state.situation_reports[report_id]

    def edit(self, report_id: str, **more: Any) -> None:
        self.do(situation.EditReport(report_id=report_id, revision=self.report(report_id).revision, **more))

    def refresh(self, report_id: str, **more: Any) -> None:
        given = {"sections": {"basics": "It burned down.", "trend": "It is out."}, **more}
        self.do(situation.RefreshReport(report_id=report_id, revision=self.report(report_id).revision, **given))

    def sign(self, report_id: str, by: str = "Chief", **more: Any) -> None:
        self.do(situation.SignReport(report_id=report_id, revision=self.report(report_id).revision, by=by, **more))

    def issue(self, report_id: str, channel: Channel = Channel.WRITTEN) -> str:
        report = self.report(report_id)
        return self.do(
            MakeReport(
                incident_id=self.case, stage=report.stage, channel=channel, to_role=ROLE, means="fax", whom="Desk",
                situation_report_id=report_id,
            )
        )

    def finish(self, report_id: str) -> None:
        self.sign(report_id)
        self.issue(report_id)

    def refused(self, command: Any) -> str:
        with pytest.raises(Refusal) as no:
            self.do(command)
        return no.value.code


@pytest.fixture
def room():
    made = Room()
    yield made
    made.station.close()


def test_a_report_goes_from_draft_to_issued_and_its_duty_is_answered(room: Room) -> None:
    first = room.compose()
    assert room.report(first).status is ReportStatus.DRAFT and room.report(first).number == 0
    room.do(situation.SubmitReport(report_id=first, revision=room.report(first).revision))
    assert room.report(first).status is ReportStatus.SUBMITTED
    room.sign(first, post="Mayor")
    assert room.report(first).status is ReportStatus.SIGNED
    made = room.issue(first)
    report = room.report(first)
    assert report.status is ReportStatus.ISSUED and report.issued == (made,)
    sent = room.station.state.incidents[room.case].reports[-1]
    assert sent.situation_report_id == first and sent.due_at is not None


def test_changing_a_submitted_report_makes_it_a_draft_and_a_leader_can_give_it_back(room: Room) -> None:
    first = room.compose()
    room.do(situation.SubmitReport(report_id=first, revision=1))
    room.edit(first, sections={"trend": "It is small."})
    assert room.report(first).status is ReportStatus.DRAFT
    assert room.refused(situation.ReturnReport(report_id=first, reason="why")) == "report_not_submitted"
    room.do(situation.SubmitReport(report_id=first, revision=room.report(first).revision))
    room.do(situation.ReturnReport(report_id=first, reason="shorter"))
    assert room.report(first).returned_reason == "shorter"


def test_follow_ups_are_counted_and_a_withdrawn_one_leaves_no_gap(room: Room) -> None:
    room.finish(room.compose())
    numbers = []
    for _ in range(3):
        more = room.compose(Stage.FOLLOW_UP)
        numbers.append(room.report(more).number)
        if len(numbers) == 2:
            room.do(situation.WithdrawReport(report_id=more, reason="nothing new"))
        else:
            room.finish(more)
    assert numbers == [1, 2, 2]
    assert number_of_next(room.station.state, room.case, Stage.FOLLOW_UP) == 3


def test_a_follow_up_that_was_only_recorded_counts_too(room: Room) -> None:
    room.do(MakeReport(incident_id=room.case, stage=Stage.FOLLOW_UP, channel=Channel.WRITTEN, to_role=ROLE, means="fax"))
    assert room.report(room.compose(Stage.FOLLOW_UP)).number == 2


def test_a_number_is_fixed_when_it_is_signed(room: Room) -> None:
    more = room.compose(Stage.FOLLOW_UP)
    room.do(MakeReport(incident_id=room.case, stage=Stage.FOLLOW_UP, channel=Channel.WRITTEN, to_role=ROLE, means="fax"))
    room.sign(more)
    assert room.report(more).number == 2


def test_one_report_of_a_stage_is_in_work_at_a_time_and_some_are_made_once(room: Room) -> None:
    first = room.compose()
    assert room.refused(composing(room.case)) == "report_in_work"
    assert open_report(room.station.state, room.case, Stage.FIRST) is room.report(first)
    room.finish(first)
    assert room.refused(composing(room.case)) == "report_already_composed"
    assert room.refused(composing("", Stage.FIRST)) == "report_without_incident"
    assert room.refused(composing("", Stage.FINAL)) == "report_without_incident"


def test_verifications_of_different_queries_stand_beside_each_other(room: Room) -> None:
    room.compose(Stage.VERIFICATION, query_id="q1", question="How many?")
    room.compose(Stage.VERIFICATION, query_id="q2", question="Where?")
    assert {one.question for one in standing_reports(room.station.state, room.case)} == {"How many?", "Where?"}


def test_what_a_person_wrote_is_not_written_over(room: Room) -> None:
    first = room.compose()
    room.edit(first, sections={"trend": "My own words."})
    room.refresh(first)
    trend, basics = room.report(first).section("trend"), room.report(first).section("basics")
    assert trend is not None and basics is not None
    assert (trend.text, trend.machine, trend.edited) == ("My own words.", "It spreads.", True)
    assert (basics.text, basics.edited) == ("It burned down.", False)
    room.refresh(first, kept=("trend",))
    kept = room.report(first).section("trend")
    assert kept is not None and (kept.text, kept.machine, kept.edited) == ("My own words.", "It is out.", True)
    room.refresh(first, taken=("trend",))
    taken = room.report(first).section("trend")
    assert taken is not None and (taken.text, taken.edited) == ("It is out.", False)


def test_a_text_set_back_to_the_machines_own_is_no_longer_written_by_hand(room: Room) -> None:
    first = room.compose()
    room.edit(first, sections={"trend": "Mine."})
    room.edit(first, sections={"trend": "It spreads."})
    trend = room.report(first).section("trend")
    assert trend is not None and not trend.edited


def test_who_changes_an_older_revision_is_told(room: Room) -> None:
    first = room.compose()
    room.edit(first, sections={"trend": "Mine."})
    old = situation.EditReport(report_id=first, revision=1, sections={"trend": "Yours."})
    assert room.refused(old) == "report_changed_meanwhile"
    assert room.refused(situation.SignReport(report_id=first, revision=1, by="Chief")) == "report_changed_meanwhile"


def test_a_signed_report_is_not_changed_by_anything(room: Room) -> None:
    first = room.compose()
    room.sign(first)
    report = room.report(first)
    now = {"report_id": first, "revision": report.revision}
    for command in (
        situation.EditReport(**now, sections={"trend": "Other."}),
        situation.RefreshReport(**now, sections={"trend": "Other."}),
        situation.MarkVerifying(report_id=first, elements=("cause",)),
        situation.SubmitReport(**now),
        situation.SignReport(**now, by="Deputy"),
        situation.AuthoriseByPhone(**now, by="Deputy", phone="1"),
    ):
        assert room.refused(command) == "report_is_signed"
    assert room.report(first) == report
    room.issue(first)
    assert room.refused(situation.WithdrawReport(report_id=first, reason="oops")) == "report_is_over"


def test_writing_needs_a_signature_and_the_telephone_waits_for_nobody(room: Room) -> None:
    first = room.compose()
    with pytest.raises(Refusal) as no:
        room.issue(first)
    assert no.value.code == "report_not_signed"
    call = room.issue(first, Channel.PHONE)
    assert room.report(first).phoned == (call,) and room.report(first).status is ReportStatus.DRAFT
    with pytest.raises(Refusal) as no:
        room.sign(first)
    assert no.value.facts["field"] == "reason"
    room.sign(first, reason="no leader could be reached")
    signature = room.report(first).signature
    assert signature is not None and signature.after_the_fact and signature.reason == "no leader could be reached"


def test_a_leaders_word_by_telephone_is_recorded_with_number_and_time(room: Room) -> None:
    first = room.compose()
    at = room.clock.now() - timedelta(seconds=30)
    room.do(situation.AuthoriseByPhone(report_id=first, revision=1, by="Chief", phone="139", at=at))
    signature = room.report(first).signature
    assert signature is not None
    assert (signature.how, signature.by, signature.phone, signature.at, signature.recorded_by) == (
        SignOff.PHONE, "Chief", "139", at, "officer"
    )


def test_a_telephone_authorisation_needs_its_number_and_a_possible_time(room: Room) -> None:
    first = room.compose()
    ask = {"report_id": first, "revision": 1, "by": "Chief"}
    assert room.refused(situation.AuthoriseByPhone(**ask, phone="")) == "field_empty"
    early = situation.AuthoriseByPhone(**ask, phone="1", at=NOON - timedelta(hours=1))
    assert room.refused(early) == "report_authorised_too_early"
    late = situation.AuthoriseByPhone(**ask, phone="1", at=room.clock.now() + timedelta(hours=1))
    assert room.refused(late) == "time_in_future"


def test_the_officer_does_not_sign_what_the_officer_wrote(room: Room) -> None:
    first = room.compose()
    assert room.refused(situation.SignReport(report_id=first, revision=1, by="officer")) == "report_self_signed"
    room.do(StartShift(leader="officer", officer="officer", reason="alone"))
    room.sign(first, by="officer")


def test_a_report_of_another_stage_or_incident_is_not_taken_along(room: Room) -> None:
    first = room.compose()
    room.sign(first)
    wrong = MakeReport(
        incident_id=room.case, stage=Stage.FOLLOW_UP, channel=Channel.WRITTEN, to_role=ROLE, means="fax", situation_report_id=first
    )
    assert room.refused(wrong) == "report_of_other_stage"


def test_daily_and_zero_reports_of_the_area_keep_their_own_record(room: Room) -> None:
    zero = room.do(composing("", Stage.ZERO))
    send = situation.SendDeskReport(report_id=zero, channel=Channel.WRITTEN, to_role=ROLE, means="fax")
    assert room.refused(send) == "report_not_signed"
    room.sign(zero)
    room.do(send)
    report = room.report(zero)
    assert report.status is ReportStatus.ISSUED and [one.means for one in report.made] == ["fax"]
    first = room.compose()
    of_incident = situation.SendDeskReport(report_id=first, channel=Channel.PHONE, to_role=ROLE, whom="Desk")
    assert room.refused(of_incident) == "report_of_incident"


def test_elements_are_checked_live_and_may_be_said_to_be_checked(room: Room) -> None:
    first = room.compose()

    def standings() -> dict[str, Standing]:
        state = room.station.state
        checks = checked_elements(REFERENCE.report_elements, room.report(first), state.incidents[room.case], state)
        return {one.element.code: one.standing for one in checks}

    assert standings() == dict.fromkeys(("source", "victims", "cause", "signer"), Standing.MISSING)
    room.do(RecordFacts(incident_id=room.case, facts={"missing": 0}, source="x"))
    room.edit(first, answers=(ReportAnswer("cause", "a spark"),))
    room.do(situation.MarkVerifying(report_id=first, elements=("source",)))
    assert standings() == {
        "source": Standing.VERIFYING, "victims": Standing.GIVEN, "cause": Standing.GIVEN, "signer": Standing.MISSING,
    }
    room.edit(first, answers=(ReportAnswer("cause", ""),))
    assert standings()["cause"] is Standing.MISSING


def test_the_jump_leads_to_the_first_thing_that_lacks(room: Room) -> None:
    first = room.compose()
    state = room.station.state
    checks = checked_elements(REFERENCE.report_elements, room.report(first), state.incidents[room.case], state)
    assert {one.element.code: one.jump for one in missing(checks)} == {
        "source": "field:source", "victims": "fact:missing", "cause": "answer", "signer": "person:signer",
    }


def test_a_source_is_known_when_somebody_can_be_asked(room: Room) -> None:
    case = room.station.open(OpenIncident(kind="A-PRD", place=PLACE, aware_at=NOON, caller=Caller(phone="110")))
    report = room.report(room.do(composing(case)))
    state = room.station.state
    checks = checked_elements(REFERENCE.report_elements, report, state.incidents[case], state)
    assert checks[0].standing is Standing.GIVEN


def test_only_figures_that_are_new_are_told_again(room: Room) -> None:
    of = room.station.state.incidents[room.case]
    first = room.compose(figures=figures_now(of, None))
    room.finish(first)
    room.do(RecordFacts(incident_id=room.case, facts={"dead": 3}, source="hospital"))
    room.do(RecordFacts(incident_id=room.case, facts={"trapped": 2}, source="crew"))
    state = room.station.state
    before = previous_report(state, room.case, Stage.FOLLOW_UP)
    assert before is not None and before.id == first
    new = figures_now(state.incidents[room.case], before, changed_only=True)
    assert {one.name: (one.before, one.value) for one in new} == {"dead": (1, 3), "trapped": (None, 2)}
    room.compose(Stage.FOLLOW_UP, figures=figures_now(state.incidents[room.case], before))
    before = previous_report(room.station.state, room.case, Stage.FOLLOW_UP)
    assert figures_now(state.incidents[room.case], before, changed_only=True) == ()
    room.do(RecordFacts(incident_id=room.case, facts={"dead": 3}, status=FactStatus.VERIFIED, source="hospital"))
    verified = figures_now(room.station.state.incidents[room.case], before, changed_only=True)
    assert [(one.name, one.before, one.status) for one in verified] == [("dead", None, FactStatus.VERIFIED)]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(["follow", "withdraw", "issue", "record", "phone"]), max_size=12))
def test_numbers_have_no_gaps_whatever_is_done(steps: list[str]) -> None:
    room = Room()
    try:
        for step in steps:
            current = open_report(room.station.state, room.case, Stage.FOLLOW_UP)
            if step == "follow" and current is None:
                room.compose(Stage.FOLLOW_UP)
            elif step == "withdraw" and current is not None:
                room.do(situation.WithdrawReport(report_id=current.id, reason="x"))
            elif step == "issue" and current is not None:
                room.sign(current.id, reason="late")
                room.issue(current.id)
            elif step == "record" and current is None:
                room.do(
                    MakeReport(incident_id=room.case, stage=Stage.FOLLOW_UP, channel=Channel.WRITTEN, to_role=ROLE, means="fax")
                )
            elif step == "phone" and current is not None:
                room.issue(current.id, Channel.PHONE)
        composed = [one.number for one in standing_reports(room.station.state, room.case, Stage.FOLLOW_UP)]
        assert len(set(composed)) == len(composed)
        recorded = {
            one.number for one in room.station.state.incidents[room.case].reports
            if one.channel is Channel.WRITTEN and not one.situation_report_id
        }
        assert not composed or set(range(1, max(composed) + 1)) == {*composed} | {n for n in recorded if n <= max(composed)}
    finally:
        room.station.close()


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["mine", "machine", "keep"]), st.text("abc", min_size=1, max_size=3)), max_size=10))
def test_a_persons_words_stand_until_that_person_changes_them(steps: list[tuple[str, str]]) -> None:
    room = Room()
    try:
        first = room.compose()
        mine = ""
        for who, words in steps:
            try:
                if who == "mine":
                    room.edit(first, sections={"trend": words})
                else:
                    room.refresh(first, sections={"trend": words}, kept=("trend",) if who == "keep" else ())
            except Refusal as no:
                assert no.code == "nothing_changed"
            trend = room.report(first).section("trend")
            assert trend is not None
            if who == "mine":
                mine = words if trend.edited else ""
                assert trend.text == words
            elif mine:
                assert trend.text == mine
    finally:
        room.station.close()


def test_the_context_of_a_leader_may_sign_too(room: Room) -> None:
    first = room.compose()
    room.station.do(situation.SignReport(report_id=first, revision=1, by="Chief"), Context("Chief", "seat-2"))
    signature = room.report(first).signature
    assert signature is not None and signature.recorded_by == "Chief"
