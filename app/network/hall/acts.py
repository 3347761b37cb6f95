"""What can be done at a seat: a form becomes commands on the drill's desk, by name what each kind of seat may do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import msgspec

from app.domain.conditions import FactScalar
from app.domain.dutylog.commands import WriteLog
from app.domain.dutylog.model import LogCategory
from app.domain.exercise.commands import CheckComms, SeatParticipant, TellSeats
from app.domain.exercise.kinds import InjectChannel, SeatKind
from app.domain.exercise.model import DrillStatus, InjectStatus
from app.domain.incident.commands import AddNote, RecordFacts
from app.domain.instruction.commands import AnswerInstruction
from app.domain.plan.commands import CompleteTask
from app.domain.record import Command
from app.kernel.errors import Refusal
from app.network.hall.pages import actor, evaluator, survey
from app.network.hall.pages.parts import LONGEST_NAME, LONGEST_TEXT
from app.network.hall.pages.player import asked, cause_of, figures, owed, reached
from app.network.hall.view import View

Form = Mapping[str, str]

_CATEGORIES = {InjectChannel.CALL: LogCategory.CALL, InjectChannel.WRITTEN: LogCategory.LETTER}


class Wish(msgspec.Struct, frozen=True):
    """The commands that a form comes to, and what they are because of (the ``cause`` of their context)."""

    commands: tuple[Command, ...]
    cause: str = ""


def wish_of(view: View, act: str, form: Form) -> Wish:
    """What a form wants. ``Refusal``: ``hall_not_here`` for what this kind of seat cannot do, ``hall_name_first`` where nobody said
    who sits here, ``drill_not_running`` outside the drill, and what the forms themselves refuse."""
    make = _ACTS.get(act)
    if make is None or view.kind not in make[0]:
        raise Refusal("hall_not_here")
    if act != "join" and not view.name:
        raise Refusal("hall_name_first")
    return make[1](view, form)


def arrival(view: View) -> Wish:
    """The page of a seat was opened: before the start that answers the comms check."""
    seat = view.drill.seats.get(view.role)
    waits = view.drill.status is DrillStatus.PREPARED and seat is not None and not seat.heard
    if not waits or view.kind is SeatKind.OBSERVER:
        return Wish(())
    return Wish((CheckComms(role=view.role, heard=True, remark=view.say("hall.by_page")),), "hall")


def _join(view: View, form: Form) -> Wish:
    if view.name:
        raise Refusal("nothing_changed")
    name = words(form, "name", longest=LONGEST_NAME)
    seated = SeatParticipant(role=view.role, name=name, kind=view.kind, place=view.say("hall.place"))
    if view.drill.status is not DrillStatus.PREPARED:
        return Wish((seated,))
    return Wish((seated, CheckComms(role=view.role, heard=True, remark=view.say("hall.by_page"))))


def _ack(view: View, form: Form) -> Wish:
    """Heard: a line in the incident that it is about, in the duty log while there is none."""
    told = next((one for one in reached(_running(view)) if one.inject_id == form.get("inject")), None)
    if told is None:
        raise Refusal("inject_unknown", {"inject": form.get("inject", "")[:LONGEST_NAME]})
    cause = cause_of(told.inject_id)
    if (view.role, cause) in view.feed.answers:
        raise Refusal("nothing_changed")
    text = view.say("hall.note.ack", title=view.title, sender=view.d.text(told.sender), text=view.d.text(told.text))
    return Wish((_note(view, _about(view, told.inject_id), text, _CATEGORIES.get(told.channel, LogCategory.OTHER)),), cause)


def _answer(view: View, form: Form) -> Wish:
    questions = (asked(view, one) for one in reached(_running(view)))
    question = next((one for one in questions if one is not None and one.id == form.get("instruction")), None)
    if question is None:
        raise Refusal("instruction_unknown", {"instruction": form.get("instruction", "")[:LONGEST_NAME]})
    return Wish((AnswerInstruction(instruction_id=question.id, answer=words(form, "text"), means="network"),))


def _report(view: View, form: Form) -> Wish:
    text = view.say("hall.note.report", title=view.title, text=words(form, "text"))
    return Wish((_note(_running(view), form.get("incident", ""), text, LogCategory.OTHER),))


def _facts(view: View, form: Form) -> Wish:
    facts: dict[str, FactScalar] = {}
    for name in figures(_running(view)):
        typed = form.get(name, "").strip()
        if typed:
            if not typed.isascii() or not typed.isdecimal() or len(typed) > 9:
                raise Refusal("hall_no_number", {"fact": name})
            facts[name] = int(typed)
    if not facts:
        raise Refusal("hall_nothing_said")
    source = view.say("hall.source", title=view.title, name=view.name)
    return Wish((RecordFacts(incident_id=_incident(view, form.get("incident", "")), facts=facts, source=source),))


def _task(view: View, form: Form) -> Wish:
    """Only what this role owes can be ticked here."""
    mine = any(of.id == form.get("incident") and work.task.id == form.get("task") for of, work in owed(_running(view)))
    if not mine:
        raise Refusal("task_unknown", {"task": form.get("task", "")[:LONGEST_NAME]})
    return Wish((CompleteTask(incident_id=form["incident"], task_id=form["task"], remark=form.get("remark", "")[:200].strip()),))


def _say(view: View, form: Form) -> Wish:
    text = view.say("hall.note.say", title=view.title, name=view.name, text=words(form, "text"))
    return Wish((TellSeats(to=SeatKind.CONDUCTOR, text=text),))


def _told(view: View, form: Form) -> Wish:
    """An actor said what was to be said."""
    known = {one.inject.id for one in actor.scripts(view)}
    inject_id = form.get("inject", "")
    if inject_id not in known or view.drill.life(inject_id).status is not InjectStatus.FIRED:
        raise Refusal("inject_unknown", {"inject": inject_id[:LONGEST_NAME]})
    if (view.role, cause_of(inject_id)) in view.feed.answers:
        raise Refusal("nothing_changed")
    text = view.say("hall.note.told", name=view.name, inject=inject_id)
    return Wish((TellSeats(to=SeatKind.CONDUCTOR, text=text),), cause_of(inject_id))


def _judge(view: View, form: Form) -> Wish:
    return Wish(evaluator.commands(view, form))


def _survey(view: View, form: Form) -> Wish:
    return Wish(survey.commands(view, form))


def words(form: Form, name: str, *, longest: int = LONGEST_TEXT) -> str:
    """What was typed; ``Refusal`` where it is empty or longer than it may be."""
    typed = form.get(name, "").strip()
    if not typed:
        raise Refusal("hall_nothing_said")
    if len(typed) > longest:
        raise Refusal("hall_too_long", {"most": longest})
    return typed


def _about(view: View, inject_id: str) -> str:
    """The incident that an inject is about where it was taken in and goes on, else ""."""
    inject = view.drill.inject(inject_id)
    if inject is None:
        return ""
    told = inject.tells
    ref = (told.opens or told.of) if told is not None else inject.asks.of if inject.asks is not None else ""
    incident = view.state.incidents.get(view.conductor.observed.incidents.get(ref, ""))
    return incident.id if incident is not None and incident.is_open else ""


def _note(view: View, incident_id: str, text: str, category: LogCategory) -> Command:
    if incident_id:
        return AddNote(incident_id=_incident(view, incident_id), text=text)
    return WriteLog(text=text, category=category)


def _incident(view: View, incident_id: str) -> str:
    if not any(one.id == incident_id for one in view.incidents):
        raise Refusal("incident_unknown", {"incident": incident_id[:LONGEST_NAME]})
    return incident_id


def _running(view: View) -> View:
    if not view.is_running:
        raise Refusal("drill_not_running")
    return view


_PLAYER = frozenset({SeatKind.PLAYER})
_SPEAKS = frozenset({SeatKind.PLAYER, SeatKind.EVALUATOR, SeatKind.ACTOR})

_ACTS: Mapping[str, tuple[frozenset[SeatKind], Callable[[View, Form], Wish]]] = MappingProxyType({
    "join": (_SPEAKS, _join),
    "say": (_SPEAKS, _say),
    "survey": (_SPEAKS, _survey),
    "ack": (_PLAYER, _ack),
    "answer": (_PLAYER, _answer),
    "report": (_PLAYER, _report),
    "facts": (_PLAYER, _facts),
    "task": (_PLAYER, _task),
    "judge": (frozenset({SeatKind.EVALUATOR}), _judge),
    "told": (frozenset({SeatKind.ACTOR}), _told),
})
"""Who may do what; an observer stands in none of them."""
