"""The page of somebody who takes part: what reached this role, what it owes, and how it answers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from app.desk.drill_told import LOOKS
from app.domain.exercise.kinds import SeatKind
from app.domain.incident.model import FactType, Incident
from app.domain.instruction.model import Instruction
from app.domain.plan.composition import Work, running_work
from app.domain.plan.model import TaskStatus
from app.network.hall.feed import ToldOnce
from app.network.hall.pages.markup import Html, join, tag
from app.network.hall.pages.parts import (
    Section,
    act_form,
    incident_field,
    line_field,
    messages,
    number_field,
    say_section,
    section,
    told_card,
    words_field,
)
from app.network.hall.view import View

MOST_SHOWN = 40


def cause_of(inject_id: str) -> str:
    """Under what an answer to an inject is noted in its context."""
    return f"inject:{inject_id}"


def sections(view: View) -> tuple[Section, ...]:
    """What this seat sees."""
    parts = (_told(view), _tasks(view), _report(view), _facts(view), messages(view, SeatKind.PLAYER), say_section(view))
    return tuple(one if one.html else Section(one.id, Html("")) for one in parts)


def reached(view: View) -> Iterator[ToldOnce]:
    """The injects that reached this role, the newest first."""
    for one in reversed(view.feed.told):
        if one.to == view.role:
            yield one


def asked(view: View, told: ToldOnce) -> Instruction | None:
    """The instruction that an inject brought: both came by one command."""
    return view.state.instructions.get(told.command_id)


def figures(view: View) -> tuple[str, ...]:
    """The figures that a seat reports: those that are asked for every kind of incident."""
    known = view.d.reference.facts.values()
    return tuple(one.name for one in known if one.common and not one.derived and one.type is FactType.COUNT)


def owed(view: View) -> Iterator[tuple[Incident, Work]]:
    """The tasks of running plans that this role owes, done or not."""
    for incident in view.incidents:
        for work in running_work(incident):
            if work.task.role == view.role:
                yield incident, work


def _told(view: View) -> Section:
    shown = islice(reached(view), MOST_SHOWN)
    cards = [told_card(view, one, LOOKS[one.channel][0], _answer(view, one)) for one in shown]
    return section("told", view.say("hall.told"), cards or tag("p", view.say("hall.nothing_told"), class_="none"))


def _answer(view: View, one: ToldOnce) -> Html:
    """How it can be answered, or how it was."""
    question = asked(view, one)
    if question is not None and question.answered_at is not None:
        said = view.say("hall.answered", at=view.clock(question.answered_at), who=question.answered_by, text=question.answer)
        return tag("p", said, class_="done")
    acked = view.feed.answers.get((view.role, cause_of(one.inject_id)))
    parts = []
    if acked is not None:
        parts.append(tag("p", view.say("hall.acked", at=view.clock(acked.stamp.at), who=acked.stamp.actor), class_="done"))
    elif view.is_running:
        parts.append(act_form(view, "ack", button=view.say("hall.ack"), hidden={"inject": one.inject_id}))
    if question is not None and view.is_running:
        field = words_field("text", view.say("hall.your_answer"), lines=2)
        parts.append(act_form(view, "answer", field, button=view.say("hall.answer"), hidden={"instruction": question.id}))
    return join(parts)


def _tasks(view: View) -> Section:
    cards = [_task(view, incident, work) for incident, work in owed(view)]
    return section("tasks", view.say("hall.tasks"), cards or tag("p", view.say("hall.no_tasks"), class_="none"))


def _task(view: View, incident: Incident, work: Work) -> Html:
    task = work.task
    late = task.status is TaskStatus.OPEN and view.now > task.due_at
    due = tag("b", view.say("hall.due", at=view.clock(task.due_at)), class_="badge " + ("alarm" if late else "info"))
    head = tag("p", due, " ", view.d.incident_title(incident))
    parts = [head, tag("p", view.d.text(task.text), class_="words")]
    if task.status is not TaskStatus.OPEN:
        word = view.say("hall.task_done" if task.status is TaskStatus.DONE else "hall.task_skipped")
        parts.append(tag("p", f"{word} {view.clock(task.closed_at)} {task.closed_by} {task.remark}", class_="done"))
    elif view.is_running:
        hidden = {"incident": incident.id, "task": task.id}
        remark = line_field("remark", view.say("hall.remark"), longest=200)
        parts.append(act_form(view, "task", remark, button=view.say("hall.tick"), hidden=hidden))
    return tag("article", parts, class_="card")


def _report(view: View) -> Section:
    if not view.is_running:
        return Section("report", Html(""))
    fields = (incident_field(view, or_log=True), words_field("text", view.say("hall.words"), lines=4))
    return section("report", view.say("hall.report"), act_form(view, "report", *fields, button=view.say("hall.send")))


def _facts(view: View) -> Section:
    if not view.is_running or not view.incidents:
        return Section("facts", Html(""))
    known = view.d.reference.facts
    label = (incident_field(view), tag("p", view.say("hall.facts_hint"), class_="none"))
    fields = [
        number_field(name, view.d.text(known[name].label), most=int(known[name].most or 1_000_000)) for name in figures(view)
    ]
    form = act_form(view, "facts", *label, tag("div", fields, class_="figures"), button=view.say("hall.send"))
    return section("facts", view.say("hall.facts"), form)
