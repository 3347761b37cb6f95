"""``catch-up``: what was written on paper slips while the power was out, typed in afterwards (补录)."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from app.cli.arguments import facts_of, kind_of, moment_of, typed_moment, unit_of
from app.cli.output import iso, short, table
from app.cli.rows import incident_row, record_row
from app.cli.session import Session
from app.cli.tree import Tree
from app.cli.verbs.handling import report_of, task_of
from app.desk.catching_up import CaughtRow, caught_rows
from app.domain.calls.commands import LogCall
from app.domain.calls.model import CHANNELS, CallCategory, CallWords
from app.domain.dutylog.commands import WriteLog
from app.domain.dutylog.model import LogCategory
from app.domain.incident.commands import AddNote, OpenIncident, RecordFacts
from app.domain.incident.model import Caller, Place
from app.domain.paper.commands import CatchUp
from app.domain.plan.commands import CompleteTask, SkipTask
from app.domain.record import Command, PaperSlip
from app.domain.reporting.model import Channel, Stage
from app.domain.state import State
from app.domain.unit.commands import DispatchUnits, SetUnitStatus
from app.domain.unit.model import UnitStatus
from app.domain.words import FactStatus
from app.kernel.clock import Clock, as_utc, to_local

Maker = Callable[[Session, State, datetime], Command]

_CLOCK = re.compile(r"(\d{1,2})[:：](\d{2})")
_CONFIRMED = ("slip_used", "slip_not_printed")


def add(tree: Tree) -> None:
    """The parsers of this family."""
    say = tree.say
    family = tree.family("catch-up")
    opening = _verb(family, "incident", _incident)
    opening.add_argument("--kind", required=True, metavar="K", help=say("cli.help.kind"))
    opening.add_argument("--place", required=True, metavar="WORDS", help=say("cli.help.place"))
    opening.add_argument("--occurred-at", metavar="T", help=say("cli.help.at.occurred"))
    opening.add_argument("--narrative", default="", metavar="TEXT", help=say("cli.help.narrative"))
    tree.facts(opening)
    calling = _verb(family, "call", _call)
    calling.add_argument("text", metavar="TEXT", help=say("cli.help.catch_up_text"))
    calling.add_argument("--category", choices=[one.value for one in CallCategory], default="other",
                         help=say("cli.help.call_category"))
    calling.add_argument("--incident", default="", metavar="I", help=say("cli.help.which_incident"))
    for parser in (opening, calling):
        parser.add_argument("--caller", default="", metavar="NAME", help=say("cli.help.caller"))
        parser.add_argument("--phone", default="", metavar="NUMBER", help=say("cli.help.phone"))
        parser.add_argument("--channel", choices=CHANNELS, default="phone", help=say("cli.help.channel_in"))
    _add_work(family)
    listing = family.verb("list", list_caught_up)
    listing.add_argument("--all", action="store_true", help=say("cli.help.catch_up_all"))
    listing.add_argument("--find", default="", metavar="WORDS", help=say("cli.help.calls_find"))


def _add_work(family: Tree) -> None:
    say = family.say
    facts = _verb(family, "fact", _fact, about=True)
    facts.add_argument("fact", nargs="+", metavar="name=value", help=say("cli.help.fact"))
    facts.add_argument("--status", choices=[one.value for one in FactStatus], default="reported", help=say("cli.help.fact_status"))
    facts.add_argument("--reason", default="", metavar="TEXT", help=say("cli.help.reason"))
    report = _verb(family, "report", lambda session, state, _at: report_of(session, state, state.incident(_of(session))),
                   about=True)  # fmt: skip
    report.add_argument("--stage", choices=[one.value for one in Stage], default="first", help=say("cli.help.stage"))
    report.add_argument("--channel", choices=[one.value for one in Channel], default="phone", help=say("cli.help.channel"))
    for option, word in (("--to", "to"), ("--whom", "whom"), ("--phone", "phone"), ("--means", "means"), ("--content", "content")):
        report.add_argument(option, default="", metavar="TEXT", help=say(f"cli.help.{word}"))
    report.add_argument("--read-back", action="store_true", help=say("cli.help.read_back"))
    units = _verb(family, "dispatch", _dispatch, about=True)
    units.add_argument("--unit", nargs="+", action="extend", required=True, metavar="U", help=say("cli.help.unit"))
    status = _verb(family, "status", _status)
    status.add_argument("unit", metavar="U", help=say("cli.help.unit"))
    status.add_argument("status", choices=[one.value for one in UnitStatus], help=say("cli.help.unit_status"))
    for parser in (facts, units, status):
        parser.add_argument("--source", default="phone", metavar="WORD", help=say("cli.help.source"))
    task = _verb(family, "task", _task, about=True)
    task.add_argument("task", metavar="TASK", help=say("cli.help.task"))
    task.add_argument("--skip", default="", metavar="REASON", help=say("cli.help.skip"))
    task.add_argument("--remark", default="", metavar="TEXT", help=say("cli.help.remark"))
    note = _verb(family, "note", lambda s, state, _at: AddNote(incident_id=state.incident(_of(s)).id, text=s.arguments.text),
                 about=True)  # fmt: skip
    log = _verb(family, "log", lambda s, _state, _at: WriteLog(text=s.arguments.text, category=LogCategory(s.arguments.category)))
    log.add_argument("--category", choices=[one.value for one in LogCategory], default=LogCategory.OTHER.value,
                     help=say("cli.help.log_category"))
    for parser in (note, log):
        parser.add_argument("text", metavar="TEXT", help=say("cli.help.catch_up_text"))


def _verb(family: Tree, name: str, make: Maker, *, about: bool = False) -> argparse.ArgumentParser:
    """A verb with what every slip has; ``about``: it is about an incident that is there."""
    say = family.say
    parser = family.verb(name, lambda session: _carry_out(session, make))
    if about:
        parser.add_argument("incident", metavar="I", help=say("cli.help.which_incident"))
    parser.add_argument("--slip", type=int, required=True, metavar="N", help=say("cli.help.slip"))
    parser.add_argument("--row", type=int, default=0, metavar="N", help=say("cli.help.slip_row"))
    parser.add_argument("--at", dest="paper_at", required=True, metavar="HH:MM", help=say("cli.help.paper_at"))
    parser.add_argument("--writer", default="", metavar="NAME", help=say("cli.help.slip_writer"))
    parser.add_argument("--sure", action="store_true", help=say("cli.help.slip_sure"))
    family.actor(parser)
    return parser


async def _carry_out(session: Session, make: Maker) -> int:
    """Let the desk do what the paper says; prints what was recorded, marked, with both times."""
    arguments = session.arguments
    async with session.desk() as workspace:
        desk = workspace.desk
        at = paper_moment(arguments.paper_at, desk.clock)
        slip = PaperSlip(arguments.slip, at, arguments.row, writer=arguments.writer)
        command = CatchUp(
            command=make(session, desk.state, at), slip=slip, confirmed=_CONFIRMED if arguments.sure else ()
        )
        records = await desk.execute(command, session.context())
        rows = [record_row(one, session.describer, desk.state) for one in records]
        made = records[0].stamp.command_id
        about = desk.state.incidents.get(desk.state.caught_up[made].incident_id)
        value: dict[str, Any] = {"recorded": rows, "slip": arguments.slip, "paper_at": iso(at)}
        if about is not None:
            value["incident"] = incident_row(about, session.describer)
        session.out.answer(value, [one["text"] for one in rows])
    return 0


async def list_caught_up(session: Session) -> int:
    """List what was typed in from paper in this shift (``--all``: ever), the last typed first."""
    async with session.desk() as workspace:
        state = workspace.desk.state
        since = None if session.arguments.all or state.shift is None else state.shift.started_at
        found = caught_rows(state, session.describer, since, session.arguments.find)
        lines = table((one.slip, short(one.paper_at), short(one.typed_at), one.what, one.incident, one.writer) for one in found)
        session.out.answer([_row(one) for one in found], lines or [session.wording.say("cli.catch_up.none")])
    return 0


def paper_moment(text: str, clock: Clock) -> datetime:
    """The time on the paper: with its date as any time, or ``HH:MM`` alone for the last time that the clock showed it."""
    found = _CLOCK.fullmatch(text.strip())
    if found is None or int(found[1]) > 23 or int(found[2]) > 59:
        return typed_moment(text, clock)
    now = to_local(clock.now())
    at = now.replace(hour=int(found[1]), minute=int(found[2]), second=0, microsecond=0)
    return as_utc(at if at <= now else at - timedelta(days=1))


def _of(session: Session) -> str:
    return str(session.arguments.incident)


def _incident(session: Session, _state: State, at: datetime) -> Command:
    given = session.arguments
    return OpenIncident(
        kind=kind_of(given.kind, session.reference), place=Place(given.place.strip()), aware_at=at,
        occurred_at=moment_of(given.occurred_at, session.clock), caller=Caller(given.caller, given.phone, given.channel),
        narrative=given.narrative, facts=facts_of(given.fact, session.reference.facts),
    )


def _call(session: Session, state: State, _at: datetime) -> Command:
    given = session.arguments
    words = CallWords(
        text=given.text, caller=given.caller, phone=given.phone, channel=given.channel, category=CallCategory(given.category)
    )
    return LogCall(words=words, incident_id=state.incident(given.incident).id if given.incident else "")


def _fact(session: Session, state: State, _at: datetime) -> Command:
    given = session.arguments
    return RecordFacts(
        incident_id=state.incident(given.incident).id, facts=facts_of(given.fact, session.reference.facts),
        status=FactStatus(given.status), source=given.source, reason=given.reason,
    )


def _dispatch(session: Session, state: State, _at: datetime) -> Command:
    given = session.arguments
    units = tuple(unit_of(text, state).id for text in given.unit)
    return DispatchUnits(incident_id=state.incident(given.incident).id, unit_ids=units, source=given.source)


def _status(session: Session, state: State, _at: datetime) -> Command:
    given = session.arguments
    return SetUnitStatus(unit_id=unit_of(given.unit, state).id, status=UnitStatus(given.status), source=given.source)


def _task(session: Session, state: State, _at: datetime) -> Command:
    given = session.arguments
    of = state.incident(given.incident)
    task_id = task_of(given.task, of)
    if given.skip:
        return SkipTask(incident_id=of.id, task_id=task_id, reason=given.skip)
    return CompleteTask(incident_id=of.id, task_id=task_id, remark=given.remark)


def _row(one: CaughtRow) -> dict[str, Any]:
    return {
        "id": one.id, "slip": one.number, "row": one.row, "form": one.form, "paper_at": iso(one.paper_at),
        "typed_at": iso(one.typed_at), "typed_by": one.typed_by, "writer": one.writer, "what": one.what, "incident": one.incident,
    }
