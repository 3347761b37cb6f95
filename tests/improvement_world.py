"""Findings, measures and drills for tests: a batch of a drill's evaluation, strategies, and a story with every entry."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from hypothesis import strategies as st

from app.domain.exercise.kinds import DrillForm
from app.domain.improvement import commands as wish
from app.domain.improvement.model import (
    DrillFacts,
    FindingNature,
    FindingSource,
    Gravity,
    ProposedFinding,
    RootCause,
    SourceKind,
)
from app.domain.record import Command
from app.domain.state import State
from app.kernel.clock import to_local
from tests.world import Station

HEAD = "ab" * 32
LATE_CALL = ProposedFinding(
    "The county was phoned late", gravity=Gravity.MAJOR, cause=RootCause.PLAN, objective="report", item="phone_report",
    evidence=("#12 03:31 phoned, 6 min late",), plan_ids=("accident",),
)
NO_RADIO = ProposedFinding("No radio in the valley", item="dispatch", objective="dispatch", plan_ids=("accident", "overall"))
GOOD = ProposedFinding("The village was called within minutes", nature=FindingNature.STRENGTH, item="call_down")


def of_drill(on: date, drill_id: str = "drill-1") -> FindingSource:
    """A drill on this day as the source."""
    return FindingSource(SourceKind.DRILL, drill_id, "Mill fire", on, "mill-fire", HEAD)


def batch(on: date, drill_id: str = "drill-1") -> wish.RecordFindings:
    """What its evaluation proposes: a grave one of the plan, one without a cause, and a strength."""
    return wish.RecordFindings(source=of_drill(on, drill_id), findings=(LATE_CALL, NO_RADIO, GOOD))


def held(on: date, **more: object) -> wish.RecordDrillHeld:
    """A table-top drill of the plan on this day."""
    given: dict[str, object] = {"title": "Mill fire", "form": DrillForm.TABLETOP, "plan_ids": ("accident",), **more}
    return wish.RecordDrillHeld(facts=DrillFacts(held_on=on, **given))  # type: ignore[arg-type]  # fields by name


def tell_improvement(station: Station) -> None:
    """A batch comes in; one finding goes all the way round and is opened again, another is withdrawn; a drill is struck."""
    do, today = station.do, to_local(station.desk.clock.now()).date()
    do(batch(today))
    late, radio, _ = sorted(station.state.findings)
    do(wish.CorrectFinding(finding_id=radio, cause=RootCause.COMMUNICATION))
    action = do(wish.AssignAction(finding_id=late, measure="a second phone", organisation="town", owner="Ann"))[0].stamp.command_id
    do(wish.PostponeAction(finding_id=late, action_id=action, due_on=today + timedelta(days=20), reason="delivery"))
    do(wish.SubmitEvidence(finding_id=late, action_id=action, words="bought", file_name="bill.pdf", file_sha256=HEAD))
    do(wish.ReviewFinding(finding_id=late, passed=False, reviewer="Bob", words="not installed"))
    do(wish.SubmitEvidence(finding_id=late, action_id=action, words="installed"))
    do(wish.AnswerForPlan(finding_id=late, plan_id="accident", reason="the plan says so already"))
    do(wish.ReviewFinding(finding_id=late, passed=True, reviewer="Bob"))
    do(wish.RecordRetest(finding_id=late, drill_id="drill-2", on=today, passed=False, words="late again"))
    do(wish.WithdrawFinding(finding_id=radio, reason="a hill in the way of the exercise only"))
    drill = do(held(today, score=88.5))[0].stamp.command_id
    do(wish.StrikeDrillHeld(held_id=drill, reason="entered twice"))


def improvement_commands(state: State, now: datetime, *, wild: bool) -> list[st.SearchStrategy[Command]]:
    """Everything that may be wanted of findings and of the calendar of drills."""
    today = to_local(now).date()
    ids = st.sampled_from([*state.findings] or ["nothing"])
    words = st.sampled_from(["Ann", "Bob", "done", *([""] if wild else [])])
    days = st.integers(-3 if wild else 0, 40).map(lambda step: today + timedelta(days=step))
    past = st.integers(0, 3).map(lambda step: today - timedelta(days=step))
    actions = [(one.id, act.id) for one in state.findings.values() for act in one.live_actions] or [("nothing", "nothing")]
    pairs = st.sampled_from(actions)
    drills = st.sampled_from(["drill-1", "drill-2", "drill-3"])
    plans = st.sampled_from(["accident", "overall", *(["none"] if wild else [])])
    struck = st.sampled_from([*state.held_drills] or ["nothing"])
    return [
        st.builds(batch, on=past, drill_id=drills),
        st.builds(
            wish.CorrectFinding, finding_id=ids, gravity=st.none() | st.sampled_from(list(Gravity)),
            cause=st.none() | st.sampled_from(list(RootCause)), reason=words,
        ),
        st.builds(
            wish.AssignAction, finding_id=ids, measure=words, organisation=words, owner=words, due_on=st.none() | days,
            cause=st.none() | st.sampled_from(list(RootCause)),
        ),
        st.builds(
            lambda pair, day, why: wish.PostponeAction(finding_id=pair[0], action_id=pair[1], due_on=day, reason=why),
            pairs, days, words,
        ),
        st.builds(
            lambda pair, what, end: wish.SubmitEvidence(finding_id=pair[0], action_id=pair[1], words=what, finished=end),
            pairs, words, st.booleans(),
        ),
        st.builds(wish.ReviewFinding, finding_id=ids, passed=st.booleans(), reviewer=words, words=words, due_on=st.none() | days),
        st.builds(wish.WithdrawFinding, finding_id=ids, reason=words),
        st.builds(wish.AnswerForPlan, finding_id=ids, plan_id=plans, reason=words),
        st.builds(wish.RecordRetest, finding_id=ids, drill_id=drills, on=past, passed=st.booleans(), words=words),
        st.builds(held, on=past, plan_ids=st.lists(plans, max_size=2).map(tuple), drill_id=st.just("") | drills),
        st.builds(wish.StrikeDrillHeld, held_id=struck, reason=words),
    ]
