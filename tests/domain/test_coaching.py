"""The guide's rules without a window: only the journal counts, in whatever way and order a step was done."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from app.domain.exercise.coaching import CoachStep, Course, Progress, current, see
from app.domain.exercise.entries import DrillEnded
from app.domain.exercise.scenario import Match, Where
from app.domain.plan.entries import TaskSettled
from app.domain.plan.model import TaskStatus
from app.domain.record import Context, Entry, Record, Stamp
from app.domain.reporting.entries import ReportRecorded
from app.domain.reporting.model import Channel, ReportMade, Stage
from app.domain.state import State
from app.kernel.text import Text

NOW = datetime(2026, 6, 11, 18, 41, tzinfo=UTC)
SAID = Text("做", "do")


def _step(step_id: str, *any_: Match, **more: Any) -> CoachStep:
    return CoachStep(step_id, SAID, SAID, SAID, any_, **more)


COURSE = Course((
    _step("phone", Match("ReportRecorded", where=(Where("report.channel", is_="phone"),))),
    _step("tick", Match("TaskSettled", incident="fire"), not_with=("ReportRecorded",)),
    _step("end", Match("DrillEnded")),
))  # fmt: skip


def _records(*pairs: tuple[str, Entry]) -> list[Record]:
    return [Record(seq, Stamp(NOW, wish, Context("李")), entry) for seq, (wish, entry) in enumerate(pairs, 1)]


def _report(channel: Channel) -> ReportRecorded:
    made = ReportMade("r1", Stage.FIRST, 0, channel, "county_duty_room", NOW, "李")
    return ReportRecorded(incident_id="a", report=made)


def _tick(incident_id: str = "a") -> TaskSettled:
    return TaskSettled(incident_id=incident_id, task_id="t", status=TaskStatus.DONE)


def _seen(known: Progress, *pairs: tuple[str, Entry]) -> Progress:
    return see(COURSE, known, _records(*pairs), State(), {"fire": "a"})


def test_a_step_is_done_by_its_entry_in_any_order_and_by_nothing_else() -> None:
    begun = Progress()
    assert current(COURSE, begun).id == "phone"
    other = _seen(begun, ("c1", _report(Channel.WRITTEN)), ("c2", _tick("elsewhere")))
    assert other is begun  # a written report is no phone call, another incident's task is not this one's
    by_itself = _seen(begun, ("c1", _report(Channel.PHONE)), ("c1", _tick()))
    assert set(by_itself.done) == {"phone"}  # the report ticked its task by itself: nobody has ticked one yet
    early = _seen(begun, ("c1", _tick()), ("c2", _tick()))
    assert early.done["tick"].seq == 1 and early.done["tick"].actor == "李" and current(COURSE, early).id == "phone"
    rest = _seen(early, ("c3", _report(Channel.PHONE)))
    assert current(COURSE, rest).id == "end"
    assert current(COURSE, _seen(rest, ("c4", DrillEnded(at=NOW)))) is None


def test_a_skipped_step_is_let_go_and_counts_when_it_is_done_later() -> None:
    gone = Progress().skip("phone").skip("tick")
    assert current(COURSE, gone).id == "end" and not gone.done
    later = _seen(gone, ("c1", _report(Channel.PHONE)))
    assert "phone" in later.done and current(COURSE, later).id == "end"
