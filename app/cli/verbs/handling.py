"""``incident …``: every change to an incident that is there, each one command through the desk's one door."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from app.cli.arguments import facts_of, level_of, moment_of, unit_of
from app.cli.rows import incident_row, record_row
from app.cli.session import Session
from app.cli.tree import Tree
from app.cli.verbs import activation
from app.desk.who_goes import advise, find_router
from app.desk.who_words import WhoWords
from app.domain.deadlines import obligations
from app.domain.incident.commands import AddNote, CloseIncident, RecordFacts
from app.domain.incident.model import Incident
from app.domain.plan.commands import (
    ChangeLevel,
    CompleteTask,
    ReopenTask,
    SkipTask,
    TerminateResponse,
)
from app.domain.plan.composition import find_work, work_of
from app.domain.plan.model import Activation
from app.domain.record import Command
from app.domain.reporting.commands import MakeReport
from app.domain.reporting.model import Channel, Stage
from app.domain.state import State
from app.domain.unit.commands import DispatchUnits
from app.domain.words import FactStatus
from app.kernel.errors import Refusal

Maker = Callable[[Session, State, Incident], Command]


def add(family: Tree) -> None:
    """The parsers of this family, below ``incident``."""
    _add_facts_and_units(family)
    _add_response(family)
    _add_reports(family)


def _add_facts_and_units(family: Tree) -> None:
    say = family.say
    facts = _verb(family, "fact", _facts)
    facts.add_argument("fact", nargs="*", metavar="name=value", help=say("cli.help.fact"))
    facts.add_argument("--remove", nargs="+", default=[], action="extend", metavar="NAME", help=say("cli.help.remove"))
    facts.add_argument("--status", choices=[one.value for one in FactStatus], default="reported", help=say("cli.help.fact_status"))
    facts.add_argument("--source", default="", metavar="TEXT", help=say("cli.help.source"))
    facts.add_argument("--reason", default="", metavar="TEXT", help=say("cli.help.reason"))
    units = _verb(family, "dispatch", _dispatch)
    units.add_argument("--unit", nargs="+", action="extend", default=[], metavar="U", help=say("cli.help.unit"))
    units.add_argument("--proposed", action="store_true", help=say("cli.help.dispatch_proposed"))
    units.add_argument("--reason", default="", metavar="TEXT", help=say("cli.help.dispatch_reason"))
    units.add_argument("--source", default="phone", metavar="WORD", help=say("cli.help.source"))
    note = _verb(family, "note", lambda s, _, of: AddNote(incident_id=of.id, text=s.arguments.text))
    note.add_argument("text", metavar="TEXT", help=say("cli.help.note"))


def _add_response(family: Tree) -> None:
    say = family.say
    activation.options(_verb(family, "activate", activation.command), say)
    level = _verb(family, "level", _level)
    level.add_argument("level", metavar="LEVEL", help=say("cli.help.level"))
    ending = _verb(family, "terminate", _terminate)
    ending.add_argument("--met", type=int, nargs="+", default=[], action="extend", metavar="N", help=say("cli.help.met"))
    for parser in (level, ending):
        parser.add_argument("--plan", default="", metavar="P", help=say("cli.help.running_plan"))
        parser.add_argument("--reason", default="", metavar="TEXT", help=say("cli.help.reason"))
        parser.add_argument("--approved-by", default="", metavar="NAME", help=say("cli.help.approved"))
    task = _verb(family, "task", _task)
    task.add_argument("task", metavar="TASK", help=say("cli.help.task"))
    how = task.add_mutually_exclusive_group(required=True)
    how.add_argument("--done", action="store_true", help=say("cli.help.done"))
    how.add_argument("--skip", metavar="REASON", help=say("cli.help.skip"))
    how.add_argument("--reopen", metavar="REASON", help=say("cli.help.reopen"))
    task.add_argument("--remark", default="", metavar="TEXT", help=say("cli.help.remark"))


def _add_reports(family: Tree) -> None:
    say = family.say
    report = _verb(family, "report", _report)
    report.add_argument("--stage", choices=[one.value for one in Stage], required=True, help=say("cli.help.stage"))
    report.add_argument("--channel", choices=[one.value for one in Channel], required=True, help=say("cli.help.channel"))
    report.add_argument("--to", default="", metavar="ROLE", help=say("cli.help.to"))
    report.add_argument("--whom", default="", metavar="NAME", help=say("cli.help.whom"))
    report.add_argument("--phone", default="", metavar="NUMBER", help=say("cli.help.phone"))
    report.add_argument("--read-back", action="store_true", help=say("cli.help.read_back"))
    report.add_argument("--means", default="", metavar="WORD", help=say("cli.help.means"))
    report.add_argument("--content", default="", metavar="TEXT", help=say("cli.help.content"))
    report.add_argument("--at", metavar="T", help=say("cli.help.made_at"))
    closing = _verb(family, "close", _close)
    for name in ("cause", "outcome", "losses", "lessons", "measures", "approved-by"):
        closing.add_argument(f"--{name}", default="", metavar="TEXT", help=say(f"cli.help.close.{name}"))


def _verb(family: Tree, name: str, make: Maker) -> argparse.ArgumentParser:
    parser = family.verb(name, lambda session: _carry_out(session, make))
    parser.add_argument("incident", metavar="I", help=family.say("cli.help.which_incident"))
    family.actor(parser)
    return parser


async def _carry_out(session: Session, make: Maker) -> int:
    """Let the desk carry out the command; prints what was recorded, in sentences."""
    async with session.desk() as workspace:
        desk = workspace.desk
        of = desk.state.incident(session.arguments.incident)
        records = await desk.execute(make(session, desk.state, of), session.context())
        row: dict[str, Any] = incident_row(desk.state.incidents[of.id], session.describer)
        row["recorded"] = [record_row(one, session.describer, desk.state) for one in records]
        session.out.answer(row, [f"{row['number']}  {one['text']}" for one in row["recorded"]])
    return 0


def _facts(session: Session, _: State, of: Incident) -> Command:
    arguments = session.arguments
    return RecordFacts(
        incident_id=of.id,
        facts=facts_of(arguments.fact, session.reference.facts),
        removed=tuple(arguments.remove),
        status=FactStatus(arguments.status),
        source=arguments.source,
        reason=arguments.reason,
    )


def _dispatch(session: Session, state: State, of: Incident) -> Command:
    """Those named, those proposed, or those named against what is proposed: who sends others than proposed says why."""
    arguments = session.arguments
    units = tuple(unit_of(text, state).id for text in arguments.unit)
    if not units and not arguments.proposed:
        raise Refusal("dispatch_names_nobody", {"incident": of.number})
    proposed = _proposed(session, of) if arguments.proposed else ()
    return DispatchUnits(
        incident_id=of.id, unit_ids=units or proposed, source=arguments.source, proposed=proposed, reason=arguments.reason
    )


def _proposed(session: Session, of: Incident) -> tuple[str, ...]:
    """The units that ``recommend`` proposes, all open incidents weighed together; the reasons go to standard error."""
    asked = session.workspace.question()
    router, trouble = find_router(session.workspace.guide)
    advice = advise(asked, router, session.workspace.guide.assign, trouble=trouble)
    found = advice.incidents.get(of.id)
    if found is None or not found.proposed:
        raise Refusal("nobody_proposed", {"incident": of.number})
    words = WhoWords(session.describer, asked.state)
    for one in found.proposed:
        why = session.wording.say("list.separator").join(words.because(each) for each in one.because)
        session.out.remark(f"{session.describer.unit_name(one.unit_id, asked.state)}  {words.trip(one.trip)}  {why}")
    return found.unit_ids


def _running(session: Session, of: Incident) -> Activation:
    """The running response of the plan named, or the only one; ``Refusal`` where none runs or it is not clear which."""
    wanted = session.arguments.plan
    running = [one for one in of.activations if one.is_running and wanted in ("", one.plan_id)]
    if not running:
        raise Refusal("activation_unknown", {"activation": wanted})
    if len(running) > 1:
        raise Refusal("activation_unclear", {"plans": ", ".join(one.plan_id for one in running)})
    return running[0]


def _level(session: Session, _: State, of: Incident) -> Command:
    arguments = session.arguments
    return ChangeLevel(
        incident_id=of.id,
        activation_id=_running(session, of).id,
        level=level_of(arguments.level),
        reason=arguments.reason,
        approved_by=arguments.approved_by,
    )


def _terminate(session: Session, _: State, of: Incident) -> Command:
    arguments = session.arguments
    return TerminateResponse(
        incident_id=of.id,
        activation_id=_running(session, of).id,
        reason=arguments.reason,
        approved_by=arguments.approved_by,
        conditions_met=tuple(number - 1 for number in arguments.met),
    )


def _task(session: Session, _: State, of: Incident) -> Command:
    arguments = session.arguments
    task_id = task_of(arguments.task, of)
    if arguments.done:
        return CompleteTask(incident_id=of.id, task_id=task_id, remark=arguments.remark)
    if arguments.skip is not None:
        return SkipTask(incident_id=of.id, task_id=task_id, reason=arguments.skip)
    return ReopenTask(incident_id=of.id, task_id=task_id, reason=arguments.reopen)


def task_of(text: str, of: Incident) -> str:
    """The task with this full id, or with this id in the plan of the latest response that asks for it."""
    work = work_of(of)
    for response in reversed(of.activations):
        for one in work:
            if (response.id, text) in {claim.key for claim in one.claims}:
                return one.task.id
    return find_work(of, text).task.id


def _report(session: Session, state: State, of: Incident) -> Command:
    return replace(report_of(session, state, of), at=moment_of(session.arguments.at, session.clock))


def report_of(session: Session, state: State, of: Incident) -> MakeReport:
    """The report that the options name, to whoever is owed it where ``--to`` says nothing; made now."""
    arguments = session.arguments
    stage, channel = Stage(arguments.stage), Channel(arguments.channel)
    to_role = arguments.to.strip() or _recipient(session, state, of, stage, channel)
    return MakeReport(
        incident_id=of.id,
        stage=stage,
        channel=channel,
        to_role=to_role,
        whom=arguments.whom,
        phone=arguments.phone,
        read_back=arguments.read_back,
        means=arguments.means,
        content=arguments.content,
    )


def _recipient(session: Session, state: State, of: Incident, stage: Stage, channel: Channel) -> str:
    """Whoever is owed that report; ``Refusal("recipient_missing")`` where nobody or several are."""
    owed = {
        one.to_role
        for one in obligations(of, state, session.reference, session.clock.now())
        if one.is_open and (one.stage, one.channel) == (stage, channel)
    }
    if len(owed) != 1:
        raise Refusal("recipient_missing", {"roles": ", ".join(sorted(owed)) or "-"})
    return owed.pop()


def _close(session: Session, _: State, of: Incident) -> Command:
    names = ("cause", "outcome", "losses", "lessons", "measures", "approved_by")
    return CloseIncident(incident_id=of.id, **{name: getattr(session.arguments, name) for name in names})
