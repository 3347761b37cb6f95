"""Sentences about what happened in a drill."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from app.domain.exercise import entries as drill
from app.domain.exercise import judging
from app.domain.exercise.judging import Subject
from app.domain.exercise.kinds import SubjectKind
from app.domain.exercise.model import Drill, Judgement
from app.domain.exercise.scenario import Inject, Missed, Scenario, Trigger
from app.domain.exercise.score import Part
from app.domain.record import Entry
from app.domain.reporting.model import Stage
from app.domain.state import State
from app.kernel.text import Text

if TYPE_CHECKING:
    from app.desk.describe import Describer


def inject_name(d: Describer, inject_id: str, state: State) -> str:
    """An inject by its id and by whom it came."""
    known = state.drill.inject(inject_id) if state.drill is not None else None
    return d.say("drill.inject_named", inject=inject_id, sender=d.text(known.from_)) if known is not None else inject_id


def inject_text(drill: Drill, inject: Inject) -> Text:
    """What an inject says: the conductor's words where it was reworded."""
    return drill.life(inject.id).text or inject.text


def seat_name(d: Describer, role: str, state: State) -> str:
    """What the scenario calls the seat of a role."""
    of = state.drill.scenario.participants if state.drill is not None else ()
    return next((d.text(one.title) for one in of if one.role == role), d.role(role))


def report_title(d: Describer, part: Part) -> str:
    """Which report a part of the score is about; "" for one that is about none."""
    facts = part.facts
    if "stage" not in facts:
        return ""
    stage = d.stage(Stage(str(facts["stage"])), int(facts.get("number", 0)))
    channel = d.say(f"channel.{facts['channel']}")
    return d.say("obligation.title", stage=stage, channel=channel, to=d.role(str(facts["role"])))


def part_words(d: Describer, part: Part) -> str:
    """What was found of one part of the score, in a sentence; names instead of codes."""
    facts: dict[str, Any] = dict(part.facts)
    if part.title is not None:
        facts["title"] = d.text(part.title)
    if "stage" in facts:
        facts["title"] = report_title(d, part)
    if "kind" in facts:
        facts["kind"] = d.unit_kind(str(facts["kind"]))
    if "elements" in facts:
        facts["elements"] = d.say("list.separator").join(d.element(one) for one in str(facts["elements"]).split(", ") if one)
    return d.say(f"drill.part.{part.code}", **facts)


def trigger_words(d: Describer, when: Trigger) -> str:
    """What an inject waits for: everything that has to hold."""
    return d.say("list.separator").join(_conditions(d, when))


def _conditions(d: Describer, when: Trigger) -> list[str]:
    said = []
    if when.task_done is not None:
        said.append(d.say("drill.when.task_done", task=_plan_task(d, when.task_done.task)))
    if when.deadline_missed is not None:
        said.append(_missed(d, when.deadline_missed))
    if when.response_reached is not None:
        said.append(d.say("drill.when.reached", level=d.level(when.response_reached.level)))
    if when.entry is not None:
        code = f"entry_kind.{when.entry.entry}"
        said.append(d.say("drill.when.entry", entry=d.say(code) if d.knows(code) else when.entry.entry))
    for name in ("fired", "met"):
        earlier = getattr(when, name)
        for how in ("all", "any", "none"):
            ids = getattr(earlier, how) if earlier is not None else ()
            if ids:
                said.append(d.say(f"drill.when.{name}_{how}", injects=d.say("list.separator").join(ids)))
    return said


def _missed(d: Describer, missed: Missed) -> str:
    if not missed.report:
        return d.say("drill.when.missed", what=_plan_task(d, missed.task))
    stage, _, channel = missed.report.partition(":")
    code = f"channel.{channel}"
    said = d.say("drill.when.report", stage=d.stage(Stage(stage), 0), by=d.say(code) if d.knows(code) else channel)
    return d.say("drill.when.missed", what=said)


def _plan_task(d: Describer, task_id: str) -> str:
    """The words of a plan's task; its id where no plan has it any more."""
    found = (one for plan in d.reference.plans.values() for one in plan.tasks if one.id == task_id)
    return next((d.say("drill.quoted", text=d.text(one.text)) for one in found), task_id)


def _clock(d: Describer, e: drill.DrillClockSet, _: State) -> dict[str, Any]:
    speed = d.say("drill.clock_stands") if e.speed == 0 else d.say("drill.clock_runs", speed=f"{e.speed:g}")
    return {"speed": speed, "moved": d.say("drill.clock_moved", at=d.clock(e.moved_to)) if e.moved_to else ""}


def subject_name(d: Describer, subject: Subject, scenario: Scenario) -> str:
    """What a judgement is about, in words."""
    of = {
        SubjectKind.OBJECTIVE: {one.id: one.text for one in scenario.objectives},
        SubjectKind.GROUP: judging.groups(scenario),
        SubjectKind.ROLE: {one.role: one.title for one in scenario.participants},
    }.get(subject.kind, {})
    if subject.kind is SubjectKind.ASPECT and subject.id in judging.ASPECTS:
        return d.say(f"aspect.{subject.id}")
    if subject.kind is SubjectKind.ROLE and subject.id not in of:
        return d.role(subject.id)
    return d.text(of[subject.id]) if subject.id in of else subject.id


def mark_words(d: Describer, made: Judgement) -> str:
    """The mark of a judgement; "" for one of words alone."""
    marks = (
        d.say(f"drill.rating.{made.rating}") if made.rating else "", d.say(f"drill.grade.{made.grade}") if made.grade else "",
        "" if made.points is None else f"{made.points:g}",
    )
    return d.say("list.separator").join(one for one in marks if one)


def _judged(d: Describer, e: drill.DrillJudged, s: State) -> dict[str, Any]:
    made = e.judgement
    said = d.say("list.separator").join(one for one in (mark_words(d, made), made.words) if one)
    about = made.about
    if s.drill is not None:
        about = subject_name(d, judging.subject_of(made, s.drill.scenario), s.drill.scenario)
    return {"evaluator": made.evaluator, "about": about, "judgement": said}


def _survey(d: Describer, e: drill.SurveyAnswered, s: State) -> dict[str, Any]:
    made, marks = e.answer, list(e.answer.answers.values())
    said = [made.words]
    if marks:
        said.insert(0, d.say("survey.questions_answered", count=len(marks), mean=f"{sum(marks) / len(marks):.1f}"))
    role = d.say("drill.survey_role", role=seat_name(d, made.role, s)) if made.role else ""
    return {"name": made.name, "role": role, "answers": d.say("list.semicolon").join(one for one in said if one)}


MAKERS: Mapping[type[Entry], Callable[..., dict[str, Any]]] = MappingProxyType(
    {
        drill.DrillPrepared: lambda d, e, s: {"title": d.text(e.scenario.title), "seed": e.seed},
        drill.DrillStarted: lambda d, e, s: {"at": d.clock(e.at)},
        drill.InjectFired: lambda d, e, s: {
            "inject": inject_name(d, e.inject_id, s), "text": d.text(e.text),
            "by_hand": d.say("drill.by_hand") if e.by_hand else "",
        },
        drill.InjectSkipped: lambda d, e, s: {
            "inject": inject_name(d, e.inject_id, s),
            "reason": d.say("drill.branch_not_taken") if e.reason == "branch" else e.reason,
        },
        drill.InjectDelayed: lambda d, e, s: {"inject": inject_name(d, e.inject_id, s), "at": d.clock(e.to)},
        drill.InjectEdited: lambda d, e, s: {"inject": inject_name(d, e.inject_id, s), "text": d.text(e.text)},
        drill.InjectAdded: lambda d, e, s: {"inject": inject_name(d, e.inject.id, s), "text": d.text(e.inject.text)},
        drill.DrillClockSet: _clock,
        drill.RadioHeard: lambda d, e, s: {"unit": d.unit_name(e.unit_id, s), "text": e.text},
        drill.DrillJudged: _judged,
        drill.SurveyAnswered: _survey,
        drill.SeatsTold: lambda d, e, s: {"to": d.say(f"drill.seat.{e.message.to}"), "text": e.message.text},
        drill.ParticipantSeated: lambda d, e, s: {"role": seat_name(d, e.seat.role, s), "name": e.seat.name},
        drill.CommsChecked: lambda d, e, s: {
            "role": seat_name(d, e.role, s), "result": d.say("drill.heard" if e.heard else "drill.not_heard"), "remark": e.remark,
        },
        drill.DrillParked: lambda d, e, s: {"reason": e.reason},
        drill.DrillResumed: lambda d, e, s: {},
        drill.DrillEnded: lambda d, e, s: {"at": d.clock(e.at), "reason": e.reason},
    }
)
"""The facts that each entry's sentence needs."""
